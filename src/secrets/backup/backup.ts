/**
 * Makes a backup: all tables as of one moment, sealed under the root key. Values are in it as they lie in the
 * database, sealed already; names, policies and the journal are not, so everything is sealed once more.
 */
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { append } from '../../journal/append.ts'
import { readHead } from '../../journal/read.ts'
import { fingerprintOf } from '../keyring.ts'
import { writeBackup } from './backup-file.ts'
import { dumpTables } from './table-rows.ts'

interface Deps {
  readonly db: Db
  readonly rootKey: Buffer
  readonly now: Date
  readonly actor: string
  /** Asked after each chunk: tests end the process there. */
  readonly onChunk?: () => void
}

/**
 * `write` is given the bytes in order. The embedded database has one connection, and all others wait until the last
 * row was read: so `write` shall go to a disk, not to a client.
 */
export async function createBackup(
  { db, rootKey, now, actor, onChunk = () => {} }: Deps,
  write: (bytes: Buffer) => Promise<void>,
): Promise<void> {
  await db.transaction().execute((tx) => {
    const detail = { rootKey: fingerprintOf(rootKey) }
    return append(tx, now, [{ actor, action: 'backup.created', subject: 'backup', detail }])
  })
  const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  await snapshot.execute(async (tx) => {
    const { rows: migrations } = await sql<{ name: string; hash: string }>`
      select name, hash from migrations order by name`.execute(tx)
    const { seq, hash } = await readHead(tx)
    const header = {
      'rekey backup': 1 as const,
      createdAt: now.toISOString(),
      migrations,
      journal: { seq, hash },
      rootKey: fingerprintOf(rootKey),
    }
    for await (const bytes of writeBackup(rootKey, header, dumpTables(tx))) {
      await write(bytes)
      onChunk()
    }
  })
}
