/** The bytes of a file, of an archive's entry or of a blob, wherever they are. */
import { readSync } from 'node:fs'

export interface RandomAccess {
  readonly size: number
  /** As many of the bytes at `start` as there are; in a buffer of the caller's, or where they lie already. */
  read(start: number, length: number, into?: Buffer): Uint8Array
}

export interface Body {
  /** From the beginning, once. */
  stream(): AsyncIterable<Uint8Array>
  /** Absent when the bytes come by once, from a stream. */
  readonly random?: RandomAccess
}

/** What an archive's reader finds; its bodies are read before the next entry is asked for. */
export interface Entry {
  readonly name: string
  /** How many bytes it takes in the archive, where each entry is compressed alone. */
  readonly packed?: number
  /** A reason instead of bytes when they cannot be read: encrypted, of an unknown method. */
  readonly body: Body | { readonly unreadable: string }
}

const BLOCK_BYTES = 256 * 1024

export function bodyOfBytes(bytes: Uint8Array): Body {
  const random: RandomAccess = {
    size: bytes.length,
    read: (start, length) => bytes.subarray(Math.min(start, bytes.length), Math.min(start + length, bytes.length)),
  }
  return { random, stream: () => streamOf(random, 0, random.size) }
}

/** An open file. It may change while it is read: what is gone is not there. */
export function bodyOfFile(file: number, size: number): Body {
  const random: RandomAccess = {
    size,
    read(start, length, into) {
      const most = Math.max(0, Math.min(length, size - start))
      const bytes = into?.subarray(0, most) ?? Buffer.allocUnsafe(most)
      let filled = 0
      while (filled < bytes.length) {
        const count = readSync(file, bytes, filled, bytes.length - filled, start + filled)
        if (count === 0) break
        filled += count
      }
      return bytes.subarray(0, filled)
    },
  }
  return { random, stream: () => streamOf(random, 0, size) }
}

/** A part of `random` in blocks. */
export async function* streamOf(random: RandomAccess, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += BLOCK_BYTES) {
    const block = random.read(at, Math.min(BLOCK_BYTES, end - at))
    if (block.length > 0) yield block
    if (block.length < Math.min(BLOCK_BYTES, end - at)) return
  }
}
