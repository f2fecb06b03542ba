/**
 * Decompression of streams, piece by piece. What could be decompressed before the first damage is given out before the
 * error is thrown. What Node.js has is decoded by it; the others in JavaScript.
 */
import {
  brotliDecompressSync,
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  inflateSync,
} from 'node:zlib'
import { Decompress } from 'fzstd'
import { Damaged, LimitReached, Unreadable } from './budget.ts'
import { bunzip2 } from './bzip2.ts'
import { Feed } from './feed.ts'
import { type CompressedFormat, namedCompression } from './format.ts'
import { unlz4 } from './lz4.ts'
import { unlzip } from './lzip.ts'
import { uncompress } from './lzw.ts'
import { unsnappy } from './snappy.ts'
import { unxz } from './xz.ts'

export type Compression = CompressedFormat | 'deflate' | 'zlib' | 'brotli'

/** So much is put in at once: at the thousandfold it comes out as 16 MB. */
const SLICE_BYTES = 16 * 1024
/** zstd's own bound for what every decoder should take is 8 MB; `--long` goes to 128 MB. */
const MAX_ZSTD_WINDOW = 128 * 1024 * 1024

export function decompress(kind: Compression, stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (kind === 'xz') return unxz(new Feed(stream))
  if (kind === 'bzip2') return bunzip2(new Feed(stream))
  if (kind === 'zstd') return unzstd(stream)
  if (kind === 'lz4') return unlz4(new Feed(stream))
  if (kind === 'lzip') return unlzip(stream)
  if (kind === 'snappy') return unsnappy(new Feed(stream))
  if (kind === 'compress') return uncompress(new Feed(stream))
  return throughZlib(ZLIB[kind](), stream)
}

const ZLIB = {
  deflate: createInflateRaw,
  gzip: createGunzip,
  zlib: createInflate,
  brotli: createBrotliDecompress,
} as const

const TRIED_BYTES = 4 * 1024
const MOST_TRIED = 8 * 1024 * 1024

/** A kind that has no mark of its own: its name has to say so, and its beginning to be of that kind. */
export function findNamedCompression(path: string, head: Uint8Array): Compression | undefined {
  const kind = namedCompression(path)
  if (kind === undefined) return undefined
  const tried = head.subarray(0, TRIED_BYTES)
  const options = { maxOutputLength: MOST_TRIED }
  try {
    const begin =
      kind === 'zlib'
        ? inflateSync(tried, { ...options, finishFlush: constants.Z_SYNC_FLUSH })
        : brotliDecompressSync(tried, { ...options, finishFlush: constants.BROTLI_OPERATION_FLUSH })
    return begin.length > 0 ? kind : undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? kind : undefined
  }
}

async function* throughZlib(
  zlib: ReturnType<(typeof ZLIB)[keyof typeof ZLIB]>,
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const pieces: Buffer[] = []
  let failure: NodeJS.ErrnoException | undefined
  zlib.on('data', (piece: Buffer) => pieces.push(piece))
  const closed = new Promise<void>((done) => {
    zlib.once('end', done)
    zlib.once('error', (error) => {
      failure = error
      done()
    })
  })
  try {
    for await (const slice of slicesOf(stream)) {
      await Promise.race([new Promise<void>((done) => zlib.write(slice, () => done())), closed])
      yield* pieces.splice(0)
      if (failure !== undefined) break
    }
    if (failure === undefined) zlib.end()
    await closed
    yield* pieces.splice(0)
    if (failure !== undefined) {
      throw new Damaged(
        /Z_BUF_ERROR|UNEXPECTED_EOF/.test(failure.code ?? '')
          ? 'its compressed data ends too early'
          : 'its compressed data is wrong',
      )
    }
  } finally {
    zlib.destroy()
  }
}

async function* unzstd(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = []
  const zstd = new Decompress((piece) => pieces.push(piece))
  let isFirst = true
  try {
    for await (const slice of slicesOf(stream)) {
      if (isFirst && windowOf(slice) > MAX_ZSTD_WINDOW) throw new Unreadable('it asks for too much memory')
      isFirst = false
      zstd.push(slice.slice())
      yield* pieces.splice(0)
    }
    zstd.push(new Uint8Array(0), true)
    yield* pieces.splice(0)
  } catch (error) {
    if (error instanceof LimitReached || error instanceof Damaged || error instanceof Unreadable) throw error
    yield* pieces.splice(0)
    throw new Damaged('its compressed data is wrong or ends too early')
  }
}

/** The memory that the first frame asks for. */
function windowOf(frame: Uint8Array): number {
  const flags = frame[4] ?? 0
  if ((flags & 0x20) !== 0) {
    const sizes = [1, 2, 4, 8]
    const length = sizes[flags >> 6] as number
    const at = 5 + ([0, 1, 2, 4][flags & 3] as number)
    let size = 0
    for (let i = length - 1; i >= 0; i--) size = size * 256 + (frame[at + i] ?? 0)
    return size
  }
  const descriptor = frame[5] ?? 0
  const base = 2 ** (10 + (descriptor >> 3))
  return base + (base / 8) * (descriptor & 7)
}

async function* slicesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) {
    for (let at = 0; at < piece.length; at += SLICE_BYTES) yield piece.subarray(at, at + SLICE_BYTES)
  }
}
