/**
 * Reads a JavaScript regular expression into a tree of byte sets, as it behaves on latin1 text. What a class
 * or an escape accepts is asked of RegExp itself, so flags and Unicode rules are exactly the engine's own.
 * Assertions take no bytes, and say what may stand beside them (edge.ts); a back reference may be anything.
 */
import { ALL_BYTES, type ByteSet, internSet, setOf } from './byte-set.ts'
import { edgesOf } from './edge.ts'
import { extentOf, type Node } from './regex-tree.ts'

export class RegexError extends Error {}

const sets = new Map<string, ByteSet>()

/** Every byte as a character, in their order. */
const ALL_CHARACTERS = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join('')

function atomSet(source: string, flags: string): ByteSet {
  const key = `${flags}/${source}`
  let set = sets.get(key)
  if (set === undefined) sets.set(key, (set = asked(source, flags)))
  return set
}

/** An atom takes one character: one pass over all of them tells which. With the flag v it may take several. */
function asked(source: string, flags: string): ByteSet {
  if (flags.includes('v')) {
    const pattern = new RegExp(`^(?:${source})$`, flags)
    return setOf((byte) => pattern.test(String.fromCharCode(byte)))
  }
  const set = new Uint8Array(256)
  const pattern = new RegExp(source, `${flags}g`)
  while (pattern.test(ALL_CHARACTERS)) set[pattern.lastIndex - 1] = 1
  return internSet(set)
}

export function parseRegex(pattern: RegExp): Node {
  return new Parser(pattern.source, pattern.flags).read()
}

class Parser {
  readonly #source: string
  readonly #flags: string
  readonly #isByLine: boolean
  #at = 0

  constructor(source: string, flags: string) {
    this.#source = source
    this.#flags = flags.replace(/[dgym]/g, '')
    this.#isByLine = flags.includes('m')
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
    if (part.type !== 'assertion') return { type: 'repeat', part, least, most }
    return least === 0 ? { type: 'assertion', sees: part.sees } : part
  }

  #atom(next: string): Node {
    if (next === '(') return this.#group()
    if (next === '[') return this.#class()
    if (next === '\\') return this.#escape()
    this.#at++
    if (next === '^') return { type: 'assertion', sees: 1, edges: this.#isByLine ? { before: LINE_END } : {} }
    if (next === '$') return { type: 'assertion', sees: 1, edges: this.#isByLine ? { behind: LINE_END } : {} }
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
    if (opening?.[2] === undefined) return inner
    const sees = Math.max(1, extentOf(inner).most)
    return { type: 'assertion', sees, edges: edgesOf(opening[2], inner) }
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
    if (text === '\\B') return { type: 'assertion', sees: 1 }
    if (text === '\\b') return { type: 'assertion', sees: 1, edges: { ofWord: true } }
    if (/^\\(?:k<|[1-9])/.test(text)) return { type: 'repeat', part: ANY, least: 0, most: Infinity, ofGroup: true }
    return { type: 'set', set: atomSet(text, this.#flags) }
  }
}

const ANY: Node = { type: 'set', set: ALL_BYTES }
const LINE_END = { set: setOf((byte) => byte === 0x0a || byte === 0x0d), orEnd: true }
