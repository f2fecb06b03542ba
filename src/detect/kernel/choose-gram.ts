/**
 * The rarest four bytes of a line: those whose grams cost least, by how often they stand in source text and by
 * the bits that they take in the filter. Where no four sets stand together, three are taken with any byte
 * behind them, the end of the input included.
 */
import { type ByteSet, foldedBytes, setOf } from './byte-set.ts'
import { gramFrequency, gramOf } from './gram-frequency.ts'
import { isGap, type Item, type Line } from './linear.ts'

/** The cost of one more bit in the filter, as a frequency. */
const COST_OF_GRAM = 3.8e-6
const MAX_GRAMS = 4_000
const ANY_BYTE = setOf(() => true)

export interface Choice {
  readonly line: Line
  /** The run of sets that holds the gram, as places in the line. */
  readonly from: number
  readonly to: number
  readonly at: number
  readonly grams: readonly number[]
}

interface Priced {
  readonly grams: readonly number[]
  readonly cost: number
}
const priced = new WeakMap<ByteSet, Map<string, Priced>>()
const numbers = new WeakMap<ByteSet, number>()
let nextNumber = 0

/** A number for each set, to make keys of. */
export function numberOf(set: ByteSet): number {
  let number = numbers.get(set)
  if (number === undefined) numbers.set(set, (number = nextNumber++))
  return number
}

/** The grams of four sets and their cost, unless they cost at least `limit`. */
function price(sets: readonly ByteSet[], limit: number): Priced | undefined {
  const bytes = sets.map(foldedBytes)
  const count = bytes.reduce((product, folded) => product * folded.length, 1)
  if (count === 0 || count > MAX_GRAMS || count * COST_OF_GRAM >= limit) return undefined
  const [first, ...others] = sets as [ByteSet, ...ByteSet[]]
  const key = others.map(numberOf).join()
  let known = priced.get(first)
  if (known === undefined) priced.set(first, (known = new Map()))
  let result = known.get(key)
  if (result === undefined) {
    const [a, b, c, d] = bytes as [readonly number[], readonly number[], readonly number[], readonly number[]]
    const grams = a.flatMap((w) => b.flatMap((x) => c.flatMap((y) => d.map((z) => gramOf([w, x, y, z])))))
    const cost = grams.reduce((total, gram) => total + gramFrequency(gram), count * COST_OF_GRAM)
    known.set(key, (result = { grams, cost }))
  }
  return result.cost < limit ? result : undefined
}

function runsOf(line: Line): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = []
  for (let i = 0; i < line.length; i++) {
    if (isGap(line[i])) continue
    const from = i
    while (i < line.length && !isGap(line[i])) i++
    runs.push({ from, to: i })
  }
  return runs
}

/** The cheapest gram of a line; three bytes with anything behind them only where no four stand together. */
export function chooseGram(line: Line): Choice | undefined {
  let best: Choice | undefined
  let limit = Infinity
  const attempt = (from: number, to: number, at: number, sets: readonly Item[]): void => {
    const found = price(sets as readonly ByteSet[], limit)
    if (found === undefined) return
    best = { line, from, to, at, grams: found.grams }
    limit = found.cost
  }
  const runs = runsOf(line)
  for (const { from, to } of runs) {
    for (let at = from; at + 4 <= to; at++) attempt(from, to, at, line.slice(at, at + 4))
  }
  if (best !== undefined) return best
  for (const { from, to } of runs) {
    for (let at = from; at + 3 <= to; at++) attempt(from, to, at, [...line.slice(at, at + 3), ANY_BYTE])
  }
  return best
}
