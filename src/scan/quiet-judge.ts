/**
 * Judges what the kernel pointed at. Assignments to something called like a password are most of what it points at in
 * ordinary code; for these alone no provider is loaded.
 */
import { genericRules } from '../detect/generic/rules.ts'
import { createJudge } from '../detect/judge.ts'
import type { RuleSpec } from '../detect/kernel/image.ts'
import type { Rule } from '../detect/rule.ts'

export interface Suspect {
  readonly bytes: Uint8Array
  /** Pairs of position and rule, as the kernel gives them. */
  readonly hits: number[]
}

/** Whether nothing is left of any of them. */
export async function areDismissed(suspects: readonly Suspect[], specs: readonly RuleSpec[]): Promise<boolean> {
  const first = specs.length - genericRules.length
  const isGeneric = suspects.every(({ hits }) => hits.every((rule, at) => at % 2 === 0 || rule >= first))
  const judge = createJudge(isGeneric ? genericFrom(first) : (await import('./catalogue.ts')).catalogue(), specs)
  return suspects.every(({ bytes, hits }) => {
    const { found, limited } = judge.judge(bytes, hits, 'kept')
    return !limited && found.length === 0
  })
}

/** The catalogue ends with the generic rules. The others are never looked at. */
function genericFrom(first: number): Rule[] {
  const rules: Rule[] = []
  genericRules.forEach((rule, index) => (rules[first + index] = rule))
  return rules
}
