import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRekeyError } from '../base/errors.ts'
import {
  RETRY_POLICY,
  STEP_ORDER,
  isOpen,
  mayAbort,
  nextStep,
  oldKeyEnabledDuring,
  retryDelayMs,
  startRotation,
  transition,
  type RotationEvent,
  type RotationState,
  type RotationStatus,
  type StepName,
  type Strategy,
} from './rotation.ts'

const EVENTS: Readonly<Record<RotationEvent['type'], RotationEvent>> = {
  'step-done': { type: 'step-done' },
  waiting: { type: 'waiting', reasons: ['nightly-report still holds version 1'] },
  'old-key-wanted': { type: 'old-key-wanted', reasons: ['nightly-report came back with version 1'] },
  'step-failed': { type: 'step-failed', retryable: true, message: 'connection reset' },
  'give-up': { type: 'give-up', message: 'the provider has no such key' },
  pause: { type: 'pause' },
  resume: { type: 'resume' },
  abort: { type: 'abort' },
  force: { type: 'force' },
}
const STATUSES: readonly RotationStatus[] = ['running', 'paused', 'needs-human', 'done', 'aborted']

function at(step: StepName, status: RotationStatus = 'running', more: Partial<RotationState> = {}): RotationState {
  return { ...startRotation('dual-user', STEP_ORDER), step, status, ...more }
}

function outcome(state: RotationState, event: RotationEvent): string {
  try {
    const next = transition(state, event)
    return `${next.status} ${next.step}`
  } catch (error) {
    if (isRekeyError(error)) return error.code
    throw error
  }
}

/** The whole machine for the full plan, written down independently: [allowed at these steps, status after, step after]. */
function expected(step: StepName, status: RotationStatus, type: RotationEvent['type']): string {
  if (status === 'done' || status === 'aborted') return 'ROTATION_CLOSED'
  const next: Readonly<Record<StepName, string>> = {
    locate: 'running prepare',
    prepare: 'running create',
    create: 'running verify-new',
    'verify-new': 'running deploy',
    deploy: 'running confirm',
    confirm: 'running disable',
    disable: 'running soak',
    soak: 'running revoke',
    revoke: 'running verify-old-dead',
    'verify-old-dead': 'running end-sessions',
    'end-sessions': 'done end-sessions',
  }
  const waits = ['verify-new', 'deploy', 'confirm', 'soak', 'verify-old-dead', 'end-sessions']
  const beforeDeploy = ['locate', 'prepare', 'create', 'verify-new']
  switch (type) {
    case 'abort':
      return beforeDeploy.includes(step) ? `aborted ${step}` : 'ROTATION_TOO_LATE_TO_ABORT'
    case 'force':
      return step === 'confirm' || step === 'soak' ? next[step] : 'ROTATION_FORCE_REFUSED'
    case 'resume':
      return status === 'running' ? 'ROTATION_EVENT_REFUSED' : `running ${step}`
    case 'give-up':
      return status === 'needs-human' ? 'ROTATION_EVENT_REFUSED' : `needs-human ${step}`
    default:
      if (status !== 'running') return 'ROTATION_NOT_RUNNING'
  }
  switch (type) {
    case 'step-done':
      return next[step]
    case 'waiting':
      return waits.includes(step) ? `running ${step}` : 'ROTATION_EVENT_REFUSED'
    case 'old-key-wanted':
      return step === 'disable' || step === 'soak' ? 'running confirm' : 'ROTATION_EVENT_REFUSED'
    case 'step-failed':
      return `running ${step}`
    case 'pause':
      return `paused ${step}`
    default:
      throw new Error(`no expectation for ${String(type)}`)
  }
}

const table = STATUSES.flatMap((status) =>
  STEP_ORDER.flatMap((step) => Object.values(EVENTS).map((event) => ({ status, step, event, name: event.type }))),
)

test.each(table)('$status at $step answers $name', ({ status, step, event }) => {
  expect(outcome(at(step, status), event)).toBe(expected(step, status, event.type))
})

test('a refused event leaves the state as it was', () => {
  const state = Object.freeze(at('deploy'))
  expect(outcome(state, { type: 'abort' })).toBe('ROTATION_TOO_LATE_TO_ABORT')
  expect(state).toEqual(at('deploy'))
})

test('a failure that no repetition mends asks a person at once', () => {
  const next = transition(at('create'), { type: 'step-failed', retryable: false, message: 'no permission' })
  expect(next).toMatchObject({ status: 'needs-human', step: 'create', error: 'no permission' })
})

test('a step that keeps failing asks a person after the last attempt, and resume starts counting again', () => {
  let state = at('deploy')
  for (let i = 1; i < RETRY_POLICY.maxAttempts; i++) {
    state = transition(state, { type: 'step-failed', retryable: true, message: 'down' })
    expect(state).toMatchObject({ status: 'running', attempts: i })
  }
  state = transition(state, { type: 'step-failed', retryable: true, message: 'down' })
  expect(state).toMatchObject({ status: 'needs-human', attempts: RETRY_POLICY.maxAttempts, error: 'down' })
  expect(transition(state, { type: 'resume' })).toMatchObject({ status: 'running', attempts: 0, error: null })
})

test('retries slow down to a cap', () => {
  expect([1, 2, 3, 4, 8, 11].map((n) => retryDelayMs(n))).toEqual([500, 1_000, 2_000, 4_000, 60_000, 60_000])
  expect(retryDelayMs(RETRY_POLICY.maxAttempts)).toBeUndefined()
})

test('waiting without a reason is refused', () => {
  expect(outcome(at('confirm'), { type: 'waiting', reasons: [] })).toBe('ROTATION_EVENT_REFUSED')
})

test('a forced run shows who wants the old key and keeps it off', () => {
  const forced = at('soak', 'running', { forced: true })
  expect(transition(forced, EVENTS['old-key-wanted'])).toMatchObject({
    step: 'soak',
    waitingFor: ['nightly-report came back with version 1'],
  })
})

test('an overlap roll cannot be aborted once the timer of the old key may run', () => {
  expect(STEP_ORDER.filter((step) => mayAbort(step, 'overlap-roll'))).toEqual(['locate', 'prepare'])
  expect(STEP_ORDER.filter((step) => mayAbort(step, 'create-then-revoke'))).toEqual([
    'locate',
    'prepare',
    'create',
    'verify-new',
  ])
})

test.each([
  ['empty', []],
  ['out of order', ['deploy', 'verify-new', 'confirm', 'revoke']],
  ['twice the same', ['deploy', 'deploy', 'confirm', 'revoke']],
  ['without confirm', ['deploy', 'revoke']],
  ['without deploy', ['create', 'confirm', 'revoke']],
  ['disable without soak', ['deploy', 'confirm', 'disable', 'revoke']],
] satisfies [string, StepName[]][])('a plan that is %s is refused', (_name, steps) => {
  expect(() => startRotation('manual', steps)).toThrow(expect.objectContaining({ code: 'ROTATION_PLAN_INVALID' }))
})

// ---------- properties over all plans and all sequences of events ----------

const plans = fc
  .record({
    strategy: fc.constantFrom<Strategy>('overlap-roll', 'create-then-revoke', 'dual-user', 'manual'),
    left: fc.subarray<StepName>(['locate', 'prepare', 'create', 'verify-new', 'verify-old-dead', 'end-sessions']),
    soaks: fc.boolean(),
  })
  .map(({ strategy, left, soaks }) =>
    startRotation(
      strategy,
      STEP_ORDER.filter((s) => !left.includes(s) && (soaks || (s !== 'disable' && s !== 'soak'))),
    ),
  )
/** Weighted so that many runs get far: a person aborts or pauses less often than a step is done. */
const events = fc.array(
  fc.oneof(
    { weight: 24, arbitrary: fc.constant(EVENTS['step-done']) },
    { weight: 8, arbitrary: fc.constantFrom(EVENTS['old-key-wanted'], EVENTS.resume) },
    { weight: 4, arbitrary: fc.constantFrom(EVENTS.waiting, EVENTS['step-failed'], EVENTS.force) },
    { weight: 2, arbitrary: fc.constantFrom(EVENTS.pause, EVENTS['give-up'], EVENTS.abort) },
  ),
  { minLength: 5, maxLength: 60, size: 'max' },
)

/** Replays events, ignoring refused ones; calls `seen` with each accepted move. */
function replay(
  start: RotationState,
  list: readonly RotationEvent[],
  seen: (before: RotationState, event: RotationEvent, after: RotationState) => void,
): RotationState {
  let state = start
  for (const event of list) {
    let next: RotationState
    try {
      next = transition(state, event)
    } catch (error) {
      if (isRekeyError(error)) continue
      throw error
    }
    seen(state, event, next)
    state = next
  }
  return state
}

test('no sequence of events revokes without a confirm that is done or forced since the old key was last wanted', () => {
  let reached = 0
  fc.assert(
    fc.property(plans, events, (start, list) => {
      let confirmed = false
      let held = true
      replay(start, list, (before, event, after) => {
        if (before.step === 'confirm' && (event.type === 'step-done' || event.type === 'force')) confirmed = true
        if (after.step === 'confirm') confirmed = false
        if (after.step !== 'revoke' || before.step === 'revoke') return
        reached++
        held &&= confirmed
      })
      return held
    }),
    { numRuns: 800 },
  )
  expect(reached).toBeGreaterThan(50)
})

test('every step of the plan is finished before a later one starts, and only a wanted old key goes back', () => {
  let wentBack = 0
  fc.assert(
    fc.property(plans, events, (start, list) => {
      const finished = new Set<StepName>()
      let held = true
      replay(start, list, (before, event, after) => {
        if (event.type === 'step-done' || event.type === 'force') finished.add(before.step)
        const moved = after.steps.indexOf(after.step) - before.steps.indexOf(before.step)
        if (moved < 0) wentBack++
        held &&= moved < 0 ? event.type === 'old-key-wanted' && after.step === 'confirm' : moved <= 1
        held &&= after.steps.slice(0, after.steps.indexOf(after.step)).every((step) => finished.has(step))
      })
      return held
    }),
    { numRuns: 400 },
  )
  expect(wentBack).toBeGreaterThan(5)
})

test('the old key is off only after a confirm, and nothing is aborted once deploy has begun', () => {
  let aborted = 0
  fc.assert(
    fc.property(plans, events, (start, list) => {
      const visited = new Set<StepName>([start.step])
      let held = true
      replay(start, list, (_before, event, after) => {
        visited.add(after.step)
        if (event.type === 'abort') aborted++
        if (event.type === 'abort') held &&= !visited.has('deploy')
        if (!oldKeyEnabledDuring(after.step)) held &&= visited.has('confirm')
      })
      return held
    }),
    { numRuns: 400 },
  )
  expect(aborted).toBeGreaterThan(5)
})

test('every open rotation can still be finished', () => {
  let finished = 0
  fc.assert(
    fc.property(plans, events, (start, list) => {
      let state = replay(start, list, () => {})
      if (!isOpen(state.status)) return true
      if (state.status !== 'running') state = transition(state, { type: 'resume' })
      for (let i = 0; i < STEP_ORDER.length && isOpen(state.status); i++)
        state = transition(state, { type: 'step-done' })
      finished++
      return state.status === 'done' && nextStep(state) === undefined
    }),
    { numRuns: 400 },
  )
  expect(finished).toBeGreaterThan(50)
})
