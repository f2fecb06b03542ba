import { beforeEach, expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import { leakId } from '../detect/leak-id.ts'
import type { Db } from '../db/connect.ts'
import { dumpTables, freshDatabase, START, testKeyring } from '../../test/fakes/database.ts'
import type { Keyring } from './keyring.ts'
import { parseSecretName } from './name.ts'
import { findOwnLeak } from './own-leaks.ts'
import { putValue } from './put-value.ts'
import { openKeyring } from './keyring.ts'

let db: Db
let keyring: Keyring
beforeEach(async () => {
  db = await freshDatabase()
  keyring = await testKeyring(db)
})

const PASSWORD = ['kW9', 'vXq2', 'RtLm', '7pZs'].join('')
const URL_TEXT = `postgres://shop_a:${PASSWORD}@db.shop.internal:5432/shop`

async function put(name: string, value: string, of?: { provider: string; kind: string }, at = START): Promise<string> {
  const input = { name: parseSecretName(name), value: new Sensitive(value), actor: 'ada', ...of }
  return (await db.transaction().execute((tx) => putValue(tx, keyring, at, input))).secret.id
}
const find = (provider: string, text: string): ReturnType<typeof findOwnLeak> =>
  findOwnLeak(db, keyring, provider, new Sensitive(text))

test('a database URL is found whole, and by its password alone, whatever rule saw it', async () => {
  const secretId = await put('shop/production/DATABASE_URL', URL_TEXT, { provider: 'postgres', kind: 'database-url' })
  const found = { secretId, version: 1, stage: 'current' }
  for (const provider of ['postgres', 'mysql', '']) {
    expect(await find(provider, URL_TEXT)).toEqual(found)
    expect(await find(provider, PASSWORD)).toEqual(found)
  }
  expect(await find('postgres', PASSWORD.slice(0, -1))).toBeUndefined()
  expect(await find('postgres', 'shop_a')).toBeUndefined()
})

test('a value without a provider is found as well', async () => {
  const secretId = await put('shop/production/SIGNING_KEY', 'a-value-of-nobody')
  expect(await find('stripe', 'a-value-of-nobody')).toEqual({ secretId, version: 1, stage: 'current' })
})

test('an older version is found as what it is, and the newest wins when a value was stored twice', async () => {
  const first = await put('shop/production/KEY', 'value-one')
  await put('shop/production/KEY', 'value-two')
  expect(await find('', 'value-one')).toEqual({ secretId: first, version: 1, stage: 'previous' })
  await put('shop/production/KEY', 'value-three')
  expect(await find('', 'value-one')).toEqual({ secretId: first, version: 1, stage: null })
  const copy = await put('shop/staging/KEY', 'value-one', undefined, new Date(START.getTime() + 1_000))
  expect(await find('', 'value-one')).toMatchObject({ secretId: copy, version: 1 })
})

test('what is kept tells nothing without the key: neither value nor plain hash', async () => {
  await put('shop/production/DATABASE_URL', URL_TEXT, { provider: 'postgres', kind: 'database-url' })
  const dump = await dumpTables(db)
  for (const text of [URL_TEXT, PASSWORD]) {
    expect(dump).not.toContain(text)
    expect(dump).not.toContain(Buffer.from(text).toString('hex'))
  }
  const id = leakId(keyring.leakKey, 'postgres', new Sensitive(PASSWORD))
  expect(dump).toContain(id)
  await db.deleteFrom('keyring').execute()
  const other = await openKeyring(db, Buffer.alloc(32, 9), START)
  expect(leakId(other.leakKey, 'postgres', new Sensitive(PASSWORD))).not.toBe(id)
})
