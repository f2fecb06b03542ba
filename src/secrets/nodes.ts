/**
 * The nodes that share one database, by their own word. A node tells with each beat which key of the ring it seals
 * with; one that could not tell for a while seals nothing until it can. So a key that every node has left, by its
 * word or by its silence, is sealed with by nobody. Silence is measured by the database's clock, and a node's own
 * by one that no change of the time of day moves.
 */
import { sql } from 'kysely'
import { newId } from '../base/id.ts'
import { monotonicMs, type Clock } from '../base/clock.ts'
import type { Db } from '../db/connect.ts'
import type { Keyring } from './keyring.ts'

/** A node whose last beat is older seals nothing. */
const LEASE_MS = 60_000
/** And is believed dead after three times that: its transactions have ended long before (see db/connect.ts). */
const DEAD_MS = 3 * LEASE_MS
export const BEAT_MS = 10_000

export interface Node {
  readonly id: string
  /** Reads the keyring anew and tells which key seals from now on. */
  beat(): Promise<void>
  /** It seals nothing any more. */
  leave(): Promise<void>
}

interface Deps {
  readonly db: Db
  readonly keyring: Keyring
  readonly clock: Clock
  /** Where it runs: `host:pid`. */
  readonly name: string
  /** Milliseconds of a clock that nobody sets. Default: the process's. */
  readonly monotonic?: () => number
}

/** Resolves after the first beat: before it nothing may be sealed. */
export async function joinNodes({ db, keyring, clock, name, monotonic = monotonicMs }: Deps): Promise<Node> {
  const id = newId('nod', clock.now())
  const startedAt = clock.now()
  let toldAt = -Infinity
  keyring.sealOnlyWhile(() => monotonic() - toldAt < LEASE_MS)
  const beat = async (): Promise<void> => {
    const began = monotonic()
    await db.transaction().execute(async (tx) => {
      // Whoever adds or destroys a key holds a stronger lock: what is read here holds until it is told.
      await sql`lock table keyring in share mode`.execute(tx)
      await keyring.refresh(tx, clock.now())
      await sql`insert into nodes (id, name, started_at, seen_at, key_id)
        values (${id}, ${name}, ${startedAt}, clock_timestamp(), ${keyring.newestId})
        on conflict (id) do update set seen_at = excluded.seen_at, key_id = excluded.key_id`.execute(tx)
    })
    toldAt = began
  }
  await beat()
  return {
    id,
    beat,
    async leave() {
      toldAt = -Infinity
      await db.deleteFrom('nodes').where('id', '=', id).execute()
    },
  }
}

/** Those of the living that do not seal with this key yet. The dead are forgotten. The caller holds the keyring's lock. */
export async function listNodesBehind(tx: Db, newestId: string): Promise<string[]> {
  await sql`delete from nodes where seen_at < clock_timestamp() - ${DEAD_MS}::int * interval '1 millisecond'`.execute(
    tx,
  )
  const rows = await tx.selectFrom('nodes').select('name').where('key_id', '!=', newestId).orderBy('name').execute()
  return rows.map(({ name }) => name)
}
