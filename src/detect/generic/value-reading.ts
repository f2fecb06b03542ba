/** A value, and what is measured of it: each when it is first asked for. One object serves one value after another. */
import { countCharacters, type Counts, noCounts } from './count-characters.ts'
import { measureSurprise, type Surprise } from './surprise.ts'
import { findWords, type Words } from './words.ts'

const COUNTED = 1
const SURPRISED = 2
const SPELLED = 4

export class ValueReading {
  value = ''
  #done = 0
  readonly #counts = noCounts()
  readonly #surprise: Surprise = { mean: 0, most: 0, least: 0 }
  readonly #words: Words = { letters: 0, covered: 0, longest: 0 }

  take(value: string): void {
    this.value = value
    this.#done = 0
  }

  get counts(): Readonly<Counts> {
    if (this.#isNew(COUNTED)) countCharacters(this.value, this.#counts)
    return this.#counts
  }

  get surprise(): Readonly<Surprise> {
    if (this.#isNew(SURPRISED)) measureSurprise(this.value, this.#surprise)
    return this.#surprise
  }

  get words(): Readonly<Words> {
    if (this.#isNew(SPELLED)) findWords(this.value, this.#words)
    return this.#words
  }

  #isNew(what: number): boolean {
    const isNew = (this.#done & what) === 0
    this.#done |= what
    return isNew
  }
}
