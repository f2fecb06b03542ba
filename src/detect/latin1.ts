/**
 * Bytes as text in which one character is one byte; works on a view of a shared memory, where decoders refuse.
 * Node does this by itself, at the speed of memory. Elsewhere what is ASCII, as most text is, takes the decoder of the
 * platform; that is twenty times as fast as building it.
 */

const PIECE = 8_192
const REPLACEMENT = '\u{FFFD}'
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
/** The decoder reads from here: bytes of its own, shared with nobody. */
const scratch = new Uint8Array(PIECE)

type Slice = (this: Uint8Array, from: number, to: number) => string
const { Buffer: node } = globalThis as { readonly Buffer?: { readonly prototype: { readonly latin1Slice?: Slice } } }
const slice = node?.prototype.latin1Slice

export function latin1(bytes: Uint8Array, from: number, to: number): string {
  return slice === undefined ? latin1Portable(bytes, from, to) : slice.call(bytes, from, to)
}

export function latin1Portable(bytes: Uint8Array, from: number, to: number): string {
  if (to - from <= PIECE) return latin1Piece(bytes.subarray(from, to))
  const pieces: string[] = []
  for (let at = from; at < to; at += PIECE) pieces.push(latin1Piece(bytes.subarray(at, Math.min(to, at + PIECE))))
  return pieces.join('')
}

function latin1Piece(bytes: Uint8Array): string {
  const { length } = bytes
  scratch.set(bytes)
  const text = decoder.decode(scratch.subarray(0, length))
  // Every byte that is not ASCII makes the text shorter or puts the replacement into it.
  if (text.length === length && !text.includes(REPLACEMENT)) return text
  return Reflect.apply(String.fromCharCode, undefined, bytes) as string
}
