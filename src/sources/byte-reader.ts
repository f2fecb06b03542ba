/** Reads lines and counted runs of bytes from a stream. Holds no more than the asked run and one block. */

export class ByteReader {
  readonly #blocks: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(stream: AsyncIterable<Buffer>) {
    this.#blocks = stream[Symbol.asyncIterator]()
  }

  /** The bytes up to `delimiter`, which is consumed; undefined at the end. A last run without one is returned. */
  async readUntil(delimiter: number): Promise<Buffer | undefined> {
    const parts: Buffer[] = []
    for (;;) {
      const at = this.#rest.indexOf(delimiter)
      if (at !== -1) {
        parts.push(this.#rest.subarray(0, at))
        this.#rest = this.#rest.subarray(at + 1)
        return Buffer.concat(parts)
      }
      if (this.#rest.length > 0) parts.push(this.#rest)
      if (!(await this.#fill())) return parts.length === 0 ? undefined : Buffer.concat(parts)
    }
  }

  /** Exactly `length` bytes, or undefined when the stream ends before. */
  async readExactly(length: number): Promise<Buffer | undefined> {
    if (this.#rest.length >= length) return this.#take(length)
    const whole = Buffer.allocUnsafe(length)
    let filled = this.#take(this.#rest.length).copy(whole)
    while (filled < length) {
      if (!(await this.#fill())) return undefined
      filled += this.#take(Math.min(this.#rest.length, length - filled)).copy(whole, filled)
    }
    return whole
  }

  /** Passes over `length` bytes; false when the stream ends before. */
  async skip(length: number): Promise<boolean> {
    for (let left = length; ;) {
      left -= this.#take(Math.min(left, this.#rest.length)).length
      if (left === 0) return true
      if (!(await this.#fill())) return false
    }
  }

  #take(length: number): Buffer {
    const taken = this.#rest.subarray(0, length)
    this.#rest = this.#rest.subarray(length)
    return taken
  }

  async #fill(): Promise<boolean> {
    const { value, done } = await this.#blocks.next()
    this.#rest = done ? Buffer.alloc(0) : value
    return !done
  }
}
