import { afterEach, beforeEach, expect, test } from 'vitest'
import { allow, openTestServer, type TestServer } from '../../../test/fakes/test-server.ts'
import { START } from '../../../test/fakes/database.ts'

interface ConsumersAnswer {
  readonly observedSince: string
  readonly consumers: readonly { version: number }[]
  readonly readers: readonly unknown[]
}

const KEY = 'shop/production/KEY'
let one: TestServer
beforeEach(async () => {
  one = await openTestServer()
  await one.put(KEY, 'first')
})
afterEach(() => one.close())

async function consumers(token: string): Promise<ConsumersAnswer> {
  return (await one.ask(token, 'GET', `/api/consumers/${KEY}`)).json() as ConsumersAnswer
}

test('who reports, who only reads, and who may but never did are kept apart', async () => {
  const lister = await one.token('lister', [allow('shop/**', 'list')])
  const checkout = await one.token('checkout', [allow('shop/**', 'read')])
  const script = await one.token('script', [allow('**', 'read')])
  await one.token('dormant', [allow('shop/production/*', 'read')])
  await one.token('denied', [
    allow('shop/**', 'read'),
    { effect: 'deny', pattern: 'shop/production/**', actions: ['read'] },
  ])
  const headers = { 'x-rekey-consumer': 'checkout', 'x-rekey-host': 'web-1', 'x-rekey-process': '7' }
  await one.ask(checkout, 'GET', `/api/values/${KEY}`, undefined, headers)
  await one.ask(script, 'GET', `/api/values/${KEY}`)
  one.clock.advance(3_600_000)
  await one.ask(script, 'GET', `/api/values/${KEY}`)

  const answer = await consumers(lister)
  expect(answer).toMatchObject({
    name: KEY,
    version: 1,
    observedSince: START.toISOString(),
    consumers: [{ name: 'checkout', host: 'web-1', version: 1 }],
    readers: [
      { identity: 'script', reads: 2, longestSilenceMs: 3_600_000 },
      { identity: 'checkout', reads: 1, longestSilenceMs: 0 },
    ],
    neverSeen: [{ identity: 'dormant', kind: 'machine', because: 'allowed by shop/production/*' }],
  })
})

test('"no reads" says since when we look', async () => {
  const lister = await one.token('lister', [allow('shop/**', 'list')])
  expect(await consumers(lister)).toMatchObject({ observedSince: START.toISOString(), consumers: [], readers: [] })
})

test('a goodbye over HTTP moves the consumer; one of a secret that it may not read does nothing', async () => {
  const lister = await one.token('lister', [allow('**', 'list')])
  const reader = await one.token('reader', [allow('shop/**', 'read')])
  const stranger = await one.token('stranger', [])
  await one.put(KEY, 'second')
  const say = (token: string, process: string, version: number, ended?: boolean) =>
    one.ask(token, 'POST', '/api/uses', {
      consumer: 'checkout',
      host: 'h',
      process,
      ...(ended && { ended }),
      secrets: [{ name: KEY, version, uses: 0 }],
    })
  await say(reader, 'old', 1)
  await say(reader, 'new', 2)
  expect((await consumers(lister)).consumers[0]?.version).toBe(1)
  await say(stranger, 'old', 1, true)
  expect((await consumers(lister)).consumers[0]?.version).toBe(1)
  await say(reader, 'old', 1, true)
  expect((await consumers(lister)).consumers[0]?.version).toBe(2)
})
