import { expect, test } from 'vitest'
import { formatConsumers, type ConsumersAnswer } from './consumers-text.ts'

const TIME = '2026-01-01T00:00:00.000Z'
const nobody: ConsumersAnswer = {
  name: 'shop/production/KEY',
  version: 2,
  observedSince: TIME,
  consumers: [],
  readers: [],
  neverSeen: [],
}

test('"no reads" says since when we look, and claims nothing about before', () => {
  expect(formatConsumers(nobody)).toContain(`No reads since ${TIME}, when we began to look. Nobody can say`)
})

test('seen, seen without a name, and never seen stand apart', () => {
  const seen = { lastSeenAt: TIME, longestSilenceMs: 0 }
  const text = formatConsumers({
    ...nobody,
    consumers: [{ ...seen, name: 'checkout', identity: 'shop-token', host: 'web-1', version: 1 }],
    readers: [
      { identity: 'shop-token', reads: 9, lastReadAt: TIME, longestSilenceMs: 5 },
      { identity: 'script', reads: 2, lastReadAt: TIME, longestSilenceMs: 3_600_000 },
    ],
    neverSeen: [{ identity: 'dormant', kind: 'machine', because: 'allowed by shop/**' }],
  })
  expect(text.split('\n')).toEqual([
    'shop/production/KEY, version 2',
    '',
    `Observed since ${TIME}:`,
    `  checkout on web-1   shop-token  version 1 (old)  seen ${TIME}  seen once`,
    `  (no process named)  script      2 reads          seen ${TIME}  silent for up to 1 h`,
    '',
    'May read it, never seen:',
    '  dormant  machine  allowed by shop/**',
    '',
  ])
})
