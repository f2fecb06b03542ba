import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createRepository, temporaryFolder, type TestRepository } from '../../test/fakes/git-repository.ts'
import { fakeGithubToken, fakeMysqlPassword, fakeMysqlUrl } from '../../test/fakes/keys.ts'
import { Sensitive } from '../base/sensitive.ts'
import { leakId } from '../detect/leak-id.ts'
import type { Finding, ScanReport } from './finding.ts'
import { scanPath, scanPush } from './scan.ts'

const leakKey = 'test key'
const ZERO = '0'.repeat(40)
const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

function repository(): TestRepository {
  const created = createRepository()
  cleanups.push(created.remove)
  return created
}

function folder(): string {
  const created = temporaryFolder()
  cleanups.push(created.remove)
  return created.path
}

function scan(path: string, history = true): Promise<ScanReport> {
  return scanPath({ path, history, leakKey })
}

function short(findings: readonly Finding[]): Record<string, unknown>[] {
  return findings.map(({ rule, file, startLine, commit, inHead }) => ({ rule, file, startLine, commit, inHead }))
}

test('an .env that was committed and then deleted is found, with its commit', async () => {
  const repo = repository()
  repo.commit('sample', { '.env.example': 'DATABASE_URL=mysql://user:changeme@localhost/shop\n' })
  const leaked = repo.commit('oops', { '.env': `PORT=1\nDATABASE_URL=${fakeMysqlUrl()}\n` })
  rmSync(join(repo.path, '.env'))
  repo.commit('fix', { '.gitignore': '.env\n' })

  const report = await scan(repo.path)
  expect(report).toMatchObject({ version: 1, complete: true, skipped: [], scanned: { commits: 3 } })
  expect(report.findings.length).toBe(1)
  expect(report.findings[0]).toMatchObject({
    rule: 'mysql-url-password',
    file: '.env',
    startLine: 2,
    startColumn: 27,
    endLine: 2,
    endColumn: 50,
    commit: leaked,
    author: 'Ada Example',
    email: 'ada@example.org',
    date: new Date('2026-11-20T02:00:00Z'),
    inHead: false,
    leakId: leakId(leakKey, 'mysql', new Sensitive(fakeMysqlPassword())),
    masked: '… (24 characters)',
  })
  expect((await scan(repo.path, false)).findings).toEqual([])
})

test('a leak that only a merge commit holds is found', async () => {
  const repo = repository()
  repo.commit('base', { a: 'a\n' })
  repo.git('checkout', '--quiet', '-b', 'side')
  repo.commit('side', { b: 'b\n' })
  repo.git('checkout', '--quiet', 'main')
  repo.commit('main', { c: 'c\n' })
  repo.git('merge', '--quiet', '--no-ff', '--no-commit', 'side')
  const merge = repo.commit('evil', { evil: `token ${fakeGithubToken()}\n` })
  rmSync(join(repo.path, 'evil'))
  repo.commit('cleaned')
  expect(short((await scan(repo.path)).findings)).toEqual([
    { rule: 'github-token', file: 'evil', startLine: 1, commit: merge, inHead: false },
  ])
})

test('one leak at one place is one finding, with the first commit, however often the file changed', async () => {
  const repo = repository()
  const first = repo.commit('one', { conf: `k=${fakeGithubToken()}\n` })
  repo.commit('two', { conf: `k=${fakeGithubToken()}\nmore\n` })
  repo.commit('three', { conf: `k=${fakeGithubToken()}\nmore\nand more\n` })
  repo.commit('moved', { 'b/conf': `k=${fakeGithubToken()}\nmore\nand more\n` })
  const { findings } = await scan(repo.path)
  expect(short(findings).map(({ file, commit, inHead }) => [file, commit === first, inHead])).toEqual([
    ['b/conf', false, true],
    ['conf', true, true],
  ])
  expect(new Set(findings.map((finding) => finding.leakId)).size).toBe(1)
})

test('a different key on the same line is another leak', async () => {
  const repo = repository()
  repo.commit('one', { conf: `k=${fakeGithubToken(1)}\n` })
  repo.commit('two', { conf: `k=${fakeGithubToken(2)}\n` })
  const { findings } = await scan(repo.path)
  expect(findings.map((finding) => String(finding.inHead)).toSorted()).toEqual(['false', 'true'])
  expect(new Set(findings.map((finding) => finding.leakId)).size).toBe(2)
})

test('a file that was never committed is found without a commit', async () => {
  const repo = repository()
  repo.commit('one', { a: 'a\n' })
  repo.write('local', `${fakeGithubToken()}\n`)
  expect(short((await scan(repo.path)).findings)).toEqual([
    { rule: 'github-token', file: 'local', startLine: 1, commit: undefined, inHead: false },
  ])
})

test('a key in a commit message is found', async () => {
  const repo = repository()
  const id = repo.commit(`use this\n\n${fakeGithubToken()}`)
  const { findings } = await scan(repo.path)
  expect(findings[0]).toMatchObject({ file: `commit:${id}`, startLine: 3, commit: id, author: 'Ada Example' })
})

test('below a folder, paths are relative to it and git still knows the commits', async () => {
  const repo = repository()
  const id = repo.commit('one', { 'in/side/conf': `${fakeGithubToken(1)}\n`, out: `${fakeGithubToken(2)}\n` })
  expect(short((await scan(join(repo.path, 'in'))).findings)).toEqual([
    { rule: 'github-token', file: 'side/conf', startLine: 1, commit: id, inHead: true },
  ])
})

test('a tracked .env that .gitignore names is a finding of its own', async () => {
  const repo = repository()
  repo.commit('one', { '.env': 'PORT=1\n', '.env.example': 'PORT=\n', '.gitignore': '.env*\n' })
  const { findings } = await scan(repo.path)
  expect(short(findings)).toMatchObject([{ rule: 'tracked-env-file', file: '.env' }])
  expect(findings[0]?.reasons[0]).toContain('git rm --cached -- .env')
})

test('a tracked .env that .gitignore does not name is a finding when its values look real', async () => {
  const repo = repository()
  repo.commit('one', {
    '.env': `PORT=1\nDB_PASSWORD=${fakeMysqlPassword()}\n`,
    'deploy/prod.env': `DATABASE_URL=${fakeMysqlUrl()}\nSESSION_SECRET=${fakeMysqlPassword(2)}\n`,
    'docs/.env': 'PORT=1\nDB_PASSWORD=secret\n',
    '.env.example': `DB_PASSWORD=${fakeMysqlPassword(3)}\n`,
  })
  const tracked = (await scan(repo.path)).findings.filter(({ rule }) => rule === 'tracked-env-file')
  expect(tracked.map(({ file, confidence }) => `${file} ${confidence}`)).toEqual([
    '.env medium',
    'deploy/prod.env medium',
  ])
  expect(tracked[0]?.reasons[0]).toBe('name it in .gitignore and run: git rm --cached -- .env')
  expect(tracked[0]?.reasons[1]).toContain('one of its values looks real: change it')
  expect(tracked[1]?.reasons[1]).toContain('2 of its values look real')
})

test('keystores and dumps are findings by their names, other files of credentials where .gitignore names them', async () => {
  const repo = repository()
  repo.commit('one', {
    'conf/shop.p12': 'x',
    'test/shop.jks': 'x',
    'backup/shop-dump.sql.gz': 'x',
    '.bash_history': 'ls\n',
    'db/mysqldump.sql': 'x',
    'infra/terraform.tfstate': '{}',
    'credentials.json': '{}',
    'infra/prod.tfvars': '',
    'src/keystore.ts': '',
    'public.pem': 'x',
    '.gitignore': '*.tfvars\n',
  })
  const { findings } = await scan(repo.path)
  expect(findings.map(({ rule, file, confidence }) => `${rule} ${file} ${confidence}`)).toEqual([
    'tracked-secrets-file .bash_history medium',
    'tracked-database-dump backup/shop-dump.sql.gz medium',
    'tracked-keystore conf/shop.p12 medium',
    'tracked-database-dump db/mysqldump.sql medium',
    'tracked-secrets-file infra/prod.tfvars medium',
    'tracked-secrets-file infra/terraform.tfstate medium',
    'tracked-keystore test/shop.jks low',
  ])
  expect(findings[2]?.reasons[0]).toBe('name it in .gitignore and run: git rm --cached -- conf/shop.p12')
  expect(findings[4]?.reasons[0]).toBe('.gitignore does not untrack a file; run: git rm --cached -- infra/prod.tfvars')
})

test('a folder without git, one file and a bare repository can be scanned', async () => {
  const plain = folder()
  writeFileSync(join(plain, 'conf'), `${fakeGithubToken()}\n`)
  expect(short((await scan(plain)).findings)).toMatchObject([{ file: 'conf', inHead: undefined }])
  expect(short((await scan(join(plain, 'conf'))).findings)).toMatchObject([{ file: 'conf' }])

  const repo = repository()
  repo.commit('one', { conf: `${fakeGithubToken()}\n` })
  const bare = folder()
  execFileSync('git', ['clone', '--quiet', '--bare', repo.path, bare])
  expect(short((await scan(bare)).findings)).toMatchObject([{ file: 'conf', inHead: true }])
})

test('a shallow clone, and a .git that is none, make the report incomplete', async () => {
  const repo = repository()
  repo.commit('one', { a: '1\n' })
  repo.commit('two', { a: '2\n' })
  const clone = folder()
  execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${repo.path}`, clone])
  expect((await scan(clone)).complete).toBe(false)

  const broken = folder()
  mkdirSync(join(broken, '.git'))
  expect((await scan(broken)).skipped).toEqual([
    { path: '.git', reason: expect.stringContaining('no history was read') },
  ])
})

test('an aborted scan reports what it has, as incomplete', async () => {
  const repo = repository()
  repo.commit('one', { a: `${fakeGithubToken()}\n`, b: 'b\n' })
  const stop = new AbortController()
  const report = await scanPath({
    path: repo.path,
    history: true,
    leakKey,
    signal: stop.signal,
    onProgress: () => stop.abort(),
  })
  expect(report.complete).toBe(false)
  expect(short(report.findings)).toMatchObject([{ file: 'a' }])
})

test.each([
  ['nowhere', 'SCAN_PATH_MISSING'],
  ['/dev/null', 'SCAN_PATH_UNSUITABLE'],
])('the path %s is refused', async (path, code) => {
  await expect(scan(path === 'nowhere' ? join(folder(), path) : path)).rejects.toMatchObject({ code, exit: 2 })
})

test('a push is scanned for what it brought', async () => {
  const repo = repository()
  const before = repo.commit('one', { old: `${fakeGithubToken(1)}\n` })
  const leaked = repo.commit('two', { conf: `${fakeMysqlUrl()}\n` })
  rmSync(join(repo.path, 'conf'))
  const after = repo.commit('fix')
  const gitDir = join(repo.path, '.git')
  expect(short((await scanPush({ gitDir, before, after, leakKey })).findings)).toEqual([
    { rule: 'mysql-url-password', file: 'conf', startLine: 1, commit: leaked, inHead: false },
  ])
  expect((await scanPush({ gitDir, before: ZERO, after, leakKey })).findings.length).toBe(2)
  expect((await scanPush({ gitDir, before: after, after: ZERO, leakKey })).findings).toEqual([])
  await expect(scanPush({ gitDir, before, after: 'e'.repeat(40), leakKey })).rejects.toMatchObject({
    code: 'SCAN_COMMIT_MISSING',
  })
  await expect(scanPush({ gitDir: folder(), before, after, leakKey })).rejects.toMatchObject({
    code: 'SCAN_REPOSITORY_MISSING',
  })
})

test('a password that is not ASCII has the leak id of its own text', async () => {
  const plain = folder()
  const password = `pä${fakeMysqlPassword()}ß`
  writeFileSync(join(plain, 'conf'), `mysql://shop:${password}@db-1.shop.internal/shop\n`)
  const [finding] = (await scan(plain)).findings
  expect(finding?.secret.reveal()).toBe(password)
  expect(finding?.leakId).toBe(leakId(leakKey, 'mysql', new Sensitive(password)))
})
