/**
 * Tokens of the Vault API: kept as keyed hashes, each the child of the one that made it. When one goes, its
 * children and the leases of all of them go with it.
 */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Sensitive } from '../../base/sensitive.ts'
import { hmacSha256 } from '../../base/signing.ts'
import type { Db } from '../../db/connect.ts'
import type { EntityRow } from '../../db/vault-tables.ts'
import { append } from '../../journal/append.ts'
import type { Keyring } from '../../secrets/keyring.ts'
import { endLeasesOf } from '../../secrets/leases.ts'
import { after, secondsBetween } from './duration.ts'
import { randomText } from './random-text.ts'

export interface VaultToken {
  readonly id: string
  readonly accessor: string
  readonly parent: string | null
  /** Where it was made: `auth/token/create`, `auth/approle/login`. */
  readonly path: string
  readonly policies: readonly string[]
  readonly meta: Readonly<Record<string, string>> | null
  readonly displayName: string
  readonly kind: 'service' | 'batch' | 'wrapping'
  readonly role: string | null
  readonly entity: EntityRow | null
  readonly numUses: number
  readonly usesLeft: number | null
  readonly renewable: boolean
  readonly ttlS: number
  readonly explicitMaxS: number
  readonly periodS: number
  readonly boundCidrs: readonly string[]
  readonly createdAt: Date
  readonly renewedAt: Date | null
  readonly expiresAt: Date | null
  readonly maxExpiresAt: Date | null
}

export interface NewToken extends Pick<VaultToken, 'path' | 'policies' | 'displayName' | 'kind' | 'renewable'> {
  readonly parent?: string | null
  readonly meta?: VaultToken['meta']
  readonly role?: string | null
  readonly entity?: EntityRow | null
  readonly numUses?: number
  /** 0: it never expires, which only tokens with the policy root may. */
  readonly ttlS: number
  readonly maxTtlS: number
  readonly explicitMaxS?: number
  readonly periodS?: number
  readonly boundCidrs?: readonly string[]
  /** A text of the caller's choice instead of a random one. */
  readonly text?: string
  readonly actor: string
}

export function tokenId(keyring: Keyring, token: Sensitive): string {
  return hmacSha256(keyring.tokenKey, `vault ${token.reveal()}`).toString('hex')
}

export async function createVaultToken(
  tx: Db,
  keyring: Keyring,
  now: Date,
  input: NewToken,
): Promise<{ text: Sensitive; token: VaultToken }> {
  const prefix = input.kind === 'batch' ? 'hvb.' : 'hvs.'
  const text = new Sensitive(input.text ?? `${prefix}${randomText(28)}`)
  const { ttlS, maxTtlS, explicitMaxS = 0, periodS = 0, numUses = 0 } = input
  const ends = [...(explicitMaxS ? [explicitMaxS] : []), ...(ttlS && !periodS ? [maxTtlS] : [])]
  const token: VaultToken = {
    id: tokenId(keyring, text),
    accessor: input.kind === 'batch' ? `batch-${randomUUID()}` : randomText(24),
    parent: input.parent ?? null,
    path: input.path,
    policies: input.policies,
    meta: input.meta ?? null,
    displayName: input.displayName,
    kind: input.kind,
    role: input.role ?? null,
    entity: input.entity ?? null,
    numUses,
    usesLeft: numUses || null,
    renewable: input.renewable,
    ttlS,
    explicitMaxS,
    periodS,
    boundCidrs: input.boundCidrs ?? [],
    createdAt: now,
    renewedAt: null,
    expiresAt: ttlS ? after(now, ttlS) : null,
    maxExpiresAt: ends.length ? after(now, Math.min(...ends)) : null,
  }
  await tx.insertInto('vault_tokens').values(toRow(token)).execute()
  const { accessor, policies, path } = token
  await append(tx, now, [
    {
      actor: input.actor,
      action: 'token.created',
      subject: token.displayName,
      detail: { via: 'vault', accessor, policies, path, ttl: ttlS },
    },
  ])
  return { text, token }
}

function toRow(token: VaultToken) {
  return {
    id: token.id,
    accessor: token.accessor,
    parent: token.parent,
    path: token.path,
    policies: JSON.stringify(token.policies),
    meta: token.meta && JSON.stringify(token.meta),
    display_name: token.displayName,
    kind: token.kind,
    role: token.role,
    entity: token.entity && JSON.stringify(token.entity),
    num_uses: token.numUses,
    uses_left: token.usesLeft,
    renewable: token.renewable,
    ttl_s: token.ttlS,
    explicit_max_s: token.explicitMaxS,
    period_s: token.periodS,
    bound_cidrs: JSON.stringify(token.boundCidrs),
    created_at: token.createdAt,
    renewed_at: token.renewedAt,
    expires_at: token.expiresAt,
    max_expires_at: token.maxExpiresAt,
  }
}

/** One that is valid now. */
export async function findVaultToken(
  db: Db,
  now: Date,
  by: { readonly id: string } | { readonly accessor: string },
): Promise<VaultToken | undefined> {
  const query = db
    .selectFrom('vault_tokens')
    .selectAll()
    .where(({ or, eb }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
  const row = await (
    'id' in by ? query.where('id', '=', by.id) : query.where('accessor', '=', by.accessor)
  ).executeTakeFirst()
  return (
    row && {
      id: row.id,
      accessor: row.accessor,
      parent: row.parent,
      path: row.path,
      policies: row.policies,
      meta: row.meta,
      displayName: row.display_name,
      kind: row.kind,
      role: row.role,
      entity: row.entity,
      numUses: row.num_uses,
      usesLeft: row.uses_left,
      renewable: row.renewable,
      ttlS: row.ttl_s,
      explicitMaxS: row.explicit_max_s,
      periodS: row.period_s,
      boundCidrs: row.bound_cidrs,
      createdAt: row.created_at,
      renewedAt: row.renewed_at,
      expiresAt: row.expires_at,
      maxExpiresAt: row.max_expires_at,
    }
  )
}

/** Takes one use of a token that has a number of them: of two that race for the last one, one gets it. */
export async function takeUse(db: Db, token: VaultToken): Promise<'fine' | 'last' | 'none'> {
  if (token.usesLeft === null) return 'fine'
  const row = await db
    .updateTable('vault_tokens')
    .set({ uses_left: sql`uses_left - 1` })
    .where('id', '=', token.id)
    .where('uses_left', '>', 0)
    .returning('uses_left')
    .executeTakeFirst()
  if (!row) return 'none'
  return row.uses_left === 0 ? 'last' : 'fine'
}

/** A new end, counted from now and never beyond its maximum. Undefined: it does not expire. */
export async function renewToken(
  tx: Db,
  now: Date,
  token: VaultToken,
  incrementS: number,
): Promise<{ ttlS: number; capped: boolean }> {
  const wanted = token.periodS || incrementS || token.ttlS
  const left = token.maxExpiresAt ? secondsBetween(now, token.maxExpiresAt) : wanted
  const ttlS = Math.min(wanted, left)
  await tx
    .updateTable('vault_tokens')
    .set({ expires_at: after(now, ttlS), renewed_at: now })
    .where('id', '=', token.id)
    .execute()
  return { ttlS, capped: ttlS < wanted }
}

/** The token, everything it made, and the leases of them all. With `keepChildren` those live on as orphans. */
export async function revokeTokens(
  tx: Db,
  now: Date,
  ids: readonly string[],
  options: { readonly actor: string; readonly why: string; readonly keepChildren?: boolean },
): Promise<void> {
  if (!ids.length) return
  if (options.keepChildren)
    await tx
      .updateTable('vault_tokens')
      .set({ parent: null })
      .where('parent', 'in', [...ids])
      .execute()
  const { rows } = await sql<{ id: string; accessor: string; display_name: string }>`
    with recursive tree as (
      select id from vault_tokens where id in (${sql.join(ids)})
      union select t.id from vault_tokens as t join tree on t.parent = tree.id
    ) select t.id, t.accessor, t.display_name from vault_tokens as t join tree using (id)`.execute(tx)
  if (!rows.length) return
  const all = rows.map(({ id }) => id)
  await endLeasesOf(tx, now, all)
  await tx.deleteFrom('vault_tokens').where('id', 'in', all).execute()
  await append(
    tx,
    now,
    rows.map(({ accessor, display_name: subject }) => ({
      actor: options.actor,
      action: 'token.revoked',
      subject,
      detail: { via: 'vault', accessor, why: options.why },
    })),
  )
}

export async function listExpiredTokens(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('vault_tokens')
    .select('id')
    .where(({ or, eb }) => or([eb('expires_at', '<=', now), eb('uses_left', '=', 0)]))
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}
