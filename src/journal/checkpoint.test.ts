import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Db } from '../db/connect.ts'
import { freshDatabase, START } from '../../test/fakes/database.ts'
import { append } from './append.ts'
import { chainEntry } from './chain.ts'
import {
  addCheckpoint,
  checkAnchor,
  createSigner,
  isSigned,
  readAnchor,
  readCheckpoints,
  writeAnchor,
} from './checkpoint.ts'
import { readEntries, readHead } from './read.ts'
import { verifyJournal } from './verify.ts'

let db: Db
const signer = createSigner(Buffer.alloc(32, 5))
const { publicKey } = signer
beforeEach(async () => {
  db = await freshDatabase()
})

const write = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++)
    await append(db, START, [{ actor: 'ada', action: 'a.b', subject: `${i}`, detail: { i } }])
}
/** As somebody who can write to the database, and has no key: the whole chain anew, without one entry. */
async function rewriteWithout(seq: number): Promise<void> {
  const kept = (await readEntries(db)).filter((entry) => entry.seq !== seq)
  await sql`truncate journal`.execute(db)
  await sql`delete from journal_head`.execute(db)
  for (const { at, actor, action, subject, detail } of kept) await append(db, at, [{ actor, action, subject, detail }])
}
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'rekey-anchor-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

test('a head is signed once, and anybody with the public key can check it', async () => {
  expect(await addCheckpoint(db, signer, START)).toBeUndefined()
  await write(3)
  const checkpoint = await addCheckpoint(db, signer, START)
  expect(checkpoint).toMatchObject({ ...(await readHead(db)), keyId: signer.keyId })
  expect(await addCheckpoint(db, signer, START)).toBeUndefined()
  expect(await readCheckpoints(db)).toEqual([checkpoint])
  if (!checkpoint) return
  expect(isSigned(checkpoint, publicKey)).toBe(true)
  expect(isSigned({ ...checkpoint, seq: 2 }, publicKey)).toBe(false)
  expect(isSigned(checkpoint, createSigner(Buffer.alloc(32, 6)).publicKey)).toBe(false)
  expect(await verifyJournal(db, { publicKey })).toMatchObject({ ok: true, entries: 3 })
})

test('a chain that was rewritten as a whole is found by its signed heads', async () => {
  await write(3)
  await addCheckpoint(db, signer, START)
  await write(2)
  await rewriteWithout(2)
  expect(await verifyJournal(db)).toMatchObject({
    ok: false,
    problem: expect.stringContaining('entry 3 is not the one that was signed') as string,
  })
})

test('a tail that was cut with its head is found by a signed head behind it', async () => {
  await write(5)
  await addCheckpoint(db, signer, START)
  await sql`delete from journal where seq > 3`.execute(db)
  const last = (await readEntries(db)).at(-1)
  await db
    .updateTable('journal_head')
    .set({ seq: 3, hash: last?.hash ?? '' })
    .execute()
  expect(await verifyJournal(db, { publicKey })).toMatchObject({
    ok: false,
    problem: expect.stringContaining('the tail was cut') as string,
  })
})

test('a checkpoint that was made up does not carry our signature', async () => {
  await write(3)
  await addCheckpoint(db, signer, START)
  const [, second] = await readEntries(db)
  const entry = { actor: 'eve', action: 'a.b', subject: 'x', detail: {}, at: START }
  const forged = chainEntry({ seq: 2, hash: second?.hash ?? '' }, entry)
  await db.updateTable('checkpoints').set({ hash: forged.hash }).execute()
  expect(await verifyJournal(db, { publicKey })).toMatchObject({
    ok: false,
    problem: expect.stringContaining('signature') as string,
  })
})

test('an older copy of the whole database is refused by the anchor outside of it, unless the owner says why', async () => {
  const anchors = folder()
  const check = (accept?: string): Promise<void> => checkAnchor(db, signer, { folder: anchors, accept, now: START })
  await check()
  await write(2)
  const old = await readEntries(db)
  await write(3)
  const checkpoint = await addCheckpoint(db, signer, START)
  if (checkpoint) await writeAnchor(anchors, signer, checkpoint)
  await check()
  await write(1)
  await check()
  // The copy of before: everything in it is consistent.
  await sql`delete from journal where seq > 2`.execute(db)
  await sql`delete from checkpoints`.execute(db)
  await db
    .updateTable('journal_head')
    .set({ seq: 2, hash: old.at(-1)?.hash ?? '' })
    .execute()
  expect(await verifyJournal(db, { publicKey })).toMatchObject({ ok: true })
  await expect(check()).rejects.toMatchObject({
    code: 'JOURNAL_ROLLED_BACK',
    exit: 3,
    hint: expect.stringContaining('--accept-rollback') as string,
  })
  const anchor = await readAnchor(anchors, signer)
  expect(await verifyJournal(db, { publicKey, anchor })).toMatchObject({ ok: false })
  await check('the disk died, this is the last backup')
  expect((await readEntries(db)).at(-1)).toMatchObject({
    action: 'journal.rollback-accepted',
    detail: { reason: 'the disk died, this is the last backup' },
  })
  await check()
})

test('an anchor that somebody changed is no anchor', async () => {
  const anchors = folder()
  await write(2)
  const checkpoint = await addCheckpoint(db, signer, START)
  if (checkpoint) await writeAnchor(anchors, signer, checkpoint)
  const path = join(anchors, readdirSync(anchors)[0] as string)
  const text = readFileSync(path, 'utf8')
  for (const changed of [text.replace('"seq":2', '"seq":1'), '{}', '', 'x'.repeat(100)]) {
    writeFileSync(path, changed)
    await expect(checkAnchor(db, signer, { folder: anchors, now: START })).rejects.toMatchObject({
      code: 'JOURNAL_ANCHOR_INVALID',
    })
  }
})
