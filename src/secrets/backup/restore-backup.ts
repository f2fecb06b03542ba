/**
 * Restores a backup into an empty database: the schema of that time, all rows in one transaction, then the schema of
 * today. Nothing is overwritten: a database that holds something is refused. That it was restored stands in the
 * journal, and the rollback that a restore is must be accepted at the next start (docs/secret-manager.md).
 */
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { migrate, readMigrations } from '../../db/migrate.ts'
import { append } from '../../journal/append.ts'
import { verifyJournal } from '../../journal/verify.ts'
import { checkRootKey } from '../keyring.ts'
import { backupError, openBackup, type BackupHeader } from './backup-file.ts'
import { advanceSequences, insertRows, parseDump, type Table } from './table-rows.ts'

const BATCH_ROWS = 500
const BATCH_BYTES = 8 * 1024 * 1024

export interface Restored {
  readonly header: BackupHeader
  readonly rows: number
}

/**
 * Throws BACKUP_INVALID, BACKUP_OTHER_KEY, BACKUP_TOO_NEW or BACKUP_TARGET_USED. A restore that was cut short is begun
 * anew: the rows come all at once or not at all.
 */
export async function restoreBackup(
  { db, rootKey, now }: { readonly db: Db; readonly rootKey: Buffer; readonly now: Date },
  bytes: AsyncIterable<Buffer>,
): Promise<Restored> {
  const { header, lines } = await openBackup(rootKey, bytes)
  const names = await requireKnown(header)
  if (await isUsed(db)) throw backupError('BACKUP_TARGET_USED', 'the database is not empty')
  await migrate(db, now, names)
  const rows = await db.transaction().execute(async (tx) => {
    const count = await insertAll(tx, lines)
    await advanceSequences(tx)
    await checkRootKey(tx, rootKey)
    return count
  })
  await migrate(db, now)
  const check = await verifyJournal(db)
  if (!check.ok || check.head.hash !== header.journal.hash)
    throw backupError('BACKUP_INVALID', `the restored journal is broken: ${check.problem ?? 'it ends elsewhere'}`)
  const detail = { createdAt: header.createdAt, head: header.journal.seq, rows }
  await db
    .transaction()
    .execute((tx) => append(tx, now, [{ actor: 'owner', action: 'backup.restored', subject: 'backup', detail }]))
  return { header, rows }
}

async function requireKnown({ migrations }: BackupHeader): Promise<ReadonlySet<string>> {
  const known = new Map((await readMigrations()).map(({ name, hash }) => [name, hash]))
  for (const { name, hash } of migrations) {
    if (known.get(name) !== hash)
      throw backupError('BACKUP_TOO_NEW', `the backup has the schema ${name}, which this version does not know`)
  }
  return new Set(migrations.map(({ name }) => name))
}

async function isUsed(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: string | null }>`select to_regclass('keyring')::text as found`.execute(db)
  if (!rows[0]?.found) return false
  const found =
    await sql`select 1 from keyring union all select 1 from secrets union all select 1 from journal limit 1`.execute(db)
  return found.rows.length > 0
}

async function insertAll(tx: Db, lines: AsyncIterable<string>): Promise<number> {
  let count = 0
  let batch: { table: Table; lines: string[]; bytes: number } | undefined
  const flush = async (): Promise<void> => {
    if (batch) await insertRows(tx, batch.table, batch.lines)
    batch = undefined
  }
  for await (const { table, line } of parseDump(lines)) {
    const isFull = batch && (batch.lines.length >= BATCH_ROWS || batch.bytes + line.length > BATCH_BYTES)
    if (batch && (isFull || batch.table.name !== table.name)) await flush()
    batch ??= { table, lines: [], bytes: 0 }
    batch.lines.push(line)
    batch.bytes += line.length
    count++
  }
  await flush()
  return count
}
