/** A rule as the gitleaks engine runs it, wherever it was written: TOML, our catalogue, or `scan.rules` of rekey.yaml. */
import type { Allowlist } from './allowlist.ts'
import type { GoRegexp } from './go-regexp.ts'

export interface Required {
  readonly ruleId: string
  readonly withinLines?: number
  readonly withinColumns?: number
}

/** The whole match, in characters, and the key in it. */
export interface OwnMatch {
  readonly start: number
  /** Exclusive. */
  readonly end: number
  readonly secret: string
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
  /** In place of a pattern: what our catalogue finds and judges to be a key, under a name that gitleaks users know. */
  readonly own?: (text: string) => readonly OwnMatch[]
}
