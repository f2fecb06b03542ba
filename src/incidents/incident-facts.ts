/**
 * The one fact table of an incident. Timeline, checklist, clocks, notice and post-mortem are written from it
 * and from nothing else, so that no two documents can disagree. What is absent was not recorded: the texts
 * say so and never fill it in. Holds no secret value; `masked` shows kind and length only.
 */
import type { Inspection, Verdict } from '../providers/provider.ts'
import type { RotationStatus } from '../rotate/rotation.ts'
import type { IncidentState } from './incident.ts'
import type { StartEvent } from './notification-rule.ts'
import type { Severity } from './severity.ts'
import type { TimelineEntry } from './timeline.ts'

export interface IncidentFacts {
  readonly id: string
  readonly title: string
  readonly state: IncidentState
  readonly severity: Severity
  /** `#incident-2026-03-12-stripe-leak`: the name; `channelOpenedAt` says when people opened it. */
  readonly channel: string
  readonly channelOpenedAt?: Date | undefined
  readonly commander?: string | undefined
  readonly commanderSince?: Date | undefined
  readonly repository?: { readonly name: string; readonly visibility: string } | undefined
  readonly push?: PushFacts | undefined
  /** The push reached the repository: exposure begins. Not the author date, which can be forged or old. */
  readonly leakedAt: Date
  readonly detectedAt: Date
  readonly openedAt: Date
  /** The last of the leaked keys has a working replacement. */
  readonly newKeyAt?: Date | undefined
  /** The last known consumer reads the replacement. */
  readonly movedAt?: Date | undefined
  /** First refused probe of the last leaked key: exposure ends. Measured, not the time of our revoke call. */
  readonly refusedAt?: Date | undefined
  readonly investigatedAt?: Date | undefined
  readonly closedAt?: Date | undefined
  readonly leaks: readonly LeakFacts[]
  readonly rotations: readonly RotationFacts[]
  /** Requests of our own services between `detectedAt` and `refusedAt`. */
  readonly requests?: { readonly served: number; readonly failed: number } | undefined
  /** How long our services failed because of the change of keys. */
  readonly outageMs?: number | undefined
  readonly tasks: readonly TaskFacts[]
  readonly timeline: readonly TimelineEntry[]
  readonly verdict?: InvestigationVerdict | undefined
  readonly sources: readonly LogSourceFacts[]
  readonly keyAgeDays?: number | undefined
  readonly controls?: ControlFacts | undefined
  /** Decisions that start clocks. */
  readonly decisions?: readonly ClockDecision[] | undefined
  /** What was filed under which rule, or why nothing was. */
  readonly filings?: readonly Filing[] | undefined
}

export interface PushFacts {
  readonly commit: string
  /** Known to the response, never printed in a document. */
  readonly author?: string | undefined
  readonly pushedAt?: Date | undefined
}

export interface LeakFacts {
  readonly provider: string
  readonly providerName: string
  /** As texts call it after the provider's name: `secret key`. */
  readonly kind: string
  /** `project/environment/NAME` when the key is one of our own secrets. */
  readonly secret?: string | undefined
  readonly file: string
  readonly masked: string
  readonly inHead?: boolean | undefined
  /** The file was tracked before `.gitignore` named it, so the later entry had no effect. */
  readonly trackedBeforeIgnore?: boolean | undefined
  /** Whether the provider accepted the key when it was found. */
  readonly verdict?: Verdict | undefined
  /** Whose it is and what it may do, as the provider says; what is absent was not told. */
  readonly inspection?: Inspection | undefined
}

export interface RotationFacts {
  readonly id: string
  readonly secret: string
  readonly provider: string
  readonly strategy: string
  readonly status: RotationStatus
  readonly createdAt: Date
  readonly newKeyAt?: Date | undefined
  readonly deployedAt?: Date | undefined
  readonly movedAt?: Date | undefined
  readonly revokedAt?: Date | undefined
  readonly refusedAt?: Date | undefined
  readonly refusedProbes: number
  readonly consumers: readonly {
    readonly name: string
    readonly versionBefore?: number | undefined
    readonly versionAfter?: number | undefined
    readonly movedAt?: Date | undefined
  }[]
  /** Consumers that were never seen on the new version and were taken for retired. */
  readonly presumedGone: readonly string[]
  /** Why a person revoked before the evidence was complete. */
  readonly forcedBecause?: string | undefined
}

export interface TaskFacts {
  readonly name: string
  readonly text: string
  readonly dueAt?: Date | undefined
  readonly doneAt?: Date | undefined
  readonly doneBy?: string | undefined
  readonly note?: string | undefined
}

export type VerdictClass = 'confirmed-abuse' | 'confirmed-use' | 'attempt-only' | 'no-evidence' | 'cannot-tell'

/** What the logs say. Times are ISO 8601 strings in UTC, as stored with the incident. */
export interface InvestigationVerdict {
  readonly class: VerdictClass
  readonly sentence: string
  /** 0..1: the share of the exposure window that the logs cover. Of several keys the one that is covered least. */
  readonly coverage: number
  readonly gaps: readonly string[]
  readonly strangers: readonly {
    readonly ip: string
    readonly userAgent: string
    readonly requests: number
    readonly succeeded: number
    readonly firstSeenAt: string
    readonly lastSeenAt: string
  }[]
  readonly indicators: readonly {
    readonly id: string
    readonly title: string
    readonly severity: string
    readonly findings: number
    readonly rows: number
    readonly detail: string
  }[]
  /** How many people's records strangers read: proven, and at most. */
  readonly recordsAtLeast: number
  readonly recordsAtMost: number
  /** How many indicators were asked; `indicators` may list only those that found something. */
  readonly indicatorsAsked?: number
  /** Clients that were left out of the question: our own probes, and addresses that a person vouched for. */
  readonly excused?: readonly {
    readonly ip: string
    readonly userAgent: string
    readonly requests: number
    readonly because: 'own-probe' | 'authorised'
  }[]
  /** Each leaked key by itself, the worst first. */
  readonly keys?: readonly KeyVerdict[]
}

export interface KeyVerdict {
  /** `project/environment/NAME`; null for a key that is none of our secrets. */
  readonly secret: string | null
  /** `Stripe`. */
  readonly provider: string
  /** `Stripe secret key`; two of the same kind carry the secret's name too. */
  readonly name: string
  readonly class: VerdictClass
  readonly coverage: number
  readonly sentence: string
}

export interface LogSourceFacts {
  readonly name: string
  readonly format: string
  readonly sha256: string
  readonly rowsRead: number
  readonly rowsRejected: number
  readonly coversFrom: Date
  readonly coversTo: Date
}

/** Which locks were there before the leak. Undefined: nobody looked. */
export interface ControlFacts {
  /** A pre-commit hook that blocks keys, in the repository of the leak. */
  readonly hookInstalled?: boolean | undefined
  /** The host refuses pushes that hold keys. */
  readonly pushProtection?: boolean | undefined
  /** All leaked keys were values of the secret store, read by programs at run time. */
  readonly inManager?: boolean | undefined
  /** The keys are rotated by schedule, every so many days. */
  readonly rotationDays?: number | undefined
}

export interface ClockDecision {
  readonly event: StartEvent
  readonly at: Date
  readonly by: string
  readonly because: string
}

export interface Filing {
  /** Id of the notification rule. */
  readonly rule: string
  readonly at: Date
  /** A decision not to notify closes the clock too, and is a record of its own. */
  readonly outcome: 'sent' | 'not-needed'
  readonly because?: string | undefined
}

/** Leaks that may still work and that no rotation replaces: not ours, or left to people. */
export function uncoveredLeaks({ leaks, rotations }: IncidentFacts): LeakFacts[] {
  const rotated = new Set(rotations.map(({ secret }) => secret))
  return leaks.filter(({ secret, verdict }) => verdict?.state !== 'dead' && !(secret && rotated.has(secret)))
}

/** Milliseconds from publication to the measured refusal. Undefined while any leaked key may still work. */
export function exposureMs(facts: IncidentFacts): number | undefined {
  if (!facts.refusedAt || uncoveredLeaks(facts).length) return undefined
  return Math.max(0, facts.refusedAt.getTime() - facts.leakedAt.getTime())
}

/** Consumers that were never seen on the new version, once each. */
export const presumedGone = ({ rotations }: IncidentFacts): string[] => [
  ...new Set(rotations.flatMap((rotation) => rotation.presumedGone)),
]

/** Names of the services that read the leaked keys, once each, in order of first mention. */
export function affectedServices(facts: IncidentFacts): string[] {
  const names = facts.rotations.flatMap((rotation) => [
    ...rotation.consumers.map(({ name }) => name),
    ...rotation.presumedGone,
  ])
  return [...new Set(names)]
}
