/** What a step is given, what it answers, and the few things that every step says. */
import type { Sensitive } from '../base/sensitive.ts'
import type { KeyKind, ProviderContext } from '../providers/provider.ts'
import { openVersion } from '../secrets/store.ts'
import type { StepDeps } from './context.ts'
import { rotationError } from './rotation-error.ts'
import type { Rotation, StepOutcome } from './store.ts'

export interface StepResult extends StepOutcome {
  /** Present when the rotation has to wait: look again after this long. */
  readonly dueInMs?: number
}

/** What a step works with. */
export interface Work {
  readonly deps: StepDeps
  readonly rotation: Rotation
  readonly kind: KeyKind
  readonly context: ProviderContext
}

export function done(summary: string, rest: Omit<StepResult, 'event' | 'summary'> = {}): StepResult {
  return { event: { type: 'step-done' }, summary, ...rest }
}

export function waitFor(
  reasons: readonly string[],
  dueInMs: number,
  rest: Omit<StepResult, 'event' | 'dueInMs'> = {},
): StepResult {
  return { event: { type: 'waiting', reasons }, dueInMs, ...rest }
}

export function giveUp(message: string): StepResult {
  return { event: { type: 'give-up', message } }
}

export function requireFunction<T>(found: T | undefined, name: string): T {
  if (!found) throw rotationError('ROTATION_PLAN_INVALID', `the plan needs ${name}, which this provider file lacks`)
  return found
}

export async function openKey(deps: StepDeps, rotation: Rotation, version: number): Promise<Sensitive> {
  return (await openVersion(deps.db, deps.keyring, rotation.secret, version)).value
}

export function oldHandleOf(rotation: Rotation): NonNullable<Rotation['oldHandle']> {
  // Revocation without a located key could hit a neighbour: the plan puts locate first, this holds it to that.
  if (!rotation.oldHandle) throw rotationError('ROTATION_PLAN_INVALID', 'the old key was never located at the provider')
  return rotation.oldHandle
}

export function materialContext(rotation: Rotation): string[] {
  return ['rotation material', rotation.id, rotation.secret.id]
}
