/**
 * The stretches of a chunk that a pattern is tried on: the surroundings of its literals, merged where
 * they overlap. Each is read with a margin on both sides, so that a look-behind or look-ahead sees the
 * real neighbours and a match does not depend on where the window was cut.
 */

/** More than any boundary check of a rule looks at. */
const MARGIN_BYTES = 16

export interface Window {
  start: number
  /** Exclusive. */
  end: number
}

/** Adds `[start, end)` to windows that are sorted by start; touching ones become one. */
export function addWindow(windows: Window[], start: number, end: number): void {
  const first = windows.at(-1)
  // Hits arrive by their end, so a longer literal may start before an earlier hit: swallow from the back.
  if (first === undefined || start > first.end) {
    windows.push({ start, end })
    return
  }
  let merged: Window = { start, end }
  while (windows.length > 0 && merged.start <= (windows.at(-1) as Window).end) {
    const last = windows.pop() as Window
    merged = { start: Math.min(last.start, merged.start), end: Math.max(last.end, merged.end) }
  }
  windows.push(merged)
}

/** A window as latin1 text: one character is one byte. `offset` is the byte at which `text` starts. */
export interface WindowText {
  readonly text: string
  readonly offset: number
}

export function readWindow(bytes: Uint8Array, window: Window): WindowText {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const offset = Math.max(0, window.start - MARGIN_BYTES)
  return { text: view.toString('latin1', offset, window.end + MARGIN_BYTES), offset }
}
