/**
 * What a rule is: one pattern with the literals that lead to it. The scan catalogue is made of the
 * `detect` entries of all providers; this file knows none of them.
 */
export interface RuleJudgement {
  readonly keep: boolean
  readonly score?: number
  readonly reason: string
}

export interface Rule {
  readonly id: string
  readonly provider: string
  /** Key kind within the provider: `secret`, `database-url`. */
  readonly kind: string
  readonly about: string
  readonly pattern: RegExp
  readonly literals: readonly string[]
  readonly minEntropy?: number
  readonly window?: { readonly before: number; readonly after: number }
  readonly judge?: (secret: string, match: RegExpExecArray) => RuleJudgement
}
