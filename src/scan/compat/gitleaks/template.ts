/**
 * Report templates in the language of Go's text/template: `if`, `range`, `with`, named templates, variables, pipelines,
 * and the functions of template-functions.ts. What it does not know it refuses when the template is read, before
 * anything is searched.
 */
import { isRekeyError } from '../../../base/errors.ts'
import type { GitleaksFinding } from './finding.ts'
import { float32 } from './reports.ts'
import {
  readAssignment,
  readTemplateCall,
  templateFailure,
  templateInvalid,
  type Frame,
  type Scope,
} from './template-expression.ts'
import { goText, isTrue, type Value } from './template-functions.ts'

/** `break` and `continue` end a list of nodes early. */
type Step = 'break' | 'continue' | undefined
type Node = (frame: Frame, out: string[]) => Step | void
type Templates = Map<string, readonly Node[]>

/** Throws GITLEAKS_TEMPLATE_INVALID; what it gives back throws GITLEAKS_REPORT_FAILED. */
export function compileTemplate(text: string): (findings: readonly GitleaksFinding[]) => string {
  const parser = new Parser(split(text))
  const nodes = parser.all()
  return (findings) => {
    const dot = findings.map(fieldsOf)
    const out: string[] = []
    run(nodes, { dot, scope: new Map([['$', dot]]) }, out)
    return out.join('')
  }
}

/** In the order of a report in JSON, which has no line, and a link only where there is one. */
function fieldsOf(finding: GitleaksFinding): Value {
  const { line, link, entropy } = finding
  const fields = Object.fromEntries(
    FIELDS.map(([name, key]) => [name, key === 'entropy' ? float32(entropy) : finding[key]]),
  ) as Record<string, Value>
  Object.defineProperty(fields, 'Line', { value: line, enumerable: false })
  if (link === '') Object.defineProperty(fields, 'Link', { enumerable: false })
  return fields
}

const FIELDS = [
  ['RuleID', 'ruleId'],
  ['Description', 'description'],
  ['StartLine', 'startLine'],
  ['EndLine', 'endLine'],
  ['StartColumn', 'startColumn'],
  ['EndColumn', 'endColumn'],
  ['Match', 'match'],
  ['Secret', 'secret'],
  ['File', 'file'],
  ['SymlinkFile', 'symlinkFile'],
  ['Commit', 'commit'],
  ['Link', 'link'],
  ['Entropy', 'entropy'],
  ['Author', 'author'],
  ['Email', 'email'],
  ['Date', 'date'],
  ['Message', 'message'],
  ['Tags', 'tags'],
  ['Fingerprint', 'fingerprint'],
] as const

interface Piece {
  readonly text?: string
  readonly action?: string
  /** Of the template, from 1. */
  readonly line: number
}

/** Text and actions; `{{-` and `-}}` take the space beside them. */
function split(text: string): Piece[] {
  const pieces: Piece[] = []
  let rest = text
  let trimNext = false
  let line = 1
  for (;;) {
    const start = rest.indexOf('{{')
    let plain = start < 0 ? rest : rest.slice(0, start)
    if (trimNext) plain = plain.trimStart()
    if (start < 0) return [...pieces, { text: plain, line }]
    const comment = /^\{\{(?:-\s)?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/.exec(rest.slice(start))?.[0]
    const [whole] = comment
      ? [comment]
      : (/^\{\{(?:"(?:\\.|[^"\\\n])*"|`[^`]*`|[^"`])*?\}\}/.exec(rest.slice(start)) ?? [])
    line += linesIn(rest.slice(0, start))
    if (whole === undefined) throw placed(templateInvalid('unclosed action'), line)
    if (/^\{\{-\s/.test(whole)) plain = plain.trimEnd()
    trimNext = /\s-\}\}$/.test(whole) || /\*\/\s*-\}\}$/.test(whole)
    pieces.push({ text: plain, line })
    if (!comment) pieces.push({ action: whole.slice(2, -2).replace(/^-\s/, '').replace(/\s-$/, '').trim(), line })
    line += linesIn(whole)
    rest = rest.slice(start + whole.length)
  }
}

const linesIn = (text: string): number => text.split('\n').length - 1

/** A mistake with the line that it stands on. */
function placed(error: unknown, line: number): unknown {
  const isOurs = isRekeyError(error) && error.code === 'GITLEAKS_TEMPLATE_INVALID'
  return isOurs && !error.message.startsWith(PREFIX) ? templateInvalid(`${PREFIX}${line}: ${error.message}`) : error
}
const MAX_DEPTH = 1_000
const PREFIX = 'error parsing file: template: custom:'

class Parser {
  readonly #pieces: readonly Piece[]
  readonly #templates: Templates = new Map()
  #at = 0
  /** How many templates stand in each other just now. */
  #depth = 0

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces
  }

  all(): Node[] {
    try {
      const nodes = this.nodes()
      const action = this.#pieces[this.#at]?.action
      if (action !== undefined) throw templateInvalid(`unexpected {{${action.split(/\s/)[0]}}}`)
      return nodes
    } catch (error) {
      const { line } = this.#pieces[Math.min(Math.max(this.#at - 1, 0), this.#pieces.length - 1)] as Piece
      throw placed(error, line)
    }
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
    const [, word = '', rest = ''] =
      /^(if|range|with|define|template|block|break|continue)\b\s*([\s\S]*)$/.exec(action) ?? []
    if (word === 'range') return this.#range(rest)
    if (word === 'break' || word === 'continue') return () => word
    if (word === 'define' || word === 'block' || word === 'template') return this.#template(word, rest)
    if (word !== '') return this.#choice(word, rest)
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
      if (isTrue(value)) return run(yes, { dot: word === 'with' ? value : frame.dot, scope }, out)
      return run(no, { dot: frame.dot, scope }, out)
    }
  }

  /** `define` gives a name to what follows, `template` writes it, `block` does both. */
  #template(word: string, rest: string): Node {
    const [name, value] = readTemplateCall(rest)
    if (word !== 'template') {
      const nodes = this.nodes()
      if (this.#pieces[this.#at++]?.action !== 'end') throw templateInvalid('unexpected EOF')
      if (word === 'define' || !this.#templates.has(name)) this.#templates.set(name, nodes)
    }
    if (word === 'define') return () => undefined
    return (frame, out) => {
      const dot = value?.(frame)
      const nodes = this.#templates.get(name)
      if (nodes === undefined) throw templateFailure(`template ${JSON.stringify(name)} not defined`)
      if (++this.#depth > MAX_DEPTH) throw templateFailure(`exceeded maximum template depth (${MAX_DEPTH})`)
      run(nodes, { dot, scope: new Map([['$', dot]]) }, out)
      this.#depth--
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
      if (entries.length === 0) return run(none, frame, out)
      for (const [key, one] of entries) {
        const scope = nested(frame)
        if (names.length === 1) scope.set(names[0] as string, one)
        if (names.length === 2) scope.set(names[0] as string, key).set(names[1] as string, one)
        if (run(each, { dot: one, scope }, out) === 'break') return
      }
    }
  }

  #branches(): [Node[], Node[]] {
    const yes = this.nodes()
    const { action = '' } = this.#pieces[this.#at++] ?? {}
    if (action === 'end') return [yes, []]
    const more = /^else\s+((?:if|with)\b[\s\S]*)$/.exec(action)?.[1]
    if (more !== undefined) return [yes, [this.#action(more)]]
    if (action !== 'else') throw templateInvalid('unexpected EOF')
    const no = this.nodes()
    if (this.#pieces[this.#at++]?.action !== 'end') throw templateInvalid('unexpected EOF')
    return [yes, no]
  }
}

function run(nodes: readonly Node[], frame: Frame, out: string[]): Step {
  for (const node of nodes) {
    const step = node(frame, out)
    if (step !== undefined) return step
  }
  return undefined
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
