/**
 * What every tree of a history holds of what matters here: its folders, and the blobs that are asked for. Of a tree
 * that is made from another one only what lies at changed bytes is read; the rest is taken over, so that a folder
 * of a thousand names costs little in each of its versions.
 */
import { sourceError } from '../../sources/source-error.ts'
import { GrowingInts } from './growing-ints.ts'
import { NONE, type IdTable } from './id-table.ts'
import type { ObjectNumbers } from './object-numbers.ts'
import type { ObjectVisitor, VisitedObject } from './object-walk.ts'

/** An edge below zero is a blob: its number and its kind. */
export const blobEdge = (blob: number, mode: number): number => -1 - (4 * blob + kindOf(mode))
export const blobOfEdge = (child: number): number => (-1 - child) >> 2

/** As git sees modes: a file, one that may be executed, a link. */
function kindOf(mode: number): number {
  if ((mode & 0o170000) === 0o120000) return 2
  return (mode & 0o100) !== 0 ? 1 : 0
}

const isFolder = (mode: number): boolean => (mode & 0o170000) === 0o040000
const isModule = (mode: number): boolean => (mode & 0o170000) === 0o160000

/** A copy is looked through for whole entries when it can hold one. */
const SMALLEST_ENTRY = 28

export class TreeEdges implements ObjectVisitor {
  /** Number of the tree, or below zero the blob, that an edge leads to. */
  readonly child = new GrowingInts(1 << 16)
  readonly #nameStart = new GrowingInts(1 << 16)
  #names: Uint8Array = new Uint8Array(1 << 20)
  #namesLength = 0
  /** Edges of trees, one after the other. */
  readonly lists = new GrowingInts(1 << 18)
  /** First edge in `lists` by number of the tree, or `NONE`; its end. */
  readonly first = new GrowingInts(1 << 16)
  readonly end = new GrowingInts(1 << 16)

  readonly #bytes: Uint8Array
  readonly #hashBytes: number
  readonly #numbers: ObjectNumbers
  readonly #wanted: IdTable
  readonly #room: number
  readonly #sieve: Uint8Array
  /** Where the entries of each ancestor begin in their tree; by the ancestor's depth, where its own begin here. */
  readonly #starts = new GrowingInts()
  readonly #frames: number[] = [0]
  /** The same of those that have an edge, and the edge. */
  readonly #marks = new GrowingInts()
  readonly #edges = new GrowingInts()
  readonly #markFrames: number[] = [0]
  readonly #copies: number[] = []
  /** Whether something is made from the tree that is read: otherwise nobody asks where its entries begin. */
  #isBase = false

  constructor(of: {
    readonly bytes: Uint8Array
    readonly hashBytes: number
    readonly numbers: ObjectNumbers
    readonly wanted: IdTable
    /** How many edges may be held. */
    readonly room: number
  }) {
    this.#bytes = of.bytes
    this.#hashBytes = of.hashBytes
    this.#numbers = of.numbers
    this.#wanted = of.wanted
    this.#room = of.room
    this.#sieve = sieveOf(of.wanted)
  }

  nameOf(edge: number): string {
    const start = this.#nameStart.values[edge] as number
    const end = edge + 1 < this.#nameStart.length ? (this.#nameStart.values[edge + 1] as number) : this.#namesLength
    return Buffer.from(this.#names.buffer, start, end - start).toString('latin1')
  }

  isKnown(tree: number): boolean {
    return tree < this.first.length && this.first.values[tree] !== NONE
  }

  /** A tree that lies in no pack. False when it is damaged. */
  add(tree: number, bytes: Uint8Array): boolean {
    this.#copies.length = 0
    this.#isBase = false
    return this.#read(tree, { bytes, at: 0, length: bytes.length, depth: 0 })
  }

  visit({ entry, at, length, depth, delta, deltaEnd, hasChildren }: VisitedObject): void {
    this.#copies.length = 0
    if (depth > 0) this.#readCopies(delta, deltaEnd)
    this.#isBase = hasChildren
    this.#read(entry, { bytes: this.#bytes, at, length, depth })
  }

  /** Throws PACK_UNREADABLE when the history has more folders than there is room for. */
  #read(tree: number, of: { bytes: Uint8Array; at: number; length: number; depth: number }): boolean {
    if (this.lists.length > this.#room) throw sourceError('PACK_UNREADABLE', 'the history has too many folders')
    const { depth } = of
    this.first.extend(tree + 1, NONE)
    this.end.extend(tree + 1, NONE)
    this.#starts.length = this.#frames[depth] as number
    this.#marks.length = this.#markFrames[depth] as number
    const first = this.lists.length
    const reached = this.#readTree(of)
    // One behind the last entry, so that each has an end.
    this.#starts.push(reached)
    this.#frames[depth + 1] = this.#starts.length
    this.#markFrames[depth + 1] = this.#marks.length
    const isWhole = reached === of.length
    this.first.values[tree] = isWhole ? first : NONE
    this.end.values[tree] = this.lists.length
    return isWhole
  }

  /** Returns how far it came: to the end, or to bytes that are no entry. */
  #readTree({ bytes, at, length, depth }: { bytes: Uint8Array; at: number; length: number; depth: number }): number {
    const copies = this.#copies
    let offset = 0
    for (let copy = 0; offset < length;) {
      while (copy < copies.length && (copies[copy + 1] as number) <= offset) copy += 3
      if (copy < copies.length && (copies[copy] as number) <= offset) {
        const shift = (copies[copy + 2] as number) - (copies[copy] as number)
        const taken = this.#takeOver(depth, offset + shift, (copies[copy + 1] as number) + shift, shift)
        if (taken > 0) {
          offset += taken
          continue
        }
      }
      const next = this.#readEntry(bytes, at + offset, at + length, at)
      if (next < 0) break
      offset = next - at
    }
    return offset
  }

  /**
   * Takes over the entries of the base that lie in `[from, limit)`, if one begins at `from`. Returns their bytes.
   * An entry that is the same in its bytes is the same entry, as long as it begins where one is expected.
   */
  #takeOver(depth: number, from: number, limit: number, shift: number): number {
    const [baseFirst, baseEnd] = [this.#frames[depth - 1] as number, this.#frames[depth] as number]
    const first = lowerBound(this.#starts.values, baseFirst, baseEnd, from)
    if (this.#starts.values[first] !== from || first >= baseEnd - 1) return 0
    const last = lowerBound(this.#starts.values, first, baseEnd, limit + 1) - 1
    const count = last - first
    if (count <= 0) return 0
    const end = this.#starts.values[last] as number
    if (this.#isBase) {
      const own = this.#starts.room(count)
      const starts = this.#starts.values
      for (let i = 0; i < count; i++) starts[own + i] = (starts[first + i] as number) - shift
    }
    this.#takeOverMarks(depth, from, end, shift)
    return end - from
  }

  #takeOverMarks(depth: number, from: number, end: number, shift: number): void {
    const [baseFirst, baseEnd] = [this.#markFrames[depth - 1] as number, this.#markFrames[depth] as number]
    const first = lowerBound(this.#marks.values, baseFirst, baseEnd, from)
    const last = lowerBound(this.#marks.values, first, baseEnd, end)
    const count = last - first
    if (count === 0) return
    if (!this.#isBase) {
      const list = this.lists.room(count)
      this.lists.values.set(this.#edges.values.subarray(first, last), list)
      return
    }
    const own = this.#marks.room(count)
    const marks = this.#marks.values
    const edges = this.#edges.values.length < own + count ? this.#edges.fit(own + count) : this.#edges.values
    const list = this.lists.room(count)
    const lists = this.lists.values
    for (let i = 0; i < count; i++) {
      marks[own + i] = (marks[first + i] as number) - shift
      lists[list + i] = edges[own + i] = edges[first + i] as number
    }
  }

  /** Reads `mode name NUL id`. Returns where the next one begins, or -1 when it is none. */
  #readEntry(bytes: Uint8Array, at: number, stop: number, tree = 0): number {
    let p = at
    let mode = 0
    for (; p < stop && bytes[p] !== 0x20; p++) mode = (mode << 3) | ((bytes[p] as number) & 7)
    const name = p + 1
    while (p < stop && bytes[p] !== 0) p++
    const id = p + 1
    const next = id + this.#hashBytes
    if (next > stop || name > p) return -1
    let child: number | undefined
    if (isFolder(mode)) child = this.#numbers.of(bytes, id)
    else if (!isModule(mode) && this.#mayBeWanted(bytes, id)) {
      const blob = this.#wanted.find(bytes, id)
      if (blob !== NONE) child = blobEdge(blob, mode)
    }
    if (this.#isBase) this.#starts.push(at - tree)
    if (child === undefined) return next
    const edge = this.#newEdge(child, bytes, name, p)
    this.lists.push(edge)
    if (!this.#isBase) return next
    this.#edges.fit(this.#marks.length + 1)[this.#marks.length] = edge
    this.#marks.push(at - tree)
    return next
  }

  #mayBeWanted(bytes: Uint8Array, at: number): boolean {
    const bit = sieveBit(bytes, at)
    return ((this.#sieve[bit >> 3] as number) & (1 << (bit & 7))) !== 0
  }

  #newEdge(child: number, bytes: Uint8Array, name: number, end: number): number {
    const edge = this.child.length
    this.child.push(child)
    this.#nameStart.push(this.#namesLength)
    if (this.#namesLength + end - name > this.#names.length) {
      const larger = new Uint8Array(2 * this.#names.length + end - name)
      larger.set(this.#names)
      this.#names = larger
    }
    for (let p = name; p < end; p++) this.#names[this.#namesLength++] = bytes[p] as number
    return edge
  }

  /** Stretches that the delta copies from its base: start and end here, start there. */
  #readCopies(delta: number, deltaEnd: number): void {
    const bytes = this.#bytes
    this.#copies.length = 0
    let p = delta
    // Two sizes.
    while ((bytes[p++] as number) & 128);
    while ((bytes[p++] as number) & 128);
    for (let offset = 0; p < deltaEnd;) {
      const op = bytes[p++] as number
      if ((op & 128) === 0) {
        p += op
        offset += op
        continue
      }
      let from = 0
      let count = 0
      for (let i = 0; i < 4; i++) if (op & (1 << i)) from |= (bytes[p++] as number) << (8 * i)
      for (let i = 0; i < 3; i++) if (op & (16 << i)) count |= (bytes[p++] as number) << (8 * i)
      if (count === 0) count = 0x10000
      if (count >= SMALLEST_ENTRY) this.#copies.push(offset, offset + count, from)
      offset += count
    }
  }
}

const SIEVE_BITS = 20

function sieveBit(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | (((bytes[at + 2] as number) & 15) << 16)
}

/** A bit for the beginning of each id: most blobs are turned away by one look. */
function sieveOf(wanted: IdTable): Uint8Array {
  const sieve = new Uint8Array(2 ** (SIEVE_BITS - 3))
  for (let number = 0; number < wanted.count; number++) {
    const bit = sieveBit(Buffer.from(wanted.idOf(number), 'hex'), 0)
    sieve[bit >> 3] = (sieve[bit >> 3] as number) | (1 << (bit & 7))
  }
  return sieve
}

/** The first of the sorted values in `[from, end)` that is not below `value`. */
function lowerBound(values: Int32Array, from: number, end: number, value: number): number {
  let [low, high] = [from, end]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
