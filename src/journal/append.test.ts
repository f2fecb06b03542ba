import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../db/connect.ts'
import { freshDatabase, START, testClock } from '../../test/fakes/database.ts'
import { append, createJournalWriter, type NewEntry } from './append.ts'
import { readEntries, readHead } from './read.ts'
import { verifyJournal } from './verify.ts'

let db: Db
beforeEach(async () => {
  db = await freshDatabase()
})

const entry = (subject: string, detail: Record<string, unknown> = {}): NewEntry => ({
  actor: 'ada',
  action: 'secret.read',
  subject,
  detail,
})

test('entries come out as they went in, in order, and verify', async () => {
  const odd = { text: 'ä "quoted" \\ 🔑', list: [1, 2.5, null], nested: { b: 1, a: -0.1 }, big: 2 ** 52 }
  await append(db, START, [entry('one', odd), entry('two')])
  await append(db, START, [entry('three')])
  const entries = await readEntries(db)
  expect(entries.map(({ seq, subject }) => [seq, subject])).toEqual([
    [1, 'one'],
    [2, 'two'],
    [3, 'three'],
  ])
  expect(entries[0]).toMatchObject({ at: START, actor: 'ada', action: 'secret.read', detail: odd })
  expect(await verifyJournal(db)).toEqual({ ok: true, entries: 3, head: await readHead(db) })
})

test('nothing to append writes nothing', async () => {
  expect(await append(db, START, [])).toEqual([])
  expect(await readHead(db)).toEqual({ seq: 0, hash: '0'.repeat(64) })
})

test('an entry joins the transaction of its fact: a rollback leaves neither', async () => {
  await append(db, START, [entry('before')])
  const failed = db.transaction().execute(async (tx) => {
    await append(tx, START, [entry('never')])
    throw new Error('the fact did not happen')
  })
  await expect(failed).rejects.toThrow('the fact did not happen')
  await append(db, START, [entry('after')])
  expect((await readEntries(db)).map(({ subject }) => subject)).toEqual(['before', 'after'])
  expect((await verifyJournal(db)).ok).toBe(true)
})

/** Counts transactions, and lets the test say when the next one fails. */
function watched(real: Db): { db: Db; transactions: () => number; failNext: () => void } {
  let transactions = 0
  let failing = false
  const proxy = new Proxy(real, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (name !== 'transaction') return typeof value === 'function' ? value.bind(target) : value
      return () => {
        transactions++
        if (!failing) return target.transaction()
        failing = false
        throw new Error('the disk is full')
      }
    },
  })
  return { db: proxy, transactions: () => transactions, failNext: () => (failing = true) }
}

test('200 writes at once make a dense sequence in a few commits', async () => {
  const watch = watched(db)
  const writer = createJournalWriter(watch.db, testClock())
  await Promise.all(Array.from({ length: 200 }, (_, i) => writer.write(entry(`secret ${i}`))))
  const entries = await readEntries(db)
  expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
  expect(new Set(entries.map(({ subject }) => subject)).size).toBe(200)
  expect((await verifyJournal(db)).ok).toBe(true)
  // Whoever has arrived when the commit begins comes along.
  expect(watch.transactions()).toBe(1)
})

test('a write is answered when its entry can be read by others, not before', async () => {
  const writer = createJournalWriter(db, testClock())
  const seen = await Promise.all(
    Array.from({ length: 20 }, async (_, i) => {
      await writer.write(entry(`secret ${i}`))
      return (await readEntries(db)).some(({ subject }) => subject === `secret ${i}`)
    }),
  )
  expect(seen).toEqual(Array.from({ length: 20 }, () => true))
})

test('when an entry cannot be written its caller hears of it, and the next one is written', async () => {
  const watch = watched(db)
  const writer = createJournalWriter(watch.db, testClock())
  watch.failNext()
  await expect(writer.write(entry('lost'))).rejects.toThrow('the disk is full')
  await writer.write(entry('kept'))
  expect((await readEntries(db)).map(({ subject }) => subject)).toEqual(['kept'])
})

test('more entries at once than one statement takes are all written', { timeout: 60_000 }, async () => {
  const writer = createJournalWriter(db, testClock())
  await Promise.all(Array.from({ length: 8_500 }, (_, i) => writer.write(entry(`secret ${i}`))))
  expect(await verifyJournal(db)).toMatchObject({ ok: true, entries: 8_500 })
})
