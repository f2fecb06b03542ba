/**
 * Personal values: one person's own value in place of the shared one, given to nobody else and never to a machine.
 * It is bound to its secret, its environment and its person.
 */
import type { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import { checkContent } from './content.ts'
import type { Identity } from './identities.ts'
import type { Keyring } from './keyring.ts'
import { secretError } from './secret-error.ts'
import { refuseDeleted } from './stages.ts'
import { lockSecret, type StoredSecret } from './store.ts'

interface Owned {
  readonly secret: StoredSecret
  readonly identity: Identity
}

const contextOf = ({ secret, identity }: Owned): string[] => [
  'override',
  secret.id,
  identity.id,
  secret.name.project,
  secret.name.environment,
]

/** Throws OVERRIDE_REFUSED, SECRET_VALUE_INVALID, SECRET_NOT_FOUND or SECRET_DELETED. */
export async function setOverride(
  tx: Db,
  keyring: Keyring,
  now: Date,
  { value, ...owned }: Owned & { readonly value: Sensitive },
): Promise<void> {
  const { secret, identity } = owned
  refuseMachine(identity)
  if (value.length === 0) throw secretError('SECRET_VALUE_INVALID', 'a value of 0 bytes is refused')
  checkContent('text', value)
  await lockSecret(tx, secret.id)
  await refuseDeleted(tx, secret)
  const columns = { sealed: keyring.seal(contextOf(owned), value), content: 'text' as const, updated_at: now }
  await tx
    .insertInto('overrides')
    .values({ secret_id: secret.id, identity_id: identity.id, ...columns })
    .onConflict((conflict) => conflict.columns(['secret_id', 'identity_id']).doUpdateSet(columns))
    .execute()
  await append(tx, now, [{ actor: identity.name, action: 'override.set', subject: secret.fullName, detail: {} }])
}

/** Throws SECRET_NOT_FOUND when there is none. */
export async function removeOverride(tx: Db, now: Date, { secret, identity }: Owned): Promise<void> {
  const gone = await tx
    .deleteFrom('overrides')
    .where('secret_id', '=', secret.id)
    .where('identity_id', '=', identity.id)
    .returning('secret_id')
    .executeTakeFirst()
  if (!gone) throw secretError('SECRET_NOT_FOUND', `${identity.name} has no value of their own for ${secret.fullName}`)
  await append(tx, now, [{ actor: identity.name, action: 'override.removed', subject: secret.fullName, detail: {} }])
}

/** Undefined for a machine, and for a person without one. Throws SECRET_TAMPERED. */
export async function findOverride(db: Db, keyring: Keyring, owned: Owned): Promise<Sensitive | undefined> {
  const { secret, identity } = owned
  if (identity.kind !== 'person') return undefined
  const row = await db
    .selectFrom('overrides')
    .select('sealed')
    .where('secret_id', '=', secret.id)
    .where('identity_id', '=', identity.id)
    .executeTakeFirst()
  return row && keyring.unseal(contextOf(owned), row.sealed)
}

function refuseMachine({ kind, name }: Identity): void {
  if (kind === 'person') return
  throw secretError('OVERRIDE_REFUSED', `${name} is a machine: it gets the shared value`)
}
