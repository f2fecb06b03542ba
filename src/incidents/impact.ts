/** What the leak did: to customers, to data, to money; and how the keys were changed. Facts with their bounds. */
import { formatDuration } from '../base/duration.ts'
import { keysSentence } from './combine-verdicts.ts'
import type { IncidentFacts, InvestigationVerdict, RotationFacts } from './incident-facts.ts'
import { code, list, LONG_TEXT, plain, table } from './markdown.ts'
import { ABSENT, timeOf, toWrite } from './blanks.ts'
import { claimableClass, isComplete } from './verdict-words.ts'
import { amount, formatNumber, formatShare, spellDuration } from './wording.ts'

export function impact(facts: IncidentFacts): string {
  return [
    '### Customers',
    customers(facts),
    toWrite('dropped transactions, support requests, anything that customers told us'),
    '### Data exposure',
    facts.verdict ? dataExposure(facts.verdict) : `Verdict: ${ABSENT}. Access to data is not excluded.`,
    '### Cost',
    cost(facts),
    toWrite('hours of people and their rate, charges of the provider, invoices'),
  ].join('\n\n')
}

function customers({ requests, outageMs }: IncidentFacts): string {
  return list([
    requests
      ? `Requests during the change of keys: ${formatNumber(requests.served)} served, ${formatNumber(requests.failed)} failed.`
      : `Requests served and failed during the change of keys: ${ABSENT}.`,
    outageMs === undefined
      ? `Outage: ${requests?.failed === 0 ? 'none seen' : ABSENT}.`
      : `Outage: ${spellDuration(outageMs)}.`,
  ])
}

function dataExposure(verdict: InvestigationVerdict): string {
  const { sentence, coverage, gaps, strangers, indicators, recordsAtLeast, recordsAtMost, keys = [] } = verdict
  const claimable = claimableClass(verdict)
  const doubt =
    claimable === verdict.class ? '' : ` To others only ${code(claimable)} may be said: the logs are incomplete.`
  const fired = indicators.filter(({ findings }) => findings > 0)
  const weakest = keys.some((key) => key.coverage !== coverage) ? ' for the key that they cover least' : ''
  const said = keys.length > 1 ? keysSentence(keys) : sentence
  return [
    list([
      `Verdict: ${code(verdict.class)}. ${plain(said, LONG_TEXT)}${doubt}`,
      `Coverage: the logs cover ${formatShare(coverage)} of the exposure${weakest}; ${gaps.length ? `gaps: ${gaps.map(code).join('; ')}` : 'no gap is known'}.`,
      `People whose records strangers read: at least ${formatNumber(recordsAtLeast)}, at most ${formatNumber(recordsAtMost)}${isComplete(verdict) ? '' : ' in the part that the logs show'}.`,
      `Indicators that found something: ${fired.length} of ${verdict.indicatorsAsked ?? indicators.length}.`,
      ...leftOut(verdict),
    ]),
    ...(keys.length > 1 ? [keyTable(keys)] : []),
    ...(strangers.length ? [strangerTable(strangers)] : []),
    ...(fired.length ? [indicatorTable(fired)] : []),
  ].join('\n\n')
}

function leftOut({ excused = [] }: InvestigationVerdict): string[] {
  if (!excused.length) return []
  const clients = excused.map(
    ({ ip, userAgent, requests, because }) =>
      `${code(userAgent)} from ${code(ip)} (${amount(requests, 'request')}, ${because === 'own-probe' ? 'our own probe' : 'authorised'})`,
  )
  return [`Left out of the judgement: ${clients.join('; ')}.`]
}

const keyTable = (keys: NonNullable<InvestigationVerdict['keys']>): string =>
  table(
    ['Key', 'Secret', 'Verdict', 'Logs cover', 'What they show'],
    keys.map(({ name, secret, class: found, coverage, sentence }) => [
      plain(name),
      secret === null ? 'not one of ours' : code(secret),
      code(found),
      formatShare(coverage),
      plain(sentence, LONG_TEXT),
    ]),
  )

const strangerTable = (strangers: InvestigationVerdict['strangers']): string =>
  table(
    ['Stranger', 'User agent', 'Requests', 'Succeeded', 'First seen', 'Last seen'],
    strangers.map(({ ip, userAgent, requests, succeeded, firstSeenAt, lastSeenAt }) => [
      code(ip),
      code(userAgent),
      formatNumber(requests),
      formatNumber(succeeded),
      seenAt(firstSeenAt),
      seenAt(lastSeenAt),
    ]),
  )

const indicatorTable = (indicators: InvestigationVerdict['indicators']): string =>
  table(
    ['Indicator', 'Question', 'Weight', 'Findings', 'Log rows', 'Detail'],
    indicators.map(({ id, title, severity, findings, rows, detail }) => [
      code(id),
      plain(title),
      plain(severity),
      formatNumber(findings),
      formatNumber(rows),
      plain(detail, LONG_TEXT),
    ]),
  )

function seenAt(text: string): string {
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? plain(text) : timeOf(at)
}

/** The indicator of requests by strangers that moved money or caused costs. */
const MONEY_INDICATOR = 'I27'

function cost({ openedAt, closedAt, verdict }: IncidentFacts): string {
  const money = verdict?.indicators.find(({ id, findings }) => id === MONEY_INDICATOR && findings > 0)
  const open = closedAt ? formatDuration(closedAt.getTime() - openedAt.getTime()) : ABSENT
  return list([
    `Time that the incident was open: ${open}.`,
    `Hours of people: ${ABSENT}.`,
    money
      ? `Money moved with the key: strangers sent ${amount(money.rows, 'request')} that may have moved money or caused costs (${MONEY_INDICATOR}); the amount is ${ABSENT}.`
      : `Money moved with the key: ${ABSENT}.`,
  ])
}

/** Section of its own: each rotation with its measured times, and what every consumer did. */
export function keyChanges({ rotations }: IncidentFacts): string {
  if (!rotations.length) return `Rotations: ${ABSENT}.`
  const rows = rotations.map((one) => [
    code(one.secret),
    plain(one.strategy),
    plain(one.status),
    timeOf(one.newKeyAt),
    timeOf(one.movedAt),
    timeOf(one.revokedAt),
    timeOf(one.refusedAt),
    formatNumber(one.refusedProbes),
  ])
  const head = [
    'Secret',
    'Strategy',
    'Status',
    'New key',
    'All moved',
    'Revoke call',
    'First refused',
    'Refused probes',
  ]
  return [table(head, rows), consumers(rotations), ...exceptions(rotations)].join('\n\n')
}

function consumers(rotations: readonly RotationFacts[]): string {
  const rows = rotations.flatMap(({ secret, consumers: all }) =>
    all.map(({ name, versionBefore, versionAfter, movedAt }) => [
      code(name),
      code(secret),
      versionBefore === undefined ? ABSENT : String(versionBefore),
      versionAfter === undefined ? ABSENT : String(versionAfter),
      timeOf(movedAt),
    ]),
  )
  return rows.length ? table(['Service', 'Secret', 'Version before', 'after', 'Moved'], rows) : `Services: ${ABSENT}.`
}

function exceptions(rotations: readonly RotationFacts[]): string[] {
  const lines = rotations.flatMap(({ secret, presumedGone, forcedBecause }) => [
    ...(presumedGone.length
      ? [
          `${code(secret)}: ${amount(presumedGone.length, 'service')} never seen on the new key and taken for retired: ${presumedGone.map(code).join(', ')}.`,
        ]
      : []),
    ...(forcedBecause === undefined
      ? []
      : [`${code(secret)}: revoked before the evidence was complete: ${plain(forcedBecause)}.`]),
  ])
  return lines.length ? [list(lines)] : []
}
