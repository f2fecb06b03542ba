/**
 * Bounded decompression of what base64 carried: Helm releases, cloud-init and policies are gzip in base64. Gives what
 * could be read of a damaged stream, and never more than the limit.
 */
import { Gunzip, Unzlib } from 'fflate'

/** A stream that inflates a thousandfold gives at most a few megabytes for each push of this size. */
const PUSH_BYTES = 4_096

export interface Inflated {
  readonly bytes: Uint8Array
  /** Whether the limit cut it. */
  readonly isCut: boolean
}

export function inflateBounded(kind: 'gzip' | 'zlib', compressed: Uint8Array, maxBytes: number): Inflated {
  const parts: Uint8Array[] = []
  const take = (part: Uint8Array): void => void parts.push(part)
  const stream = kind === 'gzip' ? new Gunzip(take) : new Unzlib(take)
  try {
    for (let at = 0; at < compressed.length; at += PUSH_BYTES) {
      if (lengthOf(parts) > maxBytes) break
      // Not told that it is the last push: a stream without its end gives what it has.
      stream.push(compressed.slice(at, at + PUSH_BYTES), false)
    }
  } catch {
    // Damaged: what came before the damage is searched.
  }
  const length = lengthOf(parts)
  const bytes = new Uint8Array(Math.min(length, maxBytes))
  let at = 0
  for (const part of parts) {
    if (at >= bytes.length) break
    bytes.set(part.subarray(0, bytes.length - at), at)
    at += part.length
  }
  return { bytes, isCut: length > maxBytes }
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0)
}
