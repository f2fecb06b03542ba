/**
 * The life of a secret: made, described, deleted with a window to come back, restored, destroyed; and of its
 * versions: deleted, taken back, destroyed. Each change commits with its journal entry.
 */
import { newId } from '../base/id.ts'
import type { Db } from '../db/connect.ts'
import type { RotationSettings } from '../db/tables.ts'
import { append } from '../journal/append.ts'
import { formatSecretName, type SecretName } from './name.ts'
import { secretError } from './secret-error.ts'
import { refuseDeleted } from './stages.ts'
import { findSecret, getSecretById, lockSecret, type StoredSecret } from './store.ts'

export interface SecretFacts {
  readonly description?: string | undefined
  /** All tags: those that are not named are taken away. */
  readonly tags?: Readonly<Record<string, string>> | undefined
  readonly owner?: string | null | undefined
  readonly provider?: string | null | undefined
  readonly kind?: string | null | undefined
  readonly rotation?: RotationSettings | null | undefined
  readonly aws?: Readonly<Record<string, unknown>> | null | undefined
  readonly vault?: Readonly<Record<string, unknown>> | null | undefined
}

const MAX_DESCRIPTION = 2_048
const MAX_TAGS = 50

/** Throws SECRET_EXISTS, SECRET_DELETED (deleted, and can be restored) or SECRET_METADATA_INVALID. */
export async function createSecret(
  tx: Db,
  now: Date,
  input: { name: SecretName; actor: string } & SecretFacts,
): Promise<StoredSecret> {
  const { name, actor, ...facts } = input
  const made = await tx
    .insertInto('secrets')
    .values({ id: newId('sec', now), ...name, created_at: now, changed_at: now, ...columnsOf(facts) })
    .onConflict((conflict) => conflict.column('full_name').where('purged_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) {
    const there = await findSecret(tx, name, { withDeleted: true })
    const fullName = formatSecretName(name)
    throw there?.deletedAt
      ? secretError('SECRET_DELETED', `${fullName} is deleted and can still be restored`)
      : secretError('SECRET_EXISTS', `there is a secret ${fullName} already`)
  }
  const secret = await getSecretById(tx, made.id)
  await append(tx, now, [{ actor, action: 'secret.created', subject: secret.fullName, detail: { id: secret.id } }])
  return secret
}

/** Changes what is named and leaves the rest. Throws SECRET_NOT_FOUND, SECRET_DELETED or SECRET_METADATA_INVALID. */
export async function updateSecret(
  tx: Db,
  now: Date,
  secret: StoredSecret,
  change: SecretFacts & { actor: string },
): Promise<StoredSecret> {
  const { actor, ...facts } = change
  await lockSecret(tx, secret.id)
  await refuseDeleted(tx, secret)
  await tx
    .updateTable('secrets')
    .set({ ...columnsOf(facts), changed_at: now })
    .where('id', '=', secret.id)
    .execute()
  const fields = Object.keys(facts).filter((key) => facts[key as keyof SecretFacts] !== undefined)
  await append(tx, now, [{ actor, action: 'secret.updated', subject: secret.fullName, detail: { fields } }])
  return getSecretById(tx, secret.id)
}

function columnsOf(facts: SecretFacts) {
  checkFacts(facts)
  const json = (value: object | null | undefined): string | null | undefined => value && JSON.stringify(value)
  const { description, owner, provider, kind, tags, rotation, aws, vault } = facts
  const plain = { description, owner, provider, kind }
  const columns = {
    ...plain,
    tags: tags && JSON.stringify(tags),
    rotation: json(rotation),
    aws: json(aws),
    vault: json(vault),
  }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}

function checkFacts({ description = '', tags = {} }: SecretFacts): void {
  if (description.length > MAX_DESCRIPTION)
    throw secretError('SECRET_METADATA_INVALID', `a description of ${description.length} characters is refused`)
  const list = Object.entries(tags)
  const isFine = ([key, value]: [string, string]): boolean =>
    key.length >= 1 && key.length <= 128 && value.length <= 256
  if (list.length > MAX_TAGS) throw secretError('SECRET_METADATA_INVALID', `${list.length} tags are refused`)
  if (!list.every(isFine)) throw secretError('SECRET_METADATA_INVALID', 'a tag is empty or too long')
}

/** Nobody reads it from now on; until `purgeAt` it can be restored. Deleting a deleted one moves that time. */
export async function deleteSecret(
  tx: Db,
  now: Date,
  secret: StoredSecret,
  { purgeAt, actor }: { purgeAt: Date; actor: string },
): Promise<StoredSecret> {
  await lockSecret(tx, secret.id)
  const changed = await tx
    .updateTable('secrets')
    .set({ deleted_at: now, purge_at: purgeAt, changed_at: now })
    .where('id', '=', secret.id)
    .where('purged_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw secretError('SECRET_NOT_FOUND', `there is no secret ${secret.fullName}`)
  await tx.insertInto('current_history').values({ secret_id: secret.id, number: null, at: now }).execute()
  const detail = { purgeAt: purgeAt.toISOString() }
  await append(tx, now, [{ actor, action: 'secret.deleted', subject: secret.fullName, detail }])
  return getSecretById(tx, secret.id)
}

/** Throws SECRET_NOT_DELETED, or SECRET_NOT_FOUND when it is too late. */
export async function restoreSecret(tx: Db, now: Date, secret: StoredSecret, actor: string): Promise<StoredSecret> {
  await lockSecret(tx, secret.id)
  const { deletedAt } = await getSecretById(tx, secret.id)
  if (!deletedAt) throw secretError('SECRET_NOT_DELETED', `${secret.fullName} is not deleted`)
  const changed = await tx
    .updateTable('secrets')
    .set({ deleted_at: null, purge_at: null, changed_at: now })
    .where('id', '=', secret.id)
    .where('purged_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw secretError('SECRET_NOT_FOUND', `${secret.fullName} was destroyed`)
  const current = await tx
    .selectFrom('version_stages')
    .select('number')
    .where('secret_id', '=', secret.id)
    .where('stage', '=', 'current')
    .executeTakeFirst()
  if (current) {
    const row = { secret_id: secret.id, number: current.number, at: now }
    await tx.insertInto('current_history').values(row).execute()
  }
  await append(tx, now, [{ actor, action: 'secret.restored', subject: secret.fullName, detail: {} }])
  return getSecretById(tx, secret.id)
}

/**
 * Wipes every value of it for good and gives its name free. Its row and its leak ids stay: a value of it that is
 * found somewhere is still known to have been ours. Twice is no error.
 */
export async function purgeSecret(tx: Db, now: Date, secret: StoredSecret, actor: string): Promise<void> {
  await lockSecret(tx, secret.id)
  const changed = await tx
    .updateTable('secrets')
    .set({ deleted_at: now, purge_at: null, purged_at: now, changed_at: now })
    .where('id', '=', secret.id)
    .where('purged_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!changed) return
  await tx
    .updateTable('versions')
    .set({ sealed: null, destroyed_at: now })
    .where('secret_id', '=', secret.id)
    .where('destroyed_at', 'is', null)
    .execute()
  await tx.deleteFrom('overrides').where('secret_id', '=', secret.id).execute()
  await tx.insertInto('current_history').values({ secret_id: secret.id, number: null, at: now }).execute()
  await append(tx, now, [{ actor, action: 'secret.destroyed', subject: secret.fullName, detail: { id: secret.id } }])
}

/** Destroys what nobody restored in time. Returns how many. */
export async function purgeDue(db: Db, now: Date, limit = 100): Promise<number> {
  const due = await db
    .selectFrom('secrets')
    .select('id')
    .where('purge_at', '<=', now)
    .orderBy('purge_at')
    .limit(limit)
    .execute()
  for (const { id } of due) {
    await db.transaction().execute(async (tx) => {
      await lockSecret(tx, id)
      const secret = await getSecretById(tx, id)
      // Restored, or given more time, in the meantime.
      if (secret.purgeAt && secret.purgeAt <= now) await purgeSecret(tx, now, secret, 'rekey')
    })
  }
  return due.length
}

export interface VersionChange {
  readonly secret: StoredSecret
  readonly numbers: readonly number[]
  readonly actor: string
}

/** They can be taken back. Those that are not there are passed over, and so are destroyed ones. */
export async function deleteVersions(tx: Db, now: Date, change: VersionChange & { at?: Date }): Promise<void> {
  await changeVersions(tx, now, change, 'version.deleted', { delete_at: change.at ?? now })
}

export async function undeleteVersions(tx: Db, now: Date, change: VersionChange): Promise<void> {
  await changeVersions(tx, now, change, 'version.undeleted', { delete_at: null })
}

/** Their values are wiped for good. */
export async function destroyVersions(tx: Db, now: Date, change: VersionChange): Promise<void> {
  await changeVersions(tx, now, change, 'version.destroyed', { destroyed_at: now, sealed: null })
}

async function changeVersions(
  tx: Db,
  now: Date,
  { secret, numbers, actor }: VersionChange,
  action: string,
  columns: { delete_at?: Date | null; destroyed_at?: Date; sealed?: null },
): Promise<void> {
  await lockSecret(tx, secret.id)
  await refuseDeleted(tx, secret)
  const changed = await tx
    .updateTable('versions')
    .set(columns)
    .where('secret_id', '=', secret.id)
    .where('number', 'in', numbers.length ? numbers : [0])
    .where('destroyed_at', 'is', null)
    .returning('number')
    .execute()
  if (!changed.length) return
  await tx.updateTable('secrets').set({ changed_at: now }).where('id', '=', secret.id).execute()
  const versions = changed.map(({ number }) => number).sort((a, b) => a - b)
  await append(tx, now, [{ actor, action, subject: secret.fullName, detail: { versions } }])
}
