/**
 * Searches the objects of a delta forest. An object that is stored whole is searched whole; of one that is made from
 * another only what is new is searched, and what the kernel knew of the copied bytes is carried along. Each family is
 * walked depth first, so memory holds one line of ancestors. What does not fit, or is damaged, is left to git.
 */
import { createHash } from 'node:crypto'
import type { Match } from '../../detect/chunk.ts'
import { withDecoding, type DecodingEngine } from '../../detect/decode/decoding-engine.ts'
import type { Engine } from '../../detect/engine.ts'
import { ALL_DIRTY, blockIndexBytes, SLACK, STATUS, workBudget, type Kernel } from '../../detect/kernel/kernel.ts'
import { settle } from '../../detect/kernel/settle.ts'
import { WANTED, type Forest } from '../../sources/pack/forest.ts'
import { ENTRY } from '../../sources/pack/pack-file.ts'
import type { Plan } from '../../sources/pack/plan.ts'
import { needsOpening } from '../../sources/archive/expand.ts'
import { isBinary, MAX_FILE_BYTES, SNIFF_BYTES } from '../../sources/text.ts'
import { locate, type Located } from '../located.ts'
import type { Frame, Searched } from './frame.ts'
import { STORED_BYTES, storedBytes, type StoredBytes } from './stored-bytes.ts'

export interface FoundObject {
  readonly entry: number
  /** Hash of the bytes that were searched, to be compared with the object's id. */
  readonly digest: string
  readonly found: readonly Located[]
}

export interface WalkOptions {
  readonly forest: Forest
  readonly plan: Plan
  readonly packs: readonly string[]
  readonly hashBytes: number
  readonly kernel: Kernel
  /** The kernel's memory from here on is ours. */
  readonly heapAt: number
  readonly engine: Engine
  readonly decodeDepth?: number | undefined
  /** Called before an object is judged. */
  readonly onJudge: (entry: number) => void
  readonly onFound: (found: FoundObject) => void
  /** Git shall be asked for this object. */
  readonly onLeave: (entry: number) => void
  /** The search of this object was cut short: it is made to cost time. */
  readonly onLimited: (entry: number, reason: string) => void
}

export interface Walk {
  /** Objects and their bytes that were searched so far. */
  readonly done: { objects: number; bytes: number }
  unit(number: number): void
  close(): void
}

const DELTA_BYTES = 8 * 1024 * 1024
const DIRTY_BYTES = 2 * 1024 * 1024
const HIT_BYTES = 1024 * 1024
const FLOOD = 'too many beginnings of keys for its size: some of them were not looked at'
const TYPE_NAMES = ['', 'commit', 'tree', 'blob', 'tag']

const aligned = (address: number): number => Math.ceil(address / 16) * 16

export function walkFamilies(options: WalkOptions): Walk {
  return new FamilyWalk(options)
}

class FamilyWalk implements Walk {
  readonly done = { objects: 0, bytes: 0 }
  readonly #forest: Forest
  readonly #options: WalkOptions
  readonly #kernel: Kernel
  readonly #bytes: Uint8Array
  readonly #words: Uint32Array
  readonly #stored: StoredBytes
  readonly #deltaAt: number
  readonly #dirtyAt: number
  readonly #hitsAt: number
  readonly #stackAt: number
  readonly #stackEnd: number
  readonly #decoding: DecodingEngine
  #judged: { bytes: Uint8Array; hits: number }

  constructor(options: WalkOptions) {
    this.#options = options
    this.#forest = options.forest
    this.#kernel = options.kernel
    this.#bytes = options.kernel.bytes
    this.#words = options.kernel.words
    const storedAt = aligned(options.heapAt)
    this.#stored = storedBytes({ ...options, bytes: this.#bytes, at: storedAt })
    this.#deltaAt = aligned(storedAt + STORED_BYTES + SLACK)
    this.#dirtyAt = aligned(this.#deltaAt + DELTA_BYTES + SLACK)
    this.#hitsAt = this.#dirtyAt + DIRTY_BYTES
    this.#stackAt = this.#hitsAt + HIT_BYTES
    this.#judged = { bytes: this.#bytes, hits: 0 }
    const depth = options.decodeDepth === undefined ? {} : { depth: options.decodeDepth }
    this.#decoding = withDecoding({ match: (bytes) => this.#match(bytes) }, depth)
    this.#stackEnd = this.#bytes.length - 2 * SLACK
  }

  unit(number: number): void {
    const { roots, units } = this.#options.plan
    const end = units[number + 1] as number
    for (let i = units[number] as number; i < end; i++) this.#family(roots[i] as number)
  }

  close(): void {
    this.#stored.close()
  }

  #family(root: number): void {
    const first = this.#whole(root)
    if (first === undefined) return this.#leave(root)
    const stack = [first]
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const entry = frame.nextChild
      if (entry < 0) {
        stack.pop()
        continue
      }
      frame.nextChild = this.#nextToDo(this.#forest.sibling[entry] as number)
      const made = this.#made(entry, frame)
      if (made === undefined) this.#leave(entry)
      else if (made.nextChild >= 0) stack.push(made)
    }
  }

  #nextToDo(entry: number): number {
    let next = entry
    while (next >= 0 && this.#forest.wanted[next] === 0) next = this.#forest.sibling[next] as number
    return next
  }

  /** An object that is stored whole. Undefined when git shall be asked. */
  #whole(entry: number): Frame | undefined {
    const size = this.#forest.size[entry] as number
    const at = this.#stackAt
    if (size > MAX_FILE_BYTES || at + size + SLACK > this.#stackEnd) return undefined
    const stored = this.#stored.load(entry)
    if (stored < 0 || this.#kernel.inflate(stored, this.#stored.end, at, size) < 0) return undefined
    const frame = this.#frame(entry, at, size)
    this.#search(frame)
    return frame
  }

  /** An object that is made from the one in `base`. Undefined when git shall be asked. */
  #made(entry: number, base: Frame): Frame | undefined {
    const kernel = this.#kernel
    const size = this.#forest.size[entry] as number
    if (size > DELTA_BYTES) return undefined
    const stored = this.#stored.load(entry)
    if (stored < 0) return undefined
    const delta = this.#deltaAt
    const deltaEnd = delta + size
    if (kernel.inflate(stored, this.#stored.end, delta, size) < 0 || kernel.deltaHeader(delta, deltaEnd) < 0) {
      return undefined
    }
    const length = kernel.deltaTarget >>> 0
    const at = base.top
    if (kernel.deltaBase >>> 0 !== base.length || length > MAX_FILE_BYTES) return undefined
    if (at + length + SLACK > this.#stackEnd) return undefined
    const frame = this.#frame(entry, at, length)
    const made = { delta, deltaEnd, base: base.at, baseLength: base.length, dst: at, dstEnd: at + length + SLACK }
    if (base.carries && this.#forest.type[entry] === ENTRY.blob) {
      const { candidates, count, blockIndex } = base
      const out = { out: frame.candidates, outEnd: this.#stackEnd }
      const dirty = { dirty: this.#dirtyAt, dirtyEnd: this.#dirtyAt + DIRTY_BYTES }
      const result = kernel.applyDelta({ ...made, candidates, count, blockIndex, ...out, ...dirty })
      if (result >= 0) {
        frame.count = result
        if (this.#needsGit(frame)) return frame
        this.#decide(frame, base.limited ? ALL_DIRTY : kernel.dirtyCount, { fresh: base.decodesToNothing })
        return frame
      }
      if (result !== STATUS.FULL) return undefined
    }
    if (kernel.applyOnly(made) !== length) return undefined
    this.#search(frame)
    return frame
  }

  #frame(entry: number, at: number, length: number): Frame {
    const candidates = aligned(at + length + SLACK)
    const nextChild = this.#nextToDo(this.#forest.child[entry] as number)
    const flags = { carries: false, limited: false, decodesToNothing: false }
    return { entry, at, length, candidates, count: 0, blockIndex: 0, top: candidates, ...flags, nextChild }
  }

  /** Looks through all of an object. */
  #search(frame: Frame): void {
    const isMessage = this.#forest.type[frame.entry] !== ENTRY.blob
    const bytes = this.#bytes.subarray(frame.at, frame.at + frame.length)
    // Headers end at the first empty line; what follows is the message.
    const blank = isMessage ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('\n\n') : 0
    const skip = isMessage ? (blank < 0 ? frame.length : blank + 2) : 0
    if (!isMessage && this.#needsGit(frame)) return
    if (isMessage ? skip === frame.length : isBinary(bytes)) return this.#count(frame)
    const at = frame.at + skip
    const length = frame.length - skip
    const count = this.#kernel.scan(at, length, 0, length, frame.candidates, this.#stackEnd)
    if (count < 0) {
      this.#count(frame)
      if (this.#isWanted(frame)) this.#options.onLeave(frame.entry)
      return
    }
    frame.count = count
    this.#decide(frame, ALL_DIRTY, { skip })
  }

  /**
   * Decides an object's candidates, and keeps what is made from it ready to be searched. `fresh`: only what is new
   * in it can hold anything encoded.
   */
  #decide(frame: Frame, dirtyCount: number, { skip = 0, fresh = false }): void {
    const kernel = this.#kernel
    const at = frame.at + skip
    const length = frame.length - skip
    const { candidates, count } = frame
    const tables = { candidates, count, dirty: this.#dirtyAt, out: this.#hitsAt, outEnd: this.#hitsAt + HIT_BYTES }
    const hits = kernel.confirm({ at, length, dirtyCount, budget: workBudget(length), ...tables })
    frame.limited = kernel.limited
    frame.carries = hits >= 0 && skip === 0
    if (this.#isWanted(frame)) {
      if (kernel.limited) this.#options.onLimited(frame.entry, FLOOD)
      if (hits < 0) this.#options.onLeave(frame.entry)
      else this.#judge(frame, { at, length, hits }, fresh && dirtyCount !== ALL_DIRTY ? dirtyCount : undefined)
    }
    this.#count(frame)
    if (frame.nextChild < 0 || !frame.carries) return
    frame.blockIndex = aligned(candidates + 8 * count)
    const end = frame.blockIndex + blockIndexBytes(frame.length)
    frame.carries = end < this.#stackEnd && kernel.index(candidates, count, frame.length, frame.blockIndex, end) >= 0
    frame.top = frame.carries ? aligned(end) : candidates
  }

  #judge(frame: Frame, { at, length, hits }: Searched, ranges: number | undefined): void {
    const { entry } = frame
    const bytes = this.#bytes.subarray(at, at + length)
    if (this.#forest.type[entry] === ENTRY.blob && isBinary(bytes)) return
    this.#options.onJudge(entry)
    this.#judged = { bytes, hits }
    const dirty = this.#dirtyAt / 4
    const changed = ranges === undefined ? undefined : this.#words.subarray(dirty, dirty + 2 * ranges)
    let isCut = false
    const onLimit = (reason: string): void => {
      isCut = true
      this.#options.onLimited(entry, reason)
    }
    const matches = this.#decoding.match(bytes, onLimit, changed)
    frame.decodesToNothing = !isCut && !matches.some(({ decoded }) => decoded === true)
    const { candidates, count } = frame
    settle({ words: this.#words, candidates, count, hits: this.#hitsAt, hitCount: hits })
    if (matches.length === 0) return
    this.#options.onFound({ entry, digest: this.#digest(frame), found: locate({ bytes }, matches) })
  }

  /** The object itself was searched by the walk; what is decoded from it is not. */
  #match(bytes: Uint8Array): Match[] {
    const { engine } = this.#options
    if (bytes !== this.#judged.bytes) return engine.match(bytes)
    const from = this.#hitsAt / 4
    return engine.judge(bytes, this.#words.subarray(from, from + 2 * this.#judged.hits))
  }

  /** Wide text and archives are opened by others, who are given them by git. */
  #needsGit(frame: Frame): boolean {
    if (!needsOpening(this.#bytes.subarray(frame.at, frame.at + Math.min(frame.length, SNIFF_BYTES)))) return false
    if (this.#isWanted(frame)) this.#options.onLeave(frame.entry)
    this.#count(frame)
    return true
  }

  #digest({ entry, at, length }: Frame): string {
    const type = TYPE_NAMES[this.#forest.type[entry] as number] as string
    return createHash(this.#options.hashBytes === 32 ? 'sha256' : 'sha1')
      .update(`${type} ${length}\0`)
      .update(this.#bytes.subarray(at, at + length))
      .digest('hex')
  }

  #isWanted({ entry }: Frame): boolean {
    return ((this.#forest.wanted[entry] as number) & WANTED.search) !== 0
  }

  #count({ length }: Frame): void {
    this.done.objects++
    this.done.bytes += length
  }

  /** Leaves an object to git, with everything that is made from it. */
  #leave(root: number): void {
    const pending = [root]
    for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
      if (((this.#forest.wanted[entry] as number) & WANTED.search) !== 0) this.#options.onLeave(entry)
      for (let one = this.#forest.child[entry] as number; one >= 0; one = this.#forest.sibling[one] as number) {
        pending.push(one)
      }
    }
  }
}
