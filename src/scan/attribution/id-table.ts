/** Numbers ids in the order in which they come: a table of open addressing over their own bytes, as good as any hash. */

/** No number. */
export const NONE = -1

const ROOM = 64

export class IdTable {
  readonly #hashBytes: number
  #ids: Uint8Array
  #slots = new Int32Array(2 * ROOM).fill(NONE)
  #count = 0

  constructor(hashBytes: number) {
    this.#hashBytes = hashBytes
    this.#ids = new Uint8Array(ROOM * hashBytes)
  }

  get count(): number {
    return this.#count
  }

  /** The number of the id at `at`; a new one gets the next. */
  add(bytes: Uint8Array, at: number): number {
    const slot = this.#slotOf(bytes, at)
    const known = this.#slots[slot] as number
    if (known !== NONE) return known
    const number = this.#count++
    this.#slots[slot] = number
    const own = number * this.#hashBytes
    for (let i = 0; i < this.#hashBytes; i++) this.#ids[own + i] = bytes[at + i] as number
    if (2 * this.#count >= this.#slots.length) this.#grow()
    return number
  }

  /** The number of the id at `at`, or `NONE`. */
  find(bytes: Uint8Array, at: number): number {
    return this.#slots[this.#slotOf(bytes, at)] as number
  }

  idOf(number: number): string {
    const at = number * this.#hashBytes
    return Buffer.from(this.#ids.buffer, at, this.#hashBytes).toString('hex')
  }

  /** Where the id's number is, or would be. */
  #slotOf(bytes: Uint8Array, at: number): number {
    const mask = this.#slots.length - 1
    let slot = wordAt(bytes, at) & mask
    while (this.#slots[slot] !== NONE && !this.#isEqual(this.#slots[slot] as number, bytes, at))
      slot = (slot + 1) & mask
    return slot
  }

  #isEqual(known: number, bytes: Uint8Array, at: number): boolean {
    const own = known * this.#hashBytes
    for (let i = 0; i < this.#hashBytes; i++) if (this.#ids[own + i] !== bytes[at + i]) return false
    return true
  }

  #grow(): void {
    const ids = new Uint8Array(2 * this.#ids.length)
    ids.set(this.#ids)
    this.#ids = ids
    this.#slots = new Int32Array(2 * this.#slots.length).fill(NONE)
    for (let number = 0; number < this.#count; number++) {
      this.#slots[this.#slotOf(ids, number * this.#hashBytes)] = number
    }
  }
}

function wordAt(bytes: Uint8Array, at: number): number {
  const [a, b, c, d] = [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0]
  return a | (b << 8) | (c << 16) | (d << 24)
}
