/**
 * People and machines, and the tokens that prove them. A token is kept as a keyed hash only; its text ends in
 * a checksum, so that scanners tell a real one from a look-alike without asking us.
 */
import { randomBytes } from 'node:crypto'
import { defineErrors } from '../base/errors.ts'
import { newId } from '../base/id.ts'
import { Sensitive } from '../base/sensitive.ts'
import { hmacSha256 } from '../base/signing.ts'
import { tokenChecksum } from '../base/token-checksum.ts'
import type { Db } from '../db/connect.ts'
import type { Policy } from '../db/tables.ts'
import { append } from '../journal/append.ts'
import type { Keyring } from './keyring.ts'

export const accessError = defineErrors({
  AUTH_REQUIRED: { status: 401, exit: 2, hint: 'Send a token that is valid now: Authorization: Bearer rkt_…' },
  ACCESS_DENIED: { status: 403, exit: 2, hint: 'Ask for a policy that allows this action on this name.' },
  SETUP_TOKEN_INVALID: {
    status: 401,
    exit: 2,
    hint: 'A setup token works once and for 15 minutes. Restart the server, or run "rekey token setup", for a new one.',
  },
  IDENTITY_EXISTS: {
    status: 409,
    exit: 2,
    hint: 'Choose another name, or make a token for the identity that is there.',
  },
  IDENTITY_NOT_FOUND: { status: 404, exit: 2, hint: 'Make it first with: rekey identity create NAME' },
})

export interface Identity {
  readonly id: string
  readonly name: string
  readonly kind: 'person' | 'machine'
  readonly policies: readonly Policy[]
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

/** Throws IDENTITY_EXISTS. */
export async function createIdentity(
  tx: Db,
  now: Date,
  input: { name: string; kind: Identity['kind']; policies: readonly Policy[]; actor: string },
): Promise<Identity> {
  const { name, kind, policies, actor } = input
  const id = newId('idn', now)
  const made = await tx
    .insertInto('identities')
    .values({ id, name, kind, policies: JSON.stringify(policies), created_at: now })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw accessError('IDENTITY_EXISTS', `there is an identity ${name} already`)
  await append(tx, now, [{ actor, action: 'identity.created', subject: name, detail: { kind, policies } }])
  return { id, name, kind, policies }
}

export async function findIdentity(db: Db, name: string): Promise<Identity | undefined> {
  return db
    .selectFrom('identities')
    .select(['id', 'name', 'kind', 'policies'])
    .where('name', '=', name)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
}

export async function createToken(
  tx: Db,
  keyring: Keyring,
  now: Date,
  input: { identity: Identity; kind: TokenKind; ttlMs?: number; actor: string },
): Promise<Sensitive> {
  const token = new Sensitive(newTokenText())
  const id = newId('tok', now)
  await tx
    .insertInto('tokens')
    .values({
      id,
      identity_id: input.identity.id,
      kind: input.kind,
      hash: hashToken(keyring, token),
      created_at: now,
      expires_at: input.ttlMs === undefined ? null : new Date(now.getTime() + input.ttlMs),
    })
    .execute()
  await append(tx, now, [
    {
      actor: input.actor,
      action: 'token.created',
      subject: input.identity.name,
      detail: { token: id, kind: input.kind },
    },
  ])
  return token
}

/** The identity behind a token that is valid now. */
export async function findTokenOwner(
  db: Db,
  keyring: Keyring,
  now: Date,
  token: Sensitive,
  kinds: readonly TokenKind[],
): Promise<Identity | undefined> {
  return db
    .selectFrom('tokens')
    .innerJoin('identities', 'identities.id', 'tokens.identity_id')
    .select(['identities.id', 'identities.name', 'identities.kind', 'identities.policies'])
    .where('tokens.hash', '=', hashToken(keyring, token))
    .where('tokens.kind', 'in', [...kinds])
    .where('tokens.revoked_at', 'is', null)
    .where('identities.disabled_at', 'is', null)
    .where(({ or, eb }) => or([eb('tokens.expires_at', 'is', null), eb('tokens.expires_at', '>', now)]))
    .executeTakeFirst()
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
  const identity =
    row &&
    (await tx
      .selectFrom('identities')
      .select(['id', 'name', 'kind', 'policies'])
      .where('id', '=', row.identity_id)
      .where('disabled_at', 'is', null)
      .executeTakeFirst())
  if (!identity) throw accessError('SETUP_TOKEN_INVALID', 'this setup token is not valid (any more)')
  return identity
}

export async function revokeToken(tx: Db, keyring: Keyring, now: Date, token: Sensitive): Promise<void> {
  await tx.updateTable('tokens').set({ revoked_at: now }).where('hash', '=', hashToken(keyring, token)).execute()
}
