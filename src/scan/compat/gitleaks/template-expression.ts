/** What stands in the actions of a report template: pipelines, calls, fields, variables, constants. */
import { compatError } from './compat-error.ts'
import { MORE_FUNCTIONS } from './template-more.ts'
import { FUNCTIONS as BASIC_FUNCTIONS, type Value } from './template-functions.ts'

const FUNCTIONS: typeof BASIC_FUNCTIONS = { ...BASIC_FUNCTIONS, ...MORE_FUNCTIONS }

export type Scope = Map<string, Value>
export interface Frame {
  readonly dot: Value
  readonly scope: Scope
}
export type Expression = (frame: Frame) => Value
export type Assignment = [names: string[], expression: Expression, isNew: boolean]

export function templateInvalid(reason: string): Error {
  return compatError('GITLEAKS_TEMPLATE_INVALID', reason)
}

/** A mistake that shows only when the template meets findings. */
export function templateFailure(reason: string): Error {
  return compatError('GITLEAKS_REPORT_FAILED', `template: custom: ${reason}`)
}

/** `$x := …`, `$i, $x := …`, `$x = …` or a pipeline alone. Throws GITLEAKS_TEMPLATE_INVALID. */
export function readAssignment(text: string): Assignment {
  const [whole = '', names, operator] = /^\s*(\$\w+(?:\s*,\s*\$\w+)?)\s*(:?=)(?!=)/.exec(text) ?? []
  const tokens = tokenize(text.slice(whole.length))
  const expression = readPipeline(tokens)
  if (tokens.length > 0) throw templateInvalid(`unexpected "${tokens[0]}"`)
  return [names === undefined ? [] : names.split(/\s*,\s*/), expression, operator === ':=']
}

/** A name in quotes, and what the named template is given. Throws GITLEAKS_TEMPLATE_INVALID. */
export function readTemplateCall(text: string): [name: string, value: Expression | undefined] {
  const tokens = tokenize(text)
  const name = tokens.shift() ?? ''
  if (!/^["`]/.test(name)) throw templateInvalid(`unexpected ${JSON.stringify(name)} in template clause`)
  const value = tokens.length === 0 ? undefined : readPipeline(tokens)
  if (tokens.length > 0) throw templateInvalid(`unexpected "${tokens[0]}"`)
  return [readConstant(name) as string, value]
}

function tokenize(text: string): string[] {
  const tokens: string[] = []
  const pattern = /\s*("(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])'|[()|]|[^\s()|"`']+)/y
  while (pattern.lastIndex < text.trimEnd().length) {
    const found = pattern.exec(text)
    if (found === null) throw templateInvalid(`unexpected character in "${text.trim()}"`)
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
  if (first === undefined || first === ')' || first === '|') throw templateInvalid('missing value for command')
  const isCall = /^[a-zA-Z]\w*$/.test(first) && !['true', 'false', 'nil'].includes(first)
  if (!isCall) {
    const operand = readOperand(tokens)
    if (last !== undefined || (tokens.length > 0 && tokens[0] !== ')' && tokens[0] !== '|'))
      throw templateInvalid(`can't give argument to non-function ${first}`)
    return operand
  }
  tokens.shift()
  const call = Object.hasOwn(FUNCTIONS, first) ? FUNCTIONS[first] : undefined
  if (call === undefined) throw templateInvalid(`function "${first}" not defined`)
  const args: Expression[] = []
  while (tokens.length > 0 && tokens[0] !== ')' && tokens[0] !== '|') args.push(readOperand(tokens))
  if (last !== undefined) args.push(last)
  return (frame) => call(...args.map((arg) => arg(frame)))
}

function readOperand(tokens: string[]): Expression {
  const token = tokens.shift() as string
  if (token === '(') {
    const inner = readPipeline(tokens)
    if (tokens.shift() !== ')') throw templateInvalid('unclosed left paren')
    return tokens[0]?.startsWith('.') ? readFields(inner, tokens.shift() as string) : inner
  }
  if (/^\.(?!\d)/.test(token)) return readFields(({ dot }) => dot, token)
  const [variable] = /^\$\w*/.exec(token) ?? []
  if (variable !== undefined) {
    const read = ({ scope }: Frame): Value => {
      if (!scope.has(variable)) throw templateFailure(`undefined variable "${variable}"`)
      return scope.get(variable)
    }
    return readFields(read, token.slice(variable.length) || '.')
  }
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
      throw templateInvalid(`bad string ${token}`)
    }
  }
  if (token === 'true' || token === 'false') return token === 'true'
  if (token === 'nil') return undefined
  if (/^[+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+|0x[0-9a-f]+)$/i.test(token)) return Number(token)
  if (/^'[^\\]'$/u.test(token)) return token.codePointAt(1)
  // A word in the place of an argument is a function without arguments.
  const call = Object.hasOwn(FUNCTIONS, token) ? FUNCTIONS[token] : undefined
  if (call === undefined) throw templateInvalid(`unexpected "${token}"`)
  return call()
}

function readFields(base: Expression, path: string): Expression {
  const names = path.split('.').filter((name) => name !== '')
  return (frame) =>
    names.reduce<Value>((value, name) => {
      const fields = value as Readonly<Record<string, Value>> | undefined
      if (typeof fields !== 'object' || fields === null || !Object.hasOwn(fields, name))
        throw templateFailure(`can't evaluate field ${name} in type ${typeName(value)}`)
      return fields[name]
    }, base(frame))
}

/** As Go calls what a template is given. */
function typeName(value: Value): string {
  if (Array.isArray(value)) return '[]report.Finding'
  if (typeof value === 'number') return 'int'
  return typeof value === 'object' ? 'report.Finding' : typeof value
}
