/**
 * The four phases of a rotation as the page shows them, computed from its steps: state, measured time, and
 * when it was finished counted from the leak's detection. Pure.
 */
import type { RotationView } from './api.gen.ts'
import { millisBetween } from './format.ts'
import { PHASES, type PhaseLetter } from './wording.ts'

export type RailState = 'todo' | 'active' | 'halted' | 'done'

export interface RailPhase {
  readonly letter: PhaseLetter
  readonly title: string
  readonly state: RailState
  readonly steps: RotationView['steps']
  readonly startedAt: string | null
  /** Null until all of its steps are done. */
  readonly finishedAt: string | null
  /** Measured length of a finished phase. */
  readonly tookMs: number | null
  /** From detection to the end of a finished phase. */
  readonly sinceDetectionMs: number | null
  /** What the step in progress, or else the last finished one, has to say. */
  readonly summary: string | null
}

function stateOf(rotation: RotationView, steps: RotationView['steps']): RailState {
  if (steps.length > 0 && steps.every((step) => step.state === 'done')) return 'done'
  const begun = steps.some((step) => step.state !== 'todo')
  if (!begun) return 'todo'
  return rotation.status === 'running' ? 'active' : 'halted'
}

export function railOf(rotation: RotationView, detectedAt: string): RailPhase[] {
  return PHASES.map(({ letter, title }) => {
    const steps = rotation.steps.filter((step) => step.phase === letter)
    const state = stateOf(rotation, steps)
    const startedAt = steps.find((step) => step.startedAt)?.startedAt ?? null
    const finishedAt = state === 'done' ? (steps.at(-1)?.finishedAt ?? null) : null
    const active = steps.find((step) => step.state === 'active')
    const lastDone = steps.findLast((step) => step.state === 'done' && step.summary)
    return {
      letter,
      title,
      state,
      steps,
      startedAt,
      finishedAt,
      tookMs: startedAt && finishedAt ? millisBetween(startedAt, finishedAt) : null,
      sinceDetectionMs: finishedAt ? millisBetween(detectedAt, finishedAt) : null,
      summary: active?.summary ?? lastDone?.summary ?? null,
    }
  })
}
