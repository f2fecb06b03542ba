/** The drill's earlier traffic and its intruders, on the real fake Stripe, up to the verdict on its log. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../base/clock.ts'
import { Sensitive } from '../base/sensitive.ts'
import { investigate, type Investigation } from '../forensics/investigate.ts'
import { startFakeStripe, type FakeStripe } from './fake-stripe.ts'
import { stripeHistory, type HistoryService } from './history.ts'
import { runIntruder, runSecondIntruder } from './intruder.ts'

const services: HistoryService[] = [
  { name: 'checkout', ip: '10.0.0.11', userAgent: 'ShopCheckout/1.0 Stripe/v1 NodeBindings', requestsPerHour: 6 },
  { name: 'billing', ip: '10.0.0.12', userAgent: 'ShopBilling/1.0 Stripe/v1 NodeBindings', requestsPerHour: 4 },
  { name: 'recon', ip: '10.0.0.13', userAgent: 'ShopRecon/1.0 Stripe/v1', requestsPerHour: 30, nightly: true },
]
const leakedAt = systemClock.now()
const from = new Date(leakedAt.getTime() - 14 * 86_400_000)

let folder: string
let fake: FakeStripe
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekey-intruder-'))
  fake = await startFakeStripe({ dataFile: join(folder, 'stripe.json') })
})
afterAll(async () => {
  await fake.close()
  rmSync(folder, { recursive: true })
})

function history(seed: number) {
  return stripeHistory({ keyId: fake.secretKey.id, keyHint: 'sk_live_…abcd', from, to: leakedAt, services, seed })
}

test('the same seed makes the same history and another seed another one', () => {
  expect(history(1)).toEqual(history(1))
  expect(history(1)).not.toEqual(history(2))
})

test('the history is sorted, lies inside its window and has a few thousand lines', () => {
  const lines = history(1)
  const times = lines.map((line) => line.created * 1_000)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(times[0]).toBeGreaterThanOrEqual(from.getTime())
  expect(times.at(-1)).toBeLessThan(leakedAt.getTime())
  expect(lines.length).toBeGreaterThan(3_000)
  expect(lines.length).toBeLessThan(5_000)
  expect(new Set(lines.map((line) => line.request_id)).size).toBe(lines.length)
  expect(lines.filter((line) => line.ip_address === '10.0.0.13')).toHaveLength(14 * 30)
})

test('an intruder refuses any host but this machine', async () => {
  const signal = new AbortController().signal
  await expect(runIntruder({ baseUrl: 'https://api.stripe.com', key: new Sensitive('x'), signal })).rejects.toThrow(
    /this machine only/,
  )
})

test('an aborted intruder sends nothing', async () => {
  const run = runIntruder({ baseUrl: fake.url, key: fake.secretKey.secret, signal: AbortSignal.abort() })
  expect(await run).toEqual({ requests: 0 })
})

test('an intruder with a dead key gives up after the first refusal', async () => {
  const signal = new AbortController().signal
  const key = new Sensitive(`sk_live_${'0'.repeat(24)}`)
  expect(await runIntruder({ baseUrl: fake.url, key, signal, pauseMs: 1 })).toEqual({ requests: 1 })
})

test('the log of a night with both intruders is judged as abuse, with at least twelve indicators', async () => {
  await putHistory()
  const signal = new AbortController().signal
  const options = { baseUrl: fake.url, key: fake.secretKey.secret, signal, pauseMs: 1 }
  const first = await runIntruder(options)
  expect(first.requests).toBeGreaterThan(35)
  expect(first.requests).toBeLessThan(55)
  expect(await runSecondIntruder(options)).toEqual({ requests: 4 })

  const answer = await judgeNight()
  expect(answer.class).toBe('confirmed-abuse')
  expect(answer.coverage).toBe(1)
  expect(answer.strangers.map((client) => client.ip)).toEqual(['203.0.113.66', '198.51.100.23'])
  expect(answer.indicators.length).toBeGreaterThanOrEqual(12)
  expect(answer.recordsAtLeast).toBe(22)
  const text = JSON.stringify(answer)
  expect(text).not.toContain(fake.secretKey.secret.reveal())
})

async function putHistory(): Promise<void> {
  const response = await fetch(`${fake.url}/_control/log`, {
    method: 'POST',
    headers: { 'x-control-token': fake.controlToken.reveal() },
    body: history(1)
      .map((line) => JSON.stringify(line))
      .join('\n'),
  })
  expect(response.status).toBe(200)
}

async function judgeNight(): Promise<Investigation> {
  const refusedAt = new Date(leakedAt.getTime() + 60_000)
  return investigate({
    sources: [{ name: 'stripe', file: fake.logFile, format: 'stripe', coversFrom: from, coversTo: refusedAt }],
    key: { id: fake.secretKey.id },
    leakedAt,
    refusedAt,
  })
}
