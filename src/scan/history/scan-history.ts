/**
 * The whole history of a repository: every object that its folders hold, reachable or not, each once. Packs are read
 * here; loose objects too; whatever is unusual or damaged is asked of git, with the same result.
 */
import { describeError, isRekeyError } from '../../base/errors.ts'
import { sha256Hex } from '../../base/signing.ts'
import type { Chunk, Skipped } from '../../detect/chunk.ts'
import type { Kernel } from '../../detect/kernel/kernel.ts'
import { chunksOf, messagePath } from '../../sources/git-objects.ts'
import { askGit, listAllObjects } from '../../sources/pack/ask-git.ts'
import { buildForest, type ForestOfPacks } from '../../sources/pack/forest.ts'
import type { KnownObjects } from '../../sources/pack/known-objects.ts'
import { listLoose, readLoose, type LooseObject } from '../../sources/pack/loose.ts'
import { findObjectFolders } from '../../sources/pack/object-folders.ts'
import { openPacks, type OpenPacks } from '../../sources/pack/open-packs.ts'
import { ENTRY } from '../../sources/pack/pack-file.ts'
import { planWork } from '../../sources/pack/plan.ts'
import type { Repository } from '../../sources/repository.ts'
import { MAX_FILE_BYTES } from '../../sources/text.ts'
import type { ReadObjects } from '../attribution/walk-trees.ts'
import type { Collector } from '../collect.ts'
import type { ForestJob } from './open-walk.ts'
import { readWhole } from './stored-bytes.ts'

/** How the history is read. None of these changes what is found. */
export interface HistoryReading {
  /** Our own reader of packs, or git, which is slower. */
  readonly reader?: 'packs' | 'git' | undefined
  readonly kernel?: Kernel['kind'] | undefined
  /** Threads that read packs; by default as many as the work and the machine call for. */
  readonly threads?: number | undefined
}

export interface ScanHistoryOptions extends HistoryReading {
  readonly repository: Repository
  readonly collector: Collector
  readonly onSkip: (skipped: Skipped) => void
  readonly onCommit: () => void
  readonly archiveDepth?: number | undefined
  readonly decodeDepth?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** Objects that were searched before, and packs that hold no others. */
  readonly known?: { readonly objects: KnownObjects; readonly packs: ReadonlySet<string> } | undefined
}

/** What there is, and was searched now or before. */
export interface SearchedObjects {
  readonly packs: ReadonlySet<string>
  /** Ids of the objects that were not known. */
  readonly ids: readonly Uint8Array[]
  /** All objects of the repository as they were read; undefined where some are known to others only. */
  readonly objects: ReadObjects | undefined
}

const WHAT = 'git history'

/** Undefined when it was not read by our own reader. */
export async function scanHistory(options: ScanHistoryOptions): Promise<SearchedObjects | undefined> {
  const { repository, collector, signal } = options
  const { folders, hashBytes, isShallow, skipped } = findObjectFolders(repository)
  for (const one of skipped) options.onSkip(one)
  if (options.reader === 'git' || collector.needsChunks) {
    await collector.collect(allOfGit(options), WHAT)
    return undefined
  }
  const failed = new Set<string>()
  const noting = { ...options, onSkip: noteFailures(failed, options.onSkip) }
  const opened = openPacks(folders, hashBytes, options.known?.packs)
  try {
    const packs = buildForest(opened.packs)
    const files = opened.packs.map(({ file }) => file)
    const stored = { packs: files.map(({ path }) => path), whole: readWhole(files), hashBytes }
    const left = await walkPacks(packs, stored, noting)
    const all = listLoose(folders, hashBytes)
    const loose = all.filter(({ id }) => isNew(Buffer.from(id, 'hex'), packs, options))
    await collector.collect(looseChunks(loose, left, noting), WHAT)
    if (opened.unusable.length > 0) await addUnknown(left, loose, packs, { ...noting, unusable: opened.unusable })
    if (left.size > 0 && !signal?.aborted) await collector.collect(askGit([...left].toSorted(), noting), WHAT)
    const isAll = opened.unusable.length + opened.passedOver.length === 0 && !isShallow
    const objects = isAll ? { ...packs, ...stored, loose: all } : undefined
    return { ...searchedObjects(opened, { packs, all, loose, failed }), objects }
  } finally {
    opened.close()
  }
}

function isNew(id: Buffer, packs: ForestOfPacks, { known }: ScanHistoryOptions): boolean {
  return !packs.has(id) && known?.objects.has(id) !== true
}

/** What could not be read, or not to its end, is tried again by the next scan. */
function noteFailures(failed: Set<string>, onSkip: ScanHistoryOptions['onSkip']): ScanHistoryOptions['onSkip'] {
  return (skipped) => {
    const id = /^(?:blob|object):([0-9a-f]{40,64})/.exec(skipped.path)?.[1]
    if (id !== undefined) failed.add(id)
    onSkip(skipped)
  }
}

function searchedObjects(
  opened: OpenPacks,
  found: {
    readonly packs: ForestOfPacks
    readonly all: readonly LooseObject[]
    readonly loose: readonly LooseObject[]
    readonly failed: ReadonlySet<string>
  },
): Omit<SearchedObjects, 'objects'> {
  const { packs, all, loose, failed } = found
  const ids: Uint8Array[] = loose.filter(({ id }) => !failed.has(id)).map(({ id }) => Buffer.from(id, 'hex'))
  const whole = opened.packs.filter(({ index }) => ![...failed].some((id) => index.rankOf(Buffer.from(id, 'hex')) >= 0))
  for (const { index } of opened.packs) {
    for (let rank = 0; rank < index.count; rank++) {
      const id = index.idAt(rank)
      if (failed.size === 0 || !failed.has(id.toString('hex'))) ids.push(id)
    }
  }
  const names = new Set([...opened.passedOver, ...whole.map(({ print }) => print)])
  names.add(`loose ${sha256Hex(all.map(({ id }) => id).join(''))}`)
  return { packs: names, ids: packs.forest.count === 0 && loose.length === 0 ? [] : ids }
}

async function* allOfGit(options: ScanHistoryOptions): AsyncGenerator<Chunk> {
  yield* askGit(await listAllObjects(options.repository, options.signal), options)
}

/** Searches the packs' objects. Returns the ids of those that git shall be asked for. */
async function walkPacks(
  { forest, broken, idBytes, idOf }: ForestOfPacks,
  stored: Pick<ForestJob, 'packs' | 'whole' | 'hashBytes'>,
  options: ScanHistoryOptions,
): Promise<Set<string>> {
  const { collector, onSkip, onCommit } = options
  const left = new Set(broken.map(idOf))
  const { known } = options
  for (let entry = 0; entry < forest.count; entry++) {
    if (known !== undefined && known.objects.has(idBytes(entry))) forest.wanted[entry] = 0
    if (forest.type[entry] === ENTRY.commit && forest.wanted[entry] !== 0) onCommit()
  }
  collector.expect(forest.wanted.reduce((sum, one) => sum + (one === 0 ? 0 : 1), 0))
  const plan = planWork(forest)
  if (plan.roots.length === 0) return left
  const job = {
    forest,
    plan,
    ...stored,
    kernel: options.kernel ?? 'wasm',
    decodeDepth: options.decodeDepth,
  } satisfies ForestJob
  const { walkForest } = await import('./walk-forest.ts')
  await walkForest(
    job,
    {
      onFound({ entry, digest, found }) {
        const id = idOf(entry)
        // Bytes that are not what their id says are damage of the pack, or of ours: git decides.
        if (digest !== id) return void left.add(id)
        collector.add(found, originOf(forest.type[entry] as number, id))
      },
      onLeave: (entry) => void left.add(idOf(entry)),
      onLimited: (entry, reason) => onSkip({ path: `blob:${idOf(entry)}`, reason }),
      onProgress: collector.count,
    },
    options,
  )
  if (options.signal?.aborted) onSkip({ path: WHAT, reason: 'stopped before the end', failed: true })
  return left
}

function originOf(type: number, id: string): Chunk['origin'] {
  if (type === ENTRY.commit) return { path: messagePath('commit', id) }
  if (type === ENTRY.tag) return { path: messagePath('tag', id) }
  return { path: `blob:${id}`, blob: id }
}

async function* looseChunks(
  objects: readonly LooseObject[],
  left: Set<string>,
  options: ScanHistoryOptions,
): AsyncGenerator<Chunk> {
  for (const object of objects) {
    try {
      const { type, size, bytes } = readLoose(object, MAX_FILE_BYTES)
      if (type === 'commit') options.onCommit()
      if (bytes === undefined) {
        if (type !== 'tree') left.add(object.id)
        continue
      }
      yield* chunksOf({ id: object.id, type, size, path: `blob:${object.id}` }, bytes, options)
    } catch (error) {
      if (!isRekeyError(error, 'PACK_UNREADABLE')) throw error
      left.add(object.id)
    }
  }
}

/** Some packs could not be opened: all that git knows and we do not is asked of git. */
async function addUnknown(
  left: Set<string>,
  loose: readonly LooseObject[],
  packs: ForestOfPacks,
  options: ScanHistoryOptions & { readonly unusable: OpenPacks['unusable'] },
): Promise<void> {
  const own = new Set(loose.map(({ id }) => id))
  try {
    for (const id of await listAllObjects(options.repository, options.signal)) {
      if (!own.has(id) && isNew(Buffer.from(id, 'hex'), packs, options)) left.add(id)
    }
  } catch (error) {
    if (!isRekeyError(error)) throw error
    options.onSkip({ path: WHAT, reason: describeError(error), failed: true })
  }
  // git passes over what it cannot open; an index that it cannot read names no object to miss.
  for (const { path, reason } of options.unusable) {
    options.onSkip({
      path: path.slice(path.lastIndexOf('/') + 1),
      reason: `${reason}; git was asked instead`,
      failed: true,
    })
  }
}
