/** Waiting between attempts: exponential with jitter, on timers that never keep a process alive. */
export interface Backoff {
  readonly baseMs: number
  readonly maxMs: number
  /** 0 inclusive to 1 exclusive; an argument so that tests can fix it. */
  readonly random: () => number
}

/** Milliseconds before attempt number `attempt` (1 = first repeat): half fixed, half drawn, at most `maxMs`. */
export function backoffMs(attempt: number, { baseMs, maxMs, random }: Backoff): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** Math.min(attempt - 1, 30))
  return Math.round(ceiling / 2 + (ceiling / 2) * random())
}

/** Resolves after `ms`, or at once when the signal aborts. Never rejects, never keeps the process alive. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    timer.unref()
    signal.addEventListener('abort', done, { once: true })
  })
}
