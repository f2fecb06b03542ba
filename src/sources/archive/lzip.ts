/** lzip: members of LZMA, each with its own length at its end. Read as a whole, for only the end tells where each begins. */
import { Damaged, Unreadable } from './budget.ts'
import { LzmaDecoder, parseProperties } from './lzma.ts'

const MARK = Buffer.from('LZIP\x01')
const HEADER_BYTES = 6
const TRAILER_BYTES = 20
const PIECE = 64 * 1024
const MAX_BYTES = 128 * 1024 * 1024
/** lc 3, lp 0, pb 2: lzip has no others. */
const PROPERTIES = parseProperties(0x5d)

export async function* unlzip(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of stream) {
    parts.push(part.slice())
    length += part.length
    if (length > MAX_BYTES) throw new Unreadable('it is larger than 128 MB')
  }
  const file = Buffer.concat(parts, length)
  // Millions of members may lie in one file: those of one size share a decoder.
  const decoders = new Map<number, LzmaDecoder>()
  for (const [start, end] of membersOf(file)) {
    const member = file.subarray(start, end)
    const size = dictionaryOf(member)
    const decoder = decoders.get(size) ?? new LzmaDecoder(size)
    decoders.set(size, decoder)
    decoder.resetDictionary()
    yield* readMember(member, decoder)
  }
}

/** A member ends where another begins that its own last number, its length, points to; the last one at the end. */
function membersOf(file: Buffer): [start: number, end: number][] {
  const members: [number, number][] = []
  let start = 0
  for (let next = file.indexOf(MARK, 1); next >= 0; next = file.indexOf(MARK, next + 1)) {
    if (next - start < HEADER_BYTES + TRAILER_BYTES) continue
    if (Number(file.readBigUInt64LE(next - 8)) !== next - start) continue
    members.push([start, next])
    start = next
  }
  return file.length === 0 ? [] : [...members, [start, file.length]]
}

function dictionaryOf(member: Buffer): number {
  if (!member.subarray(0, MARK.length).equals(MARK) || member.length < HEADER_BYTES)
    throw new Damaged('it has no header')
  const code = member[HEADER_BYTES - 1] as number
  const base = 2 ** (code & 0x1f)
  if (base < 4096 || base > 2 ** 29) throw new Damaged('its header is wrong')
  return base - (base / 16) * (code >> 5)
}

function* readMember(member: Buffer, decoder: LzmaDecoder): Generator<Uint8Array> {
  decoder.resetState(PROPERTIES)
  decoder.start(member.subarray(HEADER_BYTES, Math.max(HEADER_BYTES, member.length - TRAILER_BYTES)))
  for (;;) {
    const piece = decoder.decode(PIECE)
    yield piece
    if (piece.length < PIECE) return
  }
}
