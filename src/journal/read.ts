/** Reads the journal in order, in pages, as the chain sees it. */
import { sql, type Selectable } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Tables } from '../db/tables.ts'
import { type ChainedEntry, type ChainHead, GENESIS } from './chain.ts'

const PAGE_ROWS = 1_000

export async function readEntries(db: Db, options: { after?: number; limit?: number } = {}): Promise<ChainedEntry[]> {
  const { after = 0, limit = PAGE_ROWS } = options
  const rows = await db.selectFrom('journal').selectAll().where('seq', '>', after).orderBy('seq').limit(limit).execute()
  return rows.map(toEntry)
}

/** The newest first, older than `before`; of one subject where it is named. */
export async function readNewest(
  db: Db,
  options: { before?: number | undefined; subject?: string | undefined; limit: number },
): Promise<ChainedEntry[]> {
  const { before, subject, limit } = options
  let query = db.selectFrom('journal').selectAll().orderBy('seq', 'desc').limit(limit)
  if (before !== undefined) query = query.where('seq', '<', before)
  if (subject !== undefined) query = query.where('subject', '=', subject)
  return (await query.execute()).map(toEntry)
}

/**
 * What followers of the journal are told of: everything but that somebody read, which may happen ten thousand times a
 * second. `upTo` is the head when it was asked for.
 */
export async function readNews(db: Db, after: number): Promise<{ entries: ChainedEntry[]; upTo: number }> {
  const { seq } = await readHead(db)
  if (seq === after) return { entries: [], upTo: after }
  const rows = await db
    .selectFrom('journal')
    .selectAll()
    .where('seq', '>', after)
    .where('seq', '<=', seq)
    .where('action', '!=', 'secret.read')
    .orderBy('seq')
    .limit(PAGE_ROWS)
    .execute()
  const isFull = rows.length === PAGE_ROWS
  return { entries: rows.map(toEntry), upTo: isFull ? (rows.at(-1)?.seq ?? seq) : seq }
}

/** All that was done in one incident, and to the push that began it. */
export async function readStory(db: Db, incidentId: string, pushId: string | null): Promise<ChainedEntry[]> {
  const rows = await db
    .selectFrom('journal')
    .selectAll()
    .where(sql<boolean>`(detail ->> 'incident' = ${incidentId} or subject = ${pushId ?? incidentId})`)
    .orderBy('seq')
    .execute()
  return rows.map(toEntry)
}

function toEntry({ prev_hash, detail, ...row }: Selectable<Tables['journal']>): ChainedEntry {
  return { ...row, prevHash: prev_hash, detail: detail }
}

/** Every entry, a page at a time, so that a long journal does not fill the memory. */
export async function* readAll(db: Db): AsyncGenerator<ChainedEntry> {
  for (let after = 0; ;) {
    const page = await readEntries(db, { after })
    yield* page
    const last = page.at(-1)
    if (!last) return
    after = last.seq
  }
}

export async function readHead(db: Db): Promise<ChainHead> {
  return (await db.selectFrom('journal_head').select(['seq', 'hash']).executeTakeFirst()) ?? GENESIS
}

/** The last entry that changed something on which later answers depend. */
export async function readChangedSeq(db: Db): Promise<number> {
  return (await db.selectFrom('journal_head').select('changed_seq').executeTakeFirst())?.changed_seq ?? GENESIS.seq
}
