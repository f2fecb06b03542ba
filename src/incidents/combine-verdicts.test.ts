import { expect, test } from 'vitest'
import { combineVerdicts, type JudgedKey } from './combine-verdicts.ts'
import type { InvestigationVerdict } from './incident-facts.ts'
import { verdictOf } from './sample-facts.ts'

const STRIPE = { secret: 'shop/production/STRIPE_KEY', provider: 'Stripe', name: 'Stripe secret key' }
const DATABASE = { secret: 'shop/production/DATABASE_URL', provider: 'PostgreSQL', name: 'PostgreSQL database URL' }
const GAP = 'no log was imported for the PostgreSQL database URL: its use cannot be judged'

const abused: JudgedKey = { key: STRIPE, answer: verdictOf('confirmed-abuse'), asked: ['I01', 'I10'] }
const unused: JudgedKey = { key: DATABASE, answer: verdictOf('no-evidence'), asked: ['I01', 'I27'] }
const silent: JudgedKey = { key: DATABASE, gap: GAP }

test('the worst key decides what happened, and each key keeps its own answer', () => {
  const combined = combineVerdicts([unused, abused])
  expect(combined).toMatchObject({ class: 'confirmed-abuse', coverage: 1, gaps: [], indicatorsAsked: 3 })
  expect(combined.sentence).toBe(
    'Of 2 leaked keys, the Stripe secret key was abused; the PostgreSQL database URL shows no use by anybody else. A stranger read customers.',
  )
  expect(combined.keys?.map(({ name, class: found }) => [name, found])).toEqual([
    ['Stripe secret key', 'confirmed-abuse'],
    ['PostgreSQL database URL', 'no-evidence'],
  ])
})

test('the weakest log decides the coverage: a key without one is not covered by that of another', () => {
  const combined = combineVerdicts([abused, silent])
  expect(combined).toMatchObject({ class: 'confirmed-abuse', coverage: 0, gaps: [GAP] })
  expect(combined.keys?.map(({ coverage }) => coverage)).toEqual([1, 0])
  expect(combined.keys?.[1]).toMatchObject({ class: 'cannot-tell', secret: DATABASE.secret })
})

test.each(['no-evidence', 'attempt-only'] as const)('a key that cannot be judged takes %s away', (found) => {
  const combined = combineVerdicts([{ key: STRIPE, answer: verdictOf(found) }, silent])
  expect(combined.class).toBe('cannot-tell')
  expect(combined.sentence).toContain('the PostgreSQL database URL cannot be judged')
})

test('one key is told as it is, and none at all is not known', () => {
  expect(combineVerdicts([abused]).sentence).toBe('A stranger read customers.')
  expect(combineVerdicts([])).toMatchObject({ class: 'cannot-tell', coverage: 0, keys: [] })
})

test('keys that share the worst fate give their reasons by name', () => {
  const { sentence, recordsAtLeast, recordsAtMost } = combineVerdicts([abused, { ...abused, key: DATABASE }])
  expect(sentence).toBe(
    'Of 2 leaked keys, the Stripe secret key and the PostgreSQL database URL were abused. ' +
      'Stripe secret key: A stranger read customers. PostgreSQL database URL: A stranger read customers.',
  )
  expect([recordsAtLeast, recordsAtMost]).toEqual([390, 7_800])
})

test('a stranger with two keys is one stranger, and an indicator of two keys is one line', () => {
  const answer = (requests: number, firstSeenAt: string, severity: string): InvestigationVerdict => ({
    ...verdictOf('confirmed-use'),
    gaps: ['a gap'],
    strangers: [{ ip: '203.0.113.9', userAgent: 'curl', requests, succeeded: 1, firstSeenAt, lastSeenAt: firstSeenAt }],
    indicators: [{ id: 'I10', title: 'Scripting client', severity, findings: 1, rows: requests, detail: 'curl' }],
    excused: [{ ip: '10.0.0.9', userAgent: 'rekey', requests: 2, because: 'own-probe' }],
  })
  const [early, late] = ['2026-03-12T23:45:30.000Z', '2026-03-12T23:50:00.000Z']
  const combined = combineVerdicts([
    { key: STRIPE, answer: answer(3, late, 'medium') },
    { key: DATABASE, answer: answer(4, early, 'high') },
  ])
  expect(combined.strangers).toEqual([
    { ip: '203.0.113.9', userAgent: 'curl', requests: 7, succeeded: 2, firstSeenAt: early, lastSeenAt: late },
  ])
  expect(combined.indicators).toEqual([
    {
      id: 'I10',
      title: 'Scripting client',
      severity: 'high',
      findings: 2,
      rows: 7,
      detail: 'Stripe secret key: curl. PostgreSQL database URL: curl',
    },
  ])
  expect(combined.excused).toMatchObject([{ requests: 4 }])
  expect(combined.gaps).toEqual(['Stripe secret key: a gap', 'PostgreSQL database URL: a gap'])
})
