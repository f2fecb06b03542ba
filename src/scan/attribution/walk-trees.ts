/**
 * Where blobs come from, told from the commits and trees of the packs that a scan has read: what `git log --raw -c
 * --find-object` says, for a part of its cost, because every tree is read once and none is compared that did not
 * change. Undefined where the packs do not hold all of it: the caller then asks git.
 */
import { readLoose, type LooseObject } from '../../sources/pack/loose.ts'
import { ENTRY } from '../../sources/pack/pack-file.ts'
import { isRekeyError } from '../../base/errors.ts'
import { sourceError } from '../../sources/source-error.ts'
import { Commits } from './commits.ts'
import { Contents } from './contents.ts'
import { inDateOrder } from './date-order.ts'
import { IdTable } from './id-table.ts'
import { ObjectNumbers } from './object-numbers.ts'
import { ObjectWalk, type PackedObjects } from './object-walk.ts'
import { TreeEdges } from './tree-edges.ts'

export interface ReadObjects extends PackedObjects {
  readonly loose: readonly LooseObject[]
}

/** A blob arrived at `path` with this commit. */
export interface Arrival {
  readonly path: string
  readonly commit: string
  /** Grows with age. */
  readonly age: number
}

export interface Origins {
  /** By blob: the paths that it was brought to, and the oldest commit that did. */
  readonly arrivals: ReadonlyMap<string, readonly Arrival[]>
  /** By path, which of the blobs HEAD has there. */
  readonly head: ReadonlyMap<string, string>
}

export interface WalkTreesOptions {
  readonly blobs: readonly string[]
  /** Commits whose history is asked about, in the order in which git names them. */
  readonly tips: readonly string[]
  readonly head: string | undefined
  /** How many edges of trees may be held: four bytes each. */
  readonly room?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** A history of 18,000 commits with a folder of 900 others has five million. */
const MAX_EDGES = 30_000_000
const MAX_LOOSE_BYTES = 64 * 1024 * 1024

export async function walkTrees(objects: ReadObjects, options: WalkTreesOptions): Promise<Origins | undefined> {
  try {
    return originsIn(await readHistory(objects, options), options)
  } catch (error) {
    if (!isRekeyError(error, 'PACK_UNREADABLE')) throw error
    return undefined
  }
}

interface History {
  readonly numbers: ObjectNumbers
  readonly wanted: IdTable
  readonly commits: Commits
  readonly contents: Contents
  /** Makes a commit known that lies in no pack. Throws PACK_UNREADABLE. */
  load(commit: number): void
}

async function readHistory(
  objects: ReadObjects,
  { blobs, signal, room = MAX_EDGES }: WalkTreesOptions,
): Promise<History> {
  const { hashBytes } = objects
  const wanted = new IdTable(hashBytes)
  for (const blob of blobs) wanted.add(Buffer.from(blob, 'hex'), 0)
  const walk = new ObjectWalk(objects)
  const numbers = new ObjectNumbers(objects, hashBytes)
  const places = { bytes: walk.bytes, hashBytes, numbers }
  const commits = new Commits(places)
  const edges = new TreeEdges({ ...places, wanted, room })
  try {
    await walk.all(ENTRY.commit, commits, signal)
    await walk.all(ENTRY.tree, edges, signal)
  } finally {
    walk.close()
  }
  const loose = new Map(objects.loose.map((one) => [one.id, one]))
  const read = (number: number, type: string): Buffer | undefined => readOne(loose.get(numbers.idOf(number)), type)
  const loadTree = (tree: number): boolean => {
    const content = read(tree, 'tree')
    return content !== undefined && edges.add(tree, content)
  }
  return {
    numbers,
    wanted,
    commits,
    contents: new Contents(edges, loadTree),
    load(commit) {
      const content = read(commit, 'commit')
      if (content === undefined || !commits.add(commit, content)) {
        throw sourceError('PACK_UNREADABLE', 'a commit is missing or damaged')
      }
    },
  }
}

function readOne(object: LooseObject | undefined, type: string): Buffer | undefined {
  if (object === undefined) return undefined
  try {
    const content = readLoose(object, MAX_LOOSE_BYTES, { trees: true })
    return content.type === type ? content.bytes : undefined
  } catch (error) {
    if (!isRekeyError(error, 'PACK_UNREADABLE')) throw error
    return undefined
  }
}

function originsIn({ numbers, wanted, commits, contents, load }: History, { tips, head }: WalkTreesOptions): Origins {
  const numberOf = (id: string): number => numbers.of(Buffer.from(id, 'hex'))
  const known = {
    timeOf: (commit: number) => commits.timeOf(commit),
    parentsOf(commit: number) {
      if (!commits.isKnown(commit)) load(commit)
      return commits.parentsOf(commit)
    },
  }
  const contentOf = (commit: number): number => contents.of(commits.treeOf(commit))
  const arrivals = new Map<string, Map<string, Arrival>>()
  inDateOrder(known, tips.map(numberOf)).forEach((commit, age) => {
    const content = contentOf(commit)
    const others = Array.from(commits.parentsOf(commit), (parent) => contentOf(parent))
    contents.differences(content, others, (blob, names) => {
      const id = wanted.idOf(blob)
      let paths = arrivals.get(id)
      if (paths === undefined) arrivals.set(id, (paths = new Map()))
      const path = pathOf(names)
      paths.set(path, { path, commit: numbers.idOf(commit), age })
    })
  })
  const inHead = new Map<string, string>()
  if (head !== undefined) {
    const commit = numberOf(head)
    if (!commits.isKnown(commit)) load(commit)
    contents.differences(contentOf(commit), [], (blob, names) => inHead.set(pathOf(names), wanted.idOf(blob)))
  }
  return { arrivals: new Map([...arrivals].map(([blob, paths]) => [blob, [...paths.values()]])), head: inHead }
}

/** Names come as bytes. */
function pathOf(names: readonly string[]): string {
  return Buffer.from(names.join('/'), 'latin1').toString('utf8')
}
