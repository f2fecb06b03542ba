/** A stream of bytes that decoders can look ahead in: they ask for a stretch to be there, then read it at once. */

export class Feed {
  #iterator: AsyncIterator<Uint8Array>
  #buffer: Uint8Array = new Uint8Array(0)
  #start = 0
  #end = 0
  #ended = false

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#iterator = stream[Symbol.asyncIterator]()
  }

  /** What is there already. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(this.#start, this.#end)
  }

  /** Waits until `count` bytes are there; false when the stream ends before. */
  async ensure(count: number): Promise<boolean> {
    while (this.#end - this.#start < count && !this.#ended) {
      const { value, done } = await this.#iterator.next()
      if (done) this.#ended = true
      else this.#add(value)
    }
    return this.#end - this.#start >= count
  }

  advance(count: number): void {
    this.#start = Math.min(this.#end, this.#start + count)
  }

  /** Passes over `count` bytes; false when the stream ends before. */
  async skip(count: number): Promise<boolean> {
    for (let left = count; left > 0;) {
      const here = Math.min(left, this.#end - this.#start)
      this.advance(here)
      left -= here
      if (left > 0 && !(await this.ensure(1))) return false
    }
    return true
  }

  /** The next `count` bytes, or all that is left, in pieces. */
  async *take(count: number): AsyncGenerator<Uint8Array> {
    for (let left = count; left > 0;) {
      if (this.#end === this.#start && !(await this.ensure(1))) return
      const piece = this.#buffer.subarray(this.#start, Math.min(this.#end, this.#start + left)).slice()
      this.advance(piece.length)
      left -= piece.length
      yield piece
    }
  }

  rest(): AsyncGenerator<Uint8Array> {
    return this.take(Number.POSITIVE_INFINITY)
  }

  /** Ends the stream at its source. */
  async close(): Promise<void> {
    this.#ended = true
    await this.#iterator.return?.()
  }

  #add(piece: Uint8Array): void {
    const kept = this.#end - this.#start
    if (kept === 0) {
      this.#buffer = piece
      this.#start = 0
      this.#end = piece.length
      return
    }
    if (this.#end + piece.length > this.#buffer.length || this.#buffer.length < 65_536) {
      const grown = new Uint8Array(Math.max(65_536, (kept + piece.length) * 2))
      grown.set(this.#buffer.subarray(this.#start, this.#end))
      this.#buffer = grown
      this.#start = 0
      this.#end = kept
    }
    this.#buffer.set(piece, this.#end)
    this.#end += piece.length
  }
}
