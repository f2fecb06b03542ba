import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { Db } from '../db/connect.ts'
import { freshDatabase } from '../../test/fakes/database.ts'
import { endLease, pushStatus, PUSHES, queuePushes } from '../../test/fakes/queued-pushes.ts'
import { claimNext, holdFence, releaseClaim, renewLease, type Claim } from './claim.ts'

let db: Db
beforeEach(async () => {
  db = await freshDatabase()
})

const LEASE_MS = 60_000
const claim = (owner = 'one'): Promise<Claim | undefined> => claimNext(db, PUSHES, owner, LEASE_MS)

test('an empty queue gives nothing', async () => {
  expect(await claim()).toBeUndefined()
})

test('what has been due longest comes first, once; what is not due or not queued does not come', async () => {
  await queuePushes(db, ['psh_late', 'psh_early', 'psh_future', 'psh_done'])
  await sql`update pushes set run_at = run_at - interval '1 hour' where id = 'psh_early'`.execute(db)
  await sql`update pushes set run_at = now() + interval '1 hour' where id = 'psh_future'`.execute(db)
  await sql`update pushes set status = 'scanned' where id = 'psh_done'`.execute(db)
  expect(await claim()).toEqual({ id: 'psh_early', fence: 1 })
  expect(await claim()).toEqual({ id: 'psh_late', fence: 1 })
  expect(await claim()).toBeUndefined()
})

test('of many who claim at once each row goes to one', async () => {
  const ids = Array.from({ length: 20 }, (_, i) => `psh_${i}`)
  await queuePushes(db, ids)
  const claims = await Promise.all(Array.from({ length: 30 }, (_, i) => claim(`worker ${i}`)))
  const taken = claims.flatMap((one) => one?.id ?? [])
  expect(taken.toSorted()).toEqual(ids.toSorted())
})

test('a lease that ran out is another worker’s, with a higher fence; one that was renewed is not', async () => {
  await queuePushes(db, ['psh_1'])
  const first = (await claim('one')) as Claim
  await endLease(db, 'psh_1')
  expect(await renewLease(db, PUSHES, first, LEASE_MS)).toBe(true)
  expect(await claim('two')).toBeUndefined()
  await endLease(db, 'psh_1')
  expect(await claim('two')).toEqual({ id: 'psh_1', fence: 2 })
  expect(await renewLease(db, PUSHES, first, LEASE_MS)).toBe(false)
})

test('a worker that comes back late changes nothing: not by its commit, not by giving the row back', async () => {
  await queuePushes(db, ['psh_1'])
  const late = (await claim('late')) as Claim
  await endLease(db, 'psh_1')
  const next = (await claim('next')) as Claim
  const commit = db.transaction().execute(async (tx) => {
    await holdFence(tx, PUSHES, late)
    await tx.updateTable('pushes').set({ status: 'failed' }).execute()
  })
  await expect(commit).rejects.toMatchObject({ code: 'JOB_LEASE_LOST', retryable: true })
  await releaseClaim(db, PUSHES, late, 0)
  expect(await pushStatus(db, 'psh_1')).toMatchObject({ status: 'queued', owner: 'next', fence: 2 })
  await db.transaction().execute((tx) => holdFence(tx, PUSHES, next))
})

test('a row that was given back is due again after the delay, with a new fence', async () => {
  await queuePushes(db, ['psh_1'])
  await releaseClaim(db, PUSHES, (await claim()) as Claim, 3_600_000)
  expect(await claim()).toBeUndefined()
  expect(await pushStatus(db, 'psh_1')).toMatchObject({ owner: null, lease_until: null })
  await sql`update pushes set run_at = now()`.execute(db)
  expect(await claim()).toEqual({ id: 'psh_1', fence: 2 })
})
