/**
 * What came of the hits of candidates. For what is made of their bytes: as long as nothing new lies where a verdict
 * looked, the kernel names it (JUDGED), and no judge is asked again. And for the same bytes anywhere else, which a memo
 * in the kernel knows. Verdicts are numbered as they come; those of an object are forgotten with it, last come, first
 * forgotten. Those of the memo have numbers behind them, and stay.
 */
import { JUDGED, type Kernel, KEPT, LIST, MEMO_ENTRIES, PROGRAM_BACK, type RememberFrame } from './kernel/kernel.ts'
import type { Found } from './trial.ts'

const MOST_REACH = 0xffff

/** What is known of a candidate: how far from its position it may depend on a byte, and what was kept. */
export interface Verdict {
  readonly back: number
  readonly forward: number
  /** Places count from the candidate's position. */
  readonly kept: readonly Found[]
  /** Whether to tell it again costs more than to remember it. */
  readonly isDear: boolean
}

export interface VerdictPlace {
  /** The address of the table of verdicts in the kernel's memory, and its size. */
  readonly at: number
  readonly bytes: number
  /** MEMO_BYTES behind it. */
  readonly memo: number
}

export class Verdicts {
  readonly #kernel: Kernel
  readonly #words: Uint32Array
  readonly #at: number
  readonly #capacity: number
  readonly #memo: number
  /** Those behind `#count` are forgotten; to cut them off would cost more than to write over them. */
  readonly #kept: (readonly Found[])[] = []
  readonly #keptForGood = new Map<number, readonly Found[]>()
  /** What the kernel is told, thousands of times: a new one for each costs more than its work. */
  readonly #remembered: { -readonly [K in keyof RememberFrame]: number }
  #count = 0

  constructor(kernel: Kernel, { at, bytes, memo }: VerdictPlace) {
    this.#kernel = kernel
    this.#words = kernel.words
    this.#at = at
    this.#capacity = Math.floor(bytes / 8)
    this.#memo = memo
    this.#forget()
    this.#remembered = { memo, at: 0, length: 0, position: 0, list: 0, kept: 0, back: 0, forward: 0 }
  }

  get count(): number {
    return this.#count
  }

  /** Keeps the first `count`. */
  forgetFrom(count: number): void {
    this.#count = count
  }

  /** No candidate is left that has a verdict: of a memo that is more than half full nothing is kept. */
  makeRoom(): void {
    if ((this.#words[this.#memo >>> 2] as number) > MEMO_ENTRIES / 2) this.#forget()
  }

  #forget(): void {
    this.#kernel.forget(this.#memo)
    this.#keptForGood.clear()
  }

  /** The object whose candidates are settled from now on. */
  look(at: number, length: number): void {
    this.#remembered.at = at
    this.#remembered.length = length
  }

  /** Gives the candidate at an address its verdict. Without room for it the candidate stays undecided. */
  settle(candidate: number, verdict: Verdict): void {
    const words = this.#words
    const place = (candidate >>> 2) + 1
    const state = words[place] as number
    // What the program said of the candidate's other rules is part of it.
    const reach = ((state >>> 20) & 1023) * 8
    const back = Math.max(verdict.back, PROGRAM_BACK)
    const forward = reach === 0 ? Infinity : Math.max(verdict.forward, reach)
    if (back > MOST_REACH || forward > MOST_REACH) return
    const { kept } = verdict
    const frame = this.#remembered
    frame.position = words[place - 1] as number
    frame.list = state & LIST
    frame.kept = kept.length > 0 ? KEPT : 0
    frame.back = back
    frame.forward = forward
    const number = (verdict.isDear ? this.#remember(kept) : undefined) ?? this.#add(kept)
    if (number !== undefined) words[place] = JUDGED | number
  }

  #remember(kept: readonly Found[]): number | undefined {
    const address = this.#kernel.remember(this.#remembered)
    if (address === 0) return undefined
    const number = (address - this.#at) >>> 3
    if (kept.length > 0) this.#keptForGood.set(number, kept)
    return number
  }

  #add(kept: readonly Found[]): number | undefined {
    const number = this.#count
    if (number >= this.#capacity) return undefined
    const entry = (this.#at >>> 2) + 2 * number
    this.#words[entry] = (this.#remembered.list | this.#remembered.kept) >>> 0
    this.#words[entry + 1] = ((this.#remembered.back << 16) | this.#remembered.forward) >>> 0
    this.#kept[number] = kept
    this.#count++
    return number
  }

  /** What was kept by the verdict that a hit names. */
  keptBy(hit: number): readonly Found[] {
    const number = hit & ~JUDGED
    return (number < this.#capacity ? this.#kept[number] : this.#keptForGood.get(number)) as readonly Found[]
  }
}
