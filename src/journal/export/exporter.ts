/**
 * Sends the journal to a sink, from where it was left. The journal is the outbox: an entry is there before anybody
 * knows of it, and the place is moved only when the sink has it, so nothing is missed, and after a crash some may
 * come twice. Of several nodes one sends: the oldest that lives.
 */
import { describeError } from '../../base/errors.ts'
import { sleep, type Clock } from '../../base/clock.ts'
import type { Db } from '../../db/connect.ts'
import { readEntries, readHead } from '../read.ts'
import type { Sink } from './sink.ts'

interface Deps {
  readonly db: Db
  readonly clock: Clock
  /** Whether it is this node that sends. */
  readonly mySend: () => Promise<boolean>
  readonly onError: (error: unknown) => void
  readonly pollMs?: number
}

export interface Exporter {
  stop(): Promise<void>
}

const POLL_MS = 1_000
const LONGEST_WAIT_MS = 60_000
const BATCH = 200
const MAX_PROBLEM = 300

/** A sink that is new begins at the present end. */
export function startExporter(deps: Deps, sink: Sink): Exporter {
  const { pollMs = POLL_MS } = deps
  const stopping = new AbortController()
  const work = async (): Promise<void> => {
    let failures = 0
    while (!stopping.signal.aborted) {
      try {
        const sent = await sendSome(deps, sink)
        failures = 0
        if (sent === BATCH) continue
        await sleep(pollMs, stopping.signal)
      } catch (error) {
        if (failures === 0) deps.onError(error)
        await noteProblem(deps, sink, error).catch(deps.onError)
        await sleep(Math.min(pollMs * 2 ** failures++, LONGEST_WAIT_MS), stopping.signal)
      }
    }
  }
  const running = work()
  return {
    async stop() {
      stopping.abort()
      await running
      await sink.close()
    },
  }
}

/** How many were sent. */
async function sendSome({ db, clock, mySend }: Deps, { name, send }: Sink): Promise<number> {
  if (!(await mySend())) return 0
  const row = await db
    .selectFrom('journal_exports')
    .select(['seq', 'problem'])
    .where('name', '=', name)
    .executeTakeFirst()
  if (!row) {
    const { seq } = await readHead(db)
    const begin = { name, seq, updated_at: clock.now() }
    await db
      .insertInto('journal_exports')
      .values(begin)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return 0
  }
  const entries = await readEntries(db, { after: row.seq, limit: BATCH })
  const last = entries.at(-1)
  if (!last) return 0
  await send(entries)
  await db
    .updateTable('journal_exports')
    .set({ seq: last.seq, updated_at: clock.now(), problem: null })
    .where('name', '=', name)
    .where('seq', '<', last.seq)
    .execute()
  return entries.length
}

async function noteProblem({ db, clock }: Deps, { name }: Sink, error: unknown): Promise<void> {
  await db
    .updateTable('journal_exports')
    .set({ problem: describeError(error).slice(0, MAX_PROBLEM), updated_at: clock.now() })
    .where('name', '=', name)
    .execute()
}

export interface ExportState {
  readonly name: string
  readonly seq: number
  /** Entries that the sink does not have yet. */
  readonly behind: number
  readonly updatedAt: Date
  readonly problem: string | null
}

export async function listExports(db: Db): Promise<ExportState[]> {
  const { seq: head } = await readHead(db)
  const rows = await db.selectFrom('journal_exports').selectAll().orderBy('name').execute()
  return rows.map(({ name, seq, updated_at, problem }) => ({
    name,
    seq,
    behind: head - seq,
    updatedAt: updated_at,
    problem,
  }))
}
