/** The command line of gitleaks 8.30, read as its own parser reads it. */
import { boolOf, wholeOf } from './loose-values.ts'

type Kind = 'text' | 'number' | 'flag' | 'list' | 'percent'

interface Flag {
  readonly kind: Kind
  readonly short?: string
}

const SHARED: Readonly<Record<string, Flag>> = {
  config: { kind: 'text', short: 'c' },
  'exit-code': { kind: 'number' },
  'report-path': { kind: 'text', short: 'r' },
  'report-format': { kind: 'text', short: 'f' },
  'report-template': { kind: 'text' },
  'baseline-path': { kind: 'text', short: 'b' },
  'log-level': { kind: 'text', short: 'l' },
  verbose: { kind: 'flag', short: 'v' },
  'no-color': { kind: 'flag' },
  'max-target-megabytes': { kind: 'number' },
  'ignore-gitleaks-allow': { kind: 'flag' },
  redact: { kind: 'percent' },
  'no-banner': { kind: 'flag' },
  'enable-rule': { kind: 'list' },
  'gitleaks-ignore-path': { kind: 'text', short: 'i' },
  'max-decode-depth': { kind: 'number' },
  'max-archive-depth': { kind: 'number' },
  timeout: { kind: 'number' },
  diagnostics: { kind: 'text' },
  'diagnostics-dir': { kind: 'text' },
  help: { kind: 'flag', short: 'h' },
}

const SOURCE: Flag = { kind: 'text', short: 's' }
const OF_COMMAND: Readonly<Record<string, Readonly<Record<string, Flag>>>> = {
  detect: {
    'no-git': { kind: 'flag' },
    pipe: { kind: 'flag' },
    'follow-symlinks': { kind: 'flag' },
    source: SOURCE,
    'log-opts': { kind: 'text' },
    platform: { kind: 'text' },
  },
  protect: { staged: { kind: 'flag' }, 'log-opts': { kind: 'text' }, source: SOURCE },
  dir: { 'follow-symlinks': { kind: 'flag' } },
  git: {
    platform: { kind: 'text' },
    staged: { kind: 'flag' },
    'pre-commit': { kind: 'flag' },
    'log-opts': { kind: 'text' },
  },
  stdin: {},
  version: {},
  help: {},
}
/** Without a command. */
const ROOT: Readonly<Record<string, Flag>> = { version: { kind: 'flag' } }
const ALIASES: Readonly<Record<string, string>> = { file: 'dir', directory: 'dir' }

export interface GitleaksArguments {
  readonly command: string
  readonly args: readonly string[]
  /** `otherwise`: when it is not given; '' unless told. */
  text(name: string, otherwise?: string): string
  number(name: string, otherwise: number): number
  isSet(name: string): boolean
  list(name: string): readonly string[]
}

/** A flag that gitleaks does not have: its exit code for this is 126. */
export class UnknownFlag extends Error {}

/** A command line that cannot be read: it is told with how one looks. */
export class BadCommandLine extends Error {}

type Value = string | number | boolean | readonly string[]

/** Reads every value, so that a mistake is told before anything is done. Throws UnknownFlag, BadCommandLine. */
export function parseFlags(argv: readonly string[]): GitleaksArguments {
  const values = new Map<string, Value>()
  const words: string[] = []
  // Flags of the command may stand before its name.
  const name = argv.find((word, index) => isCommand(word) && !takesNext(argv[index - 1])) ?? ''
  const command = ALIASES[name] ?? name
  const known: Known = { ...SHARED, ...(command === '' ? ROOT : OF_COMMAND[command]) }
  const set = (flag: string, text: string): void => {
    const { kind, short } = known[flag] as Flag
    const shown = short === undefined ? `--${flag}` : `-${short}, --${flag}`
    const before = values.get(flag)
    const read = readValue(kind, text, `invalid argument ${JSON.stringify(text)} for "${shown}" flag`)
    values.set(flag, Array.isArray(read) && Array.isArray(before) ? ([...before, ...read] as readonly string[]) : read)
  }
  const queue = [...argv]
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === '--') words.push(...queue.splice(0))
    else if (word.startsWith('--')) readLong(word, known, queue, set)
    else if (word.startsWith('-') && word !== '-') readShort(word, known, queue, set)
    else words.push(word)
  }
  const at = words.indexOf(name)
  return {
    command,
    args: at < 0 ? words : words.filter((_, index) => index !== at),
    text: (flag, otherwise = '') => String(values.get(flag) ?? otherwise),
    number: (flag, otherwise) => (values.get(flag) as number | undefined) ?? otherwise,
    isSet: (flag) => values.get(flag) === true,
    list: (flag) => (values.get(flag) as readonly string[] | undefined) ?? [],
  }
}

type Known = Readonly<Record<string, Flag>>

function isCommand(word: string): boolean {
  return Object.hasOwn(OF_COMMAND, ALIASES[word] ?? word)
}

/** Whether the word behind `word` is its value and no command. */
function takesNext(word: string | undefined): boolean {
  if (word === undefined || !word.startsWith('-') || word.includes('=')) return false
  const all = Object.assign({}, SHARED, ...Object.values(OF_COMMAND)) as Record<string, Flag>
  const flag = all[word.replace(/^--?/, '')] ?? Object.values(all).find(({ short }) => short === word.slice(1))
  return flag !== undefined && flag.kind !== 'flag' && flag.kind !== 'percent'
}

type Set = (name: string, value: string) => void

function readLong(word: string, known: Known, queue: string[], set: Set): void {
  const [name = '', ...rest] = word.slice(2).split('=')
  if (name === '' || name.startsWith('-')) throw new BadCommandLine(`bad flag syntax: ${word}`)
  const flag = Object.hasOwn(known, name) ? known[name] : undefined
  if (flag === undefined) throw new UnknownFlag(`unknown flag: --${name}`)
  if (rest.length > 0) set(name, rest.join('='))
  else if (flag.kind === 'flag') set(name, 'true')
  else if (flag.kind === 'percent') set(name, '100')
  else set(name, nextOf(queue, `--${name}`))
}

/** `-v`, `-c FILE`, `-cFILE`, `-c=FILE`, `-vc FILE`. */
function readShort(word: string, known: Known, queue: string[], set: Set): void {
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] as string
    const found = Object.entries(known).find(([, { short }]) => short === letter)
    if (found === undefined) throw new BadCommandLine(`unknown shorthand flag: '${letter}' in -${word.slice(at)}`)
    const [name, { kind }] = found
    const rest = word.slice(at + 1)
    if (rest.length > 1 && rest.startsWith('=')) return set(name, rest.slice(1))
    if (kind !== 'flag') return set(name, rest === '' ? nextOf(queue, `'${letter}' in -${word.slice(at)}`) : rest)
    set(name, 'true')
  }
}

function nextOf(queue: string[], flag: string): string {
  const next = queue.shift()
  if (next === undefined) throw new BadCommandLine(`flag needs an argument: ${flag}`)
  return next
}

function readValue(kind: Kind, text: string, mistake: string): Value {
  if (kind === 'text') return text
  if (kind === 'list') return readList(text, mistake)
  if (kind === 'flag') {
    const read = boolOf(text)
    if (read !== undefined) return read
    throw new BadCommandLine(`${mistake}: strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`)
  }
  const isSigned = kind === 'number'
  const read = isSigned || /^\d/.test(text) ? wholeOf(text) : undefined
  const parser = `${mistake}: strconv.${isSigned ? 'ParseInt' : 'ParseUint'}: parsing ${JSON.stringify(text)}`
  if (read === undefined) throw new BadCommandLine(`${parser}: invalid syntax`)
  if (Math.abs(read) >= (isSigned ? 2 ** 63 : 2 ** 64)) throw new BadCommandLine(`${parser}: value out of range`)
  return read
}

/** A row of CSV: quotes around a text with commas. */
function readList(text: string, mistake: string): string[] {
  if (text === '') return []
  const fields: string[] = []
  const row = /("(?:[^"]|"")*"|[^",]*)(,|$)/y
  do {
    const [whole, field = ''] = row.exec(text) ?? []
    if (whole === undefined) throw new BadCommandLine(`${mistake}: a quote stands alone`)
    fields.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field)
    if (!whole.endsWith(',')) return fields
  } while (row.lastIndex < text.length)
  return [...fields, '']
}
