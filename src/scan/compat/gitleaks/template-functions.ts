/** The functions that report templates may call: those of text/template and the common ones of sprig. Pure: no clock, no environment. */
import { compatError } from './compat-error.ts'
import { goJson } from './reports.ts'

export type Value = string | number | boolean | undefined | readonly Value[] | { readonly [name: string]: Value }

/** As Go prints a value. */
export function goText(value: Value): string {
  if (value === undefined) return '<no value>'
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(goText).join(' ')}]`
  if (typeof value === 'object')
    return `map[${Object.entries(value)
      .map(([key, one]) => `${key}:${goText(one)}`)
      .join(' ')}]`
  return String(value)
}

export function isTrue(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0
  if (typeof value === 'object') return Object.keys(value).length > 0
  return value !== undefined && value !== false && value !== 0 && value !== ''
}

export const number = (value: Value): number => {
  const read = typeof value === 'boolean' ? Number(value) : Number.parseFloat(goText(value))
  return Number.isFinite(read) ? read : 0
}
export const integer = (value: Value): number => Math.trunc(number(value))
export const list = (value: Value): readonly Value[] => (Array.isArray(value) ? (value as readonly Value[]) : [value])
const size = (value: Value): number => {
  if (typeof value === 'string') return Buffer.byteLength(value)
  return Array.isArray(value) ? value.length : Object.keys(value ?? {}).length
}
const order = (a: Value, b: Value): number =>
  typeof a === 'string' || typeof b === 'string'
    ? goText(a) < goText(b)
      ? -1
      : Number(goText(a) !== goText(b))
    : number(a) - number(b)
export const same = (a: Value, b: Value): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)
const quoted = (value: Value): string =>
  `"${goText(value).replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`
const html: Readonly<Record<string, string>> = { '"': '&#34;', "'": '&#39;', '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Of a list by number, of a table by name. Throws GITLEAKS_REPORT_FAILED. */
function partOf(value: Value, key: Value): Value {
  if (Array.isArray(value) && Object.hasOwn(value, integer(key))) return (value as Value[])[integer(key)]
  if (typeof value === 'object' && !Array.isArray(value)) {
    const named = value as Readonly<Record<string, Value>>
    return Object.hasOwn(named, goText(key)) ? named[goText(key)] : undefined
  }
  throw compatError(
    'GITLEAKS_REPORT_FAILED',
    `template: custom: error calling index: index out of range: ${goText(key)}`,
  )
}

export const FUNCTIONS: Readonly<Record<string, (...args: Value[]) => Value>> = {
  and: (...args) => args.find((arg) => !isTrue(arg)) ?? args.at(-1),
  or: (...args) => args.find(isTrue) ?? args.at(-1),
  not: (arg) => !isTrue(arg),
  eq: (first, ...others) => others.some((other) => same(first, other)),
  ne: (a, b) => !same(a, b),
  lt: (a, b) => order(a, b) < 0,
  le: (a, b) => order(a, b) <= 0,
  gt: (a, b) => order(a, b) > 0,
  ge: (a, b) => order(a, b) >= 0,
  len: size,
  index: (value, ...keys) => keys.reduce(partOf, value),
  // A blank stands between two that are no text.
  print: (...args) =>
    args
      .map((arg, at) =>
        at > 0 && typeof arg !== 'string' && typeof args[at - 1] !== 'string' ? ` ${goText(arg)}` : goText(arg),
      )
      .join(''),
  println: (...args) => `${args.map(goText).join(' ')}\n`,
  printf: (format, ...args) => printf(goText(format), args),
  html: (value) => goText(value).replace(/["'&<>]/g, (char) => html[char] as string),
  js: (value) =>
    JSON.stringify(goText(value))
      .slice(1, -1)
      .replaceAll("'", "\\'")
      .replaceAll('<', '\\u003C')
      .replaceAll('>', '\\u003E'),
  urlquery: (value) => encodeURIComponent(goText(value)).replaceAll('%20', '+'),
  // sprig
  add: (...args) => args.reduce<number>((sum, arg) => sum + integer(arg), 0),
  add1: (value) => integer(value) + 1,
  sub: (a, b) => integer(a) - integer(b),
  mul: (...args) => args.reduce<number>((product, arg) => product * integer(arg), 1),
  div: (a, b) => Math.trunc(integer(a) / integer(b)),
  mod: (a, b) => integer(a) % integer(b),
  max: (...args) => Math.max(...args.map(integer)),
  min: (...args) => Math.min(...args.map(integer)),
  int: integer,
  int64: integer,
  float64: number,
  toString: goText,
  quote: (...args) =>
    args
      .filter((arg) => arg !== undefined)
      .map(quoted)
      .join(' '),
  squote: (...args) =>
    args
      .filter((arg) => arg !== undefined)
      .map((arg) => `'${goText(arg)}'`)
      .join(' '),
  upper: (value) => goText(value).toUpperCase(),
  lower: (value) => goText(value).toLowerCase(),
  title: (value) => goText(value).replace(/(^|\s)\S/g, (text) => text.toUpperCase()),
  trim: (value) => goText(value).trim(),
  trimAll: (chars, value) => trimOf(goText(chars), goText(value)),
  trimPrefix: (prefix, value) =>
    goText(value).startsWith(goText(prefix)) ? goText(value).slice(goText(prefix).length) : value,
  trimSuffix: (suffix, value) =>
    goText(value).endsWith(goText(suffix)) && goText(suffix) !== ''
      ? goText(value).slice(0, -goText(suffix).length)
      : value,
  contains: (part, value) => goText(value).includes(goText(part)),
  hasPrefix: (prefix, value) => goText(value).startsWith(goText(prefix)),
  hasSuffix: (suffix, value) => goText(value).endsWith(goText(suffix)),
  replace: (from, to, value) => goText(value).replaceAll(goText(from), () => goText(to)),
  repeat: (times, value) => goText(value).repeat(Math.min(Math.max(integer(times), 0), 10_000)),
  trunc: (length, value) =>
    integer(length) < 0 ? goText(value).slice(integer(length)) : goText(value).slice(0, integer(length)),
  substr: (from, to, value) =>
    goText(value).slice(Math.max(integer(from), 0), integer(to) < 0 ? undefined : integer(to)),
  nospace: (value) => goText(value).replace(/\s+/g, ''),
  indent: (spaces, value) => goText(value).replace(/^/gm, ' '.repeat(Math.min(Math.max(integer(spaces), 0), 1_000))),
  nindent: (spaces, value) =>
    `\n${goText(value).replace(/^/gm, ' '.repeat(Math.min(Math.max(integer(spaces), 0), 1_000)))}`,
  default: (otherwise, value) => (isTrue(value) ? value : otherwise),
  empty: (value) => !isTrue(value),
  coalesce: (...args) => args.find(isTrue),
  ternary: (yes, no, condition) => (isTrue(condition) ? yes : no),
  list: (...args) => args,
  first: (value) => list(value)[0],
  last: (value) => list(value).at(-1),
  rest: (value) => list(value).slice(1),
  initial: (value) => list(value).slice(0, -1),
  reverse: (value) => list(value).toReversed(),
  uniq: (value) => [...new Set(list(value))],
  has: (one, value) => list(value).some((other) => same(one, other)),
  join: (separator, value) => list(value).map(goText).join(goText(separator)),
  splitList: (separator, value) => goText(value).split(goText(separator)),
  sortAlpha: (value) => list(value).map(goText).toSorted(),
  base: (value) => goText(value).split('/').at(-1),
  dir: (value) => goText(value).split('/').slice(0, -1).join('/') || '.',
  ext: (value) => /\.[^./]*$/.exec(goText(value))?.[0] ?? '',
  b64enc: (value) => Buffer.from(goText(value)).toString('base64'),
  toJson: (value) => goJson(value ?? null, 0),
  toPrettyJson: (value) => goJson(value ?? null, 2),
  toRawJson: (value) => JSON.stringify(value ?? null),
}

function trimOf(chars: string, text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && chars.includes(text[start] as string)) start++
  while (end > start && chars.includes(text[end - 1] as string)) end--
  return text.slice(start, end)
}

/** `%s %v %q %d %f %x %t %%` with width, `-`, `0` and precision. */
function printf(format: string, args: readonly Value[]): string {
  let next = 0
  return format.replace(
    /%([-+0 #]*)(\d*)(?:\.(\d+))?([svqdfxXt%])/g,
    (_, flags: string, width: string, digits: string | undefined, verb: string) => {
      if (verb === '%') return '%'
      if (next >= args.length) return `%!${verb}(MISSING)`
      const value = args[next++]
      const forms: Readonly<Record<string, () => string>> = {
        q: () => quoted(value),
        d: () => String(integer(value)),
        f: () => number(value).toFixed(digits === undefined ? 6 : Number(digits)),
        x: () => (typeof value === 'number' ? value.toString(16) : Buffer.from(goText(value)).toString('hex')),
      }
      const text =
        forms[verb.toLowerCase()]?.() ?? (digits === undefined ? goText(value) : goText(value).slice(0, Number(digits)))
      const cased = verb === 'X' ? text.toUpperCase() : text
      const wide = Math.min(Number(width || 0), 10_000)
      return flags.includes('-') ? cased.padEnd(wide) : cased.padStart(wide, flags.includes('0') ? '0' : ' ')
    },
  )
}
