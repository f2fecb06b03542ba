/**
 * The log database: DuckDB with the one table `api_access_logs`. The only file that imports it, and it
 * does so on the first call, so nothing else pays the 70 MB. Rows are loaded, then the database is locked:
 * from there on it answers single SELECT statements and refuses files, network, extensions and settings.
 */
import type * as duckdbPackage from '@duckdb/node-api'
import type { DuckDBAppender, DuckDBConnection, DuckDBTimestampValue, DuckDBValue } from '@duckdb/node-api'
import { describeError } from '../base/errors.ts'
import { forensicsError } from './forensics-error.ts'
import type { LogRow } from './log-row.ts'

type Duckdb = typeof duckdbPackage

/** Dates become TIMESTAMP (UTC). Parameters are bound, never pasted into the text. */
export type SqlValue = string | number | boolean | null | Date
export type SqlRow = Record<string, unknown>

export interface LogDatabase {
  /** Appends rows and returns how many. `source` names the file they come from. Only before `lockDown`. */
  load(rows: Iterable<LogRow>, source: string): Promise<number>
  /** Runs statements that prepare tables and views. Only before `lockDown`. */
  prepare(sql: string, params?: Record<string, SqlValue>): Promise<void>
  /** Closes all doors for good: no file, network, extension or setting is reachable afterwards. */
  lockDown(): Promise<void>
  /** One SELECT. `$name` parameters that the text does not use are ignored. Timestamps come back as Date. */
  query(sql: string, params?: Record<string, SqlValue>): Promise<SqlRow[]>
  close(): void
}

export interface LogDatabaseOptions {
  /** A file keeps a large log out of memory. Default: in memory. */
  readonly path?: string
  readonly memoryLimit?: string
  readonly threads?: number
  /** A query that runs longer is interrupted. Default 60 s. */
  readonly timeoutMs?: number
  /** How the package is loaded; an argument so that its absence can be tested. */
  readonly importEngine?: () => Promise<Duckdb>
}

const TABLE = `CREATE TABLE api_access_logs (
  request_timestamp TIMESTAMP NOT NULL, client_ip VARCHAR NOT NULL, request_method VARCHAR NOT NULL,
  request_path VARCHAR NOT NULL, response_status_code INTEGER NOT NULL, user_agent VARCHAR NOT NULL,
  api_key_id VARCHAR, bytes_out BIGINT,
  country VARCHAR, asn BIGINT, as_org VARCHAR, lat DOUBLE, lon DOUBLE,
  region VARCHAR, principal VARCHAR, resource VARCHAR, error_code VARCHAR, request_id VARCHAR, source VARCHAR)`

export async function openLogDatabase(options: LogDatabaseOptions = {}): Promise<LogDatabase> {
  const duckdb = await loadEngine(options.importEngine ?? (() => import('@duckdb/node-api')))
  const settings: Record<string, string> = {
    memory_limit: options.memoryLimit ?? '512MB',
    threads: String(options.threads ?? 2),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // An in-memory database would otherwise spill log rows into a folder of the working directory.
    ...(options.path === undefined ? { temp_directory: '' } : {}),
  }
  const instance = await duckdb.DuckDBInstance.create(options.path ?? ':memory:', settings)
  const connection = await instance.connect()
  await connection.run(TABLE)
  let locked = false

  return {
    async load(rows, source) {
      refuseWhenLocked(locked)
      const appender = await connection.createAppender('api_access_logs')
      let count = 0
      for (const row of rows) {
        appendRow(appender, row, source, timestamp(duckdb, row.at))
        count++
      }
      appender.closeSync()
      return count
    },
    async prepare(sql, params = {}) {
      refuseWhenLocked(locked)
      await connection.run(sql, bind(duckdb, sql, params)).catch((cause: unknown) => {
        throw nameMemory(cause)
      })
    },
    async lockDown() {
      locked = true
      await connection.run('SET enable_external_access=false')
      await connection.run('SET lock_configuration=true')
    },
    async query(sql, params = {}) {
      await refuseUnlessSelect(duckdb, connection, sql)
      const timeoutMs = options.timeoutMs ?? 60_000
      return withTimeout(connection, timeoutMs, async () => {
        const reader = await connection.runAndReadAll(sql, bind(duckdb, sql, params))
        return reader.getRowObjectsJS()
      })
    },
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

async function loadEngine(importEngine: () => Promise<Duckdb>): Promise<Duckdb> {
  try {
    return await importEngine()
  } catch (cause) {
    throw forensicsError('FORENSICS_ENGINE_MISSING', 'The log engine (DuckDB) cannot be loaded', { cause })
  }
}

function refuseWhenLocked(locked: boolean): void {
  if (locked) throw forensicsError('FORENSICS_QUERY_REFUSED', 'The log database is locked: nothing can be added')
}

async function refuseUnlessSelect(duckdb: Duckdb, connection: DuckDBConnection, sql: string): Promise<void> {
  const statements = await connection.extractStatements(sql).catch((cause: unknown) => {
    throw forensicsError('FORENSICS_QUERY_REFUSED', 'The query is not valid SQL', { cause })
  })
  if (statements.count !== 1) {
    throw forensicsError('FORENSICS_QUERY_REFUSED', `One statement is expected, not ${statements.count}`)
  }
  const prepared = await statements.prepare(0).catch((cause: unknown) => {
    throw forensicsError('FORENSICS_QUERY_REFUSED', `The query is refused: ${firstLine(cause)}`, { cause })
  })
  const isSelect = prepared.statementType === duckdb.StatementType.SELECT
  prepared.destroySync()
  if (!isSelect) throw forensicsError('FORENSICS_QUERY_REFUSED', 'Only SELECT is answered')
}

/** The engine's reason without the quotation of the statement that follows it. */
function firstLine(error: unknown): string {
  return describeError(error).split('\n')[0] ?? ''
}

/** A log that is too large is the caller's to solve; every other failure of the engine is passed on as it is. */
function nameMemory(cause: unknown): unknown {
  if (!describeError(cause).startsWith('Out of Memory')) return cause
  return forensicsError('FORENSICS_MEMORY_EXCEEDED', 'The log does not fit the memory of the log database', { cause })
}

async function withTimeout<T>(connection: DuckDBConnection, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  let expired = false
  // Again and again, because an interrupt that comes before the query has begun is lost.
  const timer = setInterval(() => {
    expired = true
    connection.interrupt()
  }, timeoutMs)
  try {
    return await work()
  } catch (cause) {
    if (!expired) throw nameMemory(cause)
    throw forensicsError('FORENSICS_QUERY_TIMEOUT', `The query took longer than ${timeoutMs} ms`, { cause })
  } finally {
    clearInterval(timer)
  }
}

function bind(duckdb: Duckdb, sql: string, params: Record<string, SqlValue>): Record<string, DuckDBValue> {
  const bound: Record<string, DuckDBValue> = {}
  for (const [name, value] of Object.entries(params)) {
    if (!new RegExp(`\\$${name}\\b`).test(sql)) continue
    bound[name] = value instanceof Date ? timestamp(duckdb, value.getTime()) : value
  }
  return bound
}

function timestamp(duckdb: Duckdb, epochMs: number): DuckDBTimestampValue {
  return new duckdb.DuckDBTimestampValue(BigInt(Math.round(epochMs)) * 1_000n)
}

function appendRow(appender: DuckDBAppender, row: LogRow, source: string, at: DuckDBTimestampValue): void {
  const text = (value: string | null): void => (value === null ? appender.appendNull() : appender.appendVarchar(value))
  const double = (value: number | null): void => (value === null ? appender.appendNull() : appender.appendDouble(value))
  const integer = (value: number | null): void =>
    value === null ? appender.appendNull() : appender.appendBigInt(BigInt(Math.trunc(value)))
  appender.appendTimestamp(at)
  text(row.clientIp)
  text(row.method)
  text(row.path)
  appender.appendInteger(row.status)
  text(row.userAgent)
  text(row.keyId)
  integer(row.bytesOut)
  text(row.country)
  integer(row.asn)
  text(row.asOrg)
  double(row.lat)
  double(row.lon)
  text(row.region)
  text(row.principal)
  text(row.resource)
  text(row.errorCode)
  text(row.requestId)
  text(source)
  appender.endRow()
}
