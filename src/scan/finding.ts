/** What a scan reports: one leak at one place. Never holds the key in the clear outside `secret`. */
import type { Sensitive } from '../base/sensitive.ts'
import type { Skipped } from '../detect/chunk.ts'
import type { Inspection, Verdict } from '../providers/provider.ts'

export type Confidence = 'low' | 'medium' | 'high'

export interface Finding {
  readonly rule: string
  readonly about: string
  readonly provider: string
  readonly kind: string
  readonly leakId: string
  readonly confidence: Confidence
  /** 0..100. */
  readonly score: number
  readonly file: string
  /** The part of `file` behind the first `!`: the entry of an archive. */
  readonly inner?: string | undefined
  /** Lines and byte columns count from 1; the end is inclusive. */
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
  /** The same in UTF-16 code units from 1, the end exclusive, as editors and SARIF count; not on very long lines. */
  readonly characters?: { readonly start: number; readonly end: number } | undefined
  /** Shows kind and length only: `sk_live_… (32 characters)`. Safe to print. */
  readonly masked: string
  readonly secret: Sensitive
  /** Git attribution: the commit that first brought these bytes in. */
  readonly commit?: string
  readonly author?: string
  readonly email?: string
  readonly date?: Date
  /** Whether the working tree's HEAD still holds it. */
  readonly inHead?: boolean
  /** When the commit was first on a remote, where this clone knows: at that time by a push from here, or not later by a fetch. */
  readonly pushed?: { readonly at: Date; readonly by: 'push' | 'fetch' }
  /** Where a browser shows it, on the forge that the repository was cloned from. */
  readonly link?: string
  readonly blob?: string | undefined
  /** The comment on its line that lets it pass: such a finding is reported as suppressed. */
  readonly allowedBy?: string | undefined
  readonly reasons: readonly string[]
  /** The other parts of the same credential: the key id of a secret, the secret of a key id. */
  readonly companions?: readonly Companion[]
  /** What the provider answered, where it was asked. */
  readonly verdict?: Verdict
  /** What a live key may do. */
  readonly inspection?: Inspection
}

export interface Companion {
  readonly rule: string
  readonly provider: string
  readonly kind: string
  readonly leakId: string
  readonly file: string
  readonly startLine: number
  readonly secret: Sensitive
}

export interface SuppressedFinding {
  readonly finding: Finding
  readonly reason: string
  readonly owner: string
  /** Last day on which it counts, `2027-01-31`; undefined for no end. */
  readonly expires?: string
}

export interface ScanReport {
  readonly version: 1
  /** False when anything was left out; `skipped` says what. */
  readonly complete: boolean
  readonly skipped: readonly Skipped[]
  readonly findings: readonly Finding[]
  /** What a baseline accepts; not among `findings`. */
  readonly suppressed: readonly SuppressedFinding[]
  readonly scanned: {
    readonly bytes: number
    readonly chunks: number
    readonly commits: number
    /** Whether files were read as they lie there, beside git's objects. */
    readonly workTree: boolean
  }
}
