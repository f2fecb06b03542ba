import { expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import type { Finding } from './finding.ts'
import { forgeIn, linkOf, parseForge } from './forge-link.ts'

const COMMIT = 'c'.repeat(40)
const FINDING: Finding = {
  rule: 'r',
  about: 'R',
  provider: 'p',
  kind: 'k',
  leakId: 'lk',
  confidence: 'high',
  score: 90,
  file: 'src/a.ts',
  startLine: 2,
  startColumn: 1,
  endLine: 2,
  endColumn: 9,
  masked: '…',
  secret: new Sensitive(''),
  commit: COMMIT,
  blob: 'b'.repeat(40),
  reasons: [],
}

test.each([
  ['https://github.com/acme/shop.git', `https://github.com/acme/shop/blob/${COMMIT}/src/a.ts#L2`],
  ['git@github.com:acme/shop.git', `https://github.com/acme/shop/blob/${COMMIT}/src/a.ts#L2`],
  ['ssh://git@git.github.acme.example:2222/shop', `https://git.github.acme.example/shop/blob/${COMMIT}/src/a.ts#L2`],
  ['https://gitlab.com/a/b/c', `https://gitlab.com/a/b/c/blob/${COMMIT}/src/a.ts#L2`],
  ['deploy@gitlab.acme.example:a/b.git', `https://gitlab.acme.example/a/b/blob/${COMMIT}/src/a.ts#L2`],
  ['https://bitbucket.org/acme/shop', `https://bitbucket.org/acme/shop/src/${COMMIT}/src/a.ts#lines-2`],
  ['https://codeberg.org/acme/shop', `https://codeberg.org/acme/shop/src/commit/${COMMIT}/src/a.ts#L2`],
])('%s', (address, link) => {
  const forge = parseForge(address)
  expect(forge && linkOf(forge, FINDING)).toBe(link)
})

test('Azure DevOps over https and over ssh is the same place', () => {
  const links = [
    'https://dev.azure.com/acme/shop/_git/api',
    'git@ssh.dev.azure.com:v3/acme/shop/api',
    'ssh://git@ssh.dev.azure.com/v3/acme/shop/api',
  ].map((address) => {
    const forge = parseForge(address)
    return forge && linkOf(forge, FINDING)
  })
  expect(new Set(links).size).toBe(1)
  expect(links[0]).toMatch(/^https:\/\/dev\.azure\.com\/acme\/shop\/_git\/api\/commit\/c+\?path=\/src\/a\.ts&line=2/)
})

test('a password in the address stays out of the link', () => {
  const forge = parseForge(`https://user:${'p'.repeat(9)}@github.com/acme/shop.git`)
  expect(forge && linkOf(forge, FINDING)).toMatch(/^https:\/\/github\.com\/acme/)
})

test.each([
  '/srv/git/shop.git',
  '../shop',
  'file:///srv/github/shop',
  'https://git.acme.example/shop',
  'ext::sh -c x',
  '',
])('nothing is made of %s', (address) => expect(parseForge(address)).toBeUndefined())

test('names of files are escaped, entries of archives lead to the archive, lines to lines', () => {
  const forge = parseForge('https://github.com/acme/shop')
  if (forge === undefined) throw new Error('a forge')
  const link = (more: Partial<Finding>): string | undefined => linkOf(forge, { ...FINDING, ...more }, 'sub')
  expect(link({ file: 'a b/#?%.ts', endLine: 4 })).toMatch(/\/sub\/a%20b\/%23%3F%25\.ts#L2-L4$/)
  expect(link({ file: 'x!y.zip!in/z.env', inner: 'in/z.env' })).toMatch(/\/sub\/x/)
  const { commit: _, ...nowhere } = FINDING
  expect(linkOf(forge, nowhere)).toBeUndefined()
})

test('the remote called origin is taken from the configuration, else the first one', () => {
  const config = [
    '[core]',
    '\turl = https://github.com/not/this',
    '[remote "backup"]',
    '\turl = git@gitlab.com:a/b.git',
    '[Remote "origin"]',
    '\tfetch = +refs/heads/*:refs/remotes/origin/*',
    '\tURL = "https://github.com/acme/shop.git" ; ours',
  ]
  expect(forgeIn(config.join('\n'))?.url).toBe('https://github.com/acme/shop')
  expect(forgeIn(config.slice(0, 4).join('\n'))?.url).toBe('https://gitlab.com/a/b')
  expect(forgeIn('[include]\n\tpath = elsewhere\n')).toBeUndefined()
})
