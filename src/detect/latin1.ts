/** Bytes as text in which one character is one byte; works on a view of a shared memory, where decoders refuse. */

const PIECE = 8_192

export function latin1(bytes: Uint8Array, from: number, to: number): string {
  if (to - from <= PIECE) return String.fromCharCode(...bytes.subarray(from, to))
  const pieces: string[] = []
  for (let at = from; at < to; at += PIECE) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, Math.min(to, at + PIECE))))
  }
  return pieces.join('')
}
