/** Everybody, for the pages of people and machines: what they have, how they prove themselves, when last seen. */
import { sql } from 'kysely'
import type { Static } from '@sinclair/typebox'
import type { Db } from '../../db/connect.ts'
import type { IdentityView } from './access-schemas.ts'

export async function listIdentities(db: Db, now: Date): Promise<Static<typeof IdentityView>[]> {
  const { rows } = await sql<{
    name: string
    kind: 'person' | 'machine'
    created_at: Date
    last_seen_at: Date | null
    disabled_at: Date | null
    rules: number
    policies: string[]
    groups: string[]
    proofs: string[]
    tokens: number
  }>`
    select i.name, i.kind, i.created_at, i.last_seen_at, i.disabled_at, jsonb_array_length(i.policies)::int as rules,
      coalesce((select jsonb_agg(a.policy order by a.policy) from policy_assignments a where a.identity_id = i.id
        and (a.expires_at is null or a.expires_at > ${now})), '[]') as policies,
      coalesce((select jsonb_agg(distinct g.group_name) from identity_groups g where g.identity_id = i.id), '[]') as groups,
      (select jsonb_agg(p order by p) from (
        select 'password' as p from passwords where identity_id = i.id
        union select 'second factor' from second_factors where identity_id = i.id and confirmed_at is not null
        union select 'passkey' from passkeys where identity_id = i.id
        union select 'id and secret' from id_secrets where identity_id = i.id and revoked_at is null
        union select 'provider ' || method from outside_subjects where identity_id = i.id
        union select 'token of ' || method from jwt_bindings where identity_id = i.id) as found) as proofs,
      (select count(*)::int from tokens t where t.identity_id = i.id and t.revoked_at is null
        and (t.expires_at is null or t.expires_at > ${now})) as tokens
    from identities i order by i.kind desc, i.canonical_name limit 1000`.execute(db)
  return rows.map((row) => ({
    name: row.name,
    kind: row.kind,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    rules: row.rules,
    policies: row.policies,
    groups: row.groups,
    proofs: row.proofs ?? [],
    tokens: row.tokens,
  }))
}
