/** What each step did or found, in its own words, with times: on demand. */
import type { RotationView } from '../api.gen.ts'
import { millisBetween, span } from '../format.ts'
import { Time } from '../time.tsx'
import { stepWords } from '../wording.ts'

export function StepTable({ rotation }: { readonly rotation: RotationView }) {
  const begun = rotation.steps.filter((step) => step.startedAt)
  if (begun.length === 0) return null
  return (
    <details class="step-table">
      <summary>What each step found</summary>
      <ol>
        {begun.map((step) => (
          <li key={step.step}>
            <span class="muted">{step.startedAt && <Time at={step.startedAt} />}</span>
            <span>
              <strong>{stepWords(step.step)}.</strong> {step.summary ?? ''}
            </span>
            <span class="number muted">
              {step.startedAt && step.finishedAt ? span(millisBetween(step.startedAt, step.finishedAt)) : 'in progress'}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}
