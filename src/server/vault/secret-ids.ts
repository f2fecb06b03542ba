/** Secret ids of AppRole: kept as keyed hashes, with a number of uses, an end, and the addresses they work from. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { hmacSha256 } from '../../base/signing.ts'
import type { Db } from '../../db/connect.ts'
import type { Call } from './call.ts'
import { after } from './duration.ts'

export interface SecretId {
  readonly id: string
  readonly role: string
  readonly accessor: string
  readonly meta: Readonly<Record<string, string>>
  readonly numUses: number
  readonly usesLeft: number | null
  readonly boundCidrs: readonly string[]
  readonly tokenBoundCidrs: readonly string[]
  readonly ttlS: number
  readonly createdAt: Date
  readonly changedAt: Date
  readonly expiresAt: Date | null
}

export interface NewSecretId extends Pick<
  SecretId,
  'role' | 'meta' | 'numUses' | 'boundCidrs' | 'tokenBoundCidrs' | 'ttlS'
> {
  readonly text: string
}

function hashOf(call: Call, text: string): string {
  return hmacSha256(call.vault.app.keyring.tokenKey, `secret id ${call.mount.uuid} ${text}`).toString('hex')
}

/** Undefined when this text is one already. */
export async function createSecretId(
  tx: Db,
  call: Call,
  input: NewSecretId,
): Promise<{ accessor: string } | undefined> {
  const { now, mount } = call
  return tx
    .insertInto('vault_secret_ids')
    .values({
      id: hashOf(call, input.text),
      mount: mount.uuid,
      role: input.role,
      accessor: randomUUID(),
      meta: JSON.stringify(input.meta),
      num_uses: input.numUses,
      uses_left: input.numUses || null,
      bound_cidrs: JSON.stringify(input.boundCidrs),
      token_bound_cidrs: JSON.stringify(input.tokenBoundCidrs),
      ttl_s: input.ttlS,
      created_at: now,
      changed_at: now,
      expires_at: input.ttlS ? after(now, input.ttlS) : null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('accessor')
    .executeTakeFirst()
}

const rows = (db: Db, call: Call) =>
  db
    .selectFrom('vault_secret_ids')
    .selectAll()
    .where('mount', '=', call.mount.uuid)
    .where(({ or, eb }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', call.now)]))

/** Valid now. */
export async function findSecretId(call: Call, text: string): Promise<SecretId | undefined> {
  const row = await rows(call.db, call).where('id', '=', hashOf(call, text)).executeTakeFirst()
  return row && toSecretId(row)
}

export async function findByAccessor(call: Call, role: string, accessor: string): Promise<SecretId | undefined> {
  const row = await rows(call.db, call).where('role', '=', role).where('accessor', '=', accessor).executeTakeFirst()
  return row && toSecretId(row)
}

export async function listAccessors(call: Call, role: string): Promise<string[]> {
  const found = await rows(call.db, call).where('role', '=', role).orderBy('created_at').execute()
  return found.map(({ accessor }) => accessor)
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

function toSecretId(row: Row): SecretId {
  return {
    id: row.id,
    role: row.role,
    accessor: row.accessor,
    meta: row.meta,
    numUses: row.num_uses,
    usesLeft: row.uses_left,
    boundCidrs: row.bound_cidrs,
    tokenBoundCidrs: row.token_bound_cidrs,
    ttlS: row.ttl_s,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    expiresAt: row.expires_at,
  }
}

/** False when its last use was another's. One that is used up is removed. */
export async function takeSecretId(tx: Db, secretId: SecretId): Promise<boolean> {
  if (secretId.usesLeft === null) {
    // It may have been destroyed since it was looked at.
    const row = await tx
      .selectFrom('vault_secret_ids')
      .select('id')
      .where('id', '=', secretId.id)
      .forShare()
      .executeTakeFirst()
    return row !== undefined
  }
  const row = await tx
    .updateTable('vault_secret_ids')
    .set({ uses_left: sql`uses_left - 1` })
    .where('id', '=', secretId.id)
    .where('uses_left', '>', 0)
    .returning('uses_left')
    .executeTakeFirst()
  if (row?.uses_left === 0) await deleteSecretId(tx, secretId)
  return row !== undefined
}

export async function deleteSecretId(tx: Db, { id }: SecretId): Promise<void> {
  await tx.deleteFrom('vault_secret_ids').where('id', '=', id).execute()
}
