/**
 * Leases: the right of a temporary key to live until a time. The row is written before the key is made and
 * deleted after the key is gone, so that a crash at any moment leaves a row that somebody works off.
 * Revoking retries with growing pauses; after the last try the lease is irrevocable, visible, and a person's.
 */
import { sql } from 'kysely'
import type { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import type { Keyring } from './keyring.ts'

export interface Lease {
  readonly id: string
  readonly mount: string
  readonly token: string | null
  readonly path: string
  /** What the key opens the target as: a database role. No secret. */
  readonly principal: string
  readonly issuedAt: Date
  readonly renewedAt: Date | null
  readonly expiresAt: Date
  readonly maxExpiresAt: Date
  readonly renewable: boolean
  readonly status: 'live' | 'irrevocable'
  readonly isMade: boolean
  readonly error: string | null
  readonly attempts: number
}

/** A key that is being made when its server dies is taken back after this long. */
const MAKING_MS = 120_000
/** At once; but a key that is being made right now is waited for, else it would be made after it was taken back. */
const DUE = sql`case when made_at is null then run_at else least(run_at, now()) end` as never
const MAX_ATTEMPTS = 6
const FIRST_PAUSE_MS = 10_000

export interface NewLease extends Pick<Lease, 'id' | 'mount' | 'token' | 'path' | 'principal' | 'renewable'> {
  readonly ttlS: number
  readonly maxTtlS: number
  /** All that is needed to take the key back. */
  readonly details: Sensitive
  readonly actor: string
}

/** The intent, committed before the key is made. */
export async function intendLease(tx: Db, keyring: Keyring, now: Date, lease: NewLease): Promise<void> {
  const { id, mount, token, path, principal, renewable } = lease
  const end = (seconds: number): Date => new Date(now.getTime() + seconds * 1000)
  await tx
    .insertInto('leases')
    .values({
      id,
      mount,
      token,
      path,
      principal,
      renewable,
      sealed: keyring.seal(['lease', id], lease.details),
      issued_at: now,
      expires_at: end(lease.ttlS),
      max_expires_at: end(lease.maxTtlS),
      status: 'live',
      run_at: sql`now() + ${MAKING_MS} * interval '1 millisecond'` as never,
    })
    .execute()
  await append(tx, now, [
    { actor: lease.actor, action: 'lease.issued', subject: id, detail: { principal, ttl: lease.ttlS } },
  ])
}

/** The key exists: from now on the lease ends when its time is over. False when it was ended meanwhile. */
export async function confirmLease(db: Db, now: Date, id: string): Promise<boolean> {
  const row = await db
    .updateTable('leases')
    .set({ made_at: now, run_at: sql`expires_at` as never })
    .where('id', '=', id)
    .where('made_at', 'is', null)
    .where('owner', 'is', null)
    .returning('expires_at')
    .executeTakeFirst()
  // Ended before it was made: its token was revoked at the same moment.
  return row !== undefined && row.expires_at > now
}

/** What is needed to take the key back. */
export async function openLease(db: Db, keyring: Keyring, id: string): Promise<Sensitive | undefined> {
  const row = await db.selectFrom('leases').select('sealed').where('id', '=', id).executeTakeFirst()
  return row && keyring.unseal(['lease', id], row.sealed)
}

export async function findLease(db: Db, id: string): Promise<Lease | undefined> {
  const row = await db.selectFrom('leases').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toLease(row)
}

export async function listLeases(db: Db, prefix: string, limit = 10_000): Promise<Lease[]> {
  const rows = await db
    .selectFrom('leases')
    .selectAll()
    .where(sql<boolean>`starts_with(id, ${prefix})`)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toLease)
}

export async function countLeases(db: Db, status: Lease['status']): Promise<{ mount: string; count: number }[]> {
  const rows = await db
    .selectFrom('leases')
    .select(({ fn }) => ['mount', fn.countAll().as('count')])
    .where('status', '=', status)
    .groupBy('mount')
    .execute()
  return rows.map(({ mount, count }) => ({ mount, count: Number(count) }))
}

function toLease(row: {
  id: string
  mount: string
  token: string | null
  path: string
  principal: string
  issued_at: Date
  renewed_at: Date | null
  expires_at: Date
  max_expires_at: Date
  renewable: boolean
  status: 'live' | 'irrevocable'
  made_at: Date | null
  error: string | null
  attempts: number
}): Lease {
  const { id, mount, token, path, principal, renewable, status, error, attempts } = row
  return {
    id,
    mount,
    token,
    path,
    principal,
    renewable,
    status,
    error,
    attempts,
    issuedAt: row.issued_at,
    renewedAt: row.renewed_at,
    expiresAt: row.expires_at,
    maxExpiresAt: row.max_expires_at,
    isMade: row.made_at !== null,
  }
}

/** A later end; the target was told before. False when the lease is being revoked already. */
export async function extendLease(tx: Db, now: Date, id: string, until: Date): Promise<boolean> {
  const row = await tx
    .updateTable('leases')
    .set({ expires_at: until, renewed_at: now, run_at: until })
    .where('id', '=', id)
    .where('status', '=', 'live')
    .where('owner', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst()
  if (row)
    await append(tx, now, [
      { actor: 'rekey', action: 'lease.renewed', subject: id, detail: { until: until.toISOString() } },
    ])
  return row !== undefined
}

/** They are due at once, also irrevocable ones: whoever asks again wants it tried again. */
export async function endLeases(tx: Db, now: Date, ids: readonly string[]): Promise<void> {
  if (!ids.length) return
  await tx
    .updateTable('leases')
    .set({ expires_at: now, run_at: DUE, status: 'live', attempts: 0 })
    .where('id', 'in', [...ids])
    .execute()
}

export async function endLeasesOf(tx: Db, now: Date, tokens: readonly string[]): Promise<void> {
  await tx
    .updateTable('leases')
    .set({ expires_at: now, run_at: DUE })
    .where('token', 'in', [...tokens])
    .where('status', '=', 'live')
    .execute()
}

/** The key is gone, or a person says so. */
export async function closeLease(tx: Db, now: Date, id: string, why: string): Promise<void> {
  const row = await tx.deleteFrom('leases').where('id', '=', id).returning('principal').executeTakeFirst()
  if (row)
    await append(tx, now, [
      { actor: 'rekey', action: 'lease.revoked', subject: id, detail: { principal: row.principal, why } },
    ])
}

/** After a try that failed. Returns when to try again, or undefined when the lease is irrevocable now. */
export async function noteFailure(tx: Db, now: Date, lease: Lease, problem: string): Promise<number | undefined> {
  const attempts = lease.attempts + 1
  const isOver = attempts >= MAX_ATTEMPTS
  await tx
    .updateTable('leases')
    .set({ attempts, error: problem.slice(0, 500), ...(isOver && { status: 'irrevocable' as const }) })
    .where('id', '=', lease.id)
    .execute()
  if (!isOver) return FIRST_PAUSE_MS * 2 ** (attempts - 1)
  await append(tx, now, [
    {
      actor: 'rekey',
      action: 'lease.irrevocable',
      subject: lease.id,
      detail: { principal: lease.principal, attempts },
    },
  ])
  return undefined
}

/** Keys that were being made when this, the only server of its database, died: nobody makes them any more. */
export async function forgetMakers(db: Db): Promise<void> {
  await db
    .updateTable('leases')
    .set({ run_at: sql`now()` as never })
    .where('made_at', 'is', null)
    .execute()
}
