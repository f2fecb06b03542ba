/** LZ4: frames, those of old, and frames to pass over. The checks are passed over: what was read is searched anyway. */
import { Damaged, Unreadable } from './budget.ts'
import type { Feed } from './feed.ts'

const FRAME = 0x184d2204
const OLD_FRAME = 0x184c2102
/** Of sixteen kinds, told by the last four bits. */
const SKIPPED_FRAME = 0x184d2a50
const WINDOW = 64 * 1024
const OLD_BLOCK = 8 * 1024 * 1024
const BLOCKS = [64 * 1024, 256 * 1024, 1024 * 1024, 4 * 1024 * 1024]

export async function* unlz4(feed: Feed): AsyncGenerator<Uint8Array> {
  // Millions of frames may lie in one file: each kind of block has one buffer for all of them.
  const decoders = new Map<number, BlockDecoder>()
  const decoderFor = (blockBytes: number): BlockDecoder => {
    const known = decoders.get(blockBytes) ?? new BlockDecoder(blockBytes)
    decoders.set(blockBytes, known)
    known.forget()
    return known
  }
  for (let isFirst = true; await feed.ensure(1); isFirst = false) {
    if (!(await feed.ensure(4))) throw new Damaged('it ends within a header')
    const magic = wordAt(feed.bytes, 0)
    feed.advance(4)
    if (magic === FRAME) yield* readFrame(feed, decoderFor)
    else if (magic === OLD_FRAME) yield* readOldFrame(feed, decoderFor)
    else if ((magic & ~15) === SKIPPED_FRAME) await skipFrame(feed)
    else throw new Damaged(isFirst ? 'it has no header' : 'what follows a frame is none')
  }
}

function wordAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, true)
}

async function skipFrame(feed: Feed): Promise<void> {
  if (!(await feed.ensure(4))) throw new Damaged('it ends within a header')
  const length = wordAt(feed.bytes, 0)
  feed.advance(4)
  if (!(await feed.skip(length))) throw new Damaged('it ends within a frame')
}

type DecoderFor = (blockBytes: number) => BlockDecoder

async function* readFrame(feed: Feed, decoderFor: DecoderFor): AsyncGenerator<Uint8Array> {
  if (!(await feed.ensure(2))) throw new Damaged('it ends within a header')
  const [flags, sizes] = feed.bytes as unknown as [number, number]
  const blockBytes = BLOCKS[((sizes >> 4) & 7) - 4]
  if (flags >> 6 !== 1 || blockBytes === undefined) throw new Damaged('its header is wrong')
  if ((flags & 1) !== 0) throw new Unreadable('it asks for a dictionary')
  const [areDependent, haveChecks] = [(flags & 0x20) === 0, (flags & 0x10) !== 0]
  if (!(await feed.skip(2 + ((flags & 8) !== 0 ? 8 : 0) + 1))) throw new Damaged('it ends within a header')
  const blocks = decoderFor(blockBytes)
  for (;;) {
    if (!(await feed.ensure(4))) throw new Damaged('it ends before its end mark')
    const word = wordAt(feed.bytes, 0)
    feed.advance(4)
    if (word === 0) break
    const length = word & 0x7fffffff
    if (length > blockBytes) throw new Damaged('a block is larger than it may be')
    const isWhole = await feed.ensure(length)
    if (!areDependent) blocks.forget()
    yield word === length ? blocks.decode(feed.bytes.subarray(0, length)) : blocks.store(feed.bytes.subarray(0, length))
    feed.advance(length)
    if (!isWhole || (haveChecks && !(await feed.skip(4)))) throw new Damaged('it ends within a block')
  }
  if ((flags & 4) !== 0 && !(await feed.skip(4))) throw new Damaged('it ends before its check')
}

/** As `lz4 -l` and Linux write it: blocks to the end of the file, or to the next frame. */
async function* readOldFrame(feed: Feed, decoderFor: DecoderFor): AsyncGenerator<Uint8Array> {
  const blocks = decoderFor(OLD_BLOCK)
  while (await feed.ensure(4)) {
    const length = wordAt(feed.bytes, 0)
    if (length === FRAME || length === OLD_FRAME || (length & ~15) === SKIPPED_FRAME) return
    if (length > OLD_BLOCK + OLD_BLOCK / 255 + 16) throw new Damaged('a block is larger than it may be')
    feed.advance(4)
    const isWhole = await feed.ensure(length)
    blocks.forget()
    yield blocks.decode(feed.bytes.subarray(0, length))
    feed.advance(length)
    if (!isWhole) throw new Damaged('it ends within a block')
  }
  if (feed.bytes.length > 0) throw new Damaged('it ends within a header')
}

class BlockDecoder {
  readonly #blockBytes: number
  /** What came out last, and behind it what comes out now. */
  readonly #buffer: Uint8Array
  #history = 0

  constructor(blockBytes: number) {
    this.#blockBytes = blockBytes
    this.#buffer = new Uint8Array(WINDOW + blockBytes)
  }

  forget(): void {
    this.#history = 0
  }

  store(bytes: Uint8Array): Uint8Array {
    if (bytes.length > this.#blockBytes) throw new Damaged('a block is larger than it may be')
    this.#buffer.set(bytes, this.#history)
    return this.#take(this.#history + bytes.length)
  }

  /** Sequences: literals, then a copy of what came out at most 64 kB before. The last one has literals only. */
  decode(input: Uint8Array): Uint8Array {
    const out = this.#buffer
    const end = this.#history + this.#blockBytes
    let at = 0
    let to = this.#history
    while (at < input.length) {
      const token = input[at++] as number
      let literals = token >> 4
      if (literals === 15) [literals, at] = longer(literals, input, at)
      if (at + literals > input.length || to + literals > end) throw new Damaged('its compressed data is wrong')
      out.set(input.subarray(at, at + literals), to)
      at += literals
      to += literals
      if (at === input.length) break
      const distance = (input[at] as number) | ((input[at + 1] ?? 0) << 8)
      at += 2
      let length = token & 15
      if (length === 15) [length, at] = longer(length, input, at)
      length += 4
      if (distance === 0 || distance > to || at > input.length || to + length > end)
        throw new Damaged('its compressed data is wrong')
      for (const stop = to + length; to < stop; to++) out[to] = out[to - distance] as number
    }
    return this.#take(to)
  }

  #take(end: number): Uint8Array {
    const made = this.#buffer.slice(this.#history, end)
    const kept = Math.min(WINDOW, end)
    this.#buffer.copyWithin(0, end - kept, end)
    this.#history = kept
    return made
  }
}

/** Bytes of 255 and one more are added. */
function longer(length: number, input: Uint8Array, start: number): [length: number, at: number] {
  let [sum, at] = [length, start]
  for (;;) {
    const byte = input[at++]
    if (byte === undefined) throw new Damaged('its compressed data is wrong')
    sum += byte
    if (byte !== 255) return [sum, at]
  }
}
