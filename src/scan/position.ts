/** Turns byte offsets into lines and columns as editors and reports count them. */

export interface Position {
  /** From 1. */
  readonly line: number
  /** Bytes from the start of the line, from 1. */
  readonly column: number
}

/** A reader of positions in `bytes`. Offsets must not decrease from call to call, so that all bytes are read once. */
export function positionsIn(bytes: Uint8Array): (offset: number) => Position {
  let line = 1
  let lineStart = 0
  return (offset) => {
    for (;;) {
      const newline = bytes.indexOf(0x0a, lineStart)
      if (newline === -1 || newline >= offset) return { line, column: offset - lineStart + 1 }
      lineStart = newline + 1
      line++
    }
  }
}
