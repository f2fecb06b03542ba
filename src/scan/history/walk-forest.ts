/**
 * Walks a delta forest with this thread and, when there is enough to do, with others. Units of work are taken from
 * one counter in shared memory. What is found is the same for any number of threads; its order is not.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { FoundReader, type FoundPack } from './found-pack.ts'
import { openWalk, type ForestJob } from './open-walk.ts'
import type { FoundObject } from './walk-options.ts'

export interface WalkEvents {
  readonly onFound: (found: FoundObject) => void
  readonly onLeave: (entry: number) => void
  readonly onLimited: (entry: number, reason: string) => void
  /** Objects and bytes that were searched since the last call. */
  readonly onProgress: (objects: number, bytes: number) => void
}

/** What another thread is given. */
export interface WorkerJob extends ForestJob {
  readonly control: SharedArrayBuffer
}

/** What it answers: after each unit, and at its end with `done`. */
export interface WorkerAnswer {
  readonly found: FoundPack
  readonly left: readonly number[]
  readonly limited: readonly { entry: number; reason: string }[]
  readonly objects: number
  readonly bytes: number
  readonly done: boolean
}

export const CONTROL = { next: 0, stop: 1 } as const

/** Below this a thread costs more than it saves. */
const BYTES_PER_THREAD = 16 * 1024 * 1024
const MAX_THREADS = 8
/** How long this thread works before it lets signals and messages in. */
const TURN_MS = 40

export function threadsFor(stored: number): number {
  return Math.max(1, Math.min(MAX_THREADS, availableParallelism(), Math.floor(stored / BYTES_PER_THREAD)))
}

export async function walkForest(
  job: ForestJob,
  events: WalkEvents,
  options: {
    readonly threads?: number | undefined
    readonly signal?: AbortSignal | undefined
  },
): Promise<void> {
  const control = new SharedArrayBuffer(8)
  const state = new Int32Array(control)
  const threads = options.threads ?? threadsFor(job.plan.stored)
  const stop = (): void => void Atomics.store(state, CONTROL.stop, 1)
  options.signal?.addEventListener('abort', stop, { once: true })
  if (options.signal?.aborted) stop()
  const others = Array.from({ length: threads - 1 }, () => runWorker({ ...job, control }, events))
  try {
    await walkHere(job, events, state)
    await Promise.all(others.map((other) => other.done))
  } finally {
    stop()
    options.signal?.removeEventListener('abort', stop)
    await Promise.all(others.map((other) => other.end()))
  }
}

async function walkHere(job: ForestJob, events: WalkEvents, state: Int32Array): Promise<void> {
  const walk = openWalk(job, events)
  try {
    let before = { objects: 0, bytes: 0 }
    const units = job.plan.units.length - 1
    for (let turn = performance.now(); ;) {
      const unit = Atomics.add(state, CONTROL.next, 1)
      const isLast = unit >= units || Atomics.load(state, CONTROL.stop) === 1
      if (!isLast) walk.unit(unit)
      if (!isLast && performance.now() - turn < TURN_MS) continue
      events.onProgress(walk.done.objects - before.objects, walk.done.bytes - before.bytes)
      before = { ...walk.done }
      if (isLast) return
      await new Promise((resume) => setImmediate(resume))
      turn = performance.now()
    }
  } finally {
    walk.close()
  }
}

function runWorker(job: WorkerJob, events: WalkEvents): { done: Promise<void>; end(): Promise<unknown> } {
  const worker = startThread(job)
  const reader = new FoundReader()
  const done = new Promise<void>((resolve, reject) => {
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('a thread of the scan ended early')))
    worker.on('message', (answer: WorkerAnswer) => {
      reader.read(answer.found, events.onFound)
      for (const entry of answer.left) events.onLeave(entry)
      for (const { entry, reason } of answer.limited) events.onLimited(entry, reason)
      events.onProgress(answer.objects, answer.bytes)
      if (answer.done) resolve()
    })
  })
  done.catch(() => undefined)
  return { done, end: () => worker.terminate() }
}

/**
 * What a thread has just made may take so much memory before it is looked through; V8 has twice that of itself, which
 * costs 30 MB and saves no time.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 24 }

function startThread(workerData: WorkerJob): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./history-worker.js', import.meta.url), { workerData, resourceLimits })
  // From its sources the program runs with a loader for TypeScript, which a thread has to be given anew.
  const file = JSON.stringify(new URL('./history-worker.ts', import.meta.url).href)
  const code = `import('tsx/esm/api').then(({ register }) => { register(); return import(${file}) })`
  return new Worker(code, { workerData, resourceLimits, eval: true })
}
