/**
 * Constant load on several addresses. Open loop: each request has its moment on an absolute schedule and
 * is sent then, however slow the answers are; latency counts from that moment, so a stall cannot hide.
 * No retries: a request that fails has failed. Refuses nothing and forgets nothing.
 */
import { Agent, request } from 'node:http'
import { systemClock, type Clock } from '../base/clock.ts'
import { describeError } from '../base/errors.ts'

export interface LoadTarget {
  readonly name: string
  readonly url: string
}

export interface LoadJob extends LoadTarget {
  /** A POST at each multiple of this interval. */
  readonly everyMs: number
}

export interface LoadOptions {
  readonly targets: readonly LoadTarget[]
  /** Requests per second over all targets together, which take turns. */
  readonly perSecond?: number
  readonly jobs?: readonly LoadJob[]
  readonly timeoutMs?: number
  /** Abort: stop at once and drop what is under way (it counts neither as served nor as failed). */
  readonly signal?: AbortSignal
  readonly clock?: Clock
}

export interface LoadFailure {
  readonly at: string
  readonly target: string
  readonly reason: string
}

export interface LoadResult {
  readonly served: number
  readonly failed: number
  /** The rate that was asked for, and the one that was sent. */
  readonly perSecond: number
  readonly sentPerSecond: number
  readonly seconds: number
  readonly latencyMs: { readonly p50: number; readonly p99: number; readonly max: number }
  readonly targets: readonly { readonly name: string; readonly served: number; readonly failed: number }[]
  /** The first 20. */
  readonly failures: readonly LoadFailure[]
  /** One entry per second since the start, by the moment of sending. */
  readonly buckets: readonly { readonly second: number; readonly served: number; readonly failed: number }[]
}

export interface Load {
  /** Sends nothing more, waits for what is under way, and gives the final figures. */
  stop(): Promise<LoadResult>
  snapshot(): LoadResult
}

interface Sending {
  readonly target: LoadTarget
  readonly method: 'GET' | 'POST'
  /** When it had to leave, in milliseconds since the start. */
  readonly dueMs: number
}

const MAX_FAILURES = 20

export function startLoad(options: LoadOptions): Load {
  const { targets, jobs = [], perSecond = 200, timeoutMs = 10_000, signal } = options
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity })
  const startedAt = performance.now()
  const elapsedMs = (): number => performance.now() - startedAt
  const tally = createTally([...targets, ...jobs], options.clock ?? systemClock)
  const underWay = new Set<Promise<void>>()
  const sent = { requests: 0, jobs: jobs.map(() => 0) }
  let timer: NodeJS.Timeout | undefined
  let stoppedMs: number | undefined

  const dispatch = (sending: Sending): void => {
    const answer = send({ ...sending, agent, timeoutMs, ...(signal && { signal }) })
    const counted = answer.then((reason) => {
      underWay.delete(counted)
      if (!signal?.aborted) tally.count(sending, elapsedMs() - sending.dueMs, reason)
    })
    underWay.add(counted)
  }

  const dueOf = (index: number): number => (index * 1_000) / perSecond

  const tick = (): void => {
    const now = elapsedMs()
    for (; targets.length > 0 && dueOf(sent.requests) <= now; sent.requests += 1) {
      const target = targets[sent.requests % targets.length] as LoadTarget
      dispatch({ target, method: 'GET', dueMs: dueOf(sent.requests) })
    }
    for (const [index, job] of jobs.entries()) {
      let runs = sent.jobs[index] ?? 0
      for (; (runs + 1) * job.everyMs <= now; runs += 1) {
        dispatch({ target: job, method: 'POST', dueMs: (runs + 1) * job.everyMs })
      }
      sent.jobs[index] = runs
    }
    timer = setTimeout(tick, Math.min(5, 1_000 / perSecond))
  }

  const end = (): void => {
    clearTimeout(timer)
    stoppedMs ??= elapsedMs()
  }
  signal?.addEventListener('abort', end, { once: true })
  if (signal?.aborted) end()
  else tick()

  const snapshot = (): LoadResult => {
    const seconds = (stoppedMs ?? elapsedMs()) / 1_000
    const total = sent.requests + sent.jobs.reduce((sum, runs) => sum + runs, 0)
    return { ...tally.result(), perSecond, sentPerSecond: seconds > 0 ? total / seconds : 0, seconds }
  }

  return {
    snapshot,
    async stop() {
      end()
      signal?.removeEventListener('abort', end)
      await Promise.all(underWay)
      agent.destroy()
      return snapshot()
    },
  }
}

/** Resolves with the reason of a failure, or undefined when the whole answer arrived with a 2xx status. Never rejects. */
function send(
  options: Sending & { agent: Agent; timeoutMs: number; signal?: AbortSignal },
): Promise<string | undefined> {
  const { target, method, agent, timeoutMs, signal } = options
  return new Promise((resolve) => {
    const call = request(target.url, { method, agent, ...(signal && { signal }) })
    const finish = (reason?: string): void => {
      clearTimeout(timeout)
      resolve(reason)
    }
    const timeout = setTimeout(() => {
      finish(`no answer within ${timeoutMs} ms`)
      call.destroy()
    }, timeoutMs)
    call.on('error', (error: NodeJS.ErrnoException) => finish(error.code ?? describeError(error)))
    call.on('response', (response) => {
      const status = response.statusCode ?? 0
      const start: Buffer[] = []
      response.on('data', (chunk: Buffer) => {
        if (status >= 300 && start.length === 0) start.push(chunk.subarray(0, 200))
      })
      response.on('error', () => finish('the answer was cut off'))
      response.on('end', () => {
        const served = status >= 200 && status < 300
        finish(served ? undefined : `HTTP ${status} ${Buffer.concat(start).toString('utf8')}`.trim())
      })
    })
    call.end()
  })
}

function createTally(targets: readonly LoadTarget[], clock: Clock) {
  const byTarget = new Map(targets.map(({ name }) => [name, { name, served: 0, failed: 0 }]))
  const buckets: { second: number; served: number; failed: number }[] = []
  const latencies: number[] = []
  const failures: LoadFailure[] = []

  const bucketOf = (second: number): { served: number; failed: number } => {
    while (buckets.length <= second) buckets.push({ second: buckets.length, served: 0, failed: 0 })
    return buckets[second] as { served: number; failed: number }
  }

  return {
    count({ target, dueMs }: Sending, latencyMs: number, reason: string | undefined): void {
      const field = reason === undefined ? 'served' : 'failed'
      bucketOf(Math.floor(dueMs / 1_000))[field] += 1
      const figures = byTarget.get(target.name)
      if (figures) figures[field] += 1
      latencies.push(latencyMs)
      if (reason === undefined || failures.length >= MAX_FAILURES) return
      failures.push({ at: clock.now().toISOString(), target: target.name, reason })
    },

    result() {
      const figures = [...byTarget.values()].map((target) => ({ ...target }))
      const sorted = latencies.toSorted((a, b) => a - b)
      const quantile = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0
      return {
        served: figures.reduce((sum, { served }) => sum + served, 0),
        failed: figures.reduce((sum, { failed }) => sum + failed, 0),
        latencyMs: { p50: quantile(0.5), p99: quantile(0.99), max: sorted.at(-1) ?? 0 },
        targets: figures,
        failures: [...failures],
        buckets: buckets.map((bucket) => ({ ...bucket })),
      }
    },
  }
}
