/**
 * Text in UTF-16 and UTF-32, with a mark at its beginning or without, as UTF-8. git and `isBinary` take it for binary,
 * and keys lie in it: PowerShell, the registry and SQL Server write it.
 */
import type { WideEncoding } from '../detect/chunk.ts'

export interface WideText {
  readonly encoding: WideEncoding
  /** Length of the mark at the beginning. */
  readonly mark: number
}

const MARKS: readonly (readonly [WideEncoding, readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** Where the one byte of an ASCII character stands in a unit. */
const UNITS: readonly (readonly [WideEncoding, width: number, place: number])[] = [
  ['utf-32le', 4, 0],
  ['utf-32be', 4, 3],
  ['utf-16le', 2, 0],
  ['utf-16be', 2, 1],
]
const SAMPLE_BYTES = 512
const MIN_UNITS = 8

/** Told from the first bytes; undefined for text of other kinds and for what is no text. */
export function findWideText(head: Uint8Array): WideText | undefined {
  // What begins with two bytes of text, as nearly everything does, is none.
  if (head[0] !== 0 && head[1] !== 0 && (head[0] as number) < 0xfe) return undefined
  for (const [encoding, mark] of MARKS) {
    if (mark.every((byte, i) => head[i] === byte)) return { encoding, mark: mark.length }
  }
  if (head[0] !== 0 && head[1] !== 0) return undefined
  for (const [encoding, width, place] of UNITS) {
    if (looksWide(head.subarray(0, SAMPLE_BYTES), width, place)) return { encoding, mark: 0 }
  }
  return undefined
}

/** Without a mark: nine of ten units are ASCII characters. */
function looksWide(sample: Uint8Array, width: number, place: number): boolean {
  const units = Math.floor(sample.length / width)
  if (units < MIN_UNITS) return false
  let ascii = 0
  for (let unit = 0; unit < units; unit++) {
    let zeros = 0
    for (let i = 0; i < width; i++) if (i !== place && sample[unit * width + i] === 0) zeros++
    const byte = sample[unit * width + place] as number
    if (zeros === width - 1 && ((byte >= 0x20 && byte < 0x7f) || (byte >= 9 && byte <= 13))) ascii++
  }
  return ascii * 10 >= units * 9
}

/** The text as UTF-8, without its mark. */
export async function* readWideText(
  stream: AsyncIterable<Uint8Array>,
  { encoding, mark }: WideText,
): AsyncGenerator<Uint8Array> {
  const isUtf16 = encoding === 'utf-16le' || encoding === 'utf-16be'
  const decoder = isUtf16 ? new TextDecoder(encoding, { ignoreBOM: true }) : undefined
  let toSkip = mark
  let rest: Uint8Array = new Uint8Array(0)
  for await (const piece of stream) {
    const skipped = Math.min(toSkip, piece.length)
    toSkip -= skipped
    const bytes = piece.subarray(skipped)
    if (decoder !== undefined) yield Buffer.from(decoder.decode(bytes, { stream: true }))
    else {
      const joined = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
      yield Buffer.from(fromUtf32(joined, encoding === 'utf-32le'))
      rest = joined.slice(joined.length & ~3)
    }
  }
  if (decoder !== undefined) yield Buffer.from(decoder.decode())
}

function fromUtf32(bytes: Uint8Array, isLittle: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: string[] = []
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, isLittle)
    parts.push(code > 0x10_ffff || (code >= 0xd800 && code < 0xe000) ? '\ufffd' : String.fromCodePoint(code))
  }
  return parts.join('')
}

/** How many bytes of the original a stretch of UTF-8 was made of. */
export function widthInOriginal(bytes: Uint8Array, encoding: WideEncoding): number {
  const isUtf32 = encoding === 'utf-32le' || encoding === 'utf-32be'
  let width = 0
  for (const byte of bytes) if ((byte & 0xc0) !== 0x80) width += isUtf32 || byte >= 0xf0 ? 4 : 2
  return width
}
