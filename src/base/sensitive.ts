/**
 * A secret value that cannot be printed by accident.
 * Logs, JSON, template strings and console.log show `[sensitive]`. The only way to the
 * bytes is `reveal()`, so `grep -rn "reveal()" src` lists every place that handles plaintext.
 * It guards against printing, not against a memory dump: a JavaScript string cannot be wiped.
 */

/** What `util.inspect` of Node asks for; by its name, because this runs in browsers, too. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom')
const MASK = '[sensitive]'

export class Sensitive {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The plaintext. Every caller is listed in test/repo.test.ts. */
  reveal(): string {
    return this.#value
  }

  get length(): number {
    return this.#value.length
  }

  toString(): string {
    return MASK
  }

  toJSON(): string {
    return MASK
  }

  [INSPECT](): string {
    return MASK
  }
}
