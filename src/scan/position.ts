/** Turns byte offsets into lines and columns as editors and reports count them. */

import type { WideEncoding } from '../detect/chunk.ts'
import { widthInOriginal } from '../sources/wide-text.ts'

export interface Position {
  /** From 1. */
  readonly line: number
  /** Bytes from the start of the line, from 1. */
  readonly column: number
}

const NEWLINE = 0x0a

interface PlacedBytes {
  readonly bytes: Uint8Array
  readonly from?: Position
  readonly encoding?: WideEncoding
  /** Counts line ends in `[from, to)`, where somebody can do that faster. */
  readonly newlines?: (from: number, to: number) => number
}

/** A reader of positions in `bytes`. Offsets must not decrease from call to call, so that all bytes are read once. */
export function positionsIn({ bytes, from, encoding, newlines }: PlacedBytes): (offset: number) => Position {
  let line = from?.line ?? 1
  let columnOfStart = from?.column ?? 1
  let lineStart = 0
  let read = 0
  // A loop of our own: a search for each line costs more than a line has bytes.
  const counted =
    newlines ??
    ((start: number, end: number): number => {
      let count = 0
      for (let at = start; at < end; at++) if (bytes[at] === NEWLINE) count++
      return count
    })
  return (offset) => {
    const ends = offset > read ? counted(read, offset) : 0
    read = Math.max(read, offset)
    if (ends > 0) {
      line += ends
      lineStart = bytes.lastIndexOf(NEWLINE, offset - 1) + 1
      columnOfStart = 1
    }
    const width =
      encoding === undefined ? offset - lineStart : widthInOriginal(bytes.subarray(lineStart, offset), encoding)
    return { line, column: width + columnOfStart }
  }
}

/** Longer lines are no lines that a person looks at, and each finding would read them again. */
const MAX_LINE_BYTES = 16_384
const decoder = new TextDecoder()

/** Columns of `[start, end)` in UTF-16 code units, from 1, the end exclusive; undefined when the line is too long. */
export function charactersOf(
  bytes: Uint8Array,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } | undefined {
  const before = unitsBefore(bytes, start)
  const last = before < 0 ? -1 : unitsBefore(bytes, end)
  return last < 0 ? undefined : { start: before + 1, end: last + 1 }
}

/** How many units stand before `offset` on its line, or -1. */
function unitsBefore(bytes: Uint8Array, offset: number): number {
  // Nearly all lines are short and plain: their bytes are their units.
  let at = offset
  let all = 0
  while (at > 0 && offset - at <= MAX_LINE_BYTES) {
    const byte = bytes[at - 1] as number
    if (byte === NEWLINE) break
    all |= byte
    at--
  }
  if (offset - at > MAX_LINE_BYTES) return -1
  return all < 0x80 ? offset - at : decoder.decode(bytes.subarray(at, offset)).length
}
