import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { sleep } from '../base/clock.ts'
import { startLoad, type Load } from './load.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/work`
}

async function untilCounted(load: Load, requests: number): Promise<void> {
  while (load.snapshot().served + load.snapshot().failed < requests) await sleep(5)
}

test('every request that fails is counted, with its reason', async () => {
  let seen = 0
  const ok = await serve((_request, response) => response.end('ok'))
  const broken = await serve((_request, response) => {
    seen += 1
    if (seen % 4 === 0) response.destroy()
    else if (seen % 4 === 1) response.writeHead(500).end('no connection to the database')
    else if (seen % 4 === 2) response.writeHead(200, { 'content-length': '10' }).write('half', () => response.destroy())
    else response.end('ok')
  })
  const load = startLoad({
    targets: [
      { name: 'ok', url: ok },
      { name: 'broken', url: broken },
    ],
    perSecond: 500,
  })
  await untilCounted(load, 100)
  const result = await load.stop()
  const [good, bad] = result.targets
  expect(good).toMatchObject({ name: 'ok', failed: 0 })
  expect((bad?.served ?? 0) + (bad?.failed ?? 0)).toBe(seen)
  expect(bad?.served).toBe(Math.floor((seen + 1) / 4))
  expect(result.failed).toBe(bad?.failed)
  expect(result.failures).toHaveLength(20)
  const reasons = new Set(result.failures.map((failure) => failure.reason))
  expect([...reasons].toSorted()).toEqual([
    'ECONNRESET',
    'HTTP 500 no connection to the database',
    'the answer was cut off',
  ])
  const counted = result.buckets.reduce((sum, bucket) => sum + bucket.served + bucket.failed, 0)
  expect(counted).toBe(result.served + result.failed)
})

test('a server that stalls does not slow the schedule, and its latency shows', async () => {
  let stalled = true
  const waiting: (() => void)[] = []
  const url = await serve((_request, response) => {
    if (stalled) waiting.push(() => response.end('late'))
    else response.end('ok')
  })
  const load = startLoad({ targets: [{ name: 'slow', url }], perSecond: 200 })
  while (waiting.length < 60) await sleep(5)
  stalled = false
  for (const answer of waiting) answer()
  const result = await load.stop()
  expect(result.failed).toBe(0)
  expect(result.served).toBeGreaterThanOrEqual(60)
  expect(result.sentPerSecond).toBeGreaterThan(150)
  expect(result.latencyMs.max).toBeGreaterThan(200)
})

test('no answer within the limit is a failure', async () => {
  const url = await serve(() => undefined)
  const load = startLoad({ targets: [{ name: 'silent', url }], perSecond: 100, timeoutMs: 50 })
  await untilCounted(load, 3)
  const result = await load.stop()
  expect(result.served).toBe(0)
  expect(result.failures[0]).toMatchObject({ target: 'silent', reason: 'no answer within 50 ms' })
})

test('jobs are posted at their interval and counted', async () => {
  const methods: string[] = []
  const url = await serve((request, response) => {
    methods.push(request.method ?? '')
    response.end()
  })
  const load = startLoad({ targets: [], jobs: [{ name: 'nightly-report', url, everyMs: 30 }] })
  await untilCounted(load, 3)
  const result = await load.stop()
  expect(methods).toHaveLength(result.served)
  expect(new Set(methods)).toEqual(new Set(['POST']))
  expect(result.targets).toEqual([{ name: 'nightly-report', served: result.served, failed: 0 }])
})

test('an abort drops what is under way and counts it neither way', async () => {
  const stop = new AbortController()
  const arrived: unknown[] = []
  const url = await serve((request) => void arrived.push(request))
  const load = startLoad({ targets: [{ name: 'silent', url }], perSecond: 100, signal: stop.signal })
  while (arrived.length < 3) await sleep(5)
  stop.abort()
  const result = await load.stop()
  expect([result.served, result.failed]).toEqual([0, 0])
})
