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
}

/** A reader of positions in `bytes`. Offsets must not decrease from call to call, so that all bytes are read once. */
export function positionsIn({ bytes, from, encoding }: PlacedBytes): (offset: number) => Position {
  let line = from?.line ?? 1
  let columnOfStart = from?.column ?? 1
  let lineStart = 0
  let read = 0
  return (offset) => {
    // A loop of our own: a search for each line costs more than a line has bytes.
    for (; read < offset; read++) {
      if (bytes[read] !== NEWLINE) continue
      lineStart = read + 1
      columnOfStart = 1
      line++
    }
    const width =
      encoding === undefined ? offset - lineStart : widthInOriginal(bytes.subarray(lineStart, offset), encoding)
    return { line, column: width + columnOfStart }
  }
}

/** Longer lines are no lines that a person looks at, and each finding would read them again. */
const MAX_LINE_BYTES = 16_384

/** Columns of `[start, end)` in UTF-16 code units, from 1, the end exclusive; nothing when the line is too long. */
export function charactersOf(
  bytes: Uint8Array,
  start: number,
  end: number,
): { characters?: { start: number; end: number } } {
  const before = lineText(bytes, start)
  const last = lineText(bytes, end)
  return before === undefined || last === undefined
    ? {}
    : { characters: { start: before.length + 1, end: last.length + 1 } }
}

/** What stands before `offset` on its line. */
function lineText(bytes: Uint8Array, offset: number): string | undefined {
  const lineStart = offset === 0 ? 0 : bytes.lastIndexOf(0x0a, offset - 1) + 1
  return offset - lineStart > MAX_LINE_BYTES ? undefined : new TextDecoder().decode(bytes.subarray(lineStart, offset))
}
