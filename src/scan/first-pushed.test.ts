import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRepository, temporaryFolder, type TestRepository } from '../../test/fakes/git-repository.ts'
import { fakeGithubToken } from '../../test/fakes/keys.ts'
import type { Finding } from './finding.ts'
import { scanPath } from './scan.ts'

let repo: TestRepository
let remote: { path: string; remove: () => void }
beforeEach(() => {
  repo = createRepository()
  remote = temporaryFolder()
  repo.git('init', '--quiet', '--bare', remote.path)
  repo.git('remote', 'add', 'origin', remote.path)
})
afterEach(() => {
  repo.remove()
  remote.remove()
})

async function pushedOf(path = repo.path): Promise<Record<string, Finding['pushed']>> {
  const { findings } = await scanPath({ path, history: true, leakKey: 'test' })
  return Object.fromEntries(findings.map(({ file, pushed }) => [file, pushed]))
}

test('a commit is on a remote since the first push that brought it, whatever was pushed later', async () => {
  repo.commit('one', { 'one.env': `A=${fakeGithubToken(1)}\n` })
  repo.commit('two', { 'two.env': `B=${fakeGithubToken(2)}\n` })
  repo.git('push', '--quiet', 'origin', 'main')
  repo.commit('three', { 'three.env': `C=${fakeGithubToken(3)}\n` })
  repo.git('push', '--quiet', 'origin', 'main', 'main:refs/heads/other')
  repo.commit('four', { 'four.env': `D=${fakeGithubToken(4)}\n` })
  const first = { at: new Date('2026-11-20T02:00:00Z'), by: 'push' }
  const second = { at: new Date('2026-11-20T03:00:00Z'), by: 'push' }
  expect(await pushedOf()).toEqual({ 'one.env': first, 'two.env': first, 'three.env': second, 'four.env': undefined })
})

test('a fetch tells when it was there at the latest, a clone tells nothing', async () => {
  repo.commit('one', { 'one.env': `A=${fakeGithubToken(1)}\n` })
  repo.git('push', '--quiet', 'origin', 'main')
  const clone = temporaryFolder()
  try {
    repo.git('clone', '--quiet', '--branch', 'main', remote.path, `${clone.path}/c`)
    repo.commit('two', { 'two.env': `B=${fakeGithubToken(2)}\n` })
    repo.git('push', '--quiet', 'origin', 'main')
    repo.git('-C', `${clone.path}/c`, 'pull', '--quiet')
    const fetched = { at: new Date('2026-11-20T02:00:00Z'), by: 'fetch' }
    expect(await pushedOf(`${clone.path}/c`)).toEqual({ 'one.env': undefined, 'two.env': fetched })
  } finally {
    clone.remove()
  }
})
