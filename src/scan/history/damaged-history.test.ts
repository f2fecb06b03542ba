import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededPick } from '../../../test/contract/expand-template.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { createRepository, type TestRepository } from '../../../test/fakes/git-repository.ts'
import { fakeGithubToken } from '../../../test/fakes/keys.ts'
import { packsOf, plantHistory } from '../../../test/fakes/planted-history.ts'
import type { ScanReport } from '../finding.ts'
import { scanPath } from '../scan.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

function repository(): TestRepository {
  const created = createRepository()
  cleanups.push(created.remove)
  return created
}

function scan(path: string, threads?: number): Promise<ScanReport> {
  return scanPath({ path, history: true, leakKey: 'test key', threads })
}

function secretsOf(report: ScanReport): Set<string> {
  return new Set(report.findings.map((finding) => finding.secret.reveal()))
}

describe('unusual and damaged repositories', () => {
  test('a pack that only the multi-pack-index knows', async () => {
    const repo = repository()
    plantHistory(repo)
    repo.git('repack', '-adfq')
    const before = await scan(repo.path)
    repo.git('multi-pack-index', 'write')
    for (const pack of packsOf(repo)) rmSync(`${pack}.idx`, { force: true })
    expect(secretsOf(await scan(repo.path))).toEqual(secretsOf(before))
  })

  test('alternates inside of the repository are read, those outside are refused and reported', async () => {
    const inside = repository()
    const planted = plantHistory(inside)
    inside.git('repack', '-adq')
    const objects = join(inside.path, '.git/objects')
    renameSync(join(objects, 'pack'), join(inside.path, '.git/elsewhere-pack'))
    mkdirSync(join(inside.path, '.git/elsewhere'))
    renameSync(join(inside.path, '.git/elsewhere-pack'), join(inside.path, '.git/elsewhere/pack'))
    mkdirSync(join(objects, 'info'), { recursive: true })
    writeFileSync(join(objects, 'info/alternates'), '../elsewhere\n')
    const report = await scan(inside.path)
    expect(report.complete).toBe(true)
    expect([...secretsOf(report)]).toEqual(expect.arrayContaining([...planted]))

    const outside = repository()
    outside.commit('own', { own: `${fakeGithubToken(77)}\n` })
    mkdirSync(join(outside.path, '.git/objects/info'), { recursive: true })
    writeFileSync(join(outside.path, '.git/objects/info/alternates'), `${join(inside.path, '.git/elsewhere')}\n`)
    const alone = await scan(outside.path)
    expect(secretsOf(alone).size).toBe(1)
    expect(alone.skipped).toMatchObject([{ reason: expect.stringContaining('outside of the repository') }])
  })

  test('an alternate that leads back does not go in a circle', async () => {
    const repo = repository()
    repo.commit('one', { a: `${fakeGithubToken()}\n` })
    mkdirSync(join(repo.path, '.git/objects/info'), { recursive: true })
    writeFileSync(join(repo.path, '.git/objects/info/alternates'), '../objects\n')
    expect((await scan(repo.path)).findings.length).toBe(1)
  })

  test('a partial clone says that it is one', async () => {
    const repo = repository()
    repo.commit('one', { a: '1\n' })
    repo.git('config', 'remote.origin.promisor', 'true')
    expect((await scan(repo.path)).skipped).toMatchObject([{ reason: expect.stringContaining('partial clone') }])
  })

  test.each([0.3, 0.6, 0.95])('a pack that is cut off at %s of its length is reported', async (part) => {
    const repo = repository()
    plantHistory(repo)
    repo.git('repack', '-adfq')
    const [pack] = packsOf(repo)
    const { size } = statSync(`${pack}.pack`)
    chmodSync(`${pack}.pack`, 0o644)
    truncateSync(`${pack}.pack`, Math.floor(size * part))
    const report = await scan(repo.path)
    expect(report.complete).toBe(false)
    expect(report.skipped.some(({ path, reason }) => `${path}${reason}`.includes('pack'))).toBe(true)
  })

  test('whatever byte of a pack is wrong: no crash, and either all is found or the report says what is not', async () => {
    const repo = repository()
    plantHistory(repo)
    repo.git('repack', '-adfq', '--depth=50')
    rmSync(join(repo.path, 'b'), { recursive: true })
    const [pack] = packsOf(repo)
    const whole = readFileSync(`${pack}.pack`)
    const all = secretsOf(await scan(repo.path))
    chmodSync(`${pack}.pack`, 0o644)
    const pick = seededPick(3)
    for (let round = 0; round < 12; round++) {
      const damaged = Buffer.from(whole)
      for (let i = 0; i <= round % 3; i++) damaged[12 + pick(whole.length - 32)] = pick(256)
      writeFileSync(`${pack}.pack`, damaged)
      const report = await scan(repo.path, 1)
      for (const secret of secretsOf(report)) expect(all.has(secret)).toBe(true)
      if (report.complete) expect(secretsOf(report)).toEqual(all)
    }
  })

  test('indexes that lie are refused', async () => {
    const repo = repository()
    const planted = plantHistory(repo)
    repo.git('repack', '-adfq')
    const [pack] = packsOf(repo)
    const index = readFileSync(`${pack}.idx`)
    chmodSync(`${pack}.idx`, 0o644)
    const pick = seededPick(5)
    for (let round = 0; round < 6; round++) {
      const damaged = Buffer.from(index)
      for (let i = 0; i < 4; i++) damaged[pick(index.length)] = pick(256)
      writeFileSync(`${pack}.idx`, damaged)
      const report = await scan(repo.path, 1)
      for (const secret of secretsOf(report)) expect(planted.has(secret)).toBe(true)
    }
  })
})
