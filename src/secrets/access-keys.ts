/**
 * Access keys: pairs of id and secret with which AWS's clients sign their requests. Each belongs to an identity and
 * has a home, the project and environment that names are relative to. A signature can only be checked with the
 * secret itself, so it is sealed like a value; it is shown once. Temporary keys end, and carry a session token.
 */
import { randomBytes } from 'node:crypto'
import { Sensitive } from '../base/sensitive.ts'
import { hmacSha256 } from '../base/signing.ts'
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import { accessError, type Identity } from './identities.ts'
import type { Keyring } from './keyring.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** Not AKIA or ASIA: nobody shall take it for a key of AWS. */
const PERMANENT = 'RKIA'
const TEMPORARY = 'RSIA'

export interface NewAccessKey {
  readonly id: string
  readonly secret: Sensitive
  readonly sessionToken?: Sensitive
  readonly expiresAt?: Date
}

/** Shown once: the caller hands it out and forgets it. */
export async function createAccessKey(
  tx: Db,
  keyring: Keyring,
  now: Date,
  input: {
    readonly identity: Pick<Identity, 'id' | 'name'>
    readonly project: string
    readonly environment: string
    readonly ttlMs?: number
    readonly actor: string
  },
): Promise<NewAccessKey> {
  const { identity, project, environment, ttlMs, actor } = input
  const prefix = ttlMs === undefined ? PERMANENT : TEMPORARY
  const id = prefix + [...randomBytes(16)].map((byte) => ALPHABET[byte % 32]).join('')
  const secret = new Sensitive(randomBytes(30).toString('base64'))
  const sessionToken = ttlMs === undefined ? undefined : new Sensitive(randomBytes(96).toString('base64'))
  const expiresAt = ttlMs === undefined ? undefined : new Date(now.getTime() + ttlMs)
  await tx
    .insertInto('access_keys')
    .values({
      id,
      identity_id: identity.id,
      project,
      environment,
      sealed_secret: keyring.seal(contextOf(id), secret),
      token_hash: sessionToken ? hashSessionToken(keyring, sessionToken.reveal()) : null,
      created_at: now,
      created_by: actor,
      expires_at: expiresAt ?? null,
    })
    .execute()
  const detail = { accessKey: id, scope: `${project}/${environment}`, expiresAt: expiresAt?.toISOString() ?? null }
  await append(tx, now, [{ actor, action: 'access-key.created', subject: identity.name, detail }])
  return { id, secret, ...(sessionToken && { sessionToken }), ...(expiresAt && { expiresAt }) }
}

/** Throws IDENTITY_NOT_FOUND when the identity has no such key. Revoking twice changes nothing. */
export async function revokeAccessKey(
  tx: Db,
  now: Date,
  input: { readonly identity: Pick<Identity, 'id' | 'name'>; readonly id: string; readonly actor: string },
): Promise<void> {
  const { identity, id, actor } = input
  const row = await tx
    .selectFrom('access_keys')
    .select('revoked_at')
    .where('id', '=', id)
    .where('identity_id', '=', identity.id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw accessError('IDENTITY_NOT_FOUND', `${identity.name} has no access key ${id}`)
  if (row.revoked_at) return
  await tx.updateTable('access_keys').set({ revoked_at: now }).where('id', '=', id).execute()
  await append(tx, now, [{ actor, action: 'access-key.revoked', subject: identity.name, detail: { accessKey: id } }])
}

export interface AccessKeyInfo {
  readonly id: string
  readonly project: string
  readonly environment: string
  readonly createdAt: Date
  readonly createdBy: string
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
}

export async function listAccessKeys(db: Db, identityId: string): Promise<AccessKeyInfo[]> {
  const rows = await db
    .selectFrom('access_keys')
    .selectAll()
    .where('identity_id', '=', identityId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    project: row.project,
    environment: row.environment,
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }))
}

export interface AccessKey {
  readonly id: string
  readonly identityId: string
  readonly project: string
  readonly environment: string
  readonly secret: Sensitive
  readonly tokenHash: string | null
  readonly expiresAt: Date | null
}

/** Every key that may sign now, opened. A key whose identity is disabled is left out. */
export async function openAccessKeys(db: Db, keyring: Keyring): Promise<AccessKey[]> {
  const rows = await db
    .selectFrom('access_keys')
    .innerJoin('identities', 'identities.id', 'access_keys.identity_id')
    .selectAll('access_keys')
    .where('revoked_at', 'is', null)
    .where('identities.disabled_at', 'is', null)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    identityId: row.identity_id,
    project: row.project,
    environment: row.environment,
    secret: keyring.unseal(contextOf(row.id), row.sealed_secret),
    tokenHash: row.token_hash,
    expiresAt: row.expires_at,
  }))
}

export function hashSessionToken(keyring: Keyring, token: string): string {
  return hmacSha256(keyring.tokenKey, `session token ${token}`).toString('hex')
}

const contextOf = (id: string): string[] => ['access key', id]
