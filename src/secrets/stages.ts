/** Moves labels between versions: for rotations of ours, and for clients that move them themselves. */
import type { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import type { HandleRow } from '../db/tables.ts'
import { append } from '../journal/append.ts'
import type { Keyring } from './keyring.ts'
import type { Label } from './labels.ts'
import { addVersion } from './new-version.ts'
import { secretError } from './secret-error.ts'
import { checkLabels, StageBook } from './stage-book.ts'
import { findVersion, lockSecret, type StoredSecret } from './store.ts'

/** Step A of a rotation: keeps the candidate beside the current version. Throws SECRET_PENDING beside another one. */
export async function storePending(
  tx: Db,
  keyring: Keyring,
  now: Date,
  candidate: { secret: StoredSecret; value: Sensitive; handle: HandleRow; createdBy: string; externalId?: string },
): Promise<number> {
  const { secret, value, handle, createdBy, externalId } = candidate
  await lockSecret(tx, secret.id)
  if (await findVersion(tx, secret.id, 'pending'))
    throw secretError('SECRET_PENDING', `${secret.fullName} has a candidate version already`)
  const version = { secret, value, handle, actor: createdBy, externalId, labels: ['pending'] as const, quiet: true }
  return (await addVersion(tx, keyring, now, version)).number
}

/**
 * Step B: the candidate becomes current, the old value stays readable as `previous` until it is revoked.
 * Throws SECRET_NOT_FOUND when there is no candidate.
 */
export async function promotePending(tx: Db, secretId: string, now: Date): Promise<void> {
  await lockSecret(tx, secretId)
  const pending = await findVersion(tx, secretId, 'pending')
  if (!pending) throw secretError('SECRET_NOT_FOUND', 'there is no candidate version to promote')
  const book = await StageBook.open(tx, [secretId])
  book.move(secretId, 'current', pending)
  book.remove(secretId, 'pending')
  await book.save(tx, now)
  await tx.updateTable('secrets').set({ changed_at: now }).where('id', '=', secretId).execute()
}

/** Gives the candidate up. It stays readable by its number; nobody is told of it. */
export async function dropPending(tx: Db, secretId: string): Promise<void> {
  await tx.deleteFrom('version_stages').where('secret_id', '=', secretId).where('stage', '=', 'pending').execute()
}

export interface LabelMove {
  readonly secret: StoredSecret
  readonly label: Label
  /** Number of the version that gets it; none: it is only taken away. */
  readonly to?: number | undefined
  /** Number of the version that has it now. Must be named, and be right, when another one has it. */
  readonly from?: number | undefined
  readonly actor: string
}

/**
 * One label, from one version to another, at once: no moment has it on both or on none. `current` can be moved and
 * not taken away, and `previous` follows it. Throws LABEL_ELSEWHERE, LABEL_INVALID, SECRET_NOT_FOUND or SECRET_DELETED.
 */
export async function moveLabel(tx: Db, now: Date, move: LabelMove): Promise<void> {
  const { secret, label, actor } = move
  checkLabels([label])
  await lockSecret(tx, secret.id)
  await refuseDeleted(tx, secret)
  const book = await StageBook.open(tx, [secret.id])
  const holder = book.numberOf(secret.id, label)
  const isAlready = move.to !== undefined && holder === move.to
  if (!isAlready && holder !== move.from) {
    const place = holder === undefined ? 'no version' : `version ${holder}`
    throw secretError('LABEL_ELSEWHERE', `the label ${label} of ${secret.fullName} is on ${place}`)
  }
  if (move.to === undefined) {
    if (label === 'current') throw secretError('LABEL_INVALID', 'the label current can be moved, but not taken away')
    book.remove(secret.id, label)
  } else {
    const version = await findVersion(tx, secret.id, move.to)
    if (!version) throw secretError('SECRET_NOT_FOUND', `${secret.fullName} has no version ${move.to}`)
    book.move(secret.id, label, version)
    checkLabels(book.labelsOf(secret.id, move.to))
  }
  if (isAlready) return
  await book.save(tx, now)
  await tx.updateTable('secrets').set({ changed_at: now }).where('id', '=', secret.id).execute()
  const detail = { secret: secret.fullName, version: move.to ?? null, from: move.from ?? null, label }
  const action = label === 'current' ? 'version.promoted' : 'version.labelled'
  await append(tx, now, [{ actor, action, subject: secret.fullName, detail }])
}

/** After `lockSecret`. Throws SECRET_NOT_FOUND or SECRET_DELETED. */
export async function refuseDeleted(tx: Db, secret: StoredSecret): Promise<void> {
  const row = await tx
    .selectFrom('secrets')
    .select(['deleted_at', 'purged_at'])
    .where('id', '=', secret.id)
    .executeTakeFirst()
  if (!row || row.purged_at) throw secretError('SECRET_NOT_FOUND', `there is no secret ${secret.fullName}`)
  if (row.deleted_at) throw secretError('SECRET_DELETED', `${secret.fullName} is deleted`)
}

/** The provider refuses this version from now on. */
export async function markVersionDead(tx: Db, secretId: string, number: number, deadAt: Date): Promise<void> {
  await tx
    .updateTable('versions')
    .set({ dead_at: deadAt })
    .where('secret_id', '=', secretId)
    .where('number', '=', number)
    .execute()
}
