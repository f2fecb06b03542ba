/**
 * `@rekey/sdk/mysql2`: a pool for MySQL and MariaDB whose connection address is a secret. When the secret changes,
 * a new pool is opened and proven, then takes over; the old one finishes what it has begun and closes.
 */
import type { Client } from './client.ts'
import { followVersions } from './follow-versions.ts'
import { openMysqlPool, type MysqlConnection, type MysqlModule, type VersionedMysqlPool } from './mysql2-pool.ts'

export type { MysqlConnection, MysqlModule } from './mysql2-pool.ts'

export interface MysqlPoolOptions {
  /** `import mysql from 'mysql2/promise'` */
  readonly mysql: MysqlModule
  /** The value as mysql2 options. Default: the value is an address, `mysql://user:password@host/database`. */
  readonly toConfig?: (value: string, version: number) => Readonly<Record<string, unknown>>
  /** Told when a new version cannot be used; the old one goes on. */
  readonly onError?: (error: unknown) => void
  /** Everything else goes to `createPool`: connectionLimit, … The limit holds per version, so twice during a swap. */
  readonly [option: string]: unknown
}

export interface MysqlRequest {
  readonly sql: string
  readonly [option: string]: unknown
}

export interface Pool {
  /** The version that new statements use. */
  readonly version: number | undefined
  /** One statement on its own connection; a read is sent again once when its session was ended. */
  query<Rows = Record<string, unknown>[]>(sql: string | MysqlRequest, values?: unknown): Promise<[Rows, unknown]>
  /** The same as a prepared statement. */
  execute<Rows = Record<string, unknown>[]>(sql: string | MysqlRequest, values?: unknown): Promise<[Rows, unknown]>
  /** A connection for transactions; give it back with `release()`. It keeps its version until then. */
  getConnection(): Promise<MysqlConnection>
  end(): Promise<void>
}

export function createPool(client: Client, name: string, options: MysqlPoolOptions): Pool {
  const { mysql, toConfig = address, onError = () => undefined, ...poolOptions } = options
  const adapter = client.adapter(name)
  const followed = followVersions<VersionedMysqlPool>({
    client,
    name,
    isRefused,
    onError,
    open: ({ value, version }) =>
      openMysqlPool({
        mysql,
        version,
        config: { ...poolOptions, ...toConfig(value, version) },
        onUse: (used) => adapter.used(used),
      }),
  })

  const getConnection = async (): Promise<MysqlConnection> =>
    (await followed.run((current) => current.acquire())).result

  const sendOnce = async (method: 'query' | 'execute', sql: unknown, values: unknown): Promise<[unknown, unknown]> => {
    const connection = await getConnection()
    try {
      const answer = await connection[method](sql, values)
      connection.release()
      return answer
    } catch (error) {
      if (isFatal(error)) connection.destroy()
      else connection.release()
      throw error
    }
  }

  const send = async (method: 'query' | 'execute', sql: string | MysqlRequest, values: unknown) => {
    try {
      return await sendOnce(method, sql, values)
    } catch (error) {
      if (!isFatal(error) || !isRead(sql)) throw error
      await client.refresh(name).catch(onError)
      return sendOnce(method, sql, values)
    }
  }

  return {
    get version() {
      return followed.version
    },
    query: <Rows>(sql: string | MysqlRequest, values?: unknown) =>
      send('query', sql, values) as Promise<[Rows, unknown]>,
    execute: <Rows>(sql: string | MysqlRequest, values?: unknown) =>
      send('execute', sql, values) as Promise<[Rows, unknown]>,
    getConnection,
    end: followed.end,
  }
}

function address(value: string): Readonly<Record<string, unknown>> {
  return { uri: value }
}

/**
 * Refusals of a login, as numbers because the names differ between MySQL and MariaDB: 1045 and 1698 access denied,
 * 1862 the password has expired, 3118 and 4151 the account is locked (error references of both servers).
 */
const REFUSED = new Set([1045, 1698, 1862, 3118, 4151])

function isRefused(error: unknown): boolean {
  return REFUSED.has((error as { errno?: unknown } | undefined)?.errno as number)
}

/** mysql2 marks what ends a connection; a killed session (1927, 3169) is told in its place by some servers. */
function isFatal(error: unknown): boolean {
  const { fatal, errno } = (error ?? {}) as { fatal?: unknown; errno?: unknown }
  return fatal === true || errno === 1927 || errno === 3169
}

/**
 * Only a read may be sent again: when a session is lost, nobody says whether a write was done before. A reading
 * statement that locks or writes a file is not one.
 */
function isRead(sql: string | MysqlRequest): boolean {
  const text = (typeof sql === 'string' ? sql : sql.sql).trim().replace(/;\s*$/, '')
  return /^(?:select|show|values|table|describe|explain)\b/i.test(text) && !/;|\binto\b|\bfor\s+update\b/i.test(text)
}
