/**
 * The interface of the kernel: the four loops that touch every byte. They exist twice with the same answers,
 * in WebAssembly (wasm-kernel.ts) and in TypeScript (typescript-kernel.ts). All places are byte addresses in
 * one linear memory, so that workers may share it; nothing is allocated here. Addresses of tables of words
 * (candidates, hits, ranges, block indexes) are multiples of 8. Input may be hostile: wrong streams are
 * answered by a status, never by a trap or a write outside of the region that was named.
 */

/** A result below zero. */
export const STATUS = {
  /** The stream or the delta is none, is cut short, or does not give the announced size. */
  CORRUPT: -1,
  /** The output region is too small. */
  FULL: -2,
  /** A region does not lie in memory, with its slack. */
  BOUNDS: -3,
} as const

/** Bytes that exist behind every region; a wide store may leave garbage there. */
export const SLACK = 96

/** What an instance needs for itself at `scratchAt` (a multiple of 16). */
export const SCRATCH_BYTES = 192 * 1024

/** `dirtyCount` of a blob that has no base: every candidate is decided. */
export const ALL_DIRTY = -1

/** State of a candidate that some rule may fit; see assembly/confirm.ts for the others. */
export const ALIVE = 0x8000_0000
/** State of a candidate, and rule of its hit, whose verdict is known: the rest is its number. */
export const JUDGED = 0x4000_0000
/** In the table of verdicts: something was kept. Otherwise no hit is written for it. */
export const KEPT = 0x8000_0000
/** The bits of a candidate's state, and of an entry of the table of verdicts, that name its list. */
export const LIST = 0xf_ffff
/** Bytes before a candidate that its program may look at. */
export const PROGRAM_BACK = 128
/** Entries of a memo of verdicts, and the bytes that it takes with its memo of lines. Its first word is the number of entries. */
export const MEMO_ENTRIES = 131_072
export const MEMO_BYTES = 32 + MEMO_ENTRIES * (8 + 32 + 8) + 65_536 * 16 + 16 + 1_024 * 16
/** Words of a hit: position, rule, address of the candidate. */
export const HIT_WORDS = 3

/** What a mark of `marks` stands at. */
export const MARK = { run: 0, backslash: 1, percent: 2, entity: 3, quotedPrintable: 4 } as const

/** Memory as the kernel uses it: a `WebAssembly.Memory` or a plain buffer. */
export interface LinearMemory {
  readonly buffer: ArrayBufferLike
  grow(pages: number): number
}

export interface DeltaFrame {
  readonly delta: number
  readonly deltaEnd: number
  readonly base: number
  readonly baseLength: number
  /** Candidates of the base with their verdicts, and the block index over them. */
  readonly candidates: number
  readonly count: number
  readonly blockIndex: number
  readonly dst: number
  readonly dstEnd: number
  /** Candidates of the target. */
  readonly out: number
  readonly outEnd: number
  /** Ranges of the target that are new, or stand beside something new: `{u32 start, u32 end}`. */
  readonly dirty: number
  readonly dirtyEnd: number
}

export interface ConfirmFrame {
  readonly at: number
  readonly length: number
  readonly candidates: number
  readonly count: number
  readonly dirty: number
  /** `ALL_DIRTY`, or the number of ranges. */
  readonly dirtyCount: number
  /** The table of verdicts `{u32 list, u16 forward, u16 back}`; of no meaning where no candidate is judged. */
  readonly verdicts: number
  /** MEMO_BYTES behind the table of verdicts, at a multiple of 8. Without a memo 0. */
  readonly memo: number
  /** Hits: HIT_WORDS each. With JUDGED and a number instead of the rule where nothing new concerns a verdict. */
  readonly out: number
  readonly outEnd: number
  /** Bytes that may be looked at: `workBudget(length)`. */
  readonly budget: number
}

/** What came of a candidate of the object at `at`. */
export interface RememberFrame {
  readonly memo: number
  readonly at: number
  readonly length: number
  readonly position: number
  readonly list: number
  /** KEPT, or 0. */
  readonly kept: number
  /** How far before and behind the position the verdict looked: less than 65,536 bytes. */
  readonly back: number
  readonly forward: number
}

export interface Kernel {
  readonly kind: 'wasm' | 'typescript'
  readonly memory: LinearMemory
  /** Views of the whole memory; other ones after it grew. */
  readonly bytes: Uint8Array
  readonly words: Uint32Array
  /** One zlib stream to exactly `size` bytes at `dst`. Returns the bytes of input that it took. */
  inflate(src: number, srcEnd: number, dst: number, size: number): number
  /**
   * K1: candidates `{u32 position, u32 list}` for the windows that start in `[from, to)` of the blob at `at`.
   * Returns their number; at most one per position.
   */
  scan(at: number, length: number, from: number, to: number, ...out: [out: number, outEnd: number]): number
  /** The block index that `applyDelta` needs of a base: `blockIndexBytes(length)` bytes. */
  index(candidates: number, count: number, length: number, ...out: [out: number, outEnd: number]): number
  /** Reads the sizes that a delta announces: 0 or a status; then `deltaBase` and `deltaTarget`. */
  deltaHeader(delta: number, deltaEnd: number): number
  readonly deltaBase: number
  readonly deltaTarget: number
  /** K4: the target and its candidates. Returns their number. */
  applyDelta(frame: DeltaFrame): number
  readonly dirtyCount: number
  /** Whether `applyDelta` inserted a byte of zero. */
  readonly bringsZero: boolean
  /** The target alone. Returns its length. */
  applyOnly(frame: Pick<DeltaFrame, 'delta' | 'deltaEnd' | 'base' | 'baseLength' | 'dst' | 'dstEnd'>): number
  /** K2: sets the states of candidates and writes the hits. Returns their number. */
  confirm(frame: ConfirmFrame): number
  /**
   * Keeps a verdict for the same bytes in any other place: from then on `confirm` knows it. Returns the address of its
   * entry, which is one of the table of verdicts, or 0: without room it is not kept.
   */
  remember(frame: RememberFrame): number
  /** Makes an empty memo. Only when no candidate is left that names a verdict. */
  forget(memo: number): void
  /**
   * K5: where encoded text may begin in `[from, to)`: `{u32 position, u32 kind}`, kinds by MARK. A run that goes on at
   * `from` has begun before. Returns their number.
   */
  marks(at: number, length: number, from: number, to: number, ...out: [out: number, outEnd: number]): number
  /**
   * The same around `dirtyCount` ranges that changed: on their lines, and on those that belong to the same text. What
   * begins elsewhere began there before the change. Lines that the memo (0: there is none) knows by `keepQuiet` are
   * left out.
   */
  marksNear(
    at: number,
    length: number,
    dirty: number,
    dirtyCount: number,
    ...rest: [out: number, outEnd: number, memo: number]
  ): number
  /** Of the lines that the last `marksNear` looked at nothing that is decoded is a match: they need not be decoded again. */
  keepQuiet(memo: number): void
  /** Line ends between two addresses. */
  newlines(from: number, to: number): number
  /** The budget of the last `confirm` was used up: what was undecided then counts as dead. */
  readonly limited: boolean
}

export interface KernelPlace {
  readonly memory: LinearMemory
  readonly imageAt: number
  readonly scratchAt: number
  /** Two words that nobody can guess, so that nobody can write two texts that a memo takes for one. */
  readonly seed?: readonly [number, number] | undefined
}

export function blockIndexBytes(length: number): number {
  return ((length >>> 7) + 2) * 4
}

/** More than ordinary text ever needs (4 to 8 a byte), and a bound on text that is made to cost. */
export function workBudget(length: number): number {
  return Math.min(0x7fff_ffff, 4_000_000 + 64 * length)
}

const PAGE = 65_536

/** A memory with the image at its place. What follows `heapAt` belongs to the caller. */
export function createKernelMemory(
  image: Uint8Array,
  options: { readonly bytes: number; readonly maximumBytes?: number; readonly shared?: boolean },
): { memory: LinearMemory; imageAt: number; heapAt: number } {
  const imageAt = 4_096
  const heapAt = (imageAt + image.length + SLACK + 63) & ~63
  const initial = Math.ceil((heapAt + options.bytes + SLACK) / PAGE)
  const maximum = Math.max(initial, Math.min(65_536, Math.ceil((options.maximumBytes ?? 2 ** 32) / PAGE)))
  const memory = new WebAssembly.Memory({ initial, maximum, shared: options.shared ?? false })
  new Uint8Array(memory.buffer).set(image, imageAt)
  return { memory, imageAt, heapAt }
}

/** Grows the memory until `end` and its slack lie in it. */
export function reserve(memory: LinearMemory, end: number): void {
  const missing = end + SLACK - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
}
