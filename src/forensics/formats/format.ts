/**
 * What a log format is: how one JSON record of it becomes a row of `api_access_logs`.
 * A format never repairs a record: what it cannot read for certain it refuses with a reason, and the
 * line is counted as rejected. A format imports this file and nothing else of the importer.
 */
import type { LogRow, PlacedRow } from '../log-row.ts'

export type LogRecord = Readonly<Record<string, unknown>>

export interface LogFormat {
  readonly id: string
  readonly name: string
  /** Where the fields are documented; null for our own table. */
  readonly docs: string | null
  /** What this log cannot show of a request that succeeded, as the end of a sentence. */
  readonly blindTo?: string
  /** Throws BadRecord with a reason for people. */
  readonly parse: (record: LogRecord) => LogRow
  /**
   * Unwraps an envelope (`{"Records": [...]}`); undefined when the record is a plain one. None: the record was
   * understood and tells of no request.
   */
  readonly unwrap?: (record: LogRecord) => readonly unknown[] | undefined
  /** For logs that tell of one request in several lines. A new one for each file. */
  readonly settle?: () => RowSettler
}

/** Sees the rows in the order of the log, holds back what a later line may still change, and loses none. */
export interface RowSettler {
  /** The rows that are final now. */
  add(row: PlacedRow): readonly PlacedRow[]
  /** The rest, at the end of the file. */
  end(): readonly PlacedRow[]
}

export function defineFormat(format: LogFormat): LogFormat {
  return format
}

/** Why a record was refused. The message never quotes the record: it may be hostile or hold a secret. */
export class BadRecord extends Error {}

const MAX_FIELD_CHARS = 4_096
const EARLIEST_MS = Date.UTC(2000, 0, 1)
const LATEST_MS = Date.UTC(2100, 0, 1)
const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?$/
const SECRET_PARAMETER = /([?&][^=&]*(?:key|token|secret|password|passwd|signature|credential)[^=&]*=)[^&#]*/gi

/**
 * Epoch milliseconds of a time as logs write it. A number is seconds, milliseconds, microseconds or
 * nanoseconds by its magnitude; a text without a zone is UTC (the table's rule). Outside 2000..2100 it is refused.
 */
export function timeField(record: LogRecord, name: string): number {
  const value = record[name]
  const at = typeof value === 'number' ? epochMs(value) : isoMs(value)
  if (!Number.isFinite(at)) throw new BadRecord(`${name} is not a time`)
  if (at < EARLIEST_MS || at >= LATEST_MS) throw new BadRecord(`${name} is not between the years 2000 and 2100`)
  return at
}

function epochMs(value: number): number {
  const size = Math.abs(value)
  if (size < 1e11) return Math.round(value * 1_000)
  if (size < 1e14) return Math.round(value)
  if (size < 1e17) return Math.round(value / 1e3)
  return Math.round(value / 1e6)
}

function isoMs(value: unknown): number {
  if (typeof value !== 'string') return NaN
  const match = ISO.exec(value)
  if (!match) return NaN
  const text = value.replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1')
  return Date.parse(match[1] === undefined ? `${text}Z` : text)
}

/** A text, or null when it is absent. NUL and lone surrogates become visible marks, long texts are cut with a note. */
export function textField(record: LogRecord, name: string): string | null {
  const value = record[name]
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') throw new BadRecord(`${name} is not a text`)
  return cleanText(value)
}

export function requiredText(record: LogRecord, name: string): string {
  const value = textField(record, name)
  if (value === null || value === '') throw new BadRecord(`${name} is missing`)
  return value
}

export function cleanText(value: string): string {
  const cut =
    value.length > MAX_FIELD_CHARS
      ? `${value.slice(0, MAX_FIELD_CHARS)}[+${value.length - MAX_FIELD_CHARS} characters]`
      : value
  return cut.replaceAll('\0', '\u2400').replace(/\p{Surrogate}/gu, '\ufffd')
}

export function numberField(record: LogRecord, name: string): number | null {
  const value = record[name]
  if (value === undefined || value === null) return null
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new BadRecord(`${name} is not a number`)
  return value
}

/** A whole number that fits the database's 64 bits, or null. */
export function integerField(record: LogRecord, name: string): number | null {
  const value = numberField(record, name)
  if (value !== null && !Number.isSafeInteger(value)) throw new BadRecord(`${name} is not a whole number`)
  return value
}

export function methodField(record: LogRecord, name: string): string {
  const method = requiredText(record, name).toUpperCase()
  if (!/^[A-Z]{1,16}$/.test(method)) throw new BadRecord(`${name} is not an HTTP method`)
  return method
}

export function statusField(record: LogRecord, name: string): number {
  const status = integerField(record, name)
  if (status === null || status < 0 || status > 999) throw new BadRecord(`${name} is not an HTTP status`)
  return status
}

/** Path and query of a URL or path; values of parameters that carry credentials are masked. */
export function pathField(record: LogRecord, name: string): string {
  const path = requiredText(record, name).replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
  const rooted = path.startsWith('/') ? path : `/${path}`
  return rooted.replace(SECRET_PARAMETER, '$1[masked]')
}

/** An address in one spelling (no port, IPv4 out of IPv6, lower case), so that equal clients compare equal. */
export function addressField(record: LogRecord, name: string): string {
  const text = requiredText(record, name).trim().toLowerCase()
  const bare = /^\[([0-9a-f:.]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text
  if (!bare.includes(':')) return bare
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1]
  if (mapped !== undefined) return mapped
  const url = `http://[${bare}]/`
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : bare
}

/** The facts that only some logs carry, all absent. */
export const NO_EXTRAS = {
  bytesOut: null,
  country: null,
  asn: null,
  asOrg: null,
  lat: null,
  lon: null,
  region: null,
  principal: null,
  resource: null,
  errorCode: null,
  requestId: null,
} as const satisfies Partial<LogRow>
