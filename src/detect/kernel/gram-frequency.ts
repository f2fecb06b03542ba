/** Guesses how often a gram stands in source text, from pairs of bytes and the most frequent grams. */
import { type ByteSet, foldedBytes } from './byte-set.ts'
import { FREQUENT_GRAMS, PAIRS, SIGNS } from './gram-table.ts'

/** 64 folded values of ASCII, and one for all others. */
const CLASSES = 65
const NOT_ASCII = 64

interface Tables {
  readonly pairs: Float64Array
  readonly singles: Float64Array
  readonly known: ReadonlyMap<number, number>
  /** Nothing that is not known is more frequent. */
  readonly ceiling: number
}

const frequencyOf = (sign: string): number => 2 ** (-SIGNS.indexOf(sign) / 3)
const classOf = (byte: number): number => (byte >= 0x80 ? NOT_ASCII : (byte & 0x1f) | ((byte & 0x40) >> 1))

let tables: Tables | undefined

function readTables(): Tables {
  const pairs = Float64Array.from(PAIRS, frequencyOf)
  const singles = new Float64Array(CLASSES)
  for (let i = 0; i < pairs.length; i++) {
    const first = Math.floor(i / CLASSES)
    singles[first] = (singles[first] as number) + (pairs[i] as number)
  }
  const known = new Map<number, number>()
  let ceiling = 1
  for (let i = 0; i + 5 <= FREQUENT_GRAMS.length; i += 5) {
    const frequency = frequencyOf(FREQUENT_GRAMS[i + 4] as string)
    known.set(gramOf([0, 1, 2, 3].map((place) => FREQUENT_GRAMS.charCodeAt(i + place))), frequency)
    ceiling = Math.min(ceiling, frequency)
  }
  return { pairs, singles, known, ceiling }
}

/** How often a byte of the set stands in source text. */
export function setFrequency(set: ByteSet): number {
  const { singles } = (tables ??= readTables())
  const classes = new Set(foldedBytes(set).map(classOf))
  return [...classes].reduce((total, one) => total + (singles[one] as number), 0)
}

/** Four folded bytes as the kernel reads them: little-endian. */
export function gramOf(bytes: readonly number[]): number {
  const [a, b, c, d] = bytes as [number, number, number, number]
  return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0
}

/** Zeros in hexadecimal, `AAAA` in base64, lines of hyphens: rare in most files, and most of some. */
const FREQUENCY_OF_REPEATED = 3e-4

export function gramFrequency(gram: number): number {
  const { pairs, singles, known, ceiling } = (tables ??= readTables())
  const exact = known.get(gram)
  if (exact !== undefined) return exact
  if (gram === Math.imul(gram & 255, 0x0101_0101) >>> 0) return FREQUENCY_OF_REPEATED
  const a = classOf(gram & 255)
  const b = classOf((gram >>> 8) & 255)
  const c = classOf((gram >>> 16) & 255)
  const d = classOf(gram >>> 24)
  const chain =
    ((pairs[a * CLASSES + b] as number) * (pairs[b * CLASSES + c] as number) * (pairs[c * CLASSES + d] as number)) /
    Math.max(1e-12, (singles[b] as number) * (singles[c] as number))
  return Math.min(ceiling, chain)
}
