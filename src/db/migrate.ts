/**
 * Numbered migrations, forward only, each in one transaction. The hash of each is kept: a migration that
 * was changed after it ran, or a database that is newer than this program, stops the start.
 */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { sql } from 'kysely'
import { sha256Hex } from '../base/signing.ts'
import type { Db } from './connect.ts'
import { dbError } from './db-error.ts'

interface Migration {
  readonly name: string
  readonly text: string
  readonly hash: string
}

/** Any constant: serialises the nodes that start at the same time on one server. */
const MIGRATION_LOCK = 7_263_539

/** Brings the schema up to date, or to the migrations that are named: an old one, for a backup. Returns the names of the migrations that ran now. */
export async function migrate(db: Db, now: Date, only?: ReadonlySet<string>): Promise<string[]> {
  const all = await readMigrations()
  const migrations = only ? all.filter(({ name }) => only.has(name)) : all
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(tx)
    await sql`create table if not exists migrations (name text primary key, hash text not null, run_at timestamptz not null)`.execute(
      tx,
    )
    const { rows } = await sql<{ name: string; hash: string }>`select name, hash from migrations order by name`.execute(
      tx,
    )
    const done = new Map(rows.map((row) => [row.name, row.hash]))
    refuseStrangers(migrations, done)
    const ran: string[] = []
    for (const migration of migrations) {
      if (done.has(migration.name)) continue
      await sql.raw(migration.text).execute(tx)
      await sql`insert into migrations (name, hash, run_at) values (${migration.name}, ${migration.hash}, ${now})`.execute(
        tx,
      )
      ran.push(migration.name)
    }
    return ran
  })
}

function refuseStrangers(migrations: readonly Migration[], done: ReadonlyMap<string, string>): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.hash]))
  for (const [name, hash] of done) {
    if (!known.has(name)) throw dbError('DB_TOO_NEW', `the database has a migration that this version lacks: ${name}`)
    if (known.get(name) !== hash) throw dbError('DB_MIGRATION_CHANGED', `migration ${name} was changed after it ran`)
  }
}

export async function readMigrations(): Promise<Migration[]> {
  // Beside this file in the sources, beside the bundle in a build.
  const folder = ['./migrations/', './db/migrations/']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path)) as string
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return { name, text, hash: sha256Hex(text) }
    }),
  )
}
