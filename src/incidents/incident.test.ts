import { expect, test } from 'vitest'
import { INCIDENT_STATES, type IncidentEvent, type IncidentState, transition } from './incident.ts'

const READY = { openRotations: [], verdict: true, postmortem: true }

const EVENTS: Readonly<Record<string, IncidentEvent>> = {
  start: { type: 'start-containing' },
  contain: { type: 'contain', openRotations: [] },
  'contain with open work': { type: 'contain', openRotations: ['shop/production/KEY'] },
  'contain with a reason': { type: 'contain', openRotations: ['shop/production/KEY'], reason: 'dead before' },
  close: { type: 'close', ...READY },
  'close with open work': { type: 'close', ...READY, openRotations: ['shop/production/KEY'] },
  'close with a reason': { type: 'close', ...READY, openRotations: ['shop/production/KEY'], reason: 'false alarm' },
  'close with a blank reason': { type: 'close', ...READY, openRotations: ['shop/production/KEY'], reason: ' ' },
  'close without verdict': { type: 'close', ...READY, verdict: false },
  'close without post-mortem': { type: 'close', ...READY, postmortem: false },
  reopen: { type: 'reopen', reason: 'the key works again' },
  'reopen without reason': { type: 'reopen', reason: '' },
}

/** Where each event leads from triage, containing, contained and closed; `-` is a refusal. */
const TABLE: Readonly<Record<string, readonly [string, string, string, string]>> = {
  start: ['containing', 'containing', 'containing', '-'],
  contain: ['-', 'contained', 'contained', '-'],
  'contain with open work': ['-', '-', '-', '-'],
  'contain with a reason': ['contained', 'contained', 'contained', '-'],
  close: ['-', 'closed', 'closed', 'closed'],
  'close with open work': ['-', '-', '-', 'closed'],
  'close with a reason': ['closed', 'closed', 'closed', 'closed'],
  'close with a blank reason': ['-', '-', '-', 'closed'],
  'close without verdict': ['-', '-', '-', 'closed'],
  'close without post-mortem': ['-', '-', '-', 'closed'],
  reopen: ['-', '-', '-', 'triage'],
  'reopen without reason': ['-', '-', '-', '-'],
}

test.each(Object.keys(EVENTS))('every state answers "%s" as the table says', (name) => {
  const answers = INCIDENT_STATES.map((state: IncidentState) => {
    const answer = transition(state, EVENTS[name] as IncidentEvent)
    return answer.ok ? answer.state : '-'
  })
  expect(answers).toEqual(TABLE[name])
})

test('a refusal lists everything that is missing', () => {
  const answer = transition('containing', {
    type: 'close',
    openRotations: ['shop/production/A', 'shop/production/B'],
    verdict: false,
    postmortem: false,
  })
  expect(answer).toEqual({
    ok: false,
    refusals: [
      'The rotation of shop/production/A is not done: finish it, or state a reason.',
      'The rotation of shop/production/B is not done: finish it, or state a reason.',
      'No verdict is recorded: was the key used by somebody else?',
      'The draft of the post-mortem is not written.',
    ],
  })
})

test('an event that changes nothing says so, so that nothing is journalled twice', () => {
  expect(transition('containing', { type: 'start-containing' })).toMatchObject({ ok: true, changed: false })
  expect(transition('closed', { type: 'close', ...READY })).toMatchObject({ ok: true, changed: false })
  expect(transition('triage', { type: 'start-containing' })).toMatchObject({ ok: true, changed: true })
})
