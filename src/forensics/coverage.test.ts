import { expect, test } from 'vitest'
import { measureCoverage } from './coverage.ts'
import { utc } from './test-log.ts'

const day = '2026-03-12'
function span(from: string, to: string) {
  return { from: utc(`${day} ${from}`), to: utc(`${day} ${to}`) }
}
const exposure = span('12:00:00', '13:00:00')
const complete = { exposure, declared: [span('00:00:00', '23:00:00')], silences: [], unreadable: [] }

test('one source over the whole exposure is complete', () => {
  expect(measureCoverage(complete)).toEqual({ coverage: 1, gaps: [] })
})

test('no source covers nothing', () => {
  expect(measureCoverage({ ...complete, declared: [] })).toEqual({
    coverage: 0,
    gaps: ['2026-03-12 12:00:00 to 2026-03-12 13:00:00 UTC: no log source covers this time'],
  })
})

test('sources that overlap count once and what lies between them is a gap', () => {
  const declared = [span('12:40:00', '14:00:00'), span('11:00:00', '12:20:00'), span('12:10:00', '12:30:00')]
  expect(measureCoverage({ ...complete, declared })).toEqual({
    coverage: 0.8333,
    gaps: ['2026-03-12 12:30:00 to 2026-03-12 12:40:00 UTC: no log source covers this time'],
  })
})

test('a silence inside a declared source lowers the coverage, outside the exposure it does not', () => {
  const silences = [span('11:00:00', '11:30:00'), span('12:45:00', '13:30:00')]
  const { coverage, gaps } = measureCoverage({ ...complete, silences })
  expect(coverage).toBe(0.75)
  expect(gaps).toEqual([expect.stringMatching(/^2026-03-12 12:45:00 to 2026-03-12 13:00:00 UTC: the log is silent/)])
})

test('unreadable lines lower the coverage', () => {
  const unreadable = [{ source: 'stripe', rejected: 1, read: 99_999 }]
  expect(measureCoverage({ ...complete, unreadable })).toEqual({
    coverage: 0.9999,
    gaps: ['stripe: 1 lines could not be read'],
  })
})

test('the smallest hole is never rounded up to complete', () => {
  const declared = [{ from: exposure.from, to: new Date(exposure.to.getTime() - 1) }]
  expect(measureCoverage({ ...complete, declared }).coverage).toBeLessThan(1)
})

test('an exposure of no length is covered by a source that holds its moment', () => {
  const moment = span('12:00:00', '12:00:00')
  expect(measureCoverage({ ...complete, exposure: moment }).coverage).toBe(1)
  expect(measureCoverage({ ...complete, exposure: moment, declared: [] }).coverage).toBe(0)
})
