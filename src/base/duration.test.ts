import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDuration, parseDuration } from './duration.ts'

test.each([
  ['500ms', 500],
  ['1.5s', 1_500],
  [' 10 m ', 600_000],
  ['24h', 86_400_000],
  ['30d', 2_592_000_000],
  ['0s', 0],
])('"%s" is %d ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})

test.each(['', '10', 's', '-5s', '1e3s', '5 weeks', '5s5s', 'NaNs', '٥s'])('"%s" is no duration', (text) => {
  expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: 'DURATION_INVALID', exit: 2 }))
})

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1_000, '1.0 s'],
  [9_960, '10 s'],
  [42_000, '42 s'],
  [59_600, '1 min'],
  [60_000, '1 min'],
  [200_000, '3 min 20 s'],
  [7_500_000, '2 h 5 min'],
  [86_400_000, '1 d'],
  [-4_200, '-4.2 s'],
])('%d ms reads as "%s"', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test('no duration is written with a full unit too many', () => {
  fc.assert(
    fc.property(fc.oneof(fc.nat(70_000), fc.nat(4_000_000), fc.nat(400 * 86_400_000)), (ms) => {
      const text = formatDuration(ms)
      expect(text).toMatch(/^\d+(?:\.\d)? (?:ms|s|min|h|d)(?: \d+ (?:s|min|h))?$/)
      expect(text).not.toMatch(/\b(?:60 s|60 min|24 h)$/)
    }),
    { numRuns: 2_000 },
  )
})
