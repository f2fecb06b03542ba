/** What a writer must know of secrets that it has locked: their labels, and who makes a candidate for them. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'

interface Known {
  readonly kind: 'stage' | 'rotation'
  readonly secret_id: string
  readonly stage: string | null
  readonly id: string | null
  readonly number: number | null
}

/** The labels of the secrets, and the rotations of ours that make a candidate. One by hand waits for exactly this value. */
export async function readKnown(tx: Db, ids: readonly string[]): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select 'stage' as kind, secret_id, stage, version_id as id, number
    from version_stages where secret_id = any(${ids}::text[])
    union all select 'rotation', secret_id, null, null, new_version from rotations
    where secret_id = any(${ids}::text[]) and status in ('running', 'paused', 'needs-human') and strategy <> 'manual'`.execute(
    tx,
  )
  return rows
}
