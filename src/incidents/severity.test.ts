import { expect, test } from 'vitest'
import type { Inspection } from '../providers/provider.ts'
import { type Exposure, scoreSeverity, type SeverityInput, worstLeak } from './severity.ts'

const HARMLESS: Inspection = {
  access: 'none',
  environment: 'test',
  canMintKeys: 'no',
  readsPersonalData: 'no',
  movesMoney: 'no',
}
const NOTHING: SeverityInput = {
  verdict: { state: 'dead', why: 'revoked' },
  exposure: 'blocked',
  inspection: HARMLESS,
  environment: 'development',
}
const scoreOf = (input: Partial<SeverityInput>): number => scoreSeverity({ ...NOTHING, ...input }).score

test('a dead, blocked test key without rights scores nothing', () => {
  expect(scoreSeverity(NOTHING)).toMatchObject({ level: 'SEV-4', label: 'Low', score: 0 })
})

test('a live key counts 40, a restricted one too, an unknown one 25', () => {
  expect(scoreOf({ verdict: { state: 'live' } })).toBe(40)
  expect(scoreOf({ verdict: { state: 'restricted' } })).toBe(40)
  expect(scoreOf({ verdict: { state: 'unknown', why: 'network' } })).toBe(25)
})

test.each<[Exposure, number]>([
  ['public', 30],
  ['private-many', 15],
  ['private', 8],
  ['blocked', 0],
  ['unknown', 30],
])('exposure %s counts %i', (exposure, points) => {
  expect(scoreOf({ exposure })).toBe(points)
})

test.each<[Inspection['access'], number]>([
  ['admin', 15],
  ['write', 15],
  ['read', 5],
  ['none', 0],
  ['unknown', 15],
])('access %s counts %i', (access, points) => {
  expect(scoreOf({ inspection: { ...HARMLESS, access } })).toBe(points)
})

test.each([
  ['production', 10],
  ['prod', 10],
  ['staging', 4],
  ['dev', 0],
  ['something-else', 10],
])('environment %s counts %i', (environment, points) => {
  expect(scoreOf({ environment })).toBe(points)
})

test('without a name the environment that the provider tells counts, and an unknown one is production', () => {
  expect(scoreOf({ environment: undefined })).toBe(0)
  expect(scoreOf({ environment: undefined, inspection: { ...HARMLESS, environment: 'live' } })).toBe(10)
  expect(scoreOf({ environment: undefined, inspection: { ...HARMLESS, environment: 'unknown' } })).toBe(10)
})

test('money, personal data and not knowing count 5, once', () => {
  expect(scoreOf({ inspection: { ...HARMLESS, movesMoney: 'yes', readsPersonalData: 'yes' } })).toBe(5)
  expect(scoreOf({ inspection: { ...HARMLESS, readsPersonalData: 'yes' } })).toBe(5)
  expect(scoreOf({ inspection: { ...HARMLESS, movesMoney: 'unknown' } })).toBe(5)
})

test('an uninspected key counts as the worst in all that nobody looked at', () => {
  expect(scoreOf({ inspection: undefined, environment: undefined })).toBe(15 + 10 + 5)
})

test('the levels change at 80, 55 and 30', () => {
  const levelOf = (input: Partial<SeverityInput>): string => {
    const { score, level, label } = scoreSeverity({ ...NOTHING, ...input })
    return `${score} ${level} ${label}`
  }
  const live = { verdict: { state: 'live' }, exposure: 'public' } as const
  expect(levelOf({ ...live, environment: 'production' })).toBe('80 SEV-1 High')
  expect(levelOf({ ...live, environment: 'staging', inspection: { ...HARMLESS, access: 'read' } })).toBe(
    '79 SEV-2 High',
  )
  expect(levelOf({ verdict: { state: 'unknown', why: 'policy' }, exposure: 'public' })).toBe('55 SEV-2 High')
  expect(levelOf({ exposure: 'public' })).toBe('30 SEV-3 Medium')
  expect(levelOf({ verdict: { state: 'unknown', why: 'policy' }, environment: 'staging' })).toBe('29 SEV-4 Low')
})

test('strangers make it SEV-1 whatever the score', () => {
  const severity = scoreSeverity({ ...NOTHING, strangersSeen: true })
  expect(severity).toMatchObject({ level: 'SEV-1', label: 'High', score: 0 })
  expect(severity.facts.at(-1)?.name).toBe('strangers')
})

test('a canary is no emergency', () => {
  const severity = scoreSeverity({ ...NOTHING, verdict: { state: 'live' }, exposure: 'public', canary: true })
  expect(severity).toMatchObject({ level: 'SEV-4', score: 0 })
})

test('the points of the facts add up to the score and each fact has its sentence', () => {
  const { facts, score } = scoreSeverity({ verdict: { state: 'live' }, exposure: 'public' })
  expect(facts.reduce((sum, { points }) => sum + points, 0)).toBe(score)
  expect(facts.map(({ because }) => because)).toEqual(facts.map(() => expect.stringMatching(/^[A-Z].*\.$/)))
})

test('the worst leak is the highest; of equals the one that moves money, then the first', () => {
  const high = scoreSeverity({ verdict: { state: 'live' }, exposure: 'public' })
  const low = scoreSeverity(NOTHING)
  const seen = scoreSeverity({ ...NOTHING, strangersSeen: true })
  const database = { id: 'database', severity: high, movesMoney: 'no' as const }
  const stripe = { id: 'stripe', severity: high, movesMoney: 'yes' as const }
  const unsure = { id: 'unsure', severity: high }
  expect(worstLeak([{ id: 'low', severity: low, movesMoney: 'yes' as const }, database])?.id).toBe('database')
  expect(worstLeak([database, unsure, stripe])?.id).toBe('stripe')
  expect(worstLeak([database, { ...database, id: 'second' }])?.id).toBe('database')
  expect(worstLeak([database, unsure])?.id).toBe('unsure')
  expect(
    worstLeak([
      { id: 'low', severity: low },
      { id: 'seen', severity: seen },
    ])?.id,
  ).toBe('seen')
  expect(worstLeak([])).toBeUndefined()
})
