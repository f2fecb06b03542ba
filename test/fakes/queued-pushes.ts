/** Rows of a job queue, as the webhook leaves them. */
import { sql } from 'kysely'
import type { Db } from '../../src/db/connect.ts'
import type { Queue } from '../../src/jobs/claim.ts'
import { START } from './database.ts'

export const PUSHES: Queue = { table: 'pushes', status: 'queued' }

export async function queuePushes(db: Db, ids: readonly string[]): Promise<void> {
  const repository = { id: 'rep_1', name: 'shop', path: '/nowhere', visibility: 'private' as const }
  await db
    .insertInto('repositories')
    .values({ ...repository, sealed_webhook_secret: Buffer.alloc(1), created_at: START })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  for (const id of ids) {
    await db
      .insertInto('pushes')
      .values({
        id,
        repository_id: 'rep_1',
        ref: 'refs/heads/main',
        before_commit: id,
        after_commit: id,
        pusher: 'ada',
        received_at: START,
        status: 'queued',
        result: null,
        run_at: START,
      })
      .execute()
  }
}

/** As if the worker had been silent for too long. */
export async function endLease(db: Db, id: string): Promise<void> {
  await sql`update pushes set lease_until = now() - interval '1 ms' where id = ${id}`.execute(db)
}

/** As if the delay had passed. */
export async function makeDue(db: Db, table: Queue['table']): Promise<void> {
  await sql`update ${sql.table(table)} set run_at = now()`.execute(db)
}

export async function pushStatus(
  db: Db,
  id: string,
): Promise<{ status: string; owner: string | null; fence: number; lease_until: Date | null }> {
  return db
    .selectFrom('pushes')
    .select(['status', 'owner', 'fence', 'lease_until'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}
