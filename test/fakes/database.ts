/**
 * A migrated database in memory, behind the same pool and Kysely as the real one. Opening takes seconds, so
 * the tests of one worker share it, one after the other, and each begins with empty tables.
 */
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'kysely'
import type { Clock } from '../../src/base/clock.ts'
import { embeddedDb, type Db } from '../../src/db/connect.ts'
import { migrate } from '../../src/db/migrate.ts'
import { openKeyring, type Keyring } from '../../src/secrets/keyring.ts'

export const ROOT_KEY = Buffer.alloc(32, 7)
/** In the past of every machine: what is due then is due by the database's own clock too. */
export const START = new Date('2024-03-05T10:00:00.000Z')

export interface TestClock extends Clock {
  advance(ms: number): void
}

/** Stands still until it is told to go on. */
export function testClock(start = START): TestClock {
  let at = start.getTime()
  return {
    now: () => new Date(at),
    advance(ms) {
      at += ms
    },
  }
}

let opened: Promise<Db> | undefined

async function open(): Promise<Db> {
  const database = await PGlite.create()
  const db = embeddedDb(() => database)
  await migrate(db, START)
  return db
}

/** The database of this worker, with every table empty. */
export async function freshDatabase(): Promise<Db> {
  opened ??= open()
  const db = await opened
  await emptyTables(db)
  return db
}

/** Empties every table; the schema and the record of its migrations stay. */
export async function emptyTables(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'migrations'`.execute(db)
  await sql`truncate ${sql.join(rows.map(({ name }) => sql.table(name)))} cascade`.execute(db)
}

export function testKeyring(db: Db): Promise<Keyring> {
  return openKeyring(db, ROOT_KEY, START)
}

/** Each version with the one of our stages that it has, or null. */
export async function stagesOf(db: Db): Promise<{ number: number; stage: string | null }[]> {
  return db
    .selectFrom('versions')
    .leftJoin('version_stages', 'version_stages.version_id', 'versions.id')
    .select(['versions.number', 'version_stages.stage'])
    .orderBy('versions.number')
    .execute()
}

/** Every row of every table as text: where a test looks for what must not be stored. */
export async function dumpTables(db: Db): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(db)
  const tables = []
  for (const { name } of rows) {
    const dump = await sql<{ line: string }>`select t::text as line from ${sql.table(name)} as t`.execute(db)
    tables.push(`${name}\n${dump.rows.map(({ line }) => line).join('\n')}`)
  }
  return tables.join('\n\n')
}
