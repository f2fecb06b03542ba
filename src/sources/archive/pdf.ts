/**
 * The text of a PDF, as far as it lies in strings: of the pages' drawing commands and of the document's own objects.
 * Streams are inflated; fonts with an alphabet of their own are not translated, and encrypted documents not opened.
 */
import { inflateSync } from 'node:zlib'
import { Unreadable } from './budget.ts'

const MAX_STREAM_BYTES = 16 * 1024 * 1024

/** Pieces of text, one for each stream, and last the objects around them. */
export function* readPdf(bytes: Uint8Array): Generator<Uint8Array> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (/\/Encrypt[ \r\n]/.test(file.toString('latin1', Math.max(0, file.length - 4_096))))
    throw new Unreadable('encrypted')
  let outside = 0
  for (let at = file.indexOf('stream'); at !== -1; at = file.indexOf('stream', at)) {
    const start = at + (file[at + 6] === 0x0d ? 8 : 7)
    const end = file.indexOf('endstream', start)
    if (end === -1) break
    yield stringsOf(file.subarray(outside, at))
    const head = file.toString('latin1', Math.max(0, at - 512), at)
    const dictionary = head.slice(head.lastIndexOf(' obj') + 1)
    const isImage = /\/Subtype ?\/Image|\/FontFile/.test(dictionary)
    if (!isImage) yield* readStream(file.subarray(start, end), /\/FlateDecode|\/Fl\b/.test(dictionary))
    at = end + 9
    outside = at
  }
  yield stringsOf(file.subarray(outside))
}

function* readStream(raw: Buffer, isDeflated: boolean): Generator<Uint8Array> {
  let content = raw
  if (isDeflated) {
    try {
      content = inflateSync(raw, { maxOutputLength: MAX_STREAM_BYTES, finishFlush: 2 })
    } catch {
      // A predictor of images, a bomb, or damage: nothing that is drawn as text.
      return
    }
  }
  if (content.subarray(0, 4_096).includes(0)) return
  yield stringsOf(content)
  // Attached files and scripts are streams of plain text.
  if (!/\b(?:BT|Tj|TJ|obj)\b/.test(content.toString('latin1', 0, 65_536))) yield content
}

/** The strings of `(…) Tj` and `[(…) -20 (…)] TJ`. Within brackets they are parts of one line. */
function stringsOf(content: Buffer): Uint8Array {
  const out: number[] = []
  let isInArray = false
  for (let at = 0; at < content.length; at++) {
    const byte = content[at]
    if (byte === 0x5b) isInArray = true
    else if (byte === 0x5d) {
      isInArray = false
      out.push(0x0a)
    } else if (byte === 0x28) {
      at = readLiteral(content, at + 1, out)
      if (!isInArray) out.push(0x0a)
    } else if (byte === 0x3c && content[at + 1] !== 0x3c) {
      at = readHex(content, at + 1, out)
      if (!isInArray) out.push(0x0a)
    } else if (byte === 0x3c) at++
  }
  return Buffer.from(out)
}

const ESCAPES: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09, b: 0x08, f: 0x0c }

/** Up to the parenthesis that closes it. Returns where that is. */
function readLiteral(content: Buffer, start: number, out: number[]): number {
  let depth = 1
  for (let at = start; at < content.length; at++) {
    const byte = content[at] as number
    if (byte === 0x5c) {
      const octal = /^[0-7]{1,3}/.exec(content.toString('latin1', at + 1, at + 4))?.[0]
      if (octal !== undefined) {
        out.push(Number.parseInt(octal, 8) & 0xff)
        at += octal.length
        continue
      }
      at++
      const next = content[at] ?? 0
      if (next !== 0x0a && next !== 0x0d) out.push(ESCAPES[String.fromCharCode(next)] ?? next)
      continue
    }
    if (byte === 0x28) depth++
    else if (byte === 0x29 && --depth === 0) return at
    if (byte !== 0) out.push(byte)
  }
  return content.length
}

function readHex(content: Buffer, start: number, out: number[]): number {
  const end = content.indexOf(0x3e, start)
  if (end === -1 || end - start > 65_536) return start
  const digits = content.toString('latin1', start, end).replaceAll(/\s/g, '')
  if (/^[\da-f]+$/i.test(digits)) for (const byte of Buffer.from(digits, 'hex')) if (byte !== 0) out.push(byte)
  return end
}
