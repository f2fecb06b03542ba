/**
 * Searches one object of a delta forest that lies in the kernel's memory: its candidates are decided and judged, and
 * what is encoded in it is decoded. Of an object that is made from another one only what is new is looked at, and
 * nothing else has to be: the kernel carries its verdicts, and a judgement that refused is a verdict, too.
 */
import { createHash } from 'node:crypto'
import type { Match } from '../../detect/chunk.ts'
import { withDecoding, type DecodingEngine } from '../../detect/decode/decoding-engine.ts'
import {
  ALL_DIRTY,
  blockIndexBytes,
  HIT_WORDS,
  MEMO_BYTES,
  workBudget,
  type ConfirmFrame,
  type Kernel,
} from '../../detect/kernel/kernel.ts'
import { Verdicts } from '../../detect/verdicts.ts'
import { needsOpening } from '../../sources/archive/expand.ts'
import { WANTED, type Forest } from '../../sources/pack/forest.ts'
import { ENTRY } from '../../sources/pack/pack-file.ts'
import { isBinary, SNIFF_BYTES } from '../../sources/text.ts'
import { locate } from '../located.ts'
import { aligned, type Frame, type Mutable, type Searched } from './frame.ts'
import type { WalkOptions } from './walk-options.ts'

/** Where its tables lie in the kernel's memory. */
export interface SearchPlace {
  /** Ranges that a delta made new. */
  readonly dirtyAt: number
  readonly hitsAt: number
  readonly stackEnd: number
}

const MARK_BYTES = 1024 * 1024
const HIT_BYTES = 1024 * 1024
const VERDICT_BYTES = 1024 * 1024
/** What it needs at `hitsAt`. */
export const SEARCH_BYTES = HIT_BYTES + MARK_BYTES + VERDICT_BYTES + MEMO_BYTES
const FLOOD = 'too many beginnings of keys for its size: some of them were not looked at'
const NO_MARKS: readonly number[] = []
const TYPE_NAMES = ['', 'commit', 'tree', 'blob', 'tag']

export class ObjectSearch {
  /** Objects and their bytes that were searched so far. */
  readonly done = { objects: 0, bytes: 0 }
  readonly #forest: Forest
  readonly #options: WalkOptions
  readonly #kernel: Kernel
  readonly #bytes: Uint8Array
  readonly #buffer: Buffer
  readonly #words: Uint32Array
  readonly #dirtyAt: number
  readonly #hitsAt: number
  readonly #stackEnd: number
  readonly #decoding: DecodingEngine
  readonly #verdicts: Verdicts
  /** What the kernel is told, for millions of objects in turn: a new one for each costs more than its work. */
  readonly #confirmed: Mutable<ConfirmFrame>
  #judged: { bytes: Uint8Array; hits: number }

  constructor(options: WalkOptions, { dirtyAt, hitsAt, stackEnd }: SearchPlace) {
    this.#options = options
    this.#forest = options.forest
    this.#kernel = options.kernel
    this.#bytes = options.kernel.bytes
    this.#buffer = Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength)
    this.#words = options.kernel.words
    this.#dirtyAt = dirtyAt
    this.#hitsAt = hitsAt
    this.#stackEnd = stackEnd
    this.#judged = { bytes: this.#bytes, hits: 0 }
    const depth = options.decodeDepth === undefined ? {} : { depth: options.decodeDepth }
    this.#decoding = withDecoding({ match: (bytes) => this.#match(bytes), marks: options.engine.marks }, depth)
    const out = { out: hitsAt, outEnd: hitsAt + HIT_BYTES }
    const blob = { at: 0, length: 0, candidates: 0, count: 0, budget: 0 }
    const verdicts = hitsAt + HIT_BYTES + MARK_BYTES
    const memo = verdicts + VERDICT_BYTES
    this.#verdicts = new Verdicts(this.#kernel, { at: verdicts, bytes: VERDICT_BYTES, memo })
    this.#confirmed = { ...blob, dirty: dirtyAt, dirtyCount: ALL_DIRTY, verdicts, memo, ...out }
  }

  /** What is searched from now on is made from none that was. */
  newFamily(): void {
    this.#verdicts.makeRoom()
  }

  /** An object that `applyDelta` made of the one in `base`; `candidates` are those that it wrote. */
  made(frame: Frame, base: Frame, candidates: number): void {
    this.#verdicts.forgetFrom(frame.verdicts)
    frame.count = candidates
    const ranges = this.#kernel.dirtyCount
    frame.hasZero = base.hasZero || this.#kernel.bringsZero
    // The base was not given to git; what shares all that is read to tell so is not either.
    if (this.#isChangedBefore(SNIFF_BYTES) && this.#needsGit(frame)) return
    this.#decide(frame, base.limited ? ALL_DIRTY : ranges, { fresh: base.decodesToNothing })
  }

  /** Whether what a delta brought, or its end, lies before `offset`. */
  #isChangedBefore(offset: number): boolean {
    return (this.#words[this.#dirtyAt / 4] as number) < offset
  }

  /** Binary as git sees it. */
  #isBinary({ at, length, hasZero }: Frame): boolean {
    return hasZero && isBinary(this.#bytes.subarray(at, at + length))
  }

  /** Looks through all of an object. */
  whole(frame: Frame): void {
    this.#verdicts.forgetFrom(frame.verdicts)
    const isMessage = this.#forest.type[frame.entry] !== ENTRY.blob
    const bytes = this.#buffer.subarray(frame.at, frame.at + frame.length)
    // Headers end at the first empty line; what follows is the message.
    const blank = isMessage ? bytes.indexOf('\n\n') : 0
    const skip = isMessage ? (blank < 0 ? frame.length : blank + 2) : 0
    if (!isMessage && this.#needsGit(frame)) return
    frame.hasZero = bytes.includes(0)
    if (isMessage ? skip === frame.length : this.#isBinary(frame)) return this.#count(frame)
    const at = frame.at + skip
    const length = frame.length - skip
    const count = this.#kernel.scan(at, length, 0, length, frame.candidates, this.#stackEnd)
    if (count < 0) {
      this.#count(frame)
      if (this.isWanted(frame)) this.#options.onLeave(frame.entry)
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
    const confirmed = this.#confirmed
    confirmed.at = at
    confirmed.length = length
    confirmed.candidates = candidates
    confirmed.count = count
    confirmed.dirtyCount = dirtyCount
    confirmed.budget = workBudget(length)
    const hits = kernel.confirm(confirmed)
    frame.limited = kernel.limited
    frame.carries = hits >= 0 && skip === 0
    if (this.isWanted(frame)) {
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

  /** `ranges`: how many of those that a delta made new may hold something encoded; undefined for all bytes. */
  #judge(frame: Frame, { at, length, hits }: Searched, ranges: number | undefined): void {
    const { entry } = frame
    if (this.#forest.type[entry] === ENTRY.blob && this.#isBinary(frame)) return
    const marks = this.#marksIn(at, length, ranges)
    // So it is with most versions of most files.
    if (hits === 0 && marks?.length === 0) {
      frame.decodesToNothing = true
      return
    }
    const bytes = this.#bytes.subarray(at, at + length)
    this.#verdicts.look(at, length)
    this.#options.onJudge(entry)
    this.#judged = { bytes, hits }
    let isCut = false
    const onLimit = (reason: string): void => {
      isCut = true
      this.#options.onLimited(entry, reason)
    }
    const matches = this.#decoding.match(bytes, onLimit, marks)
    frame.decodesToNothing = !isCut && !this.#decoding.reachesFar && !this.#decoding.foundDecoded
    if (ranges !== undefined && frame.decodesToNothing) this.#kernel.keepQuiet(this.#confirmed.memo)
    frame.verdicts = this.#verdicts.count
    if (matches.length === 0) return
    const newlines = (from: number, to: number): number => this.#kernel.newlines(at + from, at + to)
    const found = locate({ bytes, newlines }, matches)
    this.#options.onFound({ entry, digest: this.#digest(frame), found })
  }

  /** Where encoded text may begin; undefined when there are too many such places for their table. */
  #marksIn(at: number, length: number, ranges: number | undefined): ArrayLike<number> | undefined {
    if (this.#options.decodeDepth === 0) return NO_MARKS
    const out = this.#hitsAt + HIT_BYTES
    const outEnd = out + MARK_BYTES
    const count =
      ranges === undefined
        ? this.#kernel.marks(at, length, 0, length, out, outEnd)
        : this.#kernel.marksNear(at, length, this.#dirtyAt, ranges, out, outEnd, this.#confirmed.memo)
    if (count < 0) return undefined
    return count === 0 ? NO_MARKS : this.#words.subarray(out / 4, out / 4 + 2 * count)
  }

  /** The object itself was searched by the walk; what is decoded from it is not. */
  #match(bytes: Uint8Array): Match[] {
    const { engine } = this.#options
    if (bytes !== this.#judged.bytes) return engine.match(bytes)
    const from = this.#hitsAt / 4
    return engine.judge(bytes, this.#words.subarray(from, from + HIT_WORDS * this.#judged.hits), this.#verdicts)
  }

  /** Wide text and archives are opened by others, who are given them by git. */
  #needsGit(frame: Frame): boolean {
    if (!needsOpening(this.#buffer.subarray(frame.at, frame.at + Math.min(frame.length, SNIFF_BYTES)))) return false
    if (this.isWanted(frame)) this.#options.onLeave(frame.entry)
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

  isWanted({ entry }: Frame): boolean {
    return ((this.#forest.wanted[entry] as number) & WANTED.search) !== 0
  }

  #count({ length }: Frame): void {
    this.done.objects++
    this.done.bytes += length
  }
}
