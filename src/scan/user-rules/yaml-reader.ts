/** Reads maps and lists of rekey.yaml; every refusal names line and column, and never repeats a value. */
import { isAlias, isMap, isScalar, isSeq, type Document } from 'yaml'
import { findNearest } from '../../config/nearest.ts'
import { settingsError } from './settings-error.ts'

export class YamlReader {
  readonly #at: (node: unknown) => string
  readonly #document: Document

  /** `at` tells where a node stands: `rekey.yaml:4:7`. */
  constructor(at: (node: unknown) => string, document: Document) {
    this.#at = at
    this.#document = document
  }

  /** What an alias (`*name`) stands for; any other node as it is. */
  #read(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.#document) : node
  }

  /** The nodes of a map by name; only `keys` may be there. */
  fields(node: unknown, keys: readonly string[], what: string): Map<string, unknown> {
    const map = this.#read(node)
    if (!isMap(map)) throw this.invalid(node, `${what} must hold names and values`)
    return new Map(
      map.items.map(({ key, value }) => {
        const name = isScalar(key) ? String(key.value) : ''
        if (keys.includes(name)) return [name, value]
        const near = findNearest(name, keys)
        throw this.invalid(key, `${what} has no field ${JSON.stringify(name)}${near ? `; did you mean ${near}?` : ''}`)
      }),
    )
  }

  isMap(node: unknown): boolean {
    return isMap(this.#read(node))
  }

  /** Names and nodes of a map whose names are free. */
  entries(node: unknown, what: string): readonly (readonly [string, unknown])[] {
    const map = this.#read(node)
    if (!isMap(map)) throw this.invalid(node, `${what} must hold names and values`)
    return map.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : '', value])
  }

  list(node: unknown, what: string): readonly unknown[] {
    if (node === undefined) return []
    const sequence = this.#read(node)
    if (!isSeq(sequence)) throw this.invalid(node, `${what} must be a list`)
    return sequence.items
  }

  /** A list of texts, or one text in place of a list. */
  texts(node: unknown, what: string): readonly string[] {
    const items = isScalar(this.#read(node)) ? [node] : this.list(node, what)
    return items.map((item) => this.text(item, what))
  }

  text(node: unknown, what: string): string {
    const value = this.value(node)
    if (typeof value !== 'string' || value === '') throw this.invalid(node, `${what} must be a text`)
    return value
  }

  /** A whole number from `least` to `most`; undefined where there is none. */
  count(node: unknown, what: string, [least, most]: readonly [number, number]): number | undefined {
    if (node === undefined) return undefined
    const value = this.value(node)
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
      throw this.invalid(node, `${what} must be a whole number from ${least} to ${most}`)
    return value
  }

  value(node: unknown): unknown {
    const scalar = this.#read(node)
    return isScalar(scalar) ? scalar.value : undefined
  }

  plain(node: unknown): Readonly<Record<string, unknown>> {
    const map = this.#read(node)
    if (!isMap(map)) return {}
    try {
      return map.toJS(this.#document, { maxAliasCount: 100 }) as Record<string, unknown>
    } catch (cause) {
      throw this.invalid(node, 'aliases (*name) stand for too much', cause)
    }
  }

  invalid(node: unknown, message: string, cause?: unknown): Error {
    return settingsError('SCAN_SETTINGS_INVALID', `${this.#at(node)}: ${message}`, { cause })
  }
}
