/**
 * People and machines, and the tokens that prove them. A token is kept as a keyed hash only; its text ends in
 * a checksum, so that scanners tell a real one from a look-alike without asking us.
 */
import { randomBytes } from 'node:crypto'
import { newId } from '../base/id.ts'
import { Sensitive } from '../base/sensitive.ts'
import { hmacSha256 } from '../base/signing.ts'
import { tokenChecksum } from '../base/token-checksum.ts'
import type { Db } from '../db/connect.ts'
import type { Policy } from '../db/tables.ts'
import { append } from '../journal/append.ts'
import { accessError } from './access-error.ts'
import { foldName } from './canonical.ts'
import { flattenPolicies, namedPolicies } from './effective.ts'
import type { Keyring } from './keyring.ts'

export { accessError }

export interface Identity {
  readonly id: string
  readonly name: string
  readonly kind: 'person' | 'machine'
  /** Its own rules and those of its policies and groups, as of when it was read. */
  readonly policies: readonly Policy[]
  /** When the first of these rules ends: nothing that was decided with them may be kept beyond. */
  readonly freshUntil?: Date
}

export type TokenKind = 'setup' | 'session' | 'api'

const RANDOM_CHARACTERS = 30
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** `rkt_` + 30 random characters + 6 of checksum (CRC-32 of the 30 in base 62, the form that GitHub uses). */
function newTokenText(): string {
  let body = ''
  // 248 is the largest multiple of 62 in a byte: taking less than that keeps every character equally likely.
  while (body.length < RANDOM_CHARACTERS) {
    for (const byte of randomBytes(RANDOM_CHARACTERS)) {
      if (byte < 248 && body.length < RANDOM_CHARACTERS) body += ALPHABET[byte % 62]
    }
  }
  return `rkt_${body}${tokenChecksum(body)}`
}

function hashToken(keyring: Keyring, token: Sensitive): string {
  return hmacSha256(keyring.tokenKey, token.reveal()).toString('hex')
}

/** Throws IDENTITY_EXISTS, also for a name that only looks or folds like one that is there. */
export async function createIdentity(
  tx: Db,
  now: Date,
  input: { name: string; kind: Identity['kind']; policies: readonly Policy[]; actor: string },
): Promise<Identity> {
  const { name, kind, policies, actor } = input
  const id = newId('idn', now)
  const made = await tx
    .insertInto('identities')
    .values({ id, name, canonical_name: foldName(name), kind, policies: JSON.stringify(policies), created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw accessError('IDENTITY_EXISTS', `there is an identity ${name} already`)
  await append(tx, now, [{ actor, action: 'identity.created', subject: name, detail: { kind, policies } }])
  return { id, name, kind, policies }
}

/** By any spelling of its name; a disabled one is not found. */
export async function findIdentity(db: Db, name: string, now?: Date): Promise<Identity | undefined> {
  const row = await identityQuery(db, now)
    .where('identities.canonical_name', '=', foldName(name))
    .where('identities.disabled_at', 'is', null)
    .executeTakeFirst()
  return row && toIdentity(row, now)
}

export async function findIdentityById(db: Db, id: string, now?: Date): Promise<Identity | undefined> {
  const row = await identityQuery(db, now)
    .where('identities.id', '=', id)
    .where('identities.disabled_at', 'is', null)
    .executeTakeFirst()
  return row && toIdentity(row, now)
}

function identityQuery(db: Db, now: Date | undefined) {
  return db
    .selectFrom('identities')
    .select(['identities.id', 'identities.name', 'identities.kind', 'identities.policies', 'identities.metadata'])
    .select(namedPolicies(now))
}

interface IdentityRow {
  readonly id: string
  readonly name: string
  readonly kind: Identity['kind']
  readonly policies: readonly Policy[]
  readonly metadata: Readonly<Record<string, string>>
  readonly named: Parameters<typeof flattenPolicies>[0]['named']
}

function toIdentity(row: IdentityRow, now: Date | undefined): Identity {
  const { id, name, kind } = row
  return { id, name, kind, ...flattenPolicies(row, now) }
}

export interface NewToken {
  readonly identity: Identity
  readonly kind: TokenKind
  readonly actor: string
  readonly ttlMs?: number
  /** Ends when it was not used for so long. */
  readonly idleMs?: number
  readonly maxUses?: number
  /** Addresses and networks that it may be used from; without them from everywhere. */
  readonly ipRanges?: readonly string[]
  /** How it was obtained: `password`, `jwt:github`, `operator`. */
  readonly method?: string
  readonly ip?: string
  readonly agent?: string
}

export async function createToken(tx: Db, keyring: Keyring, now: Date, input: NewToken): Promise<Sensitive> {
  const token = new Sensitive(newTokenText())
  const id = newId('tok', now)
  const { identity, kind, actor, ttlMs, method } = input
  await tx
    .insertInto('tokens')
    .values({
      id,
      identity_id: identity.id,
      kind,
      hash: hashToken(keyring, token),
      created_at: now,
      expires_at: ttlMs === undefined ? null : new Date(now.getTime() + ttlMs),
      idle_ms: input.idleMs ?? null,
      max_uses: input.maxUses ?? null,
      ip_ranges: input.ipRanges ? JSON.stringify(input.ipRanges) : null,
      method: method ?? null,
      ip: input.ip ?? null,
      agent: input.agent?.slice(0, 200) ?? null,
    })
    .execute()
  const detail = { token: id, kind, ...(method !== undefined && { method }) }
  await append(tx, now, [{ actor, action: 'token.created', subject: identity.name, detail }])
  return token
}

/** What limits a token beside its owner's policies. */
export interface TokenFacts {
  readonly id: string
  readonly kind: TokenKind
  readonly expiresAt: Date | null
  readonly idleMs: number | null
  readonly lastUsedAt: Date | null
  readonly createdAt: Date
  readonly maxUses: number | null
  readonly ipRanges: readonly string[] | null
}

/**
 * A token that is valid now, and whose it is. The answer may be kept until `expiresAt` and `freshUntil`, and
 * until the journal tells of a change; one with `maxUses` or `idleMs` is still to be shown to `useToken` each time.
 */
export async function findToken(
  db: Db,
  keyring: Keyring,
  now: Date,
  token: Sensitive,
  kinds: readonly TokenKind[],
): Promise<{ identity: Identity; token: TokenFacts } | undefined> {
  const row = await identityQuery(db, now)
    .innerJoin('tokens', 'tokens.identity_id', 'identities.id')
    .select([
      'tokens.id as token_id',
      'tokens.kind as token_kind',
      'tokens.created_at',
      'tokens.expires_at',
      'tokens.idle_ms',
      'tokens.last_used_at',
      'tokens.max_uses',
      'tokens.ip_ranges',
    ])
    .where('tokens.hash', '=', hashToken(keyring, token))
    .where('tokens.kind', 'in', [...kinds])
    .where('tokens.revoked_at', 'is', null)
    .where('identities.disabled_at', 'is', null)
    .where(({ or, eb }) => or([eb('tokens.expires_at', 'is', null), eb('tokens.expires_at', '>', now)]))
    .executeTakeFirst()
  if (!row) return undefined
  return {
    identity: toIdentity(row, now),
    token: {
      id: row.token_id,
      kind: row.token_kind,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      idleMs: row.idle_ms === null ? null : Number(row.idle_ms),
      lastUsedAt: row.last_used_at,
      maxUses: row.max_uses,
      ipRanges: row.ip_ranges,
    },
  }
}

/** The identity behind a token that is valid now. Does not look at addresses, uses or idleness: see `useToken`. */
export async function findTokenOwner(
  db: Db,
  keyring: Keyring,
  now: Date,
  token: Sensitive,
  kinds: readonly TokenKind[],
): Promise<Identity | undefined> {
  return (await findToken(db, keyring, now, token, kinds))?.identity
}

/** Uses up a one-time setup token. Two racers: one wins. Throws SETUP_TOKEN_INVALID. */
export async function redeemSetupToken(tx: Db, keyring: Keyring, now: Date, token: Sensitive): Promise<Identity> {
  const row = await tx
    .updateTable('tokens')
    .set({ used_at: now, revoked_at: now })
    .where('hash', '=', hashToken(keyring, token))
    .where('kind', '=', 'setup')
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('identity_id')
    .executeTakeFirst()
  const identity = row && (await findIdentityById(tx, row.identity_id, now))
  if (!identity) throw accessError('SETUP_TOKEN_INVALID', 'this setup token is not valid (any more)')
  await append(tx, now, [{ actor: identity.name, action: 'token.redeemed', subject: identity.name, detail: {} }])
  return identity
}

export async function revokeToken(tx: Db, keyring: Keyring, now: Date, token: Sensitive): Promise<void> {
  const row = await tx
    .updateTable('tokens')
    .set({ revoked_at: now })
    .where('hash', '=', hashToken(keyring, token))
    .where('revoked_at', 'is', null)
    .returning(['id', 'kind', 'identity_id'])
    .executeTakeFirst()
  if (!row) return
  const owner = await tx
    .selectFrom('identities')
    .select('name')
    .where('id', '=', row.identity_id)
    .executeTakeFirstOrThrow()
  const detail = { token: row.id, kind: row.kind }
  await append(tx, now, [{ actor: owner.name, action: 'token.revoked', subject: owner.name, detail }])
}

/** Everybody who can act now, by name. */
export async function listLiveIdentities(db: Db, now: Date): Promise<Identity[]> {
  const rows = await identityQuery(db, now)
    .where('identities.disabled_at', 'is', null)
    .orderBy('identities.canonical_name')
    .limit(1_000)
    .execute()
  return rows.map((row) => toIdentity(row, now))
}
