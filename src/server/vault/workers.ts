/**
 * What the Vault API does when nobody asks: leases that have ended are revoked, static roles get new passwords,
 * and tokens that have ended go with all that hangs on them. A few at a time, so that ten thousand that end
 * together stall nobody.
 */
import { describeError } from '../../base/errors.ts'
import { sleep } from '../../base/clock.ts'
import type { Claim } from '../../jobs/claim.ts'
import { startWorker, type Worker } from '../../jobs/worker.ts'
import { closeLease, findLease, noteFailure, openLease } from '../../secrets/leases.ts'
import type { App } from '../app.ts'
import { takeBack } from './dynamic-keys.ts'
import { rotateClaimed } from './static-roles.ts'
import { listExpiredTokens, revokeTokens } from './tokens.ts'

const LANES = 2
const SWEEP_MS = 1_000
const SWEEP_TOKENS = 200
const FIRST_PAUSE_MS = 10_000
const LONGEST_PAUSE_MS = 10 * 60_000

export function startVaultWorkers(
  app: App,
  options: { readonly owner: string; readonly onError: (error: unknown, claim: Claim | undefined) => void },
): Worker[] {
  const { db } = app
  return [
    startWorker({
      db,
      ...options,
      queue: { table: 'leases', status: 'live' },
      lanes: LANES,
      handle: (claim) => endLease(app, claim),
    }),
    startWorker({
      db,
      ...options,
      queue: { table: 'static_roles', status: 'live' },
      lanes: 1,
      handle: (claim) => rotateRole(app, claim),
    }),
    startSweeper(app, (error) => options.onError(error, undefined)),
  ]
}

async function endLease(app: App, claim: Claim): Promise<{ dueInMs: number }> {
  const { db, keyring } = app
  const lease = await findLease(db, claim.id)
  const details = lease && (await openLease(db, keyring, claim.id))
  if (!lease || !details) return { dueInMs: 0 }
  try {
    await takeBack(app, details)
  } catch (error) {
    const pause = await db.transaction().execute((tx) => noteFailure(tx, app.clock.now(), lease, describeError(error)))
    return { dueInMs: pause ?? 0 }
  }
  app.rotation.faultPoint('vault.key-gone')
  await db
    .transaction()
    .execute((tx) => closeLease(tx, app.clock.now(), claim.id, 'its time is over, or it was revoked'))
  app.feed.poke()
  return { dueInMs: 0 }
}

async function rotateRole(app: App, claim: Claim): Promise<{ dueInMs: number }> {
  try {
    await rotateClaimed(app, claim.id, claim.fence, 'rekey')
  } catch (error) {
    const row = await app.db
      .updateTable('static_roles')
      .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), error: describeError(error).slice(0, 500) }))
      .where('id', '=', claim.id)
      .returning('attempts')
      .executeTakeFirst()
    return { dueInMs: Math.min(FIRST_PAUSE_MS * 2 ** ((row?.attempts ?? 1) - 1), LONGEST_PAUSE_MS) }
  }
  const row = await app.db.selectFrom('static_roles').select('period_s').where('id', '=', claim.id).executeTakeFirst()
  return { dueInMs: (row?.period_s ?? 0) * 1000 }
}

function startSweeper(app: App, onError: (error: unknown) => void): Worker {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const more = await sweep(app).catch((error: unknown) => {
        onError(error)
        return false
      })
      if (!more) await sleep(SWEEP_MS, stopping.signal)
    }
  }
  const running = run()
  return {
    poke() {},
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** True when there is more to do. */
export async function sweep(app: App): Promise<boolean> {
  const now = app.clock.now()
  const ids = await listExpiredTokens(app.db, now, SWEEP_TOKENS)
  if (ids.length) {
    await app.db.transaction().execute((tx) => revokeTokens(tx, now, ids, { actor: 'rekey', why: 'expired' }))
    app.pokeWorkers()
  }
  await app.db.deleteFrom('vault_secret_ids').where('expires_at', '<=', now).execute()
  return ids.length === SWEEP_TOKENS
}
