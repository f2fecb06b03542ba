/** Looking back, and going back: an environment as it was at a time, and an old value made current again. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Keyring } from './keyring.ts'
import { addVersion, type AddedVersion } from './new-version.ts'
import { openVersion, type StoredSecret } from './store.ts'

export interface PastVersion {
  readonly fullName: string
  /** The version that was current then. */
  readonly version: number
  readonly since: Date
}

/** What was current at that time, by name, without values. A secret that was deleted then is not there. */
export async function environmentAt(
  db: Db,
  scope: { project: string; environment: string },
  at: Date,
): Promise<PastVersion[]> {
  const { rows } = await sql<{ full_name: string; number: number | null; at: Date }>`
    select distinct on (secrets.full_name) secrets.full_name, current_history.number, current_history.at
    from secrets join current_history on current_history.secret_id = secrets.id
    where secrets.project = ${scope.project} and secrets.environment = ${scope.environment}
      and current_history.at <= ${at}
    order by secrets.full_name, current_history.at desc, current_history.seq desc`.execute(db)
  return rows.flatMap(({ full_name, number, at: since }) =>
    number === null ? [] : { fullName: full_name, version: number, since },
  )
}

/**
 * Stores the value of an old version as the newest one: numbers only go up, so whoever compares them understands.
 * Throws what opening and storing throw.
 */
export async function rollBack(
  tx: Db,
  keyring: Keyring,
  now: Date,
  input: { secret: StoredSecret; to: number; actor: string },
): Promise<AddedVersion> {
  const { secret, to, actor } = input
  const { value, content, hasReferences } = await openVersion(tx, keyring, secret, to, now)
  return addVersion(tx, keyring, now, { secret, value, content, hasReferences, actor })
}
