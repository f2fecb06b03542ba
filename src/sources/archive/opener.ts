/**
 * What `expand.ts` loads when something is more than plain text: tells formats apart, reads the entries of archives, and
 * opens these in turn, each within the budget of the outermost.
 */
import type { Chunk, Origin, Skipped } from '../../detect/chunk.ts'
import { isKeyFile, keyFileText, MAX_KEY_FILE_BYTES } from '../key-file.ts'
import { isBinary, SNIFF_BYTES } from '../text.ts'
import { textBlocks, textChunks } from '../text-chunks.ts'
import { findWideText } from '../wide-text.ts'
import { readCpio } from './cpio.ts'
import { bodyOfBytes, type Body, type Entry, type RandomAccess } from './body.ts'
import { type Budget, Damaged, LimitReached, Unreadable } from './budget.ts'
import { decompress, findNamedCompression, type Compression } from './decompress.ts'
import { Feed } from './feed.ts'
import { findFormat, type Format, isCompressed } from './format.ts'
import { readPdf } from './pdf.ts'
import { readRar } from './rar.ts'
import { readSevenZip } from './seven-zip.ts'
import { readSqlite } from './sqlite.ts'
import { readAr, readTar } from './tar.ts'
import { readZip } from './zip.ts'

interface Place {
  readonly origin: Origin
  readonly depth: number
  /** Whether these bytes came out of a compressed stream just now: `a.tar.gz` is one archive, not two. */
  readonly isUnpacked: boolean
}

const MAX_NAME = 1_024

export class Opener {
  readonly #budget: Budget
  readonly #onSkip: (skipped: Skipped) => void

  constructor(budget: Budget, onSkip: (skipped: Skipped) => void) {
    this.#budget = budget
    this.#onSkip = onSkip
  }

  async *open(body: Body, place: Place): AsyncGenerator<Chunk> {
    const feed = new Feed(body.stream())
    try {
      // What is damaged from the start is told by who reads on.
      await feed.ensure(SNIFF_BYTES)
      const head = feed.bytes.subarray(0, SNIFF_BYTES)
      const format = findFormat(head)
      const named = format === undefined && !place.isUnpacked && findNamedCompression(place.origin.path, head)
      if (named) {
        if (place.depth >= this.#budget.limits.depth) this.#tooDeep(place)
        else yield* this.#unpack(named, feed, place)
      } else if (format === undefined) {
        if (isKeyFile(head)) {
          const text = keyFileText(await this.#beginOf(feed))
          if (text !== undefined) return yield { bytes: Buffer.from(text), origin: place.origin }
        }
        const wide = findWideText(head)
        if (wide === undefined && isBinary(head)) return
        if (wide === undefined && body.random !== undefined) yield* textBlocks(body.random, place.origin)
        else yield* textChunks(feed.rest(), place.origin, { wide })
      } else if (place.depth >= this.#budget.limits.depth) this.#tooDeep(place)
      else if (isCompressed(format)) yield* this.#unpack(format, feed, place)
      else if (format === 'pdf') yield* this.#text(place, 'text', onePiece(readPdf(await this.#bytesOf(body, feed))))
      else if (format === 'sqlite') {
        for (const table of readSqlite(await this.#randomOf(body, feed)))
          yield* this.#text(place, table.name, table.rows())
      } else yield* this.#entries(await this.#readerOf(format, body, feed, place), place)
    } finally {
      await feed.close()
    }
  }

  report(path: string, error: unknown): void {
    if (error instanceof LimitReached) this.#onSkip({ path, reason: `archive: ${error.message}` })
    else if (error instanceof Unreadable) this.#onSkip({ path, reason: `archive: ${error.message}` })
    else if (error instanceof Damaged)
      this.#onSkip({ path, reason: `archive is damaged: ${error.message}`, failed: true })
    else throw error
  }

  /** An explicit 0 means that nobody wants to hear of archives. */
  #tooDeep({ origin, depth }: Place): void {
    if (depth > 0)
      this.#onSkip({ path: origin.path, reason: `archive: lies deeper than ${depth} others (--archive-depth)` })
  }

  async *#unpack(format: Compression, feed: Feed, place: Place): AsyncGenerator<Chunk> {
    const counter = { bytes: 0 }
    const unpacked = this.#budget.meter(decompress(format, counted(feed.rest(), counter)), () => counter.bytes)
    const depth = place.isUnpacked ? place.depth + 1 : place.depth
    yield* this.open({ stream: () => unpacked }, { origin: place.origin, depth, isUnpacked: true })
  }

  async #readerOf(
    format: Format,
    body: Body,
    feed: Feed,
    { origin }: Place,
  ): Promise<AsyncIterable<Entry> | Iterable<Entry>> {
    if (format === 'tar') return readTar(feed)
    if (format === 'ar') return readAr(feed)
    if (format === 'cpio') return readCpio(feed)
    if (format === 'rar') return readRar(feed)
    const random = await this.#randomOf(body, feed)
    if (format === '7z') return readSevenZip(random, this.#budget)
    return readZip(random, {
      onProblem: (reason) => this.#onSkip({ path: origin.path, reason: `archive: ${reason}`, failed: true }),
    })
  }

  async *#entries(entries: AsyncIterable<Entry> | Iterable<Entry>, place: Place): AsyncGenerator<Chunk> {
    const unreadable = new Map<string, { first: string; count: number }>()
    for await (const { name, body, packed } of entries) {
      this.#budget.countEntry()
      const origin = inside(place.origin, name)
      if ('unreadable' in body) {
        const known = unreadable.get(body.unreadable)
        if (known) known.count++
        else unreadable.set(body.unreadable, { first: origin.path, count: 1 })
        continue
      }
      const compressed = packed === undefined ? undefined : (): number => packed
      try {
        const metered = { stream: () => this.#budget.meter(body.stream(), compressed) }
        yield* this.open(metered, { origin, depth: place.depth + 1, isUnpacked: false })
      } catch (error) {
        if (error instanceof LimitReached && error.endsAll) throw error
        this.report(origin.path, error)
      }
    }
    for (const [reason, { first, count }] of unreadable) {
      const others = count === 1 ? '' : ` (and ${count - 1} more entries)`
      this.#onSkip({ path: first, reason: `archive entry: ${reason}${others}` })
    }
  }

  async *#text({ origin }: Place, name: string, stream: AsyncIterable<Uint8Array>): AsyncGenerator<Chunk> {
    yield* textChunks(this.#budget.meter(stream), inside(origin, name))
  }

  async #randomOf(body: Body, feed: Feed): Promise<RandomAccess> {
    if (body.random !== undefined) return body.random
    return bodyOfBytes(await this.#budget.whole(feed.rest())).random as RandomAccess
  }

  async #beginOf(feed: Feed): Promise<Uint8Array> {
    await feed.ensure(MAX_KEY_FILE_BYTES)
    return feed.bytes.subarray(0, MAX_KEY_FILE_BYTES)
  }

  #bytesOf(body: Body, feed: Feed): Promise<Uint8Array> {
    const isSmall = body.random !== undefined && body.random.size <= this.#budget.limits.memoryBytes
    return isSmall ? Promise.resolve(body.random.read(0, body.random.size)) : this.#budget.whole(feed.rest())
  }
}

/** Names are for people to read: no control characters, no end of a C string, not without end. */
function inside(origin: Origin, name: string): Origin {
  const shown = name
    .slice(0, MAX_NAME)
    .replaceAll('\\', '/')
    .replaceAll(/\p{Cc}/gu, '\ufffd')
  return {
    ...origin,
    path: `${origin.path}!${shown}`,
    inner: origin.inner === undefined ? shown : `${origin.inner}!${shown}`,
  }
}

async function* counted(stream: AsyncIterable<Uint8Array>, counter: { bytes: number }): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) {
    counter.bytes += piece.length
    yield piece
  }
}

async function* onePiece(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield piece
}
