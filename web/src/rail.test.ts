import { expect, test } from 'vitest'
import type { RotationView } from './api.gen.ts'
import { railOf } from './rail.ts'

const DETECTED = '2026-03-12T23:47:00.000Z'
const at = (seconds: number) => new Date(Date.parse(DETECTED) + seconds * 1000).toISOString()

type Step = RotationView['steps'][number]

const done = (phase: Step['phase'], step: string, from: number, to: number): Step => ({
  step,
  phase,
  state: 'done',
  startedAt: at(from),
  finishedAt: at(to),
  summary: `${step} was done`,
})

function rotation(change: Partial<RotationView> = {}): RotationView {
  return {
    id: 'rot_1',
    secret: 'shop/production/DATABASE_URL',
    provider: 'postgres',
    strategy: 'dual-user',
    status: 'running',
    phase: 'C',
    step: 'confirm',
    steps: [
      done('A', 'create', 1, 3),
      done('A', 'verify-new', 3, 4.5),
      done('B', 'deploy', 4.5, 5),
      {
        step: 'confirm',
        phase: 'C',
        state: 'active',
        startedAt: at(5),
        finishedAt: null,
        summary: '4 of 5 have moved',
      },
      { step: 'revoke', phase: 'D', state: 'todo', startedAt: null, finishedAt: null, summary: null },
    ],
    oldVersion: 3,
    newVersion: 4,
    waitingFor: [],
    error: null,
    createdAt: at(1),
    finishedAt: null,
    refusedProbes: 0,
    refusedAt: null,
    newWorks: true,
    oldRefused: false,
    oldExpiresAt: null,
    ...change,
  }
}

test('finished phases carry measured times, from their own start and from detection', () => {
  const [a, b] = railOf(rotation(), DETECTED)
  expect(a).toMatchObject({ state: 'done', tookMs: 3500, sinceDetectionMs: 4500, summary: 'verify-new was done' })
  expect(b).toMatchObject({ state: 'done', tookMs: 500, sinceDetectionMs: 5000 })
})

test('the phase in progress tells what its step says and has no length yet', () => {
  const [, , c, d] = railOf(rotation(), DETECTED)
  expect(c).toMatchObject({ state: 'active', tookMs: null, summary: '4 of 5 have moved' })
  expect(d).toMatchObject({ state: 'todo', startedAt: null, summary: null })
})

test('a paused rotation is halted where it stands, and only there', () => {
  const states = railOf(rotation({ status: 'paused' }), DETECTED).map((phase) => phase.state)
  expect(states).toEqual(['done', 'done', 'halted', 'todo'])
})
