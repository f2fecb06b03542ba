/**
 * After a rotation of the keyring: seals every data key with the newest key, a few rows at a time, while everything
 * goes on. What is left to do is seen in the rows themselves, so a run that was killed is taken up by the next one.
 * A key that seals nothing any more, and that every node has left, is destroyed.
 */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import type { Keyring } from './keyring.ts'
import { listNodesBehind } from './nodes.ts'

const BATCH = 200

interface Column {
  readonly table: string
  readonly column: string
}

/** Every column of bytes may hold sealed values, whoever added it; the keyring's own are sealed by the root key. */
async function sealedColumns(db: Db): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.atttypid = 'bytea'::regtype
      and not a.attisdropped and a.attnum > 0 and c.relname <> 'keyring'
    order by 1, 2`.execute(db)
  return rows
}

/** Sealed by format 2 with a key of the ring that is not this one: the header says so. */
function isSealedByOther(column: string, newestId: string) {
  const name = sql.ref(column)
  return sql<boolean>`(octet_length(${name}) > 64 and get_byte(${name}, 0) = 2
    and substring(${name} from 3 for 4) = 'key_'::bytea
    and substring(${name} from 3 for get_byte(${name}, 1)) <> ${Buffer.from(newestId)})`
}

/** Returns how many values were sealed anew. `onBatch` is asked before each commit: tests end the process there. */
export async function resealAll(db: Db, keyring: Keyring, onBatch: () => void = () => {}): Promise<number> {
  let count = 0
  for (const { table, column } of await sealedColumns(db)) {
    for (let after = '(0,0)'; ;) {
      const { done, last } = await db.transaction().execute(async (tx) => {
        const { rows } = await sql<{ place: string; sealed: Buffer }>`
          select ctid::text as place, ${sql.ref(column)} as sealed from ${sql.table(table)}
          where ctid > ${after}::tid and ${isSealedByOther(column, keyring.newestId)}
          order by ctid limit ${BATCH}`.execute(tx)
        let changed = 0
        for (const { place, sealed } of rows) {
          const again = keyring.rewrap(sealed)
          if (!again) continue
          // Only if nobody has stored another one there in the meantime; that one is sealed with the newest key.
          const result = await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${again}
            where ctid = ${place}::tid and ${sql.ref(column)} = ${sealed}`.execute(tx)
          changed += Number(result.numAffectedRows ?? 0)
        }
        onBatch()
        return { done: changed, last: rows.at(-1)?.place }
      })
      count += done
      if (last === undefined) break
      after = last
    }
  }
  return count
}

/**
 * Data keys that seal nothing any more, but for the newest, and that no node seals with by its own word: first they
 * are retired, and at the earliest a minute later destroyed, if still nothing is sealed with them: what was under way
 * has ended by then. Returns the ids of those that were destroyed. Both are journalled.
 */
export async function destroyUnusedKeys(db: Db, keyring: Keyring, now: Date): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    await sql`lock table keyring in share row exclusive mode`.execute(tx)
    const keys = await tx
      .selectFrom('keyring')
      .select(['id', 'created_at', 'retired_at'])
      .where('purpose', '=', 'data')
      .execute()
    const newest = keys.find(({ id }) => id === keyring.newestId)
    if (!newest || (await listNodesBehind(tx, newest.id)).length) return []
    const retired: string[] = []
    const destroyed: string[] = []
    for (const { id, created_at, retired_at } of keys) {
      if (id === newest.id || created_at > newest.created_at || (await isUsed(tx, id))) continue
      if (!retired_at) {
        await tx.updateTable('keyring').set({ retired_at: now }).where('id', '=', id).execute()
        retired.push(id)
      } else if (now.getTime() - retired_at.getTime() >= SETTLE_MS) {
        await tx.deleteFrom('keyring').where('id', '=', id).execute()
        destroyed.push(id)
      }
    }
    const entriesOf = (ids: readonly string[], action: string) =>
      ids.map((key) => ({ actor: 'rekey', action, subject: 'keyring', detail: { key } }))
    await append(tx, now, [
      ...entriesOf(retired, 'keyring.key-retired'),
      ...entriesOf(destroyed, 'keyring.key-destroyed'),
    ])
    return destroyed
  })
}

/** Longer than a transaction of a node may last (see db/connect.ts). */
const SETTLE_MS = 60_000

async function isUsed(tx: Db, keyId: string): Promise<boolean> {
  for (const { table, column } of await sealedColumns(tx)) {
    const name = sql.ref(column)
    const { rows } = await sql`select 1 from ${sql.table(table)} where octet_length(${name}) > 64
      and substring(${name} from 3 for get_byte(${name}, 1)) = ${Buffer.from(keyId)} limit 1`.execute(tx)
    if (rows.length) return true
  }
  return false
}
