/** While a server runs: signs the journal's head now and then, and notes it in a file outside of the database. */
import { addCheckpoint, checkAnchor, createSigner, writeAnchor } from '../journal/checkpoint.ts'
import type { Db } from '../db/connect.ts'
import { systemClock } from '../base/clock.ts'
import { purgeDue } from '../secrets/secret-life.ts'
import type { Keyring } from '../secrets/keyring.ts'
import type { App } from './app.ts'

const CHECKPOINT_MS = 60_000

/** Throws JOURNAL_ROLLED_BACK or JOURNAL_ANCHOR_INVALID. */
export async function refuseRollback(
  db: Db,
  keyring: Keyring,
  { anchors, acceptRollback }: { anchors?: string | undefined; acceptRollback?: string | undefined },
): Promise<void> {
  if (anchors === undefined) return
  const options = { folder: anchors, accept: acceptRollback, now: systemClock.now() }
  await checkAnchor(db, createSigner(keyring.checkpointSeed), options)
}

export function tendJournal(
  app: App,
  anchors: string | undefined,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  const signer = createSigner(app.keyring.checkpointSeed)
  let running: Promise<void> = Promise.resolve()
  async function tend(): Promise<void> {
    const checkpoint = await addCheckpoint(app.db, signer, app.clock.now())
    if (checkpoint && anchors !== undefined) await writeAnchor(anchors, signer, checkpoint)
  }
  const next = (): Promise<void> => (running = running.then(tend).catch(onError))
  const timer = setInterval(() => {
    void next()
    // Secrets that nobody restored in their time.
    void purgeDue(app.db, app.clock.now()).catch(onError)
  }, CHECKPOINT_MS).unref()
  void next()
  return {
    async stop() {
      clearInterval(timer)
      await next()
    },
  }
}
