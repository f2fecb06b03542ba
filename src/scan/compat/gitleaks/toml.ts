/**
 * Reads a gitleaks configuration: TOML with keys of any case, and values in loose forms (loose-values.ts). Understands
 * the shape and nothing of its meaning.
 */
import { parse, TomlError } from 'smol-toml'
import { compatError } from './compat-error.ts'
import { LooseReader, lowered, type Table } from './loose-values.ts'

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

/** Throws GITLEAKS_CONFIG_INVALID with line and column. */
export function parseToml(toml: string, name: string): RawConfig {
  let document: unknown
  try {
    document = parse(toml)
  } catch (cause) {
    const place = cause instanceof TomlError ? `${name}:${cause.line}:${cause.column}` : name
    const reason =
      cause instanceof TomlError
        ? (cause.message.split('\n')[0] as string).replace(/^Invalid TOML document: /, '')
        : 'not TOML'
    throw compatError('GITLEAKS_CONFIG_INVALID', `While parsing config: toml: ${reason} at ${place}`, { cause })
  }
  const reader = new LooseReader()
  return checked(readConfig(withoutEmptyTables(document as object), reader), reader)
}

/** The same for a document that was read elsewhere: `rules` of a rekey.yaml have this shape too. */
export function readRules(list: unknown): RawRule[] {
  const reader = new LooseReader()
  return checked(rulesOf(list, reader), reader)
}

function checked<T>(value: T, { refusal }: LooseReader): T {
  if (refusal !== undefined) throw compatError('GITLEAKS_CONFIG_INVALID', refusal)
  return value
}

/** gitleaks does not see a table without keys at the top: `[allowlist]` alone is none. */
function withoutEmptyTables(document: object): Table {
  const isEmpty = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
  return new Map([...lowered(document)].filter(([, value]) => !isEmpty(value)))
}

function readConfig(root: Table, reader: LooseReader): RawConfig {
  const extend = reader.table(root.get('extend'), 'Extend') ?? new Map<string, unknown>()
  return {
    title: reader.text(root.get('title'), 'Title'),
    description: reader.text(root.get('description'), 'Description'),
    minVersion: reader.text(root.get('minversion'), 'MinVersion'),
    extend: {
      path: reader.text(extend.get('path'), 'Extend.Path'),
      url: reader.text(extend.get('url'), 'Extend.URL'),
      useDefault: reader.flag(extend.get('usedefault'), 'Extend.UseDefault'),
      disabledRules: reader.texts(extend.get('disabledrules'), 'Extend.DisabledRules'),
    },
    rules: rulesOf(root.get('rules'), reader),
    ...optionalAllowlist(root, 'AllowList', reader),
    allowlists: allowlistsOf(root.get('allowlists'), 'Allowlists', reader),
  }
}

function rulesOf(list: unknown, reader: LooseReader): RawRule[] {
  return reader.tables(list, 'Rules').map(({ table, name }) => ({
    id: reader.text(table.get('id'), `${name}.ID`),
    description: reader.text(table.get('description'), `${name}.Description`),
    path: reader.text(table.get('path'), `${name}.Path`),
    regex: reader.text(table.get('regex'), `${name}.Regex`),
    secretGroup: reader.whole(table.get('secretgroup'), `${name}.SecretGroup`),
    entropy: reader.number(table.get('entropy'), `${name}.Entropy`),
    keywords: reader.texts(table.get('keywords'), `${name}.Keywords`),
    tags: reader.texts(table.get('tags'), `${name}.Tags`),
    ...optionalAllowlist(table, `${name}.AllowList`, reader),
    allowlists: allowlistsOf(table.get('allowlists'), `${name}.Allowlists`, reader),
    required: reader.tables(table.get('required'), `${name}.Required`).map((one) => ({
      id: reader.text(one.table.get('id'), `${one.name}.ID`),
      ...near(one.table, one.name, reader),
    })),
    skipReport: reader.flag(table.get('skipreport'), `${name}.SkipReport`),
  }))
}

function near(table: Table, name: string, reader: LooseReader): Omit<RawRequired, 'id'> {
  const [lines, columns] = [table.get('withinlines'), table.get('withincolumns')]
  return {
    ...(lines === undefined ? {} : { withinLines: reader.whole(lines, `${name}.withinLines`) }),
    ...(columns === undefined ? {} : { withinColumns: reader.whole(columns, `${name}.withinColumns`) }),
  }
}

function optionalAllowlist(table: Table, name: string, reader: LooseReader): { allowlist?: RawAllowlist } {
  const found = reader.table(table.get('allowlist'), name)
  return found === undefined ? {} : { allowlist: allowlistOf(found, name, reader) }
}

function allowlistsOf(list: unknown, name: string, reader: LooseReader): RawAllowlist[] {
  return reader.tables(list, name).map((one) => allowlistOf(one.table, one.name, reader))
}

function allowlistOf(table: Table, name: string, reader: LooseReader): RawAllowlist {
  return {
    targetRules: reader.texts(table.get('targetrules'), `${name}.TargetRules`),
    description: reader.text(table.get('description'), `${name}.Description`),
    condition: reader.text(table.get('condition'), `${name}.Condition`),
    commits: reader.texts(table.get('commits'), `${name}.Commits`),
    paths: reader.texts(table.get('paths'), `${name}.Paths`),
    regexTarget: reader.text(table.get('regextarget'), `${name}.RegexTarget`),
    regexes: reader.texts(table.get('regexes'), `${name}.Regexes`),
    stopWords: reader.texts(table.get('stopwords'), `${name}.StopWords`),
  }
}
