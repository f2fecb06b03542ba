/**
 * The programs by which the kernel tells a candidate from most of what is none. A variant is one way to write a rule's
 * key: classes around the gram, what may stand beside them, and a run of one class further on. It fits whatever the
 * pattern matches; what it refuses no RegExp sees.
 */
import { BYTE_CLASS, CLASS } from './byte-class.ts'
import { type ByteSet, intersectionOf, isWithin, NO_BYTES, setOf, unionOf } from './byte-set.ts'
import { type Choice, numberOf } from './choose-gram.ts'
import { ANYTHING, eitherOf } from './edge.ts'
import { setFrequency } from './gram-frequency.ts'
import { besideOf, isGap, isSeam, type Item, type Line } from './line.ts'
import type { Edge } from './regex-tree.ts'

export type Tail = 'assignment' | 'password'

/** What may stand beside some bytes; undefined where it may be anything. */
interface Beside {
  readonly before?: Edge | undefined
  readonly behind?: Edge | undefined
}

/**
 * `length` to `most` bytes of the class, the first of them at most `distance` bytes behind the anchor, through bytes of
 * another class. An edge of it holds no byte of its class: so the run is as long as it can be on that side. Without an
 * edge behind it there is no end to it.
 */
export interface Run extends Beside {
  readonly length: number
  readonly most: number
  readonly set: ByteSet
  readonly distance: number
  readonly through: ByteSet
}

/** One way to write a key: a class for each place around the gram, then perhaps a long run of one class. */
export interface Variant extends Beside {
  /** Place of the gram in `anchor`. */
  readonly at: number
  readonly anchor: readonly ByteSet[]
  readonly run?: Run | undefined
  readonly grams: readonly number[]
  readonly tail?: Tail
  /** Place of the class that refuses most: it is looked at first. */
  readonly probe: number
}

/** Bytes before and from the gram on that a variant may name; fewer where a rule would have too many variants. */
const ANCHORS = [
  { before: 24, after: 40 },
  { before: 24, after: 24 },
  { before: 24, after: 16 },
  { before: 24, after: 10 },
  { before: 24, after: 6 },
  { before: 24, after: 4 },
  { before: 4, after: 10 },
  { before: 0, after: 6 },
  { before: 0, after: 4 },
] as const
const MAX_VARIANTS = 12
const GRAM = 4
const MIN_RUN = 6
const MAX_RUN = 200
/** A run with an end behind it is not sought beyond: a program looks no further ahead than the searcher gives it. */
const MAX_BOUNDED_RUN = 400
const MAX_DISTANCE = 400

/** Bytes that text seldom has: one of them alone tells much, as the `@` of a URL with a password does. */
const SCARCE = setOf((byte) => '@~^|&%#$'.includes(String.fromCharCode(byte)))
const isScarce = (set: ByteSet): boolean => intersectionOf(set, SCARCE) === set

/** What may stand right before or behind a place of the line; undefined: anything. */
function edgeAt(line: Line, from: number, step: 1 | -1): Edge | undefined {
  const edge = besideOf(line, from, step)
  return edge.set === ANYTHING.set && edge.orEnd ? undefined : edge
}

interface Stretch {
  readonly from: number
  readonly to: number
  readonly least: number
  readonly most: number
}

/** The bytes of one class that stand in a row from a place on, with gaps of the same class. */
function stretchAt(line: Line, from: number): Stretch {
  const set = line[from]
  let [to, least, most] = [from, 0, 0]
  for (let item = set; item !== undefined; item = line[++to]) {
    if (item === set) {
      least++
      most++
    } else if (isGap(item) && item.set === set) {
      least += item.least
      most += item.most
    } else break
  }
  return { from, to, least, most }
}

/** The longest run of one class behind the anchor, else a scarce byte: most of what is no key fails here. */
function runBehind(line: Line, from: number): Run | undefined {
  let best: Run | undefined
  let scarce: Run | undefined
  let distance = 0
  let through = NO_BYTES
  for (let i = from; i < line.length && distance <= MAX_DISTANCE;) {
    const item = line[i] as Item
    if (isSeam(item)) {
      i++
      continue
    }
    if (isGap(item)) {
      distance += item.most
      through = unionOf([through, item.set])
      i++
      continue
    }
    const stretch = stretchAt(line, i)
    const place = { set: item, distance, through }
    const length = Math.min(stretch.least, MAX_RUN)
    if (length >= MIN_RUN && length > (best?.length ?? 0)) best = { ...place, length, ...endsOf(line, stretch, item) }
    if (scarce === undefined && isScarce(item)) scarce = { ...place, length: 1, most: Infinity }
    distance += stretch.most
    through = unionOf([through, item])
    i = stretch.to
  }
  return best ?? scarce
}

/** The edges of a run that hold no byte of its class, and how long it may be where it has an end. */
function endsOf(line: Line, { from, to, most }: Stretch, set: ByteSet): Pick<Run, 'before' | 'behind' | 'most'> {
  const isOutside = (edge: Edge | undefined): edge is Edge =>
    edge !== undefined && intersectionOf(edge.set, set) === NO_BYTES
  const before = edgeAt(line, from - 1, -1)
  const behind = edgeAt(line, to, 1)
  const hasEnd = isOutside(behind) && most <= MAX_BOUNDED_RUN
  return { ...(isOutside(before) ? { before } : {}), ...(hasEnd ? { behind, most } : { most: Infinity }) }
}

/** Where bytes of one class begin that are a run, behind the gram: the program of a run knows how many there may be. */
function runIn(line: Line, from: number, to: number): number | undefined {
  for (let i = from; i < to; i++) {
    if (line[i] === line[i - 1]) continue
    if (stretchAt(line, i).least >= MIN_RUN) return i
  }
  return undefined
}

function variantOf(choice: Choice, { before, after }: (typeof ANCHORS)[number]): Variant {
  const { line } = choice
  const from = Math.max(choice.from, choice.at - before)
  const most = Math.min(choice.to, choice.at + after)
  const cut = runIn(line, Math.min(most, choice.at + GRAM), most)
  const near = cut === undefined ? undefined : runBehind(line, cut)
  // Where a longer run stands further on, the anchor holds the near one.
  const [to, run] = near?.distance === 0 ? [cut as number, near] : [most, runBehind(line, most)]
  return {
    at: choice.at - from,
    anchor: line.slice(from, to) as readonly ByteSet[],
    before: edgeAt(line, from - 1, -1),
    behind: edgeAt(line, to, 1),
    run,
    grams: choice.grams,
    probe: probeOf(line.slice(from, to) as readonly ByteSet[], choice.at - from),
  }
}

/** The rarest class outside of the gram; its beginning where there is none. */
function probeOf(anchor: readonly ByteSet[], at: number): number {
  let probe = at
  let least = 1
  anchor.forEach((set, place) => {
    const often = place >= at && place < at + GRAM ? 1 : setFrequency(set)
    if (often < least) [probe, least] = [place, often]
  })
  return probe
}

/** A tail reads the name first: its word must be one that names are made of. */
function withTail(variant: Variant, tail: Tail | undefined): Variant {
  const isName = variant.anchor.every((set) => set.every((has, byte) => has === 0 || isOfName(byte)))
  return tail === undefined || !isName ? variant : { ...variant, tail }
}

const isOfName = (byte: number): boolean => ((BYTE_CLASS[byte] as number) & CLASS.NAME) !== 0

/** One variant for two that differ in what stands beside them, or in how long and how far away their run is. */
function merged(first: Variant, second: Variant): Variant {
  const edges = edgesOfBoth(first, second)
  const [a, b] = [first.run, second.run]
  if (a === undefined || b === undefined) return { ...first, ...edges }
  const run = {
    ...a,
    ...edgesOfBoth(a, b),
    length: Math.min(a.length, b.length),
    most: Math.max(a.most, b.most),
    distance: Math.max(a.distance, b.distance),
    through: unionOf([a.through, b.through]),
  }
  return { ...first, ...edges, run }
}

function edgesOfBoth(a: Beside, b: Beside): Beside {
  return { before: eitherOf(a.before, b.before), behind: eitherOf(a.behind, b.behind) }
}

/** Whether no length lies between those of two runs that neither has. */
function meet(a: Run | undefined, b: Run | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return Math.max(a.length, b.length) <= Math.min(a.most, b.most) + 1
}

/**
 * All ways to write a key, each once, and not too many: a shorter anchor has fewer forms. Words have anchors of their own
 * length: what is written in many ways leaves the others whole.
 */
export function variantsOf(choices: readonly Choice[], tail: Tail | undefined): Variant[] {
  const words = [...grouped(choices, ({ grams }) => String(grams[0])).values()].map((own) => new Word(own, tail))
  const last = ANCHORS.length - 1
  let common = 0
  while (common < last && sum(words.map((word) => word.at(common).length)) > MAX_VARIANTS) common++
  const chosen = new Map(words.map((word) => [word, word.at(common)]))
  let total = sum(words.map((word) => word.at(common).length))
  for (let level = 0; level < common; level++) {
    for (const word of words.toSorted((a, b) => a.at(level).length - b.at(level).length)) {
      const more = word.at(level).length - word.at(common).length
      if (chosen.get(word) !== word.at(common) || total + more > MAX_VARIANTS) continue
      chosen.set(word, word.at(level))
      total += more
    }
  }
  return [...chosen.values()].flat()
}

/** The ways that are found by one word, by how much of them a variant names. */
class Word {
  readonly #choices: readonly Choice[]
  readonly #tail: Tail | undefined
  readonly #variants: Variant[][] = []

  constructor(choices: readonly Choice[], tail: Tail | undefined) {
    this.#choices = choices
    this.#tail = tail
  }

  at(level: number): readonly Variant[] {
    return (this.#variants[level] ??= variantsAt(this.#choices, ANCHORS[level] as (typeof ANCHORS)[number], this.#tail))
  }
}

function variantsAt(choices: readonly Choice[], anchors: (typeof ANCHORS)[number], tail: Tail | undefined): Variant[] {
  const alike = new Map<string, Variant[]>()
  for (const choice of choices) {
    const variant = variantOf(choice, anchors)
    const { at, anchor, run } = variant
    // The grams follow from the anchor's sets.
    const key = [at, run && numberOf(run.set), ...anchor.map(numberOf)].join()
    const known = alike.get(key) ?? []
    const same = known.findIndex((one) => meet(one.run, run))
    if (same === -1) known.push(variant)
    else known[same] = merged(known[same] as Variant, variant)
    alike.set(key, known)
  }
  const all = [...alike.values()].flat().map((variant) => withTail(variant, tail))
  return all.filter((variant) => !all.some((other) => makesNeedless(other, variant)))
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const own = groups.get(keyOf(one))
    if (own === undefined) groups.set(keyOf(one), [one])
    else own.push(one)
  }
  return groups
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

/** Whether a variant fits wherever a longer one does: `cred` and `credentials` with the same tail. */
function makesNeedless(short: Variant, long: Variant): boolean {
  const { anchor, at, before, behind, run, tail, grams } = short
  const from = long.at - at
  const to = from + anchor.length
  if (run !== undefined || long.run !== undefined || tail !== long.tail) return false
  if (from < 0 || to > long.anchor.length || anchor.length === long.anchor.length) return false
  if (!allows(before, from === 0 ? long.before : long.anchor[from - 1])) return false
  if (!allows(behind, to === long.anchor.length ? long.behind : long.anchor[to])) return false
  return (
    anchor.every((set, i) => isWithin(long.anchor[from + i], set)) && long.grams.every((gram) => grams.includes(gram))
  )
}

/** Whether an edge lets through all that another one does, or a class. */
function allows(edge: Edge | undefined, other: Edge | ByteSet | undefined): boolean {
  if (edge === undefined) return true
  if (other instanceof Uint8Array) return isWithin(other, edge.set)
  return other !== undefined && isWithin(other.set, edge.set) && (edge.orEnd || !other.orEnd)
}
