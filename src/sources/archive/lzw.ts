/** `compress` of Unix (`.Z`): LZW with codes of 9 to 16 bits that lie in groups of eight. */
import { Damaged } from './budget.ts'
import type { Feed } from './feed.ts'

const FIRST_BITS = 9
const CLEAR = 256
const PIECE = 64 * 1024

export async function* uncompress(feed: Feed): AsyncGenerator<Uint8Array> {
  if (!(await feed.ensure(3))) throw new Damaged('it ends within a header')
  const flags = feed.bytes[2] as number
  const most = flags & 0x1f
  if (most < FIRST_BITS || most > 16) throw new Damaged('its header is wrong')
  feed.advance(3)
  const table = new CodeTable(most, (flags & 0x80) !== 0)
  for (;;) {
    const { bits } = table
    const isWhole = await feed.ensure(bits)
    const group = feed.bytes.slice(0, bits)
    feed.advance(bits)
    // Of a group in which the width of codes changes the rest is nothing.
    for (let at = 0; at + bits <= group.length * 8 && table.bits === bits; at += bits) {
      const word = (group[at >> 3] as number) | ((group[(at >> 3) + 1] ?? 0) << 8) | ((group[(at >> 3) + 2] ?? 0) << 16)
      if (!table.add((word >> (at & 7)) & ((1 << bits) - 1))) break
      if (table.made > PIECE) yield table.take()
    }
    if (!isWhole) break
  }
  yield table.take()
}

class CodeTable {
  bits = FIRST_BITS
  readonly #most: number
  readonly #hasClear: boolean
  /** A text is the one of its prefix and one more byte. */
  readonly #prefixes: Uint16Array
  readonly #suffixes: Uint8Array
  /** Texts come out from their end. */
  readonly #stack: Uint8Array
  #free: number
  #last = -1
  #first = 0
  #out = new Uint8Array(2 * PIECE)
  made = 0

  constructor(most: number, hasClear: boolean) {
    this.#most = most
    this.#hasClear = hasClear
    this.#prefixes = new Uint16Array(1 << most)
    this.#suffixes = Uint8Array.from({ length: 1 << most }, (_, code) => (code < 256 ? code : 0))
    this.#stack = new Uint8Array((1 << most) + 1)
    this.#free = hasClear ? CLEAR + 1 : CLEAR
  }

  take(): Uint8Array {
    const made = this.#out.slice(0, this.made)
    this.made = 0
    return made
  }

  /** False when the group ends with this code. */
  add(code: number): boolean {
    if (this.#last < 0) {
      if (code >= CLEAR) throw new Damaged('its compressed data is wrong')
      this.#last = this.#first = code
      this.#put(Uint8Array.of(code))
      return true
    }
    if (code === CLEAR && this.#hasClear) {
      this.#free = CLEAR
      this.bits = FIRST_BITS
      return false
    }
    if (code > this.#free) throw new Damaged('its compressed data is wrong')
    const isNew = code === this.#free
    const { length } = this.#stack
    let start = length
    if (isNew) this.#stack[--start] = this.#first
    let at = isNew ? this.#last : code
    for (; at >= 256; at = this.#prefixes[at] as number) {
      if (start === 0) throw new Damaged('its compressed data is wrong')
      this.#stack[--start] = this.#suffixes[at] as number
    }
    if (start === 0) throw new Damaged('its compressed data is wrong')
    this.#stack[--start] = this.#first = at
    this.#put(this.#stack.subarray(start, length))
    if (this.#free < 1 << this.#most) {
      this.#prefixes[this.#free] = this.#last
      this.#suffixes[this.#free] = this.#first
      this.#free++
    }
    this.#last = code
    const isFull = this.#free > (1 << this.bits) - 1 && this.bits < this.#most
    if (isFull) this.bits++
    return !isFull
  }

  #put(bytes: Uint8Array): void {
    if (this.made + bytes.length > this.#out.length) {
      const grown = new Uint8Array((this.made + bytes.length) * 2)
      grown.set(this.#out.subarray(0, this.made))
      this.#out = grown
    }
    this.#out.set(bytes, this.made)
    this.made += bytes.length
  }
}
