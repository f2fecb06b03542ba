/**
 * What came of the hits of candidates, for what is made of their bytes: as long as nothing new lies where a verdict
 * looked, the kernel names it (JUDGED), and no judge is asked again. Verdicts are numbered as they come; those of an
 * object are forgotten with it, last come, first forgotten.
 */
import { JUDGED, KEPT, LIST, PROGRAM_BACK } from './kernel/kernel.ts'
import type { Found } from './trial.ts'

const MOST_REACH = 0xffff

/** What is known of a candidate: how far from its position it may depend on a byte, and what was kept. */
export interface Verdict {
  readonly back: number
  readonly forward: number
  /** Places count from the candidate's position. */
  readonly kept: readonly Found[]
}

export class Verdicts {
  readonly #words: Uint32Array
  /** The table in the kernel's memory, in words. */
  readonly #at: number
  readonly #capacity: number
  /** Those behind `#count` are forgotten; to cut them off would cost more than to write over them. */
  readonly #kept: (readonly Found[])[] = []
  #count = 0

  /** A table of `bytes` at the address `at` of the kernel's memory. */
  constructor(words: Uint32Array, { at, bytes }: { at: number; bytes: number }) {
    this.#words = words
    this.#at = at >>> 2
    this.#capacity = Math.floor(bytes / 8)
  }

  get count(): number {
    return this.#count
  }

  /** Keeps the first `count`. */
  forgetFrom(count: number): void {
    this.#count = count
  }

  /** Gives the candidate at an address its verdict. Without room for it the candidate stays undecided. */
  settle(candidate: number, verdict: Verdict): void {
    const number = this.#count
    const words = this.#words
    const place = (candidate >>> 2) + 1
    const state = words[place] as number
    // What the program said of the candidate's other rules is part of it.
    const reach = ((state >>> 20) & 1023) * 8
    const back = Math.max(verdict.back, PROGRAM_BACK)
    const forward = reach === 0 ? Infinity : Math.max(verdict.forward, reach)
    if (number >= this.#capacity || back > MOST_REACH || forward > MOST_REACH) return
    const { kept } = verdict
    const entry = this.#at + 2 * number
    words[entry] = ((state & LIST) | (kept.length > 0 ? KEPT : 0)) >>> 0
    words[entry + 1] = ((back << 16) | forward) >>> 0
    words[place] = JUDGED | number
    this.#kept[number] = kept
    this.#count++
  }

  /** What was kept by the verdict that a hit names. */
  keptBy(hit: number): readonly Found[] {
    return this.#kept[hit & ~JUDGED] as readonly Found[]
  }
}
