/** Which of the runs of base64 and hexadecimal digits that the kernel marked decode to something worth a search. */
import { BASE64_CODECS, isBase64Byte, judgeBase64, mayBeginBase64, unpacksToText } from './base64.ts'
import { hexValue, type OnStretch, type Stretch } from './codec.ts'
import { MARK } from '../kernel/kernel.ts'
import { endOfHexText, hex, mayBeginHex } from './hex.ts'

/** Twelve bytes when decoded. */
const MIN_RUN = 16
/** A line that is at least so long may be the first of several: MIME has 76, PEM 64, some tools 60. */
const MIN_WRAPPED = 40
/** Nobody wraps at more; longer runs of one length below each other are values of their own. */
const MAX_WRAPPED = 200
/** How far into a refused run a value is looked for: `prefix-c2VjcmV0…` is a name and a value. */
const MAX_NAME = 40

/** `marks`: pairs of position and MARK. */
export function findRuns(bytes: Uint8Array, marks: ArrayLike<number>, onStretch: OnStretch): void {
  let at = 0
  for (let i = 0; i < marks.length; i += 2) {
    const start = marks[i] as number
    if (marks[i + 1] !== MARK.run || start < at) continue
    let end = start + MIN_RUN
    while (isBase64Byte(bytes[end])) end++
    const stretch = openRun(bytes, start, end)
    if (stretch !== undefined) onStretch(stretch)
    at = Math.max(end, stretch?.end ?? 0) + 1
  }
}

function openRun(bytes: Uint8Array, start: number, end: number): Stretch | undefined {
  const found = judgeAt(bytes, start, end)
  if (found !== undefined) return found
  // The beginning of a chunk may be the middle of a run.
  for (let phase = start === 0 ? 1 : 4; phase < 4; phase++) {
    const later = judgeAt(bytes, phase, end)
    if (later !== undefined) return later
  }
  const last = Math.min(end - MIN_RUN, start + MAX_NAME)
  for (let i = start + 1; i <= last; i++) {
    if (SEPARATOR[bytes[i - 1] as number] === 0) continue
    const later = judgeAt(bytes, i, end)
    if (later !== undefined) return later
  }
  return undefined
}

function judgeAt(bytes: Uint8Array, start: number, end: number): Stretch | undefined {
  const digits = bytes[start] === 0x30 && ((bytes[start + 1] as number) | 0x20) === 0x78 ? start + 2 : start
  if (mayBeginHex(bytes, digits)) {
    const endOfHex = endOfHexText(bytes, digits, end)
    if (endOfHex > 0) return { codec: hex, start: digits, end: endOfHex }
  }
  if (!mayBeginBase64(bytes, start) || isHash(bytes, start)) return undefined
  const plausible = judgeBase64(bytes, start, end)
  if (plausible === undefined) return undefined
  if ((plausible === 'gzip' || plausible === 'zlib') && !unpacksToText(plausible, bytes, start)) return undefined
  return { codec: BASE64_CODECS[plausible], start, end: endOfWrapped(bytes, start, end) }
}

/** Sixteen hexadecimal digits: a hash, and in base64 a chance of one in ten million. */
function isHash(bytes: Uint8Array, start: number): boolean {
  for (let i = start; i < start + MIN_RUN; i++) if (hexValue(bytes[i]) === -1) return false
  return true
}

/** `-`, `_`, `/`, `+` are digits themselves, and also what stands between a name and its value. */
const SEPARATOR = Uint8Array.from({ length: 256 }, (_, byte) => ('-_/+'.includes(String.fromCharCode(byte)) ? 1 : 0))

/** Follows a run over lines of the same length, each with the same kind of indentation; the last may be shorter. */
function endOfWrapped(bytes: Uint8Array, start: number, end: number): number {
  const width = end - start
  if (width < MIN_WRAPPED || width > MAX_WRAPPED) return end
  let whole = end
  for (;;) {
    let at = whole
    if (bytes[at] === 0x0d) at++
    if (bytes[at] !== 0x0a) return whole
    at++
    while (bytes[at] === 0x20 || bytes[at] === 0x09) at++
    const lineStart = at
    while (at - lineStart <= width && isBase64Byte(bytes[at])) at++
    const length = at - lineStart
    if (length === 0 || length > width) return whole
    // A shorter line is the last one, and ends there: not a word of prose that follows.
    if (length < width) return isLineEnd(bytes, at) ? at : whole
    whole = at
  }
}

function isLineEnd(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at]
  return byte === undefined || byte === 0x0a || byte === 0x0d || byte === 0x3d || byte === 0x22 || byte === 0x27
}
