import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import { freshDatabase, ROOT_KEY, START, testClock } from '../../test/fakes/database.ts'
import { addDataKey, openKeyring, type Keyring } from './keyring.ts'
import { joinNodes, listNodesBehind } from './nodes.ts'

/** The newest key is told by its time. */
const LATER = new Date(START.getTime() + 1_000)
const CONTEXT = ['version', 'sec_1', '1', 'shop', 'production']
let db: Db
let keyring: Keyring
beforeEach(async () => {
  db = await freshDatabase()
  keyring = await openKeyring(db, ROOT_KEY, START)
})

const behind = (newestId: string): Promise<string[]> => db.transaction().execute((tx) => listNodesBehind(tx, newestId))
const addKey = (): Promise<string> =>
  db.transaction().execute((tx) => addDataKey(tx, ROOT_KEY, LATER, { from: LATER, actor: 'ada' }))

test('a node says with each beat which key it seals with; one that is silent for long is not waited for', async () => {
  const clock = testClock()
  const node = await joinNodes({ db, keyring, clock, name: 'a:1' })
  expect(await behind(keyring.newestId)).toEqual([])
  const key = await addKey()
  expect(await behind(key)).toEqual(['a:1'])
  clock.advance(1_000)
  await node.beat()
  expect(keyring.newestId).toBe(key)
  expect(await behind(key)).toEqual([])
  expect(await behind('another')).toEqual(['a:1'])
  await sql`update nodes set seen_at = clock_timestamp() - interval '170 seconds'`.execute(db)
  expect(await behind('another')).toEqual(['a:1'])
  await sql`update nodes set seen_at = clock_timestamp() - interval '181 seconds'`.execute(db)
  expect(await behind('another')).toEqual([])
})

test('a node that could not tell for a minute seals nothing until it can, and opens what it has', async () => {
  let now = 0
  const node = await joinNodes({ db, keyring, clock: testClock(), name: 'a:1', monotonic: () => now })
  const sealed = keyring.seal(CONTEXT, new Sensitive('a value'))
  now = 60_000
  expect(() => keyring.seal(CONTEXT, new Sensitive('late'))).toThrow(expect.objectContaining({ code: 'KEYRING_STALE' }))
  expect(keyring.unseal(CONTEXT, sealed).reveal()).toBe('a value')
  await addKey()
  await node.beat()
  keyring.seal(CONTEXT, new Sensitive('again'))
  await node.leave()
  expect(() => keyring.seal(CONTEXT, new Sensitive('gone'))).toThrow(expect.objectContaining({ code: 'KEYRING_STALE' }))
  expect(await db.selectFrom('nodes').selectAll().execute()).toEqual([])
})
