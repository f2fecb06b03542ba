import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEntries } from '../../journal/read.ts'
import { CANARY, openShopIncident, type ShopIncident } from '../../../test/fakes/shop-incident.ts'
import { EVERYTHING, openTestServer, type Answer, type TestServer } from '../../../test/fakes/test-server.ts'
import type { IncidentRoomBody } from './schemas.ts'

let one: TestServer
let admin: string
let shop: ShopIncident
beforeEach(async () => {
  one = await openTestServer()
  admin = await one.token('admin', EVERYTHING)
  shop = await openShopIncident(one, admin)
})
afterEach(() => one.close())

const post = (path: string, body?: object): Promise<Answer> =>
  one.ask(admin, 'POST', `/api/incidents/${shop.incident}${path}`, body)
const room = async (): Promise<IncidentRoomBody> =>
  (await one.ask(admin, 'GET', `/api/incidents/${shop.incident}`)).json() as IncidentRoomBody
const lastEntry = async (): Promise<unknown> => (await readEntries(one.db)).at(-1)

test('the list and the room show the incident, with its leak, its rotation and its consumers', async () => {
  const { incidents } = (await one.ask(admin, 'GET', '/api/incidents')).json() as { incidents: object[] }
  expect(incidents).toMatchObject([{ id: shop.incident, state: 'containing', providers: ['bank'] }])
  const body = await room()
  expect(body.incident).toEqual(incidents[0])
  expect(body.leaks).toMatchObject([{ secret: shop.secret, version: 1, rotationId: shop.rotation }])
  expect(body.rotations).toMatchObject([{ id: shop.rotation, secret: shop.secret }])
  expect(body.consumers).toMatchObject([{ name: `${CANARY}-checkout`, identity: 'admin', secret: shop.secret }])
  expect(JSON.stringify(body)).not.toContain(shop.value)
})

test('the list asks the database as often for many incidents as for one', async () => {
  const count = async (): Promise<number> => {
    let queries = 0
    const { db } = one
    const counting = new Proxy(db, {
      get(target, name) {
        if (name === 'selectFrom') queries++
        const value: unknown = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    Object.assign(one.app, { db: counting })
    await one.ask(admin, 'GET', '/api/incidents')
    Object.assign(one.app, { db })
    return queries
  }
  const forOne = await count()
  const row = await one.db.selectFrom('incidents').selectAll().executeTakeFirstOrThrow()
  const more = Array.from({ length: 20 }, (_, i) => ({
    ...row,
    id: `inc_${i}`,
    facts: '[]',
    settings: '{}',
    verdict: null,
    controls: null,
  }))
  await one.db.insertInto('incidents').values(more).execute()
  expect(await count()).toBe(forOne)
})

test('what people do is kept and journalled in their name', async () => {
  expect((await post('/tasks/channel', { done: true, note: 'opened' })).statusCode).toBe(204)
  expect((await room()).tasks).toMatchObject([{ name: 'channel', doneBy: 'admin', note: 'opened' }])
  expect(await lastEntry()).toMatchObject({ actor: 'admin', action: 'task.done', subject: shop.incident })
  expect((await post('/tasks/channel', { done: false })).statusCode).toBe(204)
  expect((await room()).tasks).toMatchObject([{ doneAt: null, doneBy: null }])
  await post('/notes', { text: 'customers were told' })
  expect(await lastEntry()).toMatchObject({
    actor: 'admin',
    action: 'note.added',
    detail: { text: 'customers were told' },
  })
  await post('/commander', { name: 'Ada' })
  expect((await room()).commander).toBe('Ada')
})

test.each([
  ['a task that is not there', '/tasks/none', { done: true }, 404],
  ['an empty note', '/notes', { text: '' }, 400],
  ['a note that is too long', '/notes', { text: 'x'.repeat(4_001) }, 400],
  ['a note with NUL', '/notes', { text: 'a\0b' }, 400],
  ['a note with half a character', '/notes', { text: 'a\ud83d' }, 400],
  ['a number of requests less than none', '/impact', { served: -1, failed: 0 }, 400],
  ['a question without logs', '/investigate', {}, 409],
])('%s is refused', async (_what, path, body, status) => {
  const before = (await readEntries(one.db)).length
  const answer = await post(path, body)
  expect(answer.statusCode, answer.body).toBe(status)
  expect((await readEntries(one.db)).length).toBe(before)
})

test('closing is refused with everything that is missing, and done with a reason', async () => {
  const refused = await post('/close', {})
  expect(refused.statusCode).toBe(409)
  expect(refused.json()).toMatchObject({
    error: {
      code: 'INCIDENT_NOT_READY',
      message: expect.stringMatching(/is not done.*No verdict.*post-mortem/s) as string,
    },
  })
  expect((await room()).incident.state).toBe('containing')
})

test('documents are drafts in Markdown, written when they are asked for', async () => {
  expect((await post('/documents')).statusCode).toBe(204)
  const answer = await one.ask(admin, 'GET', `/api/incidents/${shop.incident}/documents/postmortem`)
  expect(answer.headers).toMatchObject({
    'content-type': 'text/markdown; charset=utf-8',
    'x-content-type-options': 'nosniff',
  })
  expect(answer.body).not.toContain(shop.value)
  expect((await one.ask(admin, 'GET', '/api/incidents/inc_none/documents/notice')).statusCode).toBe(404)
  expect((await one.ask(admin, 'GET', `/api/incidents/${shop.incident}/documents/secret`)).statusCode).toBe(400)
})
