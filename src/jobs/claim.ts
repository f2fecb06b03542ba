/**
 * Leases on rows that are jobs. A worker claims a row for a short time and renews the lease while it works;
 * each claim raises the row's fence, and every write carries the fence of its claim. A worker that was
 * stopped, paused or cut off and comes back late therefore changes nothing.
 * All times are the database's, so that nodes with different clocks agree.
 */
import { sql } from 'kysely'
import { defineErrors } from '../base/errors.ts'
import type { Db } from '../db/connect.ts'

export const jobError = defineErrors({
  JOB_LEASE_LOST: {
    status: 409,
    exit: 2,
    hint: 'Another worker has taken over. Nothing was changed by this one.',
    retryable: true,
  },
})

export interface Claim {
  readonly id: string
  readonly fence: number
}

export interface Queue {
  readonly table: 'rotations' | 'pushes' | 'function_rotations' | 'leases' | 'static_roles'
  /** Rows in this status wait for a worker. */
  readonly status: string
}

/** Takes the row that has been due longest, or nothing. */
export async function claimNext(db: Db, queue: Queue, owner: string, leaseMs: number): Promise<Claim | undefined> {
  const table = sql.table(queue.table)
  const { rows } = await sql<Claim>`
    update ${table} set owner = ${owner}, fence = fence + 1, lease_until = now() + ${leaseMs} * interval '1 millisecond'
    where id = (
      select id from ${table}
      where status = ${queue.status} and run_at <= now() and (lease_until is null or lease_until <= now())
      order by run_at for update skip locked limit 1
    ) returning id, fence`.execute(db)
  return rows[0]
}

/** False when the lease was lost. */
export async function renewLease(db: Db, queue: Queue, claim: Claim, leaseMs: number): Promise<boolean> {
  const { rows } = await sql`
    update ${sql.table(queue.table)} set lease_until = now() + ${leaseMs} * interval '1 millisecond'
    where id = ${claim.id} and fence = ${claim.fence} returning id`.execute(db)
  return rows.length === 1
}

/** Gives the row back, to be claimed again after `delayMs`. Does nothing when the lease was lost. */
export async function releaseClaim(db: Db, queue: Queue, claim: Claim, delayMs: number): Promise<void> {
  await sql`
    update ${sql.table(queue.table)}
    set owner = null, lease_until = null, run_at = now() + ${delayMs} * interval '1 millisecond'
    where id = ${claim.id} and fence = ${claim.fence}`.execute(db)
}

/** Call first in every transaction of a claimed job: locks the row and throws JOB_LEASE_LOST when it is another's. */
export async function holdFence(tx: Db, queue: Queue, claim: Claim): Promise<void> {
  const { rows } = await sql`
    select id from ${sql.table(queue.table)} where id = ${claim.id} and fence = ${claim.fence} for update`.execute(tx)
  if (!rows.length) throw jobError('JOB_LEASE_LOST', `the lease on ${claim.id} was lost`)
}
