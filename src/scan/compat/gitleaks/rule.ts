/** A rule as the gitleaks engine runs it, wherever it was written: TOML, our catalogue, or `scan.rules` of rekey.yaml. */
import type { Rule as CatalogueRule } from '../../../detect/rule.ts'
import type { Allowlist } from './allowlist.ts'
import type { GoRegexp } from './go-regexp.ts'

export interface Required {
  readonly ruleId: string
  readonly withinLines?: number
  readonly withinColumns?: number
}

export interface GitleaksRule {
  readonly id: string
  readonly description: string
  readonly regex?: GoRegexp
  readonly path?: GoRegexp
  /** 0: the first group that is not empty. */
  readonly secretGroup: number
  /** 0: not asked. */
  readonly entropy: number
  readonly keywords: readonly string[]
  readonly tags: readonly string[]
  readonly allowlists: readonly Allowlist[]
  readonly required: readonly Required[]
  /** It serves other rules only. */
  readonly skipReport: boolean
  /** Rules of our catalogue, with their own patterns and judgement, under a name that gitleaks users know. */
  readonly own?: readonly CatalogueRule[]
}
