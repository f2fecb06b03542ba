/**
 * One option = one entry. From it come the flag, the environment name, the key in rekey.yaml, the
 * page in docs/reference and the type of its value. It parses texts; where they come from is load.ts.
 */
import { parseDuration } from '../base/duration.ts'
import type { Sensitive } from '../base/sensitive.ts'

/** What a value is after loading. A `duration` is milliseconds, a `path` is absolute. */
interface ValueOfType {
  string: string
  boolean: boolean
  integer: number
  number: number
  port: number
  duration: number
  path: string
  /** In flags and rekey.yaml a reference, `env:NAME` or `file:PATH`, never the value itself. */
  secret: Sensitive
}
export type OptionType = keyof ValueOfType

export interface OptionSpec {
  readonly type: OptionType
  /** Written as a person would write it: `'30s'`, `7373`. Without one the value may be undefined. */
  readonly default?: string | number | boolean
  /** Default: `REKEY_` and the name: `server.port` is `REKEY_SERVER_PORT`. */
  readonly env?: string
  /** Default: the name with `-`: `server.port` is `--server-port`. */
  readonly flag?: string
  /** For `string`: the only values that are allowed. */
  readonly choices?: readonly string[]
  /** For numbers and durations (in milliseconds): the smallest value that makes sense. */
  readonly min?: number
  /** One sentence for the help text and the reference. */
  readonly about: string
}

export interface Option extends OptionSpec {
  /** Key in rekey.yaml, with a dot for each level: `server.port`. */
  readonly name: string
  readonly env: string
  readonly flag: string
}

/** The value of an option: never undefined when it has a default. */
export type ValueOf<T extends Option> =
  | (T extends { readonly choices: readonly (infer C)[] } ? C : ValueOfType[T['type']])
  | (T extends { readonly default: string | number | boolean } ? never : undefined)

/** All values by name: `config['server.port']` is a number. */
export type Values<T extends readonly Option[]> = { readonly [O in T[number] as O['name']]: ValueOf<O> }

export function option<const N extends string, const S extends OptionSpec>(
  name: N,
  spec: S,
): S & { readonly name: N; readonly env: string; readonly flag: string } {
  return Object.freeze({
    ...spec,
    name,
    env: spec.env ?? `REKEY_${name.toUpperCase().replaceAll(/[.-]/g, '_')}`,
    flag: spec.flag ?? name.replaceAll('.', '-'),
  })
}

const PLACEHOLDERS: Readonly<Record<OptionType, string>> = {
  string: 'TEXT',
  boolean: '',
  integer: 'N',
  number: 'N',
  port: 'N',
  duration: 'DURATION',
  path: 'PATH',
  secret: 'REF',
}

/** The option as an entry of a command's flag table. */
export function flagOf(entry: Option): { type: 'string' | 'boolean'; about: string; placeholder?: string } {
  const reference = entry.type === 'secret' ? ' REF is env:NAME or file:PATH.' : ''
  const fallback = entry.default === undefined ? '' : ` Default: ${String(entry.default)}.`
  const about = entry.about + reference + fallback
  if (entry.type === 'boolean') return { type: 'boolean', about }
  return { type: 'string', about, placeholder: entry.choices?.join('|') ?? PLACEHOLDERS[entry.type] }
}

/** A value as written, in the option's type; `path` and `secret` stay texts. Throws with what is allowed. */
export function parseValue(entry: Option, written: unknown): string | number | boolean {
  const text = String(written).trim()
  switch (entry.type) {
    case 'boolean':
      if (['true', '1', 'yes', 'on'].includes(text)) return true
      if (['false', '0', 'no', 'off'].includes(text)) return false
      throw new Error('is not true or false')
    case 'duration':
      return atLeast(entry, duration(text))
    case 'integer':
    case 'port':
      if (!/^-?\d{1,15}$/.test(text)) throw new Error('is not a whole number')
      if (entry.type === 'port' && !(Number(text) >= 0 && Number(text) <= 65_535))
        throw new Error('is not a port (0 to 65535)')
      return atLeast(entry, Number(text))
    case 'number':
      if (text === '' || !Number.isFinite(Number(text))) throw new Error('is not a number')
      return atLeast(entry, Number(text))
    case 'string':
    case 'path':
    case 'secret':
      if (text === '') throw new Error('is empty')
      if (entry.choices && !entry.choices.includes(text)) throw new Error(`is none of ${entry.choices.join(', ')}`)
      return text
  }
}

function duration(text: string): number {
  try {
    return parseDuration(text)
  } catch (error) {
    throw new Error('is not a duration such as 500ms, 30s, 10m or 24h', { cause: error })
  }
}

function atLeast(entry: Option, value: number): number {
  if (entry.min !== undefined && value < entry.min) throw new Error(`is less than ${entry.min}`)
  return value
}
