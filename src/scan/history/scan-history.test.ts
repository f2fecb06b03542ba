import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createRepository, temporaryFolder, type TestRepository } from '../../../test/fakes/git-repository.ts'
import { fakeGithubToken, fakeMysqlUrl } from '../../../test/fakes/keys.ts'
import { packsOf, plantHistory, prose } from '../../../test/fakes/planted-history.ts'
import type { ScanReport } from '../finding.ts'
import { scanPath, type ScanPathOptions } from '../scan.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

function folder(): string {
  const created = temporaryFolder()
  cleanups.push(created.remove)
  return created.path
}

function repository(path?: string): TestRepository {
  const created = createRepository(path)
  cleanups.push(created.remove)
  return created
}

type How = Pick<ScanPathOptions, 'reader' | 'kernel' | 'threads' | 'history'>

function scan(path: string, how: Partial<How> = {}): Promise<ScanReport> {
  return scanPath({ path, history: true, leakKey: 'test key', ...how })
}

/** Everything of a report but the keys themselves, which are objects. */
function plain(report: ScanReport): unknown {
  return {
    ...report,
    scanned: undefined,
    findings: report.findings.map((one) => ({ ...one, secret: one.secret.reveal() })),
  }
}

/** Scans in every way there is, expects one answer, and returns it. */
async function scanEveryWay(path: string): Promise<ScanReport> {
  const first = await scan(path, { threads: 1 })
  const ways: Partial<How>[] = [{ reader: 'git' }, { threads: 1, kernel: 'typescript' }]
  for (const how of ways) expect(plain(await scan(path, how)), JSON.stringify(how)).toEqual(plain(first))
  return first
}

function secretsOf(report: ScanReport): Set<string> {
  return new Set(report.findings.map((finding) => finding.secret.reveal()))
}

describe('one answer in every way of reading', () => {
  test.each<[string, (repo: TestRepository) => void]>([
    ['loose objects', () => undefined],
    ['one pack', (repo) => repo.git('repack', '-adfq', '--depth=50', '--window=50')],
    ['deltas by id', (repo) => repo.git('-c', 'repack.useDeltaBaseOffset=false', 'repack', '-adfq', '--depth=50')],
    ['a pack without deltas', (repo) => repo.git('-c', 'pack.window=0', 'repack', '-adFq', '--window=0')],
    ['an index of version 1', (repo) => repo.git('-c', 'pack.indexVersion=1', 'repack', '-adfq')],
    [
      'large offsets in the index',
      (repo) => {
        repo.git('repack', '-adfq')
        const [pack] = packsOf(repo)
        rmSync(`${pack}.idx`, { force: true })
        repo.git('index-pack', '--index-version=2,0x40', '-o', `${pack}.idx`, `${pack}.pack`)
      },
    ],
    [
      'several packs that share objects, one of them kept',
      (repo) => {
        repo.git('repack', '-dq')
        const [pack] = packsOf(repo)
        writeFileSync(`${pack}.keep`, '')
        repo.commit('more', { more: `${fakeGithubToken(901)}\n` })
        repo.git('repack', '-aq')
      },
    ],
    [
      'a multi-pack-index',
      (repo) => {
        repo.git('repack', '-dq')
        repo.commit('more', { more: `${fakeGithubToken(902)}\n` })
        repo.git('repack', '-dq')
        repo.git('multi-pack-index', 'write')
      },
    ],
  ])('%s', async (_, arrange) => {
    const repo = repository()
    const planted = plantHistory(repo)
    arrange(repo)
    const report = await scanEveryWay(repo.path)
    expect(report.skipped).toEqual([])
    expect([...secretsOf(report)]).toEqual(expect.arrayContaining([...planted]))
  })

  test('several threads find the same', async () => {
    const repo = repository()
    plantHistory(repo, 20)
    repo.git('repack', '-adfq', '--depth=50')
    expect(plain(await scan(repo.path, { threads: 3 }))).toEqual(plain(await scan(repo.path, { threads: 1 })))
    // Threads load hundreds of sources of their own.
  }, 90_000)

  test('object ids of SHA-256', async () => {
    const path = folder()
    execFileSync('git', ['init', '--quiet', '--object-format=sha256', '--initial-branch=main', path])
    const repo = repository(path)
    const planted = plantHistory(repo)
    repo.git('repack', '-adfq', '--depth=50')
    const report = await scanEveryWay(path)
    expect([...secretsOf(report)]).toEqual(expect.arrayContaining([...planted]))
    expect(report.findings[0]?.blob).toMatch(/^[0-9a-f]{64}$/)
  })

  test('a linked work tree shares the objects of its main one', async () => {
    const repo = repository()
    const planted = plantHistory(repo)
    repo.git('repack', '-adfq')
    const linked = join(folder(), 'linked')
    repo.git('worktree', 'add', '--quiet', linked)
    const report = await scanEveryWay(linked)
    expect([...secretsOf(report)]).toEqual(expect.arrayContaining([...planted]))
    expect(report.skipped).toEqual([])
  })

  test('merges, the stash, notes, messages and a submodule with a password in its URL', async () => {
    const repo = repository()
    repo.commit('base', { a: 'a\n' })
    repo.git('checkout', '--quiet', '-b', 'side')
    repo.commit('side', { b: 'b\n' })
    repo.git('checkout', '--quiet', 'main')
    repo.commit('main', { c: 'c\n' })
    repo.git('merge', '--quiet', '--no-ff', '--no-commit', 'side')
    const merge = repo.commit('evil', { evil: `${fakeGithubToken(1)}\n` })
    repo.git('notes', 'add', '-m', fakeGithubToken(2))
    repo.git('tag', '--annotate', 'v1', '--message', `see ${fakeGithubToken(3)}`)
    repo.write('a', `${fakeGithubToken(4)}\n`)
    repo.git('stash', '--quiet')
    const message = repo.commit(`oops ${fakeGithubToken(5)}`)
    repo.commit('modules', { '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ${fakeMysqlUrl(6)}\n` })
    for (const pack of [false, true]) {
      if (pack) repo.git('repack', '-adfq')
      const report = await scanEveryWay(repo.path)
      expect(secretsOf(report).size).toBe(6)
      expect(report.findings.find(({ file }) => file === 'evil')).toMatchObject({ commit: merge, inHead: true })
      expect(report.findings.find(({ file }) => file === `commit:${message}`)).toMatchObject({ commit: message })
      expect(report.skipped).toEqual([])
    }
  })

  test('what nothing leads to any more is found, and said to be unreachable', async () => {
    const repo = repository()
    repo.commit('base', { a: 'a\n' })
    repo.commit('lost', { lost: `${fakeGithubToken(1)}\n` })
    repo.git('reset', '--quiet', '--hard', 'HEAD~1')
    repo.git('reflog', 'expire', '--expire=now', '--all')
    repo.write('staged', `${fakeGithubToken(2)}\n`)
    repo.git('add', 'staged')
    rmSync(join(repo.path, 'staged'))
    const report = await scanEveryWay(repo.path)
    const [lost, staged] = report.findings
    expect(lost).toMatchObject({ file: `blob:${lost?.blob}`, inHead: false })
    expect(lost?.reasons.join()).toContain('unreachable')
    expect(staged).toMatchObject({ file: 'staged' })
    expect(report.findings.length).toBe(2)
  })

  test('one key in many versions is one finding a place', async () => {
    const repo = repository()
    const first = repo.commit('one', { conf: `${prose(1, 200).join('\n')}\nkey ${fakeGithubToken()}\n` })
    for (let round = 0; round < 18; round++) {
      repo.commit(`more ${round}`, {
        conf: `${readFileSync(join(repo.path, 'conf'), 'utf8')}${prose(round, 3).join('\n')}\n`,
      })
    }
    repo.git('repack', '-adfq', '--depth=50')
    const { findings } = await scanEveryWay(repo.path)
    expect(findings).toMatchObject([{ file: 'conf', startLine: 201, commit: first }])
  })
})
