import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createRepository, temporaryFolder, type TestRepository } from '../../test/fakes/git-repository.ts'
import type { Skipped } from '../detect/chunk.ts'
import { gitHistory } from './git-history.ts'
import { gitPush, pushRevisions } from './git-push.ts'
import { findRepository, type Repository } from './repository.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

function repository(): TestRepository {
  const created = createRepository()
  cleanups.push(created.remove)
  return created
}

async function read(path: string): Promise<{ texts: Map<string, string[]>; skipped: Skipped[]; commits: number }> {
  const texts = new Map<string, string[]>()
  const skipped: Skipped[] = []
  let commits = 0
  const source = gitHistory({
    repository: findRepository(path) as Repository,
    onSkip: (one) => skipped.push(one),
    onCommit: () => commits++,
  })
  for await (const chunk of source) {
    const known = texts.get(chunk.origin.path) ?? []
    texts.set(chunk.origin.path, [...known, Buffer.from(chunk.bytes).toString()])
  }
  return { texts, skipped, commits }
}

const ZERO = '0'.repeat(40)

test('every version of a file is read once, deleted ones too', async () => {
  const repo = repository()
  repo.commit('one', { '.env': 'A=1\n', copy: 'A=1\n' })
  repo.commit('two', { '.env': 'A=2\n' })
  rmSync(join(repo.path, '.env'))
  repo.commit('three')
  const { texts, skipped, commits } = await read(repo.path)
  expect(
    [...texts.values()]
      .flat()
      .filter((text) => text.startsWith('A='))
      .toSorted(),
  ).toEqual(['A=1\n', 'A=2\n'])
  expect(commits).toBe(3)
  expect(skipped).toEqual([])
})

test('what only a merge commit brought in is read', async () => {
  const repo = repository()
  repo.commit('base', { a: 'a\n' })
  repo.git('checkout', '--quiet', '-b', 'side')
  repo.commit('side', { b: 'b\n' })
  repo.git('checkout', '--quiet', 'main')
  repo.commit('main', { c: 'c\n' })
  repo.git('merge', '--quiet', '--no-ff', '--no-commit', 'side')
  repo.commit('evil merge', { evil: 'only here\n' })
  expect((await read(repo.path)).texts.get('evil')).toEqual(['only here\n'])
})

test('messages, the stash, the reflog and the index are read', async () => {
  const repo = repository()
  repo.commit('base', { a: 'a\n' })
  const lost = repo.commit('a key in the message', { dropped: 'reachable by the reflog only\n' })
  repo.git('reset', '--quiet', '--hard', 'HEAD~1')
  repo.write('a', 'stashed\n')
  repo.git('stash', '--quiet')
  repo.write('staged', 'staged only\n')
  repo.git('add', 'staged')
  repo.git('tag', '--annotate', 'v1', '--message', 'tag text')
  const { texts } = await read(repo.path)
  expect(texts.get(`commit:${lost}`)).toEqual(['a key in the message\n'])
  expect([...texts.values()].flat()).toEqual(
    expect.arrayContaining(['reachable by the reflog only\n', 'stashed\n', 'staged only\n', 'tag text\n']),
  )
})

test('paths may hold spaces, quotes and newlines', async () => {
  const repo = repository()
  repo.commit('odd', { 'a b/ä "c".txt': 'odd\n', 'new\nline': 'newline\n' })
  const { texts } = await read(repo.path)
  expect(texts.get('a b/ä "c".txt')).toEqual(['odd\n'])
  expect([...texts.values()].flat()).toContain('newline\n')
})

test('binary files are left out, UTF-16 text is read', async () => {
  const repo = repository()
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('text', 'utf16le')])
  repo.commit('files', { 'a.bin': Buffer.from([1, 0, 2]), 'b.txt': utf16 })
  const { texts, skipped } = await read(repo.path)
  expect(texts.has('a.bin')).toBe(false)
  expect(texts.get('b.txt')).toEqual(['text'])
  expect(skipped).toEqual([])
})

test('a shallow clone is reported as incomplete', async () => {
  const repo = repository()
  repo.commit('one', { a: '1\n' })
  repo.commit('two', { a: '2\n' })
  const clone = temporaryFolder()
  cleanups.push(clone.remove)
  execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${repo.path}`, clone.path])
  const { texts, skipped } = await read(clone.path)
  expect(texts.get('a')).toEqual(['2\n'])
  expect(skipped[0]?.reason).toMatch(/^shallow clone/)
})

test('a missing object is reported, the rest is read', async () => {
  const repo = repository()
  repo.commit('one', { a: 'a\n', b: 'b\n' })
  const id = repo.git('rev-parse', 'HEAD:a')
  rmSync(join(repo.path, '.git/objects', id.slice(0, 2), id.slice(2)))
  const { texts, skipped } = await read(repo.path)
  expect(texts.get('b')).toEqual(['b\n'])
  expect(skipped).toEqual([
    { path: `object:${id}`, reason: expect.stringContaining('not in this repository'), failed: true },
  ])
})

test('a repository without a commit, and a bare one, are read', async () => {
  const repo = repository()
  expect((await read(repo.path)).texts.size).toBe(0)
  repo.commit('one', { a: 'a\n' })
  const bare = temporaryFolder()
  cleanups.push(bare.remove)
  execFileSync('git', ['clone', '--quiet', '--bare', repo.path, bare.path])
  expect((await read(bare.path)).texts.get('a')).toEqual(['a\n'])
})

test('below a folder only what the folder held is read', async () => {
  const repo = repository()
  repo.commit('one', { 'in/a': 'inside\n', out: 'outside\n' })
  const { texts } = await read(join(repo.path, 'in'))
  expect([...texts.values()].flat().filter((text) => text.endsWith('side\n'))).toEqual(['inside\n'])
})

test('a hostile repository runs nothing', async () => {
  const repo = repository()
  repo.commit('one', { 'a.txt': 'a\n' })
  repo.commit('two', { 'a.txt': 'b\n' })
  const marker = join(repo.path, '..', `${repo.path.split('/').at(-1)}-marker`)
  cleanups.push(() => rmSync(marker, { force: true }))
  const evil = join(repo.path, 'evil.sh')
  writeFileSync(evil, `#!/bin/sh\necho "$0 $*" >> '${marker}'\ncat "$1" 2>/dev/null\n`)
  chmodSync(evil, 0o755)
  const hooks = join(repo.path, '.git/hooks')
  mkdirSync(hooks, { recursive: true })
  for (const hook of ['post-index-change', 'reference-transaction', 'pre-auto-gc', 'fsmonitor-watchman']) {
    writeFileSync(join(hooks, hook), readFileSync(evil))
    chmodSync(join(hooks, hook), 0o755)
  }
  writeFileSync(join(repo.path, '.git/info/attributes'), '* diff=evil filter=evil\n')
  const settings = {
    'core.fsmonitor': evil,
    'core.pager': evil,
    'core.sshCommand': evil,
    'core.alternateRefsCommand': evil,
    'core.askPass': evil,
    'diff.external': evil,
    'diff.evil.textconv': evil,
    'diff.evil.command': evil,
    'filter.evil.smudge': evil,
    'filter.evil.clean': evil,
    'filter.evil.process': evil,
    'gpg.program': evil,
    'log.showSignature': 'true',
    'credential.helper': evil,
    'protocol.ext.allow': 'always',
    'remote.origin.url': `ext::${evil} x`,
    'remote.origin.promisor': 'true',
    'remote.origin.partialCloneFilter': 'blob:none',
    'core.worktree': '/',
  }
  for (const [name, value] of Object.entries(settings)) repo.git('config', name, value)
  rmSync(marker, { force: true })
  // With a promisor remote a missing object would be fetched through the `ext::` command.
  const id = execFileSync('git', [
    '-C',
    join(repo.path, '.git'),
    '-c',
    'core.fsmonitor=false',
    'rev-parse',
    'main:a.txt',
  ])
    .toString()
    .trim()
  rmSync(join(repo.path, '.git/objects', id.slice(0, 2), id.slice(2)))
  rmSync(marker, { force: true })

  const { texts, skipped } = await read(repo.path)
  expect([...texts.values()].flat()).toContain('a\n')
  expect(skipped.map((one) => one.path)).toContain(`object:${id}`)
  expect(existsSync(marker)).toBe(false)

  // The trap works: git without our options springs it.
  try {
    execFileSync('git', ['-C', join(repo.path, '.git'), 'cat-file', '-p', id], { stdio: 'ignore' })
  } catch {
    // The command's own failure does not matter.
  }
  expect(existsSync(marker)).toBe(true)
})

test('replace refs and grafts do not hide history', async () => {
  const repo = repository()
  const first = repo.commit('one', { a: 'hidden\n' })
  const second = repo.commit('two', { a: 'shown\n' })
  const innocent = repo.git('commit-tree', '-m', 'nothing here', `${second}^{tree}`)
  repo.git('replace', second, innocent)
  writeFileSync(join(repo.path, '.git/info/grafts'), `${second}\n`)
  repo.git('reflog', 'expire', '--expire=now', '--all')
  const { texts } = await read(repo.path)
  expect(texts.get('a')).toEqual(expect.arrayContaining(['hidden\n']))
  expect(texts.has(`commit:${first}`)).toBe(true)
})

test('a push is what its new commits brought', async () => {
  const repo = repository()
  const one = repo.commit('one', { a: 'a\n' })
  const two = repo.commit('two', { b: 'b\n' })
  const found = findRepository(repo.path) as Repository
  const readPush = async (before: string, after: string): Promise<string[]> => {
    const revisions = await pushRevisions(found, { before, after })
    const texts: string[] = []
    for await (const chunk of gitPush({ repository: found, revisions, onSkip: () => expect.unreachable() })) {
      if (chunk.origin.blob !== undefined) texts.push(Buffer.from(chunk.bytes).toString())
    }
    return texts.toSorted()
  }
  expect(await readPush(one, two)).toEqual(['b\n'])
  expect(await readPush(ZERO, two)).toEqual(['a\n', 'b\n'])
  expect(await readPush('f'.repeat(40), two)).toEqual(['a\n', 'b\n'])
  expect(await readPush(two, ZERO)).toEqual([])
  await expect(readPush(one, '--output=x')).rejects.toMatchObject({ code: 'OBJECT_ID_INVALID' })
  await expect(readPush(one, 'main')).rejects.toMatchObject({ code: 'OBJECT_ID_INVALID' })
  await expect(readPush(one, 'e'.repeat(40))).rejects.toMatchObject({ code: 'GIT_FAILED' })
})

test('an aborted scan ends its git processes', async () => {
  const repo = repository()
  repo.commit('one', { a: 'a\n' })
  const reason = new Error('enough')
  const source = gitHistory({
    repository: findRepository(repo.path) as Repository,
    onSkip: () => undefined,
    signal: AbortSignal.abort(reason),
  })
  await expect(source.next()).rejects.toBe(reason)
})
