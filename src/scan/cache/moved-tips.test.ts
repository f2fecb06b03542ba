/** What is asked about the commits that came since the last scan, and that it is enough. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRepository, temporaryFolder, type TestRepository } from '../../../test/fakes/git-repository.ts'
import { fakeGithubToken } from '../../../test/fakes/keys.ts'
import type { Repository } from '../../sources/repository.ts'
import { scanPath } from '../scan.ts'
import { borderOf, compareTips, isAnyLost } from './moved-tips.ts'
import { listTipsQuickly, listTips } from './refs.ts'

let repo: TestRepository
let cache: { path: string; remove: () => void }
let repository: Repository
beforeEach(() => {
  repo = createRepository()
  // As a mirror: refs only.
  repo.git('config', 'core.logAllRefUpdates', 'false')
  cache = temporaryFolder()
  repository = { gitDir: `${repo.path}/.git`, prefix: '' }
  for (const name of ['a', 'b', 'c']) repo.commit(name, { [name]: `${name} ${fakeGithubToken(name.charCodeAt(0))}\n` })
  repo.git('branch', 'old', 'HEAD~1')
  repo.git('checkout', '-q', '-b', 'aside', 'HEAD~2')
  repo.commit('s', { s: 's' })
  repo.git('checkout', '-q', 'main')
})
afterEach(() => {
  repo.remove()
  cache.remove()
})

const idOf = (revision: string): string => repo.git('rev-parse', revision)
const idsOf = (...revisions: string[]): string[] => revisions.map(idOf)

/** All ids of the repository that are not in `before`. */
function objectsSince(before: ReadonlySet<string>): Set<string> {
  return new Set([...objects()].filter((id) => !before.has(id)))
}

function objects(): Set<string> {
  const listed = repo.git('cat-file', '--batch-check=%(objectname)', '--batch-all-objects')
  return new Set(listed.split('\n'))
}

/** The border of what `work` brings. */
async function borderAfter(work: () => void): Promise<string[] | undefined> {
  const [before, there] = [await listTipsQuickly(repository), objects()]
  work()
  const added = objectsSince(there)
  const moved = compareTips(before, await listTipsQuickly(repository))
  return borderOf(moved, { before, isNew: (id) => added.has(id), count: added.size }, { repository })
}

const more = (name: string): string => repo.commit(name, { [name]: name })
const on = (branch: string, start: string): string => repo.git('checkout', '-q', '-b', branch, start)
const merge = (branch: string): string => repo.git('merge', '-q', '--no-ff', '-m', branch, branch)

test.each<[string, () => unknown, () => string[] | undefined]>([
  ['commits upon a branch', () => [more('d'), more('e')], () => idsOf('HEAD~2')],
  ['a branch from a tip', () => [on('new', 'old'), more('d')], () => idsOf('old')],
  ['a merge of two tips', () => [merge('aside'), more('d')], () => idsOf('main~2', 'aside')],
  ['a first commit of its own', () => [repo.git('checkout', '-q', '--orphan', 'new'), more('d')], () => []],
  ['a tag upon new commits', () => [more('d'), repo.git('tag', '-am', 't', 'v1')], () => idsOf('HEAD~1')],
  ['a branch from a commit that nothing named', () => [on('new', 'HEAD~2'), more('d')], () => undefined],
  ['a merge of what nothing named', () => [merge('aside'), on('new', 'HEAD~3'), more('d')], () => undefined],
  ['a branch at a commit that nothing named', () => repo.git('branch', 'new', 'HEAD~2'), () => undefined],
])('%s', async (_, work, border) => {
  expect((await borderAfter(work))?.toSorted()).toEqual(border()?.toSorted())
})

test('a tip that what is named now leads to is not lost; one that nothing leads to is, and one that is gone', async () => {
  const tips = await listTipsQuickly(repository)
  const lost = async (): Promise<boolean> =>
    isAnyLost(compareTips(tips, await listTipsQuickly(repository)), { repository })
  expect(await lost()).toBe(false)
  more('d')
  expect(await lost()).toBe(false)
  repo.git('branch', '-qD', 'old')
  expect(await lost()).toBe(false)
  repo.git('reset', '-q', '--hard', 'HEAD~3')
  expect(await lost()).toBe(true)
  repo.git('gc', '-q', '--prune=now')
  expect(await lost()).toBe(true)
})

test('tips are those that git tells, with tags and without, with reflogs and without', async () => {
  const expectTheSame = async (): Promise<void> => {
    const quick = await listTipsQuickly(repository)
    expect(quick.toSorted()).toEqual((await listTips(repository)).toSorted())
  }
  await expectTheSame()
  repo.git('tag', '-am', 'one', 'v1', 'HEAD~1')
  repo.git('tag', '-am', 'of a tag', 'v2', 'v1')
  repo.git('tag', 'v3', 'HEAD~2')
  await expectTheSame()
  repo.git('pack-refs', '--all')
  await expectTheSame()
  repo.git('config', 'core.logAllRefUpdates', 'true')
  const away = more('d')
  repo.git('reset', '-q', '--hard', 'HEAD~1')
  expect(await listTipsQuickly(repository)).toContain(away)
  await expectTheSame()
})

test('whatever moves, a scan that remembers says what one does that knows nothing', async () => {
  const scan = async (folder?: string): Promise<unknown> => {
    const remembering =
      folder === undefined ? {} : { cache: { folder, onNotice: (text: string) => expect(text).toBe('') } }
    const { findings } = await scanPath({ path: `${repo.path}/.git`, history: true, leakKey: 'k', ...remembering })
    return findings.map((finding) => ({ ...finding, secret: undefined, companions: finding.companions?.length }))
  }
  const key = (file: string): Record<string, string> => ({ [file]: `a ${fakeGithubToken('a'.charCodeAt(0))}\n` })
  const steps: (() => unknown)[] = [
    () => repo.commit('the same elsewhere', key('a2')),
    () => [on('side', 'main~2'), repo.commit('and on a side', key('a3'))],
    () => [on('new', 'old'), repo.commit('upon a tip', key('a4'))],
    () => merge('side'),
    () => repo.git('tag', '-am', 'one', 'v1', 'side~1'),
    () => [repo.git('checkout', '-q', 'main'), merge('new')],
    () => repo.git('branch', '-qD', 'side'),
    () => [repo.git('reset', '-q', '--hard', 'HEAD~1'), repo.git('branch', '-qD', 'new')],
    () => repo.git('branch', 'back', 'main~1'),
  ]
  for (const [index, step] of [() => undefined, ...steps].entries()) {
    step()
    expect(await scan(cache.path), `step ${index}`).toEqual(await scan())
  }
})
