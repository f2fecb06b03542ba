import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import { verifyJournal } from '../journal/verify.ts'
import { dumpTables, freshDatabase, ROOT_KEY, START, testClock } from '../../test/fakes/database.ts'
import { createKeyRotation, settleRootKey } from './key-rotation.ts'
import { addDataKey, changeRootKey, fingerprintOf, isKeyringEmpty, openKeyring, opensKeyring } from './keyring.ts'
import { parseSecretName } from './name.ts'
import { putValue } from './put-value.ts'
import { destroyUnusedKeys, resealAll } from './reseal.ts'
import { createRootKey } from './root-key.ts'
import { listSecrets, openVersion } from './store.ts'

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
  expect(await db.selectFrom('keyring').select('purpose').orderBy('purpose').execute()).toEqual(
    ['checkpoints', 'data', 'leak-ids', 'tokens'].map((purpose) => ({ purpose })),
  )
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
  expect(await db.selectFrom('keyring').select('purpose').orderBy('purpose').execute()).toEqual(
    ['checkpoints', 'data', 'leak-ids', 'tokens'].map((purpose) => ({ purpose })),
  )
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

const LATER = new Date(START.getTime() + 60_000)
const NEXT_ROOT = Buffer.alloc(32, 9)

test('a database of the first schema keeps its leak ids and tokens, and opens what it sealed', async () => {
  const first = await openKeyring(db, ROOT_KEY, START)
  const derived = { leak: first.leakKey, token: first.tokenKey }
  await db.deleteFrom('keyring').where('purpose', '!=', 'data').execute()
  const again = await openKeyring(db, ROOT_KEY, START)
  expect(again.leakKey.equals(derived.leak)).toBe(true)
  expect(again.tokenKey.equals(derived.token)).toBe(true)
})

test('a new key of the ring seals from its time on; all that was sealed moves to it unopened; the old one is destroyed', async () => {
  const keyring = await openKeyring(db, ROOT_KEY, START)
  const old = keyring.newestId
  const store = async (name: string): Promise<unknown> =>
    db.transaction().execute((tx) =>
      putValue(tx, keyring, START, {
        name: parseSecretName(name),
        value: new Sensitive(`value of ${name}`),
        actor: 'a',
      }),
    )
  for (let i = 0; i < 7; i++) await store(`shop/production/${i}`)
  const key = await db.transaction().execute((tx) => addDataKey(tx, ROOT_KEY, START, { from: LATER, actor: 'ada' }))
  await keyring.refresh(db, START)
  expect(keyring.newestId).toBe(old)
  await keyring.refresh(db, LATER)
  expect(keyring.newestId).toBe(key)
  // Killed in the middle: what was done stays done, the rest is done by the next run.
  await expect(
    resealAll(db, keyring, () => {
      throw new Error('killed')
    }),
  ).rejects.toThrow('killed')
  expect(await resealAll(db, keyring)).toBe(7)
  expect(await resealAll(db, keyring)).toBe(0)
  // A node that has not said so may still seal with the old one.
  const seen_at = new Date(Date.now() + 3_600_000)
  const other = { id: 'nod_1', name: 'far:1', started_at: START, seen_at, key_id: old }
  await db.insertInto('nodes').values(other).execute()
  const later = (ms: number): Promise<string[]> => destroyUnusedKeys(db, keyring, new Date(LATER.getTime() + ms))
  for (const ms of [0, 60_000, 600_000]) expect(await later(ms)).toEqual([])
  await db.updateTable('nodes').set({ key_id: key }).execute()
  expect(await later(600_000)).toEqual([])
  expect(await later(659_999)).toEqual([])
  expect(await later(660_000)).toEqual([old])
  const actions = await db.selectFrom('journal').select('action').orderBy('seq').execute()
  expect(actions.slice(-2).map(({ action }) => action)).toEqual(['keyring.key-retired', 'keyring.key-destroyed'])
  const opened = await openKeyring(db, ROOT_KEY, LATER)
  for (const secret of await listSecrets(db)) {
    const { value } = await openVersion(db, opened, secret, 'current')
    expect(value.reveal()).toBe(`value of ${secret.fullName}`)
  }
  expect(await verifyJournal(db)).toMatchObject({ ok: true })
})

test('another root key opens the ring after it was changed, and the former one names what is missing', async () => {
  const keyring = await openKeyring(db, ROOT_KEY, START)
  const sealed = keyring.seal(CONTEXT, new Sensitive('a value'))
  await db.transaction().execute((tx) => changeRootKey(tx, { from: ROOT_KEY, to: NEXT_ROOT }, START, 'ada'))
  await expect(openKeyring(db, ROOT_KEY, START)).rejects.toMatchObject({
    code: 'ROOT_KEY_WRONG',
    message: expect.stringContaining(fingerprintOf(NEXT_ROOT)) as string,
  })
  expect(await opensKeyring(db, ROOT_KEY)).toBe(false)
  const again = await openKeyring(db, NEXT_ROOT, START)
  expect(again.unseal(CONTEXT, sealed).reveal()).toBe('a value')
  expect(again.tokenKey.equals(keyring.tokenKey)).toBe(true)
  await expect(
    db.transaction().execute((tx) => changeRootKey(tx, { from: ROOT_KEY, to: NEXT_ROOT }, START, 'ada')),
  ).rejects.toMatchObject({ code: 'ROOT_KEY_WRONG' })
})

test.each(['root-key:written', 'root-key:committed', 'root-key:moved'])(
  'a change of the root key that is killed at %s is settled by the next start',
  async (point) => {
    const folder = mkdtempSync(join(tmpdir(), 'rekey-root-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'root.key')
    const rootKey = await createRootKey(file)
    const keyring = await openKeyring(db, rootKey, START)
    const sealed = keyring.seal(CONTEXT, new Sensitive('a value'))
    const rotation = createKeyRotation({
      db,
      keyring,
      clock: testClock(),
      rootKey: { key: rootKey, file },
      faultPoint: (name) => {
        if (name === point) throw new Error('killed')
      },
    })
    await expect(rotation.rotateRootKey('ada')).rejects.toThrow('killed')
    const settled = (await settleRootKey(db, { file })) as Buffer
    expect(settled.equals(rootKey)).toBe(point === 'root-key:written')
    expect((await openKeyring(db, settled, START)).unseal(CONTEXT, sealed).reveal()).toBe('a value')
    expect(readdirSync(folder)).toEqual(['root.key'])
    expect(await settleRootKey(db, { file })).toEqual(settled)
  },
)
