/**
 * Where blobs come from, told from the objects that a scan has read: for the whole history, as all refs and reflogs
 * have it. Git only names these, and the authors of the commits that are found.
 */
import { readGit } from '../../sources/git.ts'
import { ENTRY } from '../../sources/pack/pack-file.ts'
import type { Repository } from '../../sources/repository.ts'
import { findCommits, type Introduction } from '../attribute.ts'
import { listTips } from '../cache/refs.ts'
import type { ReadObjects } from './walk-trees.ts'

export interface ReadOriginsOptions {
  readonly repository: Repository
  readonly blobs: readonly string[]
  readonly head: string
  readonly signal?: AbortSignal | undefined
  /** Commits and trees that there have to be. */
  readonly atLeast?: number
  readonly room?: number | undefined
}

/**
 * Below so many commits and trees git is done before this program is warm: measured, the two are even at 100,000; at
 * 200,000 git takes twice as long.
 */
const WORTH_READING = 90_000

export interface ReadOrigins {
  readonly introductions: ReadonlyMap<string, readonly Introduction[]>
  /** Blob id by path in HEAD, for the blobs that were asked about. */
  readonly head: ReadonlyMap<string, string>
}

/** Undefined where `objects` do not hold all of it, or git is faster: the caller then asks git. */
export async function readOrigins(
  objects: ReadObjects,
  { repository, blobs, head, signal, room, atLeast = WORTH_READING }: ReadOriginsOptions,
): Promise<ReadOrigins | undefined> {
  if (blobs.length === 0) return { introductions: new Map(), head: new Map() }
  if (countHistory(objects) < atLeast) return undefined
  const { walkTrees } = await import('./walk-trees.ts')
  const tips = await listTips(repository, signal)
  const named = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${head}^{commit}`]
  // There is no HEAD before the first commit.
  const current = await readGit(repository, named, signal === undefined ? {} : { signal }).catch(() => undefined)
  signal?.throwIfAborted()
  const origins = await walkTrees(objects, { blobs, tips, head: current?.toString('latin1').trim(), room, signal })
  if (origins === undefined) return undefined
  const commits = new Set([...origins.arrivals.values()].flatMap((all) => all.map(({ commit }) => commit)))
  const facts = await findCommits(repository, [...commits], signal)
  const introductions = new Map<string, Introduction[]>()
  for (const [blob, arrivals] of origins.arrivals) {
    const all = arrivals.flatMap(({ path, age, commit }): Introduction[] => {
      const known = facts.get(commit)
      return known === undefined ? [] : [{ ...known, path, age }]
    })
    introductions.set(blob, all)
  }
  return { introductions, head: origins.head }
}

function countHistory({ forest, loose }: ReadObjects): number {
  let count = loose.length
  for (let entry = 0; entry < forest.count; entry++) {
    if (forest.type[entry] === ENTRY.commit || forest.type[entry] === ENTRY.tree) count++
  }
  return count
}
