/** Who may do what: policies on name patterns, default deny, and deny wins over allow. Pure. */
import type { Action, Policy } from '../db/tables.ts'

/** `*` stands for one part of a name, `**` for any number of parts. */
export function matchesPattern(pattern: string, name: string): boolean {
  const wanted = pattern.split('/')
  const parts = name.split('/')
  let [i, j] = [0, 0]
  // Where the last `**` was, and how much it took so far: only that one is ever tried again, so it stays quick.
  let [star, taken] = [-1, 0]
  while (j < parts.length) {
    if (wanted[i] === '**') {
      star = i++
      taken = j
    } else if (i < wanted.length && (wanted[i] === '*' || wanted[i] === parts[j])) {
      i++
      j++
    } else if (star >= 0) {
      i = star + 1
      j = ++taken
    } else {
      return false
    }
  }
  while (wanted[i] === '**') i++
  return i === wanted.length
}

export interface Decision {
  readonly allowed: boolean
  /** The policy that decided, in words. */
  readonly because: string
  /** The rule that decided; none when no rule applies. */
  readonly rule?: Policy
}

/** `admin` on a pattern includes every other action there. */
export function decide(policies: readonly Policy[], action: Action, name: string): Decision {
  const applies = policies.filter((policy) => names(policy, action) && matchesPattern(policy.pattern, name))
  const deny = applies.find((policy) => policy.effect === 'deny')
  if (deny) return { allowed: false, because: `denied by ${wordsOf(deny)}`, rule: deny }
  const allow = applies.find((policy) => policy.effect === 'allow')
  return allow
    ? { allowed: true, because: `allowed by ${wordsOf(allow)}`, rule: allow }
    : { allowed: false, because: `no policy allows "${action}" on ${name}` }
}

function names(policy: Policy, action: Action): boolean {
  return policy.actions.includes(action) || policy.actions.includes('admin')
}

function wordsOf({ pattern, from, until }: Policy): string {
  const words = from === undefined ? pattern : `${pattern} of policy ${from}`
  return until === undefined ? words : `${words} (until ${until})`
}

export interface Explanation extends Decision {
  /** Every rule that matches the name, in the order in which they count: denials first. */
  readonly matching: readonly { readonly rule: Policy; readonly namesAction: boolean }[]
  /** What would have to change, in one sentence; none when it is allowed. */
  readonly needed?: string
}

/** The same decision, with all that led to it. */
export function explain(policies: readonly Policy[], action: Action, name: string): Explanation {
  const decision = decide(policies, action, name)
  const matching = policies
    .filter(({ pattern }) => matchesPattern(pattern, name))
    .toSorted((a, b) => Number(a.effect === 'allow') - Number(b.effect === 'allow'))
    .map((rule) => ({ rule, namesAction: names(rule, action) }))
  if (decision.allowed) return { ...decision, matching }
  const { rule } = decision
  const needed = rule
    ? `The denial of ${wordsOf(rule)} must go: no other policy can outweigh it.`
    : `A policy that allows "${action}" on ${name}, or on a pattern that matches it.`
  return { ...decision, matching, needed }
}
