import { expect, test } from 'vitest'
import { rateWords, trafficRates } from './traffic.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 12, 23, 47, seconds)).toISOString()

test('counts become rates by the usual distance of two points, whatever gaps there are', () => {
  const rates = trafficRates({
    points: [
      { at: at(0), old: 100, new: 0 },
      { at: at(2), old: 50, new: 50 },
      { at: at(4), old: 0, new: 100 },
      { at: at(20), old: 0, new: 100 },
    ],
  })
  expect(rates.bucketMs).toBe(2000)
  expect(rates.columns[1]).toEqual([50, 25, 0, 0])
  expect(rates.lastOldUseAt).toBe(at(2))
})

test('no point and one point are no reason to divide by zero', () => {
  expect(trafficRates({ points: [] })).toMatchObject({ bucketMs: 1000, lastOldUseAt: null })
  expect(trafficRates({ points: [{ at: at(0), old: 3, new: 0 }] }).columns[1]).toEqual([3])
})

test('small rates keep a decimal, zero and large ones do not', () => {
  expect([0, 0.4, 9.96, 41.6].map(rateWords)).toEqual(['0/s', '0.4/s', '10.0/s', '42/s'])
})
