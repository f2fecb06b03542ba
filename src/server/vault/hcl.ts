/**
 * As much of HCL as policies are written in: blocks with a label, assignments, texts, numbers, booleans, lists,
 * maps, three kinds of comments. No templates, functions or here-documents: a policy that has them is refused,
 * never half understood.
 */
import { bad } from './fault.ts'

export type HclValue = string | number | boolean | readonly HclValue[] | HclBody
export interface HclEntry {
  readonly key: string
  /** `path "secret/*" { … }` has the label `secret/*`. */
  readonly label?: string
  readonly value: HclValue
}
export interface HclBody {
  readonly entries: readonly HclEntry[]
}

export function isBody(value: HclValue | undefined): value is HclBody {
  return typeof value === 'object' && 'entries' in value
}

const MAX_DEPTH = 16
const TOKEN =
  /\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|("(?:[^"\\\n]|\\.)*")|([A-Za-z_][\w.-]*)|(-?\d+(?:\.\d+)?)|([{}[\]=:,])/y

interface Token {
  readonly kind: 'text' | 'word' | 'number' | 'sign'
  readonly text: string
}

/** Throws 400. */
export function parseHcl(text: string): HclBody {
  const reader = new Reader(tokens(text))
  const body = reader.body(0)
  if (reader.next) throw syntax(`unexpected ${reader.next.text}`)
  return body
}

function tokens(text: string): Token[] {
  const found: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (!match) throw syntax(`illegal character at ${at}`)
    const [, quoted, word, number, sign] = match
    if (quoted !== undefined) found.push({ kind: 'text', text: unquote(quoted) })
    else if (word !== undefined) found.push({ kind: 'word', text: word })
    else if (number !== undefined) found.push({ kind: 'number', text: number })
    else if (sign !== undefined) found.push({ kind: 'sign', text: sign })
  }
  return found
}

function unquote(quoted: string): string {
  try {
    return JSON.parse(quoted) as string
  } catch {
    throw syntax('a text with an unknown escape')
  }
}

class Reader {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(all: readonly Token[]) {
    this.#tokens = all
  }

  get next(): Token | undefined {
    return this.#tokens[this.#at]
  }

  body(depth: number): HclBody {
    if (depth > MAX_DEPTH) throw syntax('nested too deeply')
    const entries: HclEntry[] = []
    while (this.next && !this.#isSign('}')) {
      entries.push(this.#entry(depth))
      if (this.#isSign(',')) this.#at++
    }
    return { entries }
  }

  #entry(depth: number): HclEntry {
    const key = this.#take('a name', 'word', 'text').text
    if (this.#isSign('=') || this.#isSign(':')) {
      this.#at++
      return { key, value: this.#value(depth) }
    }
    if (this.#isSign('{')) return { key, value: this.#block(depth) }
    const label = this.#take('a label', 'text', 'word').text
    return { key, label, value: this.#block(depth) }
  }

  #block(depth: number): HclBody {
    this.#sign('{')
    const body = this.body(depth + 1)
    this.#sign('}')
    return body
  }

  #value(depth: number): HclValue {
    if (this.#isSign('{')) return this.#block(depth)
    if (this.#isSign('[')) return this.#list(depth)
    const token = this.#take('a value', 'text', 'number', 'word')
    if (token.kind === 'number') return Number(token.text)
    if (token.kind === 'text') return token.text
    if (token.text === 'true' || token.text === 'false') return token.text === 'true'
    throw syntax(`unexpected ${token.text}`)
  }

  #list(depth: number): HclValue[] {
    if (depth > MAX_DEPTH) throw syntax('nested too deeply')
    this.#sign('[')
    const values: HclValue[] = []
    while (this.next && !this.#isSign(']')) {
      values.push(this.#value(depth + 1))
      if (!this.#isSign(']')) this.#sign(',')
    }
    this.#sign(']')
    return values
  }

  #isSign(sign: string): boolean {
    return this.next?.kind === 'sign' && this.next.text === sign
  }

  #sign(sign: string): void {
    if (!this.#isSign(sign)) throw syntax(`expected ${sign} before ${this.next?.text ?? 'the end'}`)
    this.#at++
  }

  #take(what: string, ...kinds: Token['kind'][]): Token {
    const token = this.next
    if (!token || !kinds.includes(token.kind)) throw syntax(`expected ${what} before ${token?.text ?? 'the end'}`)
    this.#at++
    return token
  }
}

function syntax(text: string): Error {
  return bad(`failed to parse policy: ${text}`)
}
