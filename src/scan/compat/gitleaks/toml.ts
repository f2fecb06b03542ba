/**
 * Reads a gitleaks configuration: TOML with keys of any case, and values in the loose forms that gitleaks takes (one
 * text for a list, a number as text). Understands the shape and nothing of its meaning.
 */
import { parse, TomlError } from 'smol-toml'
import { compatError } from './compat-error.ts'

export interface RawAllowlist {
  readonly targetRules: readonly string[]
  readonly description: string
  readonly condition: string
  readonly commits: readonly string[]
  readonly paths: readonly string[]
  readonly regexTarget: string
  readonly regexes: readonly string[]
  readonly stopWords: readonly string[]
}

export interface RawRequired {
  readonly id: string
  readonly withinLines?: number
  readonly withinColumns?: number
}

export interface RawRule {
  readonly id: string
  readonly description: string
  readonly path: string
  readonly regex: string
  readonly secretGroup: number
  readonly entropy: number
  readonly keywords: readonly string[]
  readonly tags: readonly string[]
  readonly allowlist?: RawAllowlist
  readonly allowlists: readonly RawAllowlist[]
  readonly required: readonly RawRequired[]
  readonly skipReport: boolean
}

export interface RawConfig {
  readonly title: string
  readonly description: string
  readonly minVersion: string
  readonly extend: {
    readonly path: string
    readonly url: string
    readonly useDefault: boolean
    readonly disabledRules: readonly string[]
  }
  readonly rules: readonly RawRule[]
  readonly allowlist?: RawAllowlist
  readonly allowlists: readonly RawAllowlist[]
}

type Table = ReadonlyMap<string, unknown>

/** Throws GITLEAKS_CONFIG_INVALID with line and column. */
export function parseToml(toml: string, name: string): RawConfig {
  let document: unknown
  try {
    document = parse(toml)
  } catch (cause) {
    const place = cause instanceof TomlError ? `:${cause.line}:${cause.column}` : ''
    const reason =
      cause instanceof TomlError
        ? (cause.message.split('\n')[0] as string).replace(/^Invalid TOML document: /, '')
        : 'not TOML'
    throw compatError('GITLEAKS_CONFIG_INVALID', `${name}${place}: ${reason}`, { cause })
  }
  return readConfig(tableOf(document), name)
}

/** The same for a document that was read elsewhere: `rules` of a rekey.yaml have this shape too. */
export function readRules(list: unknown, name: string): RawRule[] {
  return tables(list).map((table) => readRule(table, name))
}

export function readAllowlists(list: unknown): RawAllowlist[] {
  return tables(list).map(readAllowlist)
}

function readConfig(root: Table, name: string): RawConfig {
  const extend = tableOf(root.get('extend'))
  return {
    title: text(root, 'title'),
    description: text(root, 'description'),
    minVersion: text(root, 'minversion'),
    extend: {
      path: text(extend, 'path'),
      url: text(extend, 'url'),
      useDefault: flag(extend, 'usedefault'),
      disabledRules: texts(extend, 'disabledrules'),
    },
    rules: readRules(root.get('rules'), name),
    ...optionalAllowlist(root),
    allowlists: readAllowlists(root.get('allowlists')),
  }
}

function readRule(table: Table, name: string): RawRule {
  return {
    id: text(table, 'id'),
    description: text(table, 'description'),
    path: text(table, 'path'),
    regex: text(table, 'regex'),
    secretGroup: number(table, 'secretgroup', name),
    entropy: number(table, 'entropy', name),
    keywords: texts(table, 'keywords'),
    tags: texts(table, 'tags'),
    ...optionalAllowlist(table),
    allowlists: readAllowlists(table.get('allowlists')),
    required: tables(table.get('required')).map((one) => ({
      id: text(one, 'id'),
      ...(one.has('withinlines') ? { withinLines: number(one, 'withinlines', name) } : {}),
      ...(one.has('withincolumns') ? { withinColumns: number(one, 'withincolumns', name) } : {}),
    })),
    skipReport: flag(table, 'skipreport'),
  }
}

function optionalAllowlist(table: Table): { allowlist?: RawAllowlist } {
  return table.has('allowlist') ? { allowlist: readAllowlist(tableOf(table.get('allowlist'))) } : {}
}

function readAllowlist(table: Table): RawAllowlist {
  return {
    targetRules: texts(table, 'targetrules'),
    description: text(table, 'description'),
    condition: text(table, 'condition'),
    commits: texts(table, 'commits'),
    paths: texts(table, 'paths'),
    regexTarget: text(table, 'regextarget'),
    regexes: texts(table, 'regexes'),
    stopWords: texts(table, 'stopwords'),
  }
}

/** Keys in lower case. What is no table is an empty one. */
function tableOf(value: unknown): Table {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map()
  return new Map(Object.entries(value).map(([key, entry]) => [key.toLowerCase(), entry]))
}

function tables(value: unknown): Table[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return list.map(tableOf)
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''
}

function text(table: Table, key: string): string {
  return asText(table.get(key))
}

/** One text is a list with commas, as gitleaks' reader has it. */
function texts(table: Table, key: string): string[] {
  const value = table.get(key)
  if (typeof value === 'string') return value === '' ? [] : value.split(',')
  return Array.isArray(value) ? value.map(asText) : []
}

function flag(table: Table, key: string): boolean {
  const value = table.get(key)
  return value === true || value === 1 || /^(?:1|t|true)$/i.test(asText(value))
}

function number(table: Table, key: string, name: string): number {
  const value = table.get(key) ?? 0
  const read = value === '' ? 0 : Number(typeof value === 'boolean' ? Number(value) : value)
  if (!Number.isFinite(read)) throw compatError('GITLEAKS_CONFIG_INVALID', `${name}: ${key} must be a number`)
  return read
}
