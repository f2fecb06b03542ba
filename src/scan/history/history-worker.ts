/** A thread of the history scan: takes units of work until there are none, and answers what it found. */
import { parentPort, workerData } from 'node:worker_threads'
import { FoundPacker } from './found-pack.ts'
import { openWalk } from './open-walk.ts'
import { CONTROL, type WorkerAnswer, type WorkerJob } from './walk-forest.ts'

const job = workerData as WorkerJob
const state = new Int32Array(job.control)
const units = job.plan.units.length - 1

const found = new FoundPacker()
let left: number[] = []
let limited: { entry: number; reason: string }[] = []
let before = { objects: 0, bytes: 0 }

const walk = openWalk(job, {
  onFound: (one) => found.add(one),
  onLeave: (entry) => left.push(entry),
  onLimited: (entry, reason) => limited.push({ entry, reason }),
})
for (;;) {
  const unit = Atomics.add(state, CONTROL.next, 1)
  const done = unit >= units || Atomics.load(state, CONTROL.stop) === 1
  if (!done) walk.unit(unit)
  if (done || walk.done.bytes - before.bytes > 16 * 1024 * 1024) {
    const objects = walk.done.objects - before.objects
    const packed = found.take()
    const answer: WorkerAnswer = { found: packed, left, limited, objects, bytes: walk.done.bytes - before.bytes, done }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    parentPort?.postMessage(answer, [packed.rows.buffer as ArrayBuffer])
    left = []
    limited = []
    before = { ...walk.done }
  }
  if (done) break
}
walk.close()
