/** Inline permission: a comment on the line of a match says that this text may stay. Nothing else is read here. */

import { latin1 } from './latin1.ts'

const MARKS = ['rekey:allow', 'gitleaks:allow'] as const

/** A minified file is one line; a comment that belongs to a match stands near it. */
const MAX_LINE_BYTES = 8_192

/** Whether a line that `[start, end)` touches carries `rekey:allow` or `gitleaks:allow`. */
export function isAllowedInline(bytes: Uint8Array, start: number, end: number): boolean {
  const from = Math.max(0, start - MAX_LINE_BYTES, start === 0 ? 0 : bytes.lastIndexOf(0x0a, start - 1) + 1)
  const newline = bytes.indexOf(0x0a, Math.max(start, end - 1))
  const to = Math.min(newline === -1 ? bytes.length : newline, end + MAX_LINE_BYTES)
  const line = latin1(bytes, from, to)
  return MARKS.some((mark) => line.includes(mark))
}
