import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Db } from '../db/connect.ts'
import { freshDatabase } from '../../test/fakes/database.ts'
import { makeDue, pushStatus, PUSHES, queuePushes } from '../../test/fakes/queued-pushes.ts'
import { holdFence, type Claim } from './claim.ts'
import { startWorker, type JobHandler, type Worker } from './worker.ts'

let db: Db
let workers: Worker[] = []
beforeEach(async () => {
  db = await freshDatabase()
})
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
})

interface Failure {
  readonly message: string
  readonly job: string | undefined
}

function work(
  handle: JobHandler,
  more: { db?: Db; lanes?: number; owner?: string; onFailure?: (failure: Failure) => void } = {},
): Worker {
  const worker = startWorker({
    db: more.db ?? db,
    queue: PUSHES,
    owner: more.owner ?? 'one',
    lanes: more.lanes ?? 1,
    handle,
    onError: (error, claim) => more.onFailure?.({ message: (error as Error).message, job: claim?.id }),
  })
  workers.push(worker)
  return worker
}

function gate<T = void>(): { opened: Promise<T>; open: (value: T) => void } {
  let open: (value: T) => void = () => {}
  const opened = new Promise<T>((resolve) => (open = resolve))
  return { opened, open }
}

async function finish(claim: Claim): Promise<{ dueInMs: number }> {
  await db.transaction().execute(async (tx) => {
    await holdFence(tx, PUSHES, claim)
    await tx.updateTable('pushes').set({ status: 'scanned' }).where('id', '=', claim.id).execute()
  })
  return { dueInMs: 0 }
}

test('two workers of three lanes do every job once', async () => {
  const ids = Array.from({ length: 24 }, (_, i) => `psh_${i}`)
  await queuePushes(db, ids)
  const done: string[] = []
  const all = gate()
  const handle: JobHandler = async (claim) => {
    const answer = await finish(claim)
    done.push(claim.id)
    if (done.length === ids.length) all.open()
    return answer
  }
  work(handle, { lanes: 3, owner: 'one' })
  work(handle, { lanes: 3, owner: 'two' })
  await all.opened
  expect(done.toSorted()).toEqual(ids.toSorted())
})

test('a worker that is stopped tells the job in flight, waits for it, and takes no other', async () => {
  await queuePushes(db, ['psh_1', 'psh_2'])
  const began = gate<AbortSignal>()
  const end = gate()
  const handled: string[] = []
  const worker = work(async (claim, signal) => {
    handled.push(claim.id)
    began.open(signal)
    await end.opened
    return finish(claim)
  })
  const signal = await began.opened
  expect(signal.aborted).toBe(false)
  let stopped = false
  const stopping = worker.stop().then(() => (stopped = true))
  expect(signal.aborted).toBe(true)
  await db.selectFrom('pushes').select('id').execute()
  expect(stopped).toBe(false)
  end.open()
  await stopping
  const [first] = handled
  expect(handled).toHaveLength(1)
  expect(await pushStatus(db, first as string)).toMatchObject({ status: 'scanned', owner: null })
})

test('a job that throws is reported, given back, and tried again', async () => {
  await queuePushes(db, ['psh_1'])
  const failed = gate<Failure>()
  const done = gate()
  let tries = 0
  const worker = work(
    async (claim) => {
      if (++tries === 1) throw new Error('the provider is away')
      const answer = await finish(claim)
      done.open()
      return answer
    },
    { onFailure: failed.open },
  )
  expect(await failed.opened).toEqual({ message: 'the provider is away', job: 'psh_1' })
  // It is due again after a second. Moved up as soon as it was given back.
  while ((await pushStatus(db, 'psh_1')).owner) await Promise.resolve()
  await makeDue(db, 'pushes')
  worker.poke()
  await done.opened
  expect(await pushStatus(db, 'psh_1')).toMatchObject({ status: 'scanned', fence: 2 })
})

test('a job whose lease another took hears of it, and its commit is refused', async () => {
  await queuePushes(db, ['psh_1'])
  const refused = gate<Failure>()
  work(
    async (claim, signal) => {
      await sql`update pushes set fence = fence + 1, owner = 'another', lease_until = now() + interval '1 hour'`.execute(
        db,
      )
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      return finish(claim)
    },
    { onFailure: refused.open },
  )
  expect((await refused.opened).message).toBe('the lease on psh_1 was lost')
  expect(await pushStatus(db, 'psh_1')).toMatchObject({ status: 'queued', owner: 'another' })
})

test('while the database is away the worker reports it and lives on', async () => {
  let away = true
  const flaky = new Proxy(db, {
    get(target, name) {
      if (away && name === 'getExecutor') throw new Error('the database is away')
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  await queuePushes(db, ['psh_1'])
  const failed = gate<Failure>()
  const done = gate()
  const worker = work(
    async (claim) => {
      const answer = await finish(claim)
      done.open()
      return answer
    },
    { db: flaky, onFailure: failed.open },
  )
  expect(await failed.opened).toEqual({ message: 'the database is away', job: undefined })
  away = false
  worker.poke()
  await done.opened
})
