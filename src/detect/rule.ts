/**
 * What a rule is: one pattern with the literals that lead to it. The scan catalogue is made of the
 * `detect` entries of all providers; this file knows none of them.
 */
export type Assessment =
  | { readonly keep: true; readonly score: number; readonly reasons: readonly string[]; readonly isNarrow?: false }
  /** `isNarrow`: no byte further than NARROW_SIGHT from the match had a say. */
  | { readonly keep: false; readonly reason: string; readonly isNarrow?: boolean }

export const NARROW_SIGHT = 128

/** Of rules for credentials of nobody that we know. */
export const GENERIC_PROVIDER = 'generic'

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
  /** Yields to any rule that saw the same key and is none: for what many providers' keys look like. */
  readonly fallback?: true
  readonly minEntropy?: number | undefined
  /** Files whose findings count: asked when a finding has its path. */
  readonly files?: RegExp
  /** Rules of the other parts of the same credential; see `Partner` in providers/provider.ts. */
  readonly partners?: readonly {
    readonly rule: string
    readonly within?: number
    readonly as?: 'host' | 'user'
    readonly tells?: 'host' | 'user'
  }[]
  /** No key by itself: the id of one, or a host or user name, which is never reported alone. */
  readonly part?: 'id' | 'context'
  readonly window?: { readonly before: number; readonly after: number } | undefined
  /** What the kernel asks of the text behind a gram, beside the pattern: see kernel/assembly/assignment.ts. */
  readonly tail?: 'assignment' | 'password'
  /** Bytes beside a match that `weigh` or `judge` may look at, at most 256; what the pattern itself sees is known. */
  readonly sight?: number
  /** Replaces the scoring of fixed formats: for rules that weigh a candidate by itself. */
  readonly weigh?: (secret: string, match: RegExpExecArray) => Assessment
  readonly judge?: ((secret: string, match: RegExpExecArray) => RuleJudgement) | undefined
  /** Written by a user: it runs under a clock, and is switched off when it takes too long. */
  readonly custom?: true
}
