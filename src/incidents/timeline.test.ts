import { expect, test } from 'vitest'
import type { JournalEntry } from '../journal/chain.ts'
import { timelineEntry } from './timeline.ts'

function tell(action: string, detail: JournalEntry['detail'] = {}): string | undefined {
  const at = new Date('2026-03-12T23:47:00Z')
  return timelineEntry({ seq: 7, at, actor: 'rekey', action, subject: 'x', detail })?.text
}

const SECRET = 'shop/production/DATABASE_URL'

test.each<[string, JournalEntry['detail'], string]>([
  ['push.received', { repository: 'shop', commit: '4f2a9c1d7be05e33' }, 'A push arrived in shop, commit 4f2a9c1d7be0.'],
  [
    'incident.opened',
    { severity: 'SEV-1', channel: '#c' },
    'The incident was opened, SEV-1; triage begins. Channel: #c.',
  ],
  [
    'leak.recorded',
    { providerName: 'PostgreSQL', kind: 'password', masked: 'p… (9 characters)', file: '.env', secret: SECRET },
    `Found a PostgreSQL password: p… (9 characters), in .env. It is our own secret ${SECRET}.`,
  ],
  ['version.stored', { secret: SECRET, version: 2 }, `Version 2 of ${SECRET} was stored.`],
  ['version.promoted', { name: SECRET, version: 2 }, `Version 2 of ${SECRET} is the current one now.`],
  ['version.dead', { secret: SECRET, version: 1 }, `Version 1 of ${SECRET} is dead.`],
  ['rotation.started', { secret: SECRET, strategy: 'dual-user' }, `The rotation of ${SECRET} started (dual-user).`],
  [
    'rotation.step-done',
    { step: 'create', summary: 'a new user was made', secret: SECRET },
    `Step A (create), create of ${SECRET}: a new user was made.`,
  ],
  [
    'rotation.waiting',
    { waitingFor: ['nightly-report still holds version 1.', 'orders is silent'] },
    'The rotation waits: nightly-report still holds version 1; orders is silent.',
  ],
  ['rotation.done', { secret: SECRET }, `The rotation of ${SECRET} is done.`],
  [
    'rotation.old-key-refused',
    { secret: SECRET, probes: 3 },
    `The provider refuses the old key of ${SECRET} (3 probes): its exposure has ended.`,
  ],
  ['rotation.paused', { reason: 'freeze.' }, 'The rotation was paused: freeze.'],
  ['rotation.resumed', {}, 'The rotation goes on.'],
  ['rotation.aborted', {}, 'The rotation was given up; the old key stays.'],
  ['rotation.forced', { reason: 'abuse' }, 'Step D was forced before the evidence was complete: abuse.'],
  ['rotation.needs-human', { error: 'no admin key' }, 'The rotation needs a person: no admin key.'],
  ['consumer.moved', { consumer: 'orders', version: 2, secret: SECRET }, `orders moved to version 2 of ${SECRET}.`],
  ['evidence.imported', { source: 'stripe.log', rows: 60_085 }, '60,085 log lines imported from stripe.log.'],
  [
    'evidence.verdict',
    { class: 'cannot-tell', coverage: 0.9999, sentence: 'A gap.' },
    'Verdict: A gap. The logs cover 99.9 % of the exposure.',
  ],
  ['document.written', { kind: 'postmortem' }, 'The draft of the post-mortem was written.'],
  ['task.done', { name: 'tell', text: 'Tell the people on call.' }, 'Done: Tell the people on call.'],
  ['task.done', { text: 'Did somebody use the key?' }, 'Done: Did somebody use the key?'],
  ['rotation.paused', { reason: 'who is using it?' }, 'The rotation was paused: who is using it?'],
  [
    'leak.recorded',
    { providerName: 'PostgreSQL', kind: 'database-url', label: 'database URL', file: '.env' },
    'Found a PostgreSQL database URL, in .env.',
  ],
  ['note.added', { text: 'We froze deployments' }, 'We froze deployments'],
  ['incident.contained', {}, 'Contained: every leaked key is refused by its provider.'],
  ['incident.contained', { reason: 'the key was dead' }, 'Contained: the key was dead.'],
  ['incident.closed', {}, 'The incident was closed.'],
  ['commander.named', { name: 'Ada' }, 'Ada is the incident commander.'],
])('%s reads as a sentence', (action, detail, sentence) => {
  expect(tell(action, detail)).toBe(sentence)
})

test.each(['secret.read', 'rotation.step-started', 'constructor', 'toString', ''])(
  '%j is no part of the story',
  (action) => {
    expect(tell(action)).toBeUndefined()
  },
)

test('every line keeps its time, its actor and the entry that proves it', () => {
  const at = new Date('2026-03-12T23:47:00Z')
  const entry = { seq: 7, at, actor: 'ada', action: 'note.added', subject: 'inc_1', detail: { text: 'x' } }
  expect(timelineEntry(entry)).toEqual({ at, kind: 'note', text: 'x', actor: 'ada', seq: 7, action: 'note.added' })
})

test('odd details never break a sentence', () => {
  const odd = {
    secret: null,
    name: {},
    version: [],
    step: 'constructor',
    waitingFor: [1, null],
    rows: 'many',
    probes: NaN,
  }
  const actions = ['push.received', 'incident.opened', 'leak.recorded', 'version.stored', 'rotation.step-done']
  for (const action of [
    ...actions,
    'rotation.waiting',
    'rotation.old-key-refused',
    'evidence.imported',
    'note.added',
  ]) {
    expect(tell(action, odd), action).toMatch(/^[A-Z].*\.$/)
    expect(tell(action, odd), action).not.toMatch(/undefined|null|NaN|\[object/)
  }
})

test('the author of a push is not in its sentence', () => {
  expect(tell('push.received', { repository: 'shop', author: 'Robin', pusher: 'Robin' })).not.toContain('Robin')
  expect(tell('leak.recorded', { provider: 'stripe', author: 'Robin' })).not.toContain('Robin')
})
