import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createRepository, temporaryFolder, type TestRepository } from '../../test/fakes/git-repository.ts'
import { fakeGithubToken, fakeMysqlUrl } from '../../test/fakes/keys.ts'
import type { ScanReport } from './finding.ts'
import { openChanges, scanRange, scanStaged, scanUpdates } from './scan-changes.ts'

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

const staged = (path: string): Promise<ScanReport> => scanStaged({ repository: openChanges(path), leakKey })
const range = (path: string, text: string): Promise<ScanReport> =>
  scanRange({ repository: openChanges(path), leakKey, range: text })
const places = (report: ScanReport): string[] => report.findings.map(({ file, startLine }) => `${file}:${startLine}`)

test('what is staged counts, not what lies in the working tree', async () => {
  const repo = repository()
  repo.commit('one', { a: 'a\n' })
  repo.write('staged', `${fakeGithubToken(1)}\n`)
  repo.git('add', 'staged')
  repo.write('staged', 'taken out again, but not staged\n')
  repo.write('untracked', `${fakeGithubToken(2)}\n`)
  const report = await staged(repo.path)
  expect(places(report)).toEqual(['staged:1'])
  expect(report).toMatchObject({ complete: true, scanned: { chunks: 1 } })
})

test('the first commit of a repository is looked at', async () => {
  const repo = repository()
  repo.write('conf', `${fakeGithubToken()}\n`)
  expect(places(await staged(repo.path))).toEqual([])
  repo.git('add', 'conf')
  expect(places(await staged(repo.path))).toEqual(['conf:1'])
})

test('a leak that HEAD has in that file is old, on whatever line; the same leak in another file is new', async () => {
  const repo = repository()
  repo.commit('one', { conf: `${fakeGithubToken(1)}\n` })
  repo.write('conf', `more\n${fakeGithubToken(1)}\n`)
  repo.git('add', 'conf')
  expect(places(await staged(repo.path))).toEqual([])
  repo.write('copy', `${fakeGithubToken(1)}\n`)
  repo.write('conf', `more\n${fakeGithubToken(2)}\n`)
  repo.git('add', '.')
  expect(places(await staged(repo.path))).toEqual(['conf:2', 'copy:1'])
})

test('a merge brings no leak that one of its parents had', async () => {
  const repo = repository()
  repo.commit('base', { a: 'a\n' })
  repo.git('checkout', '--quiet', '-b', 'side')
  repo.commit('side', { conf: `${fakeGithubToken(1)}\n` })
  repo.git('checkout', '--quiet', 'main')
  repo.commit('main', { b: 'b\n' })
  repo.git('merge', '--quiet', '--no-ff', '--no-commit', 'side')
  expect(places(await staged(repo.path))).toEqual([])
  repo.write('evil', `${fakeGithubToken(2)}\n`)
  repo.git('add', 'evil')
  expect(places(await staged(repo.path))).toEqual(['evil:1'])
})

test('file names with line breaks and other odd characters, renames and deletions', async () => {
  const repo = repository()
  repo.commit('one', { gone: `${fakeGithubToken(3)}\n`, old: `x\n${fakeGithubToken(4)}\n` })
  rmSync(join(repo.path, 'gone'))
  repo.git('mv', 'old', 'new')
  repo.write('a b\n"ü"', `${fakeGithubToken(1)}\n`)
  repo.git('add', '--all')
  expect(places(await staged(repo.path))).toEqual(['a b\n"ü":1', 'new:2'])
})

test('staged contents that cannot be read makes the report incomplete', async () => {
  const repo = repository()
  repo.write('broken.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4]))
  repo.git('add', '.')
  expect(await staged(repo.path)).toMatchObject({
    complete: false,
    skipped: [{ path: 'broken.gz', reason: expect.stringContaining('damaged') }],
  })
})

test('a linked work tree has its own index', async () => {
  const repo = repository()
  repo.commit('one', { a: 'a\n' })
  const linked = `${repo.path}-linked`
  cleanups.push(() => rmSync(linked, { recursive: true, force: true }))
  repo.git('worktree', 'add', '--quiet', linked)
  repo.write(`../${linked.split('/').at(-1)}/conf`, `${fakeGithubToken()}\n`)
  execFileSync('git', ['-C', linked, 'add', 'conf'])
  expect(places(await staged(linked))).toEqual(['conf:1'])
  expect(places(await staged(repo.path))).toEqual([])
})

test('below a folder only its files are looked at, with paths from there', async () => {
  const repo = repository()
  repo.write('in/conf', `${fakeGithubToken(1)}\n`)
  repo.write('out', `${fakeGithubToken(2)}\n`)
  repo.git('add', '.')
  expect(places(await staged(join(repo.path, 'in')))).toEqual(['conf:1'])
})

test('a range is what its commits bring, though a later one takes it out again', async () => {
  const repo = repository()
  repo.commit('zero', { old: `${fakeGithubToken(1)}\n` })
  repo.git('tag', 'base')
  const leaked = repo.commit('one', { conf: `${fakeMysqlUrl()}\n`, old: `moved\n${fakeGithubToken(1)}\n` })
  rmSync(join(repo.path, 'conf'))
  repo.commit('two')
  const report = await range(repo.path, 'base..HEAD')
  expect(report.findings).toMatchObject([{ file: 'conf', commit: leaked, inHead: false }])
  expect(report.scanned.commits).toBe(2)
  expect(places(await range(repo.path, 'base..'))).toEqual(['conf:1'])
  expect(places(await range(repo.path, 'HEAD~1...main'))).toEqual([])
})

test.each(['nowhere..HEAD', 'HEAD..nowhere', 'HEAD', '..HEAD', '--all..HEAD'])(
  'the range %s is refused',
  async (text) => {
    const repo = repository()
    repo.commit('one', { a: 'a\n' })
    await expect(range(repo.path, text)).rejects.toMatchObject({ code: 'SCAN_RANGE_INVALID', exit: 2 })
  },
)

test('of a merge in a range only what it brings itself is reported, with its own commit', async () => {
  const repo = repository()
  const old = `old = ${fakeGithubToken(1)}`
  repo.commit('base', { conf: `one\ntwo\n${old}\nfour\n` })
  const base = repo.git('rev-parse', 'HEAD')
  repo.git('checkout', '--quiet', '-b', 'side')
  const side = repo.commit('side', { conf: `one\nside = ${fakeGithubToken(2)}\n${old}\nfour\n` })
  repo.git('checkout', '--quiet', 'main')
  repo.commit('main', { conf: `one\nmain\n${old}\nfour\n` })
  try {
    repo.git('merge', '--quiet', 'side')
  } catch {
    // The conflict is what this is about.
  }
  const resolved = `one\nside = ${fakeGithubToken(2)}\nmain\nevil = ${fakeGithubToken(3)}\n${old}\nfour\n`
  const merge = repo.commit('merged', { conf: resolved })
  const report = await range(repo.path, `${base}..HEAD`)
  const brought = report.findings.map(({ secret, commit }) => [secret.reveal(), commit])
  expect(brought).toContainEqual([fakeGithubToken(2), side])
  expect(brought).toContainEqual([fakeGithubToken(3), merge])
  expect(brought.some(([secret]) => secret === fakeGithubToken(1))).toBe(false)
  // What the merge took over is not its own.
  expect(brought.filter(([secret]) => secret === fakeGithubToken(2)).every(([, commit]) => commit === side)).toBe(true)
})

test('a shallow clone that ends inside of the range is incomplete', async () => {
  const repo = repository()
  for (const name of ['one', 'two', 'three']) repo.commit(name, { a: `${name}\n` })
  const clone = temporaryFolder()
  cleanups.push(clone.remove)
  execFileSync('git', ['clone', '--quiet', '--depth=2', `file://${repo.path}`, clone.path])
  expect((await range(clone.path, 'HEAD~1..HEAD')).complete).toBe(true)
  const all = { ref: 'refs/heads/main', before: ZERO, after: repo.git('rev-parse', 'HEAD') }
  const known = { remote: 'no-such-remote' }
  const report = await scanUpdates({ repository: openChanges(clone.path), leakKey, updates: [all], known })
  expect(report.skipped).toEqual([{ path: '.', reason: expect.stringContaining('shallow clone') }])
})

test('a new branch brings only what the remote does not have', async () => {
  const repo = repository()
  repo.commit('one', { old: `${fakeGithubToken(1)}\n` })
  repo.git('update-ref', 'refs/remotes/origin/main', 'HEAD')
  const after = repo.commit('two', { conf: `${fakeGithubToken(2)}\n` })
  const scan = (remote: string, ends = [after]): Promise<ScanReport> =>
    scanUpdates({
      repository: openChanges(repo.path),
      leakKey,
      updates: ends.map((end) => ({ ref: 'refs/heads/new', before: ZERO, after: end })),
      known: { remote },
    })
  expect(places(await scan('origin'))).toEqual(['conf:1'])
  expect(places(await scan('upstream'))).toEqual(['conf:1', 'old:1'])
  expect(places(await scan('https://example.org/x?*'))).toEqual(['conf:1', 'old:1'])
  expect(places(await scan('origin', [ZERO]))).toEqual([])
})

test('outside of a repository there is nothing staged', () => {
  const folder = temporaryFolder()
  cleanups.push(folder.remove)
  expect(() => openChanges(folder.path)).toThrow(expect.objectContaining({ code: 'SCAN_REPOSITORY_NEEDED' }))
})
