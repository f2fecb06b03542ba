import { expect, test } from 'vitest'
import type { KeyKind, LifecycleModel, Overlap } from '../providers/provider.ts'
import { MAX_LEAKED_OVERLAP_MS, planRotation, type Situation } from './plan.ts'
import { startRotation } from './rotation.ts'

const DAY = 86_400_000
const LEAKED: Situation = { leaked: true, hasAdmin: true }
const PLANNED: Situation = { leaked: false, hasAdmin: true }

function lifecycle(overlap: Overlap, sessionsSurvive = false): LifecycleModel {
  return { overlap, revoke: { sessionsSurvive, typicalLagMs: 0 }, verifyTouchesLastUsed: false }
}

/** A kind whose functions exist; the planner looks at presence and must never call one. */
function kind(overlap: Overlap | undefined, more: Partial<KeyKind> = {}, sessionsSurvive = false): KeyKind {
  const never = (): never => {
    throw new Error('the planner called a provider')
  }
  const functions = { verify: never, locate: never, prepare: never, create: never, revoke: never }
  return {
    about: 'a key',
    detect: [],
    ...functions,
    ...(overlap && { lifecycle: lifecycle(overlap, sessionsSurvive) }),
    ...more,
  }
}

const TIMER: Overlap = { kind: 'timer', maxMs: 7 * DAY, defaultMs: DAY }
const full = { setEnabled: async () => {}, endSessions: async () => ({ ended: 0 }) }

test.each([
  [TIMER, 'overlap-roll'],
  [{ kind: 'twin-principal' }, 'dual-user'],
  [{ kind: 'n-keys', max: 2 }, 'create-then-revoke'],
  [{ kind: 'n-keys', max: 'unbounded' }, 'create-then-revoke'],
  [{ kind: 'slots', promote: true }, 'manual'],
  [{ kind: 'multi-value' }, 'manual'],
  [{ kind: 'none' }, 'manual'],
] satisfies [Overlap, string][])('%j is rotated by %s, in a plan that the machine accepts', (overlap, strategy) => {
  const plan = planRotation(kind(overlap), LEAKED)
  expect(plan.strategy).toBe(strategy)
  expect(startRotation(plan.strategy, plan.steps).status).toBe('running')
})

test('two users of a database get the whole rail', () => {
  expect(planRotation(kind({ kind: 'twin-principal' }, full, true), LEAKED).steps).toEqual([
    'locate',
    'prepare',
    'create',
    'verify-new',
    'deploy',
    'confirm',
    'disable',
    'soak',
    'revoke',
    'verify-old-dead',
    'end-sessions',
  ])
})

test('disable and soak exist only where the provider can switch a key on again', () => {
  const plan = planRotation(kind(TIMER), PLANNED)
  expect(plan.steps).not.toContain('disable')
  expect(plan.steps).not.toContain('soak')
  expect(plan.notes.join('\n')).toContain('cannot be taken back')
})

test('sessions are ended only where they outlive the key, and a missing function is said', () => {
  expect(planRotation(kind({ kind: 'twin-principal' }, full, false), LEAKED).steps).not.toContain('end-sessions')
  const blind = planRotation(kind({ kind: 'twin-principal' }, {}, true), LEAKED)
  expect(blind.steps).not.toContain('end-sessions')
  expect(blind.notes.join('\n')).toContain('end them by hand')
})

test('a leaked key overlaps for an hour at most, a planned rotation for as long as wanted and allowed', () => {
  expect(planRotation(kind(TIMER), LEAKED).keepOldMs).toBe(MAX_LEAKED_OVERLAP_MS)
  expect(planRotation(kind(TIMER), { ...LEAKED, overlapWantedMs: 30 * DAY }).keepOldMs).toBe(MAX_LEAKED_OVERLAP_MS)
  expect(planRotation(kind(TIMER), { ...LEAKED, overlapWantedMs: 60_000 }).keepOldMs).toBe(60_000)
  expect(planRotation(kind(TIMER), PLANNED).keepOldMs).toBe(DAY)
  expect(planRotation(kind(TIMER), { ...PLANNED, overlapWantedMs: 30 * DAY }).keepOldMs).toBe(7 * DAY)
  expect(planRotation(kind({ kind: 'twin-principal' }), LEAKED).keepOldMs).toBe(0)
})

test.each(['verify', 'locate', 'prepare', 'create', 'revoke'] as const)('without %s a person does it', (name) => {
  const { [name]: _left, ...rest } = kind(TIMER)
  const plan = planRotation(rest, LEAKED)
  expect(plan.strategy).toBe('manual')
  expect(plan.keepOldMs).toBe(0)
  expect(plan.notes[0]).toBe(`This provider file cannot ${name}.`)
  expect(plan.steps.includes('verify-new')).toBe(name !== 'verify')
})

test('without a managing key, without a life cycle or without a free slot a person does it, and is told why', () => {
  const runbook = { url: 'https://dashboard.example/keys', steps: [] }
  const notes = (kindOf: KeyKind, situation: Situation): string => {
    const plan = planRotation(kindOf, situation)
    expect(plan.strategy).toBe('manual')
    return plan.notes.join('\n')
  }
  expect(notes(kind(TIMER, { runbook }), { leaked: true, hasAdmin: false })).toMatch(/No managing key[^]*dashboard/)
  expect(notes(kind(undefined), LEAKED)).toContain('does not describe')
  expect(notes(kind({ kind: 'n-keys', max: 2 }), { ...LEAKED, keysInUse: 2 })).toContain('All 2 keys are in use')
})
