/**
 * Named policies and who has them. Whoever writes, gives or takes away one can grant at most what they hold
 * themselves; taking a denial away counts as granting what it denied.
 */
import type { Db } from '../db/connect.ts'
import { ACTIONS, type Policy } from '../db/access-tables.ts'
import { newId } from '../base/id.ts'
import { append } from '../journal/append.ts'
import { accessError } from '../secrets/access-error.ts'
import { parseLabel } from '../secrets/canonical.ts'
import { findExcess } from '../secrets/cover.ts'
import { findIdentity, type Identity } from '../secrets/identities.ts'

export interface NamedPolicy {
  readonly name: string
  readonly about: string
  readonly rules: readonly Policy[]
  readonly number: number
  readonly updatedAt: Date
  readonly updatedBy: string
}

export interface Assignment {
  readonly id: string
  readonly policy: string
  /** Name of the identity, or undefined for a group. */
  readonly identity?: string
  readonly group?: string
  readonly until?: Date
}

const PART = /^(?:\*\*?|\{\{identity\.[a-z0-9_-]{1,40}\}\}|(?!\.{1,2}$)[^*\\{}\p{C}\p{Z}]+(?: +[^*\\{}\p{C}\p{Z}]+)*)$/u
const MAX_PARTS = 20
const MAX_PATTERN = 600
const MAX_RULES = 100

/** Throws RULE_INVALID. A rule that could never match, or match more than it says, is refused. */
export function parseRules(rules: readonly Policy[]): Policy[] {
  if (rules.length > MAX_RULES) throw accessError('RULE_INVALID', `${rules.length} rules are too many in one policy`)
  return rules.map(({ effect, pattern, actions, until }) => {
    const parts = pattern.split('/')
    if (pattern.length > MAX_PATTERN || parts.length > MAX_PARTS || !parts.every(isPart)) {
      throw accessError('RULE_INVALID', `"${pattern.slice(0, 100)}" is not a pattern`)
    }
    if (until !== undefined && Number.isNaN(Date.parse(until))) {
      throw accessError('RULE_INVALID', `the end of the rule on ${pattern} is not a time`)
    }
    return {
      effect,
      pattern,
      actions: ACTIONS.filter((action) => actions.includes(action)),
      ...(until !== undefined && { until: new Date(until).toISOString() }),
    }
  })
}

function isPart(part: string): boolean {
  return PART.test(part) && part === part.normalize('NFC') && !/%[0-9A-Fa-f]{2}/.test(part)
}

/** Throws GRANT_TOO_WIDE unless the giver holds all that these rules allow, for as long. */
export function requireMayGrant(giver: Identity, rules: readonly Policy[], until?: Date): void {
  const wanted = rules.filter(({ effect }) => effect === 'allow')
  const excess = findExcess(giver.policies, wanted, until?.toISOString())
  if (excess) {
    throw accessError('GRANT_TOO_WIDE', `${giver.name} does not hold "${excess.action}" on all of ${excess.pattern}`)
  }
}

/** To take rules away is to grant what they denied. */
function requireMayTake(giver: Identity, rules: readonly Policy[]): void {
  const freed = rules.filter(({ effect }) => effect === 'deny')
  requireMayGrant(
    giver,
    freed.map((rule) => ({ ...rule, effect: 'allow' as const })),
  )
}

/** To act in the name of another identity, or to change its proofs, is to hold all that it holds. */
export function requireMayActAs(giver: Identity, target: Identity): void {
  if (giver.id !== target.id) requireMayGrant(giver, target.policies)
}

export async function listPolicies(db: Db): Promise<NamedPolicy[]> {
  return (await db.selectFrom('policies').selectAll().orderBy('name').execute()).map(toPolicy)
}

/** Throws POLICY_NOT_FOUND. */
export async function getPolicy(db: Db, name: string): Promise<NamedPolicy> {
  const row = await db.selectFrom('policies').selectAll().where('name', '=', name).executeTakeFirst()
  if (!row) throw accessError('POLICY_NOT_FOUND', `there is no policy ${name.slice(0, 64)}`)
  return toPolicy(row)
}

function toPolicy(row: {
  name: string
  about: string
  rules: Policy[]
  number: number
  updated_at: Date
  updated_by: string
}): NamedPolicy {
  const { name, about, rules, number } = row
  return { name, about, rules, number, updatedAt: row.updated_at, updatedBy: row.updated_by }
}

export interface PolicyChange {
  readonly name: string
  readonly about: string
  readonly rules: readonly Policy[]
  readonly giver: Identity
}

/** Makes or replaces a policy. Throws NAME_INVALID, RULE_INVALID, GRANT_TOO_WIDE. */
export async function setPolicy(tx: Db, now: Date, change: PolicyChange): Promise<NamedPolicy> {
  const name = parseLabel(change.name)
  const { about, giver } = change
  const rules = parseRules(change.rules)
  const before = await tx.selectFrom('policies').selectAll().where('name', '=', name).forUpdate().executeTakeFirst()
  requireMayGrant(giver, rules)
  if (before) requireMayTake(giver, before.rules)
  const row = { about, rules: JSON.stringify(rules), updated_at: now, updated_by: giver.name }
  const number = (before?.number ?? 0) + 1
  await tx
    .insertInto('policies')
    .values({ name, created_at: now, number, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ ...row, number }))
    .execute()
  const action = before ? 'policy.changed' : 'policy.created'
  await append(tx, now, [{ actor: giver.name, action, subject: name, detail: { number, rules } }])
  return { name, about, rules, number, updatedAt: now, updatedBy: giver.name }
}

/** Throws POLICY_IN_USE while anybody has it. */
export async function removePolicy(tx: Db, now: Date, change: { name: string; giver: Identity }): Promise<void> {
  const { giver } = change
  const { name } = await getPolicy(tx, change.name)
  const used = await tx.selectFrom('policy_assignments').select('id').where('policy', '=', name).executeTakeFirst()
  if (used) throw accessError('POLICY_IN_USE', `the policy ${name} is given to somebody`)
  await tx.deleteFrom('policies').where('name', '=', name).execute()
  await append(tx, now, [{ actor: giver.name, action: 'policy.removed', subject: name, detail: {} }])
}

export async function listAssignments(db: Db): Promise<Assignment[]> {
  const rows = await db
    .selectFrom('policy_assignments')
    .leftJoin('identities', 'identities.id', 'policy_assignments.identity_id')
    .selectAll('policy_assignments')
    .select('identities.name')
    .orderBy('policy')
    .orderBy('policy_assignments.id')
    .execute()
  return rows.map(({ id, policy, name, group_name, expires_at }) => ({
    id,
    policy,
    ...(name !== null && { identity: name }),
    ...(group_name !== null && { group: group_name }),
    ...(expires_at !== null && { until: expires_at }),
  }))
}

export interface NewAssignment {
  readonly policy: string
  readonly to: { readonly identity: string } | { readonly group: string }
  readonly until?: Date | undefined
  readonly giver: Identity
}

/** Throws POLICY_NOT_FOUND, IDENTITY_NOT_FOUND, GRANT_TOO_WIDE. Given again, it ends as said last. */
export async function assignPolicy(tx: Db, now: Date, input: NewAssignment): Promise<Assignment> {
  const { giver, to, until } = input
  const policy = await getPolicy(tx, input.policy)
  requireMayGrant(giver, policy.rules, until)
  const target = 'identity' in to ? await requireIdentity(tx, to.identity, now) : undefined
  const group = 'group' in to ? parseLabel(to.group) : undefined
  const id = newId('asg', now)
  const owner = { policy: policy.name, identity_id: target?.id ?? null, group_name: group ?? null }
  const former = await tx
    .deleteFrom('policy_assignments')
    .where('policy', '=', policy.name)
    .where((eb) => (target ? eb('identity_id', '=', target.id) : eb('group_name', '=', group as string)))
    .returning('expires_at')
    .execute()
  // An earlier end takes its denials away: else nobody would need more than a second to be rid of one.
  const isShorter = (end: Date | null): boolean => until !== undefined && (end === null || end > until)
  if (former.some(({ expires_at }) => isShorter(expires_at))) requireMayTake(giver, policy.rules)
  await tx
    .insertInto('policy_assignments')
    .values({ id, ...owner, expires_at: until ?? null, created_at: now, created_by: giver.name })
    .execute()
  const subject = target?.name ?? `group ${group}`
  const detail = { policy: policy.name, ...(until && { until: until.toISOString() }) }
  await append(tx, now, [{ actor: giver.name, action: 'policy.assigned', subject, detail }])
  return {
    id,
    policy: policy.name,
    ...(target && { identity: target.name }),
    ...(group !== undefined && { group }),
    ...(until && { until }),
  }
}

/** Throws POLICY_NOT_FOUND, GRANT_TOO_WIDE when it takes a denial away that the giver stands under, too. */
export async function unassignPolicy(tx: Db, now: Date, change: { id: string; giver: Identity }): Promise<void> {
  const { id, giver } = change
  const found = (await listAssignments(tx)).find((one) => one.id === id)
  if (!found) throw accessError('POLICY_NOT_FOUND', 'there is no such assignment')
  requireMayTake(giver, (await getPolicy(tx, found.policy)).rules)
  await tx.deleteFrom('policy_assignments').where('id', '=', id).execute()
  const subject = found.identity ?? `group ${found.group}`
  await append(tx, now, [{ actor: giver.name, action: 'policy.unassigned', subject, detail: { policy: found.policy } }])
}

/** Throws GRANT_TOO_WIDE: who joins a group gets what it has. */
export async function setGroups(
  tx: Db,
  now: Date,
  change: { identity: Identity; groups: readonly string[]; source: string; giver: Identity | undefined },
): Promise<void> {
  const { identity, source, giver } = change
  const groups = [...new Set(change.groups.map(parseLabel))].toSorted()
  const rows = await tx
    .selectFrom('identity_groups')
    .select('group_name')
    .where('identity_id', '=', identity.id)
    .where('source', '=', source)
    .execute()
  const before = new Set(rows.map(({ group_name }) => group_name))
  const joined = groups.filter((group) => !before.has(group))
  const left = [...before].filter((group) => !groups.includes(group))
  if (giver) {
    for (const rules of await rulesOfGroups(tx, joined)) requireMayGrant(giver, rules)
    for (const rules of await rulesOfGroups(tx, left)) requireMayTake(giver, rules)
  }
  if (!joined.length && !left.length) return
  await tx.deleteFrom('identity_groups').where('identity_id', '=', identity.id).where('source', '=', source).execute()
  if (groups.length) {
    await tx
      .insertInto('identity_groups')
      .values(groups.map((group_name) => ({ identity_id: identity.id, group_name, source })))
      .execute()
  }
  const detail = { source, groups }
  await append(tx, now, [
    { actor: giver?.name ?? source, action: 'policy.groups-changed', subject: identity.name, detail },
  ])
}

async function rulesOfGroups(tx: Db, groups: readonly string[]): Promise<Policy[][]> {
  if (!groups.length) return []
  const rows = await tx
    .selectFrom('policy_assignments')
    .innerJoin('policies', 'policies.name', 'policy_assignments.policy')
    .select('policies.rules')
    .where('group_name', 'in', [...groups])
    .execute()
  return rows.map(({ rules }) => rules)
}

/** Throws IDENTITY_NOT_FOUND. */
export async function requireIdentity(db: Db, name: string, now: Date): Promise<Identity> {
  const identity = await findIdentity(db, name, now)
  if (!identity) throw accessError('IDENTITY_NOT_FOUND', `there is no identity ${name.slice(0, 64)}`)
  return identity
}
