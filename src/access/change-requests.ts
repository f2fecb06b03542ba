/**
 * Writes that wait for a second person. The proposed value is sealed; who applies it sees the name, the reason and
 * the version that it was made against, and is never the one who proposed it. A value that changed meanwhile makes
 * the proposal stale: it is never applied over something that nobody compared it with.
 */
import { newId } from '../base/id.ts'
import type { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import { decide } from '../secrets/access.ts'
import { findIdentityById, type Identity } from '../secrets/identities.ts'
import type { Keyring } from '../secrets/keyring.ts'
import { formatSecretName, parseSecretName } from '../secrets/name.ts'
import { putValue } from '../secrets/put-value.ts'
import { findSecret, findVersion, lockSecret } from '../secrets/store.ts'
import { approvalError, rulesFor } from './approvals.ts'

export type RequestStatus = 'open' | 'applied' | 'rejected' | 'withdrawn' | 'stale' | 'expired'

export interface ChangeRequest {
  readonly id: string
  readonly secret: string
  readonly baseVersion: number
  readonly reason: string
  readonly requestedBy: string
  readonly requesterId: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly status: RequestStatus
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly note: string | null
  readonly version: number | null
}

interface Settings {
  readonly provider?: string
  readonly kind?: string
}

const DAY_MS = 86_400_000

const sealContext = (id: string, secret: string): string[] => ['change-request', id, secret]

/** The caller has checked that the identity may write there. */
export async function proposeChange(
  tx: Db,
  keyring: Keyring,
  now: Date,
  input: {
    readonly identity: Identity
    readonly secret: string
    readonly value: Sensitive
    readonly reason: string
    readonly settings?: Settings
  },
): Promise<ChangeRequest> {
  const { identity, value, reason, settings = {} } = input
  const name = parseSecretName(input.secret)
  const secret = formatSecretName(name)
  const stored = await findSecret(tx, name)
  const base = stored ? ((await findVersion(tx, stored.id, 'current'))?.number ?? 0) : 0
  const rules = await rulesFor(tx, secret)
  const ttlMs = Math.min(...rules.map((rule) => rule.ttlMs), 7 * DAY_MS)
  const id = newId('chg', now)
  await tx
    .insertInto('change_requests')
    .values({
      id,
      secret_name: secret,
      base_version: base,
      sealed: keyring.seal(sealContext(id, secret), value),
      settings: JSON.stringify(settings),
      reason,
      requested_by: identity.id,
      created_at: now,
      expires_at: new Date(now.getTime() + ttlMs),
      status: 'open',
    })
    .execute()
  const detail = { request: id, reason, base }
  await append(tx, now, [{ actor: identity.name, action: 'approval.change-proposed', subject: secret, detail }])
  return getChange(tx, now, id)
}

export async function listChanges(db: Db, now: Date): Promise<ChangeRequest[]> {
  const rows = await query(db).orderBy('change_requests.created_at', 'desc').limit(500).execute()
  return rows.map((row) => toChange(row, now))
}

/** Throws CHANGE_NOT_FOUND. */
export async function getChange(db: Db, now: Date, id: string): Promise<ChangeRequest> {
  const row = await query(db).where('change_requests.id', '=', id).executeTakeFirst()
  if (!row) throw approvalError('CHANGE_NOT_FOUND', 'there is no such change request')
  return toChange(row, now)
}

function query(db: Db) {
  return db
    .selectFrom('change_requests')
    .innerJoin('identities as asker', 'asker.id', 'change_requests.requested_by')
    .leftJoin('identities as decider', 'decider.id', 'change_requests.decided_by')
    .selectAll('change_requests')
    .select(['asker.name as asker_name', 'decider.name as decider_name'])
}

type Row = Awaited<ReturnType<ReturnType<typeof query>['executeTakeFirstOrThrow']>>

function toChange(row: Row, now: Date): ChangeRequest {
  return {
    id: row.id,
    secret: row.secret_name,
    baseVersion: row.base_version,
    reason: row.reason,
    requestedBy: row.asker_name,
    requesterId: row.requested_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    status: row.status === 'open' && row.expires_at <= now ? 'expired' : row.status,
    decidedBy: row.decider_name,
    decidedAt: row.decided_at,
    note: row.note,
    version: row.version,
  }
}

export type Verb = 'approve' | 'reject' | 'withdraw'

/**
 * Applies, rejects or withdraws. The stale answer is committed, so the next reader sees it; all else that is
 * refused changes nothing. Throws CHANGE_NOT_OPEN, SAME_PERSON, ACCESS_DENIED, CHANGE_STALE.
 */
export async function decideChange(
  db: Db,
  keyring: Keyring,
  now: Date,
  input: { readonly id: string; readonly verb: Verb; readonly identity: Identity; readonly note?: string | undefined },
): Promise<ChangeRequest> {
  const { id, verb, identity, note } = input
  const outcome = await db.transaction().execute(async (tx): Promise<RequestStatus> => {
    const row = await tx.selectFrom('change_requests').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (!row) throw approvalError('CHANGE_NOT_FOUND', 'there is no such change request')
    refuseUnlessOpen(row, now)
    refuseWrongPerson(row, verb, identity)
    if (verb === 'approve') await requireSecondPerson(tx, row.requested_by, identity)
    const end = async (status: RequestStatus, more: { version?: number; [key: string]: unknown } = {}) => {
      const version = more.version ?? null
      // What was decided needs its value no longer.
      const fields = { status, sealed: null, decided_by: identity.id, decided_at: now, note: note ?? null, version }
      await tx.updateTable('change_requests').set(fields).where('id', '=', id).execute()
      const detail = { request: id, ...(note !== undefined && { note }), ...more }
      await append(tx, now, [
        { actor: identity.name, action: `approval.change-${status}`, subject: row.secret_name, detail },
      ])
      return status
    }
    if (verb !== 'approve') return end(verb === 'reject' ? 'rejected' : 'withdrawn')
    const asker = await findIdentityById(tx, row.requested_by, now)
    // Who may not write any more, or is gone, has no proposal either.
    if (!asker || !decide(asker.policies, 'write', row.secret_name).allowed) return end('stale')
    const name = parseSecretName(row.secret_name)
    const stored = await findSecret(tx, name)
    if (stored) await lockSecret(tx, stored.id)
    const current = stored ? ((await findVersion(tx, stored.id, 'current'))?.number ?? 0) : 0
    if (current !== row.base_version) return end('stale', { base: row.base_version, current })
    const value = keyring.unseal(sealContext(id, row.secret_name), row.sealed as Buffer)
    const { number } = await putValue(tx, keyring, now, {
      ...(row.settings as Settings),
      name,
      value,
      actor: `${asker.name} and ${identity.name}`,
    })
    return end('applied', { version: number, requestedBy: asker.name })
  })
  if (outcome === 'stale') throw approvalError('CHANGE_STALE', 'the secret has changed since this was proposed')
  return getChange(db, now, id)
}

/** Whoever holds the token of the machine that proposed it would be both. */
async function requireSecondPerson(tx: Db, askerId: string, identity: Identity): Promise<void> {
  if (identity.kind !== 'person')
    throw approvalError('PERSON_NEEDED', `${identity.name} is a machine: it cannot be the second person`)
  const asker = await tx.selectFrom('identities').select(['name', 'kind']).where('id', '=', askerId).executeTakeFirst()
  if (asker?.kind !== 'machine') return
  const gave = await tx
    .selectFrom('journal')
    .select('seq')
    .where('subject', '=', asker.name)
    .where('action', 'in', ['token.created', 'identity.id-secret-created', 'identity.jwt-bound', 'access-key.created'])
    .where('actor', '=', identity.name)
    .limit(1)
    .executeTakeFirst()
  if (gave) throw approvalError('SAME_PERSON', `${identity.name} gave ${asker.name} what it signs in with`)
}

function refuseUnlessOpen(row: { status: RequestStatus; expires_at: Date }, now: Date): void {
  const status = row.status === 'open' && row.expires_at <= now ? 'expired' : row.status
  if (status !== 'open') throw approvalError('CHANGE_NOT_OPEN', `this change request is ${status}`)
}

function refuseWrongPerson(row: { requested_by: string; secret_name: string }, verb: Verb, identity: Identity): void {
  const isOwn = row.requested_by === identity.id
  if (verb === 'withdraw') {
    if (!isOwn) throw approvalError('SAME_PERSON', 'only who proposed a change withdraws it')
    return
  }
  if (isOwn) throw approvalError('SAME_PERSON', 'who proposed a change does not decide on it')
  if (!decide(identity.policies, 'approve', row.secret_name).allowed) {
    throw approvalError('APPROVER_NEEDED', `${identity.name} may not approve changes of ${row.secret_name}`)
  }
}
