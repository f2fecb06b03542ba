/**
 * Chooses how a key is rotated: from its life cycle (data) and from what its provider file can do
 * (presence of functions). Pure; the run may only leave out what this plan leaves out.
 */
import type { KeyKind } from '../providers/provider.ts'
import { STEP_ORDER, type StepName, type Strategy } from './rotation.ts'

export interface Situation {
  /** The key was seen by strangers: overlap is cut to an hour at most. */
  readonly leaked: boolean
  /** A key that may manage others is at hand. Without it nothing can be created or revoked by us. */
  readonly hasAdmin: boolean
  /** How long the old key should live beside the new one, where the provider keeps the time. */
  readonly overlapWantedMs?: number
  /** Keys in use, where the provider has a limit. */
  readonly keysInUse?: number
}

export interface RotationPlan {
  readonly strategy: Strategy
  readonly steps: readonly StepName[]
  /** Passed to `create`. 0 where the provider has no timer. */
  readonly keepOldMs: number
  /** What a person should know before it starts: what is left out, and why. */
  readonly notes: readonly string[]
}

/** An attacker may use the leaked key for as long as it overlaps. */
export const MAX_LEAKED_OVERLAP_MS = 3_600_000

const BY_HAND: Readonly<Partial<Record<StepName, string>>> = {
  create: 'A person creates the new key and stores it as the new version.',
  revoke: 'A person revokes the old key at the provider; the refused probe proves it.',
}

export function planRotation(kind: KeyKind, situation: Situation): RotationPlan {
  const { strategy, why } = chooseStrategy(kind, situation)
  const skipped = new Map<StepName, string>()
  const skip = (step: StepName, note: string): void => void skipped.set(step, note)

  if (strategy === 'manual') {
    // Without create there is no material to prepare, and nothing that needs the provider's name of the key.
    skip('prepare', '')
    skip('locate', '')
  }
  if (!kind.verify) {
    skip('verify-new', 'The new key cannot be tested before it is deployed: this provider file has no verify.')
    skip('verify-old-dead', 'The old key cannot be proved dead: this provider file has no verify.')
  }
  if (strategy === 'manual' || !kind.setEnabled) {
    const note = strategy === 'manual' ? '' : 'No reversible disable: revocation cannot be taken back.'
    skip('disable', note)
    skip('soak', '')
  }
  if (strategy === 'manual' || !kind.lifecycle?.revoke.sessionsSurvive) skip('end-sessions', '')
  else if (!kind.endSessions) skip('end-sessions', 'Sessions opened with the old key stay open: end them by hand.')

  const notes = [...why, ...skipped.values()]
  if (strategy === 'manual') notes.push(...Object.values(BY_HAND), ...(kind.runbook ? [`See ${kind.runbook.url}`] : []))
  const keepOldMs = overlapMs(kind, strategy, situation)
  if (keepOldMs > 0) notes.push('The old key dies by itself at the end of the overlap, even when nobody confirms.')
  return { strategy, steps: STEP_ORDER.filter((step) => !skipped.has(step)), keepOldMs, notes: notes.filter(Boolean) }
}

function chooseStrategy(kind: KeyKind, situation: Situation): { strategy: Strategy; why: string[] } {
  const missing = (['verify', 'locate', 'prepare', 'create', 'revoke'] as const).filter((name) => !kind[name])
  if (!kind.lifecycle) return { strategy: 'manual', why: ['This provider file does not describe how the key lives.'] }
  if (missing.length > 0) return { strategy: 'manual', why: [`This provider file cannot ${missing.join(', ')}.`] }
  if (!situation.hasAdmin) return { strategy: 'manual', why: ['No managing key is configured for this secret.'] }
  const { overlap } = kind.lifecycle
  switch (overlap.kind) {
    case 'timer':
      return { strategy: 'overlap-roll', why: [] }
    case 'twin-principal':
      return { strategy: 'dual-user', why: [] }
    case 'n-keys':
      return overlap.max !== 'unbounded' && (situation.keysInUse ?? 1) >= overlap.max
        ? { strategy: 'manual', why: [`All ${overlap.max} keys are in use: choose by hand which one may go.`] }
        : { strategy: 'create-then-revoke', why: [] }
    default:
      return { strategy: 'manual', why: [`Two keys cannot live side by side here (${overlap.kind}).`] }
  }
}

function overlapMs(kind: KeyKind, strategy: Strategy, situation: Situation): number {
  const overlap = kind.lifecycle?.overlap
  if (strategy !== 'overlap-roll' || overlap?.kind !== 'timer') return 0
  const limit = situation.leaked ? Math.min(overlap.maxMs, MAX_LEAKED_OVERLAP_MS) : overlap.maxMs
  return Math.min(situation.overlapWantedMs ?? overlap.defaultMs, limit)
}
