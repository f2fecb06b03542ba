/**
 * What a notification rule is: one row of law, contract or policy that may ask for a notice. Rows are data
 * with their source and a confidence, so that a person can judge them. They advise; they never say "must".
 */
/**
 * What starts a clock. All of them are decisions of people, recorded with who, when and why: `aware` is a
 * reasonable degree of certainty that personal data were reached, not the arrival of an alert.
 */
export type StartEvent = 'aware' | 'discovered' | 'classified' | 'determined' | 'suspected' | 'as-written'

/** The clock's start: a decision, or the filing of an earlier notice. */
export type ClockStart = StartEvent | { readonly filed: string }

export type TimeLimit =
  /** Elapsed hours: they run through nights, weekends and holidays. */
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly months: number }
  /** Monday to Friday in UTC. Public holidays are not known here. */
  | { readonly businessDays: number }
  /** Whole calendar days at the rule's place; the first one is the day after the start. */
  | { readonly daysFromNextDay: number; readonly utcOffsetHours: number }
  /** "Without undue delay", "as soon as possible": nothing that can be computed. */
  | { readonly words: true }

export interface NotificationRule {
  readonly id: string
  readonly place: string
  /** Codes that switch the rule on: `EU`, `UK`, `US-CA`; `any` is on everywhere. */
  readonly jurisdictions: readonly string[]
  /** The rule is for these sectors only: `health`, `financial`, `listed`, `essential`, `card-data`, `processor`, … */
  readonly sectors?: readonly string[]
  readonly instrument: string
  /** The earliest of these is the deadline. */
  readonly runs: readonly { readonly from: ClockStart; readonly limit: TimeLimit }[]
  /** The start in the rule's own words. */
  readonly startsWhen: string
  /** The deadline in the rule's own words. */
  readonly deadline: string
  readonly recipient: string
  readonly trigger: string
  readonly contents?: string
  /** S: a source was read (mostly guides, not the statute). C: sources conflict. M: not verified. */
  readonly confidence: 'S' | 'C' | 'M'
  readonly source: string
  /** Off until a person switches it on, for this reason. */
  readonly offBecause?: string
}
