/**
 * Searches the objects of a delta forest. An object that is stored whole is searched whole; of one that is made from
 * another only what is new is searched, and what the kernel knew of the copied bytes is carried along. Each family is
 * walked depth first, so memory holds one line of ancestors. What does not fit, or is damaged, is left to git.
 */
import { SLACK, STATUS, type DeltaFrame, type Kernel } from '../../detect/kernel/kernel.ts'
import { WANTED, type Forest } from '../../sources/pack/forest.ts'
import { ENTRY } from '../../sources/pack/pack-file.ts'
import { MAX_FILE_BYTES } from '../../sources/text.ts'
import { aligned, type Frame, type Mutable } from './frame.ts'
import { ObjectSearch, SEARCH_BYTES } from './object-search.ts'
import { STORED_BYTES, storedBytes, type StoredBytes } from './stored-bytes.ts'
import type { WalkOptions } from './walk-options.ts'

export interface Walk {
  /** Objects and their bytes that were searched so far. */
  readonly done: { objects: number; bytes: number }
  unit(number: number): void
  close(): void
}

const DELTA_BYTES = 8 * 1024 * 1024
const DIRTY_BYTES = 2 * 1024 * 1024

export function walkFamilies(options: WalkOptions): Walk {
  return new FamilyWalk(options)
}

class FamilyWalk implements Walk {
  readonly #forest: Forest
  readonly #options: WalkOptions
  readonly #kernel: Kernel
  readonly #bytes: Uint8Array
  readonly #stored: StoredBytes
  readonly #deltaAt: number
  readonly #stackAt: number
  readonly #stackEnd: number
  readonly #search: ObjectSearch
  /** What the kernel is told, for millions of objects in turn: a new one for each costs more than its work. */
  readonly #made: Mutable<DeltaFrame>

  constructor(options: WalkOptions) {
    this.#options = options
    this.#forest = options.forest
    this.#kernel = options.kernel
    this.#bytes = options.kernel.bytes
    const storedAt = aligned(options.heapAt)
    this.#stored = storedBytes({ ...options, bytes: this.#bytes, at: storedAt })
    this.#deltaAt = aligned(storedAt + STORED_BYTES + SLACK)
    const dirty = aligned(this.#deltaAt + DELTA_BYTES + SLACK)
    const hitsAt = dirty + DIRTY_BYTES
    this.#stackAt = hitsAt + SEARCH_BYTES
    this.#stackEnd = this.#bytes.length - 2 * SLACK
    this.#search = new ObjectSearch(options, { dirtyAt: dirty, hitsAt, stackEnd: this.#stackEnd })
    this.#made = {
      delta: this.#deltaAt,
      deltaEnd: 0,
      base: 0,
      baseLength: 0,
      candidates: 0,
      count: 0,
      blockIndex: 0,
      dst: 0,
      dstEnd: 0,
      out: 0,
      outEnd: this.#stackEnd,
      dirty,
      dirtyEnd: dirty + DIRTY_BYTES,
    }
  }

  get done(): { objects: number; bytes: number } {
    return this.#search.done
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
    this.#search.newFamily()
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
      const made = this.#make(entry, frame)
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
    const frame = this.#frame(entry, { at, length: size, verdicts: 0 })
    this.#search.whole(frame)
    return frame
  }

  /** An object that is made from the one in `base`. Undefined when git shall be asked. */
  #make(entry: number, base: Frame): Frame | undefined {
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
    const frame = this.#frame(entry, { at, length, verdicts: base.verdicts })
    const made = this.#made
    made.deltaEnd = deltaEnd
    made.base = base.at
    made.baseLength = base.length
    made.dst = at
    made.dstEnd = at + length + SLACK
    if (base.carries && this.#forest.type[entry] === ENTRY.blob) {
      made.candidates = base.candidates
      made.count = base.count
      made.blockIndex = base.blockIndex
      made.out = frame.candidates
      const result = kernel.applyDelta(made)
      if (result >= 0) {
        this.#search.made(frame, base, result)
        return frame
      }
      if (result !== STATUS.FULL) return undefined
    }
    if (kernel.applyOnly(made) !== length) return undefined
    this.#search.whole(frame)
    return frame
  }

  #frame(entry: number, { at, length, verdicts }: Pick<Frame, 'at' | 'length' | 'verdicts'>): Frame {
    const candidates = aligned(at + length + SLACK)
    const nextChild = this.#nextToDo(this.#forest.child[entry] as number)
    return {
      entry,
      at,
      length,
      candidates,
      count: 0,
      verdicts,
      blockIndex: 0,
      top: candidates,
      carries: false,
      limited: false,
      decodesToNothing: false,
      hasZero: true,
      nextChild,
    }
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
