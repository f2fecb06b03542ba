/**
 * Writes to the journal. `append` joins a transaction of the caller: the fact and its entry commit together.
 * `createJournalWriter` gathers single entries of many callers into one commit (group commit) and answers
 * each only when its entry is durable: this is what stands before every secret that leaves.
 */
import type { Clock } from '../base/clock.ts'
import type { Db } from '../db/connect.ts'
import { chainEntry, GENESIS, type ChainedEntry, type JournalEntry } from './chain.ts'

export type NewEntry = Omit<JournalEntry, 'seq' | 'at'>

/** What no cache needs to know of: it changed nothing that a later answer depends on. */
export const PASSIVE: ReadonlySet<string> = new Set(['secret.read', 'consumer.moved'])

/** Appends in the order given. The lock on the head serialises all writers until the transaction ends. */
export async function append(tx: Db, now: Date, entries: readonly NewEntry[]): Promise<ChainedEntry[]> {
  if (!entries.length) return []
  await tx
    .insertInto('journal_head')
    .values({ seq: GENESIS.seq, hash: GENESIS.hash })
    .onConflict((conflict) => conflict.column('only_row').doNothing())
    .execute()
  let head = await tx.selectFrom('journal_head').select(['seq', 'hash']).forUpdate().executeTakeFirstOrThrow()
  const chained: ChainedEntry[] = []
  for (const entry of entries) {
    const next = chainEntry(head, { ...entry, at: now })
    chained.push(next)
    head = next
  }
  await tx.insertInto('journal').values(chained.map(toRow)).execute()
  const changed = chained.findLast(({ action }) => !PASSIVE.has(action))
  await tx
    .updateTable('journal_head')
    .set({ seq: head.seq, hash: head.hash, ...(changed && { changed_seq: changed.seq }) })
    .execute()
  return chained
}

function toRow({ seq, at, actor, action, subject, detail, prevHash, hash }: ChainedEntry): {
  seq: number
  at: Date
  actor: string
  action: string
  subject: string
  detail: string
  prev_hash: string
  hash: string
} {
  return { seq, at, actor, action, subject, detail: JSON.stringify(detail), prev_hash: prevHash, hash }
}

export interface JournalWriter {
  /** Resolves when the entry is on disk. Rejects when it could not be written: then nothing may be revealed. */
  write(entry: NewEntry): Promise<void>
}

interface Waiting {
  readonly entry: NewEntry
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** A statement has at most 65,535 parameters, and a row of the journal takes eight. */
const MAX_BATCH = 1_000

export function createJournalWriter(db: Db, clock: Clock): JournalWriter {
  const waiting: Waiting[] = []
  let busy = false

  async function flush(): Promise<void> {
    busy = true
    while (waiting.length) {
      const batch = waiting.splice(0, MAX_BATCH)
      try {
        await db.transaction().execute((tx) =>
          append(
            tx,
            clock.now(),
            batch.map(({ entry }) => entry),
          ),
        )
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    busy = false
  }

  return {
    write: (entry) =>
      new Promise((resolve, reject) => {
        waiting.push({ entry, resolve, reject })
        if (!busy) void flush()
      }),
  }
}
