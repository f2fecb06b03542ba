import { expect, test } from 'vitest'
import { channelName } from './channel.ts'

const LATE = new Date('2026-03-12T23:59:59.999Z')

test('the name carries the date in UTC and the provider', () => {
  expect(channelName(LATE, 'stripe')).toBe('#incident-2026-03-12-stripe-leak')
})

test.each([
  'Amazon Web Services',
  'a/b#c@d',
  'Crème Brûlée',
  '../../etc',
  '🔑',
  '',
  '---',
  'x'.repeat(200),
  'A\u202eB\n',
])('a chat accepts the name for provider %j', (provider) => {
  const name = channelName(LATE, provider)
  expect(name).toMatch(/^#incident-2026-03-12-[a-z0-9_]+(-[a-z0-9_]+)*-leak$/)
  expect(name.length - 1).toBeLessThanOrEqual(80)
})

test('letters with accents keep their base letter', () => {
  expect(channelName(LATE, 'Crème Brûlée')).toBe('#incident-2026-03-12-creme-brulee-leak')
})
