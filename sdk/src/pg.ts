/**
 * `@rekey/sdk/pg`: a PostgreSQL pool whose connection string is a secret. When the secret changes, a new
 * `pg.Pool` is opened and proven, then takes over; the old one finishes what it has begun and closes. No
 * query fails for it, and the sessions of the old user are gone as soon as their last query is done.
 */
import type { Client } from './client.ts'
import { followVersions } from './follow-versions.ts'
import { isConnectionLost, isRefused, isRepeatable, isSessionEnded } from './pg-retry.ts'
import { openVersionedPool, type PgClient, type PgModule, type PgQueryConfig, type PgResult } from './pg-pool.ts'
import type { VersionedPool } from './pg-pool.ts'

export type { PgClient, PgModule, PgQueryConfig, PgResult } from './pg-pool.ts'

export interface PoolOptions {
  /** `import pg from 'pg'` */
  readonly pg: PgModule
  /** The value as a `pg` configuration. Default: the value is a connection string. */
  readonly toConfig?: (value: string, version: number) => Readonly<Record<string, unknown>>
  /** Told when a new version cannot be used (the old one goes on) and when idle connections are lost. */
  readonly onError?: (error: unknown) => void
  /** Everything else goes to `pg.Pool`: max, idleTimeoutMillis, … `max` holds per version, so twice during a swap. */
  readonly [option: string]: unknown
}

export interface Pool {
  /** The version that new queries use. */
  readonly version: number | undefined
  /** One query on its own connection. Promises only; sent again once when the old credential was the reason. */
  query<Row = Record<string, unknown>>(
    query: string | PgQueryConfig,
    values?: readonly unknown[],
  ): Promise<PgResult<Row>>
  /** A connection for transactions; give it back with `release()`. It keeps its version until then. */
  connect(): Promise<PgClient>
  /** Closes all connections, after the queries under way. */
  end(): Promise<void>
}

export function createPool(client: Client, name: string, options: PoolOptions): Pool {
  const { pg, toConfig = connectionString, onError = () => undefined, ...poolOptions } = options
  const adapter = client.adapter(name)
  const followed = followVersions<VersionedPool>({
    client,
    name,
    isRefused,
    onError,
    open: ({ value, version }) =>
      openVersionedPool({
        pg,
        version,
        config: { ...poolOptions, ...toConfig(value, version) },
        onUse: (used) => adapter.used(used),
        onLost(reason) {
          onError(reason)
          if (isSessionEnded(reason)) client.refresh(name).catch(onError)
        },
      }),
  })

  const queryOnce = async <Row>(query: string | PgQueryConfig, values?: readonly unknown[]): Promise<Attempt<Row>> => {
    const { result: connection, with: pool } = await followed.run((current) => current.acquire())
    try {
      const result = await connection.query<Row>(query, values)
      connection.release()
      return { result }
    } catch (error) {
      connection.release(isConnectionLost(error))
      return { error, pool }
    }
  }

  return {
    get version() {
      return followed.version
    },

    async query<Row>(query: string | PgQueryConfig, values?: readonly unknown[]) {
      let attempt = await queryOnce<Row>(query, values)
      if ('error' in attempt && isSessionEnded(attempt.error) && isRepeatable(query)) {
        // Sessions are ended when a key is revoked: another version may be there. If not, a new session will do.
        await followed.findNext(attempt.pool)
        attempt = await queryOnce<Row>(query, values)
      }
      if ('error' in attempt) throw attempt.error
      return attempt.result
    },

    async connect() {
      return (await followed.run((current) => current.acquire())).result
    },

    end: followed.end,
  }
}

type Attempt<Row> = { readonly result: PgResult<Row> } | { readonly error: unknown; readonly pool: VersionedPool }

function connectionString(value: string): Readonly<Record<string, unknown>> {
  return { connectionString: value }
}
