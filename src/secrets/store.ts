/**
 * The secret store, as it is read: secrets by name and in pages, their versions and labels, and opened values.
 * What changes them is in new-version.ts, stages.ts and secret-life.ts.
 */
import { sql, type Selectable } from 'kysely'
import type { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import type { Content, HandleRow, RotationSettings, Tables } from '../db/tables.ts'
import type { Keyring } from './keyring.ts'
import type { Label, Stage } from './labels.ts'
import { formatSecretName, type SecretName } from './name.ts'
import { secretError } from './secret-error.ts'

export type { Stage } from './labels.ts'

export interface StoredSecret {
  readonly id: string
  readonly name: SecretName
  readonly fullName: string
  readonly provider: string | null
  readonly kind: string | null
  readonly rotation: RotationSettings | null
  readonly description: string
  readonly tags: Readonly<Record<string, string>>
  readonly owner: string | null
  /** What the layer of that protocol keeps beside the secret. */
  readonly aws: Readonly<Record<string, unknown>> | null
  readonly vault: Readonly<Record<string, unknown>> | null
  readonly createdAt: Date
  readonly changedAt: Date
  /** Midnight UTC of the day of the last read. */
  readonly accessedOn: Date | null
  /** Number of its newest version; 0 when it has none. */
  readonly lastNumber: number
  readonly deletedAt: Date | null
  /** Until then it can be restored. */
  readonly purgeAt: Date | null
}

export type VersionState = 'enabled' | 'deleted' | 'destroyed'

export interface VersionInfo {
  readonly id: string
  readonly number: number
  /** Unique in its secret: AWS's VersionId. */
  readonly externalId: string
  readonly labels: readonly Label[]
  readonly content: Content
  /** False for one that was announced and not filled yet, and for a destroyed one. */
  readonly hasValue: boolean
  readonly state: VersionState
  readonly deleteAt: Date | null
  readonly destroyedAt: Date | null
  readonly createdAt: Date
  readonly createdBy: string
  /** Known to be refused by its provider since then. */
  readonly deadAt: Date | null
}

export interface StoredVersion {
  readonly id: string
  readonly number: number
  readonly externalId: string
  /** Ours, if it has one: `current` before the others. */
  readonly stage: Stage | null
  readonly labels: readonly Label[]
  /** Base64 when the content is binary. */
  readonly value: Sensitive
  readonly content: Content
  /** `${…}` in it names other secrets: see references.ts. */
  readonly hasReferences: boolean
  readonly handle: HandleRow | null
  readonly createdAt: Date
}

/** `withDeleted` also finds one that is deleted and can still be restored; never a purged one. */
export async function findSecret(
  db: Db,
  name: SecretName,
  options: { withDeleted?: boolean } = {},
): Promise<StoredSecret | undefined> {
  let query = db
    .selectFrom('secrets')
    .selectAll()
    .where('full_name', '=', formatSecretName(name))
    .where('purged_at', 'is', null)
  if (!options.withDeleted) query = query.where('deleted_at', 'is', null)
  const row = await query.executeTakeFirst()
  return row && toSecret(row)
}

/** Throws SECRET_NOT_FOUND. */
export async function getSecret(
  db: Db,
  name: SecretName,
  options: { withDeleted?: boolean } = {},
): Promise<StoredSecret> {
  const secret = await findSecret(db, name, options)
  if (!secret) throw secretError('SECRET_NOT_FOUND', `there is no secret ${formatSecretName(name)}`)
  return secret
}

/** Also of a deleted or purged one: incidents and rotations refer to it. */
export async function getSecretById(db: Db, id: string): Promise<StoredSecret> {
  return toSecret(await db.selectFrom('secrets').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
}

export interface SecretPage {
  readonly project?: string
  readonly environment?: string
  /** Only names that begin so, by bytes: `shop/production/billing/`. */
  readonly prefix?: string
  /** Names after this one, in the order of bytes. */
  readonly after?: string
  readonly limit?: number
  readonly withDeleted?: boolean
}

/** In the order of their full names, by bytes. */
export async function listSecrets(db: Db, page: SecretPage = {}): Promise<StoredSecret[]> {
  let query = db.selectFrom('secrets').selectAll().where('purged_at', 'is', null)
  if (!page.withDeleted) query = query.where('deleted_at', 'is', null)
  const scope = page.project === undefined ? '' : `${page.project}/${page.environment ? `${page.environment}/` : ''}`
  for (const prefix of [scope, page.prefix ?? ''].filter(Boolean)) {
    // Byte order: whatever begins so lies before the prefix with the greatest character behind it.
    query = query.where('full_name', '>=', prefix).where('full_name', '<', `${prefix}\u{10ffff}`)
  }
  if (page.project === undefined && page.environment) query = query.where('environment', '=', page.environment)
  if (page.after !== undefined) query = query.where('full_name', '>', page.after)
  if (page.limit !== undefined) query = query.limit(page.limit)
  return (await query.orderBy('full_name').execute()).map(toSecret)
}

export function toSecret(row: Selectable<Tables['secrets']>): StoredSecret {
  const { id, project, environment, path, name, provider, kind, rotation, description, tags, owner, aws, vault } = row
  return {
    id,
    name: { project, environment, path, name },
    fullName: row.full_name,
    provider,
    kind,
    rotation,
    description,
    tags,
    owner,
    aws,
    vault,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    accessedOn: row.accessed_on,
    lastNumber: row.last_number,
    deletedAt: row.deleted_at,
    purgeAt: row.purge_at,
  }
}

/**
 * Whoever changes what a secret's versions mean waits here for the others. Others may still refer to the row;
 * in one transaction it is locked after a rotation and before versions, consumers and the journal.
 */
export async function lockSecret(tx: Db, secretId: string): Promise<void> {
  await tx.selectFrom('secrets').select('id').where('id', '=', secretId).forNoKeyUpdate().execute()
}

/** By number, by one of its labels, or by its external id (`{ externalId }`). */
export type Which = number | Label | { readonly externalId: string }

const versionRows = (db: Db, secretId: string) =>
  db
    .selectFrom('versions')
    .selectAll()
    .select(
      sql<Label[]>`coalesce((select json_agg(stage order by stage) from version_stages
        where version_stages.version_id = versions.id), '[]')`.as('labels'),
    )
    .where('versions.secret_id', '=', secretId)

type VersionRow = Selectable<Tables['versions']> & { readonly labels: Label[] }

async function findRow(db: Db, secretId: string, which: Which): Promise<VersionRow | undefined> {
  const rows = versionRows(db, secretId)
  if (typeof which === 'number') return rows.where('number', '=', which).executeTakeFirst()
  if (typeof which === 'object') return rows.where('external_id', '=', which.externalId).executeTakeFirst()
  const labelled = db
    .selectFrom('version_stages')
    .select('version_id')
    .where('secret_id', '=', secretId)
    .where('stage', '=', which)
  return rows.where('versions.id', '=', labelled).executeTakeFirst()
}

export async function findVersion(
  db: Db,
  secretId: string,
  which: Which,
): Promise<{ id: string; number: number } | undefined> {
  return findRow(db, secretId, which)
}

/** Every version, oldest first, without values. */
export async function listVersions(db: Db, secretId: string, now: Date): Promise<VersionInfo[]> {
  const rows = await versionRows(db, secretId).orderBy('number').execute()
  return rows.map((row) => toVersionInfo(row, now))
}

function toVersionInfo(row: VersionRow, now: Date): VersionInfo {
  return {
    id: row.id,
    number: row.number,
    externalId: row.external_id,
    labels: row.labels,
    content: row.content,
    hasValue: row.sealed !== null,
    state: stateOf(row, now),
    deleteAt: row.delete_at,
    destroyedAt: row.destroyed_at,
    createdAt: row.created_at,
    createdBy: row.created_by,
    deadAt: row.dead_at,
  }
}

function stateOf(row: { delete_at: Date | null; destroyed_at: Date | null }, now: Date): VersionState {
  if (row.destroyed_at) return 'destroyed'
  return row.delete_at && row.delete_at <= now ? 'deleted' : 'enabled'
}

/** A version as it lies in the database. */
export type SealedVersion = VersionRow

/**
 * Opens one version inside of us; for a client there is reads.ts, which journals.
 * Throws SECRET_NOT_FOUND, VERSION_EMPTY, VERSION_DELETED, VERSION_DESTROYED or SECRET_TAMPERED.
 */
export async function openVersion(
  db: Db,
  keyring: Keyring,
  secret: StoredSecret,
  which: Which,
  now?: Date,
): Promise<StoredVersion> {
  return openSealed(keyring, secret, await findSealed(db, secret, which), now)
}

/** Throws SECRET_NOT_FOUND. */
export async function findSealed(db: Db, secret: StoredSecret, which: Which): Promise<SealedVersion> {
  const row = await findRow(db, secret.id, which)
  if (!row) throw secretError('SECRET_NOT_FOUND', `${secret.fullName} has no ${describe(which)}`)
  return row
}

/** Who does not say what time it is takes a deletion that is only planned for one that has happened. */
const END_OF_TIME = new Date(8.64e15)

export function openSealed(
  keyring: Keyring,
  secret: StoredSecret,
  row: SealedVersion,
  now = END_OF_TIME,
): StoredVersion {
  const what = `version ${row.number} of ${secret.fullName}`
  const state = stateOf(row, now)
  if (state === 'destroyed') throw secretError('VERSION_DESTROYED', `${what} was destroyed`)
  if (state === 'deleted') throw secretError('VERSION_DELETED', `${what} is deleted`)
  if (!row.sealed) throw secretError('VERSION_EMPTY', `${what} has no value yet`)
  const stage = (['current', 'pending', 'previous'] as const).find((one) => row.labels.includes(one))
  return {
    id: row.id,
    number: row.number,
    externalId: row.external_id,
    stage: stage ?? null,
    labels: row.labels,
    value: keyring.unseal(contextOf(secret, row.number, row.content), row.sealed),
    content: row.content,
    hasReferences: row.has_references,
    handle: row.handle,
    createdAt: row.created_at,
  }
}

function describe(which: Which): string {
  if (typeof which === 'number') return `version ${which}`
  return typeof which === 'object' ? `version ${which.externalId}` : `${which} version`
}

/** What a sealed value is bound to. Text has no part of its own: it was the only content once. */
export function contextOf(secret: Pick<StoredSecret, 'id' | 'name'>, number: number, content: Content): string[] {
  const { project, environment } = secret.name
  return ['version', secret.id, String(number), project, environment, ...(content === 'text' ? [] : [content])]
}
