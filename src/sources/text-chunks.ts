/**
 * Cuts a stream of text into chunks of a bounded size. Neighbours overlap by more than any key is long, and each match
 * belongs to one of them: none is lost at a seam and none is found twice.
 */
import type { Chunk, Origin } from '../detect/chunk.ts'
import type { RandomAccess } from './archive/body.ts'
import type { WideText } from './wide-text.ts'
import { readWideText, widthInOriginal } from './wide-text.ts'

const NEWLINE = 0x0a

export interface CutOptions {
  /** Bytes of which a chunk is the owner. */
  readonly block?: number
  /** What it shows beyond them on both sides. */
  readonly margin?: number
  readonly wide?: WideText | undefined
}

export const BLOCK_BYTES = 8 * 1024 * 1024
export const MARGIN_BYTES = 64 * 1024

export async function* textChunks(
  stream: AsyncIterable<Uint8Array>,
  origin: Origin,
  { block = BLOCK_BYTES, margin = MARGIN_BYTES, wide }: CutOptions = {},
): AsyncGenerator<Chunk> {
  const encoding = wide?.encoding
  const kept: Pieces = { parts: [], length: 0 }
  let from = { line: 1, column: 1 + (wide?.mark ?? 0) }
  let isFirst = true
  const chunkOf = (bytes: Uint8Array, isLast: boolean): Chunk => ({
    bytes,
    origin,
    ...(isFirst && wide === undefined ? {} : { from }),
    ...(isFirst && isLast ? {} : { own: { start: isFirst ? 0 : margin, end: isLast ? bytes.length : block + margin } }),
    ...(encoding === undefined ? {} : { encoding }),
  })
  for await (const piece of wide === undefined ? stream : readWideText(stream, wide)) {
    kept.parts.push(piece)
    kept.length += piece.length
    while (kept.length > block + 2 * margin) {
      const all = joined(kept)
      yield chunkOf(all.subarray(0, block + 2 * margin), false)
      from = positionBehind(all.subarray(0, block), from, encoding)
      // A copy: a view would keep the whole block alive.
      const tail = all.slice(block)
      kept.parts = [tail]
      kept.length = tail.length
      isFirst = false
    }
  }
  if (kept.length > 0) yield chunkOf(joined(kept), true)
}

/** The same of text that lies somewhere: each block is read where it is wanted, and is there until the next one is. */
export function* textBlocks(
  random: RandomAccess,
  origin: Origin,
  { block = BLOCK_BYTES, margin = MARGIN_BYTES }: Omit<CutOptions, 'wide'> = {},
): Generator<Chunk> {
  const length = block + 2 * margin
  const into = random.size > length ? Buffer.allocUnsafeSlow(length) : undefined
  let from = { line: 1, column: 1 }
  for (let at = 0; ; at += block) {
    const bytes = random.read(at, length, into)
    const isFirst = at === 0
    // It may have become shorter meanwhile.
    const isLast = at + length >= random.size || bytes.length < length
    if (bytes.length === 0) return
    const end = isLast ? bytes.length : block + margin
    yield {
      bytes,
      origin,
      ...(isFirst ? {} : { from }),
      ...(isFirst && isLast ? {} : { own: { start: isFirst ? 0 : margin, end } }),
    }
    if (isLast) return
    from = positionBehind(bytes.subarray(0, block), from, undefined)
  }
}

interface Pieces {
  parts: Uint8Array[]
  length: number
}

function joined(pieces: Pieces): Uint8Array {
  const [only] = pieces.parts
  const all = pieces.parts.length === 1 && only !== undefined ? only : Buffer.concat(pieces.parts, pieces.length)
  pieces.parts = [all]
  return all
}

function positionBehind(
  bytes: Uint8Array,
  from: { readonly line: number; readonly column: number },
  encoding: Chunk['encoding'],
): { line: number; column: number } {
  let { line } = from
  let start = 0
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) {
    line++
    start = at + 1
  }
  const tail = bytes.subarray(start)
  const width = encoding === undefined ? tail.length : widthInOriginal(tail, encoding)
  return { line, column: width + (start === 0 ? from.column : 1) }
}
