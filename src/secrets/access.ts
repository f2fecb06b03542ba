/** Who may do what: policies on name patterns, default deny, and deny wins over allow. Pure. */
import type { Action, Policy } from '../db/tables.ts'

/** `*` stands for one part of a name, `**` for any number of parts. */
export function matchesPattern(pattern: string, name: string): boolean {
  // One after the other they mean the same, and each would multiply the ways to try.
  const parts = pattern.split('/').filter((part, i, all) => part !== '**' || all[i - 1] !== '**')
  return matchParts(parts, name.split('/'))
}

function matchParts(pattern: readonly string[], name: readonly string[]): boolean {
  const [first, ...rest] = pattern
  if (first === undefined) return name.length === 0
  if (first === '**') return name.some((_, i) => matchParts(rest, name.slice(i))) || matchParts(rest, [])
  return name.length > 0 && (first === '*' || first === name[0]) && matchParts(rest, name.slice(1))
}

export interface Decision {
  readonly allowed: boolean
  /** The policy that decided, in words. */
  readonly because: string
}

/** `admin` on a pattern includes every other action there. */
export function decide(policies: readonly Policy[], action: Action, name: string): Decision {
  const applies = policies.filter(
    (policy) => matchesPattern(policy.pattern, name) && policy.actions.some((a) => a === action || a === 'admin'),
  )
  const deny = applies.find((policy) => policy.effect === 'deny')
  if (deny) return { allowed: false, because: `denied by ${deny.pattern}` }
  const allow = applies.find((policy) => policy.effect === 'allow')
  return allow
    ? { allowed: true, because: `allowed by ${allow.pattern}` }
    : { allowed: false, because: `no policy allows "${action}" on ${name}` }
}
