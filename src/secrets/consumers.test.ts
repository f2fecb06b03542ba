import { beforeEach, expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import { readEntries } from '../journal/read.ts'
import { freshDatabase, START, testClock, testKeyring, type TestClock } from '../../test/fakes/database.ts'
import { listConsumers, readTraffic, recordSightings, type Consumer, type Sighting } from './consumers.ts'
import { createIdentity } from './identities.ts'
import { parseSecretName } from './name.ts'
import { putValue } from './put-value.ts'

let db: Db
let clock: TestClock
let secretId: string
let identityId: string
beforeEach(async () => {
  db = await freshDatabase()
  clock = testClock()
  const keyring = await testKeyring(db)
  const value = { name: parseSecretName('shop/production/KEY'), value: new Sensitive('x'), actor: 'ada' }
  secretId = (await putValue(db, keyring, START, value)).secret.id
  identityId = (await createIdentity(db, START, { name: 'shop-token', kind: 'machine', policies: [], actor: 'ada' })).id
})

function sighting(more: Partial<Sighting> = {}): Sighting {
  const where = { consumer: 'checkout', host: 'web-1', process: '17' }
  return {
    secretId,
    secretName: 'shop/production/KEY',
    identityId,
    ...where,
    version: 1,
    holds: true,
    uses: 0,
    ...more,
  }
}
const see = (...list: Partial<Sighting>[]): Promise<void> =>
  db.transaction().execute((tx) => recordSightings(tx, clock.now(), list.map(sighting)))
const only = async (): Promise<Consumer> => {
  const consumers = await listConsumers(db, secretId)
  expect(consumers).toHaveLength(1)
  return consumers[0] as Consumer
}
const moves = async (): Promise<unknown[]> =>
  (await readEntries(db)).filter(({ action }) => action === 'consumer.moved').map(({ detail }) => detail)

test('the first sighting makes a consumer; it has not moved', async () => {
  await see({})
  expect(await only()).toEqual({
    name: 'checkout',
    identity: 'shop-token',
    host: 'web-1',
    version: 1,
    versionBefore: null,
    firstSeenAt: START,
    lastSeenAt: START,
    movedAt: null,
    longestSilenceMs: 0,
  })
  expect(await moves()).toEqual([])
})

test('two first sightings at once make one consumer', async () => {
  await Promise.all([see({}), see({}), see({})])
  expect(await only()).toMatchObject({ version: 1, movedAt: null })
})

test('a move is journalled once, in the name of the identity that proved itself', async () => {
  await see({ consumer: 'rekey' })
  clock.advance(5_000)
  await see({ consumer: 'rekey', version: 2 })
  await see({ consumer: 'rekey', version: 2 })
  expect(await moves()).toEqual([{ consumer: 'rekey', secret: 'shop/production/KEY', version: 2, versionBefore: 1 }])
  const entry = (await readEntries(db)).find(({ action }) => action === 'consumer.moved')
  expect(entry).toMatchObject({ actor: 'shop-token', subject: 'shop/production/KEY' })
  expect(await only()).toMatchObject({ version: 2, versionBefore: 1, movedAt: new Date(START.getTime() + 5_000) })
})

test('reading the new version is not holding it: who reports by itself moves when it says so', async () => {
  await see({})
  await see({ version: 2, holds: false })
  expect(await only()).toMatchObject({ version: 1, movedAt: null })
  // In the middle of a move: some uses of the old one yet, the new one held.
  await see({ version: 1, holds: false, uses: 3 }, { version: 2, holds: true, uses: 4 })
  expect(await only()).toMatchObject({ version: 2 })
  expect(await moves()).toHaveLength(1)
})

test('who goes back to the old version is on the old version', async () => {
  await see({})
  await see({ version: 2 })
  await see({ version: 1 })
  expect(await only()).toMatchObject({ version: 1 })
  await see({ version: 2 })
  expect(await moves()).toHaveLength(2)
})

test('silence is measured: the longest one stays', async () => {
  for (const gapMs of [0, 3_000, 60_000, 1_000]) {
    clock.advance(gapMs)
    await see({})
  }
  expect(await only()).toMatchObject({ longestSilenceMs: 60_000, lastSeenAt: new Date(START.getTime() + 64_000) })
})

test('of several processes on one host the last one to move moves the consumer', async () => {
  await see({ process: '1' })
  await see({ process: '2' })
  await see({ process: '3' })
  await see({ process: '1', version: 2 })
  expect(await only()).toMatchObject({ version: 1, movedAt: null })
  await see({ process: '2', version: 2 })
  await see({ process: '1', version: 2 })
  expect(await only()).toMatchObject({ version: 1 })
  await see({ process: '3', version: 2 })
  expect(await only()).toMatchObject({ version: 2 })
  expect(await moves()).toHaveLength(1)
})

test('a process that ended holds the consumer back for a minute, not for ever', async () => {
  await see({ process: '1' })
  clock.advance(10_000)
  await see({ process: '2', version: 2 })
  expect(await only()).toMatchObject({ version: 1 })
  clock.advance(49_999)
  await see({ process: '2', version: 2 })
  expect(await only()).toMatchObject({ version: 1 })
  clock.advance(1)
  await see({ process: '2', version: 2 })
  expect(await only()).toMatchObject({ version: 2 })
  expect(await db.selectFrom('consumer_processes').select('process').execute()).toEqual([{ process: '2' }])
})

test('the same name on another host, or with another identity, is another consumer', async () => {
  const other = await createIdentity(db, START, { name: 'other', kind: 'machine', policies: [], actor: 'ada' })
  await see({}, { host: 'web-2' }, { identityId: other.id })
  await see({ version: 2 })
  const consumers = await listConsumers(db, secretId)
  expect(consumers.map(({ identity, host, version }) => `${identity} ${host} ${version}`).toSorted()).toEqual([
    'other web-1 1',
    'shop-token web-1 2',
    'shop-token web-2 1',
  ])
})

// ---------- uses ----------

async function traffic(): Promise<number[][]> {
  const points = await readTraffic(db, secretId, 1, new Date(0))
  return points.map((point) => [point.at.getTime() / 1_000 - START.getTime() / 1_000, point.old, point.new])
}

test('uses of one second add up, by version', async () => {
  await see({ uses: 3 }, { version: 2, uses: 5 })
  await see({ host: 'web-2', uses: 4 })
  await see({ uses: 1 })
  expect(await traffic()).toEqual([[0, 8, 5]])
})

test('the uses of a report are spread over the seconds since the last one, and none is lost', async () => {
  await see({ uses: 1 })
  clock.advance(4_000)
  await see({ uses: 10 }, { version: 2, uses: 4 })
  const points = await traffic()
  expect(points.map(([second]) => second)).toEqual([0, 1, 2, 3, 4])
  expect(points.reduce((sum, [, old = 0]) => sum + old, 0)).toBe(11)
  expect(points.slice(1).map(([, , fresh]) => fresh)).toEqual([1, 1, 1, 1])
  expect(Math.max(...points.slice(1).map(([, old = 0]) => old))).toBe(3)
})

test('a report after a long silence is spread over a minute at most', async () => {
  await see({})
  clock.advance(3_600_000)
  await see({ uses: 1_000_000_000 })
  const points = await traffic()
  expect(points).toHaveLength(60)
  expect(points.reduce((sum, [, old = 0]) => sum + old, 0)).toBe(1_000_000_000)
})

test('a silence in the middle is drawn as zeros', async () => {
  await see({ uses: 2 })
  clock.advance(70_000)
  await see({ uses: 60 })
  const points = await traffic()
  expect(points).toHaveLength(71)
  expect(points.slice(1, 11).every(([, old, fresh]) => old === 0 && fresh === 0)).toBe(true)
})

test('a goodbye lets go at once: the consumer moves to what its other processes hold', async () => {
  await see({ process: '1' })
  await see({ process: '2', version: 2 })
  expect((await only()).version).toBe(1)
  await see({ process: '1', ended: true, uses: 3 })
  expect((await only()).version).toBe(2)
  expect(await moves()).toMatchObject([{ version: 2, versionBefore: 1 }])
  expect(await traffic()).toEqual([[0, 3, 0]])
})

test('after the goodbye of the last process the consumer stays where it was seen: it may come back tomorrow', async () => {
  await see({ version: 2 })
  await see({ version: 2, ended: true })
  expect(await only()).toMatchObject({ version: 2, movedAt: null })
  clock.advance(1_000)
  await see({ process: '99', version: 3 })
  expect((await only()).version).toBe(3)
})
