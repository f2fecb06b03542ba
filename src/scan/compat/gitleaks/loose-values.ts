/**
 * Reads values of a configuration in the loose forms that gitleaks takes: a number as text, a flag as a number, one text
 * for a list. What cannot be read is gathered, so that all mistakes are told at once, in the words that people know.
 */

/** Keys in lower case. */
export type Table = ReadonlyMap<string, unknown>

export class LooseReader {
  readonly #mistakes: string[] = []

  /** Undefined when everything could be read. */
  get refusal(): string | undefined {
    const { length } = this.#mistakes
    if (length === 0) return undefined
    return `${length} error(s) decoding:\n\n${this.#mistakes
      .toSorted()
      .map((one) => `* ${one}`)
      .join('\n')}`
  }

  /** `name` is what a mistake calls the value: `Rules[0].Regex`. */
  text(value: unknown, name: string): string {
    if (value === undefined || value === null) return ''
    if (typeof value === 'string') return value
    if (typeof value === 'boolean') return value ? '1' : '0'
    if (typeof value === 'number' || typeof value === 'bigint') return String(value)
    return this.#refuse(
      `'${name}' expected type 'string', got unconvertible type '${typeOf(value)}', value: '${shown(value)}'`,
      '',
    )
  }

  /** One text is a list with commas. */
  texts(value: unknown, name: string): string[] {
    if (value === undefined || value === null || value === '') return []
    if (typeof value === 'string') return value.split(',')
    if (!Array.isArray(value)) return isEmptyTable(value) ? [] : [this.text(value, `${name}[0]`)]
    return value.map((one: unknown, index) => this.text(one, `${name}[${index}]`))
  }

  flag(value: unknown, name: string): boolean {
    if (value === undefined || value === null || value === '') return false
    if (typeof value === 'boolean') return value
    if (typeof value === 'number' || typeof value === 'bigint') return Number(value) !== 0
    if (typeof value === 'string') {
      const read = boolOf(value)
      if (read !== undefined) return read
      return this.#refuse(
        `cannot parse '${name}' as bool: strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`,
        false,
      )
    }
    return this.#refuse(unconvertible(name, 'bool', value), false)
  }

  /** Digits behind the point are cut off. */
  whole(value: unknown, name: string): number {
    if (value === undefined || value === null || value === '') return 0
    if (typeof value === 'string')
      return (
        wholeOf(value) ??
        this.#refuse(
          `cannot parse '${name}' as int: strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`,
          0,
        )
      )
    const read = numberOf(value)
    return read === undefined ? this.#refuse(unconvertible(name, 'int', value), 0) : Math.trunc(read) || 0
  }

  /** May be NaN or without end, as TOML has them. */
  number(value: unknown, name: string): number {
    if (value === undefined || value === null || value === '') return 0
    if (typeof value === 'string') {
      if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value)) return Number(value)
      return this.#refuse(
        `cannot parse '${name}' as float: strconv.ParseFloat: parsing ${JSON.stringify(value)}: invalid syntax`,
        0,
      )
    }
    return numberOf(value) ?? this.#refuse(unconvertible(name, 'float64', value), 0)
  }

  /** Undefined where there is none. */
  table(value: unknown, name: string): Table | undefined {
    if (value === undefined || value === null) return undefined
    if (isTable(value)) return lowered(value)
    return this.#refuse(`'${name}' expected a map, got '${kindOf(value)}'`, undefined)
  }

  /** A table alone is a list of one. */
  tables(value: unknown, name: string): { readonly table: Table; readonly name: string }[] {
    const list: readonly unknown[] = Array.isArray(value) ? value : isAbsent(value) ? [] : [value]
    return list.flatMap((one, index) => {
      const table = this.table(one, `${name}[${index}]`)
      return table === undefined ? [] : [{ table, name: `${name}[${index}]` }]
    })
  }

  #refuse<T>(mistake: string, instead: T): T {
    this.#mistakes.push(mistake)
    return instead
  }
}

/** As Go reads it; undefined for what is none. */
export function boolOf(text: string): boolean | undefined {
  if (/^(?:1|t|T|true|TRUE|True)$/.test(text)) return true
  return /^(?:0|f|F|false|FALSE|False)$/.test(text) ? false : undefined
}

/** Whole numbers as Go writes them: of any base, with `_` between digits. Undefined for anything else. */
export function wholeOf(text: string): number | undefined {
  const [, sign = '', digits = ''] = /^([+-]?)([0-9a-z_]+)$/i.exec(text) ?? []
  if (/__|_$|^_/.test(digits) || (digits.includes('_') && /^[1-9].*[a-z]/i.test(digits))) return undefined
  const plain = digits.replaceAll('_', '').toLowerCase()
  const [, base = '', rest = ''] = /^(0[xob]?(?=.))?(.+)$/.exec(plain) ?? []
  const forms: Readonly<Record<string, readonly [number, RegExp]>> = {
    '': [10, /^\d+$/],
    '0x': [16, /^[0-9a-f]+$/],
    '0o': [8, /^[0-7]+$/],
    '0': [8, /^[0-7]+$/],
    '0b': [2, /^[01]+$/],
  }
  const [radix, pattern] = forms[base] as readonly [number, RegExp]
  if (!pattern.test(rest)) return undefined
  const value = Number.parseInt(rest, radix)
  return sign === '-' ? -value || 0 : value
}

export function lowered(value: object): Table {
  return new Map(Object.entries(value).map(([key, entry]) => [key.toLowerCase(), entry]))
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

function isEmptyTable(value: unknown): boolean {
  return isTable(value) && Object.keys(value).length === 0
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || isEmptyTable(value)
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value)
  return typeof value === 'boolean' ? Number(value) : undefined
}

function unconvertible(name: string, wanted: string, value: unknown): string {
  return `'${name}' expected type '${wanted}', got unconvertible type '${typeOf(value)}', value: '${shown(value)}'`
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}'
  if (value instanceof Date) return 'toml.LocalDate'
  if (typeof value === 'object') return 'map[string]interface {}'
  return kindOf(value)
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'slice'
  if (value instanceof Date) return 'struct'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  return typeof value === 'object' ? 'map' : 'string'
}

/** As Go prints a value. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(' ')}]`
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object' || value === null) return String(value)
  return `map[${Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${key}:${shown(one)}`)
    .join(' ')}]`
}
