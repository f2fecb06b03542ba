/** Storing values: what `rekey secret set` and the API do, with everything that they must not overwrite. */
import { isRekeyError, type RekeyError } from '../base/errors.ts'
import { newId } from '../base/id.ts'
import type { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import type { Content } from '../db/tables.ts'
import { append, type NewEntry } from '../journal/append.ts'
import { checkContent } from './content.ts'
import type { Keyring } from './keyring.ts'
import { formatSecretName, type SecretName } from './name.ts'
import { addVersions, type BatchOptions } from './new-version.ts'
import { listReferences } from './references.ts'
import { secretError } from './secret-error.ts'
import { updateSecret, type SecretFacts } from './secret-life.ts'
import { toSecret, type StoredSecret } from './store.ts'

export interface NewValue extends Omit<SecretFacts, 'aws' | 'vault'> {
  readonly name: SecretName
  readonly value: Sensitive
  readonly content?: Content | undefined
  /** `${…}` in it names other secrets. Default: it is plain text. */
  readonly hasReferences?: boolean | undefined
  /** Compare-and-set: the number of the newest version that the writer knows; 0 for none. */
  readonly expected?: number | undefined
  /** Entries that go into the journal before its own, if it is stored. */
  readonly because?: readonly NewEntry[] | undefined
  readonly actor: string
}

export interface StoredValue {
  readonly secret: StoredSecret
  readonly number: number
}

/**
 * Stores a new current version; the former one becomes `previous`. Creates the secret when it is new.
 * Refuses with SECRET_PENDING while a rotation has a candidate or makes one: it would be promoted over this value.
 */
export async function putValue(tx: Db, keyring: Keyring, now: Date, input: NewValue): Promise<StoredValue> {
  const [result] = await putValues(tx, keyring, now, [input])
  if (isRekeyError(result)) throw result
  return result as StoredValue
}

/** One answer for each, in order: what was stored, or why it was refused. */
export async function putValues(
  tx: Db,
  keyring: Keyring,
  now: Date,
  inputs: readonly NewValue[],
  { onHead }: Pick<BatchOptions, 'onHead'> = {},
): Promise<(StoredValue | RekeyError)[]> {
  const refused = inputs.map(refusalOf)
  const fine = inputs.filter((_, i) => !refused[i])
  const { secrets, made } = await findOrCreate(tx, now, fine)
  let created = made
  for (const input of fine) {
    const { name, actor } = input
    const told = factsOf(input)
    const secret = secrets.get(formatSecretName(name)) as StoredSecret
    if (secret.deletedAt || !hasFacts(told)) continue
    // Whoever changes facts comes alone (see writes.ts): the head of the journal may be locked before its secret.
    await append(tx, now, created)
    created = []
    secrets.set(secret.fullName, await updateSecret(tx, now, secret, { ...told, actor }))
  }
  const versions = fine.map(({ name, value, content, hasReferences, expected, because, actor }) => ({
    secret: secrets.get(formatSecretName(name)) as StoredSecret,
    value,
    content,
    hasReferences,
    expected,
    because,
    actor,
  }))
  const stored = (await addVersions(tx, keyring, now, versions, { entriesBefore: created, onHead })).values()
  return inputs.map((input, i) => {
    const refusal = refused[i]
    if (refusal) return refusal
    const added = stored.next().value as Exclude<Awaited<ReturnType<typeof addVersions>>[number], undefined>
    if (isRekeyError(added)) return added
    return { secret: secrets.get(formatSecretName(input.name)) as StoredSecret, number: added.number }
  })
}

/** What can be said without the database: then nothing is made for it. */
function refusalOf({ value, content = 'text', hasReferences }: NewValue): RekeyError | undefined {
  try {
    if (value.length === 0) throw secretError('SECRET_VALUE_INVALID', 'a value of 0 bytes is refused')
    checkContent(content, value)
    if (hasReferences) listReferences(value.reveal())
    return undefined
  } catch (error) {
    if (isRekeyError(error)) return error
    throw error
  }
}

function hasFacts(facts: SecretFacts): boolean {
  return Object.values(facts).some((fact) => fact !== undefined)
}

function factsOf(input: NewValue): SecretFacts {
  const { description, tags, owner, provider, kind, rotation } = input
  return { description, tags, owner, provider, kind, rotation }
}

/** Whether it says something about the secret beside its value. */
export function saysFacts(input: NewValue): boolean {
  return hasFacts(factsOf(input))
}

async function findOrCreate(
  tx: Db,
  now: Date,
  inputs: readonly NewValue[],
): Promise<{ secrets: Map<string, StoredSecret>; made: NewEntry[] }> {
  const found = new Map<string, StoredSecret>()
  const wanted = new Map(inputs.map((input) => [formatSecretName(input.name), input]))
  const look = async (): Promise<void> => {
    const missing = [...wanted.keys()].filter((name) => !found.has(name))
    if (!missing.length) return
    const rows = await tx
      .selectFrom('secrets')
      .selectAll()
      .where('full_name', 'in', missing)
      .where('purged_at', 'is', null)
      .execute()
    for (const row of rows) found.set(row.full_name, toSecret(row))
  }
  await look()
  const missing = [...wanted].filter(([name]) => !found.has(name)).sort(([a], [b]) => (a < b ? -1 : 1))
  if (!missing.length) return { secrets: found, made: [] }
  const made = await tx
    .insertInto('secrets')
    .values(missing.map(([, { name }]) => ({ id: newId('sec', now), ...name, created_at: now, changed_at: now })))
    .onConflict((conflict) => conflict.column('full_name').where('purged_at', 'is', null).doNothing())
    .returningAll()
    .execute()
  for (const row of made) found.set(row.full_name, toSecret(row))
  // Somebody else was faster by a moment: their secret is this one.
  await look()
  const entries = made.map(({ id, full_name }) => ({
    actor: (wanted.get(full_name) as NewValue).actor,
    action: 'secret.created',
    subject: full_name,
    detail: { id },
  }))
  return { secrets: found, made: entries }
}
