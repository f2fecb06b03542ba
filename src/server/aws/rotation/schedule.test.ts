import { expect, test } from 'vitest'
import { checkRules, nextRotation } from './schedule.ts'

/** A Thursday. */
const LAST = new Date('2026-03-05T10:30:00.000Z')
const next = (ScheduleExpression: string): string | undefined =>
  nextRotation({ ScheduleExpression }, LAST)?.toISOString()

test.each([
  ['rate(4 hours)', '2026-03-05T14:30:00.000Z'],
  ['rate(10 days)', '2026-03-15T10:30:00.000Z'],
  ['cron(0 8 * * ? *)', '2026-03-06T08:00:00.000Z'],
  ['cron(0 0/8 * * ? *)', '2026-03-05T16:00:00.000Z'],
  ['cron(0 12 ? * MON-FRI *)', '2026-03-05T12:00:00.000Z'],
  ['cron(0 4 ? * SUN *)', '2026-03-08T04:00:00.000Z'],
  ['cron(0 0 1 * ? *)', '2026-04-01T00:00:00.000Z'],
  ['cron(0 0 L * ? *)', '2026-03-31T00:00:00.000Z'],
  ['cron(0 0 1 JAN,JUL ? *)', '2026-07-01T00:00:00.000Z'],
  ['cron(0 6 ? * TUE#2 *)', '2026-03-10T06:00:00.000Z'],
  ['cron(0 16 ? * 6L *)', '2026-03-27T16:00:00.000Z'],
  ['cron(0 0 29 2 ? *)', '2028-02-29T00:00:00.000Z'],
])('%s is due at %s', (expression, expected) => {
  expect(next(expression)).toBe(expected)
})

test('so many days end with the day', () => {
  expect(nextRotation({ AutomaticallyAfterDays: 1 }, LAST)?.toISOString()).toBe('2026-03-06T23:59:59.000Z')
  expect(nextRotation({}, LAST)).toBeUndefined()
  expect(nextRotation(undefined, LAST)).toBeUndefined()
})

test.each([
  'rate(3 hours)',
  'rate(0 days)',
  'rate(10 weeks)',
  'cron(30 8 * * ? *)',
  'cron(0 8 * * * *)',
  'cron(0 8 ? * ? *)',
  'cron(0 0/2 * * ? *)',
  'cron(0 25 * * ? *)',
  'cron(0 8 * * ?)',
  'at(2026-01-01)',
  'cron(0 8 32 * ? *)',
])('refuses %s', (expression) => {
  expect(() => checkRules({ ScheduleExpression: expression })).toThrow('Invalid ScheduleExpression')
})

test('refuses rules that contradict themselves', () => {
  expect(() => checkRules({ AutomaticallyAfterDays: 1, ScheduleExpression: 'rate(1 day)' })).toThrow(
    "can't specify both",
  )
  expect(() => checkRules({ AutomaticallyAfterDays: 1_001 })).toThrow('must be within 1-1000')
  expect(() => checkRules({ Duration: '25h' })).toThrow('Duration')
})
