import { expect, test } from 'vitest'
import { sleep, systemClock } from './clock.ts'

test('the system clock tells the time', () => {
  const before = new Date()
  expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(before.getTime())
})

test('a sleep ends when its signal aborts, at once when it has aborted already, and never rejects', async () => {
  const stop = new AbortController()
  const asleep = sleep(60_000, stop.signal)
  stop.abort()
  await expect(asleep).resolves.toBeUndefined()
  await expect(sleep(60_000, stop.signal)).resolves.toBeUndefined()
})

test('a sleep that has ended leaves nothing on its signal', async () => {
  let listeners = 0
  const signal = {
    aborted: false,
    addEventListener: () => void listeners++,
    removeEventListener: () => void listeners--,
  } as unknown as AbortSignal
  await sleep(1, signal)
  expect(listeners).toBe(0)
})
