import { expect, test } from 'vitest'
import { parseRemote, scmLink, type Platform } from './scm-link.ts'

const COMMIT = '20553ad96a4a080c94a54d677db97eed8ce2560d'
const PLACE = { commit: COMMIT, file: 'a b/50%.txt', startLine: 4, endLine: 4 }
const MANY = { ...PLACE, endLine: 9 }
const URL = 'https://scm.example/o/r'

const link = (platform: Platform, place = PLACE): string => scmLink({ platform, url: URL }, place)

test.each<[Platform, string, string]>([
  ['github', `/blob/${COMMIT}/a%20b/50%25.txt#L4`, '-L9'],
  ['gitlab', `/blob/${COMMIT}/a%20b/50%25.txt#L4`, '-9'],
  ['gitea', `/src/commit/${COMMIT}/a%20b/50%25.txt#L4`, '-L9'],
  ['bitbucket', `/src/${COMMIT}/a%20b/50%25.txt#lines-4`, ':9'],
])('%s: one line, several, none', (platform, single, more) => {
  expect(link(platform)).toBe(URL + single)
  expect(link(platform, MANY)).toBe(URL + single + more)
  expect(link(platform, { ...PLACE, startLine: 0, endLine: 0 })).toBe(URL + single.replace(/#.*$/, ''))
})

test('azuredevops: one line, several, none', () => {
  const head = `${URL}/commit/${COMMIT}?path=/a%20b/50%25.txt`
  const end = '&lineStartColumn=1&lineEndColumn=10000000&type=2&lineStyle=plain&_a=files'
  expect(link('azuredevops')).toBe(`${head}&line=4${end}`)
  expect(link('azuredevops', MANY)).toBe(`${head}&line=4&lineEnd=9${end}`)
  expect(link('azuredevops', { ...PLACE, startLine: 0, endLine: 0 })).toBe(head + end)
})

test('files that a forge renders are asked for as text', () => {
  for (const file of ['n.ipynb', 'd/README.MD']) {
    expect(link('github', { ...PLACE, file })).toBe(`${URL}/blob/${COMMIT}/${file}?plain=1#L4`)
    expect(link('gitea', { ...PLACE, file })).toBe(`${URL}/src/commit/${COMMIT}/${file}?display=source#L4`)
    expect(link('gitlab', { ...PLACE, file })).toBe(`${URL}/blob/${COMMIT}/${file}#L4`)
    expect(link('bitbucket', { ...PLACE, file })).toBe(`${URL}/src/${COMMIT}/${file}#lines-4`)
  }
})

test('a file inside of an archive has the link of the archive', () => {
  const file = 'x/a.tar.gz!in/b.md'
  expect(link('github', { ...MANY, file })).toBe(`${URL}/blob/${COMMIT}/x/a.tar.gz`)
  expect(link('azuredevops', { ...MANY, file })).toBe(`${URL}/commit/${COMMIT}?path=/x/a.tar.gz`)
})

test('without a commit or a known forge there is none', () => {
  expect(link('github', { ...PLACE, commit: '' })).toBe('')
  expect(link('unknown')).toBe('')
  expect(link('none')).toBe('')
})

test('a remote is told in the form of https, without who signs in', () => {
  const urlOf = (text: string): unknown => parseRemote(text, 'unknown')
  expect(urlOf('git@github.com:o/r.git')).toEqual({ platform: 'github', url: 'https://github.com/o/r' })
  expect(urlOf('git@gitlab.com:7999/g/sub/r.git')).toEqual({ platform: 'gitlab', url: 'https://gitlab.com/g/sub/r' })
  expect(urlOf(['https://me:word', 'Bitbucket.org/o/r.git'].join('@'))).toEqual({
    platform: 'bitbucket',
    url: 'https://bitbucket.org/o/r',
  })
  expect(urlOf('https://codeberg.org/o/r')).toMatchObject({ platform: 'gitea' })
  expect(urlOf('https://dev.azure.com/o/p/_git/r')).toMatchObject({ platform: 'azuredevops' })
  expect(urlOf('https://git.example/o/r')).toMatchObject({ platform: 'unknown' })
  expect(parseRemote('https://git.example/o/r', 'gitlab')).toMatchObject({ platform: 'gitlab' })
  expect(urlOf('/srv/git/r')).toBeUndefined()
})
