import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seededPick } from '../../../test/contract/expand-template.ts'
import { createRepository, type TestRepository } from '../../../test/fakes/git-repository.ts'
import { plantHistory } from '../../../test/fakes/planted-history.ts'
import { HISTORY_REVISIONS } from '../../sources/git-history.ts'
import { buildForest } from '../../sources/pack/forest.ts'
import { listLoose } from '../../sources/pack/loose.ts'
import { findObjectFolders } from '../../sources/pack/object-folders.ts'
import { openPacks } from '../../sources/pack/open-packs.ts'
import { findRepository, type Repository } from '../../sources/repository.ts'
import { findIntroductions, listTree, type Introduction } from '../attribute.ts'
import { readWhole } from '../history/stored-bytes.ts'
import { readOrigins, type ReadOrigins } from './read-origins.ts'
import { walkTrees, type ReadObjects } from './walk-trees.ts'

let repo: TestRepository
beforeEach(() => {
  repo = createRepository()
})
afterEach(() => repo.remove())

const ask = (): Repository => findRepository(repo.path) as Repository

function allBlobs(): string[] {
  const listed = repo.git('cat-file', '--batch-all-objects', '--batch-check=%(objecttype) %(objectname)').split('\n')
  return listed.filter((line) => line.startsWith('blob ')).map((line) => line.slice('blob '.length))
}

function openObjects(): ReadObjects {
  const { folders, hashBytes } = findObjectFolders(ask())
  const { packs, close } = openPacks(folders, hashBytes)
  const files = packs.map(({ file }) => file)
  const whole = readWhole(files)
  const objects = { ...buildForest(packs), packs: files.map(({ path }) => path), whole, hashBytes }
  close()
  return { ...objects, loose: listLoose(folders, hashBytes) }
}

function read(blobs: readonly string[], room?: number): Promise<ReadOrigins | undefined> {
  return readOrigins(openObjects(), { repository: ask(), blobs, head: 'HEAD', atLeast: 0, room })
}

/** The oldest last: two lists say the same when they have the same order, whatever their numbers. */
function inOrderOfAge(introductions: ReadonlyMap<string, readonly Introduction[]>): unknown[] {
  return [...introductions]
    .flatMap(([blob, all]) => all.map(({ age, ...rest }) => ({ age, key: JSON.stringify([blob, rest]) })))
    .toSorted((a, b) => a.age - b.age || (a.key < b.key ? -1 : 1))
    .map(({ key }) => key)
}

/** Asks for every blob that there is, and expects what git says. */
async function expectSameAsGit(): Promise<ReadOrigins> {
  const blobs = allBlobs()
  const origins = (await read(blobs)) as ReadOrigins
  const theirs = await findIntroductions(ask(), blobs, { revisions: HISTORY_REVISIONS })
  expect(inOrderOfAge(origins.introductions)).toEqual(inOrderOfAge(theirs))
  const paths = [...new Set([...theirs.values()].flatMap((all) => all.map(({ path }) => path)))]
  const listed = await listTree(ask(), 'HEAD', { paths })
  expect(origins.head).toEqual(listed)
  return origins
}

test('loose, packed and half packed, the walk over the trees says what git says', async () => {
  plantHistory(repo, 4)
  await expectSameAsGit()
  repo.git('repack', '-adfq', '--depth=50')
  await expectSameAsGit()
  plantHistory(repo, 6)
  await expectSameAsGit()
  repo.git('repack', '-dq')
  expect((await expectSameAsGit()).introductions.size).toBeGreaterThan(10)
})

test('renames, modes, links, modules, folders that become files, stashes and what a reflog keeps', async () => {
  repo.commit('one', { 'a/b/c.txt': 'c\n', 'd.txt': 'd\n', 'line\nbreak é.txt': 'odd\n' })
  repo.git('mv', 'a/b/c.txt', 'a/moved.txt')
  repo.git('update-index', '--chmod=+x', 'd.txt')
  repo.git('commit', '--quiet', '--message', 'moved')
  repo.git('update-index', '--add', '--cacheinfo', `160000,${repo.git('rev-parse', 'HEAD')},module`)
  repo.git('update-index', '--add', '--cacheinfo', `120000,${repo.git('hash-object', '-w', 'd.txt')},link`)
  repo.git('rm', '--quiet', '--cached', '-r', 'a')
  repo.git('update-index', '--add', '--cacheinfo', `100644,${repo.git('hash-object', '-w', 'd.txt')},a`)
  repo.git('commit', '--quiet', '--message', 'odd kinds')
  repo.commit('lost', { 'lost.txt': 'lost\n' })
  repo.git('reset', '--quiet', '--hard', 'HEAD~1')
  repo.write('d.txt', 'stashed\n')
  repo.git('stash', '--quiet')
  const { introductions } = await expectSameAsGit()
  const paths = new Set([...introductions.values()].flatMap((all) => all.map(({ path }) => path)))
  expect([...paths].toSorted()).toEqual([
    'a',
    'a/b/c.txt',
    'a/moved.txt',
    'd.txt',
    'line\nbreak é.txt',
    'link',
    'lost.txt',
  ])
})

/** Commits with any parents and any content: most merges hold what no parent had. */
function randomHistory(seed: number, commits: number): string {
  const pick = seededPick(seed)
  const folders = ['', 'a/', 'a/b/', 'c/', 'c/d/e/']
  const lines: string[] = []
  const data = (text: string): void => void lines.push(`data ${text.length}`, text)
  for (let blob = 1; blob <= 12; blob++) {
    lines.push('blob', `mark :${blob}`)
    data(`blob ${blob} of ${seed}\n`)
  }
  const trees: Map<string, string>[] = []
  for (let commit = 0; commit < commits; commit++) {
    const parents = [...new Set(Array.from({ length: commit === 0 ? 0 : pick(4) }, () => pick(commit)))]
    const tree = new Map(parents.flatMap((parent) => [...(trees[parent] as Map<string, string>)]))
    for (let change = pick(5); change >= 0; change--) {
      const path = `${folders[pick(folders.length)]}file${pick(6)}`
      if (pick(4) === 0) tree.delete(path)
      else tree.set(path, `M ${pick(5) === 0 ? '100755' : '100644'} :${1 + pick(12)} ${path}`)
    }
    trees.push(tree)
    // Few seconds for many commits: what is of the same second, and what is older than its parents, has an order too.
    const at = `Ada Example <ada@example.org> ${1_700_000_000 + pick(6)} +0000`
    lines.push(`commit refs/heads/b${commit}`, `mark :${100 + commit}`, `author ${at}`, `committer ${at}`)
    data(`commit ${commit}`)
    parents.forEach((parent, i) => lines.push(`${i === 0 ? 'from' : 'merge'} :${100 + parent}`))
    lines.push('deleteall', ...tree.values(), '')
  }
  return lines.join('\n')
}

test.each([1, 2, 3, 4])('any history: %i', async (seed) => {
  const input = randomHistory(seed, 60)
  execFileSync('git', ['-C', repo.path, 'fast-import', '--quiet', '--force'], {
    input,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  repo.git('symbolic-ref', 'HEAD', 'refs/heads/b59')
  await expectSameAsGit()
})

test('where a tree is missing, or nothing was committed, git is asked or there is nothing to ask', async () => {
  const blob = repo.git('hash-object', '-w', '--stdin')
  expect(await read([blob])).toEqual({ introductions: new Map(), head: new Map() })
  repo.commit('one', { 'a/b.txt': 'b\n' })
  const tree = repo.git('rev-parse', 'HEAD:a')
  execFileSync('rm', ['-f', `${repo.path}/.git/objects/${tree.slice(0, 2)}/${tree.slice(2)}`])
  expect(await read([blob])).toBeUndefined()
})

test('a history of more folders than there is room for is left to git', async () => {
  repo.commit('one', { 'a/b/c.txt': 'c\n', 'd/e.txt': 'e\n' })
  repo.commit('two', { 'a/b/c.txt': 'd\n' })
  repo.git('repack', '-adfq')
  expect(await read(allBlobs(), 1_000)).toBeDefined()
  expect(await read(allBlobs(), 3)).toBeUndefined()
})

test('whatever byte of a pack is wrong, the walk ends, and says nothing or what the pack says', async () => {
  plantHistory(repo, 8)
  repo.git('repack', '-adfq', '--depth=50')
  const blobs = allBlobs()
  const [head = ''] = repo.git('rev-parse', 'HEAD').split('\n')
  const objects = openObjects()
  const whole = objects.whole?.[0] as Uint8Array
  const right = await walkTrees(objects, { blobs, tips: [head], head })
  let told = 0
  for (let at = 12; at < whole.length - 20; at += 97) {
    const kept = whole[at] as number
    whole[at] = kept ^ (1 << (at % 8))
    const origins = await walkTrees({ ...openObjects(), whole: [whole] }, { blobs, tips: [head], head })
    if (origins !== undefined) told++
    whole[at] = kept
  }
  expect(told).toBeGreaterThan(0)
  expect(await walkTrees({ ...openObjects(), whole: [whole] }, { blobs, tips: [head], head })).toEqual(right)
  expect(right?.head.size).toBeGreaterThan(0)
})

test('in a repository of SHA-256', async () => {
  repo.remove()
  repo = createRepository()
  execFileSync('rm', ['-rf', `${repo.path}/.git`])
  repo.git('init', '--quiet', '--initial-branch=main', '--object-format=sha256')
  plantHistory(repo, 3)
  repo.git('repack', '-adfq')
  expect((await expectSameAsGit()).head.size).toBeGreaterThan(0)
})
