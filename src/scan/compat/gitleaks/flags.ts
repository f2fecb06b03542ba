/** The command line of gitleaks 8.30, read as its own parser reads it. */
import { compatError } from './compat-error.ts'

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
}
const ALIASES: Readonly<Record<string, string>> = { file: 'dir', directory: 'dir' }

export interface GitleaksArguments {
  readonly command: string
  readonly args: readonly string[]
  text(name: string): string
  number(name: string, otherwise: number): number
  isSet(name: string): boolean
  list(name: string): readonly string[]
}

/** A flag that gitleaks does not have: its exit code for this is 126. */
export class UnknownFlag extends Error {}

/** Throws UnknownFlag, GITLEAKS_USAGE. */
export function parseFlags(argv: readonly string[]): GitleaksArguments {
  const values = new Map<string, string[]>()
  const words: string[] = []
  const set = (name: string, value: string): void => void values.set(name, [...(values.get(name) ?? []), value])
  // Flags of the command may stand before its name.
  const name = argv.find((word, index) => isCommand(word) && !takesNext(argv[index - 1])) ?? ''
  const command = ALIASES[name] ?? name
  const known: Readonly<Record<string, Flag>> = { ...SHARED, ...OF_COMMAND[command] }
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
    text: (flag) => values.get(flag)?.at(-1) ?? '',
    number: (flag, otherwise) => numberOf(flag, values.get(flag)?.at(-1), otherwise),
    isSet: (flag) => truthOf(flag, values.get(flag)?.at(-1)),
    list: (flag) => (values.get(flag) ?? []).flatMap((value) => value.split(',')),
  }
}

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

function readLong(word: string, known: Readonly<Record<string, Flag>>, queue: string[], set: Set): void {
  const [name = '', ...rest] = word.slice(2).split('=')
  const flag = Object.hasOwn(known, name) ? known[name] : undefined
  if (flag === undefined) throw new UnknownFlag(`unknown flag: --${name}`)
  if (rest.length > 0) set(name, rest.join('='))
  else if (flag.kind === 'flag') set(name, 'true')
  else if (flag.kind === 'percent') set(name, '100')
  else set(name, nextOf(queue, `--${name}`))
}

/** `-v`, `-c FILE`, `-cFILE`, `-c=FILE`, `-vc FILE`. */
function readShort(word: string, known: Readonly<Record<string, Flag>>, queue: string[], set: Set): void {
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] as string
    const found = Object.entries(known).find(([, { short }]) => short === letter)
    if (found === undefined) throw compatError('GITLEAKS_USAGE', `unknown shorthand flag: '${letter}' in ${word}`)
    const [name, { kind }] = found
    const rest = word.slice(at + 1)
    if (rest.startsWith('=')) return set(name, rest.slice(1))
    if (kind !== 'flag') return set(name, rest === '' ? nextOf(queue, `-${letter}`) : rest)
    set(name, 'true')
  }
}

function nextOf(queue: string[], flag: string): string {
  const next = queue.shift()
  if (next === undefined) throw compatError('GITLEAKS_USAGE', `flag needs an argument: ${flag}`)
  return next
}

function numberOf(flag: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise
  if (/^[+-]?\d+$/.test(value)) return Number(value)
  throw compatError('GITLEAKS_USAGE', `invalid argument "${value}" for "--${flag}" flag`)
}

function truthOf(flag: string, value: string | undefined): boolean {
  if (value === undefined) return false
  if (/^(?:1|t|true)$/i.test(value)) return true
  if (/^(?:0|f|false)$/i.test(value)) return false
  throw compatError('GITLEAKS_USAGE', `invalid argument "${value}" for "--${flag}" flag`)
}
