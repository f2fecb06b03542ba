import { expect, test } from 'vitest'
import { atMostEvery } from './at-most-every.ts'

function fixture() {
  let now = 0
  const due: { at: number; run: () => void }[] = []
  const starts: number[] = []
  let finish: () => void = () => {}
  const request = atMostEvery(
    500,
    () => {
      starts.push(now)
      return new Promise<void>((resolve) => (finish = resolve))
    },
    { now: () => now, after: (ms, run) => void due.push({ at: now + ms, run }) },
  )
  return {
    request,
    starts,
    async done() {
      finish()
      for (let i = 0; i < 5; i++) await Promise.resolve()
    },
    advanceTo(at: number) {
      now = at
      for (const entry of due.splice(0)) if (entry.at <= now) entry.run()
    },
  }
}

test('the first call runs at once, and a burst becomes one later run', async () => {
  const { request, starts, done, advanceTo } = fixture()
  request()
  await done()
  for (let i = 0; i < 20; i++) request()
  expect(starts).toEqual([0])
  advanceTo(500)
  expect(starts).toEqual([0, 500])
})

test('a call during a slow run is not lost and does not run beside it', async () => {
  const { request, starts, done, advanceTo } = fixture()
  request()
  advanceTo(2000)
  request()
  expect(starts).toEqual([0])
  await done()
  expect(starts).toEqual([0, 2000])
})
