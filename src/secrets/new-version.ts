/**
 * Stores versions: many of many secrets in a handful of statements, so that a commit to disk is shared by all who
 * write at the same time. Each version is judged by itself under the locks of all; one that is refused keeps no other.
 */
import { randomUUID } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { isRekeyError, type RekeyError } from '../base/errors.ts'
import { newId } from '../base/id.ts'
import type { Sensitive } from '../base/sensitive.ts'
import { equalInConstantTime } from '../base/signing.ts'
import type { Db } from '../db/connect.ts'
import type { Content, HandleRow } from '../db/tables.ts'
import { appendTo, lockHead, type LockedHead, type NewEntry } from '../journal/append.ts'
import { checkContent } from './content.ts'
import type { Keyring } from './keyring.ts'
import type { Label } from './labels.ts'
import { readKnown } from './read-known.ts'
import { leakIdsOf } from './own-leaks.ts'
import { secretError } from './secret-error.ts'
import { checkLabels, StageBook, writeStages, type StageRow } from './stage-book.ts'
import { contextOf, type StoredSecret } from './store.ts'

export interface NewVersion {
  readonly secret: StoredSecret
  /** Base64 when the content is binary. None: announced only, and filled later under the same external id. */
  readonly value?: Sensitive | undefined
  /** Default: text. */
  readonly content?: Content | undefined
  /** `${…}` in it names other secrets. Default: it is plain text. */
  readonly hasReferences?: boolean | undefined
  /** 32 to 64 characters. The same one with the same value changes nothing; default: a new UUID. */
  readonly externalId?: string | undefined
  /** Default: current. They are taken from the versions that had them; an empty list labels nothing. */
  readonly labels?: readonly Label[] | undefined
  /** Compare-and-set: the number of the newest version that the writer knows; 0 for none. */
  readonly expected?: number | undefined
  /** From then on it is deleted. */
  readonly deleteAt?: Date | undefined
  readonly handle?: HandleRow | undefined
  /** Store although some other version is labelled pending. Never over the candidate of our own rotation. */
  readonly besidePending?: boolean | undefined
  /** The caller writes the journal's entry itself. */
  readonly quiet?: boolean | undefined
  /** Entries that go into the journal before its own, if it is stored. */
  readonly because?: readonly NewEntry[] | undefined
  readonly actor: string
}

export interface AddedVersion {
  readonly id: string
  readonly number: number
  readonly externalId: string
  /** False when this very version was there already. */
  readonly isNew: boolean
  readonly labels: readonly Label[]
}

/**
 * Throws SECRET_NOT_FOUND, SECRET_DELETED, SECRET_PENDING, SECRET_VALUE_INVALID, VERSION_CONFLICT, VERSION_ID_TAKEN,
 * VERSION_ID_INVALID or LABEL_INVALID; has changed nothing then.
 */
export async function addVersion(tx: Db, keyring: Keyring, now: Date, version: NewVersion): Promise<AddedVersion> {
  const [result] = await addVersions(tx, keyring, now, [version])
  if (isRekeyError(result)) throw result
  return result as AddedVersion
}

export interface BatchOptions {
  /** They go into the journal before the entries of the versions: its head must be locked after the secrets. */
  readonly entriesBefore?: readonly NewEntry[]
  /** Asked when the journal's head is locked and nothing is committed yet: what it throws undoes all. */
  readonly onHead?: ((head: LockedHead) => Promise<void>) | undefined
}

/** One answer for each, in order: what was stored, or why it was refused. */
export async function addVersions(
  tx: Db,
  keyring: Keyring,
  now: Date,
  versions: readonly NewVersion[],
  { entriesBefore = [], onHead }: BatchOptions = {},
): Promise<(AddedVersion | RekeyError)[]> {
  const ids = [...new Set(versions.map(({ secret }) => secret.id))].sort()
  if (!ids.length) return []
  const work = await lockAll(tx, ids, versions)
  const plan: Plan = { rows: [], filled: [], leakIds: [], entries: [...entriesBefore] }
  const answers = versions.map((version) => {
    try {
      return addOne(work, plan, { keyring, now }, version)
    } catch (error) {
      if (isRekeyError(error)) return error
      throw error
    }
  })
  await carryOut(tx, now, { work, plan, onHead })
  return answers
}

interface Existing {
  readonly id: string
  readonly secret_id: string
  readonly external_id: string
  readonly number: number
  readonly content: Content
  readonly sealed: Buffer | null
  readonly destroyed_at: Date | null
}
interface Locked {
  lastNumber: number
  readonly isGone: boolean
  readonly isDeleted: boolean
  /** Rotations of ours that make, or have made, a candidate for this secret. */
  readonly candidates: readonly (number | null)[]
}
interface Work {
  readonly secrets: ReadonlyMap<string, Locked>
  readonly stages: StageBook
  readonly existing: Map<string, Existing>
}
interface Row {
  readonly id: string
  readonly secret_id: string
  readonly number: number
  readonly external_id: string
  readonly content: Content
  readonly has_references: boolean
  readonly sealed: Buffer | null
  readonly handle: HandleRow | null
  readonly delete_at: Date | null
  readonly created_at: Date
  readonly created_by: string
}
interface Plan {
  readonly rows: Row[]
  readonly filled: Existing[]
  readonly leakIds: { leak_id: string; version_id: string }[]
  readonly entries: NewEntry[]
}

async function lockAll(tx: Db, ids: readonly string[], versions: readonly NewVersion[]): Promise<Work> {
  const rows = await tx
    .selectFrom('secrets')
    .select(['id', 'last_number', 'deleted_at', 'purged_at'])
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const given = versions.flatMap(({ externalId }) => externalId ?? [])
  const known = await readKnown(tx, ids)
  const open = known.filter(({ kind }) => kind === 'rotation')
  const stages = known.flatMap(({ kind, secret_id, stage, id, number }): StageRow[] =>
    kind === 'stage'
      ? [{ secretId: secret_id, stage: stage as Label, id: id as string, number: number as number }]
      : [],
  )
  const secrets = new Map(
    rows.map((row) => [
      row.id,
      {
        lastNumber: row.last_number,
        isGone: row.purged_at !== null,
        isDeleted: row.deleted_at !== null,
        candidates: open.filter(({ secret_id }) => secret_id === row.id).map(({ number }) => number),
      },
    ]),
  )
  const existing = given.length
    ? await tx
        .selectFrom('versions')
        .select(['id', 'secret_id', 'external_id', 'number', 'content', 'sealed', 'destroyed_at'])
        .where('secret_id', 'in', ids)
        .where('external_id', 'in', given)
        .execute()
    : []
  const byKey = new Map(existing.map((row) => [`${row.secret_id} ${row.external_id}`, row]))
  return { secrets, stages: StageBook.of(stages, ids), existing: byKey }
}

function addOne(work: Work, plan: Plan, { keyring, now }: { keyring: Keyring; now: Date }, version: NewVersion) {
  const { secret, value, content = 'text', handle, actor } = version
  const labels = version.labels ?? ['current']
  const locked = work.secrets.get(secret.id)
  if (!locked || locked.isGone) throw secretError('SECRET_NOT_FOUND', `there is no secret ${secret.fullName}`)
  if (locked.isDeleted) throw secretError('SECRET_DELETED', `${secret.fullName} is deleted`)
  if (version.externalId !== undefined && !/^.{32,64}$/u.test(version.externalId))
    throw secretError('VERSION_ID_INVALID', `an id of ${version.externalId.length} characters is refused`)
  checkLabels(labels)
  if (value) checkContent(content, value)
  const key = `${secret.id} ${version.externalId}`
  const known = version.externalId === undefined ? undefined : work.existing.get(key)
  if (known?.sealed || (known && !value)) return repeat(work, keyring, version, known)
  if (known?.destroyed_at) throw secretError('VERSION_ID_TAKEN', `that version of ${secret.fullName} was destroyed`)
  if (version.expected !== undefined && version.expected !== locked.lastNumber)
    throw secretError('VERSION_CONFLICT', `the newest version of ${secret.fullName} is ${locked.lastNumber}`)
  if (labels.includes('current')) refuseOverCandidate(work, locked, version)
  const number = known?.number ?? locked.lastNumber + 1
  const id = known?.id ?? newId('ver', now)
  const externalId = version.externalId ?? randomUUID()
  const sealed = value ? keyring.seal(contextOf(secret, number, content), value) : null
  if (known) plan.filled.push({ ...known, content, sealed })
  else {
    const at = { delete_at: version.deleteAt ?? null, created_at: now, created_by: actor }
    const row = { id, secret_id: secret.id, number, external_id: externalId, content, sealed }
    const has_references = version.hasReferences ?? false
    plan.rows.push({ ...row, ...at, has_references, handle: handle ?? null })
    locked.lastNumber = number
  }
  // Another one of the same batch may name this id again.
  const made = { id, secret_id: secret.id, external_id: externalId, number, content, sealed, destroyed_at: null }
  work.existing.set(`${secret.id} ${externalId}`, made)
  for (const label of labels) work.stages.move(secret.id, label, { id, number })
  if (value) {
    const leakIds = leakIdsOf(keyring, secret.provider, secret.kind, value)
    plan.leakIds.push(...leakIds.map((leak_id) => ({ leak_id, version_id: id })))
  }
  plan.entries.push(...(version.because ?? []))
  if (!version.quiet) plan.entries.push(entryOf(version, number, labels))
  return { id, number, externalId, isNew: true, labels: work.stages.labelsOf(secret.id, number) }
}

/** The same id again: the same value is no change, another one is refused. */
function repeat(work: Work, keyring: Keyring, { secret, value, content = 'text' }: NewVersion, known: Existing) {
  const isSame =
    value &&
    known.sealed &&
    content === known.content &&
    equalInConstantTime(
      value.reveal(),
      keyring.unseal(contextOf(secret, known.number, known.content), known.sealed).reveal(),
    )
  if (value && !isSame)
    throw secretError('VERSION_ID_TAKEN', `version ${known.external_id} of ${secret.fullName} has another value`)
  const labels = work.stages.labelsOf(secret.id, known.number)
  return { id: known.id, number: known.number, externalId: known.external_id, isNew: false, labels }
}

/** It would be promoted over the value that is stored now. */
function refuseOverCandidate(work: Work, locked: Locked, { secret, besidePending }: NewVersion): void {
  const pending = work.stages.numberOf(secret.id, 'pending')
  if (pending !== undefined && (!besidePending || locked.candidates.includes(pending)))
    throw secretError('SECRET_PENDING', `${secret.fullName} has a candidate version that waits for its rotation`)
  if (locked.candidates.includes(null))
    throw secretError('SECRET_PENDING', `a rotation of ${secret.fullName} is making a new value`)
}

function entryOf({ secret, actor }: NewVersion, number: number, labels: readonly Label[]): NewEntry {
  const more = labels.length > 1 ? { labels } : {}
  const detail = { version: number, stage: labels[0] ?? null, ...more }
  return { actor, action: 'version.stored', subject: secret.fullName, detail }
}

/** In one statement: each that is waited for under the locks would keep all other writers waiting. */
async function carryOut(
  tx: Db,
  now: Date,
  { work, plan, onHead }: { work: Work; plan: Plan } & Pick<BatchOptions, 'onHead'>,
): Promise<void> {
  for (const { id, content, sealed } of plan.filled)
    await tx.updateTable('versions').set({ content, sealed }).where('id', '=', id).execute()
  const parts = sql`${writeVersions(work, plan, now)}, ${writeStages(work.stages.changes(), now)}`
  if (!plan.entries.length) {
    await sql`with ${parts} select 1`.execute(tx)
    return
  }
  const head = await lockHead(tx)
  await onHead?.(head)
  await appendTo(tx, head, now, plan.entries, parts)
}

function writeVersions(work: Work, plan: Plan, now: Date): RawBuilder<unknown> {
  const rows = plan.rows.map(({ sealed, ...row }) => ({ ...row, sealed: sealed && `\\x${sealed.toString('hex')}` }))
  const changed = new Set([...plan.rows, ...plan.filled].map(({ secret_id }) => secret_id))
  const last = [...changed].map((id) => ({ id, number: (work.secrets.get(id) as Locked).lastNumber }))
  return sql`versions_put as (
      insert into versions (id, secret_id, number, external_id, content, has_references, sealed, handle, delete_at,
        created_at, created_by)
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as version
        (id text, secret_id text, number int, external_id text, content text, has_references boolean, sealed bytea,
         handle jsonb, delete_at timestamptz, created_at timestamptz, created_by text)),
    secrets_set as (
      update secrets set last_number = made.number, changed_at = ${now}
      from json_to_recordset(${JSON.stringify(last)}::text::json) as made (id text, number int)
      where secrets.id = made.id),
    leak_ids_put as (
      insert into leak_ids (leak_id, version_id)
      select * from json_to_recordset(${JSON.stringify(plan.leakIds)}::text::json) as leak (leak_id text, version_id text)
      on conflict do nothing)`
}
