import { expect, test } from 'vitest'
import { effectiveSeverity, stabilityOf } from './baseline.ts'
import { utc } from './test-log.ts'
import { judge, type VerdictInput, type WeighedIndicator } from './verdict.ts'

const nobody = { clients: 0, requests: 0, succeeded: 0, first: null, last: null }
const refusedStranger = {
  ...nobody,
  clients: 1,
  requests: 3,
  first: utc('2026-03-12 12:00:00'),
  last: utc('2026-03-12 12:01:00'),
}
const stranger = { ...refusedStranger, succeeded: 2 }
const clean: VerdictInput = {
  stability: 'stable',
  coverage: 1,
  keyRows: 100,
  strangers: nobody,
  unclear: 0,
  indicators: [],
  recordsAtLeast: 0,
  recordsAtMost: 0,
}
function indicator(proof: WeighedIndicator['proof'], about: Partial<WeighedIndicator> = {}): WeighedIndicator {
  return { deed: `did ${proof}`, proof, unknownIps: ['a'], unknownOkIps: ['a'], knownOk: 0, ...about }
}
const business = indicator('abuse-by-stranger')
const harm = indicator('abuse')
const conduct = indicator('intrusion')
const ownHarm = indicator('abuse', { unknownIps: [], unknownOkIps: [], knownOk: 1 })

test.each<[string, string, Partial<VerdictInput>]>([
  ['no-evidence', 'complete logs without strangers', {}],
  ['cannot-tell', 'a hole in the logs', { coverage: 0.9999 }],
  ['cannot-tell', 'no logs at all', { coverage: 0 }],
  ['cannot-tell', 'a key that no log knows', { keyRows: 0 }],
  ['attempt-only', 'strangers that were all refused', { strangers: refusedStranger }],
  ['cannot-tell', 'refused strangers and a hole', { strangers: refusedStranger, coverage: 0.5 }],
  ['confirmed-use', 'a stranger that succeeded without harm', { strangers: stranger }],
  ['confirmed-use', 'the same with a hole', { strangers: stranger, coverage: 0.1 }],
  ['confirmed-abuse', 'harm', { strangers: stranger, indicators: [harm] }],
  ['confirmed-abuse', 'harm with a hole', { strangers: stranger, indicators: [harm], coverage: 0 }],
  ['confirmed-abuse', 'ordinary business by a stranger', { strangers: stranger, indicators: [business] }],
  [
    'attempt-only',
    'harm that was only tried',
    { strangers: refusedStranger, indicators: [indicator('abuse', { unknownOkIps: [] })] },
  ],
  ['cannot-tell', 'a new harmful act by our own client', { indicators: [ownHarm] }],
  ['cannot-tell', 'ordinary business without a baseline', { stability: 'none', unclear: 5, indicators: [business] }],
  [
    'cannot-tell',
    'ordinary business where clients always change',
    { stability: 'open', unclear: 5, indicators: [business] },
  ],
  [
    'confirmed-abuse',
    'business by one that behaved like an intruder',
    { stability: 'none', strangers: stranger, indicators: [business, conduct] },
  ],
  [
    'cannot-tell',
    'business by another one than the intruder',
    {
      stability: 'none',
      unclear: 5,
      indicators: [business, indicator('intrusion', { unknownIps: ['b'], unknownOkIps: [] })],
    },
  ],
  ['confirmed-abuse', 'harm without a baseline', { stability: 'none', strangers: stranger, indicators: [harm] }],
  ['no-evidence', 'no request at all and complete logs, without a baseline', { stability: 'none' }],
])('%s is the verdict on %s', (expected, _name, input) => {
  const verdict = judge({ ...clean, ...input })
  expect(verdict.class).toBe(expected)
  expect(verdict.sentence).toMatch(/^[A-Z][^\n]+\.$/)
})

test('the sentence names deeds, counts, times and records', () => {
  const { sentence } = judge({
    ...clean,
    strangers: stranger,
    indicators: [
      indicator('abuse', { deed: 'extended rights' }),
      indicator('abuse-by-stranger', { deed: 'read personal data' }),
    ],
    recordsAtLeast: 4,
    recordsAtMost: 400,
  })
  expect(sentence).toBe(
    'The key was abused: 1 unknown client came between 2026-03-12 12:00:00 and 2026-03-12 12:01:00 UTC; ' +
      'with 2 successful requests they extended rights and read personal data; between 4 and 400 records about people were read.',
  )
})

test.each([
  ['none', 23 * 3_600_000, 0],
  ['none', 14 * 86_400_000, null],
  ['stable', 14 * 86_400_000, 0.0099],
  ['shifting', 14 * 86_400_000, 0.01],
  ['shifting', 14 * 86_400_000, 0.1],
  ['open', 14 * 86_400_000, 0.11],
] as const)('the baseline is %s after %i ms with a novelty share of %s', (expected, spanMs, share) => {
  expect(stabilityOf(spanMs, share)).toBe(expected)
})

test('novelty counts less where newcomers are usual; other indicators keep their weight', () => {
  const severities = (novelty: boolean) =>
    (['stable', 'shifting', 'open'] as const).map((stability) =>
      effectiveSeverity({ novelty, severity: 'high' }, stability),
    )
  expect(severities(true)).toEqual(['high', 'medium', 'info'])
  expect(severities(false)).toEqual(['high', 'high', 'high'])
})
