import { expect, test } from 'vitest'
import type { IncidentFacts } from './incident-facts.ts'
import { lintNotice, type LintOptions } from './notice-lint.ts'
import { writeNotice } from './notice.ts'
import { BARE_FACTS, FULL_FACTS, verdictOf, WRITTEN } from './sample-facts.ts'

const TITLE = '# 2026-03-12: One of our keys was published by mistake\n'

function rulesOf(text: string, facts: IncidentFacts = FULL_FACTS, options: Partial<LintOptions> = {}): string[] {
  const all = { writtenAt: WRITTEN, findSecrets: () => [], ...options }
  return lintNotice(TITLE.replace('One of our keys', 'Two keys') + text, facts, all).map(
    ({ rule, line }) => `${line} ${rule}`,
  )
}

test.each([
  ['We take your security very seriously.', 'empty-phrase'],
  ['Out of an abundance of caution we write to you.', 'empty-phrase'],
  ['Your data may or may not have been read.', 'empty-phrase'],
  ['A small number of customers is concerned.', 'belittles'],
  ['This was an isolated incident.', 'belittles'],
  ['The effect is limited.', 'belittles'],
  ['A highly sophisticated intruder did it.', 'belittles'],
  ['Data was exfiltrated.', 'jargon'],
  ['A threat actor used the key.', 'jargon'],
  ['We remediated it.', 'jargon'],
  ['There was a data breach.', 'legal-word'],
  ['Unauthorised access took place.', 'legal-word'],
  ['The outage is over.', 'outage'],
])('%j is found', (text, rule) => {
  expect(rulesOf(`\n${text}`)).toEqual([`3 ${rule}`])
})

test('counsel may allow legal words', () => {
  expect(rulesOf('There was a data breach.', FULL_FACTS, { counselConfirmed: true })).toEqual([])
})

test('an outage may be called one when requests failed', () => {
  expect(rulesOf('The outage is over.', { ...FULL_FACTS, requests: { served: 90, failed: 10 } })).toEqual([])
})

test('"no evidence" needs complete logs', () => {
  const text = 'We found no evidence of use.'
  expect(rulesOf(text, { ...FULL_FACTS, verdict: verdictOf('cannot-tell') })).toEqual(['2 unproven'])
  expect(rulesOf(text, { ...FULL_FACTS, verdict: verdictOf('no-evidence') })).toEqual([])
  expect(rulesOf(text, { ...FULL_FACTS, verdict: undefined })).toEqual(['2 unproven'])
})

test.each([
  ['It took 42 minutes.', 0],
  ['It took forty minutes, or 41 min.', 1],
  ['At most 3,900 people.', 0],
  ['At most 39 people.', 1],
  ['At least 390 and at most 3,901 people.', 1],
  ['5 services changed over.', 0],
  ['Four services changed over.', 1],
  ['0 of 48,000 requests failed.', 0],
  ['12 of 48,000 requests failed.', 0],
  ['12 requests failed.', 1],
  ['Logs cover 100 % of it.', 0],
  ['Logs cover 99 % of it.', 1],
])('numbers of %j are compared with the facts', (text, found) => {
  expect(rulesOf(text).filter((rule) => rule.endsWith('number-differs'))).toHaveLength(found)
})

test('times need UTC and must be recorded ones', () => {
  expect(rulesOf('It stopped at 2026-03-13 00:24 UTC, or 00:24 UTC.')).toEqual([])
  expect(rulesOf('It stopped at 2026-03-13 00:24.')).toEqual(['2 time-without-utc'])
  expect(rulesOf('It stopped at 2026-03-13 00:25 UTC.')).toEqual(['2 time-differs'])
  expect(rulesOf('It stopped at 2026-03-12 00:24 UTC.')).toEqual(['2 time-differs'])
  expect(rulesOf('It stopped at 9:15.')).toEqual(['2 time-without-utc', '2 time-differs'])
})

test('the title needs a date', () => {
  const options = { writtenAt: WRITTEN, findSecrets: () => [] }
  expect(lintNotice('# A key was published\n', BARE_FACTS, options).map(({ rule }) => rule)).toEqual(['undated-title'])
  expect(lintNotice('', BARE_FACTS, options).map(({ rule }) => rule)).toEqual(['undated-title'])
})

test('a long sentence is found, several short ones are not', () => {
  expect(rulesOf(`${'word '.repeat(36)}.`)).toEqual(['2 long-sentence'])
  expect(rulesOf('These are words. '.repeat(36))).toEqual([])
})

test('the person who pushed is not named', () => {
  expect(rulesOf('It was robin pusher who did it.')).toEqual(['2 names-a-person'])
})

test('what looks like a key is found at its line and never repeated', () => {
  const key = ['sk', 'live', 'x'.repeat(24)].join('_')
  const findSecrets = (text: string): { index: number; masked: string }[] =>
    [...text.matchAll(/sk_live_\w+/g)].map(({ index }) => ({ index, masked: 'sk_live_…' }))
  const text = `${TITLE}\n${key} ${'word '.repeat(40)}\n`
  const findings = lintNotice(text, BARE_FACTS, { writtenAt: WRITTEN, findSecrets })
  expect(findings.map(({ line, rule }) => `${line} ${rule}`)).toEqual(['3 long-sentence', '3 secret'])
  expect(JSON.stringify(findings)).not.toContain(key)
})

test('names in code are data, not our words', () => {
  expect(rulesOf('The file `limited breach 99 keys 01:02` was public.')).toEqual([])
})

test('before it goes out, every placeholder is a finding', () => {
  const draft = writeNotice(FULL_FACTS, WRITTEN)
  const options = { writtenAt: WRITTEN, findSecrets: () => [] }
  const findings = lintNotice(draft, FULL_FACTS, { ...options, final: true })
  expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['placeholder']))
  expect(findings.length).toBeGreaterThanOrEqual(3)
})

test('a number changed by hand in the draft is found', () => {
  const draft = writeNotice(FULL_FACTS, WRITTEN).replace('42 minutes', '12 minutes').replace('3,900', '390')
  const options = { writtenAt: WRITTEN, findSecrets: () => [] }
  expect(lintNotice(draft, FULL_FACTS, options).map(({ rule }) => rule)).toEqual(['number-differs'])
})
