import { beforeEach, expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import { dumpTables, freshDatabase, ROOT_KEY, START } from '../../test/fakes/database.ts'
import { isKeyringEmpty, openKeyring } from './keyring.ts'

let db: Db
beforeEach(async () => {
  db = await freshDatabase()
})

const CONTEXT = ['version', 'sec_1', '1', 'shop', 'production']

test('a new database gets one key, and opens with the same root key again', async () => {
  expect(await isKeyringEmpty(db)).toBe(true)
  const first = await openKeyring(db, ROOT_KEY, START)
  expect(await isKeyringEmpty(db)).toBe(false)
  const sealed = first.seal(CONTEXT, new Sensitive('a value'))
  const again = await openKeyring(db, ROOT_KEY, START)
  expect(again.unseal(CONTEXT, sealed).reveal()).toBe('a value')
  expect(again.leakKey.equals(first.leakKey)).toBe(true)
  expect(again.tokenKey.equals(first.tokenKey)).toBe(true)
  expect(first.leakKey.equals(first.tokenKey)).toBe(false)
  expect(await db.selectFrom('keyring').select('id').execute()).toHaveLength(1)
})

test('a wrong root key is refused with the remedy, and nothing is written', async () => {
  await openKeyring(db, ROOT_KEY, START)
  const before = await dumpTables(db)
  await expect(openKeyring(db, Buffer.alloc(32, 8), START)).rejects.toMatchObject({
    code: 'ROOT_KEY_WRONG',
    hint: expect.stringContaining('--root-key-file') as string,
  })
  expect(await dumpTables(db)).toBe(before)
})

test('a keyring key that was exchanged for another one of the same root key is refused', async () => {
  await openKeyring(db, ROOT_KEY, START)
  await db
    .updateTable('keyring')
    .set({ check_value: Buffer.alloc(8) })
    .execute()
  await expect(openKeyring(db, ROOT_KEY, START)).rejects.toMatchObject({ code: 'ROOT_KEY_WRONG' })
})

test('two that open a new database at once share one key', async () => {
  const [one, two] = await Promise.all([openKeyring(db, ROOT_KEY, START), openKeyring(db, ROOT_KEY, START)])
  expect(await db.selectFrom('keyring').select('id').execute()).toHaveLength(1)
  expect(one?.leakKey.equals(two?.leakKey)).toBe(true)
})

test('the database holds neither the root key nor a key of the ring', async () => {
  const keyring = await openKeyring(db, ROOT_KEY, START)
  const dump = await dumpTables(db)
  for (const key of [ROOT_KEY, keyring.leakKey, keyring.tokenKey]) {
    expect(dump).not.toContain(key.toString('hex'))
    expect(dump).not.toContain(key.toString('base64'))
  }
})
