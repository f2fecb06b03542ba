/** Tokens that are out: sessions of people and tokens of machines. Listed without their text, ended one by one. */
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import { accessError } from '../secrets/access-error.ts'
import type { Identity } from '../secrets/identities.ts'

export interface OpenToken {
  readonly id: string
  readonly kind: 'setup' | 'session' | 'api'
  readonly method: string | null
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
  readonly ip: string | null
  readonly agent: string | null
  readonly usesLeft: number | null
}

export async function listTokens(db: Db, now: Date, identityId: string): Promise<OpenToken[]> {
  const rows = await db
    .selectFrom('tokens')
    .selectAll()
    .where('identity_id', '=', identityId)
    .where('revoked_at', 'is', null)
    .where(({ or, eb }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    method: row.method,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    ip: row.ip,
    agent: row.agent,
    usesLeft: row.max_uses === null ? null : row.max_uses - row.uses,
  }))
}

/** Throws TOKEN_NOT_FOUND for one that is not this identity's: its id tells nothing to others. */
export async function revokeTokenById(
  tx: Db,
  now: Date,
  change: { readonly owner: Identity; readonly id: string; readonly actor: string },
): Promise<void> {
  const { owner, id, actor } = change
  const row = await tx
    .updateTable('tokens')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('identity_id', '=', owner.id)
    .where('revoked_at', 'is', null)
    .returning('kind')
    .executeTakeFirst()
  if (!row) throw accessError('TOKEN_NOT_FOUND', `${owner.name} has no such token`)
  await append(tx, now, [
    { actor, action: 'token.revoked', subject: owner.name, detail: { token: id, kind: row.kind } },
  ])
}

/** Disables or enables a person or a machine. What is disabled has no valid proof left; its tokens are gone. */
export async function setDisabled(
  tx: Db,
  now: Date,
  change: { readonly name: string; readonly disabled: boolean; readonly actor: string },
): Promise<void> {
  const { name, disabled, actor } = change
  const row = await tx
    .updateTable('identities')
    .set({ disabled_at: disabled ? now : null })
    .where('name', '=', name)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw accessError('IDENTITY_NOT_FOUND', `there is no identity ${name}`)
  if (disabled) {
    const live = tx.updateTable('tokens').set({ revoked_at: now }).where('identity_id', '=', row.id)
    await live.where('revoked_at', 'is', null).execute()
    await tx
      .updateTable('id_secrets')
      .set({ revoked_at: now })
      .where('identity_id', '=', row.id)
      .where('revoked_at', 'is', null)
      .execute()
  }
  await append(tx, now, [
    { actor, action: disabled ? 'identity.disabled' : 'identity.enabled', subject: name, detail: {} },
  ])
}
