import { beforeEach, expect, test } from 'vitest'
import { Sensitive } from '../../base/sensitive.ts'
import { PGlite } from '@electric-sql/pglite'
import { embeddedDb, type Db } from '../../db/connect.ts'
import { verifyJournal } from '../../journal/verify.ts'
import { freshDatabase, ROOT_KEY, START, testKeyring } from '../../../test/fakes/database.ts'
import { openKeyring } from '../keyring.ts'
import { parseSecretName } from '../name.ts'
import { putValue } from '../put-value.ts'
import { getSecret, openVersion } from '../store.ts'
import { createBackup } from './backup.ts'
import { restoreBackup } from './restore-backup.ts'
import { verifyBackup } from './verify-backup.ts'

const NAME = parseSecretName('shop/production/KEY')
let db: Db
let file: Buffer
beforeEach(async () => {
  db = await freshDatabase()
  const keyring = await testKeyring(db)
  const put = (value: string): Promise<unknown> =>
    db
      .transaction()
      .execute((tx) => putValue(tx, keyring, START, { name: NAME, value: new Sensitive(value), actor: 'ada' }))
  for (const value of ['first canary', 'second canary ü', 'x'.repeat(60_000)]) await put(value)
  const parts: Buffer[] = []
  const write = async (part: Buffer): Promise<void> => void parts.push(Buffer.from(part))
  await createBackup({ db, rootKey: ROOT_KEY, now: START, actor: 'ada' }, write)
  file = Buffer.concat(parts)
})

async function* bytes(of: Buffer, size = 1_000): AsyncGenerator<Buffer> {
  for (let i = 0; i < of.length; i += size) yield of.subarray(i, i + size)
}

test('a backup is whole, opens with its root key alone, and its first line holds no secret', async () => {
  expect(await verifyBackup(ROOT_KEY, bytes(file))).toMatchObject({
    secrets: 1,
    values: 3,
    header: { journal: { seq: 5 } },
  })
  const text = file.toString('latin1')
  for (const word of ['canary', 'shop', 'ada', ROOT_KEY.toString('base64')]) expect(text).not.toContain(word)
  await expect(verifyBackup(Buffer.alloc(32, 1), bytes(file))).rejects.toMatchObject({ code: 'BACKUP_OTHER_KEY' })
})

test('one that was cut, changed, or lengthened anywhere is refused', async () => {
  const line = file.indexOf(10) + 1
  for (const end of [0, 10, line, line + 4, line + 100, file.length - 1])
    await expect(verifyBackup(ROOT_KEY, bytes(file.subarray(0, end))), `cut at ${end}`).rejects.toMatchObject({
      code: 'BACKUP_INVALID',
    })
  for (const at of [line + 2, line + 20, Math.floor((line + file.length) / 2), file.length - 1]) {
    const changed = Buffer.from(file)
    changed[at] = (changed[at] as number) ^ 1
    await expect(verifyBackup(ROOT_KEY, bytes(changed)), `changed at ${at}`).rejects.toMatchObject({
      code: 'BACKUP_INVALID',
    })
  }
  const other = Buffer.from(file.toString('latin1').replace('"seq":5', '"seq":4'), 'latin1')
  await expect(verifyBackup(ROOT_KEY, bytes(other))).rejects.toMatchObject({ code: 'BACKUP_INVALID' })
  const longer = Buffer.concat([file, Buffer.from('more')])
  await expect(verifyBackup(ROOT_KEY, bytes(longer))).rejects.toMatchObject({ code: 'BACKUP_INVALID' })
})

test('restored elsewhere every value opens and the journal goes on; a database with something in it is refused', async () => {
  await expect(restoreBackup({ db, rootKey: ROOT_KEY, now: START }, bytes(file))).rejects.toMatchObject({
    code: 'BACKUP_TARGET_USED',
  })
  const database = await PGlite.create()
  const other = embeddedDb(() => database)
  try {
    const { rows } = await restoreBackup({ db: other, rootKey: ROOT_KEY, now: START }, bytes(file, 70_000))
    expect(rows).toBeGreaterThan(10)
    const keyring = await openKeyring(other, ROOT_KEY, START)
    const secret = await getSecret(other, NAME)
    const values = await Promise.all([1, 2, 3].map((number) => openVersion(other, keyring, secret, number)))
    expect(values.map(({ value }) => value.reveal())).toEqual(['first canary', 'second canary ü', 'x'.repeat(60_000)])
    expect(await verifyJournal(other)).toMatchObject({ ok: true, entries: 6 })
    const next = { name: NAME, value: new Sensitive('fourth'), actor: 'ada' }
    expect((await other.transaction().execute((tx) => putValue(tx, keyring, START, next))).number).toBe(4)
  } finally {
    await other.destroy()
    await database.close()
  }
})
