/**
 * Works off a queue, one row at a time a lane, until it is stopped. `poke` wakes it at once; without a poke
 * it looks again after a short while, because another node may have written the row.
 */
import { sleep } from '../base/clock.ts'
import type { Db } from '../db/connect.ts'
import { claimNext, releaseClaim, renewLease, type Claim, type Queue } from './claim.ts'

const LEASE_MS = 5_000
const POLL_MS = 250
/** A handler that throws is tried again after this long. */
const FAILURE_DELAY_MS = 1_000

/** Does the work of one claimed row; returns after how many milliseconds the row is due again. */
export type JobHandler = (claim: Claim, signal: AbortSignal) => Promise<{ dueInMs: number }>

export interface Worker {
  poke(): void
  stop(): Promise<void>
}

export function startWorker(options: {
  readonly db: Db
  readonly queue: Queue
  readonly owner: string
  readonly lanes: number
  readonly handle: JobHandler
  readonly onError: (error: unknown, claim: Claim | undefined) => void
}): Worker {
  const stopping = new AbortController()
  let wake = new AbortController()
  const lanes = Array.from({ length: options.lanes }, async () => {
    while (!stopping.signal.aborted) {
      const worked = await workOnce(options, stopping.signal)
      if (!worked) await sleep(POLL_MS, AbortSignal.any([stopping.signal, wake.signal]))
    }
  })
  return {
    poke() {
      wake.abort()
      wake = new AbortController()
    },
    async stop() {
      stopping.abort()
      await Promise.all(lanes)
    },
  }
}

async function workOnce(options: Parameters<typeof startWorker>[0], stopping: AbortSignal): Promise<boolean> {
  const { db, queue, owner, handle, onError } = options
  let claim: Claim | undefined
  try {
    claim = await claimNext(db, queue, owner, LEASE_MS)
    if (!claim) return false
    const held = claim
    const lost = new AbortController()
    const heartbeat = setInterval(() => {
      renewLease(db, queue, held, LEASE_MS).then(
        (renewed) => renewed || lost.abort(),
        () => {}, // The database is away: the lease runs out and the fence protects the row.
      )
    }, LEASE_MS / 3)
    try {
      const { dueInMs } = await handle(held, AbortSignal.any([stopping, lost.signal]))
      await releaseClaim(db, queue, held, dueInMs)
    } finally {
      clearInterval(heartbeat)
    }
    return true
  } catch (error) {
    onError(error, claim)
    if (claim) await releaseClaim(db, queue, claim, FAILURE_DELAY_MS).catch(() => {})
    return claim !== undefined
  }
}
