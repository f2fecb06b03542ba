/**
 * Writes to the journal. `append` joins a transaction of the caller: the fact and its entry commit together.
 * `createJournalWriter` gathers single entries of many callers into one commit (group commit) and answers
 * each only when its entry is durable.
 */
import { setImmediate } from 'node:timers/promises'
import { sql, type RawBuilder } from 'kysely'
import type { Clock } from '../base/clock.ts'
import type { Db } from '../db/connect.ts'
import { chainEntry, GENESIS, type ChainedEntry, type JournalEntry } from './chain.ts'

export type NewEntry = Omit<JournalEntry, 'seq' | 'at'>

/** What no cache needs to know of: it changed nothing that a later answer depends on. */
export const PASSIVE: ReadonlySet<string> = new Set([
  'secret.read',
  'consumer.moved',
  'aws.called',
  'aws.refused',
  'leak.asked',
])

export interface LockedHead {
  readonly seq: number
  readonly hash: string
  /** The last entry that no cache may pass over. */
  readonly changedSeq: number
}

/** Whoever holds the head is alone: what is committed up to here is all there is. Held until the transaction ends. */
export async function lockHead(tx: Db): Promise<LockedHead> {
  const find = tx.selectFrom('journal_head').select(['seq', 'hash', 'changed_seq as changedSeq']).forUpdate()
  const head = await find.executeTakeFirst()
  if (head) return head
  await tx
    .insertInto('journal_head')
    .values({ seq: GENESIS.seq, hash: GENESIS.hash })
    .onConflict((conflict) => conflict.column('only_row').doNothing())
    .execute()
  return find.executeTakeFirstOrThrow()
}

/** Appends in the order given. The lock on the head serialises all writers until the transaction ends. */
export async function append(tx: Db, now: Date, entries: readonly NewEntry[]): Promise<ChainedEntry[]> {
  return entries.length ? appendTo(tx, await lockHead(tx), now, entries) : []
}

/** One statement, however many entries. `more`: parts of it that write the facts, to stand behind `with`. */
export async function appendTo(
  tx: Db,
  locked: LockedHead,
  now: Date,
  entries: readonly NewEntry[],
  more?: RawBuilder<unknown>,
): Promise<ChainedEntry[]> {
  const { chained, head, rows } = chain(locked, now, entries)
  await sql`with ${more ? sql`${more}, ` : sql``}written as (
      insert into journal (seq, at, actor, action, subject, detail, prev_hash, hash)
      select * from json_to_recordset(${rows}::text::json) as entry
        (seq bigint, at timestamptz, actor text, action text, subject text, detail jsonb, "prevHash" text, hash text))
    update journal_head set seq = ${head.seq}, hash = ${head.hash}, changed_seq = ${head.changedSeq}`.execute(tx)
  return chained
}

/**
 * Appends what changes nothing, in one statement and one commit, if `head` is still the head: without a lock that is
 * waited for. Undefined when it is another one by now: then nothing was written.
 */
export async function appendAt(
  db: Db,
  expected: LockedHead,
  now: Date,
  entries: readonly NewEntry[],
): Promise<LockedHead | undefined> {
  const { head, rows } = chain(expected, now, entries)
  const { rows: moved } = await sql`with moved as (
      update journal_head set seq = ${head.seq}, hash = ${head.hash}
      where seq = ${expected.seq} and hash = ${expected.hash} returning 1)
    insert into journal (seq, at, actor, action, subject, detail, prev_hash, hash)
    select entry.* from moved, json_to_recordset(${rows}::text::json) as entry
      (seq bigint, at timestamptz, actor text, action text, subject text, detail jsonb, "prevHash" text, hash text)
    returning 1`.execute(db)
  return moved.length ? head : undefined
}

function chain(
  locked: LockedHead,
  now: Date,
  entries: readonly NewEntry[],
): { chained: ChainedEntry[]; head: LockedHead; rows: string } {
  let head: { readonly seq: number; readonly hash: string } = locked
  let { changedSeq } = locked
  const chained: ChainedEntry[] = []
  for (const entry of entries) {
    const next = chainEntry(head, { ...entry, at: now })
    if (!PASSIVE.has(next.action)) changedSeq = next.seq
    chained.push(next)
    head = next
  }
  const rows = JSON.stringify(chained)
  return { chained, head: { seq: head.seq, hash: head.hash, changedSeq }, rows }
}

export interface JournalWriter {
  /** Resolves when the entry is on disk. Rejects when it could not be written: then nothing may be revealed. */
  write(entry: NewEntry): Promise<void>
}

export function createJournalWriter(db: Db, clock: Clock): JournalWriter {
  const write = gather<NewEntry, void>(async (entries) => {
    await db.transaction().execute((tx) => append(tx, clock.now(), entries))
    return entries.map(() => undefined)
  })
  return { write }
}

interface Waiting<T, R> {
  readonly item: T
  readonly resolve: (result: R) => void
  readonly reject: (error: unknown) => void
}

/** As many as one commit is worth waiting for. */
const MAX_BATCH = 1_000

/**
 * Many callers, one piece of work at a time: who comes while it is done is in the next. `work` answers one result
 * for each, an Error for one that failed alone; when it throws, all of its callers fail.
 */
export function gather<T, R>(
  work: (items: readonly T[]) => Promise<readonly (R | Error)[]>,
  maxBatch = MAX_BATCH,
): (item: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = []
  let busy = false

  async function run(): Promise<void> {
    while (waiting.length) {
      // Whoever has arrived by now comes along: an embedded database answers before the next request is even parsed.
      await setImmediate()
      const batch = waiting.splice(0, maxBatch)
      try {
        const results = await work(batch.map(({ item }) => item))
        for (const [i, { resolve, reject }] of batch.entries()) {
          const result = results[i]
          if (result instanceof Error) reject(result)
          else resolve(result as R)
        }
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    busy = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (busy) return
      busy = true
      void run()
    })
}
