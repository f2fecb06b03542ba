/**
 * Tells the server regularly which versions this process holds and how often it used them.
 * Figures are kept until the server has them; a failed report is repeated soon, because step C of a
 * rotation waits for it.
 */
import type { Api } from './api.ts'
import { backoffMs, type Backoff } from './backoff.ts'
import type { UseLedger } from './use-ledger.ts'

export interface Heartbeat {
  /** Report soon (within some milliseconds), not at the next interval. */
  hurry(): void
  /** Report now. Rejects when the server does not take it. */
  flush(): Promise<void>
  close(): void
  /** The last report: what was used, and that nothing is held any more. Rejects like `flush`. */
  sayGoodbye(): Promise<void>
}

export interface HeartbeatOptions {
  readonly api: Api
  readonly ledger: UseLedger
  readonly signal: AbortSignal
  readonly retry: Backoff
  /** 0 = only on `flush`. */
  readonly intervalMs: number
  readonly onError: (error: unknown) => void
}

/** Changes of several secrets in one moment make one report. */
const GATHER_MS = 10
/** More rows than this the server refuses in one report. */
const MAX_ROWS = 100

export function startHeartbeat({ api, ledger, signal, retry, intervalMs, onError }: HeartbeatOptions): Heartbeat {
  let timer: NodeJS.Timeout | undefined
  let last: Promise<void> = Promise.resolve()
  let reports = 0
  let failures = 0
  let again = false
  let closed = false

  const schedule = (ms: number): void => {
    if (closed || intervalMs === 0) return
    clearTimeout(timer)
    timer = setTimeout(beat, ms)
    timer.unref()
  }

  const report = async (ended: boolean): Promise<void> => {
    again = false
    const rows = ledger.rows()
    for (let from = 0; from < rows.length; from += MAX_ROWS) {
      const part = rows.slice(from, from + MAX_ROWS)
      await api.sendUses(part, signal, ended)
      ledger.acknowledge(part)
    }
  }

  const flush = async (ended = false): Promise<void> => {
    // One after the other: a report under way was made before this moment.
    const mine = last.then(() => report(ended))
    last = mine.catch(() => undefined)
    reports += 1
    try {
      await mine
    } finally {
      reports -= 1
      if (again && reports === 0) schedule(GATHER_MS)
    }
  }

  const beat = (): void => {
    flush().then(
      () => {
        failures = 0
        schedule(again ? GATHER_MS : intervalMs * (0.9 + 0.2 * retry.random()))
      },
      (error: unknown) => {
        failures += 1
        onError(error)
        schedule(Math.min(intervalMs, backoffMs(failures, retry)))
      },
    )
  }

  schedule(intervalMs)
  return {
    hurry() {
      if (reports > 0) again = true
      else schedule(GATHER_MS)
    },
    flush: () => flush(),
    sayGoodbye: () => flush(true),
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
