/**
 * Bytes as text and back without loss. Regular expressions see characters, as Go's do; positions are told in bytes.
 * A byte that is no UTF-8 becomes a lone surrogate (U+DC00 + byte), which no valid text holds.
 */
import { isAscii, isUtf8 } from 'node:buffer'

const ESCAPE = 0xdc00

export function decodeBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (isAscii(buffer)) return buffer.toString('latin1')
  if (isUtf8(buffer)) return buffer.toString('utf8')
  const parts: string[] = []
  for (let at = 0; at < buffer.length;) {
    const length = sequenceLength(buffer, at)
    parts.push(
      length === 0 ? String.fromCharCode(ESCAPE + (buffer[at] as number)) : buffer.toString('utf8', at, at + length),
    )
    at += length || 1
  }
  return parts.join('')
}

/** Bytes of the character at `at`; 0 when there is none that is valid. */
function sequenceLength(buffer: Buffer, at: number): number {
  const first = buffer[at] as number
  const length =
    first < 0x80
      ? 1
      : first >= 0xc2 && first < 0xe0
        ? 2
        : first >= 0xe0 && first < 0xf0
          ? 3
          : first >= 0xf0 && first < 0xf5
            ? 4
            : 0
  return length > 0 && at + length <= buffer.length && isUtf8(buffer.subarray(at, at + length)) ? length : 0
}

export function encodeText(text: string): Buffer {
  if (!/[\udc80-\udcff]/.test(text)) return Buffer.from(text, 'utf8')
  const parts: Buffer[] = []
  for (const char of text) {
    const code = char.codePointAt(0) as number
    parts.push(isEscaped(code) ? Buffer.from([code - ESCAPE]) : Buffer.from(char, 'utf8'))
  }
  return Buffer.concat(parts)
}

function isEscaped(code: number): boolean {
  return code >= ESCAPE + 0x80 && code <= ESCAPE + 0xff
}

/** As Go prints text: what is no UTF-8 becomes U+FFFD. */
export function printableText(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
}

/** Byte length of `text.slice(from, to)`. */
export function byteLength(text: string, from = 0, to = text.length): number {
  let bytes = to - from
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x80) continue
    if (code < 0x800) bytes += 1
    else if (code >= 0xd800 && code <= 0xdbff && at + 1 < to) {
      bytes += 2
      at++
    } else if (!isEscaped(code)) bytes += 2
  }
  return bytes
}
