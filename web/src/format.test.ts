import { expect, test } from 'vitest'
import { clockFace, clockTime, count, dayAndTime, grouped, runningSpan, span, splitSecretName } from './format.ts'
import { validLanguage } from './locale-guard.ts'

test('times are shown in UTC whatever the machine says', () => {
  expect(clockTime('2026-03-12T23:47:03.900Z')).toBe('23:47:03')
  expect(clockTime('2026-03-13T00:47:03+01:00')).toBe('23:47:03')
  expect(dayAndTime('2026-03-15T23:47:00Z')).toBe('Sun 15 Mar, 23:47')
})

test('a span picks the unit a person can read and never prints 60 s', () => {
  expect([0, 420, 12_340, 59_949, 59_951, 125_000].map(span)).toEqual([
    '0.0 s',
    '0.4 s',
    '12.3 s',
    '59.9 s',
    '1 min',
    '2 min 5 s',
  ])
  expect(span(3 * 3_600_000 + 12 * 60_000)).toBe('3 h 12 min')
  expect(span(52 * 3_600_000)).toBe('2 d 4 h')
  expect(span(-5)).toBe('0.0 s')
})

test('a running span stays in whole seconds', () => {
  expect(runningSpan(41_900)).toBe('41 s')
  expect(runningSpan(60_000)).toBe('1 min')
})

test('a countdown keeps hours as hours, because the law says 72 h', () => {
  expect(clockFace(72 * 3_600_000 - 1000)).toBe('71:59:59')
  expect(clockFace(42_000)).toBe('0:42')
  expect(clockFace(-1)).toBe('0:00')
})

test('long numbers are grouped', () => {
  expect([0, 999, 1000, 41_882, 1_234_567].map(grouped)).toEqual(['0', '999', '1,000', '41,882', '1,234,567'])
})

test('one is singular', () => {
  expect([count(1, 'consumer'), count(0, 'consumer'), count(2, 'entry', 'entries')]).toEqual([
    '1 consumer',
    '0 consumers',
    '2 entries',
  ])
})

test('a secret name is split behind its last slash', () => {
  expect(splitSecretName('shop/production/DATABASE_URL')).toEqual({ path: 'shop/production/', key: 'DATABASE_URL' })
  expect(splitSecretName('BARE')).toEqual({ path: '', key: 'BARE' })
})

test('a language tag that Intl refuses is replaced', () => {
  expect(validLanguage('en-US@posix')).toBe('en-US')
  expect(validLanguage('de-AT')).toBe('de-AT')
  expect(validLanguage(undefined)).toBe('en-US')
})
