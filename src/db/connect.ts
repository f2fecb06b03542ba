/**
 * One dialect, two homes: a PostgreSQL server when a URL is given, else the embedded database in a folder.
 * Both come through the same pool and the same Kysely code.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { PglitePgConnection } from '@electric-sql/pglite/node-postgres'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { describeError } from '../base/errors.ts'
import type { Sensitive } from '../base/sensitive.ts'
import { dbError } from './db-error.ts'
import { openEmbedded } from './embedded.ts'
import { lockFolder } from './folder-lock.ts'
import type { Wire } from './keep-open.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>

export interface Connection {
  readonly db: Db
  readonly embedded: boolean
  close(): Promise<void>
}

export type Location = { readonly folder: string } | { readonly url: Sensitive }

/**
 * `mayOpen` is asked when the folder is ours, or the server answers, and nothing has been changed yet; what it
 * throws is passed on. Throws DB_FOLDER_LOCKED or DB_UNREACHABLE; has changed nothing then.
 */
export async function connectDb(
  location: Location,
  mayOpen: () => Promise<void> = async () => {},
): Promise<Connection> {
  return 'url' in location ? connectServer(location.url, mayOpen) : connectFolder(location.folder, mayOpen)
}

const CHECKPOINT_MS = 5 * 60_000
const URL_FORM = 'postgres://USER:PASSWORD@HOST:5432/DATABASE'

async function connectServer(url: Sensitive, mayOpen: () => Promise<void>): Promise<Connection> {
  const place = findPlace(url)
  if (place === undefined) throw dbError('DB_UNREACHABLE', `the database URL is not of the form ${URL_FORM}`)
  const pool = new pg.Pool({
    connectionString: url.reveal(),
    max: 10,
    connectionTimeoutMillis: 5_000,
    types: typeParsers,
    // A node that is paused in the middle of a transaction has lost it: others count on what it said before.
    idle_in_transaction_session_timeout: 30_000,
  })
  toleratesBrokenConnections(pool)
  try {
    await pool.query('select 1')
  } catch (error) {
    await pool.end()
    throw dbError('DB_UNREACHABLE', `the database at ${place} does not answer: ${reasonOf(error)}`)
  }
  try {
    await mayOpen()
  } catch (error) {
    await pool.end()
    throw error
  }
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { db, embedded: false, close: () => db.destroy() }
}

async function connectFolder(folder: string, mayOpen: () => Promise<void>): Promise<Connection> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lock = await lockFolder(folder)
  try {
    await mayOpen()
    const embedded = await openEmbedded(join(folder, 'pg'))
    const db = embeddedDb(() => embedded.connect())
    // Alone, PostgreSQL makes no checkpoint by itself: its log would grow for ever.
    const checkpoints = setInterval(() => void sql`checkpoint`.execute(db).catch(() => {}), CHECKPOINT_MS).unref()
    const close = async (): Promise<void> => {
      clearInterval(checkpoints)
      await db.destroy()
      await embedded.close()
      await lock.release()
    }
    return { db, embedded: true, close }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** One connection at a time to an embedded database: whoever waits, waits in the pool. */
export function embeddedDb(connect: () => Wire): Db {
  class EmbeddedClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super({ ...config, connection: new PglitePgConnection({ pglite: connect() as PGlite }) } as pg.ClientConfig)
    }
  }
  const pool = new pg.Pool({ Client: EmbeddedClient, max: 1, types: typeParsers })
  toleratesBrokenConnections(pool)
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/**
 * A connection that breaks is replaced at the next query; its own query fails anyway. Without a listener on the
 * pool (idle ones) and on each client (those at work) the event would end this process.
 */
function toleratesBrokenConnections(pool: pg.Pool): void {
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
}

/** Several addresses of one name fail with several errors, and a message of their own that is empty. */
function reasonOf(error: unknown): string {
  return error instanceof AggregateError ? error.errors.map(describeError).join(', ') : describeError(error)
}

/**
 * Host, port and database of a URL: safe to print. Undefined when it is no address of a PostgreSQL, or when an
 * unescaped `/`, `?` or `#` in its password splits it in the wrong place: then nothing of it may be printed.
 */
function findPlace(url: Sensitive): string | undefined {
  const text = url.reveal().replace(/@\//, '@localhost/')
  const parsed = URL.canParse(text) ? new URL(text) : undefined
  if (!parsed || !/^postgres(?:ql)?:$/.test(parsed.protocol)) return undefined
  const { hostname, port, pathname, search, hash, username } = parsed
  const isSplitWell = !`${pathname}${search}${hash}`.includes('@') && (username !== '' || !text.includes('@'))
  return isSplitWell ? `${hostname}:${port || '5432'}${pathname}` : undefined
}

const BIGINT = 20
/** bigint columns hold counters and milliseconds: numbers, and an error rather than a silent rounding. */
const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === BIGINT && format !== 'binary' ? parseSafeInteger : pg.types.getTypeParser(oid, format)) as never,
}

function parseSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error('a bigint of the database is beyond 2^53')
  return value
}
