import { expect, test } from 'vitest'
import { dueTime } from './due-time.ts'
import type { TimeLimit } from './notification-rule.ts'

const due = (start: string, limit: TimeLimit): string | undefined => dueTime(new Date(start), limit)?.toISOString()

test('hours run through the weekend', () => {
  expect(due('2026-03-12T23:47:00Z', { hours: 72 })).toBe('2026-03-15T23:47:00.000Z')
})

test('calendar days keep the time of day', () => {
  expect(due('2026-03-12T23:47:00Z', { days: 30 })).toBe('2026-04-11T23:47:00.000Z')
})

test.each([
  ['2026-01-31T10:00:00Z', '2026-02-28T10:00:00.000Z'],
  ['2028-01-31T10:00:00Z', '2028-02-29T10:00:00.000Z'],
  ['2026-12-15T10:00:00Z', '2027-01-15T10:00:00.000Z'],
])('one month after %s is %s', (start, end) => {
  expect(due(start, { months: 1 })).toBe(end)
})

test.each([
  ['Thursday', '2026-03-12T12:00:00Z', '2026-03-18T12:00:00.000Z'],
  ['Saturday', '2026-03-14T12:00:00Z', '2026-03-19T12:00:00.000Z'],
  ['Sunday', '2026-03-15T12:00:00Z', '2026-03-19T12:00:00.000Z'],
  ['Monday', '2026-03-16T12:00:00Z', '2026-03-20T12:00:00.000Z'],
])('four business days after a %s leave the weekend out', (_day, start, end) => {
  expect(due(start, { businessDays: 4 })).toBe(end)
})

test('days from the next day end at midnight of the place', () => {
  const singapore = { daysFromNextDay: 3, utcOffsetHours: 8 }
  expect(due('2026-03-12T02:00:00Z', singapore)).toBe('2026-03-15T16:00:00.000Z')
  expect(due('2026-03-12T17:00:00Z', singapore)).toBe('2026-03-16T16:00:00.000Z')
})

test('words have no time', () => {
  expect(due('2026-03-12T23:47:00Z', { words: true })).toBeUndefined()
})
