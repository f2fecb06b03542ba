/**
 * The post-mortem in Markdown: every field of the template, filled from recorded facts. What needs judgement
 * stays blank and is marked. It is blameless: no name of a person stands in it but the commander's, as a role.
 */
import { formatDuration } from '../base/duration.ts'
import { actionItems } from './action-items.ts'
import type { Clock } from './clocks.ts'
import { dueTime } from './due-time.ts'
import { affectedServices, exposureMs, type IncidentFacts } from './incident-facts.ts'
import { code, list, LONG_TEXT, plain, table } from './markdown.ts'
import { ABSENT, timeOf, toWrite } from './blanks.ts'
import { sevenMoments } from './moments.ts'
import { rootCause } from './root-cause.ts'
import { impact, keyChanges } from './impact.ts'
import { planVersusActual } from './plan-versus-actual.ts'
import { formatDay, formatNumber, spellDuration } from './wording.ts'

/** `clocks` are shown as they stand; without them the section says that none was computed. */
export function writePostmortem(given: IncidentFacts, clocks: readonly Clock[] = []): string {
  const facts = blameless(given)
  const sections = [
    `# ${formatDay(facts.leakedAt)} - ${plain(facts.title)}`,
    header(facts),
    '> This document explains conditions, not people. It names nobody as a cause.',
    section('Summary', toWrite('three sentences for readers who were not there')),
    section('Timeline', timeline(facts)),
    section('Root cause', rootCause(facts)),
    section('Impact', impact(facts)),
    section('How the keys were changed', keyChanges(facts)),
    section('What went well', toWrite('what helped, and should stay')),
    section('What went badly', toWrite('what cost time or made it worse')),
    section('Where we got lucky', toWrite('what could have gone worse without our doing')),
    section('Action items', actions(facts)),
    section('Did the plan work as intended?', planVersusActual(facts)),
    section('Notification clocks', notification(clocks)),
    section('Evidence', evidence(facts)),
  ]
  return `${sections.join('\n\n')}\n`
}

const section = (name: string, body: string): string => `## ${name}\n\n${body}`

function header(facts: IncidentFacts): string {
  const { severity, requests, outageMs } = facts
  const exposed = exposureMs(facts)
  const services = affectedServices(facts)
  const noFailure = requests?.failed === 0 ? `none (0 of ${formatNumber(requests.served)} requests failed)` : ABSENT
  return list([
    `**Incident commander:** ${facts.commander ? plain(facts.commander) : ABSENT}`,
    `**Severity:** ${severity.label} (${severity.level}, ${severity.score} points)`,
    `**Duration of exposure:** ${exposed === undefined ? `${ABSENT}: a leaked key may still work` : spellDuration(exposed)}`,
    `**Duration of outage:** ${outageMs === undefined ? noFailure : spellDuration(outageMs)}`,
    `**Services affected:** ${services.map(code).join(', ') || ABSENT}`,
    `**Status:** Draft`,
    `**Review meeting by:** ${reviewBy(facts)}`,
    `**Incident:** ${code(facts.id)}, channel ${code(facts.channel)}`,
  ])
}

/** Three days for a SEV-1, five business days for a SEV-2, counted from the end of the exposure. */
function reviewBy({ severity, refusedAt, openedAt }: IncidentFacts): string {
  if (severity.level !== 'SEV-1' && severity.level !== 'SEV-2') return 'as the commander decides'
  const due = dueTime(refusedAt ?? openedAt, severity.level === 'SEV-1' ? { days: 3 } : { businessDays: 5 })
  return due ? formatDay(due) : ABSENT
}

function timeline(facts: IncidentFacts): string {
  const moments = sevenMoments(facts).map(({ name, at, note, seq }) => [
    timeOf(at),
    name,
    note || '-',
    at ? fromPush(facts, at) : '-',
    seq === undefined ? '-' : `#${seq}`,
  ])
  const entries = facts.timeline.map(({ at, text, seq }) => [
    timeOf(at),
    plain(text, LONG_TEXT),
    seq === null ? '-' : `#${seq}`,
  ])
  return [
    'All times are UTC. The last column is the entry of the journal that proves the line.',
    table(['Time', 'Moment', 'Known beside it', 'After the push', 'Journal'], moments),
    '### Everything that was recorded',
    entries.length ? table(['Time', 'What happened', 'Journal'], entries) : `Timeline: ${ABSENT}.`,
    '### Measured',
    table(['From', 'To', 'Took'], measured(facts)),
  ].join('\n\n')
}

function measured(facts: IncidentFacts): string[][] {
  const { leakedAt, detectedAt, newKeyAt, movedAt, refusedAt, investigatedAt } = facts
  const took = (from: Date, to: Date | undefined): string =>
    to ? formatDuration(to.getTime() - from.getTime()) : ABSENT
  return [
    ['push', 'alert', took(leakedAt, detectedAt)],
    ['alert', 'new key', took(detectedAt, newKeyAt)],
    ['alert', 'all services moved', took(detectedAt, movedAt)],
    ['alert', 'old key refused', took(detectedAt, refusedAt)],
    ['alert', 'verdict', took(detectedAt, investigatedAt)],
  ]
}

const fromPush = ({ leakedAt }: IncidentFacts, at: Date): string =>
  `+${formatDuration(at.getTime() - leakedAt.getTime())}`

/** Texts by people may hold the name of the person who pushed. Names shorter than three letters are left. */
function blameless(facts: IncidentFacts): IncidentFacts {
  const name = facts.push?.author?.trim()
  if (!name || name.length < 3) return facts
  const pattern = new RegExp(name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), 'giu')
  const clean = (text: string): string => text.replaceAll(pattern, '(name left out)')
  return {
    ...facts,
    title: clean(facts.title),
    timeline: facts.timeline.map((entry) => ({ ...entry, text: clean(entry.text) })),
    tasks: facts.tasks.map((task) => ({ ...task, note: task.note && clean(task.note) })),
  }
}

function actions(facts: IncidentFacts): string {
  const rows = actionItems(facts).map(({ action, because, check, dueAt }) => [
    plain(action),
    plain(because),
    '_Name_',
    formatDay(dueAt),
    plain(check),
  ])
  return `${table(['Action', 'Why', 'Owner', 'Due', 'Done when'], rows)}\n\n${toWrite('accept, change or drop each item, and name its owner')}`
}

function notification(clocks: readonly Clock[]): string {
  if (!clocks.length) return `Clocks: ${ABSENT}.`
  const rows = clocks.map(({ name, recipient, state, dueAt, metAt }) => [
    plain(name),
    plain(recipient),
    state,
    dueAt ? timeOf(new Date(dueAt)) : 'no time that can be computed',
    metAt ? timeOf(new Date(metAt)) : '-',
  ])
  return [
    'These rules may apply. Whether they do is a decision of people and counsel.',
    table(['Rule', 'To', 'State', 'Due', 'Met'], rows),
    toWrite('the decision on each notice, and its reason, also when nobody was told'),
  ].join('\n\n')
}

function evidence(facts: IncidentFacts): string {
  const seqs = facts.timeline.flatMap(({ seq }) => (seq === null ? [] : [seq]))
  const journal = seqs.length
    ? `Journal entries #${Math.min(...seqs)} to #${Math.max(...seqs)}. Check the chain with \`rekey journal verify\`.`
    : `Journal entries: ${ABSENT}.`
  if (!facts.sources.length) return `${journal}\n\nLog sources: ${ABSENT}.`
  const rows = facts.sources.map((source) => [
    code(source.name),
    code(source.format),
    String(source.rowsRead),
    String(source.rowsRejected),
    `${timeOf(source.coversFrom)} to ${timeOf(source.coversTo)}`,
    code(source.sha256),
  ])
  return `${journal}\n\n${table(['Log', 'Format', 'Lines read', 'Lines rejected', 'Covers', 'SHA-256'], rows)}`
}
