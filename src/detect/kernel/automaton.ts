/**
 * A pattern as an automaton that is built while it runs: it says in one pass, without a RegExp and without a text,
 * that nothing can match at a place, and where the pattern ceases to look. It takes more than the pattern does (look-
 * arounds are left out, and repetitions beyond a few have no end), so what it refuses no RegExp accepts, and no byte
 * behind its horizon has a say, whichever way a RegExp tries the alternatives.
 */
import type { ByteSet } from './byte-set.ts'
import { type Node, sightOf } from './regex-tree.ts'

/** Repetitions that are told apart. */
const MOST_COPIES = 4
/** A pattern with more places, or more states, is left to the RegExp. */
const MOST_PLACES = 4_000
const MOST_STATES = 1_500
const DEAD = 0
const UNKNOWN = -1

/** The places of a part: where it may begin, where it may end, and whether it may be empty. */
interface Part {
  readonly first: readonly number[]
  readonly last: readonly number[]
  readonly isEmpty: boolean
}

const EMPTY: Part = { first: [], last: [], isEmpty: true }

class TooLarge extends Error {}

/** Places are the sets of the pattern, one for each time they are written; behind each some others may follow. */
class Places {
  readonly sets: ByteSet[] = []
  readonly follow: Set<number>[] = []

  read(node: Node): Part {
    switch (node.type) {
      case 'set': {
        if (this.sets.length >= MOST_PLACES) throw new TooLarge()
        this.follow.push(new Set())
        const own = [this.sets.push(node.set) - 1]
        return { first: own, last: own, isEmpty: false }
      }
      case 'assertion':
        return EMPTY
      case 'sequence':
        return node.parts.reduce((before: Part, part) => this.#join(before, this.read(part)), EMPTY)
      case 'choice': {
        const parts = node.parts.map((part) => this.read(part))
        return {
          first: parts.flatMap(({ first }) => first),
          last: parts.flatMap(({ last }) => last),
          isEmpty: parts.some(({ isEmpty }) => isEmpty),
        }
      }
      case 'repeat':
        return this.#repeat(node)
    }
  }

  #link(from: readonly number[], to: readonly number[]): void {
    for (const place of from) for (const next of to) (this.follow[place] as Set<number>).add(next)
  }

  #join(before: Part, after: Part): Part {
    this.#link(before.last, after.first)
    return {
      first: before.isEmpty ? [...before.first, ...after.first] : before.first,
      last: after.isEmpty ? [...before.last, ...after.last] : after.last,
      isEmpty: before.isEmpty && after.isEmpty,
    }
  }

  #repeat({ part, least, most }: Node & { type: 'repeat' }): Part {
    if (most === 0) return EMPTY
    const copies = part.type === 'set' ? MOST_COPIES : 1
    const written = Math.min(Math.max(1, least), copies)
    let whole = EMPTY
    for (let copy = 1; copy <= written; copy++) {
      const own = this.read(part)
      if (copy === written && most > written) this.#link(own.last, own.first)
      whole = this.#join(whole, own)
    }
    return least === 0 ? { ...whole, isEmpty: true } : whole
  }
}

/** Bytes that no set of the pattern tells apart have one number. */
function classesOf(sets: readonly ByteSet[]): { classOf: Uint8Array; samples: number[] } {
  const classOf = new Uint8Array(256)
  const samples: number[] = []
  const distinct = [...new Set(sets)]
  const byKey = new Map<string, number>()
  for (let byte = 0; byte < 256; byte++) {
    const key = distinct.map((set) => set[byte]).join('')
    let number = byKey.get(key)
    if (number === undefined) {
      byKey.set(key, (number = samples.length))
      samples.push(byte)
    }
    classOf[byte] = number
  }
  return { classOf, samples }
}

/** A step: the row of the next state, and in the lowest bit whether a match may end behind the byte. */
const MAY_END = 1

export class Automaton {
  /** Where the last run stopped: no byte from here on was looked at. */
  horizon = 0
  /** How far look-arounds see beyond that, on both sides. */
  readonly sight: number
  readonly #places = new Places()
  readonly #firsts: readonly number[]
  readonly #lasts: ReadonlySet<number>
  readonly #follow: readonly Int32Array[]
  readonly #classOf: Uint8Array
  readonly #samples: readonly number[]
  /** The places that a step leads to, while it is made. */
  readonly #isNext: Uint8Array
  /** For each state what it waits for. */
  readonly #states: (readonly number[])[] = []
  readonly #known = new Map<string, number>()
  /** A row of steps for each state, by the class of the byte; then the same where another match may begin behind it. */
  #steps = new Int32Array(0)
  #openSteps = new Int32Array(0)
  readonly #start: number

  private constructor(tree: Node) {
    const { first, last } = this.#places.read(tree)
    this.sight = sightOf(tree)
    this.#firsts = first
    this.#lasts = new Set(last)
    this.#follow = this.#places.follow.map((places) => Int32Array.from(places))
    const { classOf, samples } = classesOf(this.#places.sets)
    this.#classOf = classOf
    this.#samples = samples
    this.#isNext = new Uint8Array(this.#places.sets.length)
    this.#rowOf([])
    this.#start = this.#rowOf(first.toSorted((a, b) => a - b))
  }

  /** Undefined for a pattern that is too large. */
  static of(tree: Node): Automaton | undefined {
    try {
      return new Automaton(tree)
    } catch (error) {
      if (error instanceof TooLarge) return undefined
      throw error
    }
  }

  /** Whether the pattern may match from any place in `[first, last]` on, in the bytes before `end`. Sets `horizon`. */
  mayMatch(bytes: Uint8Array, { first, last, end }: { first: number; last: number; end: number }): boolean {
    // One that grew too large refuses nothing.
    if (this.#states.length > MOST_STATES) {
      this.horizon = end
      return true
    }
    const classOf = this.#classOf
    let row = this.#start
    let seen = 0
    let at = first
    for (const open = Math.min(last, end); at < open; at++) {
      const kind = classOf[bytes[at] as number] as number
      let step = this.#openSteps[row + kind] as number
      if (step === UNKNOWN) step = this.#step(row, kind, true)
      seen |= step
      row = step >> 1
    }
    let steps = this.#steps
    while (at < end) {
      const kind = classOf[bytes[at++] as number] as number
      let step = steps[row + kind] as number
      if (step === UNKNOWN) {
        step = this.#step(row, kind, false)
        steps = this.#steps
      }
      seen |= step
      row = step >> 1
      if (row === DEAD) break
    }
    this.horizon = at
    return (seen & MAY_END) !== 0
  }

  #step(row: number, kind: number, isOpen: boolean): number {
    const byte = this.#samples[kind] as number
    const isNext = this.#isNext
    isNext.fill(0)
    if (isOpen) for (const one of this.#firsts) isNext[one] = 1
    let mayEnd = 0
    for (const place of this.#states[row / this.#samples.length] as readonly number[]) {
      if ((this.#places.sets[place] as ByteSet)[byte] !== 1) continue
      if (this.#lasts.has(place)) mayEnd = MAY_END
      const follow = this.#follow[place] as Int32Array
      for (let i = 0; i < follow.length; i++) isNext[follow[i] as number] = 1
    }
    const next: number[] = []
    for (let place = isNext.indexOf(1); place >= 0; place = isNext.indexOf(1, place + 1)) next.push(place)
    const step = (this.#rowOf(next) << 1) | mayEnd
    const steps = isOpen ? this.#openSteps : this.#steps
    steps[row + kind] = step
    return step
  }

  /** `sorted`: places in their order. */
  #rowOf(sorted: readonly number[]): number {
    const key = String.fromCharCode(...sorted)
    let row = this.#known.get(key)
    if (row === undefined) {
      row = this.#states.length * this.#samples.length
      this.#known.set(key, row)
      this.#states.push(sorted)
      this.#steps = withRoom(this.#steps, row + this.#samples.length)
      this.#openSteps = withRoom(this.#openSteps, row + this.#samples.length)
    }
    return row
  }
}

function withRoom(steps: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (steps.length >= length) return steps
  const more = new Int32Array(2 * length).fill(UNKNOWN)
  more.set(steps)
  return more
}
