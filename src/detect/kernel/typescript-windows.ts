/** The windows of changed text in plain TypeScript. The reasons stand in assembly/windows.ts; what they hold is the same. */
import { BYTE_DIGIT } from './typescript-marks.ts'

const NEWLINE = 0x0a
const RETURN = 0x0d
const BACKSLASH = 0x5c
const SIGHT = 8_192
const MIN_WRAPPED = 40
const MIN_RUN = 16

/** `ranges`, and the windows: pairs of start and end in the order of their start. The windows do not meet. */
export function windowsAround(bytes: Uint8Array, ranges: ArrayLike<number>): number[] {
  const windows: number[] = []
  let start = 0
  let end = -1
  for (let i = 0; i < ranges.length; i += 2) {
    const changed = Math.min(bytes.length, ranges[i + 1] as number)
    if (changed <= end) continue
    const from = startBefore(bytes, ranges[i] as number)
    // The end of one line and the beginning of the next have a line end between them.
    if (from > end + 1) {
      if (end >= 0) windows.push(start, end)
      start = from
    }
    end = endBehind(bytes, changed)
  }
  if (end >= 0) windows.push(start, end)
  return windows
}

/** The beginning of the line at `at`, or of the earlier line that goes on in it; 0 where lines are endless. */
function startBefore(bytes: Uint8Array, at: number): number {
  let start = at
  for (;;) {
    const least = Math.max(0, start - SIGHT)
    while (start > least && bytes[start - 1] !== NEWLINE) start--
    if (start === least) return 0
    const end = bytes[start - 2] === RETURN ? start - 2 : start - 1
    if (bytes[end - 1] !== BACKSLASH && !endsInRun(bytes, end)) return start
    start = end
  }
}

function endsInRun(bytes: Uint8Array, end: number): boolean {
  for (let i = 1; i <= MIN_WRAPPED; i++) if (!isDigit(bytes[end - i])) return false
  return true
}

function endBehind(bytes: Uint8Array, at: number): number {
  let end = at
  for (;;) {
    const most = Math.min(bytes.length, end + SIGHT)
    while (end < most && bytes[end] !== NEWLINE) end++
    if (end === most) return most
    const isContinued = bytes[end - 1] === BACKSLASH || (bytes[end - 1] === RETURN && bytes[end - 2] === BACKSLASH)
    if (!isContinued && !startsWithRun(bytes, end + 1)) return end
    end++
  }
}

/** Where the text before it ends decides how a line of base64 is read. */
function startsWithRun(bytes: Uint8Array, lineStart: number): boolean {
  let at = lineStart
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at++
  for (let i = 0; i < MIN_RUN; i++) if (!isDigit(bytes[at + i])) return false
  return true
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && (BYTE_DIGIT[byte] as number) < 64
}
