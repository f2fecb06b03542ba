/** Reads maps and lists of rekey.yaml; every refusal names line and column, and never repeats a value. */
import { isMap, isScalar, isSeq } from 'yaml'
import { findNearest } from '../../config/nearest.ts'
import { settingsError } from './settings-error.ts'

export class YamlReader {
  readonly #at: (node: unknown) => string

  /** `at` tells where a node stands: `rekey.yaml:4:7`. */
  constructor(at: (node: unknown) => string) {
    this.#at = at
  }

  /** The nodes of a map by name; only `keys` may be there. */
  fields(node: unknown, keys: readonly string[], what: string): Map<string, unknown> {
    if (!isMap(node)) throw this.invalid(node, `${what} must hold names and values`)
    return new Map(
      node.items.map(({ key, value }) => {
        const name = isScalar(key) ? String(key.value) : ''
        if (keys.includes(name)) return [name, value]
        const near = findNearest(name, keys)
        throw this.invalid(key, `${what} has no field ${JSON.stringify(name)}${near ? `; did you mean ${near}?` : ''}`)
      }),
    )
  }

  isMap(node: unknown): boolean {
    return isMap(node)
  }

  /** Names and nodes of a map whose names are free. */
  entries(node: unknown, what: string): readonly (readonly [string, unknown])[] {
    if (!isMap(node)) throw this.invalid(node, `${what} must hold names and values`)
    return node.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : '', value])
  }

  list(node: unknown, what: string): readonly unknown[] {
    if (node === undefined) return []
    if (!isSeq(node)) throw this.invalid(node, `${what} must be a list`)
    return node.items
  }

  /** A list of texts, or one text in place of a list. */
  texts(node: unknown, what: string): readonly string[] {
    const items = isScalar(node) ? [node] : this.list(node, what)
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
    return isScalar(node) ? node.value : undefined
  }

  plain(node: unknown): Readonly<Record<string, unknown>> {
    return isMap(node) ? (node.toJSON() as Record<string, unknown>) : {}
  }

  invalid(node: unknown, message: string, cause?: unknown): Error {
    return settingsError('SCAN_SETTINGS_INVALID', `${this.#at(node)}: ${message}`, { cause })
  }
}
