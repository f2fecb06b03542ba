/** Storing a value: what `rekey secret set` and the API do, with everything that they must not overwrite. */
import type { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import type { Content, RotationSettings } from '../db/tables.ts'
import type { Keyring } from './keyring.ts'
import type { SecretName } from './name.ts'
import { addVersion } from './new-version.ts'
import { secretError } from './secret-error.ts'
import { createSecret, updateSecret, type SecretFacts } from './secret-life.ts'
import { findSecret, type StoredSecret } from './store.ts'

export interface NewValue {
  readonly name: SecretName
  readonly value: Sensitive
  readonly content?: Content | undefined
  readonly provider?: string | undefined
  readonly kind?: string | undefined
  readonly rotation?: RotationSettings | undefined
  readonly description?: string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
  readonly owner?: string | undefined
  /** Compare-and-set: the number of the newest version that the writer knows; 0 for none. */
  readonly expected?: number | undefined
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
  const { name, value, content, expected, actor, ...facts } = input
  if (value.length === 0) throw secretError('SECRET_VALUE_INVALID', 'a value of 0 bytes is refused')
  const secret = await describedSecret(tx, now, name, { ...facts, actor })
  const { number } = await addVersion(tx, keyring, now, { secret, value, content, expected, actor })
  return { secret, number }
}

async function describedSecret(
  tx: Db,
  now: Date,
  name: SecretName,
  facts: SecretFacts & { actor: string },
): Promise<StoredSecret> {
  const hasFacts = Object.entries(facts).some(([key, value]) => key !== 'actor' && value !== undefined)
  const found = await findSecret(tx, name)
  if (found) return hasFacts ? updateSecret(tx, now, found, facts) : found
  try {
    return await createSecret(tx, now, { name, ...facts })
  } catch (error) {
    // Another one was faster by a moment: its secret is this one.
    const theirs = await findSecret(tx, name)
    if (!theirs) throw error
    return hasFacts ? updateSecret(tx, now, theirs, facts) : theirs
  }
}
