/**
 * The first half of the kernel in plain TypeScript: the gram filter and the confirm programs. The reasons stand in
 * assembly/scan.ts and assembly/confirm.ts; every number here is the same.
 */
import {
  ALIVE,
  type ConfirmFrame,
  JUDGED,
  KEPT,
  type KernelPlace,
  SLACK,
  STATUS,
  LIST,
  PROGRAM_BACK,
} from './kernel.ts'
import { VariantReader } from './typescript-variants.ts'

const HASH_1 = 0x9e37_79b1
const HASH_2 = 0x85eb_ca6b
const FOLD = 0x2020_2020
const MOST_REACH = 1023
const { FULL, BOUNDS } = STATUS

export class TypescriptSearch {
  readonly memory: KernelPlace['memory']
  limited = false
  #bytes: Uint8Array
  #words: Uint32Array
  readonly #bitmap1: number
  readonly #bitmap2: number
  readonly #table: number
  readonly #mask: number
  readonly #program: number
  readonly #mostBack: number
  readonly #reader: VariantReader
  /** Where candidates and hits go. */
  protected out = 0
  protected outEnd = 0

  constructor({ memory, imageAt }: KernelPlace) {
    this.memory = memory
    this.#bytes = new Uint8Array(memory.buffer)
    this.#words = new Uint32Array(memory.buffer)
    const word = (at: number): number => this.#words[(imageAt + at) >>> 2] as number
    this.#bitmap1 = (imageAt + word(8)) >>> 2
    this.#bitmap2 = (imageAt + word(12)) >>> 2
    this.#table = (imageAt + word(16)) >>> 2
    this.#mask = word(20)
    this.#program = imageAt + word(24)
    this.#reader = new VariantReader(imageAt + word(28))
    this.#mostBack = word(48)
  }

  get bytes(): Uint8Array {
    if (this.#bytes.buffer !== this.memory.buffer) {
      this.#bytes = new Uint8Array(this.memory.buffer)
      this.#words = new Uint32Array(this.memory.buffer)
    }
    return this.#bytes
  }

  get words(): Uint32Array {
    return this.bytes.buffer === this.#words.buffer ? this.#words : new Uint32Array(this.memory.buffer)
  }

  protected inMemory(from: number, to: number): boolean {
    return from >= 0 && from <= to && to + SLACK <= this.bytes.length
  }

  // ---------- K1 ----------

  #isSet(bitmap: number, word: number, factor: number): boolean {
    const hash = Math.imul(word, factor)
    return (((this.#words[bitmap + (hash >>> 19)] as number) >>> ((hash >>> 8) & 31)) & 1) === 1
  }

  /** The list of a folded gram, or 0. */
  #listOf(word: number): number {
    if (!this.#isSet(this.#bitmap1, word, HASH_1) || !this.#isSet(this.#bitmap2, word, HASH_2)) return 0
    for (let slot = (Math.imul(word, HASH_2) >>> 12) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const key = this.#words[this.#table + slot * 2] as number
      if (key === word) return this.#words[this.#table + slot * 2 + 1] as number
      if (key === 0) return 0
    }
  }

  protected append(position: number, list: number): boolean {
    if (this.out + 8 > this.outEnd) return false
    this.#words[this.out >>> 2] = position
    this.#words[(this.out >>> 2) + 1] = list
    this.out += 8
    return true
  }

  /** Windows of the blob `[blob, end)` that start in `[from, to)`; false: the output is full. */
  protected scanRange(blob: number, end: number, from: number, to: number): boolean {
    const { bytes } = this
    if (end - blob < 3) return true
    const whole = end - 3
    for (let at = from; at < Math.min(to, whole + 1); at++) {
      const last = at === whole ? 0x0a : (bytes[at + 3] as number)
      const word =
        (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | (last << 24)
      const list = this.#listOf((word | FOLD) >>> 0)
      if (list !== 0 && !this.append(at - blob, list)) return false
    }
    return true
  }

  scan(at: number, length: number, from: number, to: number, ...[out, outEnd]: [out: number, outEnd: number]): number {
    if (!this.inMemory(at, at + length) || !this.inMemory(out, outEnd) || from > to || to > length) return BOUNDS
    this.out = out
    this.outEnd = outEnd
    return this.scanRange(at, at + length, at + from, at + to) ? (this.out - out) >>> 3 : FULL
  }

  // ---------- K2 ----------

  #appendHit(position: number, rule: number, candidate: number): boolean {
    if (this.out + 12 > this.outEnd) return false
    const at = this.out >>> 2
    this.#words[at] = position
    this.#words[at + 1] = rule
    this.#words[at + 2] = candidate
    this.out += 12
    return true
  }

  /** Whether any rule of the list fits; undefined when the output is full. */
  #decide(candidate: number, list: number, [lo, hi]: readonly [lo: number, hi: number]): boolean | undefined {
    const reader = this.#reader
    const entry = this.#program + list * 4
    const position = this.#words[candidate >>> 2] as number
    const gram = lo + position
    reader.seen = gram + 4
    reader.work -= 4
    const lone = reader.u16(entry)
    let count = lone + reader.u16(entry + 2)
    if (count > lone) {
      const far = Math.min(hi, gram + reader.u16(entry + 8))
      if (!reader.hasRun(entry, gram, far)) count = lone
    }
    let before = -1
    for (let i = 0; i < count; i++) {
      const at = entry + 12 + i * 4
      const variant = this.#program + reader.u16(at) + reader.u16(at + 2) * 65_536
      const rule = reader.u16(variant)
      if (rule === before || !reader.fits(variant, gram, [lo, hi])) continue
      if (!this.#appendHit(position, rule, candidate)) return undefined
      before = rule
    }
    return before !== -1
  }

  /** Whether a new byte lies where a verdict looked; `from` is the first range that may. */
  #isNear(verdict: number, position: number, from: number, rangesEnd: number): boolean {
    const { words } = this
    const reach = words[verdict + 1] as number
    for (let range = from; range < rangesEnd && (words[range] as number) < position + (reach & 0xffff); range += 2) {
      if ((words[range + 1] as number) + (reach >>> 16) > position) return true
    }
    return false
  }

  confirm(frame: ConfirmFrame): number {
    const { at, length, candidates, count, dirty, dirtyCount, verdicts, out, outEnd, budget } = frame
    const { words } = this
    if (!this.inMemory(at, at + length) || !this.inMemory(candidates, candidates + count * 8)) return BOUNDS
    if (!this.inMemory(out, outEnd)) return BOUNDS
    const reader = this.#reader
    reader.bytes = this.bytes
    reader.work = budget
    reader.forgetRuns()
    this.limited = false
    this.out = out
    this.outEnd = outEnd
    const rangesEnd = (dirty >>> 2) + Math.max(0, dirtyCount) * 2
    let near = dirty >>> 2
    let range = dirty >>> 2
    for (let entry = candidates >>> 2; entry < (candidates >>> 2) + count * 2; entry += 2) {
      const position = words[entry] as number
      const state = words[entry + 1] as number
      let list = state & LIST
      if (state & JUDGED) {
        const verdict = (verdicts >>> 2) + (state & ~JUDGED) * 2
        list = (words[verdict] as number) & LIST
        while (range < rangesEnd && (words[range + 1] as number) + this.#mostBack <= position) range += 2
        if (dirtyCount >= 0 && !this.#isNear(verdict, position, range, rangesEnd)) {
          if (((words[verdict] as number) & KEPT) === 0) continue
          if (!this.#appendHit(position, state, entry * 4)) return FULL
          continue
        }
      } else if (dirtyCount >= 0 && state < ALIVE) {
        const reach = (state >>> 20) * 8
        while (near < rangesEnd && (words[near + 1] as number) + PROGRAM_BACK <= position) near += 2
        if (reach !== 0 && (near === rangesEnd || (words[near] as number) >= position + reach)) continue
      }
      if (reader.work <= 0) {
        this.limited = true
        words[entry + 1] = list
        continue
      }
      const alive = this.#decide(entry * 4, list, [at, at + length])
      if (alive === undefined) return FULL
      const reach = (reader.seen - at + 7 - position) / 8
      words[entry + 1] = ((alive ? ALIVE : 0) | (reach <= MOST_REACH ? reach << 20 : 0) | list) >>> 0
    }
    return (this.out - out) / 12
  }
}
