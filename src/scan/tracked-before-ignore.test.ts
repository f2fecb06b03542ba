import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createRepository, temporaryFolder, type TestRepository } from '../../test/fakes/git-repository.ts'
import { wasTrackedBeforeIgnore } from './tracked-before-ignore.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

function repository(): TestRepository {
  const created = createRepository()
  cleanups.push(created.remove)
  return created
}

/** Asked of a bare copy, as a server holds it. */
async function ask(from: TestRepository, file: string, commit: string): Promise<boolean | undefined> {
  const folder = temporaryFolder()
  cleanups.push(folder.remove)
  const gitDir = join(folder.path, 'bare.git')
  execFileSync('git', ['clone', '--quiet', '--bare', from.path, gitDir], { stdio: 'pipe' })
  return wasTrackedBeforeIgnore({ gitDir, prefix: '' }, { file, commit, tip: from.git('rev-parse', 'HEAD') })
}

test('a file that was added before .gitignore named it was tracked, also when it is deleted since', async () => {
  const repo = repository()
  const added = repo.commit('add', { '.env': 'A=1' })
  repo.commit('ignore', { '.gitignore': '.env\n' })
  expect(await ask(repo, '.env', added)).toBe(true)
  repo.git('rm', '--quiet', '.env')
  repo.commit('remove')
  expect(await ask(repo, '.env', added)).toBe(true)
})

test('the commit that counts is the one that added the file, not the one that put the key in', async () => {
  const repo = repository()
  repo.commit('add', { '.env': 'A=1' })
  repo.commit('ignore', { '.gitignore': '.env\n' })
  const leak = repo.commit('edit', { '.env': 'A=2' })
  expect(await ask(repo, '.env', leak)).toBe(true)
})

test('a file that was named already when it was added was added by force', async () => {
  const repo = repository()
  repo.commit('ignore', { '.gitignore': '.env\n' })
  const added = repo.commit('force', { '.env': 'A=1' })
  expect(await ask(repo, '.env', added)).toBe(false)
})

test('a file that is removed and added again counts from the second time', async () => {
  const repo = repository()
  repo.commit('add', { '.env': 'A=1' })
  repo.git('rm', '--quiet', '.env')
  repo.commit('remove', { '.gitignore': '.env\n' })
  const again = repo.commit('again', { '.env': 'A=1' })
  expect(await ask(repo, '.env', again)).toBe(false)
})

test('a file that no .gitignore names has no such story', async () => {
  const repo = repository()
  const added = repo.commit('add', { 'config.js': 'x', '.gitignore': '.env\n!.env.example\n', '.env.example': 'x' })
  expect(await ask(repo, 'config.js', added)).toBeUndefined()
  expect(await ask(repo, '.env.example', added)).toBeUndefined()
  expect(await ask(repo, 'commit:abc', added)).toBeUndefined()
})

test('patterns of git count in folders, by negation and for a whole folder', async () => {
  const repo = repository()
  const added = repo.commit('add', { 'api/config/.env': 'A=1', 'api/keep/.env': 'A=1', 'web/secrets/key.txt': 'k' })
  repo.commit('ignore', { '.gitignore': 'secrets/\n*.env\n', 'api/.gitignore': '!keep/.env\n' })
  expect(await ask(repo, 'api/config/.env', added)).toBe(true)
  expect(await ask(repo, 'api/keep/.env', added)).toBeUndefined()
  expect(await ask(repo, 'web/secrets/key.txt', added)).toBe(true)
})

test('neither a hostile path nor a linked .gitignore leads out of the scratch folder', async () => {
  const repo = repository()
  const added = repo.commit('add', { '.env': 'A=1' })
  repo.git('update-index', '--add', '--cacheinfo', `120000,${repo.git('rev-parse', 'HEAD:.env')},.gitignore`)
  repo.git('commit', '--quiet', '--message', 'link')
  expect(await ask(repo, '.env', added)).toBeUndefined()
  const outside = join(tmpdir(), `rekey-stray-${process.pid}`)
  for (const file of ['../x', 'a/../../x', outside, '.git/config', 'a/.GIT/x', 'a//b', '']) {
    expect(await ask(repo, file, added), file).toBeUndefined()
  }
  expect(existsSync(outside)).toBe(false)
})
