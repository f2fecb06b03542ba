/** DEFLATE in plain TypeScript, bit by bit over canonical codes: correct, small, and slow. The twin of assembly/inflate.ts. */

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
]
const DISTANCE_EXTRA = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
]
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

class Corrupt extends Error {}

interface Code {
  readonly counts: readonly number[]
  readonly symbols: readonly number[]
}

/** A canonical code; an incomplete one is allowed only as one code of one bit, and for distances as none. */
function codeOf(lengths: readonly number[], kind: 'codes' | 'lengths' | 'distances'): Code {
  const counts = Array.from({ length: 16 }, () => 0)
  for (const length of lengths) counts[length] = (counts[length] as number) + 1
  counts[0] = 0
  let left = 1
  let longest = 0
  for (let length = 1; length <= 15; length++) {
    left = left * 2 - (counts[length] as number)
    if (left < 0) throw new Corrupt()
    if (counts[length]) longest = length
  }
  const allowed = longest === 0 ? kind === 'distances' : kind !== 'codes' && longest === 1
  if (left > 0 && !allowed) throw new Corrupt()
  const symbols = lengths
    .map((length, symbol) => ({ length, symbol }))
    .filter(({ length }) => length > 0)
    .toSorted((a, b) => a.length - b.length || a.symbol - b.symbol)
    .map(({ symbol }) => symbol)
  return { counts, symbols }
}

const fixed = {
  lengths: codeOf(
    Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)),
    'lengths',
  ),
  distances: codeOf(
    Array.from({ length: 32 }, () => 5),
    'distances',
  ),
}

class Reader {
  readonly input: Uint8Array
  at = 2
  #bits = 0
  #held = 0

  constructor(input: Uint8Array) {
    this.input = input
  }

  take(count: number): number {
    while (this.#held < count) {
      if (this.at >= this.input.length) throw new Corrupt()
      this.#bits |= (this.input[this.at++] as number) << this.#held
      this.#held += 8
    }
    const value = this.#bits & ((1 << count) - 1)
    this.#bits >>>= count
    this.#held -= count
    return value
  }

  symbol({ counts, symbols }: Code): number {
    let code = 0
    let first = 0
    let index = 0
    for (let length = 1; length <= 15; length++) {
      code |= this.take(1)
      const count = counts[length] as number
      if (code - count < first) return symbols[index + (code - first)] as number
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    throw new Corrupt()
  }

  align(): void {
    this.#bits = 0
    this.#held = 0
  }
}

function readCodes(reader: Reader): { lengths: Code; distances: Code } {
  const literals = reader.take(5) + 257
  const distances = reader.take(5) + 1
  const codes = reader.take(4) + 4
  if (literals > 286 || distances > 30) throw new Corrupt()
  const own = Array.from({ length: 19 }, () => 0)
  for (let i = 0; i < codes; i++) own[CODE_ORDER[i] as number] = reader.take(3)
  const code = codeOf(own, 'codes')
  const lengths: number[] = []
  while (lengths.length < literals + distances) {
    const symbol = reader.symbol(code)
    if (symbol < 16) {
      lengths.push(symbol)
      continue
    }
    const value = symbol === 16 ? lengths.at(-1) : 0
    if (value === undefined) throw new Corrupt()
    const times = symbol === 16 ? 3 + reader.take(2) : symbol === 17 ? 3 + reader.take(3) : 11 + reader.take(7)
    for (let i = 0; i < times; i++) lengths.push(value)
  }
  if (lengths.length > literals + distances || lengths[256] === 0) throw new Corrupt()
  return {
    lengths: codeOf(lengths.slice(0, literals), 'lengths'),
    distances: codeOf(lengths.slice(literals), 'distances'),
  }
}

function readStored(reader: Reader, output: Uint8Array, from: number): number {
  reader.align()
  const { input, at } = reader
  if (at + 4 > input.length) throw new Corrupt()
  const word = (place: number): number => (input[place] as number) | ((input[place + 1] as number) << 8)
  const length = word(at)
  if (length !== (word(at + 2) ^ 0xffff) || at + 4 + length > input.length || from + length > output.length)
    throw new Corrupt()
  output.set(input.subarray(at + 4, at + 4 + length), from)
  reader.at = at + 4 + length
  return from + length
}

function readBlock(
  reader: Reader,
  codes: { lengths: Code; distances: Code },
  output: Uint8Array,
  from: number,
): number {
  let op = from
  for (;;) {
    const symbol = reader.symbol(codes.lengths)
    if (symbol === 256) return op
    if (symbol < 256) {
      if (op >= output.length) throw new Corrupt()
      output[op++] = symbol
      continue
    }
    if (symbol > 285) throw new Corrupt()
    const length = (LENGTH_BASE[symbol - 257] as number) + reader.take(LENGTH_EXTRA[symbol - 257] as number)
    const far = reader.symbol(codes.distances)
    if (far > 29) throw new Corrupt()
    const distance = (DISTANCE_BASE[far] as number) + reader.take(DISTANCE_EXTRA[far] as number)
    if (distance > op || op + length > output.length) throw new Corrupt()
    for (const end = op + length; op < end; op++) output[op] = output[op - distance] as number
  }
}

/** Fills `output` from the zlib stream at the start of `input`. Returns the bytes that it took, or undefined. */
export function inflateStream(input: Uint8Array, output: Uint8Array): number | undefined {
  const [method = 0, flags = 0] = input
  if (input.length < 6 || (method & 15) !== 8 || ((method << 8) | flags) % 31 !== 0 || flags & 32) return undefined
  const reader = new Reader(input)
  let op = 0
  try {
    for (let last = 0; last === 0;) {
      last = reader.take(1)
      const type = reader.take(2)
      if (type === 3) return undefined
      if (type === 0) op = readStored(reader, output, op)
      else op = readBlock(reader, type === 1 ? fixed : readCodes(reader), output, op)
    }
  } catch (error) {
    if (error instanceof Corrupt) return undefined
    throw error
  }
  return op === output.length && reader.at + 4 <= input.length ? reader.at + 4 : undefined
}
