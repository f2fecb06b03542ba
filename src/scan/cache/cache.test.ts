import {
  chmodSync,
  copyFileSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRepository, temporaryFolder, type TestRepository } from '../../../test/fakes/git-repository.ts'
import { fakeGithubToken } from '../../../test/fakes/keys.ts'
import { packsOf, plantHistory } from '../../../test/fakes/planted-history.ts'
import type { ScanReport } from '../finding.ts'
import { scanPath, type ScanPathOptions } from '../scan.ts'

let repo: TestRepository
let cache: { path: string; remove: () => void }
let notices: string[]
beforeEach(() => {
  repo = createRepository()
  cache = temporaryFolder()
  notices = []
})
afterEach(() => {
  repo.remove()
  cache.remove()
})

function scan(more: Partial<ScanPathOptions> = {}): Promise<ScanReport> {
  const path = join(repo.path, '.git')
  const remembering = { folder: join(cache.path, 'below'), onNotice: (text: string) => void notices.push(text) }
  return scanPath({ path, history: true, leakKey: 'test key', cache: remembering, ...more })
}

/** Without the keys, which a cache does not hold, and without what was read this time. */
function plain(report: ScanReport): unknown {
  return {
    ...report,
    scanned: undefined,
    findings: report.findings.map((one) => ({ ...one, secret: undefined, companions: one.companions?.length })),
  }
}

/** Expects of a scan with the memory what a scan without one says. */
async function expectTheSame(): Promise<ScanReport> {
  const again = await scan()
  expect(plain(again)).toEqual(plain(await scan({ cache: undefined })))
  return again
}

const file = (): string => join(cache.path, 'below', readdirSync(join(cache.path, 'below'))[0] as string)

test('a second scan reads nothing and reports the same', async () => {
  plantHistory(repo)
  repo.commit(`see ${fakeGithubToken(5)}`)
  for (const pack of [false, true]) {
    if (pack) repo.git('repack', '-adfq')
    const first = await expectTheSame()
    expect(first.findings.length).toBeGreaterThan(3)
    const second = await expectTheSame()
    expect(second.scanned.bytes).toBe(0)
  }
  expect(notices).toEqual([])
})

test('new commits are found, known ones are not read again, and moved files get their new place', async () => {
  plantHistory(repo)
  repo.git('repack', '-adfq')
  const held = (await scan()).findings.find(({ inHead }) => inHead)?.file as string
  repo.commit('more', { 'new.env': `token = ${fakeGithubToken(800)}\n` })
  repo.git('mv', held, 'moved.env')
  repo.commit('moved')
  const report = await expectTheSame()
  expect(report.scanned.bytes).toBeLessThan(2_000)
  expect(report.findings.some(({ file: at }) => at === 'new.env')).toBe(true)
  expect(report.findings.some(({ file: at }) => at === 'moved.env')).toBe(true)
  repo.git('repack', '-adfq')
  expect((await expectTheSame()).scanned.bytes).toBe(0)
})

test('a branch that is deleted, rewritten, pruned and brought back', async () => {
  repo.commit('base', { a: 'a\n' })
  repo.git('checkout', '--quiet', '-b', 'side')
  repo.commit('side', { lost: `key ${fakeGithubToken(1)}\n` })
  const tip = repo.git('rev-parse', 'HEAD')
  repo.git('checkout', '--quiet', 'main')
  expect((await expectTheSame()).findings).toMatchObject([{ file: 'lost' }])
  const bundle = join(cache.path, 'side.bundle')
  repo.git('bundle', 'create', '--quiet', bundle, 'side')
  repo.git('branch', '--quiet', '-D', 'side')
  repo.git('reflog', 'expire', '--expire=now', '--all')
  expect((await expectTheSame()).findings[0]?.reasons.join()).toContain('unreachable')
  repo.git('gc', '--quiet', '--prune=now')
  expect((await expectTheSame()).findings).toEqual([])
  repo.git('fetch', '--quiet', bundle, 'side:side')
  expect((await expectTheSame()).findings).toMatchObject([{ file: 'lost', commit: tip }])
})

test('no key stands in the file, and nobody else may read it', async () => {
  const planted = plantHistory(repo)
  await scan()
  const bytes = readFileSync(file()).toString('latin1')
  for (const key of planted) expect(bytes).not.toContain(key)
  expect(statSync(file()).mode & 0o777).toBe(0o600)
  expect(statSync(join(file(), '..')).mode & 0o777).toBe(0o700)
})

test.each<[string, () => Partial<ScanPathOptions> | void]>([
  ['a byte is wrong', () => flip(100)],
  ['the last byte is wrong', () => flip(-1)],
  ['it is cut off', () => writeFileSync(file(), readFileSync(file()).subarray(0, 500))],
  ['it is empty', () => writeFileSync(file(), '')],
  ['others may write it', () => chmodSync(file(), 0o622)],
  ['it is a link', () => relink()],
  ['the leak key is another', () => ({ leakKey: 'another key' })],
  ['the depth of decoding is another', () => ({ decodeDepth: 1 })],
])('everything is scanned, with a notice, when %s', async (_, spoil) => {
  plantHistory(repo, 3)
  const first = await scan()
  const more = spoil() ?? {}
  const again = await scan(more)
  expect(again.scanned.bytes).toBe(first.scanned.bytes)
  expect(notices).toEqual([expect.stringContaining('everything is scanned')])
  expect(again.findings.length).toBe(first.findings.length)
})

function flip(at: number): void {
  const bytes = readFileSync(file())
  const place = at < 0 ? bytes.length + at : at
  bytes[place] = (bytes[place] as number) ^ 1
  writeFileSync(file(), bytes)
}

function relink(): void {
  const path = file()
  copyFileSync(path, join(cache.path, 'elsewhere'))
  rmSync(path)
  symlinkSync(join(cache.path, 'elsewhere'), path)
}

test('what could not be read is tried and reported again', async () => {
  plantHistory(repo)
  repo.git('repack', '-adfq')
  const [pack] = packsOf(repo)
  const bytes = readFileSync(`${pack}.pack`)
  chmodSync(`${pack}.pack`, 0o644)
  bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 200)
  writeFileSync(`${pack}.pack`, bytes)
  const first = await scan()
  expect(first.complete).toBe(false)
  const second = await scan()
  expect(second.skipped).toEqual(first.skipped)
  expect(second.findings.length).toBe(first.findings.length)
})

test('a scan that was stopped remembers nothing', async () => {
  plantHistory(repo, 3)
  const stopping = new AbortController()
  stopping.abort()
  await scan({ signal: stopping.signal })
  expect((await scan()).findings.length).toBeGreaterThan(0)
})
