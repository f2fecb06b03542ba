/** bzip2. One block (at most 900 kB) is decoded at a time; several streams behind each other are one. */
import { Damaged, Unreadable } from './budget.ts'
import type { Feed } from './feed.ts'

/** More than any compressed block takes. */
const BLOCK_INPUT = 1_300_000
const BLOCK_MARK = 0x314159265359
const END_MARK = 0x177245385090
const GROUP_SYMBOLS = 50
const MAX_CODE_BITS = 20

export async function* bunzip2(feed: Feed): AsyncGenerator<Uint8Array> {
  for (let isFirst = true; ; isFirst = false) {
    if (!(await feed.ensure(4))) {
      if (isFirst) throw new Damaged('it has no header')
      return
    }
    const [b, z, h, level = 0] = feed.bytes
    const isHeader = b === 0x42 && z === 0x5a && h === 0x68 && level >= 0x31 && level <= 0x39
    if (!isHeader) {
      if (isFirst) throw new Damaged('it has no header')
      return
    }
    feed.advance(4)
    yield* readBlocks(feed, (level - 0x30) * 100_000)
  }
}

async function* readBlocks(feed: Feed, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bit = 0
  for (;;) {
    await feed.ensure(BLOCK_INPUT)
    const bits = new Bits(feed.bytes, bit)
    const mark = bits.read(24) * 2 ** 24 + bits.read(24)
    if (mark === END_MARK) {
      bits.read(32)
      feed.advance(Math.ceil(bits.position / 8))
      return
    }
    if (mark !== BLOCK_MARK) throw new Damaged('a block has no mark')
    bits.read(32)
    if (bits.read(1) === 1) throw new Unreadable('it is of an old kind of bzip2')
    const pointer = bits.read(24)
    const { symbols, inUse } = readSymbols(bits)
    const { block, length, counts } = readBlock(bits, { symbols, inUse, maxBytes })
    if (pointer >= length) throw new Damaged('a block points out of itself')
    yield* undo(block, { length, counts, pointer })
    feed.advance(bits.position >> 3)
    bit = bits.position & 7
  }
}

class Bits {
  readonly #bytes: Uint8Array
  position: number

  constructor(bytes: Uint8Array, position: number) {
    this.#bytes = bytes
    this.position = position
  }

  read(count: number): number {
    let value = 0
    let left = count
    while (left > 0) {
      const byte = this.#bytes[this.position >> 3]
      if (byte === undefined) throw new Damaged('it ends within a block')
      const room = 8 - (this.position & 7)
      const taken = Math.min(room, left)
      value = value * 2 ** taken + ((byte >> (room - taken)) & ((1 << taken) - 1))
      this.position += taken
      left -= taken
    }
    return value
  }
}

function increase(counts: Int32Array | Uint32Array, index: number, by: number): void {
  counts[index] = (counts[index] as number) + by
}

function readSymbols(bits: Bits): { symbols: Uint8Array; inUse: number } {
  const symbols = new Uint8Array(256)
  let inUse = 0
  const groups = bits.read(16)
  for (let group = 0; group < 16; group++) {
    if (((groups >> (15 - group)) & 1) === 0) continue
    const members = bits.read(16)
    for (let i = 0; i < 16; i++) if (((members >> (15 - i)) & 1) === 1) symbols[inUse++] = group * 16 + i
  }
  if (inUse === 0) throw new Damaged('a block uses no bytes')
  return { symbols, inUse }
}

interface Code {
  /** First code, past the last code, and index of the first symbol, by length. */
  readonly limit: Int32Array
  readonly base: Int32Array
  readonly permutation: Uint16Array
  readonly minBits: number
}

function readCode(bits: Bits, size: number): Code {
  const lengths = new Uint8Array(size)
  let length = bits.read(5)
  for (let i = 0; i < size; i++) {
    for (;;) {
      if (length < 1 || length > MAX_CODE_BITS) throw new Damaged('a code is too long')
      if (bits.read(1) === 0) break
      length += bits.read(1) === 0 ? 1 : -1
    }
    lengths[i] = length
  }
  const counts = new Int32Array(MAX_CODE_BITS + 2)
  for (const one of lengths) increase(counts, one, 1)
  const limit = new Int32Array(MAX_CODE_BITS + 2).fill(-1)
  const base = new Int32Array(MAX_CODE_BITS + 2)
  const permutation = new Uint16Array(size)
  let code = 0
  let index = 0
  for (let width = 1; width <= MAX_CODE_BITS; width++) {
    for (let symbol = 0; symbol < size; symbol++) if (lengths[symbol] === width) permutation[index++] = symbol
    base[width] = index - (counts[width] as number) - code
    code += counts[width] as number
    limit[width] = counts[width] === 0 ? -1 : code - 1
    code <<= 1
  }
  return { limit, base, permutation, minBits: lengths.reduce((least, one) => Math.min(least, one), MAX_CODE_BITS) }
}

function readSymbol(bits: Bits, { limit, base, permutation, minBits }: Code): number {
  let code = bits.read(minBits)
  for (let width = minBits; width <= MAX_CODE_BITS; width++) {
    if (code <= (limit[width] as number)) {
      const symbol = permutation[(base[width] as number) + code]
      if (symbol !== undefined) return symbol
      break
    }
    code = code * 2 + bits.read(1)
  }
  throw new Damaged('a code stands for nothing')
}

function readBlock(
  bits: Bits,
  { symbols, inUse, maxBytes }: { symbols: Uint8Array; inUse: number; maxBytes: number },
): { block: Uint32Array; length: number; counts: Uint32Array } {
  const groups = bits.read(3)
  const selectorCount = bits.read(15)
  if (groups < 2 || groups > 6 || selectorCount === 0) throw new Damaged('a block has no codes')
  const order = Array.from({ length: groups }, (_, i) => i)
  const selectors = new Uint8Array(selectorCount)
  for (let i = 0; i < selectorCount; i++) {
    let place = 0
    while (bits.read(1) === 1) if (++place >= groups) throw new Damaged('a block names a code that it has not')
    const [group] = order.splice(place, 1) as [number]
    order.unshift(group)
    selectors[i] = group
  }
  const codes = Array.from({ length: groups }, () => readCode(bits, inUse + 2))
  const recent = [...symbols.subarray(0, inUse)]
  const block = new Uint32Array(maxBytes)
  const counts = new Uint32Array(256)
  const end = inUse + 1
  let length = 0
  let run = 0
  let weight = 1
  const flush = (): void => {
    const byte = recent[0] as number
    if (run > maxBytes - length) throw new Damaged('a block is too long')
    block.fill(byte, length, length + run)
    increase(counts, byte, run)
    length += run
    run = 0
    weight = 1
  }
  for (let at = 0; ; at++) {
    const group = selectors[Math.floor(at / GROUP_SYMBOLS)]
    if (group === undefined) throw new Damaged('a block has too few codes')
    const symbol = readSymbol(bits, codes[group] as Code)
    if (symbol < 2) {
      run += weight << symbol
      weight *= 2
      if (run > maxBytes) throw new Damaged('a block is too long')
      continue
    }
    if (run > 0) flush()
    if (symbol === end) return { block, length, counts }
    if (length >= maxBytes) throw new Damaged('a block is too long')
    const [byte] = recent.splice(symbol - 1, 1) as [number]
    recent.unshift(byte)
    increase(counts, byte, 1)
    block[length++] = byte
  }
}

/** Undoes the Burrows-Wheeler transform and then the runs: four equal bytes are followed by how many more there are. */
function* undo(
  block: Uint32Array,
  { length, counts, pointer }: { length: number; counts: Uint32Array; pointer: number },
): Generator<Uint8Array> {
  const starts = new Uint32Array(256)
  let sum = 0
  for (let i = 0; i < 256; i++) {
    starts[i] = sum
    sum += counts[i] as number
  }
  for (let i = 0; i < length; i++) {
    const byte = (block[i] as number) & 0xff
    const place = starts[byte] as number
    starts[byte] = place + 1
    block[place] = (block[place] as number) | (i << 8)
  }
  const out = new Uint8Array(256 * 1024)
  let filled = 0
  let at = (block[pointer] as number) >>> 8
  let last = -1
  let repeated = 0
  for (let i = 0; i < length; i++) {
    const entry = block[at] as number
    const byte = entry & 0xff
    at = entry >>> 8
    const count = repeated === 4 ? byte : 1
    if (filled + count > out.length) {
      yield out.slice(0, filled)
      filled = 0
    }
    if (repeated === 4) {
      out.fill(last, filled, filled + count)
      repeated = 0
      last = -1
    } else {
      out[filled] = byte
      repeated = byte === last ? repeated + 1 : 1
      last = byte
    }
    filled += count
  }
  if (filled > 0) yield out.slice(0, filled)
}
