import { expect, test } from 'vitest'
import { CHECKLIST, checklist, completedByFacts } from './checklist.ts'
import type { IncidentFacts } from './incident-facts.ts'
import { BARE_FACTS, DETECTED, FULL_FACTS } from './sample-facts.ts'

const namesOf = (facts: IncidentFacts): string[] => completedByFacts(facts).map(({ name }) => name)

test('tasks are due in minutes after detection, and a warning has no due time', () => {
  const tasks = checklist(DETECTED)
  expect(tasks.find(({ name }) => name === 'rotate')?.dueAt).toEqual(new Date('2026-03-12T23:57:00Z'))
  expect(tasks.find(({ name }) => name === 'do-not-rewrite-history')?.dueAt).toBeUndefined()
  expect(new Set(tasks.map(({ name }) => name)).size).toBe(CHECKLIST.length)
})

test('containment comes first: nothing but containment is due in the first fifteen minutes', () => {
  const early = CHECKLIST.filter(({ dueMinutes }) => dueMinutes !== undefined && dueMinutes <= 15)
  expect(early.map(({ name }) => name)).toEqual([
    'commander',
    'identify',
    'confirm-live',
    'channel',
    'tell',
    'record-window',
    'log',
    'freeze',
    'rotate',
  ])
})

test('a complete incident completes every task that facts can prove', () => {
  const provable = ['commander', 'identify', 'confirm-live', 'channel', 'record-window', 'log', 'rotate']
  expect(namesOf(FULL_FACTS)).toEqual([...provable, 'confirm-moved', 'revoke', 'investigate'])
})

test('times and notes come from the facts', () => {
  const done = Object.fromEntries(completedByFacts(FULL_FACTS).map(({ name, ...rest }) => [name, rest]))
  expect(done['rotate']?.at).toEqual(new Date('2026-03-12T23:53:00Z'))
  expect(done['revoke']).toEqual({
    at: new Date('2026-03-13T00:24:00Z'),
    note: 'Refused in 8 probes: shop/production/DATABASE_URL and shop/production/STRIPE_KEY.',
  })
  expect(done['confirm-moved']?.note).toBe(
    '5 services moved. Never seen on the new key and taken for retired: old-admin.',
  )
})

test('an incident without facts proves only that it is recorded', () => {
  expect(namesOf(BARE_FACTS)).toEqual(['log'])
})

test('one leaked key without a rotation keeps rotation, confirmation and revocation open', () => {
  const [first, ...rest] = FULL_FACTS.leaks
  const stranger = { ...first, secret: undefined } as (typeof FULL_FACTS.leaks)[number]
  const names = namesOf({ ...FULL_FACTS, leaks: [stranger, ...rest] })
  expect(names).not.toContain('rotate')
  expect(names).not.toContain('revoke')
  const dead = { ...stranger, verdict: { state: 'dead', why: 'revoked' } } as const
  expect(namesOf({ ...FULL_FACTS, leaks: [dead, ...rest] })).toContain('revoke')
})

test('one rotation without a refused probe keeps the revocation open', () => {
  const rotations = FULL_FACTS.rotations.map((one, index) => (index ? one : { ...one, refusedAt: undefined }))
  expect(namesOf({ ...FULL_FACTS, rotations })).not.toContain('revoke')
})

test('a key that nobody could try is not confirmed', () => {
  const leaks = FULL_FACTS.leaks.map((leak) => ({ ...leak, verdict: { state: 'unknown', why: 'network' } as const }))
  expect(namesOf({ ...FULL_FACTS, leaks })).not.toContain('confirm-live')
})
