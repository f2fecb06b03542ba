/** The quick answer to a commit: what it lets pass, the whole scanner lets pass, and what is unusual it leaves to it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRepository, temporaryFolder, type TestRepository } from '../../test/fakes/git-repository.ts'
import { fakeGithubToken } from '../../test/fakes/keys.ts'
import { fakePkcs12 } from '../../test/fakes/keystores.ts'
import { expandTemplate } from '../detect/expand-template.ts'
import { makeCataloguePatterns, readCatalogueImage } from './catalogue-image.ts'
import { isQuietCommit } from './quiet-pass.ts'
import { openChanges, scanStaged } from './scan-changes.ts'

let repo: TestRepository
let built: { path: string; remove: () => void }
let tables: { image: string; patterns: string }
beforeEach(() => {
  built = temporaryFolder()
  tables = { image: join(built.path, 'catalogue.image'), patterns: join(built.path, 'catalogue.patterns.json') }
  writeFileSync(tables.image, readCatalogueImage())
  writeFileSync(tables.patterns, JSON.stringify(makeCataloguePatterns()))
  repo = createRepository()
  repo.commit('one', { 'a.ts': 'export const a = 1\n' })
})
afterEach(() => {
  repo.remove()
  built.remove()
})

function quiet(env: Record<string, string> = {}): Promise<boolean> {
  return isQuietCommit({ cwd: repo.path, env, ...tables })
}

function stage(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) repo.write(name, content)
  repo.git('add', '--all', '--force')
}

const CODE = `function login(user, password) {\n  const token = request.headers.token\n  const apiKey = process.env.API_KEY\n}\n`

test.each<[string, Record<string, string | Buffer>]>([
  ['nothing', {}],
  ['code that speaks of keys and holds none', { 'b.ts': CODE, 'c.py': 'secret = get_secret("name")\n' }],
  ['a host and a user without a key', { 'app.yaml': 'host: db.internal\nuser: shop\nport: 5432\n' }],
  [
    'what looks like a key from far',
    { 'c.md': `See https://github.com/mailgun/mailgun.js/commits/${'3eac23b7'.repeat(5)}\n` },
  ],
  ['a picture', { 'p.png': Buffer.from([137, 80, 78, 71, 0, 1, 2, 3]) }],
  ['an empty file and one without an end of line', { empty: '', open: 'text' }],
])('%s passes, and the whole scanner agrees', async (_, files) => {
  stage(files)
  expect(await quiet()).toBe(true)
  const report = await scanStaged({ repository: openChanges(repo.path), leakKey: 'k' })
  expect(report).toMatchObject({ complete: true, findings: [] })
})

test.each<[string, () => Record<string, string | Buffer>]>([
  ['a key', () => ({ conf: `token = ${fakeGithubToken()}\n` })],
  ['a key in base64', () => ({ conf: `x: ${Buffer.from(`token=${fakeGithubToken()}`).toString('base64')}\n` })],
  ['a password', () => ({ '.env': `DB_PASSWORD=${expandTemplate('{a-zA-Z0-9:16}')}\n` })],
  ['a key in a deleted line of another file', () => ({ 'a.ts': `// ${fakeGithubToken()}\n`, 'b.ts': CODE })],
  ['a keystore', () => ({ 'shop.p12': fakePkcs12(['locked']) })],
  ['an archive', () => ({ 'a.gz': gzipSync('text') })],
  ['wide text', () => ({ 'a.txt': Buffer.from('\ufeffa text of some length', 'utf16le') })],
])('%s is left to the whole scanner', async (_, files) => {
  stage(files())
  expect(await quiet()).toBe(false)
})

test('so is whatever has a longer story: no commit yet, a merge, rules of its own, no image, no repository', async () => {
  stage({ 'b.ts': CODE })
  expect(await quiet()).toBe(true)
  writeFileSync(join(repo.path, '.git/MERGE_HEAD'), `${repo.git('rev-parse', 'HEAD')}\n`)
  expect(await quiet()).toBe(false)
  repo.git('update-ref', '--no-deref', '-d', 'MERGE_HEAD')
  stage({ 'rekey.yaml': 'scan:\n  rules: []\n' })
  expect(await quiet()).toBe(false)
  stage({ 'rekey.yaml': 'project: shop\n' })
  expect(await quiet()).toBe(true)
  await expect(isQuietCommit({ cwd: repo.path, env: {}, ...tables, image: join(built.path, 'none') })).rejects.toThrow(
    'ENOENT',
  )
  expect(await isQuietCommit({ cwd: built.path, env: {}, ...tables })).toBe(false)
  repo.git('update-ref', '-d', 'HEAD')
  expect(await quiet()).toBe(false)
})

test('another index than the repository’s is the one that counts', async () => {
  const other = join(repo.path, '.git/other-index')
  stage({ conf: `${fakeGithubToken()}\n` })
  repo.git('read-tree', `--index-output=${other}`, 'HEAD')
  stage({ conf: `${fakeGithubToken()}\n` })
  expect(await quiet()).toBe(false)
  expect(await quiet({ GIT_INDEX_FILE: other })).toBe(true)
})
