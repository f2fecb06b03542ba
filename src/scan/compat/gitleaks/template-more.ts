/** More of what report templates may call, as sprig has it: dictionaries, lists, numbers, patterns, words. Pure. */
import { createHash } from 'node:crypto'
import { compileGo } from './go-regexp.ts'
import { goText, integer, list, number, same, type Value } from './template-functions.ts'

type Table = Readonly<Record<string, Value>>
const MOST = 10_000

const table = (value: Value): Table =>
  typeof value === 'object' && !Array.isArray(value) ? (value as Table) : Object.create(null)

const sum =
  (algorithm: string) =>
  (value: Value): string =>
    createHash(algorithm).update(goText(value)).digest('hex')

const rounded = (value: Value, digits: Value): number => {
  const unit = 10 ** integer(digits)
  return Math.round(number(value) * unit) / unit
}

/** From the first to the last, which is left out. */
function steps(first: number, last: number, step: number): number[] {
  const out: number[] = []
  if (step === 0) return out
  for (let at = first; step > 0 ? at < last : at > last; at += step) {
    if (out.length >= MOST) break
    out.push(at)
  }
  return out
}

/** The parts of a name: at signs that are none of it, and where small letters become large ones. */
function wordsOf(value: Value): string[] {
  return goText(value)
    .replaceAll(/([\p{Ll}\p{Nd}])(\p{Lu})/gu, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

function wrap(width: Value, value: Value): string {
  const [most, lines] = [Math.max(1, integer(width)), [] as string[]]
  let line = ''
  for (const word of goText(value).split(' ')) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\n')
}

/** `$1` and `${1}` stand for groups. */
function replacePattern(pattern: Value, value: Value, replacement: Value): string {
  const [regexp, text] = [compileGo(goText(pattern)), goText(value)]
  const parts: string[] = []
  let at = 0
  for (const { start, end } of regexp.findAll(text)) {
    const groups = regexp.groupsOf(text.slice(start, end)) ?? []
    const filled = goText(replacement).replaceAll(/\$(?:\{(\w+)\}|(\w+)|(\$))/g, (_, braced, plain, dollar) =>
      dollar === undefined ? (groups[Number((braced ?? plain) as string)] ?? '') : '$',
    )
    parts.push(text.slice(at, start), filled)
    at = end
  }
  return [...parts, text.slice(at)].join('')
}

function found(pattern: Value, value: Value): string[] {
  const text = goText(value)
  return compileGo(goText(pattern))
    .findAll(text)
    .map(({ start, end }) => text.slice(start, end))
}

function splitPattern(pattern: Value, value: Value, most: Value): string[] {
  const text = goText(value)
  const limit = integer(most) < 0 ? Number.POSITIVE_INFINITY : integer(most)
  const parts: string[] = []
  let at = 0
  for (const { start, end } of compileGo(goText(pattern)).findAll(text)) {
    if (parts.length + 1 >= limit) break
    parts.push(text.slice(at, start))
    at = end
  }
  return [...parts, text.slice(at)]
}

export const MORE_FUNCTIONS: Readonly<Record<string, (...args: Value[]) => Value>> = {
  dict: (...args) =>
    Object.fromEntries(args.flatMap((key, at) => (at % 2 === 0 ? [[goText(key), args[at + 1] ?? ''] as const] : []))),
  get: (from, key) => (Object.hasOwn(table(from), goText(key)) ? table(from)[goText(key)] : ''),
  hasKey: (from, key) => Object.hasOwn(table(from), goText(key)),
  keys: (...tables) => tables.flatMap((one) => Object.keys(table(one))),
  values: (one) => Object.values(table(one)),
  until: (count) => steps(0, integer(count), integer(count) < 0 ? -1 : 1),
  untilStep: (first, last, step) => steps(integer(first), integer(last), integer(step)),
  append: (all, one) => [...list(all), one],
  prepend: (all, one) => [one, ...list(all)],
  concat: (...lists) => lists.flatMap((one) => [...list(one)]),
  without: (all, ...others) => list(all).filter((one) => !others.some((other) => same(one, other))),
  compact: (all) => list(all).filter((one) => one !== undefined && one !== '' && one !== 0 && one !== false),
  floor: (value) => Math.floor(number(value)),
  ceil: (value) => Math.ceil(number(value)),
  round: rounded,
  atoi: integer,
  addf: (...args) => args.reduce<number>((total, arg) => total + number(arg), 0),
  mulf: (...args) => args.reduce<number>((product, arg) => product * number(arg), 1),
  regexMatch: (pattern, value) => compileGo(goText(pattern)).test(goText(value)),
  regexFind: (pattern, value) => found(pattern, value)[0] ?? '',
  regexFindAll: (pattern, value, most) =>
    integer(most) < 0 ? found(pattern, value) : found(pattern, value).slice(0, integer(most)),
  regexReplaceAll: replacePattern,
  regexReplaceAllLiteral: (pattern, value, replacement) =>
    replacePattern(pattern, value, goText(replacement).replaceAll('$', '$$$$')),
  regexSplit: splitPattern,
  sha1sum: sum('sha1'),
  sha256sum: sum('sha256'),
  b64dec: (value) => Buffer.from(goText(value), 'base64').toString('utf8'),
  abbrev: (most, value) =>
    goText(value).length > integer(most) && integer(most) > 3
      ? `${goText(value).slice(0, integer(most) - 3)}...`
      : value,
  wrap,
  cat: (...args) =>
    args
      .filter((arg) => arg !== undefined)
      .map(goText)
      .join(' '),
  plural: (one, many, count) => (integer(count) === 1 ? one : many),
  untitle: (value) => goText(value).replaceAll(/(^|\s)\S/g, (text) => text.toLowerCase()),
  snakecase: (value) => wordsOf(value).join('_').toLowerCase(),
  kebabcase: (value) => wordsOf(value).join('-').toLowerCase(),
  camelcase: (value) => wordsOf(value).map(capital).join(''),
  initials: (value) =>
    wordsOf(value)
      .map((word) => word.slice(0, 1))
      .join(''),
  kindOf: (value) => kindOf(value),
  typeOf: (value) => kindOf(value),
}

function kindOf(value: Value): string {
  if (Array.isArray(value)) return 'slice'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float64'
  if (typeof value === 'boolean') return 'bool'
  return typeof value === 'object' ? 'map' : value === undefined ? 'invalid' : 'string'
}
