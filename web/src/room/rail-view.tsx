/** A new key → B deployed → C traffic moved → D old key refused, with measured seconds. */
import type { RotationView } from '../api.gen.ts'
import { millisBetween, span } from '../format.ts'
import { railOf, type RailPhase, type RailState } from '../rail.ts'
import { Elapsed } from '../time.tsx'
import { stepWords } from '../wording.ts'

const STATE_WORDS: Readonly<Record<RailState, string>> = {
  todo: 'to do',
  active: 'in progress',
  halted: 'halted',
  done: 'done',
}
const STEP_GLYPH = { todo: '·', active: '▸', done: '✓' } as const

type Step = RotationView['steps'][number]

function StepLine({ step }: { readonly step: Step }) {
  return (
    <li class={`step ${step.state}`}>
      <span class="glyph" aria-hidden="true">
        {STEP_GLYPH[step.state]}
      </span>
      <span class="step-name">
        {stepWords(step.step)}
        <span class="visually-hidden">, {STATE_WORDS[step.state]}</span>
      </span>
      <span class="step-time">
        {step.startedAt && step.finishedAt && span(millisBetween(step.startedAt, step.finishedAt))}
        {step.startedAt && step.state === 'active' && <Elapsed from={step.startedAt} to={null} />}
      </span>
    </li>
  )
}

function Phase({ phase }: { readonly phase: RailPhase }) {
  return (
    <li class={`phase ${phase.state}`} aria-current={phase.state === 'active' ? 'step' : undefined}>
      <span class="phase-node" aria-hidden="true">
        {phase.letter}
      </span>
      <h3>
        <span class="visually-hidden">Step {phase.letter}: </span>
        {phase.title}
        <span class="visually-hidden">, {STATE_WORDS[phase.state]}</span>
      </h3>
      <span class="phase-time">
        {phase.tookMs !== null && span(phase.tookMs)}
        {phase.tookMs === null && phase.startedAt && phase.state === 'active' && (
          <Elapsed from={phase.startedAt} to={null} />
        )}
        {phase.sinceDetectionMs !== null && <span class="since">at +{span(phase.sinceDetectionMs)}</span>}
        {phase.state === 'halted' && <span class="since">halted</span>}
      </span>
      <ol class="steps">
        {phase.steps.map((step) => (
          <StepLine key={step.step} step={step} />
        ))}
      </ol>
      {phase.steps.length === 1 && phase.summary && <p class="phase-summary">{phase.summary}</p>}
    </li>
  )
}

export function Rail({ rotation, detectedAt }: { readonly rotation: RotationView; readonly detectedAt: string }) {
  return (
    <ol class="rail">
      {railOf(rotation, detectedAt).map((phase) => (
        <Phase key={phase.letter} phase={phase} />
      ))}
    </ol>
  )
}
