/**
 * Runs a rotation: one side effect a step, the intent on disk before it, its result committed after it under
 * the fence. A crash anywhere leaves either "nothing happened" or "this step may have happened", and every
 * step bears being done twice. This file knows the order of those writes; steps.ts knows the effects.
 */
import { describeError, isRekeyError } from '../base/errors.ts'
import type { Claim } from '../jobs/claim.ts'
import { isOpen, retryDelayMs } from './rotation.ts'
import type { StepDeps } from './context.ts'
import { runStep } from './steps.ts'
import type { StepResult } from './work.ts'
import { beginStep, commitStep, loadRotation, type Rotation } from './store.ts'

export interface RotationDeps extends StepDeps {
  /** Called at every point where a crash matters; does nothing but in drills and tests. */
  readonly faultPoint: (name: string) => void
  /** Something was committed: others may look. */
  readonly changed: () => void
}

const IDLE_MS = 60_000

/** Advances a claimed rotation until it waits or ends. Returns when it is due again. */
export async function advanceRotation(
  deps: RotationDeps,
  claim: Claim,
  signal: AbortSignal,
): Promise<{ dueInMs: number }> {
  let rotation = await loadRotation(deps.db, claim.id)
  while (rotation.state.status === 'running' && !signal.aborted) {
    const { step } = rotation.state
    const point = `${rotation.secret.provider ?? 'unknown'}/${step}`
    await beginStep(deps.db, deps.clock.now(), claim, rotation)
    deps.faultPoint(`${point}:before`)
    const result = await attempt(deps, rotation, signal)
    if (signal.aborted) return { dueInMs: 0 } // Nothing is committed: the step is repeated by whoever is next.
    deps.faultPoint(`${point}:after`)
    rotation = await commitStep(deps.db, deps.clock.now(), claim, rotation, result)
    deps.changed()
    deps.faultPoint(`${point}:committed`)
    if (result.dueInMs !== undefined && isOpen(rotation.state.status)) return { dueInMs: result.dueInMs }
  }
  return { dueInMs: IDLE_MS }
}

/** A step that throws has failed; its message may be shown, because providers never put a key into one. */
async function attempt(deps: RotationDeps, rotation: Rotation, signal: AbortSignal): Promise<StepResult> {
  try {
    return await runStep(deps, rotation, signal)
  } catch (error) {
    const retryable = !isRekeyError(error) || error.retryable
    const dueInMs = retryDelayMs(rotation.state.attempts + 1) ?? IDLE_MS
    return { event: { type: 'step-failed', retryable, message: describeError(error) }, dueInMs }
  }
}
