/**
 * What a thread found, as it is sent to another: rows of numbers, and each text once for all messages. Thousands of
 * versions of a file hold the same keys; as objects, each of them would be copied with all that is said of it.
 */
import type { Located } from '../located.ts'
import type { FoundObject } from './walk-options.ts'

export interface FoundPack {
  /** For each object its entry and how many it holds, then as many rows of `ROW` numbers. */
  readonly rows: Float64Array
  /** Of each object, in this order. */
  readonly digests: readonly string[]
  /** Those that no message brought before. */
  readonly texts: readonly string[]
  readonly reasons: readonly (readonly string[])[]
}

const ROW = 11
/** In the place of a number: there is none. */
const NONE = -1

/** Numbers what it sees for the first time. */
class Numbers<T> {
  readonly #known = new Map<string, number>()
  #fresh: T[] = []

  of(key: string, value: T): number {
    let number = this.#known.get(key)
    if (number === undefined) {
      this.#known.set(key, (number = this.#known.size))
      this.#fresh.push(value)
    }
    return number
  }

  take(): T[] {
    const taken = this.#fresh
    this.#fresh = []
    return taken
  }
}

export class FoundPacker {
  readonly #texts = new Numbers<string>()
  readonly #reasons = new Numbers<readonly string[]>()
  #rows: number[] = []
  #digests: string[] = []

  add({ entry, digest, found }: FoundObject): void {
    this.#digests.push(digest)
    this.#rows.push(entry, found.length)
    for (const one of found) {
      this.#rows.push(
        this.#text(one.rule),
        this.#text(one.secret),
        one.score,
        this.#reasons.of(JSON.stringify(one.reasons), one.reasons),
        one.startLine,
        one.startColumn,
        one.endLine,
        one.endColumn,
        one.characters?.start ?? NONE,
        one.characters?.end ?? NONE,
        one.allowedBy === undefined ? NONE : this.#text(one.allowedBy),
      )
    }
  }

  /** All since the last time. */
  take(): FoundPack {
    const rows = Float64Array.from(this.#rows)
    const digests = this.#digests
    this.#rows = []
    this.#digests = []
    return { rows, digests, texts: this.#texts.take(), reasons: this.#reasons.take() }
  }

  #text(text: string): number {
    return this.#texts.of(text, text)
  }
}

/** Of one packer, whose packs come in their order. */
export class FoundReader {
  readonly #texts: string[] = []
  readonly #reasons: (readonly string[])[] = []

  read({ rows, digests, texts, reasons }: FoundPack, onFound: (found: FoundObject) => void): void {
    for (const text of texts) this.#texts.push(text)
    for (const one of reasons) this.#reasons.push(one)
    let at = 0
    for (const digest of digests) {
      const entry = rows[at] as number
      const count = rows[at + 1] as number
      at += 2
      const found: Located[] = []
      for (let i = 0; i < count; i++, at += ROW) found.push(this.#located(rows, at))
      onFound({ entry, digest, found })
    }
  }

  #located(rows: Float64Array, at: number): Located {
    const text = (column: number): string => this.#texts[rows[at + column] as number] as string
    const start = rows[at + 8] as number
    return {
      rule: text(0),
      secret: text(1),
      score: rows[at + 2] as number,
      reasons: this.#reasons[rows[at + 3] as number] as readonly string[],
      startLine: rows[at + 4] as number,
      startColumn: rows[at + 5] as number,
      endLine: rows[at + 6] as number,
      endColumn: rows[at + 7] as number,
      characters: start === NONE ? undefined : { start, end: rows[at + 9] as number },
      allowedBy: rows[at + 10] === NONE ? undefined : text(10),
    }
  }
}
