/** The framing format of Snappy: chunks of at most 64 kB. The checks are passed over: what was read is searched anyway. */
import { Damaged, Unreadable } from './budget.ts'
import type { Feed } from './feed.ts'

const CHUNK = { packed: 0x00, stored: 0x01, firstToPassOver: 0x80, identifier: 0xff } as const
const IDENTIFIER = 'sNaPpY'
const MAX_OUT = 65_536
/** The most that 64 kB may take, and a check. */
const MAX_IN = 32 + MAX_OUT + Math.floor(MAX_OUT / 6) + 4
const CHECK_BYTES = 4

export async function* unsnappy(feed: Feed): AsyncGenerator<Uint8Array> {
  while (await feed.ensure(1)) {
    if (!(await feed.ensure(4))) throw new Damaged('it ends within a header')
    const [kind = 0, a = 0, b = 0, c = 0] = feed.bytes
    const length = a | (b << 8) | (c << 16)
    feed.advance(4)
    if (kind >= CHUNK.firstToPassOver && kind !== CHUNK.identifier) {
      if (!(await feed.skip(length))) throw new Damaged('it ends within a chunk')
      continue
    }
    if (length > MAX_IN) throw new Damaged('a chunk is larger than it may be')
    if (!(await feed.ensure(length))) throw new Damaged('it ends within a chunk')
    const chunk = feed.bytes.slice(0, length)
    feed.advance(length)
    if (kind === CHUNK.identifier) {
      if (Buffer.from(chunk).toString('latin1') !== IDENTIFIER)
        throw new Unreadable('it is of a kind of Snappy that is not known')
    } else if (kind > CHUNK.stored) throw new Unreadable('it is of a kind of Snappy that is not known')
    else if (length < CHECK_BYTES) throw new Damaged('a chunk is too short')
    else if (kind === CHUNK.packed) yield unpackBlock(chunk.subarray(CHECK_BYTES))
    else yield chunk.subarray(CHECK_BYTES)
  }
}

/** Its length, then literals and copies of what came out before. */
function unpackBlock(input: Uint8Array): Uint8Array {
  let [size, shift, at] = [0, 0, 0]
  for (; shift < 35; shift += 7) {
    const byte = input[at++] ?? 0
    size += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) break
  }
  if (size > MAX_OUT) throw new Damaged('a chunk is larger than it may be')
  const out = new Uint8Array(size)
  let to = 0
  while (at < input.length) {
    const tag = input[at++] as number
    if ((tag & 3) === 0) {
      const extra = Math.max(0, (tag >> 2) - 59)
      const length = extra === 0 ? (tag >> 2) + 1 : littleAt(input, at, extra) + 1
      at += extra
      if (at + length > input.length || to + length > size) throw new Damaged('its compressed data is wrong')
      out.set(input.subarray(at, at + length), to)
      at += length
      to += length
      continue
    }
    const isShort = (tag & 3) === 1
    const bytes = isShort ? 1 : (tag & 3) === 2 ? 2 : 4
    const length = isShort ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1
    const distance = littleAt(input, at, bytes) + (isShort ? (tag >> 5) << 8 : 0)
    at += bytes
    if (distance === 0 || distance > to || at > input.length || to + length > size)
      throw new Damaged('its compressed data is wrong')
    for (const stop = to + length; to < stop; to++) out[to] = out[to - distance] as number
  }
  if (to !== size) throw new Damaged('its compressed data ends too early')
  return out
}

function littleAt(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let i = count - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] ?? 0)
  return value
}
