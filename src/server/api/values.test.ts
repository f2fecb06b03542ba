import { sql } from 'kysely'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { readEntries } from '../../journal/read.ts'
import { dumpTables } from '../../../test/fakes/database.ts'
import { allow, EVERYTHING, openTestServer, type Answer, type TestServer } from '../../../test/fakes/test-server.ts'

const CANARY = 'canary-value-4711'
const URL = '/api/values/shop/production/KEY'

let one: TestServer
let writer: string
let reader: string
beforeEach(async () => {
  one = await openTestServer()
  writer = await one.token('writer', [allow('shop/**', 'read', 'write')])
  reader = await one.token('reader', [allow('shop/production/*', 'read')])
})
afterEach(() => one.close())

const put = (body: object, token = writer, url = URL): Promise<Answer> => one.ask(token, 'PUT', url, body)
const get = (headers: object = {}, token = reader, url = URL): Promise<Answer> =>
  one.ask(token, 'GET', url, undefined, headers)

test('a value goes in, and comes out with its version, for nobody’s cache', async () => {
  expect((await put({ value: CANARY })).json()).toEqual({ name: 'shop/production/KEY', version: 1 })
  const answer = await get()
  expect(answer.json()).toEqual({
    name: 'shop/production/KEY',
    version: 1,
    value: CANARY,
    createdAt: one.clock.now().toISOString(),
  })
  expect(answer.headers).toMatchObject({ etag: '"1"', 'cache-control': 'no-store' })
})

test('who has the current version is told so, without the value; any other one gets it', async () => {
  await put({ value: CANARY })
  const same = await get({ 'if-none-match': '"1"' })
  expect([same.statusCode, same.body]).toEqual([304, ''])
  await put({ value: 'second' })
  for (const held of ['"1"', '"0"', '"3"', 'W/"2"', '2', '*', '""']) {
    expect((await get({ 'if-none-match': held })).statusCode, held).toBe(200)
  }
})

test('each value that leaves is in the journal before; none that stays', async () => {
  await put({ value: CANARY })
  await get({ 'x-rekey-consumer': 'checkout' })
  await get({ 'if-none-match': '"1"' })
  await get({}, await one.token('stranger', []))
  const reads = (await readEntries(one.db)).filter(({ action }) => action === 'secret.read')
  expect(reads.map(({ actor, subject, detail }) => ({ actor, subject, detail }))).toEqual([
    { actor: 'reader', subject: 'shop/production/KEY', detail: { version: 1, consumer: 'checkout' } },
  ])
})

test('a value whose entry cannot be written does not leave', async () => {
  await put({ value: CANARY })
  await sql`alter table journal add constraint disk_full check (action <> 'secret.read')`.execute(one.db)
  onTestFinished(async () => void (await sql`alter table journal drop constraint disk_full`.execute(one.db)))
  for (const url of [URL, '/api/environments/shop/production/values']) {
    const answer = await get({}, reader, url)
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain(CANARY)
  }
})

test.each([
  ['64 KiB', 'é'.repeat(32_768), 200],
  ['64 KiB of what JSON writes with six characters', '\u0001'.repeat(65_536), 200],
  ['a byte more', `${'é'.repeat(32_768)}x`, 400],
  ['nothing', '', 400],
  ['half a character', '\ud83d', 400],
  ['a NUL', 'a\0b', 200],
])('a value of %s', async (_what, value, status) => {
  const answer = await put({ value })
  expect(answer.statusCode, answer.body.slice(0, 200)).toBe(status)
  if (status === 200) expect((await get()).json()).toMatchObject({ value })
  else expect(answer.json()).toMatchObject({ error: { code: 'SECRET_VALUE_INVALID' } })
})

test('a body beyond the limit is refused with the limit', async () => {
  const answer = await put({ value: 'x'.repeat(600_000) })
  expect(answer.statusCode).toBe(413)
  expect(answer.json()).toMatchObject({ error: { code: 'BODY_TOO_LARGE', hint: 'Send at most 524288 bytes.' } })
})

test('reading is not writing, listing is not reading', async () => {
  await put({ value: CANARY })
  expect((await put({ value: 'x' }, reader)).statusCode).toBe(403)
  const lister = await one.token('lister', [allow('shop/**', 'list')])
  expect((await get({}, lister)).statusCode).toBe(403)
  expect((await one.ask(lister, 'GET', '/api/secrets')).json()).toMatchObject({
    secrets: [{ name: 'shop/production/KEY', provider: null, version: 1, consumers: 0 }],
  })
})

test('an environment gives what its reader may read, and no more', async () => {
  await put({ value: 'one' })
  await put({ value: CANARY }, writer, '/api/values/shop/production/deep/KEY')
  await put({ value: CANARY }, writer, '/api/values/shop/staging/KEY')
  const answer = await get({}, reader, '/api/environments/shop/production/values')
  expect(answer.json()).toEqual({ values: [{ name: 'shop/production/KEY', key: 'KEY', version: 1, value: 'one' }] })
  expect(answer.headers['cache-control']).toBe('no-store')
})

test('a managing key can be named only by who may read it', async () => {
  const admin = await one.token('admin', EVERYTHING)
  await put({ value: 'managing' }, admin, '/api/values/bank/production/ADMIN')
  const rotation = { admin: 'bank/production/ADMIN', settings: { baseUrl: 'https://evil.example' } }
  const refused = await put({ value: 'mine', provider: 'bank', kind: 'key', rotation })
  expect(refused.json()).toMatchObject({ error: { code: 'ACCESS_DENIED' } })
  expect((await get()).statusCode).toBe(404)
  // Nor can one that is named already be sent somewhere else.
  await put({ value: 'first', provider: 'bank', kind: 'key', rotation: { admin: 'bank/production/ADMIN' } }, admin)
  for (const change of [{ provider: 'evil' }, { kind: 'other' }, { rotation }])
    expect((await put({ value: 'mine', ...change })).statusCode).toBe(403)
  // Storing a value, or taking the managing key away, is a writer's own business.
  expect((await put({ value: 'second' })).statusCode).toBe(200)
  expect((await put({ value: 'third', rotation: {} })).statusCode).toBe(200)
  expect((await put({ value: 'x', rotation: { admin: 'no name' } })).json()).toMatchObject({
    error: { code: 'SECRET_NAME_INVALID' },
  })
})

test('a consumer is who names itself; a reader without a name leaves none', async () => {
  await put({ value: 'one' })
  await get()
  await get({ 'x-rekey-consumer': 'checkout', 'x-rekey-host': 'web-1', 'x-rekey-process': '17' })
  await get({ 'x-rekey-consumer': 'x'.repeat(500) })
  const lister = await one.token('lister', [allow('shop/**', 'list')])
  const { consumers } = (await one.ask(lister, 'GET', '/api/consumers/shop/production/KEY')).json() as {
    consumers: { name: string; host: string }[]
  }
  expect(consumers.map(({ name, host }) => [name, host])).toEqual([
    ['checkout', 'web-1'],
    ['x'.repeat(120), '127.0.0.1'],
  ])
})

test('the values are in no log line, no error, no table and nobody else’s answer', async () => {
  const admin = await one.token('admin', EVERYTHING)
  const stranger = await one.token('stranger', [allow('blog/**', 'admin')])
  const answers: Answer[] = []
  await put({ value: CANARY, provider: 'bank', kind: 'key' })
  await one.ask(admin, 'POST', '/api/rotations', { secret: 'shop/production/KEY' })
  answers.push(await put({ value: `${CANARY}${'x'.repeat(70_000)}` }))
  answers.push(await put({ value: `${CANARY}\ud83d` }))
  answers.push(await put({ value: CANARY, unknown: CANARY }))
  answers.push(await put({ value: CANARY }, stranger))
  answers.push(await put({ value: CANARY }, writer, '/api/values/wrong'))
  answers.push(await get({}, stranger))
  for (const path of ['/api/secrets', '/api/journal', '/api/journal/export', '/api/openapi.json', '/api/incidents'])
    answers.push(await one.ask(admin, 'GET', path))
  await one.db
    .updateTable('versions')
    .set({ sealed: Buffer.from('broken') })
    .execute()
  answers.push(await get())
  expect(answers.at(-1)?.json()).toMatchObject({ error: { code: 'SECRET_TAMPERED' } })
  for (const text of [...answers.map(({ body }) => body), one.logged(), await dumpTables(one.db)]) {
    expect(text).not.toContain(CANARY)
    expect(text).not.toContain(Buffer.from(CANARY).toString('hex'))
  }
  for (const token of [writer, reader, admin]) expect(one.logged()).not.toContain(token)
})
