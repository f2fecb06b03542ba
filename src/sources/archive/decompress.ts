/**
 * Decompression of streams, piece by piece. What could be decompressed before the first damage is given out before the
 * error is thrown. `deflate` and `gzip` are zlib's; the others are decoded in JavaScript.
 */
import { createGunzip, createInflateRaw, type Gunzip, type InflateRaw } from 'node:zlib'
import { Decompress } from 'fzstd'
import { Damaged, LimitReached, Unreadable } from './budget.ts'
import { bunzip2 } from './bzip2.ts'
import { Feed } from './feed.ts'
import { unxz } from './xz.ts'

export type Compression = 'deflate' | 'gzip' | 'zstd' | 'xz' | 'bzip2'

/** So much is put in at once: at the thousandfold it comes out as 16 MB. */
const SLICE_BYTES = 16 * 1024
/** zstd's own bound for what every decoder should take is 8 MB; `--long` goes to 128 MB. */
const MAX_ZSTD_WINDOW = 128 * 1024 * 1024

export function decompress(kind: Compression, stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (kind === 'xz') return unxz(new Feed(stream))
  if (kind === 'bzip2') return bunzip2(new Feed(stream))
  if (kind === 'zstd') return unzstd(stream)
  return throughZlib(kind === 'gzip' ? createGunzip() : createInflateRaw(), stream)
}

async function* throughZlib(zlib: Gunzip | InflateRaw, stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
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
        failure.code === 'Z_BUF_ERROR' ? 'its compressed data ends too early' : 'its compressed data is wrong',
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
