import { expect, test } from 'vitest'
import { type Clock, clocks, type ClockSettings, offeredRules } from './clocks.ts'
import type { IncidentFacts } from './incident-facts.ts'
import { NOTIFICATION_RULES } from './notification-rules.ts'
import { BARE_FACTS, DETECTED, VERDICT_CLASSES, verdictOf } from './sample-facts.ts'

const NONE: ClockSettings = { jurisdictions: [], sectors: [] }
const AWARE = {
  event: 'aware',
  at: new Date('2026-03-13T01:00:00Z'),
  by: 'counsel',
  because: 'rows were read',
} as const
const LATER = new Date('2026-03-13T02:00:00Z')

function find(id: string, facts: IncidentFacts, settings: ClockSettings = NONE, now = LATER): Clock | undefined {
  return clocks(facts, settings, now).find((clock) => clock.id === id)
}
const onIds = (settings: ClockSettings): string[] =>
  offeredRules(settings)
    .filter(({ on }) => on)
    .map(({ rule }) => rule.id)

test('without any settings the 72 hours of GDPR Art. 33 are shown, from awareness and from the alert', () => {
  expect(clocks(BARE_FACTS, NONE, LATER).map(({ id, state, dueAt }) => [id, state, dueAt])).toEqual([
    ['EU-GDPR-33@alert', 'running', '2026-03-15T23:47:00.000Z'],
    ['EU-GDPR-33', 'not-started', null],
  ])
})

test('GDPR Art. 33 cannot be switched off', () => {
  expect(onIds({ ...NONE, off: ['EU-GDPR-33'] })).toEqual(['EU-GDPR-33'])
})

test('awareness is a decision of a person, and starts its own clock', () => {
  const facts = { ...BARE_FACTS, decisions: [AWARE] }
  expect(find('EU-GDPR-33', facts)).toMatchObject({
    state: 'running',
    startsAt: '2026-03-13T01:00:00.000Z',
    dueAt: '2026-03-16T01:00:00.000Z',
  })
  expect(find('EU-GDPR-33', facts)?.why).toContain('counsel recorded "aware": rows were read')
  expect(find('EU-GDPR-33@alert', facts)?.startsAt).toBe(DETECTED.toISOString())
})

test('a clock is overdue after its last moment, not at it', () => {
  const last = new Date('2026-03-15T23:47:00Z')
  expect(find('EU-GDPR-33@alert', BARE_FACTS, NONE, last)?.state).toBe('running')
  expect(find('EU-GDPR-33@alert', BARE_FACTS, NONE, new Date(last.getTime() + 1))?.state).toBe('overdue')
})

test('a sent notice meets both clocks of its rule; a late one says so', () => {
  const at = new Date('2026-03-17T00:00:00Z')
  const facts = { ...BARE_FACTS, decisions: [AWARE], filings: [{ rule: 'EU-GDPR-33', at, outcome: 'sent' as const }] }
  const clock = find('EU-GDPR-33', facts, NONE, at)
  expect(clock).toMatchObject({ state: 'met', metAt: at.toISOString() })
  expect(clock?.why).toContain('after the due time')
  expect(find('EU-GDPR-33@alert', facts)?.state).toBe('met')
})

test('a decision not to notify closes the clock and keeps its reason', () => {
  const filing = { rule: 'EU-GDPR-33', at: LATER, outcome: 'not-needed' as const, because: 'no personal data in reach' }
  const clock = find('EU-GDPR-33', { ...BARE_FACTS, filings: [filing] })
  expect(clock?.state).toBe('met')
  expect(clock?.why).toContain('decided not to notify: no personal data in reach')
})

test('a clock that follows an earlier notice starts when that one was sent, not when it was found needless', () => {
  const settings = { jurisdictions: ['EU'], sectors: ['essential'] }
  const filed = (outcome: 'sent' | 'not-needed'): IncidentFacts => ({
    ...BARE_FACTS,
    filings: [{ rule: 'EU-NIS2-IN', at: new Date('2026-01-31T10:00:00Z'), outcome }],
  })
  expect(find('EU-NIS2-FR', filed('sent'), settings)?.dueAt).toBe('2026-02-28T10:00:00.000Z')
  expect(find('EU-NIS2-FR', filed('not-needed'), settings)?.state).toBe('not-started')
})

test('of two deadlines the earlier one counts', () => {
  const settings = { jurisdictions: ['EU'], sectors: ['financial'] }
  const classified = (time: string): IncidentFacts => ({
    ...BARE_FACTS,
    decisions: [AWARE, { ...AWARE, event: 'classified', at: new Date(time) }],
  })
  expect(find('EU-DORA-I', classified('2026-03-13T02:00:00Z'), settings)?.dueAt).toBe('2026-03-13T06:00:00.000Z')
  expect(find('EU-DORA-I', classified('2026-03-14T00:00:00Z'), settings)?.dueAt).toBe('2026-03-14T01:00:00.000Z')
})

test('who is aware has discovered', () => {
  const clock = find('US-CA', { ...BARE_FACTS, decisions: [AWARE] }, { jurisdictions: ['US-CA'], sectors: [] })
  expect(clock?.dueAt).toBe('2026-04-12T01:00:00.000Z')
})

test('business days are flagged, because holidays are not known', () => {
  const settings = { jurisdictions: ['US'], sectors: ['listed'] }
  expect(find('US-SEC-8K', BARE_FACTS, settings)?.why).toContain('check public holidays')
})

test('a state brings its federation, a sector only its own rows', () => {
  expect(onIds({ jurisdictions: ['US-CA'], sectors: ['health'] })).toEqual([
    'EU-GDPR-33',
    'US-HIPAA',
    'US-HIPAA-HHS',
    'US-HIPAA-MEDIA',
    'US-CA',
    'US-CA-AG',
  ])
  expect(onIds({ jurisdictions: ['US'], sectors: [] })).toEqual(['EU-GDPR-33'])
})

test('unverified and conflicting rows, proposals and templates stay off until a person switches them on', () => {
  const jurisdictions = [...new Set(NOTIFICATION_RULES.flatMap((rule) => rule.jurisdictions))]
  const sectors = [...new Set(NOTIFICATION_RULES.flatMap((rule) => rule.sectors ?? []))]
  const offered = offeredRules({ jurisdictions, sectors })
  const on = offered.filter((one) => one.on)
  expect(on.every(({ rule }) => rule.confidence === 'S' && rule.offBecause === undefined)).toBe(true)
  expect(on).toHaveLength(26)
  const unverified = offered.filter(({ rule }) => rule.confidence !== 'S')
  expect(new Set(unverified.map(({ because }) => because))).toEqual(new Set(['unverified: ask counsel']))
  expect(find('KR-PIPA', BARE_FACTS, { ...NONE, on: ['KR-PIPA'] })?.why).toContain('Unverified: ask counsel.')
})

test('an own row counts as it is written and replaces the shipped one', () => {
  const shipped = NOTIFICATION_RULES.find(({ id }) => id === 'CONTRACT')
  expect(shipped).toBeDefined()
  const own = { ...shipped, recipient: 'Acme', runs: [{ from: 'aware', limit: { hours: 24 } }] } as NonNullable<
    typeof shipped
  >
  const settings = { ...NONE, rules: [{ ...own, deadline: '24 hours' }] }
  expect(find('CONTRACT', { ...BARE_FACTS, decisions: [AWARE] }, settings)).toMatchObject({
    recipient: 'Acme',
    dueAt: '2026-03-14T01:00:00.000Z',
  })
})

test('no clock ever orders anybody: it may apply, and says why', () => {
  const everything = { jurisdictions: ['any'], sectors: [], on: NOTIFICATION_RULES.map(({ id }) => id) }
  for (const verdict of [undefined, ...VERDICT_CLASSES.map(verdictOf)]) {
    const all = clocks({ ...BARE_FACTS, verdict }, everything, LATER)
    expect(all.length).toBeGreaterThan(NOTIFICATION_RULES.length)
    for (const { why } of all) {
      expect(why).toMatch(/^This rule may apply because /)
      expect(why).not.toMatch(/\bmust\b|\bshall\b|undefined/i)
    }
  }
})

test('logs that cannot exclude access are said to be that', () => {
  expect(find('EU-GDPR-33', { ...BARE_FACTS, verdict: verdictOf('cannot-tell') })?.why).toContain('cannot exclude')
  expect(find('EU-GDPR-33', { ...BARE_FACTS, verdict: verdictOf('no-evidence') })?.why).toContain('may also not apply')
})
