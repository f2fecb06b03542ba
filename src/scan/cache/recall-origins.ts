/**
 * Where hits come from, when an earlier scan asked already: nothing is asked where no ref moved; where some moved on,
 * only the new commits are looked at. A branch that was rewritten or deleted makes everything be asked anew.
 */
import type { Repository } from '../../sources/repository.ts'
import { findCommits, findIntroductions, listTree, type Introduction } from '../attribute.ts'
import { readOrigins } from '../attribution/read-origins.ts'
import type { ReadObjects } from '../attribution/walk-trees.ts'
import type { Origins } from './history-memory.ts'
import { borderOf, compareTips, isAnyLost, type MovedTips } from './moved-tips.ts'
import { listTipsQuickly, printOfRefs } from './refs.ts'
import { commonDirOf } from '../../sources/pack/object-folders.ts'

export interface OriginsWanted {
  readonly repository: Repository
  readonly revisions: readonly string[]
  readonly blobs: readonly string[]
  /** Commits whose messages had hits. */
  readonly messages: readonly string[]
  readonly objects?: ReadObjects | undefined
  /** Ids of the objects that came since. */
  readonly added?: readonly Uint8Array[] | undefined
  readonly signal?: AbortSignal | undefined
}

/** The same object comes back when nothing had to be asked. */
export async function recallOrigins(before: Origins | undefined, wanted: OriginsWanted): Promise<Origins> {
  const { repository, blobs, messages, signal } = wanted
  const refs = printOfRefs(repository.gitDir, commonDirOf(repository.gitDir))
  const isComplete =
    before !== undefined &&
    blobs.every((blob) => before.introductions.has(blob)) &&
    messages.every((id) => before.commits.has(id))
  if (isComplete && before.refs === refs) return before
  const tips = before?.refs === refs ? before.tips : await listTipsQuickly(repository, signal)
  const introductions = await recallIntroductions(before, tips, wanted)
  const paths = [...new Set([...introductions.values()].flatMap((all) => all.map(({ path }) => path)))]
  const unknown = messages.filter((id) => before?.commits.get(id) === undefined)
  const found = await findCommits(repository, unknown, signal)
  return {
    refs,
    tips,
    introductions,
    commits: new Map([...(before?.commits ?? []), ...found]),
    head: before?.refs === refs && isComplete ? before.head : await listTree(repository, 'HEAD', { paths, signal }),
  }
}

/** Blobs that no commit holds have an empty list. */
async function recallIntroductions(
  before: Origins | undefined,
  tips: readonly string[],
  wanted: OriginsWanted,
): Promise<Map<string, readonly Introduction[]>> {
  const { repository, revisions, blobs, objects, signal } = wanted
  const askAll = async (): Promise<Map<string, readonly Introduction[]>> => {
    const read = objects && (await readOrigins(objects, { repository, blobs, head: 'HEAD', signal }))
    const found = read?.introductions ?? (await findIntroductions(repository, blobs, { revisions, signal }))
    return new Map(blobs.map((blob) => [blob, found.get(blob) ?? []]))
  }
  if (before === undefined) return askAll()
  const moved = compareTips(before.tips, tips)
  const isMoved = moved.fresh.length + moved.gone.length > 0
  if (await isAnyLost(moved, wanted)) return askAll()
  const all = moved.fresh.length > 0 ? await withRecent(before, moved, wanted) : new Map(before.introductions)
  const missing = blobs.filter((blob) => (all.get(blob) ?? []).length === 0 && (isMoved || !all.has(blob)))
  if (missing.length === 0) return all
  const found = await findIntroductions(repository, missing, { revisions, signal })
  // Old commits that are looked at for the first time: which of two is older only one pass over all can tell.
  if (found.size > 0) return askAll()
  for (const blob of missing) all.set(blob, [])
  return all
}

/** New commits are younger than all that were known. */
async function withRecent(
  before: Origins,
  moved: MovedTips,
  { repository, blobs, added = [], signal }: OriginsWanted,
): Promise<Map<string, readonly Introduction[]>> {
  const news = new Set(added.map((id) => Buffer.from(id).toString('hex')))
  const known = { before: before.tips, isNew: (id: string) => news.has(id), count: news.size }
  const without = (await borderOf(moved, known, { repository, signal })) ?? before.tips
  const recent = await findIntroductions(repository, blobs, { revisions: [], from: moved.fresh, without, signal })
  const youngest = Math.max(0, ...[...recent.values()].flatMap((all) => all.map(({ age }) => age)))
  const joined = new Map<string, readonly Introduction[]>(recent)
  for (const [blob, all] of before.introductions) {
    const paths = new Set(all.map(({ path }) => path))
    const others = (recent.get(blob) ?? []).filter(({ path }) => !paths.has(path))
    joined.set(blob, [...all.map((one) => ({ ...one, age: one.age + youngest })), ...others])
  }
  return joined
}
