import { expect, test } from 'vitest'
import { isRefused, isRepeatable, isSessionEnded } from './pg-retry.ts'

test.each([
  ['select 1', true],
  ['  INSERT into t values (1);  ', true],
  ['with x as (delete from t returning *) select * from x', true],
  ['update t set a = 1; update t set a = 2', false],
  ['call settle_invoices()', false],
  ['do $$ begin commit; end $$', false],
  ['begin', false],
  ['vacuum', false],
])('%s may be repeated: %s', (text, repeatable) => {
  expect(isRepeatable(text)).toBe(repeatable)
  expect(isRepeatable({ text })).toBe(repeatable)
})

test('only a FATAL failure is about our own session', () => {
  expect(isRefused({ code: '28P01', severity: 'FATAL' })).toBe(true)
  expect(isRefused({ code: '28P01', severity: 'ERROR' })).toBe(false)
  expect(isSessionEnded({ code: '57P01', severity: 'FATAL' })).toBe(true)
  expect(isSessionEnded(new Error('57P01'))).toBe(false)
  expect(isRefused(undefined)).toBe(false)
})
