/**
 * The clocks of an incident: which notification rules may apply, what started them, when they end. Pure; time
 * is an argument. It never says that somebody must notify: it says which rule may apply and why, and leaves the
 * judgement to people and counsel. A decision not to notify closes a clock and is kept as a record.
 */
import { dueTime } from './due-time.ts'
import type { ClockDecision, Filing, IncidentFacts } from './incident-facts.ts'
import type { ClockStart, NotificationRule, StartEvent } from './notification-rule.ts'
import { NOTIFICATION_RULES, RULES_CHECKED_ON } from './notification-rules.ts'
import { formatNumber, formatTime } from './wording.ts'

export interface ClockSettings {
  /** Where affected people live and we are established: `EU`, `UK`, `US-CA` (implies `US`), … */
  readonly jurisdictions: readonly string[]
  readonly sectors: readonly string[]
  /** Rules switched on by hand: unverified rows, templates. */
  readonly on?: readonly string[]
  readonly off?: readonly string[]
  /** Own rows: contracts, the insurer. A row with the id of a shipped one replaces it. */
  readonly rules?: readonly NotificationRule[]
}

export interface Clock {
  readonly id: string
  readonly name: string
  readonly recipient: string
  readonly why: string
  readonly state: 'not-started' | 'running' | 'overdue' | 'met'
  /** ISO 8601 in UTC. */
  readonly startsAt: string | null
  readonly dueAt: string | null
  readonly metAt: string | null
}

/** Shown for every incident, whatever the settings say. */
const ALWAYS = 'EU-GDPR-33'

/** Events that an authority may say began with the alert itself. */
const FROM_ALERT: ReadonlySet<ClockStart> = new Set<StartEvent>(['aware', 'discovered', 'suspected'])

/** Sorted by what is due first; clocks without a due time come last. */
export function clocks(facts: IncidentFacts, settings: ClockSettings, now: Date): Clock[] {
  return offeredRules(settings)
    .filter(({ on }) => on)
    .flatMap(({ rule }) => [clockOf(rule, facts, now), ...fromAlert(rule, facts, now)])
    .toSorted((a, b) => (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999'))
}

export interface OfferedRule {
  readonly rule: NotificationRule
  readonly on: boolean
  /** Why it is on or off. */
  readonly because: string
}

/** Every rule that there is, with the reason why it is on or off: what the settings page shows. */
export function offeredRules(settings: ClockSettings): OfferedRule[] {
  const own = settings.rules ?? []
  const replaced = new Set(own.map(({ id }) => id))
  const shipped = NOTIFICATION_RULES.filter(({ id }) => !replaced.has(id))
  return [...own, ...shipped].map((rule) => ({ rule, ...judge(rule, settings, replaced.has(rule.id)) }))
}

function judge(rule: NotificationRule, settings: ClockSettings, own: boolean): Omit<OfferedRule, 'rule'> {
  const off = (because: string): Omit<OfferedRule, 'rule'> => ({ on: false, because })
  const on = (because: string): Omit<OfferedRule, 'rule'> => ({ on: true, because })
  if (rule.id === ALWAYS) return on('shown for every incident')
  if (settings.off?.includes(rule.id)) return off('switched off by hand')
  if (settings.on?.includes(rule.id)) return on('switched on by hand')
  if (!own && rule.confidence !== 'S') return off('unverified: ask counsel')
  if (!own && rule.offBecause) return off(rule.offBecause)
  const place = rule.jurisdictions.find((code) => code === 'any' || covers(settings.jurisdictions, code))
  if (!place) return off(`not for the jurisdictions in the settings, but for ${rule.jurisdictions.join(', ')}`)
  const sector = rule.sectors?.find((name) => settings.sectors.includes(name))
  if (rule.sectors && !sector) return off(`only for: ${rule.sectors.join(', ')}`)
  return on(`the settings name ${[place, sector].filter((part) => part && part !== 'any').join(' and ') || 'no limit'}`)
}

/** A state implies its federation: `US-CA` brings the federal rows of `US`. */
const covers = (jurisdictions: readonly string[], code: string): boolean =>
  jurisdictions.some((own) => own === code || own.startsWith(`${code}-`))

function clockOf(rule: NotificationRule, facts: IncidentFacts, now: Date): Clock {
  const started = rule.runs.flatMap(({ from, limit }) => {
    const start = findStart(from, facts)
    return start ? [{ ...start, dueAt: dueTime(start.at, limit) }] : []
  })
  const first = started.toSorted((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity))[0]
  const note = first ? `It runs since ${formatTime(first.at)}: ${first.because}.` : notStarted(rule)
  return makeClock({ rule, id: rule.id, start: first?.at, dueAt: first?.dueAt, note, facts, now })
}

/** The conservative twin: the same limit, counted from the alert, because an authority may count so. */
function fromAlert(rule: NotificationRule, facts: IncidentFacts, now: Date): Clock[] {
  const limit = rule.runs.find((run) => FROM_ALERT.has(run.from))?.limit
  const dueAt = limit && dueTime(facts.detectedAt, limit)
  if (!dueAt) return []
  const note = `Counted from the alert at ${formatTime(facts.detectedAt)}, the earliest start that anybody may argue for.`
  return [makeClock({ rule, id: `${rule.id}@alert`, start: facts.detectedAt, dueAt, note, facts, now })]
}

function makeClock(parts: {
  readonly rule: NotificationRule
  readonly id: string
  readonly start: Date | undefined
  readonly dueAt: Date | undefined
  readonly note: string
  readonly facts: IncidentFacts
  readonly now: Date
}): Clock {
  const { rule, id, start, dueAt, facts, now } = parts
  const filing = facts.filings?.find((one) => one.rule === rule.id)
  const open = start ? (dueAt && now > dueAt ? 'overdue' : 'running') : 'not-started'
  const why = [
    `This rule may apply because ${reasonOf(facts)}.`,
    `Its deadline: ${rule.deadline}. Its trigger: ${rule.trigger}.`,
    parts.note,
    ...(filing ? [filingNote(filing, dueAt)] : []),
    rule.runs.some(({ limit }) => 'businessDays' in limit)
      ? 'Business days are Monday to Friday here: check public holidays and office hours.'
      : '',
    rule.confidence === 'S' ? `Source read on ${RULES_CHECKED_ON}: ${rule.source}.` : 'Unverified: ask counsel.',
  ]
  return {
    id,
    name: `${rule.instrument}${id === rule.id ? '' : ', counted from the alert'}`,
    recipient: rule.recipient,
    why: why.filter(Boolean).join(' '),
    state: filing ? 'met' : open,
    startsAt: start?.toISOString() ?? null,
    dueAt: dueAt?.toISOString() ?? null,
    metAt: filing?.at.toISOString() ?? null,
  }
}

function filingNote({ outcome, at, because }: Filing, dueAt: Date | undefined): string {
  const late = dueAt && at > dueAt ? ' That was after the due time: keep the reasons for the delay.' : ''
  if (outcome === 'sent') return `The notice went out at ${formatTime(at)}.${late}`
  return `At ${formatTime(at)} it was decided not to notify: ${because ?? 'no reason is recorded'}.${late}`
}

function findStart(from: ClockStart, facts: IncidentFacts): { at: Date; because: string } | undefined {
  if (typeof from === 'object') {
    const filing = facts.filings?.find(({ rule, outcome }) => rule === from.filed && outcome === 'sent')
    return filing && { at: filing.at, because: `the notice under ${from.filed} was sent` }
  }
  const decision = earliest(facts.decisions?.filter(({ event }) => (STARTED_BY[from] ?? [from]).includes(event)) ?? [])
  return decision && { at: decision.at, because: `${decision.by} recorded "${decision.event}": ${decision.because}` }
}

/** Who is aware has also discovered: the weaker state of knowledge never starts later. */
const STARTED_BY: Partial<Record<StartEvent, readonly StartEvent[]>> = {
  discovered: ['discovered', 'aware'],
  suspected: ['suspected', 'discovered', 'aware'],
}

const earliest = (decisions: readonly ClockDecision[]): ClockDecision | undefined =>
  decisions.toSorted((a, b) => a.at.getTime() - b.at.getTime())[0]

const notStarted = (rule: NotificationRule): string =>
  `It has not started: it starts when a person records this (${rule.startsWhen}).`

/** What the evidence says about personal data, as a clause. A leaked key alone is not yet reached data. */
function reasonOf({ verdict, leaks }: IncidentFacts): string {
  const what = leaks.length > 1 ? `${leaks.length} keys were exposed` : 'a key was exposed'
  if (!verdict) return `${what} and the logs are not investigated yet, so access to personal data is not excluded`
  const { class: found, recordsAtLeast, recordsAtMost } = verdict
  if (recordsAtLeast > 0)
    return `strangers read records of at least ${formatNumber(recordsAtLeast)} people with the key`
  if (found === 'confirmed-abuse') return 'somebody else used the key'
  if (recordsAtMost > 0 || found === 'cannot-tell') {
    return `${what} and the logs cannot exclude that personal data were read`
  }
  if (found === 'confirmed-use') return `${what} and somebody else found that it worked; no read of data was seen`
  if (found === 'attempt-only') return `${what}; the logs show refused attempts only, so it may also not apply`
  return `${what}; complete logs show no use by others, so it may also not apply`
}
