/**
 * Report templates in the language of Go's text/template: `if`, `range`, `with`, variables, pipelines, and the functions
 * of template-functions.ts. What it does not know it refuses when the template is read, before anything is searched.
 */
import { compatError } from './compat-error.ts'
import type { GitleaksFinding } from './finding.ts'
import { float32 } from './reports.ts'
import { FUNCTIONS, goText, isTrue, type Value } from './template-functions.ts'

type Scope = Map<string, Value>
interface Frame {
  readonly dot: Value
  readonly scope: Scope
}
type Expression = (frame: Frame) => Value
type Node = (frame: Frame, out: string[]) => void

/** Throws GITLEAKS_TEMPLATE_INVALID. */
export function compileTemplate(text: string): (findings: readonly GitleaksFinding[]) => string {
  const parser = new Parser(split(text))
  const nodes = parser.nodes()
  if (!parser.isAtEnd) throw invalid('unexpected {{end}} or {{else}}')
  return (findings) => {
    const dot = findings.map(fieldsOf)
    const out: string[] = []
    run(nodes, { dot, scope: new Map([['$', dot]]) }, out)
    return out.join('')
  }
}

function fieldsOf(finding: GitleaksFinding): Value {
  const { symlinkFile, ruleId, entropy, required: _, span: __, ...rest } = finding
  const named = Object.entries(rest).map(([key, value]) => [`${key[0]?.toUpperCase()}${key.slice(1)}`, value])
  return Object.fromEntries([
    ...named,
    ['RuleID', ruleId],
    ['SymlinkFile', symlinkFile],
    ['Entropy', float32(entropy)],
  ]) as Value
}

interface Piece {
  readonly text?: string
  readonly action?: string
}

/** Text and actions; `{{-` and `-}}` take the space beside them. */
function split(text: string): Piece[] {
  const pieces: Piece[] = []
  let rest = text
  let trimNext = false
  for (;;) {
    const start = rest.indexOf('{{')
    let plain = start < 0 ? rest : rest.slice(0, start)
    if (trimNext) plain = plain.trimStart()
    if (start < 0) return [...pieces, { text: plain }]
    const comment = /^\{\{(?:-\s)?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/.exec(rest.slice(start))?.[0]
    const [whole] = comment
      ? [comment]
      : (/^\{\{(?:"(?:\\.|[^"\\\n])*"|`[^`]*`|[^"`])*?\}\}/.exec(rest.slice(start)) ?? [])
    if (whole === undefined) throw invalid('unclosed action')
    if (/^\{\{-\s/.test(whole)) plain = plain.trimEnd()
    trimNext = /\s-\}\}$/.test(whole) || /\*\/\s*-\}\}$/.test(whole)
    pieces.push({ text: plain })
    if (!comment) pieces.push({ action: whole.slice(2, -2).replace(/^-\s/, '').replace(/\s-$/, '').trim() })
    rest = rest.slice(start + whole.length)
  }
}

class Parser {
  readonly #pieces: readonly Piece[]
  #at = 0

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#pieces.length
  }

  /** Until `end` or `else`, which stays. */
  nodes(): Node[] {
    const nodes: Node[] = []
    for (; !this.isAtEnd;) {
      const { text, action } = this.#pieces[this.#at] as Piece
      if (action !== undefined && /^(?:end|else)\b/.test(action)) return nodes
      this.#at++
      if (text !== undefined) nodes.push((_, out) => void out.push(text))
      else if (action !== undefined) nodes.push(this.#action(action))
    }
    return nodes
  }

  #action(action: string): Node {
    const [, word = '', rest = ''] = /^(if|range|with)\b\s*([\s\S]*)$/.exec(action) ?? []
    if (word === 'range') return this.#range(rest)
    if (word !== '') return this.#choice(word, rest)
    if (/^(?:define|template|block|break|continue)\b/.test(action))
      throw invalid(`{{${action.split(/\s/)[0]}}} is not supported`)
    const [names, expression, isNew] = readAssignment(action)
    return (frame, out) => {
      const value = expression(frame)
      if (names.length === 0) out.push(goText(value))
      else assign(frame.scope, names[0] as string, value, isNew)
    }
  }

  #choice(word: string, condition: string): Node {
    const [names, expression] = readAssignment(condition)
    const [yes, no] = this.#branches()
    return (frame, out) => {
      const value = expression(frame)
      const scope: Scope = names.length === 0 ? nested(frame) : nested(frame).set(names[0] as string, value)
      if (isTrue(value)) run(yes, { dot: word === 'with' ? value : frame.dot, scope }, out)
      else run(no, { dot: frame.dot, scope }, out)
    }
  }

  #range(action: string): Node {
    const [names, expression] = readAssignment(action)
    const [each, none] = this.#branches()
    return (frame, out) => {
      const value = expression(frame)
      const entries: readonly (readonly [Value, Value])[] = Array.isArray(value)
        ? value.map((one: Value, index) => [index, one] as const)
        : typeof value === 'object' && value !== null
          ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
          : []
      if (entries.length === 0) run(none, frame, out)
      for (const [key, one] of entries) {
        const scope = nested(frame)
        if (names.length === 1) scope.set(names[0] as string, one)
        if (names.length === 2) scope.set(names[0] as string, key).set(names[1] as string, one)
        run(each, { dot: one, scope }, out)
      }
    }
  }

  #branches(): [Node[], Node[]] {
    const yes = this.nodes()
    const { action = '' } = this.#pieces[this.#at++] ?? {}
    if (action === 'end') return [yes, []]
    const more = /^else\s+((?:if|with)\b[\s\S]*)$/.exec(action)?.[1]
    if (more !== undefined) return [yes, [this.#action(more)]]
    if (action !== 'else') throw invalid('unexpected EOF')
    const no = this.nodes()
    if (this.#pieces[this.#at++]?.action !== 'end') throw invalid('unexpected EOF')
    return [yes, no]
  }
}

function run(nodes: readonly Node[], frame: Frame, out: string[]): void {
  for (const node of nodes) node(frame, out)
}

/** A scope that sees the outer one. Assignments to outer names reach through: see `assign`. */
function nested({ scope }: Frame): Scope {
  const inner: Scope = new Map(scope)
  OUTER.set(inner, scope)
  return inner
}
const OUTER = new WeakMap<Scope, Scope>()

function assign(scope: Scope, name: string, value: Value, isNew: boolean): void {
  scope.set(name, value)
  const outer = OUTER.get(scope)
  if (!isNew && outer?.has(name)) assign(outer, name, value, false)
}

/** `$x := …`, `$i, $x := …`, `$x = …` or a pipeline alone. */
function readAssignment(text: string): [names: string[], expression: Expression, isNew: boolean] {
  const [whole = '', names, operator] = /^\s*(\$\w+(?:\s*,\s*\$\w+)?)\s*(:?=)(?!=)/.exec(text) ?? []
  const tokens = tokenize(text.slice(whole.length))
  const expression = readPipeline(tokens)
  if (tokens.length > 0) throw invalid(`unexpected "${tokens[0]}"`)
  return [names === undefined ? [] : names.split(/\s*,\s*/), expression, operator === ':=']
}

function tokenize(text: string): string[] {
  const tokens: string[] = []
  const pattern = /\s*("(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])'|[()|]|[^\s()|"`']+)/y
  while (pattern.lastIndex < text.trimEnd().length) {
    const found = pattern.exec(text)
    if (found === null) throw invalid(`unexpected character in "${text.trim()}"`)
    tokens.push(found[1] as string)
  }
  return tokens
}

function readPipeline(tokens: string[]): Expression {
  let expression = readCommand(tokens)
  while (tokens[0] === '|') {
    tokens.shift()
    expression = readCommand(tokens, expression)
  }
  return expression
}

function readCommand(tokens: string[], last?: Expression): Expression {
  const first = tokens[0]
  if (first === undefined || first === ')' || first === '|') throw invalid('missing value for command')
  const isCall = /^[a-zA-Z]\w*$/.test(first) && !['true', 'false', 'nil'].includes(first)
  if (!isCall) {
    const operand = readOperand(tokens)
    if (last !== undefined || (tokens.length > 0 && tokens[0] !== ')' && tokens[0] !== '|'))
      throw invalid(`can't give argument to non-function ${first}`)
    return operand
  }
  tokens.shift()
  const call = Object.hasOwn(FUNCTIONS, first) ? FUNCTIONS[first] : undefined
  if (call === undefined) throw invalid(`function "${first}" not defined`)
  const args: Expression[] = []
  while (tokens.length > 0 && tokens[0] !== ')' && tokens[0] !== '|') args.push(readOperand(tokens))
  if (last !== undefined) args.push(last)
  return (frame) => call(...args.map((arg) => arg(frame)))
}

function readOperand(tokens: string[]): Expression {
  const token = tokens.shift() as string
  if (token === '(') {
    const inner = readPipeline(tokens)
    if (tokens.shift() !== ')') throw invalid('unclosed left paren')
    return tokens[0]?.startsWith('.') ? readFields(inner, tokens.shift() as string) : inner
  }
  if (token.startsWith('.')) return readFields(({ dot }) => dot, token)
  const [variable] = /^\$\w*/.exec(token) ?? []
  if (variable !== undefined) return readFields(({ scope }) => scope.get(variable), token.slice(variable.length) || '.')
  const constant = readConstant(token)
  return () => constant
}

function readConstant(token: string): Value {
  if (token.startsWith('`')) return token.slice(1, -1)
  if (token.startsWith('"')) {
    const json = token
      .replace(/\\x([0-9a-fA-F]{2})/g, '\\u00$1')
      .replace(/\\'/g, "'")
      .replaceAll('\t', '\\t')
    try {
      return JSON.parse(json) as string
    } catch {
      throw invalid(`bad string ${token}`)
    }
  }
  if (token === 'true' || token === 'false') return token === 'true'
  if (token === 'nil') return undefined
  if (/^[+-]?(?:\d+(?:\.\d+)?|0x[0-9a-fA-F]+)$/.test(token)) return Number(token)
  // A word in the place of an argument is a function without arguments.
  const call = Object.hasOwn(FUNCTIONS, token) ? FUNCTIONS[token] : undefined
  if (call === undefined) throw invalid(`unexpected "${token}"`)
  return call()
}

function readFields(base: Expression, path: string): Expression {
  const names = path.split('.').filter((name) => name !== '')
  return (frame) =>
    names.reduce<Value>((value, name) => {
      const fields = value as Readonly<Record<string, Value>> | undefined
      if (typeof fields !== 'object' || fields === null || !Object.hasOwn(fields, name))
        throw invalid(`can't evaluate field ${name}`)
      return fields[name]
    }, base(frame))
}

function invalid(reason: string): Error {
  return compatError(
    'GITLEAKS_TEMPLATE_INVALID',
    `Invalid report template: error parsing file: template: custom: ${reason}`,
  )
}
