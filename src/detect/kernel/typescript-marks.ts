/** K5 in plain TypeScript. The reasons stand in assembly/marks.ts; what it marks is the same. */
import { MARK } from './kernel.ts'

const MIN_RUN = 16
const MAX_NAME = 40
const HEAD = 12
const HEADER = 'quoted-printable'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** For each byte its value as a digit of base64, in both alphabets at once; 64 for other bytes. */
export const BYTE_DIGIT = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = ALPHABET.indexOf(String.fromCharCode(byte))
  return byte === 0x2d ? 62 : byte === 0x5f ? 63 : value === -1 ? 64 : value
})

const isText = (byte: number): boolean =>
  (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09

/** `onMark` is called for all that begins in `[from, to)`. */
export function findMarks(
  bytes: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
  onMark: (at: number, kind: number) => void,
): void {
  new Marker(bytes, onMark).pass(from, to)
}

class Marker {
  readonly #bytes: Uint8Array
  readonly #onMark: (at: number, kind: number) => void
  #skipAt = -1

  constructor(bytes: Uint8Array, onMark: (at: number, kind: number) => void) {
    this.#bytes = bytes
    this.#onMark = onMark
  }

  pass(from: number, to: number): void {
    for (let i = from; i > 0 && this.#byteAt(i - 1) === 0x5c; i--) this.#skipAt = this.#skipAt === -1 ? from : -1
    for (let at = from; at < to; at++) {
      if (this.#digitAt(at) < 64 && (at === 0 || this.#digitAt(at - 1) === 64) && this.#isWhole(at)) this.#openRun(at)
      this.#markSign(at)
    }
  }

  #byteAt(at: number): number {
    return this.#bytes[at] ?? 0
  }

  #digitAt(at: number): number {
    return at < this.#bytes.length ? (BYTE_DIGIT[this.#byteAt(at)] as number) : 64
  }

  #isHex(at: number): boolean {
    return /[\da-f]/i.test(String.fromCharCode(this.#byteAt(at)))
  }

  #isWord(at: number): boolean {
    return /\w/.test(String.fromCharCode(this.#byteAt(at)))
  }

  #isWhole(at: number): boolean {
    for (let i = 0; i < MIN_RUN; i++) if (this.#digitAt(at + i) === 64) return false
    return true
  }

  #openRun(start: number): void {
    let isOpen = start === 0 || this.#mayBeBase64(start) || this.#mayBeHex(start)
    for (let at = start + 1; !isOpen && at <= start + MAX_NAME && this.#isWhole(at); at++) {
      if (this.#digitAt(at - 1) >= 62) isOpen = this.#mayBeBase64(at) || this.#mayBeHex(at)
    }
    if (isOpen) this.#onMark(start, MARK.run)
  }

  #mayBeBase64(at: number): boolean {
    const head: number[] = []
    for (let from = at; head.length < HEAD; from += 4) {
      const [a, b, c, d] = [0, 1, 2, 3].map((i) => this.#digitAt(from + i)) as [number, number, number, number]
      head.push(((a << 2) | (b >> 4)) & 255, ((b << 4) | (c >> 2)) & 255, ((c << 6) | d) & 255)
    }
    const [first, second] = head as [number, number]
    const isLead = first === 0x1f || first === 0xff || (first >= 0xc2 && first < 0xf5)
    if (!isText(first) && !isLead) return false
    if (first === 0x1f && second === 0x8b) return head[2] === 8
    if (first === 0x78 && (first * 256 + second) % 31 === 0 && (second & 0x20) === 0) return true
    if (second === 0 || (first === 0xff && second === 0xfe)) return head[3] === 0 && head[5] === 0
    return isHeadOfText(head)
  }

  #mayBeHex(from: number): boolean {
    const at = this.#byteAt(from) === 0x30 && (this.#byteAt(from + 1) | 0x20) === 0x78 ? from + 2 : from
    for (let i = 0; i < 8; i += 2) {
      if (!/[02-7c-f]/i.test(String.fromCharCode(this.#byteAt(at + i)))) return false
    }
    for (let i = 0; i < 32; i++) if (!this.#isHex(at + i)) return false
    const text = String.fromCharCode(...this.#bytes.subarray(at, at + 2 * HEAD))
    return isHeadOfText(Array.from({ length: HEAD }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16)))
  }

  #markSign(at: number): void {
    const byte = this.#byteAt(at)
    if (byte === 0x5c) this.#markBackslash(at)
    else if (byte === 0x25) {
      if (this.#isHex(at + 1) && this.#isHex(at + 2)) this.#onMark(at, MARK.percent)
    } else if (byte === 0x26) this.#markEntity(at)
    else if ((byte | 0x20) === 0x71) this.#markHeader(at)
  }

  #markBackslash(at: number): void {
    if (at === this.#skipAt) return
    this.#skipAt = at + 1
    const kind = String.fromCharCode(this.#byteAt(at + 1))
    const counts =
      (/[nrtbf]/.test(kind) && this.#isWord(at + 2)) ||
      (/[\r\n]/.test(kind) && at > 0 && this.#isWord(at - 1)) ||
      /[\\"/uxU0-7]/.test(kind)
    if (counts) this.#onMark(at, MARK.backslash)
  }

  #markEntity(at: number): void {
    let stop = at + 1
    while (stop < at + 11 && (this.#isWord(stop) || this.#byteAt(stop) === 0x23)) stop++
    if (this.#byteAt(stop) === 0x3b && stop > at + 1) this.#onMark(at, MARK.entity)
  }

  #markHeader(at: number): void {
    if (at + HEADER.length > this.#bytes.length) return
    for (let i = 0; i < HEADER.length; i++) {
      if ((this.#byteAt(at + i) | 0x20) !== (HEADER.charCodeAt(i) | 0x20)) return
    }
    this.#onMark(at, MARK.quotedPrintable)
  }
}

function isHeadOfText(head: readonly number[]): boolean {
  let bad = 0
  for (let i = 0; i < HEAD; i++) {
    const byte = head[i] as number
    if (isText(byte)) continue
    const tail = byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0
    let seen = 0
    while (seen < tail && (i + seen + 1 >= HEAD || ((head[i + seen + 1] as number) & 0xc0) === 0x80)) seen++
    if (tail > 0 && seen === tail) i += tail
    else if (++bad > 2 || i < 4) return false
  }
  return true
}
