/**
 * Where a write needs a second person. The rule names a pattern of secrets; a write there is proposed and applied
 * by somebody else. In an emergency a rule may let somebody with `admin` pass alone: loudly, with a reason.
 * Our own rotations are exempt: nobody chose their values.
 */
import { sql } from 'kysely'
import { defineErrors } from '../base/errors.ts'
import { newId } from '../base/id.ts'
import type { Db } from '../db/connect.ts'
import { append, type NewEntry } from '../journal/append.ts'
import { decide, matchesPattern } from '../secrets/access.ts'
import type { Identity } from '../secrets/identities.ts'

export const approvalError = defineErrors({
  APPROVAL_REQUIRED: {
    status: 409,
    exit: 3,
    hint: 'Propose it with: rekey approve propose NAME --reason TEXT < FILE. Somebody else applies it with: rekey approve ID',
  },
  CHANGE_NOT_FOUND: { status: 404, exit: 2, hint: 'List what there is with: rekey approve list' },
  CHANGE_NOT_OPEN: { status: 409, exit: 3, hint: 'Propose the change again.' },
  CHANGE_STALE: { status: 409, exit: 3, hint: 'Look at the present version, and propose the change again.' },
  SAME_PERSON: {
    status: 403,
    exit: 3,
    hint: 'Two persons are needed: ask somebody with the action approve on this name.',
  },
  PERSON_NEEDED: {
    status: 403,
    exit: 3,
    hint: 'Sign in as a person, with the action approve on this name, who did not set up the one that proposed it.',
  },
  APPROVER_NEEDED: { status: 403, exit: 3, hint: 'Ask for a policy that allows "approve" on this name.' },
  APPROVAL_RULE_NOT_FOUND: { status: 404, exit: 2, hint: 'List what there is with: rekey approve rules' },
  BYPASS_REFUSED: {
    status: 403,
    exit: 3,
    hint: 'Passing alone takes a rule that permits it, the action admin on the name, and a reason of 10 characters or more.',
  },
})

export interface ApprovalRule {
  readonly id: string
  readonly pattern: string
  readonly ttlMs: number
  readonly bypass: boolean
}

const LEAST_REASON = 10

export async function listApprovalRules(db: Db): Promise<ApprovalRule[]> {
  const rows = await db.selectFrom('approval_rules').selectAll().orderBy('pattern').execute()
  return rows.map(({ id, pattern, ttl_ms, bypass }) => ({ id, pattern, ttlMs: Number(ttl_ms), bypass }))
}

/** The rules that hold for a name. Several may; each must be satisfied, so one without a bypass forbids it. */
export async function rulesFor(db: Db, name: string): Promise<ApprovalRule[]> {
  return (await listApprovalRules(db)).filter(({ pattern }) => matchesPattern(pattern, name))
}

export interface DirectWrite {
  readonly identity: Identity
  readonly name: string
  readonly bypassReason?: string | undefined
}

/**
 * May this identity write this value without a second person? Call it in the transaction that writes: no rule is
 * made or changed until that ends. Throws APPROVAL_REQUIRED or BYPASS_REFUSED.
 */
export async function requireDirectWrite(tx: Db, now: Date, write: DirectWrite): Promise<void> {
  await sql`lock table approval_rules in share mode`.execute(tx)
  await append(tx, now, judgeDirectWrite(await listApprovalRules(tx), write))
}

/**
 * The same by rules that the caller knows. Answers what the journal must say of it before the write.
 * Throws APPROVAL_REQUIRED or BYPASS_REFUSED.
 */
export function judgeDirectWrite(all: readonly ApprovalRule[], write: DirectWrite): NewEntry[] {
  const { identity, name, bypassReason } = write
  const rules = all.filter(({ pattern }) => matchesPattern(pattern, name))
  if (!rules.length) return []
  const words = rules.map(({ pattern }) => pattern).join(', ')
  if (bypassReason === undefined) {
    throw approvalError('APPROVAL_REQUIRED', `a change of ${name} takes two persons (rule ${words})`)
  }
  const reason = bypassReason.trim()
  const isAllowed = rules.every(({ bypass }) => bypass) && decide(identity.policies, 'admin', name).allowed
  if (!isAllowed || reason.length < LEAST_REASON) {
    throw approvalError('BYPASS_REFUSED', `${identity.name} may not change ${name} alone (rule ${words})`)
  }
  const detail = { reason, rules: words, alarm: true }
  return [{ actor: identity.name, action: 'approval.BYPASSED', subject: name, detail }]
}

/** Throws RULE_INVALID. Making a rule takes `admin` on its pattern, which the caller has checked. */
export async function setApprovalRule(
  tx: Db,
  now: Date,
  input: { readonly pattern: string; readonly ttlMs: number; readonly bypass: boolean; readonly actor: string },
): Promise<void> {
  const { pattern, ttlMs, bypass, actor } = input
  const row = { ttl_ms: ttlMs, bypass, created_by: actor }
  await tx
    .insertInto('approval_rules')
    .values({ id: newId('apr', now), pattern, created_at: now, ...row })
    .onConflict((conflict) => conflict.column('pattern').doUpdateSet(row))
    .execute()
  await append(tx, now, [{ actor, action: 'approval.rule-set', subject: pattern, detail: { ttlMs, bypass } }])
}

/** Throws APPROVAL_RULE_NOT_FOUND. */
export async function removeApprovalRule(
  tx: Db,
  now: Date,
  input: { readonly pattern: string; readonly actor: string },
): Promise<void> {
  const { pattern, actor } = input
  const gone = await tx.deleteFrom('approval_rules').where('pattern', '=', pattern).returning('id').executeTakeFirst()
  if (!gone) throw approvalError('APPROVAL_RULE_NOT_FOUND', `there is no approval rule on ${pattern}`)
  await append(tx, now, [{ actor, action: 'approval.rule-REMOVED', subject: pattern, detail: { alarm: true } }])
}
