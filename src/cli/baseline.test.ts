import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { createRepository, type TestRepository } from '../../test/fakes/git-repository.ts'
import { fakeGithubToken } from '../../test/fakes/keys.ts'
import { command as baseline } from './baseline.ts'
import type { Command, Invocation, Io } from './command.ts'
import { command as scan } from './scan.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

function repository(): TestRepository {
  const created = createRepository()
  cleanups.push(created.remove)
  return created
}

async function run(
  command: Command,
  cwd: string,
  flags: Invocation['flags'] = {},
): Promise<{ exit: number; stdout: string }> {
  const streams = { stdout: new PassThrough(), stderr: new PassThrough() }
  const env = { PATH: process.env['PATH'], HOME: cwd, USER: 'ada' }
  const io: Io = { ...streams, stdin: new PassThrough(), env, cwd, signal: new AbortController().signal }
  const exit = await command.run({ args: [], flags, rest: [] }, io)
  return { exit, stdout: (streams.stdout.read() as Buffer | null)?.toString() ?? '' }
}

const entries = (path: string): string[] =>
  readFileSync(join(path, '.rekey-baseline'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('lk_'))

test('what was accepted is counted, on whatever line; another key on its line is found', async () => {
  const repo = repository()
  repo.commit('one', { conf: `k = ${fakeGithubToken(1)}\n` })
  expect(await run(baseline, repo.path, { reason: 'revoked in May', expires: '2099-12-31' })).toEqual({
    exit: 0,
    stdout: '.rekey-baseline: 1 added, 0 kept. Commit it.\n',
  })
  expect(entries(repo.path)).toEqual([
    expect.stringMatching(/^lk_[0-9a-f]{24}\tgithub-token\tconf\trevoked in May\tada\t2099-12-31$/),
  ])
  repo.commit('moved', { conf: `more\n\nk = ${fakeGithubToken(1)}\n` })
  const moved = await run(scan, repo.path, { json: true })
  expect(moved.exit).toBe(0)
  expect(JSON.parse(moved.stdout)).toMatchObject({ suppressed: 2, findings: [] })
  expect((await run(scan, repo.path)).stdout).toContain('no leaks, ')
  expect((await run(scan, repo.path)).stdout).toContain('2 suppressed')
  expect((await run(scan, repo.path, { 'no-baseline': true })).exit).toBe(1)

  repo.commit('other', { conf: `more\n\nk = ${fakeGithubToken(2)}\n` })
  expect((await run(scan, repo.path)).exit).toBe(1)
})

test('an expired line is kept and suppresses nothing until it is renewed', async () => {
  const repo = repository()
  repo.commit('one', { conf: `${fakeGithubToken(1)}\n` })
  await run(baseline, repo.path, { expires: '2020-01-01', owner: 'grace' })
  expect((await run(scan, repo.path)).exit).toBe(1)
  const before = entries(repo.path)
  expect((await run(baseline, repo.path)).stdout).toContain('1 past their last day are reported again')
  expect(entries(repo.path)).toEqual(before)
  await run(baseline, repo.path, { renew: true })
  expect((await run(scan, repo.path)).exit).toBe(0)
})

test('two branches that accept different leaks merge without a conflict', async () => {
  const repo = repository()
  repo.commit('one', { b: 'b\n', c: 'c\n' })
  await run(baseline, repo.path)
  repo.commit('baseline')
  repo.git('checkout', '--quiet', '-b', 'side')
  repo.commit('side', { b: `${fakeGithubToken(2)}\n` })
  await run(baseline, repo.path)
  repo.commit('side baseline')
  repo.git('checkout', '--quiet', 'main')
  repo.write('c', `${fakeGithubToken(3)}\n`)
  repo.git('commit', '--quiet', '--all', '--message', 'main')
  await run(baseline, repo.path)
  repo.commit('main baseline')
  // Both sides put a line at the same place: without the merge rule of `.gitattributes` git gives up here.
  repo.git('merge', '--quiet', '--no-edit', 'side')
  const merged = await run(scan, repo.path, { json: true })
  expect(JSON.parse(merged.stdout)).toMatchObject({ findings: [], suppressed: 2 })
})

test.each([{ expires: 'tomorrow' }, { reason: ' ' }, { expires: '2027-02-30' }])('%o is refused', async (flags) => {
  const repo = repository()
  await expect(run(baseline, repo.path, flags)).rejects.toMatchObject({ code: 'BASELINE_USAGE', exit: 2 })
})
