/**
 * What a codec is: it finds the stretches of bytes that are written in its notation and turns one into plain bytes.
 * A stretch is decoded twice at most: once to be searched, and again with `Decoded.trace` when something was found in
 * it and its place in the original matters.
 */

export interface Stretch {
  readonly codec: Codec
  /** Where it stands; the end is exclusive. */
  readonly start: number
  readonly end: number
}

export type OnStretch = (stretch: Stretch) => void

export interface Codec {
  /** As reports say it: `decoded from NAME`. */
  readonly name: string
  /** What it decodes to is a value of its own, whatever touches it. */
  readonly standsAlone?: true
  /** Appends the plain bytes of `[start, end)` to `out`. Takes any bytes; what is not its notation passes unchanged. */
  decode(bytes: Uint8Array, stretch: Stretch, out: Decoded): void
}

/** Plain bytes that grow, and for each, when traced, the bytes of the source that it was made of. */
export class Decoded {
  bytes: Uint8Array
  length = 0
  readonly trace: { starts: Uint32Array; ends: Uint32Array } | undefined

  constructor(capacity: number, options: { readonly traced: boolean } = { traced: false }) {
    this.bytes = new Uint8Array(Math.max(64, capacity))
    const { length } = this.bytes
    this.trace = options.traced ? { starts: new Uint32Array(length), ends: new Uint32Array(length) } : undefined
  }

  /** The buffer, with room for `count` bytes more; whoever fills it directly sets `length`. */
  reserve(count: number): Uint8Array {
    if (this.length + count > this.bytes.length) this.#grow(this.length + count)
    return this.bytes
  }

  /** Appends a byte that was made of `[start, end)` of the source. */
  put(byte: number, start: number, end: number): void {
    const at = this.length
    if (at === this.bytes.length) this.#grow(at + 1)
    this.bytes[at] = byte
    if (this.trace !== undefined) {
      this.trace.starts[at] = start
      this.trace.ends[at] = end
    }
    this.length = at + 1
  }

  /** Appends a character as UTF-8. What is no character becomes U+FFFD. */
  putCodePoint(code: number, start: number, end: number): void {
    if (code < 0x80) return this.put(code, start, end)
    if (code > 0x10_ffff || (code >= 0xd800 && code < 0xe000)) return this.putCodePoint(0xfffd, start, end)
    if (code < 0x800) this.put(0xc0 | (code >> 6), start, end)
    else {
      if (code < 0x1_0000) this.put(0xe0 | (code >> 12), start, end)
      else {
        this.put(0xf0 | (code >> 18), start, end)
        this.put(0x80 | ((code >> 12) & 0x3f), start, end)
      }
      this.put(0x80 | ((code >> 6) & 0x3f), start, end)
    }
    this.put(0x80 | (code & 0x3f), start, end)
  }

  /** Appends `[start, end)` of the source as it is. */
  copy(source: Uint8Array, start: number, end: number): void {
    if (this.trace !== undefined) {
      for (let i = start; i < end; i++) this.put(source[i] as number, i, i + 1)
      return
    }
    if (end <= start) return
    if (this.length + end - start > this.bytes.length) this.#grow(this.length + end - start)
    this.bytes.set(source.subarray(start, end), this.length)
    this.length += end - start
  }

  /** Appends bytes that no single place of the source accounts for: all of them stand for `[start, end)`. */
  append(bytes: Uint8Array, start: number, end: number): void {
    if (this.trace !== undefined) for (const byte of bytes) this.put(byte, start, end)
    else {
      if (this.length + bytes.length > this.bytes.length) this.#grow(this.length + bytes.length)
      this.bytes.set(bytes, this.length)
      this.length += bytes.length
    }
  }

  #grow(needed: number): void {
    const capacity = Math.max(needed, this.bytes.length * 2)
    const grown = <T extends Uint8Array | Uint32Array>(old: T, next: T): T => (next.set(old), next)
    this.bytes = grown(this.bytes, new Uint8Array(capacity))
    if (this.trace === undefined) return
    this.trace.starts = grown(this.trace.starts, new Uint32Array(capacity))
    this.trace.ends = grown(this.trace.ends, new Uint32Array(capacity))
  }
}

/** The value of a hexadecimal digit, or -1. */
export function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}

/** The value of the hexadecimal digits in `[start, end)`, or -1 when there is anything else. */
export function hexNumber(bytes: Uint8Array, start: number, end: number): number {
  if (end > bytes.length || end <= start) return -1
  let value = 0
  for (let i = start; i < end; i++) {
    const digit = hexValue(bytes[i])
    if (digit === -1) return -1
    value = value * 16 + digit
  }
  return value
}

export function isWordByte(byte: number | undefined): boolean {
  if (byte === undefined) return false
  const lower = byte | 0x20
  return (byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x7a) || byte === 0x5f
}
