/** xz: streams of blocks of LZMA2. The checks at the ends of blocks are passed over: what was read is searched anyway. */
import { Damaged, Unreadable } from './budget.ts'
import type { Feed } from './feed.ts'
import { LzmaDecoder, parseProperties } from './lzma.ts'

const HEADER = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]
const CHECK_BYTES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64]
const LZMA2 = 0x21

export async function* unxz(feed: Feed): AsyncGenerator<Uint8Array> {
  for (let isFirst = true; ; isFirst = false) {
    // Zeros may stand between streams.
    if (!isFirst)
      while ((await feed.ensure(4)) && feed.bytes.subarray(0, 4).every((byte) => byte === 0)) feed.advance(4)
    const isThere = (await feed.ensure(12)) && HEADER.every((byte, i) => feed.bytes[i] === byte)
    if (!isThere) {
      if (isFirst) throw new Damaged('it has no header')
      return
    }
    const checkBytes = CHECK_BYTES[(feed.bytes[7] as number) & 15] as number
    feed.advance(12)
    yield* readBlocks(feed, checkBytes)
  }
}

async function* readBlocks(feed: Feed, checkBytes: number): AsyncGenerator<Uint8Array> {
  for (;;) {
    if (!(await feed.ensure(1))) throw new Damaged('it ends before its index')
    const first = feed.bytes[0] as number
    if (first === 0) return readIndex(feed)
    const headerBytes = (first + 1) * 4
    if (!(await feed.ensure(headerBytes))) throw new Damaged('it ends within a header')
    const dictionary = parseBlockHeader(feed.bytes.subarray(0, headerBytes))
    feed.advance(headerBytes)
    const counter = { read: 0 }
    yield* readLzma2(feed, dictionary, counter)
    if (!(await feed.skip(((4 - (counter.read % 4)) % 4) + checkBytes))) throw new Damaged('it ends within a block')
  }
}

/** The size of the dictionary. Filters for machine code change no text and are not undone. */
function parseBlockHeader(header: Uint8Array): number {
  const flags = header[1] as number
  const reader = { at: 2 }
  if ((flags & 0x40) !== 0) readNumber(header, reader)
  if ((flags & 0x80) !== 0) readNumber(header, reader)
  let dictionary: number | undefined
  for (let i = 0; i <= (flags & 3); i++) {
    const id = readNumber(header, reader)
    const size = readNumber(header, reader)
    if (id === LZMA2) dictionary = dictionarySize(header[reader.at] as number)
    else if (id === 3) throw new Unreadable('it uses a filter that is not known')
    reader.at += size
  }
  if (dictionary === undefined) throw new Unreadable('it uses a filter that is not known')
  return dictionary
}

export function dictionarySize(byte: number): number {
  return byte >= 40 ? 0xffffffff : (2 | (byte & 1)) * 2 ** (Math.floor(byte / 2) + 11)
}

function readNumber(bytes: Uint8Array, reader: { at: number }): number {
  let value = 0
  for (let i = 0; i < 9; i++) {
    const byte = bytes[reader.at++]
    if (byte === undefined) break
    value += (byte & 0x7f) * 2 ** (7 * i)
    if ((byte & 0x80) === 0) return value
  }
  throw new Damaged('a number in it is wrong')
}

/** Chunks of at most 64 kB that become at most 2 MB each. */
export async function* readLzma2(feed: Feed, dictionary: number, counter = { read: 0 }): AsyncGenerator<Uint8Array> {
  const decoder = new LzmaDecoder(dictionary)
  const need = async (count: number): Promise<Uint8Array> => {
    if (!(await feed.ensure(count))) throw new Damaged('it ends within a block')
    const bytes = feed.bytes.slice(0, count)
    feed.advance(count)
    counter.read += count
    return bytes
  }
  let isReset = false
  for (;;) {
    const [control = 0] = await need(1)
    if (control === 0) return
    if (control < 0x80) {
      if (control > 2) throw new Damaged('a chunk is of no known kind')
      if (control === 1) decoder.resetDictionary()
      const [high = 0, low = 0] = await need(2)
      const stored = await need(high * 256 + low + 1)
      decoder.store(stored)
      yield stored
      continue
    }
    const [a = 0, b = 0, c = 0, d = 0] = await need(4)
    const reset = (control >> 5) & 3
    if (reset === 3) decoder.resetDictionary()
    if (reset >= 2) decoder.resetState(parseProperties((await need(1))[0] as number))
    else if (reset === 1) decoder.resetState()
    isReset ||= reset > 0
    if (!isReset) throw new Damaged('a chunk continues nothing')
    decoder.start(await need(c * 256 + d + 1))
    yield decoder.decode((control & 0x1f) * 65_536 + a * 256 + b + 1)
  }
}

async function readIndex(feed: Feed): Promise<void> {
  let read = 1
  feed.advance(1)
  const number = async (): Promise<number> => {
    await feed.ensure(9)
    const reader = { at: 0 }
    const value = readNumber(feed.bytes, reader)
    feed.advance(reader.at)
    read += reader.at
    return value
  }
  const records = await number()
  for (let i = 0; i < records * 2; i++) await number()
  // Padding, the check of the index, and the footer.
  if (!(await feed.skip(((4 - (read % 4)) % 4) + 4 + 12))) throw new Damaged('it ends within its index')
}
