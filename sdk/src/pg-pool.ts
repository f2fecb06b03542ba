/**
 * One `pg.Pool` that belongs to one version of a connection secret. Counts each query as a use of that
 * version, and can be retired: it takes nothing new, lets what is under way finish, and closes.
 */
import type { Versioned } from './follow-versions.ts'

/** The part of a `pg` result that this adapter promises. */
export interface PgResult<Row> {
  readonly rows: Row[]
  readonly rowCount: number | null
  readonly command: string
}

export interface PgQueryConfig {
  readonly text: string
  readonly values?: readonly unknown[]
  readonly name?: string
  readonly rowMode?: string
}

/** The part of `pg`'s PoolClient that this adapter uses. */
export interface PgClient {
  query<Row = Record<string, unknown>>(
    query: string | PgQueryConfig,
    values?: readonly unknown[],
  ): Promise<PgResult<Row>>
  /** Give it back; with an error (or true) the connection is closed instead. */
  release(error?: Error | boolean): void
}

interface PgEmitter {
  on(event: string, listener: (argument: never) => void): unknown
}

interface PgPool extends PgEmitter {
  connect(): Promise<PgClient>
  end(): Promise<void>
}

/** What `import pg from 'pg'` gives. Taken as an argument, so that this package depends on nothing. */
export interface PgModule {
  readonly Pool: new (config: never) => object
}

export interface VersionedPool extends Versioned {
  acquire(): Promise<PgClient>
}

export interface VersionedPoolOptions {
  readonly pg: PgModule
  readonly version: number
  readonly config: Readonly<Record<string, unknown>>
  readonly onUse: (version: number) => void
  /** An idle connection was lost: the server went away or ended our sessions. */
  readonly onLost: (error: Error) => void
}

export function openVersionedPool({ pg, version, config, onUse, onLost }: VersionedPoolOptions): VersionedPool {
  const pool = new pg.Pool(config as never) as PgPool
  let acquiring = 0
  let retired: (() => void) | undefined
  let retirement: Promise<void> | undefined

  pool.on('error', (error: never) => onLost(error))
  pool.on('connect', (client: PgClient & PgEmitter) => {
    // pg emits 'error' on a checked-out client whose connection breaks; without a listener the process
    // would die, while the query (or the next one) rejects anyway.
    client.on('error', () => undefined)
    const send = client.query
    client.query = function query(this: PgClient, ...sent: Parameters<PgClient['query']>) {
      onUse(version)
      return send.apply(this, sent)
    } as PgClient['query']
  })

  // `end()` of pg would leave requests that still wait for a connection waiting for ever.
  const endWhenNobodyWaits = (): void => {
    if (acquiring === 0) retired?.()
  }

  const acquire = async (): Promise<PgClient> => {
    acquiring += 1
    try {
      return await pool.connect()
    } finally {
      acquiring -= 1
      // In a later turn, when pg has handed the client over.
      if (retired) setImmediate(endWhenNobodyWaits)
    }
  }

  return {
    version,
    acquire,

    async prove() {
      const probe = await acquire()
      await probe.query('select 1').finally(() => probe.release())
    },

    /** Idle connections close now, busy ones when they are given back. */
    retire() {
      retirement ??= new Promise<void>((resolve, reject) => {
        retired = () => {
          retired = undefined
          pool.end().then(resolve, reject)
        }
        endWhenNobodyWaits()
      })
      return retirement
    },
  }
}
