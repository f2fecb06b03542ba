import { expect, test } from 'vitest'
import { pauseBeforeAttempt } from './live.ts'

test('pauses grow, stay within half and full, and stop growing at 15 s', () => {
  expect([0, 1, 2, 3, 4, 9].map((attempt) => pauseBeforeAttempt(attempt, 0))).toEqual([
    500, 1000, 2000, 4000, 7500, 7500,
  ])
  expect(pauseBeforeAttempt(2, 1)).toBe(4000)
  expect(pauseBeforeAttempt(50, 1)).toBe(15_000)
})
