/**
 * The rules that count for an identity: those written at it, those of the policies that are assigned to it, and
 * those of its groups. Rules that have ended are left out; templates are filled in from its name and metadata.
 */
import { sql, type AliasedRawBuilder } from 'kysely'
import type { Policy } from '../db/tables.ts'
import { isPlainValue } from './canonical.ts'

interface Named {
  readonly name: string
  readonly rules: readonly Policy[]
  readonly until: string | null
}

/** For a query over `identities`: the policies assigned to the identity or to one of its groups. */
export function namedPolicies(now: Date | undefined): AliasedRawBuilder<Named[], 'named'> {
  const live = now ? sql`(a.expires_at is null or a.expires_at > ${now})` : sql`true`
  return sql<Named[]>`(
    select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'rules', p.rules, 'until', a.expires_at) order by a.id), '[]')
    from policy_assignments as a join policies as p on p.name = a.policy
    where ${live} and (a.identity_id = identities.id or a.group_name in (
      select g.group_name from identity_groups as g where g.identity_id = identities.id)))`.as('named')
}

export function flattenPolicies(
  row: {
    readonly name: string
    readonly policies: readonly Policy[]
    readonly metadata: Readonly<Record<string, string>>
    readonly named: readonly Named[]
  },
  now: Date | undefined,
): { policies: Policy[]; freshUntil?: Date } {
  const all = [
    ...row.policies,
    ...row.named.flatMap(({ name, rules, until }) => rules.map((rule) => ({ ...bounded(rule, until), from: name }))),
  ]
  const live = all.filter(({ until }) => until === undefined || !now || Date.parse(until) > now.getTime())
  const ends = live.flatMap(({ until }) => (until === undefined ? [] : [Date.parse(until)]))
  return {
    policies: live.flatMap((rule) => filled(rule, { ...row.metadata, name: row.name })),
    ...(ends.length && { freshUntil: new Date(Math.min(...ends)) }),
  }
}

function bounded(rule: Policy, until: string | null): Policy {
  if (until === null) return rule
  const end = new Date(until).toISOString()
  return rule.until !== undefined && rule.until < end ? rule : { ...rule, until: end }
}

/**
 * `{{identity.KEY}}` as one whole part. A value that could mean more than one part fills nothing: an allowance is
 * gone then, and a denial holds for every value.
 */
function filled(rule: Policy, values: Readonly<Record<string, string>>): Policy[] {
  if (!rule.pattern.includes('{{')) return [rule]
  let missing = false
  const parts = rule.pattern.split('/').map((part) => {
    const key = /^\{\{identity\.([a-z0-9_-]+)\}\}$/.exec(part)?.[1]
    if (key === undefined) return part
    const value = Object.hasOwn(values, key) ? (values[key] as string) : ''
    if (isPlainValue(value)) return value
    missing = true
    return '*'
  })
  return missing && rule.effect === 'allow' ? [] : [{ ...rule, pattern: parts.join('/') }]
}
