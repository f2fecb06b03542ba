/**
 * How people prove who they are here: a password, and a second factor when they have one. Wrong name, wrong
 * password, disabled person: one answer, after the same work.
 */
import { randomBytes } from 'node:crypto'
import { Sensitive } from '../base/sensitive.ts'
import type { Clock } from '../base/clock.ts'
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import { accessError } from '../secrets/access-error.ts'
import { foldName } from '../secrets/canonical.ts'
import { findIdentity, type Identity } from '../secrets/identities.ts'
import type { Keyring } from '../secrets/keyring.ts'
import { giveTriesBack, takeTry } from './lockout.ts'
import { checkPassword, hashPassword, STRONG, verifyPassword, type PasswordCost } from './password.ts'
import { findStep, otpauthUri } from './totp.ts'

export interface PeopleDeps {
  readonly db: Db
  readonly keyring: Keyring
  readonly clock: Clock
  readonly passwordCost?: PasswordCost
}

/** Throws SIGN_IN_REFUSED, SECOND_FACTOR_REQUIRED, SIGN_IN_LOCKED. Opens no session. */
export async function checkPerson(
  deps: PeopleDeps,
  proof: { readonly name: string; readonly password: Sensitive; readonly code?: string | undefined },
): Promise<Identity> {
  const { db, keyring, clock } = deps
  const now = clock.now()
  await takeTry(db, keyring, now, proof.name)
  const person = await findIdentity(db, proof.name, now)
  const row = await db
    .selectFrom('passwords')
    .select('hash')
    .where('identity_id', '=', person?.id ?? '')
    .executeTakeFirst()
  const isRight = await verifyPassword(keyring.tokenKey, proof.password, row?.hash, deps.passwordCost)
  if (!person || !isRight) {
    await journalRefusal(deps, person)
    throw accessError('SIGN_IN_REFUSED', 'name, password or code is wrong')
  }
  await checkSecondFactor(deps, person, proof.code)
  await giveTriesBack(db, keyring, person.name)
  return person
}

/** A name that does not exist is not written down: it may be a password in the wrong field. */
async function journalRefusal({ db, clock }: PeopleDeps, person: Identity | undefined): Promise<void> {
  if (!person) return
  const entry = { actor: person.name, action: 'session.refused', subject: person.name, detail: { method: 'password' } }
  await db.transaction().execute((tx) => append(tx, clock.now(), [entry]))
}

async function checkSecondFactor(deps: PeopleDeps, person: Identity, code: string | undefined): Promise<void> {
  const factor = await deps.db
    .selectFrom('second_factors')
    .select('identity_id')
    .where('identity_id', '=', person.id)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  if (!factor) return
  if (code === undefined || code === '') {
    throw accessError('SECOND_FACTOR_REQUIRED', 'this person has a second factor: send its code, too')
  }
  if (!(await useCode(deps, person, code))) {
    await journalRefusal(deps, person)
    throw accessError('SIGN_IN_REFUSED', 'name, password or code is wrong')
  }
}

/** Uses a code up: each step works once, also when two ask at the same moment. */
async function useCode({ db, keyring, clock }: PeopleDeps, person: Identity, code: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('second_factors')
      .selectAll()
      .where('identity_id', '=', person.id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return false
    const key = Buffer.from(keyring.unseal(['second-factor', person.id], row.sealed_key).reveal(), 'base64url')
    const step = findStep(key, code, clock.now(), Number(row.last_step ?? -1))
    if (step === undefined) return false
    await tx.updateTable('second_factors').set({ last_step: step }).where('identity_id', '=', person.id).execute()
    return true
  })
}

/** Throws PASSWORD_WEAK. Ends the sessions of that person: whoever knew the old password is out. */
export async function setPassword(
  deps: PeopleDeps,
  change: {
    readonly person: Identity
    readonly password: Sensitive
    readonly actor: string
    readonly keepToken?: string
  },
): Promise<void> {
  const { db, keyring, clock } = deps
  const { person, password, actor } = change
  checkPassword(password, person.name)
  const hash = await hashPassword(keyring.tokenKey, password, deps.passwordCost ?? STRONG)
  const now = clock.now()
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('passwords')
      .values({ identity_id: person.id, hash, changed_at: now })
      .onConflict((conflict) => conflict.column('identity_id').doUpdateSet({ hash, changed_at: now }))
      .execute()
    await tx
      .updateTable('tokens')
      .set({ revoked_at: now })
      .where('identity_id', '=', person.id)
      .where('kind', '=', 'session')
      .where('revoked_at', 'is', null)
      .where('id', '!=', change.keepToken ?? '')
      .execute()
    await giveTriesBack(tx, keyring, foldName(person.name))
    await append(tx, now, [{ actor, action: 'identity.password-set', subject: person.name, detail: {} }])
  })
}

/** A new key for an app. It counts from when a code of it was shown: `confirmSecondFactor`. */
export async function startSecondFactor(deps: PeopleDeps, person: Identity): Promise<Sensitive> {
  const { db, keyring, clock } = deps
  const key = randomBytes(20)
  const sealed_key = keyring.seal(['second-factor', person.id], new Sensitive(key.toString('base64url')))
  const made = await db
    .insertInto('second_factors')
    .values({ identity_id: person.id, sealed_key, created_at: clock.now() })
    .onConflict((conflict) =>
      conflict
        .column('identity_id')
        .doUpdateSet({ sealed_key, created_at: clock.now(), last_step: null })
        .where('second_factors.confirmed_at', 'is', null),
    )
    .returning('identity_id')
    .executeTakeFirst()
  if (!made) throw accessError('SECOND_FACTOR_EXISTS', 'there is a second factor already')
  return new Sensitive(otpauthUri(key, person.name))
}

/** Throws SIGN_IN_REFUSED when the code is wrong. Takes tries like a sign-in. */
export async function confirmSecondFactor(deps: PeopleDeps, person: Identity, code: string): Promise<void> {
  await takeTry(deps.db, deps.keyring, deps.clock.now(), person.name)
  if (!(await useCode(deps, person, code))) throw accessError('SIGN_IN_REFUSED', 'this code is wrong')
  await giveTriesBack(deps.db, deps.keyring, person.name)
  await deps.db.transaction().execute(async (tx) => {
    const now = deps.clock.now()
    await tx.updateTable('second_factors').set({ confirmed_at: now }).where('identity_id', '=', person.id).execute()
    await append(tx, now, [
      { actor: person.name, action: 'identity.second-factor-added', subject: person.name, detail: {} },
    ])
  })
}

/** Needs a code of it, or (`asAdmin`) somebody else who may. */
export async function removeSecondFactor(
  deps: PeopleDeps,
  change: { readonly person: Identity; readonly actor: string; readonly code?: string },
): Promise<void> {
  const { person, actor, code } = change
  if (code !== undefined) {
    await takeTry(deps.db, deps.keyring, deps.clock.now(), person.name)
    if (!(await useCode(deps, person, code))) throw accessError('SIGN_IN_REFUSED', 'this code is wrong')
    await giveTriesBack(deps.db, deps.keyring, person.name)
  }
  await deps.db.transaction().execute(async (tx) => {
    await tx.deleteFrom('second_factors').where('identity_id', '=', person.id).execute()
    await append(tx, deps.clock.now(), [
      { actor, action: 'identity.second-factor-removed', subject: person.name, detail: {} },
    ])
  })
}
