/**
 * The rarest four bytes of a line: those whose grams cost least, by how often they stand in source text and by
 * the bits that they take in the filter. Where no four sets stand together, three are taken with what may stand
 * behind them; the filter reads a newline at the end of the input.
 */
import { type ByteSet, foldedBytes, isWithin, setOf, unionOf } from './byte-set.ts'
import { gramFrequency, gramOf } from './gram-frequency.ts'
import { besideOf, isSet, type Line } from './line.ts'

/** The cost of one more bit in the filter, as a frequency. */
const COST_OF_GRAM = 3.8e-6
const MAX_GRAMS = 4_000
const NEWLINE = setOf((byte) => byte === 0x0a)

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
    if (!isSet(line[i])) continue
    const from = i
    while (isSet(line[i])) i++
    runs.push({ from, to: i })
  }
  return runs
}

interface Place {
  readonly from: number
  readonly to: number
  readonly at: number
  readonly sets: readonly ByteSet[]
}

/** Four sets in a row; three with what may stand behind them only where no four stand together. */
function placesOf(line: Line): { readonly four: readonly Place[]; readonly three: readonly Place[] } {
  const four: Place[] = []
  const three: Place[] = []
  for (const { from, to } of runsOf(line)) {
    for (let at = from; at + 3 <= to; at++) {
      const sets = line.slice(at, at + 3) as readonly ByteSet[]
      const { set, orEnd } = besideOf(line, at + 3, 1)
      three.push({ from, to, at, sets: [...sets, orEnd ? unionOf([set, NEWLINE]) : set] })
      if (at + 4 <= to) four.push({ from, to, at, sets: [...sets, line[at + 3] as ByteSet] })
    }
  }
  return { four, three }
}

interface Best {
  readonly line: Line
  readonly places: readonly Place[]
  readonly choice: Choice
  readonly place: Place
  readonly cost: number
}

const keyOf = ({ sets }: Place): string => sets.slice(0, 3).map(numberOf).join()

function cheapest(line: Line): Best | undefined {
  const { four, three } = placesOf(line)
  for (const places of [four, three]) {
    let best: Best | undefined
    for (const place of places) {
      const found = price(place.sets, best?.cost ?? Infinity)
      if (found === undefined) continue
      const choice = { line, from: place.from, to: place.to, at: place.at, grams: found.grams }
      best = { line, places: [...four, ...three], choice, place, cost: found.cost }
    }
    if (best !== undefined) return best
  }
  return undefined
}

/**
 * A gram for each line, or undefined when a line has none. What the most expensive line needs is searched
 * anyway, so lines that hold it too take it: fewer candidates, and matches begin in the same place before them.
 */
export function chooseGrams(lines: readonly Line[]): Choice[] | undefined {
  const all = lines.map(cheapest)
  if (all.length === 0 || all.includes(undefined)) return undefined
  const searched = new Map<string, { readonly sets: readonly ByteSet[]; readonly grams: readonly number[] }[]>()
  return (all as Best[])
    .toSorted((a, b) => b.cost - a.cost)
    .map(({ line, places, choice, place: own }) => {
      for (const place of places) {
        const known = searched.get(keyOf(place))?.find(({ sets }) => isWithin(place.sets[3], sets[3]))
        if (known !== undefined) return { line, from: place.from, to: place.to, at: place.at, grams: known.grams }
      }
      const key = keyOf(own)
      searched.set(key, [...(searched.get(key) ?? []), { sets: own.sets, grams: choice.grams }])
      return choice
    })
}
