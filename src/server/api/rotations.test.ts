import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimNext, type Claim } from '../../jobs/claim.ts'
import { readEntries } from '../../journal/read.ts'
import { advanceRotation } from '../../rotate/run.ts'
import { ROTATION_QUEUE } from '../../rotate/store.ts'
import { FIRST_SECRET } from '../../../test/fakes/bank.ts'
import { makeDue } from '../../../test/fakes/queued-pushes.ts'
import { allow, EVERYTHING, openTestServer, type Answer, type TestServer } from '../../../test/fakes/test-server.ts'
import type { RotationBody } from './rotation-view.ts'

let one: TestServer
let rotator: string
const secret = 'shop/production/KEY'
beforeEach(async () => {
  one = await openTestServer()
  rotator = await one.token('rotator', [allow('shop/**', 'rotate', 'list')])
  await one.put('shop/production/ADMIN', 'managing')
  await one.put(secret, FIRST_SECRET, { provider: 'bank', kind: 'key', rotation: { admin: 'shop/production/ADMIN' } })
})
afterEach(() => one.close())

const start = (body: object = { secret }): Promise<Answer> => one.ask(rotator, 'POST', '/api/rotations', body)
const tell = (id: string, command: string, body: object = {}): Promise<Answer> =>
  one.ask(rotator, 'POST', `/api/rotations/${id}/${command}`, body)
const idOf = (answer: Answer): string => (answer.json() as RotationBody).id

/** Works until the rotation waits or ends, or `until` is reached. */
async function work(until?: string): Promise<void> {
  await makeDue(one.db, 'rotations')
  const claim = (await claimNext(one.db, ROTATION_QUEUE, 'one', 60_000)) as Claim
  const faultPoint = (name: string): void => {
    if (name === until) throw new Error('stopped here')
  }
  await advanceRotation({ ...one.app.rotation, faultPoint }, claim, new AbortController().signal).catch(() => {})
  await one.db.updateTable('rotations').set({ lease_until: null }).execute()
}

test('a rotation is started, followed and finished, and its answer shows no key', async () => {
  const answer = await start({ secret, reason: 'the quarter is over' })
  expect(answer.json()).toMatchObject({
    secret,
    status: 'running',
    step: 'locate',
    phase: 'A',
    oldVersion: 1,
    newVersion: null,
  })
  const id = idOf(answer)
  one.clock.advance(1_000)
  await work()
  const done = await one.ask(rotator, 'GET', `/api/rotations/${id}`)
  expect(done.json()).toMatchObject({
    status: 'done',
    newVersion: 2,
    newWorks: true,
    oldRefused: true,
    refusedProbes: 1,
  })
  const { steps } = done.json<RotationBody>()
  expect(steps.every(({ state, summary }) => state === 'done' && summary)).toBe(true)
  for (const text of [done.body, one.logged(), JSON.stringify(await readEntries(one.db))]) {
    expect(text).not.toContain('bank-secret')
    expect(text).not.toContain('managing"')
  }
  const started = (await readEntries(one.db)).find(({ action }) => action === 'rotation.started')
  expect(started).toMatchObject({ actor: 'rotator', detail: { reason: 'the quarter is over' } })
})

test('a second one is refused while one is open', async () => {
  await start()
  const second = await start()
  expect([second.statusCode, second.json()]).toMatchObject([409, { error: { code: 'ROTATION_OPEN' } }])
})

test.each([
  ['a name that is none', { secret: 'shop//KEY' }, 400, 'SECRET_NAME_INVALID'],
  ['a secret that is not there', { secret: 'shop/production/NONE' }, 404, 'SECRET_NOT_FOUND'],
  ['a secret of others', { secret: 'blog/production/KEY' }, 403, 'ACCESS_DENIED'],
  ['no secret', {}, 400, 'REQUEST_INVALID'],
])('a rotation of %s is refused', async (_what, body, status, code) => {
  const answer = await start(body)
  expect([answer.statusCode, answer.json()]).toMatchObject([status, { error: { code } }])
})

test('pause and resume do what they say; what does not fit is refused in words', async () => {
  const id = idOf(await start())
  expect((await tell(id, 'pause')).json()).toMatchObject({ status: 'paused' })
  expect((await tell(id, 'pause')).json()).toMatchObject({ error: { code: 'ROTATION_NOT_RUNNING' } })
  expect((await tell(id, 'force')).json()).toMatchObject({ error: { code: 'ROTATION_FORCE_REFUSED' } })
  expect((await tell(id, 'resume')).json()).toMatchObject({ status: 'running' })
  expect((await tell(id, 'explode')).statusCode).toBe(400)
  expect((await tell('rot_none', 'pause')).statusCode).toBe(404)
})

test('giving up removes what was made, and the next rotation begins anew', async () => {
  const id = idOf(await start())
  await work('bank/verify-new:before')
  expect(one.bank.valid()).toHaveLength(2)
  const answer = await tell(id, 'abort', { reason: 'wrong key' })
  expect(answer.json()).toMatchObject({ status: 'aborted' })
  expect(one.bank.valid()).toEqual([FIRST_SECRET])
  expect((await start()).statusCode).toBe(200)
})

test('who may only list sees a rotation, and cannot steer it', async () => {
  const id = idOf(await start())
  const lister = await one.token('lister', [allow('shop/**', 'list')])
  const other = await one.token('other', [allow('blog/**', 'admin')])
  expect((await one.ask(lister, 'GET', `/api/rotations/${id}`)).statusCode).toBe(200)
  expect((await one.ask(other, 'GET', `/api/rotations/${id}`)).statusCode).toBe(403)
  for (const token of [lister, other])
    for (const command of ['pause', 'resume', 'abort', 'force'])
      expect((await one.ask(token, 'POST', `/api/rotations/${id}/${command}`, {})).statusCode).toBe(403)
  expect(
    (await one.ask(await one.token('admin', EVERYTHING), 'POST', `/api/rotations/${id}/pause`, {})).statusCode,
  ).toBe(200)
})
