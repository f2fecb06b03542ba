/** Hexadecimal text: long runs of digits whose bytes are text. Hashes and object ids are refused by their first bytes. */
import { hexValue, type Codec } from './codec.ts'
import { judgeHead } from './plausible.ts'

/** Two times sixteen: nothing shorter holds a key. */
const MIN_DIGITS = 32

/** Whether the first three bytes are text. Refuses nearly all hashes without reading on. */
export function mayBeginHex(bytes: Uint8Array, start: number): boolean {
  for (let i = start; i < start + 6; i += 2) {
    const high = bytes[i] as number
    if (high !== 0x30 && (high < 0x32 || high > 0x37)) return false
    if (hexValue(bytes[i + 1]) === -1) return false
  }
  return true
}

/** The end of the run of digits that starts at `start`, when it decodes to text; 0 when not. */
export function endOfHexText(bytes: Uint8Array, start: number, limit: number): number {
  let end = start
  while (end < limit && hexValue(bytes[end]) !== -1) end++
  end -= (end - start) % 2
  if (end - start < MIN_DIGITS) return 0
  const length = (end - start) / 2
  const at = (index: number): number =>
    index >= length ? -1 : hexValue(bytes[start + 2 * index]) * 16 + hexValue(bytes[start + 2 * index + 1])
  return judgeHead(at, length) === 'text' ? end : 0
}

export const hex: Codec = {
  name: 'hex',
  standsAlone: true,
  decode(bytes, { start, end }, out) {
    for (let i = start; i + 1 < end; i += 2) {
      out.put(hexValue(bytes[i]) * 16 + hexValue(bytes[i + 1]), i, i + 2)
    }
  },
}
