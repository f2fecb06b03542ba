import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../db/connect.ts'
import { freshDatabase, START, testClock } from '../../test/fakes/database.ts'
import { append, createJournalWriter, type NewEntry } from './append.ts'
import { startFeed, type Feed } from './feed.ts'

let db: Db
beforeEach(async () => {
  db = await freshDatabase()
})

/** So long that only a poke can be the reason. */
const NEVER = 600_000
const entry = (subject: string): NewEntry => ({ actor: 'ada', action: 'secret.updated', subject, detail: {} })
const fail = (error: unknown): void => {
  throw error
}

/** Follows a feed; `until` resolves once that many entries have come. */
function follow(feed: Feed): { seqs: number[]; until: (count: number) => Promise<void> } {
  const seqs: number[] = []
  let waiting: { count: number; resolve: () => void } | undefined
  feed.subscribe(({ seq }) => {
    seqs.push(seq)
    if (waiting && seqs.length >= waiting.count) waiting.resolve()
  })
  return {
    seqs,
    until: (count) =>
      new Promise((resolve) => {
        if (seqs.length >= count) resolve()
        else waiting = { count, resolve }
      }),
  }
}

const dense = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i)

test('begins at the present end, and tells each entry once, in order', async () => {
  await append(db, START, [entry('past')])
  const feed = await startFeed(db, { pollMs: NEVER, onError: fail })
  const { seqs, until } = follow(feed)
  await append(db, START, [entry('two'), entry('three')])
  feed.poke()
  feed.poke()
  await until(2)
  await append(db, START, [entry('four')])
  feed.poke()
  await until(3)
  await feed.stop()
  expect(seqs).toEqual([2, 3, 4])
})

test('misses nothing while two writers write and a third one rolls back', async () => {
  const feed = await startFeed(db, { pollMs: NEVER, onError: fail })
  const { seqs, until } = follow(feed)
  const writers = [createJournalWriter(db, testClock()), createJournalWriter(db, testClock())]
  const writing = Array.from({ length: 120 }, async (_, i) => {
    await writers[i % 2]?.write(entry(`secret ${i}`))
    feed.poke()
  })
  const rolledBack = Array.from({ length: 20 }, () =>
    db
      .transaction()
      .execute(async (tx) => {
        await append(tx, START, [entry('never')])
        throw new Error('rolled back')
      })
      .catch(() => feed.poke()),
  )
  await Promise.all([...writing, ...rolledBack])
  await until(120)
  await feed.stop()
  expect(seqs).toEqual(dense(1, 120))
})

test('more entries than one page come all, from one poke', async () => {
  const feed = await startFeed(db, { pollMs: NEVER, onError: fail })
  const { seqs, until } = follow(feed)
  await append(
    db,
    START,
    Array.from({ length: 2_300 }, (_, i) => entry(`secret ${i}`)),
  )
  feed.poke()
  await until(2_300)
  await feed.stop()
  expect(seqs).toEqual(dense(1, 2_300))
})

test('the poll alone finds what another node wrote', async () => {
  const feed = await startFeed(db, { pollMs: 5, onError: fail })
  const { seqs, until } = follow(feed)
  await append(db, START, [entry('elsewhere')])
  await until(1)
  await feed.stop()
  expect(seqs).toEqual([1])
})

test('a failing query is reported, and what it missed comes with the next look', async () => {
  let broken = false
  const flaky = new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (name === 'selectFrom' && broken) throw new Error('the database is away')
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  let report: (error: unknown) => void = fail
  const reported = new Promise<unknown>((resolve) => (report = resolve))
  const feed = await startFeed(flaky, { pollMs: NEVER, onError: (error) => report(error) })
  const { seqs, until } = follow(feed)
  await append(db, START, [entry('one')])
  broken = true
  feed.poke()
  expect(await reported).toMatchObject({ message: 'the database is away' })
  broken = false
  await append(db, START, [entry('two')])
  feed.poke()
  await until(2)
  await feed.stop()
  expect(seqs).toEqual([1, 2])
})

test('a poke that comes while a look is ending is not lost', async () => {
  // The end of a look takes some turns of the microtask queue: a poke is tried in each of them.
  for (let turns = 0; turns < 12; turns++) {
    const rows: unknown[] = [rowOf(1)]
    const started: { feed?: Feed } = {}
    const pokeLater = async (): Promise<void> => {
      for (let i = 0; i < turns; i++) await Promise.resolve()
      rows.push(rowOf(2))
      started.feed?.poke()
    }
    let ending = false
    const page = (after: number): unknown[] => {
      const found = rows.slice(after)
      if (!found.length && !ending) {
        ending = true
        void pokeLater()
      }
      return found
    }
    const feed = await startFeed(pagesOf(page), { pollMs: NEVER, onError: fail })
    started.feed = feed
    const { seqs, until } = follow(feed)
    feed.poke()
    await until(2)
    await feed.stop()
    expect(seqs).toEqual([1, 2])
  }
})

const rowOf = (seq: number): unknown => ({ seq, detail: {}, prev_hash: '' })

/** Just enough of a database to decide at which turn a page arrives: a real one never hits the moment. */
function pagesOf(page: (after: number) => unknown[]): Db {
  let after = 0
  let told = 0
  let asked = 0
  const query = {
    select: () => query,
    selectAll: () => query,
    where: (_column: string, operator: string, seq: number) => {
      if (operator === '>') after = seq
      return query
    },
    orderBy: () => query,
    limit: () => query,
    execute: () => {
      const found = page(after)
      told = after + found.length
      return Promise.resolve(found)
    },
    // The head: at first there is none.
    executeTakeFirst: () => Promise.resolve(asked++ === 0 ? undefined : { seq: told + page(told).length, hash: '' }),
  }
  return { selectFrom: () => query } as unknown as Db
}

test('a listener that throws keeps nothing from the others, and one that left hears nothing', async () => {
  const errors: unknown[] = []
  const feed = await startFeed(db, { pollMs: NEVER, onError: (error) => errors.push(error) })
  let left = 0
  const leave = feed.subscribe(() => left++)
  feed.subscribe(() => {
    throw new Error('its stream is gone')
  })
  const { seqs, until } = follow(feed)
  leave()
  await append(db, START, [entry('one'), entry('two')])
  feed.poke()
  await until(2)
  await feed.stop()
  expect([seqs, errors.length, left]).toEqual([[1, 2], 2, 0])
})

test('a feed that was stopped looks no more', async () => {
  const feed = await startFeed(db, { pollMs: NEVER, onError: fail })
  const { seqs } = follow(feed)
  await feed.stop()
  await append(db, START, [entry('late')])
  feed.poke()
  await db.selectFrom('journal').select('seq').execute()
  expect(seqs).toEqual([])
})
