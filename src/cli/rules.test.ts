import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { expandTemplate } from '../detect/expand-template.ts'
import { temporaryFolder } from '../../test/fakes/git-repository.ts'
import { command } from './rules.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const RULES = `
scan:
  rules:
    - id: acme-token
      about: Token of our own service
      regex: '(acme_([a-z0-9]{18})([A-Za-z0-9]{6}))'
      keywords: [acme_]
      entropy: 3
      checksum: { name: crc32-base62, of: 2, is: 3 }
      examples: ['acme_{a-z0-9:18}{checksum}']
      lookalikes: ['acme_{a-z0-9:9}']
      allowlists: { stopwords: [example] }
      verify: { url: 'https://api.acme.example/v1/me?user={acme-user}', basic: '{acme-user}:{key}' }
      required: { id: acme-user, withinLines: 2 }
    - id: acme-user
      regex: 'user=(\\w+)'
      skipReport: true
`
const KEY = expandTemplate('acme_{a-z0-9:18}{checksum}')

async function rules(args: string[], { stdin = '', yaml = RULES, json = false } = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  writeFileSync(join(folder.path, 'rekey.yaml'), yaml)
  const io = { stdout, stderr, stdin: Readable.from([Buffer.from(stdin)]), env: {}, cwd: folder.path }
  const signal = new AbortController().signal
  try {
    const exit = await command.run({ args, flags: json ? { json: true } : {}, rest: [] }, { ...io, signal })
    return { exit, text: String(stdout.read() ?? ''), said: String(stderr.read() ?? '') }
  } finally {
    rmSync(join(folder.path, 'rekey.yaml'))
  }
}

test('list and show name the rules of the catalogue and of rekey.yaml', async () => {
  const { text } = await rules(['list'])
  expect(text).toMatch(/^acme-token +custom +Token of our own service$/m)
  expect(text).toMatch(/^github-token +github /m)
  const shown = await rules(['show', 'acme-token'])
  expect(shown.text).toContain('beside acme-user (within 2 lines)')
  expect(shown.text).toContain('asks      GET https://api.acme.example/v1/me\n')
  expect(shown.text).toContain('crc32-base62')
  const listed = JSON.parse((await rules(['list'], { json: true })).text) as { id: string; from: string }[]
  expect(listed.filter(({ from }) => from === 'rekey.yaml').map(({ id }) => id)).toEqual(['acme-token', 'acme-user'])
})

test('a rule of the catalogue and one of rekey.yaml are tried on a text, and keys stay masked', async () => {
  const token = expandTemplate('ghp_{A-Za-z0-9:30}{checksum}')
  const known = await rules(['test', 'github-token'], { stdin: `T=${token}\n` })
  expect([known.exit, known.text]).toEqual([1, expect.stringContaining('github-token: 1 found')])
  const own = await rules(['test', 'acme-token'], { stdin: `user=me\nT=${KEY}\n` })
  expect([own.exit, own.text]).toEqual([1, expect.stringContaining('the checksum is right')])
  expect(known.text + own.text).not.toMatch(new RegExp(`${token}|${KEY}`))
})

const BAD_CHECKSUM = `${KEY.slice(0, -1)}${KEY.endsWith('x') ? 'y' : 'x'}`
test.each([
  ['nothing here', 'its pattern does not match'],
  [`T=${KEY}`, 'acme-user is not beside it'],
  [`user=me\nT=acme_${'a'.repeat(24)}`, 'the entropy is not above 3'],
  [`user=me\nT=acme_example${KEY.slice(12)}`, 'an allowlist lets it pass'],
  [`T=acme_${'a'.repeat(24)}`, 'more than one condition of it is not met'],
])('a rule that finds nothing says why: %j', async (stdin, why) => {
  const { exit, text } = await rules(['test', 'acme-token'], { stdin })
  expect([exit, text.split('\n')[0]]).toEqual([0, `acme-token: 0 found (${why})`])
})

test('a wrong checksum is graded low, not hidden', async () => {
  const { exit, text } = await rules(['test', 'acme-token'], { stdin: `user=me\nT=${BAD_CHECKSUM}\n` })
  expect([exit, text]).toEqual([1, expect.stringMatching(/ low .*\n.*the checksum is wrong/)])
})

test('without a rule the samples of rekey.yaml are tried', async () => {
  const examples = (lines: string): string => RULES.replace(/ {6}required: .*\n/, '').replace(/ {6}verify: .*\n/, lines)
  const good = await rules(['test'], { yaml: examples('') })
  expect([good.exit, good.text]).toEqual([0, 'acme-token: 2 of 2 as they should\nacme-user: no examples\n'])
  const bad = await rules(['test'], { yaml: examples('').replace('{a-z0-9:9}', '{a-z0-9:24}') })
  expect([bad.exit, bad.text]).toEqual([1, expect.stringContaining('acme-token: \n  lookalike 1 is found')])
  const lone = await rules(['test'])
  expect(lone.text).toContain('example 1 is not found: acme-user is not beside it')
  expect((await rules(['test'], { yaml: '' })).text).toContain('rekey.yaml has no rules')
})

test('a name that the catalogue has is told', async () => {
  const { said } = await rules(['list'], { yaml: 'scan:\n  rules: [{ id: github-token, regex: abc }]\n' })
  expect(said).toContain('rule github-token of rekey.yaml has the name of a rule of the catalogue')
})

test.each([
  [[], 'say what to do: list, show, test'],
  [['lst'], 'there is no "rekey rules lst"'],
  [['list', 'x'], 'rekey rules list takes no more words'],
  [['show'], 'rekey rules show takes a rule'],
  [['show', 'githb-token'], 'there is no rule githb-token'],
  [['test', 'acme-token', '/no/such/file'], '/no/such/file cannot be read'],
  [['test', 'acme-token', 'a', 'b'], 'rekey rules test takes a rule and a file'],
])('what makes no sense is told: %j', async (args, message) => {
  await expect(rules(args)).rejects.toThrow(message)
})
