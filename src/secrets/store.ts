/**
 * The secret store: named values with versions. Every function that changes something takes a transaction,
 * so that the change, its journal entry and whatever caused it commit together.
 */
import type { Sensitive } from '../base/sensitive.ts'
import { newId } from '../base/id.ts'
import type { Db } from '../db/connect.ts'
import type { HandleRow, RotationSettings } from '../db/tables.ts'
import { leakIdsOf } from './own-leaks.ts'
import type { Keyring } from './keyring.ts'
import { formatSecretName, type SecretName } from './name.ts'
import { secretError } from './secret-error.ts'

export interface StoredSecret {
  readonly id: string
  readonly name: SecretName
  readonly fullName: string
  readonly provider: string | null
  readonly kind: string | null
  readonly rotation: RotationSettings | null
}

export type Stage = 'current' | 'pending' | 'previous'

export interface StoredVersion {
  readonly id: string
  readonly number: number
  readonly stage: Stage | null
  readonly value: Sensitive
  readonly handle: HandleRow | null
  readonly createdAt: Date
}

export async function findSecret(db: Db, name: SecretName): Promise<StoredSecret | undefined> {
  const row = await db
    .selectFrom('secrets')
    .selectAll()
    .where('project', '=', name.project)
    .where('environment', '=', name.environment)
    .where('path', '=', name.path)
    .where('name', '=', name.name)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row && toSecret(row)
}

/** Throws SECRET_NOT_FOUND. */
export async function getSecret(db: Db, name: SecretName): Promise<StoredSecret> {
  const secret = await findSecret(db, name)
  if (!secret) throw secretError('SECRET_NOT_FOUND', `there is no secret ${formatSecretName(name)}`)
  return secret
}

export async function getSecretById(db: Db, id: string): Promise<StoredSecret> {
  return toSecret(await db.selectFrom('secrets').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
}

export async function listSecrets(
  db: Db,
  scope: { project?: string; environment?: string } = {},
): Promise<StoredSecret[]> {
  let query = db.selectFrom('secrets').selectAll().where('deleted_at', 'is', null)
  if (scope.project) query = query.where('project', '=', scope.project)
  if (scope.environment) query = query.where('environment', '=', scope.environment)
  return (await query.orderBy('project').orderBy('environment').orderBy('path').orderBy('name').execute()).map(toSecret)
}

function toSecret(row: {
  id: string
  project: string
  environment: string
  path: string
  name: string
  provider: string | null
  kind: string | null
  rotation: RotationSettings | null
}): StoredSecret {
  const { id, project, environment, path, name, provider, kind, rotation } = row
  const secretName = { project, environment, path, name }
  return { id, name: secretName, fullName: formatSecretName(secretName), provider, kind, rotation }
}

/**
 * Whoever changes what a secret's versions mean waits here for the others. Others may still refer to the row;
 * in one transaction it is locked after a rotation and before versions, consumers and the journal.
 */
export async function lockSecret(tx: Db, secretId: string): Promise<void> {
  await tx.selectFrom('secrets').select('id').where('id', '=', secretId).forNoKeyUpdate().execute()
}

/** Step A of a rotation: keeps the candidate beside the current version. */
export async function storePending(
  tx: Db,
  keyring: Keyring,
  now: Date,
  candidate: { secret: StoredSecret; value: Sensitive; handle: HandleRow; createdBy: string },
): Promise<number> {
  return insertVersion(tx, keyring, now, { ...candidate, stage: 'pending' })
}

/**
 * Step B: the candidate becomes current, the old value stays readable as `previous` until it is revoked.
 * Throws SECRET_NOT_FOUND when there is no candidate.
 */
export async function promotePending(tx: Db, secretId: string): Promise<void> {
  const pending = await findVersion(tx, secretId, 'pending')
  if (!pending) throw secretError('SECRET_NOT_FOUND', 'there is no candidate version to promote')
  await shiftStages(tx, secretId)
  await tx.updateTable('versions').set({ stage: 'current' }).where('id', '=', pending.id).execute()
}

/** Gives the candidate up. It stays readable by its number; nobody is told of it. */
export async function dropPending(tx: Db, secretId: string): Promise<void> {
  await tx
    .updateTable('versions')
    .set({ stage: null })
    .where('secret_id', '=', secretId)
    .where('stage', '=', 'pending')
    .execute()
}

/** Makes room for a new current version. */
export async function shiftStages(tx: Db, secretId: string): Promise<void> {
  const stages = tx.updateTable('versions').where('secret_id', '=', secretId)
  await stages.set({ stage: null }).where('stage', '=', 'previous').execute()
  await stages.set({ stage: 'previous' }).where('stage', '=', 'current').execute()
}

/** Seals a value as the next version, and leaves the leak ids by which it is recognised. Returns its number. */
export async function insertVersion(
  tx: Db,
  keyring: Keyring,
  now: Date,
  version: { secret: StoredSecret; stage: Stage; value: Sensitive; createdBy: string; handle?: HandleRow },
): Promise<number> {
  const { secret, stage, value, createdBy, handle } = version
  const last = await tx
    .selectFrom('versions')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('secret_id', '=', secret.id)
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  const id = newId('ver', now)
  const sealed = keyring.seal(contextOf(secret, number), value)
  await tx
    .insertInto('versions')
    .values({
      id,
      secret_id: secret.id,
      number,
      stage,
      sealed,
      handle: handle ? JSON.stringify(handle) : null,
      created_at: now,
      created_by: createdBy,
    })
    .execute()
  const leakIds = leakIdsOf(keyring, secret.provider, secret.kind, value)
  await tx
    .insertInto('leak_ids')
    .values(leakIds.map((leak_id) => ({ leak_id, version_id: id })))
    .execute()
  return number
}

function contextOf(secret: StoredSecret, number: number): string[] {
  return ['version', secret.id, String(number), secret.name.project, secret.name.environment]
}

export async function findVersion(
  db: Db,
  secretId: string,
  which: Stage | number,
): Promise<{ id: string; number: number } | undefined> {
  const query = db.selectFrom('versions').select(['id', 'number']).where('secret_id', '=', secretId)
  return (
    typeof which === 'number' ? query.where('number', '=', which) : query.where('stage', '=', which)
  ).executeTakeFirst()
}

/** Opens one version. The caller journals the read before it lets the value out. Throws SECRET_NOT_FOUND. */
export async function openVersion(
  db: Db,
  keyring: Keyring,
  secret: StoredSecret,
  which: Stage | number,
): Promise<StoredVersion> {
  const query = db.selectFrom('versions').selectAll().where('secret_id', '=', secret.id)
  const row = await (
    typeof which === 'number' ? query.where('number', '=', which) : query.where('stage', '=', which)
  ).executeTakeFirst()
  if (!row)
    throw secretError(
      'SECRET_NOT_FOUND',
      `${secret.fullName} has no ${typeof which === 'number' ? `version ${which}` : `${which} version`}`,
    )
  return {
    id: row.id,
    number: row.number,
    stage: row.stage,
    value: keyring.unseal(contextOf(secret, row.number), row.sealed),
    handle: row.handle,
    createdAt: row.created_at,
  }
}

export async function markVersionDead(tx: Db, secretId: string, number: number, deadAt: Date): Promise<void> {
  await tx
    .updateTable('versions')
    .set({ dead_at: deadAt })
    .where('secret_id', '=', secretId)
    .where('number', '=', number)
    .execute()
}
