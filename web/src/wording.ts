/** The words that people read for the codes that the server sends. An unknown code is shown as it is. */
import type { IncidentSummary, RotationView, VerdictView } from './api.gen.ts'

export type Tone = 'old' | 'new' | 'ok' | 'wait' | 'quiet'

const STEPS: Readonly<Record<string, string>> = {
  locate: 'Find the key at the provider',
  prepare: 'Prepare',
  create: 'Create the new key',
  'verify-new': 'Test the new key',
  deploy: 'Store and announce it',
  confirm: 'Prove that all have moved',
  disable: 'Disable the old key',
  soak: 'Soak, still reversible',
  revoke: 'Revoke it for good',
  'verify-old-dead': 'Probe until refused',
  'end-sessions': 'End its open sessions',
}

export function stepWords(step: string): string {
  return STEPS[step] ?? step
}

export type PhaseLetter = RotationView['phase']

export const PHASES: readonly { readonly letter: PhaseLetter; readonly title: string }[] = [
  { letter: 'A', title: 'New key' },
  { letter: 'B', title: 'Deployed' },
  { letter: 'C', title: 'Traffic moved' },
  { letter: 'D', title: 'Old key refused' },
]

export function phaseTitle(letter: PhaseLetter): string {
  return PHASES.find((phase) => phase.letter === letter)?.title ?? letter
}

type Words = { readonly text: string; readonly tone: Tone; readonly glyph: string }

export const STATES: Readonly<Record<IncidentSummary['state'], Words>> = {
  triage: { text: 'Triage', tone: 'old', glyph: '▲' },
  containing: { text: 'Containing', tone: 'new', glyph: '◐' },
  contained: { text: 'Contained', tone: 'ok', glyph: '✓' },
  closed: { text: 'Closed', tone: 'quiet', glyph: '■' },
}

export const ROTATION_STATUS: Readonly<Record<RotationView['status'], Words>> = {
  running: { text: 'Running', tone: 'new', glyph: '◐' },
  paused: { text: 'Paused', tone: 'wait', glyph: '‖' },
  done: { text: 'Done', tone: 'ok', glyph: '✓' },
  aborted: { text: 'Aborted', tone: 'old', glyph: '✕' },
  'needs-human': { text: 'Needs a human', tone: 'wait', glyph: '!' },
}

export const VERDICTS: Readonly<Record<VerdictView['class'], Words>> = {
  'confirmed-abuse': { text: 'Confirmed abuse', tone: 'old', glyph: '▲' },
  'confirmed-use': { text: 'Confirmed use by a stranger', tone: 'old', glyph: '▲' },
  'attempt-only': { text: 'Attempts only, all refused', tone: 'wait', glyph: '!' },
  'no-evidence': { text: 'No evidence of use', tone: 'ok', glyph: '✓' },
  'cannot-tell': { text: 'Cannot tell', tone: 'wait', glyph: '?' },
}

const KEY_VERDICTS: Readonly<Record<string, Words>> = {
  live: { text: 'live', tone: 'old', glyph: '▲' },
  restricted: { text: 'live, restricted', tone: 'old', glyph: '▲' },
  dead: { text: 'dead', tone: 'ok', glyph: '✓' },
  unknown: { text: 'not known', tone: 'wait', glyph: '?' },
}

export function keyVerdict(state: string): Words {
  return KEY_VERDICTS[state] ?? { text: state, tone: 'quiet', glyph: '·' }
}

const DOCUMENTS: Readonly<Record<string, string>> = { notice: 'Notice, draft', postmortem: 'Post-mortem' }

export function documentTitle(kind: string): string {
  return DOCUMENTS[kind] ?? kind
}
