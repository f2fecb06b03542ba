/**
 * Whether decoded bytes are worth a search, told from the first few. Images, hashes and random keys fill every code
 * base with runs that could be base64; almost all of them are refused here after two or three bytes.
 */

export type Plausible = 'text' | 'UTF-16' | 'gzip' | 'zlib'

/** Random bytes pass with a chance below one in a million when this many are seen. */
export const HEAD_BYTES = 24

/** `at(i)` is the i-th decoded byte, or -1 behind the last of `length`. */
export function judgeHead(at: (index: number) => number, length: number): Plausible | undefined {
  const first = at(0)
  const second = at(1)
  if (first === 0x1f && second === 0x8b) return at(2) === 8 ? 'gzip' : undefined
  if (first === 0x78 && (first * 256 + second) % 31 === 0 && (second & 0x20) === 0 && !isText(at(2))) return 'zlib'
  if (second === 0 || (first === 0xff && second === 0xfe)) return judgeUtf16(at, length)
  return judgeText(at, length)
}

function judgeUtf16(at: (index: number) => number, length: number): Plausible | undefined {
  const start = at(0) === 0xff ? 2 : 0
  const end = Math.min(length, HEAD_BYTES) & ~1
  for (let i = start; i < end; i += 2) if (at(i + 1) !== 0 || !isText(at(i))) return undefined
  return 'UTF-16'
}

/** Text has no control characters, and what is not ASCII is UTF-8. One bad byte in twelve is forgiven. */
function judgeText(at: (index: number) => number, length: number): Plausible | undefined {
  const end = Math.min(length, HEAD_BYTES)
  let bad = 0
  for (let i = 0; i < end; i++) {
    const byte = at(i)
    if (isText(byte)) continue
    const tail = byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0
    let seen = 0
    while (seen < tail && (i + seen + 1 >= end || (at(i + seen + 1) & 0xc0) === 0x80)) seen++
    if (tail > 0 && seen === tail) i += tail
    else if (++bad > 2 || i < 4) return undefined
  }
  return bad * 12 <= end ? 'text' : undefined
}

function isText(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09
}
