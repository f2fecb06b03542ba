/**
 * The rotation as a pure state machine: which step comes next, what each answer does to it, what is
 * refused. No I/O, no clock: effects are in run.ts, persistence in store.ts.
 *
 *   A create   locate → prepare → create → verify-new
 *   B deploy   deploy
 *   C confirm  confirm            (waits for evidence, not for a clock)
 *   D revoke   disable → soak → revoke → verify-old-dead → end-sessions
 */
import { rotationError } from './rotation-error.ts'

export type Strategy = 'overlap-roll' | 'create-then-revoke' | 'dual-user' | 'manual'

export type StepName =
  | 'locate'
  | 'prepare'
  | 'create'
  | 'verify-new'
  | 'deploy'
  | 'confirm'
  | 'disable'
  | 'soak'
  | 'revoke'
  | 'verify-old-dead'
  | 'end-sessions'

export type Phase = 'A' | 'B' | 'C' | 'D'
export type RotationStatus = 'running' | 'paused' | 'done' | 'aborted' | 'needs-human'

export const PHASE_OF: Readonly<Record<StepName, Phase>> = {
  locate: 'A',
  prepare: 'A',
  create: 'A',
  'verify-new': 'A',
  deploy: 'B',
  confirm: 'C',
  disable: 'D',
  soak: 'D',
  revoke: 'D',
  'verify-old-dead': 'D',
  'end-sessions': 'D',
}

/** The one order of steps. A plan leaves steps out; it never reorders them. */
export const STEP_ORDER = Object.keys(PHASE_OF) as readonly StepName[]

/** What decides about the next move. A step that stands before `step` in `steps` is done. */
export interface RotationState {
  readonly status: RotationStatus
  readonly strategy: Strategy
  readonly steps: readonly StepName[]
  readonly step: StepName
  /** Failed tries of the current step in a row. */
  readonly attempts: number
  /** What the current step waits for, in sentences. Empty when it waits for nothing. */
  readonly waitingFor: readonly string[]
  readonly error: string | null
  /** A person has ended a wait without its evidence. Stays true to the end of the run. */
  readonly forced: boolean
}

export type RotationEvent =
  | { readonly type: 'step-done' }
  | { readonly type: 'waiting'; readonly reasons: readonly string[] }
  /** While the old key is off, a consumer turned out to need it: back to confirm, which switches it on again. */
  | { readonly type: 'old-key-wanted'; readonly reasons: readonly string[] }
  | { readonly type: 'step-failed'; readonly retryable: boolean; readonly message: string }
  | { readonly type: 'give-up'; readonly message: string }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'abort' }
  | { readonly type: 'force' }

export interface RetryPolicy {
  readonly firstDelayMs: number
  readonly maxDelayMs: number
  /** After so many failures in a row a person is asked. */
  readonly maxAttempts: number
}

/** Doubles from half a second to a minute: a provider may be down for about five minutes. */
export const RETRY_POLICY: RetryPolicy = { firstDelayMs: 500, maxDelayMs: 60_000, maxAttempts: 12 }

/** Milliseconds to wait after the `attempts`-th failure in a row (from 1); undefined when a person is to be asked. */
export function retryDelayMs(attempts: number, policy: RetryPolicy = RETRY_POLICY): number | undefined {
  if (attempts >= policy.maxAttempts) return undefined
  return Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** Math.max(0, attempts - 1))
}

/** A run at its first step. Throws ROTATION_PLAN_INVALID for steps out of order or a plan without B, C or revoke. */
export function startRotation(strategy: Strategy, steps: readonly StepName[]): RotationState {
  const order = steps.map((step) => STEP_ORDER.indexOf(step))
  const first = steps[0]
  if (first === undefined || order.some((at, i) => at < 0 || (i > 0 && at <= (order[i - 1] as number)))) {
    throw rotationError('ROTATION_PLAN_INVALID', `steps out of order: ${steps.join(', ')}`)
  }
  for (const needed of ['deploy', 'confirm', 'revoke'] as const) {
    if (!steps.includes(needed)) throw rotationError('ROTATION_PLAN_INVALID', `the plan has no ${needed}`)
  }
  if (steps.includes('disable') !== steps.includes('soak')) {
    throw rotationError('ROTATION_PLAN_INVALID', 'disable and soak belong together')
  }
  return { status: 'running', strategy, steps, step: first, attempts: 0, waitingFor: [], error: null, forced: false }
}

export function isOpen(status: RotationStatus): boolean {
  return status !== 'done' && status !== 'aborted'
}

/** The step after this one, or undefined at the end of the plan. */
export function nextStep(state: Pick<RotationState, 'steps' | 'step'>): StepName | undefined {
  return state.steps[state.steps.indexOf(state.step) + 1]
}

/**
 * Before deploy nobody holds the new key, so nothing is lost. An overlap roll starts the old key's timer
 * with `create`: from there on giving up would be an outage at the deadline.
 */
export function mayAbort(step: StepName, strategy: Strategy): boolean {
  const firstTooLate = strategy === 'overlap-roll' ? 'create' : 'deploy'
  return STEP_ORDER.indexOf(step) < STEP_ORDER.indexOf(firstTooLate)
}

export function mayForce(step: StepName): boolean {
  return step === 'confirm' || step === 'soak'
}

/**
 * Whether the old key must be switched on while this step runs. In a plan with `disable` the runner makes it
 * so whenever it enters `confirm`, `disable` or `soak`: the step is committed first, then the switch is set,
 * so that a crash between the two heals itself.
 */
export function oldKeyEnabledDuring(step: StepName): boolean {
  return STEP_ORDER.indexOf(step) < STEP_ORDER.indexOf('disable')
}

/** Steps that may have to be asked again later. The others act once or fail. */
const WAITING_STEPS: ReadonlySet<StepName> = new Set([
  'verify-new',
  'deploy',
  'confirm',
  'soak',
  'verify-old-dead',
  'end-sessions',
])

/** The state after `event`. Throws an error of rotation-error.ts for a pair that is refused; changes nothing then. */
export function transition(state: RotationState, event: RotationEvent): RotationState {
  if (!isOpen(state.status)) {
    throw rotationError('ROTATION_CLOSED', `${event.type} is refused: the rotation is ${state.status}`)
  }
  switch (event.type) {
    case 'pause':
      requireRunning(state, event)
      return { ...state, status: 'paused' }
    case 'resume':
      if (state.status === 'running') throw refused(state, event)
      return { ...state, status: 'running', attempts: 0, error: null }
    case 'give-up':
      if (state.status === 'needs-human') throw refused(state, event)
      return { ...state, status: 'needs-human', error: event.message }
    case 'abort':
      return abort(state)
    case 'force':
      return force(state)
    default:
      requireRunning(state, event)
      return advance(state, event)
  }
}

type StepAnswer = Extract<RotationEvent, { type: 'step-done' | 'waiting' | 'old-key-wanted' | 'step-failed' }>

/** What a running step said. */
function advance(state: RotationState, event: StepAnswer): RotationState {
  switch (event.type) {
    case 'step-done':
      return forward(state)
    case 'waiting':
      if (!WAITING_STEPS.has(state.step) || event.reasons.length === 0) throw refused(state, event)
      return { ...state, waitingFor: event.reasons, attempts: 0, error: null }
    case 'old-key-wanted':
      if (state.step !== 'disable' && state.step !== 'soak') throw refused(state, event)
      // Whoever forced accepted that somebody breaks: the complaint is shown, the leaked key stays off.
      if (state.forced) return { ...state, waitingFor: event.reasons }
      return { ...state, step: 'confirm', waitingFor: event.reasons, attempts: 0, error: null }
    case 'step-failed': {
      const attempts = state.attempts + 1
      const again = event.retryable && retryDelayMs(attempts) !== undefined
      return { ...state, status: again ? 'running' : 'needs-human', attempts, error: event.message }
    }
  }
}

function forward(state: RotationState): RotationState {
  const next = nextStep(state)
  const cleared = { ...state, attempts: 0, waitingFor: [], error: null }
  return next === undefined ? { ...cleared, status: 'done' } : { ...cleared, status: 'running', step: next }
}

function abort(state: RotationState): RotationState {
  if (!mayAbort(state.step, state.strategy)) {
    throw rotationError(
      'ROTATION_TOO_LATE_TO_ABORT',
      `the rotation is at ${state.step}: consumers may need the new key`,
    )
  }
  return { ...state, status: 'aborted', waitingFor: [] }
}

/** Ends a wait. The caller shows what will break (`waitingFor`) and journals who did it before it commits. */
function force(state: RotationState): RotationState {
  if (!mayForce(state.step)) {
    throw rotationError('ROTATION_FORCE_REFUSED', `the rotation is at ${state.step}, which is not a wait`)
  }
  return { ...forward(state), forced: true }
}

function requireRunning(state: RotationState, event: RotationEvent): void {
  if (state.status !== 'running') {
    throw rotationError('ROTATION_NOT_RUNNING', `${event.type} is refused: the rotation is ${state.status}`)
  }
}

function refused(state: RotationState, event: RotationEvent): Error {
  return rotationError(
    'ROTATION_EVENT_REFUSED',
    `${event.type} is refused while the rotation is ${state.status} at ${state.step}`,
  )
}
