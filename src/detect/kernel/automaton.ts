/**
 * A pattern as an automaton that is built while it runs: it says in one pass, without a RegExp and without a text,
 * that nothing can match at a place, and where the pattern ceases to look. It takes more than the pattern does (look-
 * arounds are left out, and repetitions beyond a few have no end), so what it refuses no RegExp accepts, and no byte
 * behind its horizon has a say, whichever way a RegExp tries the alternatives.
 */
import type { ByteSet } from './byte-set.ts'
import { type Node, sightOf } from './regex.ts'

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

export class Automaton {
  /** Where the last run stopped: no byte from here on was looked at. */
  horizon = 0
  /** How far look-arounds see beyond that, on both sides. */
  readonly sight: number
  readonly #places = new Places()
  readonly #firsts: readonly number[]
  readonly #classOf: Uint8Array
  readonly #samples: readonly number[]
  /** For each state what it waits for, whether a match may end before it, and what follows on each class of bytes. */
  readonly #states: (readonly number[])[] = []
  readonly #accepts: boolean[] = []
  readonly #steps: Int32Array[] = []
  /** The same steps where another match may begin behind the byte. */
  readonly #openSteps: Int32Array[] = []
  readonly #known = new Map<string, number>()
  readonly #lasts: ReadonlySet<number>
  readonly #start: number
  /** Whether it became too large: then nothing is refused. */
  #isFull = false

  private constructor(tree: Node) {
    const { first, last } = this.#places.read(tree)
    this.sight = sightOf(tree)
    this.#firsts = first
    this.#lasts = new Set(last)
    const { classOf, samples } = classesOf(this.#places.sets)
    this.#classOf = classOf
    this.#samples = samples
    this.#state([], false)
    this.#start = this.#state(first, false)
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

  /**
   * Whether the pattern may match from any place in `[first, last]` on, in the bytes before `end`. Sets `horizon`.
   */
  mayMatch(bytes: Uint8Array, { first, last, end }: { first: number; last: number; end: number }): boolean {
    const { length } = this.#states
    if (length > MOST_STATES) this.#isFull = true
    if (this.#isFull) {
      this.horizon = end
      return true
    }
    let state = this.#start
    let accepts = false
    let at = first
    while (at < end) {
      const kind = this.#classOf[bytes[at] as number] as number
      const isOpen = at < last
      at++
      let next = ((isOpen ? this.#openSteps : this.#steps)[state] as Int32Array)[kind] as number
      if (next === UNKNOWN) next = this.#step(state, kind, isOpen)
      if (next === DEAD) break
      state = next
      if (this.#accepts[state] === true) accepts = true
    }
    this.horizon = at
    return accepts
  }

  #step(state: number, kind: number, isOpen: boolean): number {
    const byte = this.#samples[kind] as number
    const next = new Set<number>(isOpen ? this.#firsts : [])
    let accepts = false
    for (const place of this.#states[state] as readonly number[]) {
      if ((this.#places.sets[place] as ByteSet)[byte] !== 1) continue
      if (this.#lasts.has(place)) accepts = true
      for (const one of this.#places.follow[place] as Set<number>) next.add(one)
    }
    const number = this.#state([...next], accepts)
    const steps = (isOpen ? this.#openSteps : this.#steps)[state] as Int32Array
    steps[kind] = number
    return number
  }

  #state(places: readonly number[], accepts: boolean): number {
    const sorted = [...new Set(places)].toSorted((a, b) => a - b)
    const key = `${accepts ? '!' : ''}${sorted.join()}`
    let number = this.#known.get(key)
    if (number === undefined) {
      this.#known.set(key, (number = this.#states.length))
      this.#states.push(sorted)
      this.#accepts.push(accepts)
      this.#steps.push(new Int32Array(this.#samples.length).fill(UNKNOWN))
      this.#openSteps.push(new Int32Array(this.#samples.length).fill(UNKNOWN))
    }
    return number
  }
}
