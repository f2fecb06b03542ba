/**
 * The first half of the kernel in plain TypeScript: the gram filter and the confirm programs. The reasons stand in
 * assembly/scan.ts and assembly/confirm.ts; every number here is the same.
 */
import { mayAssign } from './typescript-assignment.ts'
import { type ConfirmFrame, type KernelPlace, SLACK, STATUS } from './kernel.ts'

const HASH_1 = 0x9e37_79b1
const HASH_2 = 0x85eb_ca6b
const FOLD = 0x2020_2020
const ALIVE = 0x8000_0000
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
  readonly #sets: number
  readonly #mostBack: number
  /** The bytes that `confirm` may still look at. */
  #work = 0
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
    this.#sets = imageAt + word(28)
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

  #u16(at: number): number {
    return (this.#bytes[at] as number) | ((this.#bytes[at + 1] as number) << 8)
  }

  #has(set: number, byte: number): boolean {
    return (((this.#bytes[this.#sets + set * 32 + (byte >>> 3)] as number) >>> (byte & 7)) & 1) === 1
  }

  #hasRun(set: number, length: number, from: number, to: number): boolean {
    const bytes = this.#bytes
    for (let start = from; start + length <= to;) {
      let i = start + length
      while (i > start && this.#has(set, bytes[i - 1] as number)) i--
      this.#work -= start + length - i + 1
      if (i === start) return true
      start = i
    }
    return false
  }

  #variantFits(variant: number, gram: number, lo: number, hi: number): boolean {
    const bytes = this.#bytes
    const at = bytes[variant + 2] as number
    const length = bytes[variant + 3] as number
    this.#work -= 2
    const start = gram - at
    if (start < lo || start + length > hi) return false
    for (let i = 0; i < length; i++) {
      if (!this.#has(this.#u16(variant + 12 + i * 2), bytes[start + i] as number)) return false
    }
    const run = this.#u16(variant + 4)
    if (run === 0) return this.#tailFits(variant, start, [lo, hi])
    const from = start + length
    return this.#hasRun(this.#u16(variant + 6), run, from, Math.min(hi, from + this.#u16(variant + 8) + run))
  }

  #tailFits(variant: number, start: number, [begin, end]: readonly [lo: number, hi: number]): boolean {
    const tail = this.#u16(variant + 10)
    if (tail === 0) return true
    this.#work -= 32
    return mayAssign(this.#bytes, { start, begin, end }, tail === 2)
  }

  /** Whether any rule of the list fits; undefined when the output is full. */
  #decide(position: number, list: number, flag: number, blob: readonly [lo: number, hi: number]): boolean | undefined {
    const [lo, hi] = blob
    const entry = this.#program + list
    const gram = lo + position
    this.#work -= 4
    const least = this.#u16(entry + 4)
    if (least > 0 && !this.#hasRun(this.#u16(entry + 6), least, gram, Math.min(hi, gram + this.#u16(entry + 8)))) {
      return false
    }
    let before = -1
    for (let i = 0; i < this.#u16(entry); i++) {
      const at = entry + 12 + i * 4
      const variant = this.#program + this.#u16(at) + this.#u16(at + 2) * 65_536
      const rule = this.#u16(variant)
      if (rule === before || !this.#variantFits(variant, gram, lo, hi)) continue
      if (!this.append(position, rule + flag)) return undefined
      before = rule
    }
    return before !== -1
  }

  #isNear(list: number, position: number, from: number, rangesEnd: number): boolean {
    const { words } = this
    const stop = position + this.#u16(this.#program + list + 2)
    const back = this.#u16(this.#program + list + 10)
    for (let range = from; range < rangesEnd && (words[range] as number) < stop; range += 2) {
      if ((words[range + 1] as number) + back > position) return true
    }
    return false
  }

  confirm(frame: ConfirmFrame): number {
    const { at, length, candidates, count, dirty, dirtyCount, out, outEnd, budget } = frame
    const { words } = this
    if (!this.inMemory(at, at + length) || !this.inMemory(candidates, candidates + count * 8)) return BOUNDS
    if (!this.inMemory(out, outEnd)) return BOUNDS
    this.#work = budget
    this.limited = false
    this.out = out
    this.outEnd = outEnd
    let range = 0
    for (let entry = candidates >>> 2; entry < (candidates >>> 2) + count * 2; entry += 2) {
      const position = words[entry] as number
      const verdict = words[entry + 1] as number
      const list = verdict & 0x7fff_ffff
      let flag = 0
      if (dirtyCount >= 0) {
        const ranges = dirty >>> 2
        while (range < dirtyCount && (words[ranges + range * 2 + 1] as number) + this.#mostBack <= position) range++
        if (!this.#isNear(list, position, ranges + range * 2, ranges + dirtyCount * 2)) {
          if (verdict < ALIVE) continue
          flag = ALIVE
        }
      }
      let alive: boolean | undefined = false
      if (this.#work <= 0) this.limited = true
      else alive = this.#decide(position, list, flag, [at, at + length])
      if (alive === undefined) return FULL
      words[entry + 1] = alive ? list + ALIVE : list
    }
    return (this.out - out) >>> 3
  }
}
