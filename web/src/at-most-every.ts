/**
 * Runs an asynchronous job at most once per interval and never twice at a time. Calls that come too early
 * or during a run are folded into one later run, so the last change is always seen.
 */
export interface Timers {
  readonly now: () => number
  readonly after: (ms: number, run: () => void) => void
}

export function atMostEvery(intervalMs: number, job: () => Promise<void>, timers: Timers): () => void {
  let lastStart = Number.NEGATIVE_INFINITY
  let running = false
  let wanted = false
  let scheduled = false

  const start = () => {
    lastStart = timers.now()
    running = true
    wanted = false
    void job().finally(() => {
      running = false
      if (wanted) request()
    })
  }

  const request = () => {
    wanted = true
    if (running || scheduled) return
    const waitMs = lastStart + intervalMs - timers.now()
    if (waitMs <= 0) return start()
    scheduled = true
    timers.after(waitMs, () => {
      scheduled = false
      start()
    })
  }

  return request
}
