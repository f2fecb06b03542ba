/**
 * Masks secret values in a stream of bytes, however the stream is cut into pieces. Holds back only bytes
 * that may be the beginning of a value. It hides what a program prints by accident; a program that wants
 * to get a value out (reversed, encrypted, one letter per line) can.
 */
import { Transform, type TransformCallback } from 'node:stream'
import type { Sensitive } from '../base/sensitive.ts'

export const MASK = '[masked]'

/** Shorter values would blot out ordinary text. */
export const MIN_MASKED_CHARS = 6
const MIN_LINE_CHARS = 16

interface Pattern {
  readonly bytes: Buffer
  /** Knuth-Morris-Pratt: length of the longest proper border of each prefix. */
  readonly borders: Uint32Array
}

export interface Masker {
  push(chunk: Buffer): Buffer
  /** What was held back at the end of the stream. */
  flush(): Buffer
}

export function createMasker(values: readonly Sensitive[]): Masker {
  const patterns = [...new Set(values.flatMap((value) => spellings(value.reveal())))].map(toPattern)
  const mask = Buffer.from(MASK)
  let held: Buffer = Buffer.alloc(0)
  /** So many bytes at the start of `held` belong to a value whose mask is already out. */
  let alreadyMasked = 0

  const emit = (data: Buffer, end: number): Buffer => {
    const parts: Buffer[] = []
    let from = alreadyMasked
    alreadyMasked = 0
    for (const [start, stop] of findValues(data, patterns)) {
      if (start >= end) break
      if (start >= from) parts.push(data.subarray(from, start), mask)
      from = Math.max(from, stop)
    }
    if (from < end) parts.push(data.subarray(from, end))
    else alreadyMasked = from - end
    held = Buffer.from(data.subarray(end))
    return Buffer.concat(parts)
  }

  return {
    push(chunk) {
      const data = held.length > 0 ? Buffer.concat([held, chunk]) : chunk
      return emit(data, data.length - longestBeginning(data, patterns))
    },
    flush: () => emit(held, held.length),
  }
}

/** A Transform around a masker. */
export function createMaskStream(values: readonly Sensitive[]): Transform {
  const masker = createMasker(values)
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      done(null, masker.push(chunk))
    },
    flush(done: TransformCallback) {
      done(null, masker.flush())
    },
  })
}

/** The value as programs print it: plain, in JSON, in a URL, in base64, and the lines of a key file. */
function spellings(value: string): string[] {
  if (value.length < MIN_MASKED_CHARS) return []
  const lines = value.split(/\r?\n/).filter((line) => line.length >= MIN_LINE_CHARS && !line.startsWith('-----'))
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '')
  // Through bytes, because a lone surrogate in the value makes encodeURIComponent throw.
  const percent = encodeURIComponent(Buffer.from(value).toString())
  return [value, JSON.stringify(value).slice(1, -1), percent, base64, ...lines]
}

function toPattern(text: string): Pattern {
  const bytes = Buffer.from(text)
  const borders = new Uint32Array(bytes.length)
  for (let i = 1, length = 0; i < bytes.length; i += 1) {
    while (length > 0 && bytes[i] !== bytes[length]) length = borders[length - 1] ?? 0
    if (bytes[i] === bytes[length]) length += 1
    borders[i] = length
  }
  return { bytes, borders }
}

/** All places where a pattern stands, overlapping ones joined, in order. */
function findValues(data: Buffer, patterns: readonly Pattern[]): [number, number][] {
  const found: [number, number][] = []
  for (const { bytes } of patterns) {
    for (let at = data.indexOf(bytes); at >= 0; at = data.indexOf(bytes, at + 1)) found.push([at, at + bytes.length])
  }
  const joined: [number, number][] = []
  for (const [start, stop] of found.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last && start < last[1]) last[1] = Math.max(last[1], stop)
    else joined.push([start, stop])
  }
  return joined
}

/** Length of the longest tail of `data` that is the beginning, but not the whole, of a pattern. */
function longestBeginning(data: Buffer, patterns: readonly Pattern[]): number {
  let longest = 0
  for (const { bytes, borders } of patterns) {
    let length = 0
    for (let i = Math.max(0, data.length - bytes.length + 1); i < data.length; i += 1) {
      while (length > 0 && data[i] !== bytes[length]) length = borders[length - 1] ?? 0
      if (data[i] === bytes[length]) length += 1
    }
    longest = Math.max(longest, length)
  }
  return longest
}
