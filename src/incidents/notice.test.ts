import { expect, test } from 'vitest'
import type { IncidentFacts } from './incident-facts.ts'
import { lintNotice } from './notice-lint.ts'
import { writeNotice } from './notice.ts'
import { BARE_FACTS, FULL_FACTS, VERDICT_CLASSES, verdictOf, WRITTEN } from './sample-facts.ts'

const findSecrets = (): [] => []
const lint = (facts: IncidentFacts): unknown[] =>
  lintNotice(writeNotice(facts, WRITTEN), facts, { writtenAt: WRITTEN, findSecrets })

test('the letter about a complete incident reads as on file', async () => {
  await expect(writeNotice(FULL_FACTS, WRITTEN)).toMatchFileSnapshot('./golden/notice-full.golden')
})

test('the letter about an almost empty one invents nothing', async () => {
  await expect(writeNotice(BARE_FACTS, WRITTEN)).toMatchFileSnapshot('./golden/notice-bare.golden')
})

test.each(VERDICT_CLASSES)('the draft passes its own linter with the verdict %s', (found) => {
  expect(lint({ ...FULL_FACTS, verdict: verdictOf(found) })).toEqual([])
  expect(lint({ ...BARE_FACTS, verdict: verdictOf(found) })).toEqual([])
})

test('the draft passes its own linter before there is a verdict', () => {
  expect(lint(BARE_FACTS)).toEqual([])
  expect(lint({ ...FULL_FACTS, verdict: undefined, requests: undefined, sources: [] })).toEqual([])
  expect(lint({ ...FULL_FACTS, requests: { served: 2_990, failed: 10 } })).toEqual([])
})

test('each verdict has its own sentence', () => {
  const letters = VERDICT_CLASSES.map((found) => writeNotice({ ...BARE_FACTS, verdict: verdictOf(found) }, WRITTEN))
  expect(new Set(letters).size).toBe(VERDICT_CLASSES.length)
})

test('"no use by anyone else" is only said when the logs are complete', () => {
  const complete = verdictOf('no-evidence')
  const claim = 'found no use by anyone else'
  expect(writeNotice({ ...BARE_FACTS, verdict: complete }, WRITTEN)).toContain(claim)
  for (const verdict of [
    { ...complete, coverage: 0.9999 },
    { ...complete, gaps: ['23:50 to 23:55'] },
  ]) {
    const letter = writeNotice({ ...BARE_FACTS, verdict }, WRITTEN)
    expect(letter).not.toContain(claim)
    expect(letter).toContain('we cannot rule out')
    expect(letter).not.toContain('You do not have to do anything')
  }
})

test('of several keys each is told what became of it, and nothing is ruled out that no log shows', () => {
  const { verdict } = FULL_FACTS
  const [stripe, database] = verdict?.keys ?? []
  if (!verdict || !stripe || !database) throw new Error('the sample has two judged keys')
  const letter = writeNotice(FULL_FACTS, WRITTEN)
  expect(letter).toContain('used the key for Stripe to read customer information')
  expect(letter).toContain('The complete logs of the key for PostgreSQL show only our own services.')
  const blind = { ...database, class: 'cannot-tell' as const, coverage: 0 }
  const gaps = ['no log was imported for the PostgreSQL database URL: its use cannot be judged']
  const partly = { ...FULL_FACTS, verdict: { ...verdict, coverage: 0, gaps, keys: [stripe, blind] } }
  const honest = writeNotice(partly, WRITTEN)
  expect(honest).toContain('We have no logs of the key for PostgreSQL, so we cannot rule out')
  expect(honest).toContain('100 % for the Stripe secret key and 0 % for the PostgreSQL database URL')
  expect(honest).toContain('people were read. The missing part may hold more.')
  expect(lint(partly)).toEqual([])
  expect(lint(FULL_FACTS)).toEqual([])
  const same = { ...partly, verdict: { ...partly.verdict, keys: [stripe, { ...blind, provider: 'Stripe' }] } }
  expect(writeNotice(same, WRITTEN)).toContain('used the Stripe secret key to read')
})

test('what was tried in vain is not called harmless while a part of the logs is missing', () => {
  const tried = { ...verdictOf('attempt-only'), coverage: 0, gaps: ['no log'] }
  const letter = writeNotice({ ...FULL_FACTS, verdict: tried }, WRITTEN)
  expect(letter).not.toContain('You do not have to do anything')
  expect(letter).toContain('we cannot rule out')
  const used = { ...verdictOf('confirmed-use'), gaps: ['logins: this log does not show what was read'] }
  const open = writeNotice({ ...FULL_FACTS, verdict: used }, WRITTEN)
  expect(open).toContain('Our logs do not show all that was done')
  expect(open).not.toContain('We expect no direct effect')
  expect(lint({ ...FULL_FACTS, verdict: used })).toEqual([])
})

test('both bounds of the records stand in the letter', () => {
  expect(writeNotice(FULL_FACTS, WRITTEN)).toContain('at least 390 and at most 3,900 people')
})

test('while one leaked key may still work, no end of the exposure is claimed', () => {
  const [first, ...rest] = FULL_FACTS.leaks
  const leaks = [{ ...first, secret: undefined } as (typeof FULL_FACTS.leaks)[number], ...rest]
  const letter = writeNotice({ ...FULL_FACTS, leaks }, WRITTEN)
  expect(letter).toContain('It is not recorded yet that the old keys stopped working.')
  expect(letter).toContain('We replaced 1 of 2 keys')
  expect(lint({ ...FULL_FACTS, leaks })).toEqual([])
})

test('nobody is named, and no private repository', () => {
  const letter = writeNotice({ ...FULL_FACTS, repository: { name: 'hidden-plans', visibility: 'private' } }, WRITTEN)
  expect(letter).not.toMatch(/Robin|Ada|hidden-plans|DATABASE_URL|sk_live/)
})

test('a hostile repository name stays inside its code span', () => {
  const name = '`<img src=x>` [a](https://evil.example) | @all\n# Title'
  const letter = writeNotice({ ...FULL_FACTS, repository: { name, visibility: 'public' } }, WRITTEN)
  expect(letter).toContain('(`` `<img src=x>` [a](https://evil.example) \\| @all # Title ``)')
  expect(letter.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(1)
})
