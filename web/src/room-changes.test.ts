import { expect, test } from 'vitest'
import type { IncidentRoom } from './api.gen.ts'
import { changesBetween } from './room-changes.ts'

const time = '2026-03-12T23:47:00.000Z'

const before: IncidentRoom = {
  incident: {
    id: 'inc_1',
    title: 'DATABASE_URL in acme/shop',
    state: 'containing',
    severity: { level: 'SEV-1', label: 'High', score: 95, facts: [] },
    channel: '#incident-2026-03-12-postgres-leak',
    openedAt: time,
    leakedAt: time,
    detectedAt: time,
    containedAt: null,
    closedAt: null,
    providers: ['postgres'],
  },
  repository: null,
  commander: null,
  leaks: [],
  clocks: [],
  tasks: [],
  rotations: [],
  consumers: [],
  traffic: [],
  timeline: [],
  verdict: null,
  documents: [],
  now: time,
}

test('a room in which only the time went on says nothing', () => {
  expect(changesBetween(before, { ...before, now: '2026-03-12T23:48:00.000Z' })).toEqual([])
})

test('a changed state, a verdict and a document are told in one sentence each', () => {
  const after: IncidentRoom = {
    ...before,
    incident: { ...before.incident, state: 'contained' },
    documents: [{ kind: 'notice', writtenAt: time, href: '/x' }],
    verdict: {
      class: 'cannot-tell',
      sentence: '',
      coverage: 0.4,
      gaps: [],
      strangers: [],
      indicators: [],
      recordsAtLeast: 0,
      recordsAtMost: 0,
    },
  }
  expect(changesBetween(before, after)).toEqual([
    'Incident Contained.',
    'Verdict of the investigation: Cannot tell.',
    'Notice, draft is ready.',
  ])
})

test('another incident is not a change of this one', () => {
  const other = { ...before, incident: { ...before.incident, id: 'inc_2', state: 'closed' as const } }
  expect(changesBetween(before, other)).toEqual([])
})
