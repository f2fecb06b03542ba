/**
 * Reads a JavaScript regular expression into a tree of byte sets, as it behaves on latin1 text. What a class
 * or an escape accepts is asked of RegExp itself, so flags and Unicode rules are exactly the engine's own.
 * Assertions take no bytes and are left to the RegExp; a back reference may be anything of its length.
 */
import { type ByteSet, setOf } from './byte-set.ts'

export type Node =
  | { readonly type: 'set'; readonly set: ByteSet }
  | { readonly type: 'sequence'; readonly parts: readonly Node[] }
  | { readonly type: 'choice'; readonly parts: readonly Node[] }
  | { readonly type: 'repeat'; readonly part: Node; readonly least: number; readonly most: number }
  /** Takes no bytes. `sees`: how far a look-around looks. */
  | { readonly type: 'assertion'; readonly sees: number }

export class RegexError extends Error {}

const sets = new Map<string, ByteSet>()

function atomSet(source: string, flags: string): ByteSet {
  const key = `${flags}/${source}`
  let set = sets.get(key)
  if (set === undefined) {
    const pattern = new RegExp(`^(?:${source})$`, flags)
    sets.set(key, (set = setOf((byte) => pattern.test(String.fromCharCode(byte)))))
  }
  return set
}

export function parseRegex(pattern: RegExp): Node {
  return new Parser(pattern.source, pattern.flags.replace(/[dgym]/g, '')).read()
}

class Parser {
  readonly #source: string
  readonly #flags: string
  #at = 0

  constructor(source: string, flags: string) {
    this.#source = source
    this.#flags = flags
  }

  read(): Node {
    const node = this.#choice()
    if (this.#at < this.#source.length) throw this.#error('a parenthesis too many')
    return node
  }

  #error(what: string): RegexError {
    return new RegexError(`${what} at character ${this.#at} of /${this.#source.slice(0, 80)}/`)
  }

  #rest(length: number): string {
    return this.#source.slice(this.#at, this.#at + length)
  }

  #choice(): Node {
    const parts: Node[] = [this.#sequence()]
    while (this.#source[this.#at] === '|') {
      this.#at++
      parts.push(this.#sequence())
    }
    return parts.length === 1 ? (parts[0] as Node) : { type: 'choice', parts }
  }

  #sequence(): Node {
    const parts: Node[] = []
    for (;;) {
      const next = this.#source[this.#at]
      if (next === undefined || next === '|' || next === ')') return { type: 'sequence', parts }
      parts.push(this.#quantified(this.#atom(next)))
    }
  }

  #quantified(part: Node): Node {
    const found = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(this.#rest(40))
    if (found === null) return part
    this.#at += found[0].length
    const [, sign, low, comma, high] = found
    const least = sign === undefined ? Number(low) : sign === '+' ? 1 : 0
    const most = sign === undefined ? (comma ? (high ? Number(high) : Infinity) : least) : sign === '?' ? 1 : Infinity
    return part.type === 'assertion' ? part : { type: 'repeat', part, least, most }
  }

  #atom(next: string): Node {
    if (next === '(') return this.#group()
    if (next === '[') return this.#class()
    if (next === '\\') return this.#escape()
    this.#at++
    if (next === '^' || next === '$') return { type: 'assertion', sees: 1 }
    if (next === '.') return { type: 'set', set: atomSet('.', this.#flags) }
    return { type: 'set', set: atomSet(/[\^$\\.*+?()[\]{}|/]/.test(next) ? `\\${next}` : next, this.#flags) }
  }

  #group(): Node {
    this.#at++
    const opening = /^\?(?:(:)|(<?[=!])|<([A-Za-z_$][\w$]*)>)/.exec(this.#rest(80))
    if (opening === null && this.#source[this.#at] === '?') throw this.#error('a group of an unknown kind')
    this.#at += opening?.[0].length ?? 0
    const inner = this.#choice()
    if (this.#source[this.#at] !== ')') throw this.#error('a group without an end')
    this.#at++
    return opening?.[2] === undefined ? inner : { type: 'assertion', sees: Math.max(1, extentOf(inner).most) }
  }

  #class(): Node {
    const from = this.#at++
    // With the flag v classes nest; the text between the outermost brackets is asked as one.
    for (let depth = 1; depth > 0; this.#at++) {
      const next = this.#source[this.#at]
      if (next === undefined) throw this.#error('a class without an end')
      if (next === '\\') this.#at++
      else if (next === ']') depth--
      else if (next === '[' && this.#flags.includes('v')) depth++
    }
    return { type: 'set', set: atomSet(this.#source.slice(from, this.#at), this.#flags) }
  }

  #escape(): Node {
    const text =
      /^\\(?:u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[pP]\{[^}]*\}|k<[^>]*>|c[A-Za-z]|0|[1-9]\d*|[^])/.exec(
        this.#rest(60),
      )?.[0]
    if (text === undefined) throw this.#error('a lone backslash')
    this.#at += text.length
    if (text === '\\b' || text === '\\B') return { type: 'assertion', sees: 1 }
    if (/^\\(?:k<|[1-9])/.test(text)) return { type: 'repeat', part: ANY, least: 0, most: Infinity }
    return { type: 'set', set: atomSet(text, this.#flags) }
  }
}

const ANY: Node = { type: 'set', set: setOf(() => true) }

/** The least and most bytes that a node takes. */
export function extentOf(node: Node): { least: number; most: number } {
  switch (node.type) {
    case 'set':
      return { least: 1, most: 1 }
    case 'assertion':
      return { least: 0, most: 0 }
    case 'repeat': {
      const inner = extentOf(node.part)
      return { least: inner.least * node.least, most: inner.most === 0 || node.most === 0 ? 0 : inner.most * node.most }
    }
    case 'sequence': {
      const inner = node.parts.map(extentOf)
      return { least: sum(inner.map((part) => part.least)), most: sum(inner.map((part) => part.most)) }
    }
    case 'choice': {
      const inner = node.parts.map(extentOf)
      return {
        least: Math.min(...inner.map((part) => part.least)),
        most: Math.max(...inner.map((part) => part.most)),
      }
    }
  }
}

/** How far the look-arounds of a pattern look beyond its own bytes. */
export function sightOf(node: Node): number {
  switch (node.type) {
    case 'set':
      return 0
    case 'assertion':
      return node.sees
    case 'repeat':
      return sightOf(node.part)
    case 'sequence':
    case 'choice':
      return Math.max(0, ...node.parts.map(sightOf))
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
