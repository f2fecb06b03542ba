/** The programs of variants in plain TypeScript. The reasons stand in assembly/confirm.ts; every number here is the same. */
import { LONG_RUN, LONG_RUN_BYTES } from './long-run.ts'
import { mayAssign } from './typescript-assignment.ts'

const SHORT_RUN = 6
const NO_EDGE = 0xffff
const NO_END = 0x8000

export class VariantReader {
  bytes: Uint8Array = new Uint8Array()
  /** The bytes that may still be looked at. */
  work = 0
  /** The end of what was looked at for the candidate in hand. */
  seen = 0
  /** No long run lies whole between these addresses. */
  #clearFrom = 0
  #clearTo = 0
  readonly #sets: number

  /** `sets`: the address of the classes. */
  constructor(sets: number) {
    this.#sets = sets
  }

  u16(at: number): number {
    return (this.bytes[at] as number) | ((this.bytes[at + 1] as number) << 8)
  }

  #has(set: number, byte: number): boolean {
    return (((this.bytes[this.#sets + set * 32 + (byte >>> 3)] as number) >>> (byte & 7)) & 1) === 1
  }

  #see(end: number): void {
    this.seen = Math.max(this.seen, end)
  }

  /** Where the run begins, or 0. */
  findRun(set: number, length: number, from: number, to: number): number {
    const { bytes } = this
    this.#see(to)
    for (let start = from; start + length <= to;) {
      let i = start + length
      while (i > start && this.#has(set, bytes[i - 1] as number)) i--
      this.work -= start + length - i + 1
      if (i === start) return start
      start = i
    }
    return 0
  }

  /** `list`: the address of what its variants with a run have in common. */
  hasRun(list: number, from: number, to: number): boolean {
    if (this.u16(list + 10) === 1 && this.#isClear(from, to)) {
      this.#see(to)
      this.work -= 4
      return false
    }
    return this.findRun(this.u16(list + 6), this.u16(list + 4), from, to) !== 0
  }

  /** Before a text that was not there yet. */
  forgetRuns(): void {
    this.#clearFrom = this.#clearTo = 0
  }

  /** Whether no long run lies whole between them. */
  #isClear(from: number, to: number): boolean {
    if (from < this.#clearFrom || from + LONG_RUN > this.#clearTo) this.#clearFrom = this.#clearTo = from
    let length = 0
    for (let at = Math.max(this.#clearFrom, this.#clearTo - LONG_RUN + 1); this.#clearTo < to; at++) {
      length = LONG_RUN_BYTES[this.bytes[at] as number] === 1 ? length + 1 : 0
      if (length === LONG_RUN) return false
      this.#clearTo = Math.max(this.#clearTo, at + 1)
    }
    return true
  }

  #endOf(set: number, from: number, to: number): number {
    let at = from
    while (at < to && this.#has(set, this.bytes[at] as number)) at++
    this.#see(at + 1)
    this.work -= at - from
    return at
  }

  #edgeFits(edge: number, at: number, isInside: boolean): boolean {
    if (edge === NO_EDGE) return true
    return isInside ? this.#has(edge & ~NO_END, this.bytes[at] as number) : (edge & NO_END) === 0
  }

  #runFits(variant: number, run: number, from: number, hi: number): boolean {
    const set = this.u16(variant + 6)
    const through = this.u16(variant + 8)
    const before = this.u16(variant + 18)
    const behind = this.u16(variant + 20)
    const most = this.u16(variant + 22)
    let last = Math.min(from + this.u16(variant + 10), hi)
    if (run < SHORT_RUN) last = this.#endOf(through, from, last)
    const reaches = (start: number): boolean => run < SHORT_RUN || this.#endOf(through, from, start) === start
    for (let at = from; at <= last;) {
      const start = this.findRun(set, run, at, Math.min(last + run, hi))
      if (start === 0) return false
      if (before === NO_EDGE && behind === NO_EDGE) return reaches(start)
      at = this.#endOf(set, start + run, Math.min(last + (behind === NO_EDGE ? 0 : most) + 1, hi))
      const first = before === NO_EDGE && behind !== NO_EDGE ? Math.max(start, at - most) : start
      if (first > last || !this.#edgeFits(before, first - 1, true)) continue
      if (behind !== NO_EDGE && (at - first > most || !this.#edgeFits(behind, at, at < hi))) continue
      return reaches(first)
    }
    return false
  }

  /** Whether the variant fits the gram in a text from `lo` to `hi`. */
  fits(variant: number, gram: number, [lo, hi]: readonly [lo: number, hi: number]): boolean {
    const { bytes } = this
    const at = bytes[variant + 2] as number
    const length = bytes[variant + 3] as number
    this.work -= 2
    const start = gram - at
    if (start < lo) return false
    const end = start + length
    this.#see(end + 1)
    if (end > hi) return false
    const placeFits = (place: number): boolean =>
      this.#has(this.u16(variant + 26 + place * 2), bytes[start + place] as number)
    if (!placeFits(this.u16(variant + 24))) return false
    if (!this.#edgeFits(this.u16(variant + 14), start - 1, start > lo)) return false
    for (let i = 0; i < length; i++) if (!placeFits(i)) return false
    if (!this.#edgeFits(this.u16(variant + 16), end, end < hi)) return false
    const run = this.u16(variant + 4)
    return run === 0 ? this.#tailFits(variant, start, [lo, hi]) : this.#runFits(variant, run, end, hi)
  }

  #tailFits(variant: number, start: number, [begin, end]: readonly [lo: number, hi: number]): boolean {
    const tail = this.u16(variant + 12)
    if (tail === 0) return true
    this.work -= 32
    // Not told here: what depends on it is always decided anew.
    this.#see(Infinity)
    return mayAssign(this.bytes, { start, begin, end }, tail === 2)
  }
}
