/**
 * `@rekey/sdk/pg`: a PostgreSQL pool whose connection string is a secret. When the secret changes, a new
 * `pg.Pool` is opened and proven, then takes over; the old one finishes what it has begun and closes. No
 * query fails for it, and the sessions of the old user are gone as soon as their last query is done.
 */
import { backoffMs, pause } from './backoff.ts'
import type { Client } from './client.ts'
import { isConnectionLost, isRefused, isRepeatable, isSessionEnded } from './pg-retry.ts'
import { openVersionedPool, type PgClient, type PgModule, type PgQueryConfig, type PgResult } from './pg-pool.ts'
import type { VersionedPool } from './pg-pool.ts'
import { RekeySdkError } from './sdk-error.ts'
import type { Secret } from './secret-cache.ts'

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

/** First wait after a refused credential; doubles to 30 s. Some databases lock an account after 5 tries. */
const REFUSED_RETRY = { baseMs: 1_000, maxMs: 30_000, random: () => 1 }
const PROBE_RETRY = { baseMs: 200, maxMs: 5_000, random: Math.random }

export function createPool(client: Client, name: string, options: PoolOptions): Pool {
  const { pg, toConfig = connectionString, onError = () => undefined, ...poolOptions } = options
  const adapter = client.adapter(name)
  const ending = new AbortController()
  const open = new Set<VersionedPool>()
  let current: VersionedPool | undefined
  let latest: Secret | undefined
  let starting: Promise<VersionedPool> | undefined
  let moving: Promise<void> = Promise.resolve()
  let refused: { version: number; times: number; until: number } | undefined

  const openPool = (secret: Secret): VersionedPool =>
    openVersionedPool({
      pg,
      version: secret.version,
      config: { ...poolOptions, ...toConfig(secret.value, secret.version) },
      onUse: (version) => adapter.used(version),
      onLost(reason) {
        onError(reason)
        if (isSessionEnded(reason)) client.refresh(name).catch(onError)
      },
    })

  const reportHeld = (): void => adapter.holds([...open].map((pool) => pool.version))

  const takeOver = (next: VersionedPool): void => {
    const old = current
    current = next
    open.add(next)
    reportHeld()
    if (old) void retire(old)
  }

  const retire = async (pool: VersionedPool): Promise<void> => {
    await pool.retire().catch(onError)
    open.delete(pool)
    reportHeld()
  }

  const start = (): Promise<VersionedPool> =>
    (starting ??= client
      .load(name)
      .then((secret) => {
        if (!current) takeOver(openPool(latest ?? secret))
        return current as unknown as VersionedPool
      })
      .finally(() => {
        starting = undefined
      }))

  /** Opens, proves and swaps, one version after the other. Throws what the proof threw. */
  const moveTo = (secret: Secret): Promise<void> => {
    const move = moving.then(async () => {
      if (ending.signal.aborted || !current || current.version === secret.version) return
      const successor = openPool(secret)
      try {
        const probe = await successor.acquire()
        await probe.query('select 1').finally(() => probe.release())
      } catch (error) {
        await successor.retire().catch(onError)
        throw error
      }
      if (ending.signal.aborted) await successor.retire().catch(onError)
      else takeOver(successor)
    })
    moving = move.catch(() => undefined)
    return move
  }

  /** Tries until this version is in use or no longer the current one; the old version serves meanwhile. */
  const follow = async (secret: Secret): Promise<void> => {
    for (let attempt = 1; !ending.signal.aborted; attempt += 1) {
      try {
        return await moveTo(secret)
      } catch (error) {
        onError(error)
      }
      const retry = attempt === 1 ? PROBE_RETRY : REFUSED_RETRY
      await pause(backoffMs(attempt, retry), ending.signal)
      const now = await client.load(name).catch(() => secret)
      if (now.version !== secret.version) return
    }
  }

  /** After a refusal: the pool of another version if the server knows one. */
  const findNext = async (failed: VersionedPool): Promise<VersionedPool | undefined> => {
    try {
      await moveTo(await client.refresh(name, { unless: failed.version }))
    } catch (error) {
      onError(error)
    }
    return current === failed ? undefined : current
  }

  const checkRefused = (pool: VersionedPool): void => {
    if (refused?.version !== pool.version || performance.now() >= refused.until) return
    throw new RekeySdkError(
      'CREDENTIAL_REFUSED',
      `version ${pool.version} of ${name} was refused; not trying again yet`,
    )
  }

  const noteRefused = (pool: VersionedPool): void => {
    const times = refused?.version === pool.version ? refused.times + 1 : 1
    refused = { version: pool.version, times, until: performance.now() + backoffMs(times, REFUSED_RETRY) }
  }

  const acquire = async (): Promise<{ connection: PgClient; pool: VersionedPool }> => {
    if (ending.signal.aborted) throw new RekeySdkError('CLIENT_CLOSED', 'this pool was ended')
    const pool = current ?? (await start())
    checkRefused(pool)
    try {
      return { connection: await pool.acquire(), pool }
    } catch (error) {
      if (!isRefused(error)) throw error
      const next = await findNext(pool)
      if (!next) {
        noteRefused(pool)
        throw error
      }
      return { connection: await next.acquire(), pool: next }
    }
  }

  const queryOnce = async <Row>(query: string | PgQueryConfig, values?: readonly unknown[]): Promise<Attempt<Row>> => {
    const { connection, pool } = await acquire()
    try {
      const result = await connection.query<Row>(query, values)
      connection.release()
      return { result }
    } catch (error) {
      connection.release(isConnectionLost(error))
      return { error, pool }
    }
  }

  const stopListening = client.subscribe(name, (secret) => {
    latest = secret
    if (current) void follow(secret)
  })

  return {
    get version() {
      return current?.version
    },

    async query<Row>(query: string | PgQueryConfig, values?: readonly unknown[]) {
      let attempt = await queryOnce<Row>(query, values)
      if ('error' in attempt && isSessionEnded(attempt.error) && isRepeatable(query)) {
        // Sessions are ended when a key is revoked: another version may be there. If not, a new session will do.
        await findNext(attempt.pool)
        attempt = await queryOnce<Row>(query, values)
      }
      if ('error' in attempt) throw attempt.error
      return attempt.result
    },

    async connect() {
      return (await acquire()).connection
    },

    async end() {
      ending.abort()
      stopListening()
      await moving
      await Promise.all([...open].map(retire))
    },
  }
}

type Attempt<Row> = { readonly result: PgResult<Row> } | { readonly error: unknown; readonly pool: VersionedPool }

function connectionString(value: string): Readonly<Record<string, unknown>> {
  return { connectionString: value }
}
