/**
 * Passkeys: a key pair on the person's device, bound to our address, so that it cannot be phished. The key knows
 * whose it is (resident), and the device asks for its own PIN or finger: no password and no second factor beside.
 */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Clock } from '../base/clock.ts'
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import { accessError } from '../secrets/access-error.ts'
import { findIdentityById, type Identity } from '../secrets/identities.ts'
import type { Keyring } from '../secrets/keyring.ts'
import { openChallenge, takeChallenge } from './challenges.ts'

export interface PasskeyDeps {
  readonly db: Db
  readonly keyring: Keyring
  readonly clock: Clock
  /** Where the dashboard lives, as the browser spells it: `https://rekey.example.com`. */
  readonly origin: string
}

const MAX_KEYS = 20

/** Loaded when the first passkey is used: it brings parsers of certificates that nothing else here needs. */
const library = async () => import('@simplewebauthn/server')
const siteOf = (origin: string): string => new URL(origin).hostname

export async function startAddPasskey(deps: PasskeyDeps, person: Identity): Promise<{ id: string; options: object }> {
  const { db, keyring, clock, origin } = deps
  const mine = await listPasskeys(db, person.id)
  if (mine.length >= MAX_KEYS) throw accessError('RULE_INVALID', 'there are too many passkeys', { hint: 'Remove one.' })
  const { generateRegistrationOptions } = await library()
  const options = await generateRegistrationOptions({
    rpName: 'Rekey',
    rpID: siteOf(origin),
    userName: person.name,
    userID: new Uint8Array(Buffer.from(person.id)),
    attestationType: 'none',
    excludeCredentials: mine.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const id = await openChallenge(db, keyring, clock.now(), {
    kind: 'passkey-add',
    data: { challenge: options.challenge },
    identityId: person.id,
  })
  return { id, options }
}

/** Throws SIGN_IN_REFUSED when the answer is not of this challenge, person and address. */
export async function addPasskey(
  deps: PasskeyDeps,
  person: Identity,
  answer: { readonly id: string; readonly response: RegistrationResponseJSON; readonly label: string },
): Promise<void> {
  const { db, keyring, clock, origin } = deps
  const now = clock.now()
  const asked = { id: answer.id, kind: 'passkey-add' as const, identityId: person.id }
  const { challenge } = await takeChallenge<{ challenge: string }>(db, keyring, now, asked)
  const { verifyRegistrationResponse } = await library()
  const result = await verifyRegistrationResponse({
    response: answer.response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: siteOf(origin),
    requireUserVerification: true,
  }).catch(() => undefined)
  const made = result?.verified ? result.registrationInfo : undefined
  if (!made) throw accessError('SIGN_IN_REFUSED', 'this passkey was not made for here')
  const { credential } = made
  await db.transaction().execute(async (tx) => {
    const added = await tx
      .insertInto('passkeys')
      .values({
        id: credential.id,
        identity_id: person.id,
        public_key: Buffer.from(credential.publicKey),
        counter: credential.counter,
        transports: JSON.stringify(credential.transports ?? []),
        label: answer.label.slice(0, 60),
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) throw accessError('SIGN_IN_REFUSED', 'this passkey is known already')
    await append(tx, now, [
      { actor: person.name, action: 'identity.passkey-added', subject: person.name, detail: { label: answer.label } },
    ])
  })
}

export async function startPasskey(deps: PasskeyDeps): Promise<{ id: string; options: object }> {
  const { generateAuthenticationOptions } = await library()
  const options = await generateAuthenticationOptions({ rpID: siteOf(deps.origin), userVerification: 'required' })
  const data = { challenge: options.challenge }
  return { id: await openChallenge(deps.db, deps.keyring, deps.clock.now(), { kind: 'passkey', data }), options }
}

/** Throws SIGN_IN_REFUSED. A counter that does not go up means a copy of the key, and the key is refused. */
export async function checkPasskey(
  deps: PasskeyDeps,
  answer: { readonly id: string; readonly response: AuthenticationResponseJSON },
): Promise<Identity> {
  const { db, keyring, clock, origin } = deps
  const now = clock.now()
  const asked = { id: answer.id, kind: 'passkey' as const }
  const { challenge } = await takeChallenge<{ challenge: string }>(db, keyring, now, asked)
  const refuse = () => accessError('SIGN_IN_REFUSED', 'this passkey is not known here')
  const row = await db.selectFrom('passkeys').selectAll().where('id', '=', answer.response.id).executeTakeFirst()
  if (!row) throw refuse()
  const handle = answer.response.response.userHandle
  if (handle !== undefined && Buffer.from(handle, 'base64url').toString() !== row.identity_id) throw refuse()
  const { verifyAuthenticationResponse } = await library()
  const result = await verifyAuthenticationResponse({
    response: answer.response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: siteOf(origin),
    requireUserVerification: true,
    credential: { id: row.id, publicKey: new Uint8Array(row.public_key), counter: Number(row.counter) },
  }).catch(() => undefined)
  const person = result?.verified ? await findIdentityById(db, row.identity_id, now) : undefined
  if (!result || !person) throw refuse()
  await db
    .updateTable('passkeys')
    .set({ counter: result.authenticationInfo.newCounter, last_used_at: now })
    .where('id', '=', row.id)
    .execute()
  return person
}

export async function listPasskeys(
  db: Db,
  identityId: string,
): Promise<{ id: string; label: string; createdAt: Date; lastUsedAt: Date | null }[]> {
  const rows = await db
    .selectFrom('passkeys')
    .select(['id', 'label', 'created_at', 'last_used_at'])
    .where('identity_id', '=', identityId)
    .orderBy('created_at')
    .execute()
  return rows.map(({ id, label, created_at, last_used_at }) => ({
    id,
    label,
    createdAt: created_at,
    lastUsedAt: last_used_at,
  }))
}

/** Throws TOKEN_NOT_FOUND for one that is not this person's. */
export async function removePasskey(tx: Db, now: Date, change: { person: Identity; id: string }): Promise<void> {
  const { person, id } = change
  const gone = await tx
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('identity_id', '=', person.id)
    .returning('label')
    .executeTakeFirst()
  if (!gone) throw accessError('TOKEN_NOT_FOUND', `${person.name} has no such passkey`)
  const detail = { label: gone.label }
  await append(tx, now, [{ actor: person.name, action: 'identity.passkey-removed', subject: person.name, detail }])
}
