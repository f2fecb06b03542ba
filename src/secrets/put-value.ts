/** Storing a value: what `rekey secret set` and the API do, with everything that they must not overwrite. */
import type { Sensitive } from '../base/sensitive.ts'
import { newId } from '../base/id.ts'
import type { Db } from '../db/connect.ts'
import type { RotationSettings } from '../db/tables.ts'
import { append } from '../journal/append.ts'
import type { Keyring } from './keyring.ts'
import type { SecretName } from './name.ts'
import { secretError } from './secret-error.ts'
import {
  findSecret,
  findVersion,
  getSecret,
  getSecretById,
  insertVersion,
  lockSecret,
  shiftStages,
  type StoredSecret,
} from './store.ts'

const MAX_VALUE_BYTES = 65_536

export interface NewValue {
  readonly name: SecretName
  readonly value: Sensitive
  readonly provider?: string | undefined
  readonly kind?: string | undefined
  readonly rotation?: RotationSettings | undefined
  readonly actor: string
}

/**
 * Stores a new current version; the former one becomes `previous`. Creates the secret when it is new.
 * Refuses with SECRET_PENDING while a rotation has a candidate or makes one: it would be promoted over this value.
 */
export async function putValue(
  tx: Db,
  keyring: Keyring,
  now: Date,
  input: NewValue,
): Promise<{ secret: StoredSecret; number: number }> {
  checkValue(input.value)
  const secret = (await findSecret(tx, input.name)) ?? (await createSecret(tx, now, input))
  await lockSecret(tx, secret.id)
  if (input.provider || input.kind || input.rotation) await describeSecret(tx, secret, input)
  const described = await getSecretById(tx, secret.id)
  await refuseWhilePending(tx, secret)
  await shiftStages(tx, secret.id)
  const number = await insertVersion(tx, keyring, now, {
    secret: described,
    stage: 'current',
    value: input.value,
    createdBy: input.actor,
  })
  await append(tx, now, [
    {
      actor: input.actor,
      action: 'version.stored',
      subject: secret.fullName,
      detail: { version: number, stage: 'current' },
    },
  ])
  return { secret: described, number }
}

async function refuseWhilePending(tx: Db, secret: StoredSecret): Promise<void> {
  if (await findVersion(tx, secret.id, 'pending')) {
    throw secretError('SECRET_PENDING', `${secret.fullName} has a candidate version that waits for its rotation`)
  }
  // One by hand waits for exactly this value.
  const making = await tx
    .selectFrom('rotations')
    .select('id')
    .where('secret_id', '=', secret.id)
    .where('status', 'in', ['running', 'paused', 'needs-human'])
    .where('new_version', 'is', null)
    .where('strategy', '!=', 'manual')
    .executeTakeFirst()
  if (making) throw secretError('SECRET_PENDING', `a rotation of ${secret.fullName} is making a new value`)
}

function checkValue(value: Sensitive): void {
  const text = value.reveal()
  const bytes = Buffer.byteLength(text)
  if (bytes < 1 || bytes > MAX_VALUE_BYTES)
    throw secretError('SECRET_VALUE_INVALID', `a value of ${bytes} bytes is refused`)
  // UTF-8 cannot hold half a character: it would come back as another value.
  if (/\p{Surrogate}/u.test(text)) throw secretError('SECRET_VALUE_INVALID', 'a value with half a character is refused')
}

async function createSecret(tx: Db, now: Date, input: NewValue): Promise<StoredSecret> {
  await tx
    .insertInto('secrets')
    .values({
      id: newId('sec', now),
      ...input.name,
      provider: input.provider ?? null,
      kind: input.kind ?? null,
      rotation: null,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['project', 'environment', 'path', 'name']).doNothing())
    .execute()
  return getSecret(tx, input.name)
}

async function describeSecret(tx: Db, secret: StoredSecret, input: NewValue): Promise<void> {
  await tx
    .updateTable('secrets')
    .set({
      provider: input.provider ?? secret.provider,
      kind: input.kind ?? secret.kind,
      rotation: JSON.stringify(input.rotation ?? secret.rotation),
    })
    .where('id', '=', secret.id)
    .execute()
}
