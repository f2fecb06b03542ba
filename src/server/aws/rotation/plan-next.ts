/** Keeps the table of schedules in step with what a secret's facts say. */
import type { Db } from '../../../db/connect.ts'
import type { StoredSecret } from '../../../secrets/store.ts'
import { factsOf } from '../facts.ts'

/** Writes when the secret is due next, or that it never is. */
export async function planNext(tx: Db, secret: StoredSecret): Promise<void> {
  const { rotation } = factsOf(secret)
  if (!rotation?.enabled || rotation.nextAt === undefined) return dropSchedule(tx, secret.id)
  const next_at = new Date(rotation.nextAt)
  await tx
    .insertInto('rotation_schedules')
    .values({ secret_id: secret.id, next_at })
    .onConflict((conflict) => conflict.column('secret_id').doUpdateSet({ next_at }))
    .execute()
}

export async function dropSchedule(tx: Db, secretId: string): Promise<void> {
  await tx.deleteFrom('rotation_schedules').where('secret_id', '=', secretId).execute()
}
