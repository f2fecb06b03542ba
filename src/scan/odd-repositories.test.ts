/** Repositories in odd states: a scan ends, finds what can be read, and says what could not. */
import { chownSync, cpSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createRepository, temporaryFolder, type TestRepository } from '../../test/fakes/git-repository.ts'
import { fakeGithubToken } from '../../test/fakes/keys.ts'
import { scanPath } from './scan.ts'

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
  const { path, remove } = temporaryFolder()
  cleanups.push(remove)
  return path
}

async function scan(path: string) {
  const { complete, skipped, findings } = await scanPath({ path, history: true, leakKey: 'k' })
  return { complete, skipped: skipped.map((one) => one.path), places: findings.map(({ file }) => file).toSorted() }
}

const key = (index: number): string => `token = ${fakeGithubToken(index)}\n`

test('a branch that has no commit yet', async () => {
  const repo = repository()
  repo.write('a.ini', key(1))
  expect(await scan(repo.path)).toEqual({ complete: true, skipped: [], places: ['a.ini'] })
  repo.git('add', '.')
  expect(await scan(repo.path)).toMatchObject({ complete: true, places: ['a.ini'] })
})

test('a HEAD without a branch, and one that points to a commit that is gone', async () => {
  const repo = repository()
  const id = repo.commit('one', { 'a.ini': key(1) })
  repo.git('checkout', '--quiet', '--detach')
  expect(await scan(repo.path)).toMatchObject({ complete: true, places: ['a.ini'] })
  writeFileSync(join(repo.path, '.git/HEAD'), `${'1'.repeat(40)}\n`)
  repo.write('b.ini', key(2))
  expect((await scan(repo.path)).places).toEqual(expect.arrayContaining(['a.ini', 'b.ini']))
  expect(id).toHaveLength(40)
})

test('core.worktree leads nowhere else', async () => {
  const elsewhere = folder()
  writeFileSync(join(elsewhere, 'secret.ini'), key(3))
  const repo = repository()
  repo.commit('one', { 'a.ini': key(1) })
  repo.git('config', 'core.worktree', elsewhere)
  expect((await scan(repo.path)).places).toEqual(['a.ini'])
  repo.git('config', 'core.bare', 'true')
  expect((await scan(repo.path)).places).toEqual(['a.ini'])
})

test('a linked work tree whose repository is gone is searched as a folder, and the missing history is told', async () => {
  const repo = repository()
  repo.commit('one', { 'a.ini': key(1) })
  const linked = join(folder(), 'linked')
  repo.git('worktree', 'add', '--quiet', linked)
  expect(await scan(linked)).toMatchObject({ complete: true, places: ['a.ini'] })
  renameSync(join(repo.path, '.git'), join(repo.path, 'gone'))
  const { complete, skipped, places } = await scan(linked)
  expect({ complete, places }).toEqual({ complete: false, places: ['a.ini'] })
  expect(skipped.length).toBeGreaterThan(0)
})

test('a repository that belongs to somebody else is read all the same', async () => {
  // Only root can give files away: the containers that tests run in are root's.
  const owner = process.getuid?.() === 0 ? 12_345 : (process.getuid?.() ?? 0)
  const repo = repository()
  repo.commit('one', { 'a.ini': key(1) })
  repo.commit('two', { 'a.ini': '\n' })
  for (const entry of ['.', ...readdirSync(repo.path, { recursive: true, encoding: 'utf8' })])
    chownSync(join(repo.path, entry), owner, -1)
  expect(await scan(repo.path)).toEqual({ complete: true, skipped: [], places: ['a.ini'] })
})

test('a pack that ends in its middle: what stands before is searched, and the rest is told', async () => {
  const repo = repository()
  for (let index = 0; index < 20; index++)
    repo.commit(`${index}`, { [`f${index}.ini`]: `${key(index)}${'x\n'.repeat(index)}` })
  repo.git('rm', '--quiet', '-r', '.')
  repo.git('commit', '--quiet', '--message', 'gone')
  repo.git('repack', '-adfq')
  const packs = join(repo.path, '.git/objects/pack')
  const pack = join(packs, readdirSync(packs).find((name) => name.endsWith('.pack')) as string)
  const whole = await scan(repo.path)
  expect(whole).toMatchObject({ complete: true })
  for (const share of [0.9, 0.5, 0.01]) {
    const copy = join(folder(), 'copy')
    cpSync(repo.path, copy, { recursive: true })
    truncateSync(pack.replace(repo.path, copy), Math.floor(statSync(pack).size * share))
    const cut = await scan(copy)
    expect(cut.complete).toBe(false)
    expect(cut.places.length).toBeLessThan(whole.places.length)
  }
  rmSync(pack)
  expect(await scan(repo.path)).toMatchObject({ complete: false, places: [] })
})
