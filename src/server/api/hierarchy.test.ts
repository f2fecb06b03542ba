/** Environments that take from others, references between secrets, and people's own values: who is given what. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { allow, EVERYTHING, openTestServer, type Answer, type TestServer } from '../../../test/fakes/test-server.ts'

let one: TestServer
let admin: string
let robot: string
beforeEach(async () => {
  one = await openTestServer()
  admin = await one.token('admin', EVERYTHING)
  robot = await one.token('robot', [allow('shop/staging/**', 'read'), allow('shop/base/**', 'read')])
})
afterEach(() => one.close())

const codeOf = (answer: Answer): string | undefined => answer.json<{ error?: { code: string } }>().error?.code
const get = (token: string, name: string, headers = {}): Promise<Answer> =>
  one.ask(token, 'GET', `/api/values/${name}`, undefined, headers)
const inherit = async (environment: string, inherits: string | null): Promise<Answer> =>
  one.ask(admin, 'PUT', `/api/environments/shop/${environment}`, { inherits })
const store = async (name: string, value: string, token = admin): Promise<Answer> =>
  one.ask(token, 'PUT', `/api/values/${name}`, { value, references: true })
const readings = async (): Promise<string[]> => {
  const rows = await one.db
    .selectFrom('journal')
    .selectAll()
    .where('action', '=', 'secret.read')
    .orderBy('seq')
    .execute()
  return rows.map(({ subject, detail }) =>
    `${subject} ${(detail['inheritedBy'] ?? detail['referredBy'] ?? '') as string}`.trim(),
  )
}

test('an environment takes what it lacks from another one, and what it has itself wins, at once', async () => {
  await one.put('shop/base/URL', 'base url')
  await one.put('shop/base/ONLY', 'base only')
  expect(codeOf(await get(robot, 'shop/staging/URL'))).toBe('SECRET_NOT_FOUND')
  expect((await inherit('staging', 'base')).statusCode).toBe(204)
  expect((await get(robot, 'shop/staging/URL')).json()).toMatchObject({
    name: 'shop/staging/URL',
    value: 'base url',
    inheritedFrom: 'shop/base/URL',
  })
  await one.put('shop/staging/URL', 'staging url')
  const own = await get(robot, 'shop/staging/URL')
  expect(own.json()).not.toHaveProperty('inheritedFrom')
  expect(own.json()).toMatchObject({ value: 'staging url' })
  // A number alone does not tell whose version it is.
  expect((await get(robot, 'shop/staging/ONLY')).headers).not.toHaveProperty('etag')
  expect(await one.ask(robot, 'GET', '/api/environments/shop/staging/values').then((answer) => answer.json())).toEqual({
    values: [
      { name: 'shop/staging/URL', key: 'URL', version: 1, value: 'staging url' },
      { name: 'shop/staging/ONLY', key: 'ONLY', version: 1, value: 'base only', inheritedFrom: 'shop/base/ONLY' },
    ],
  })
  await one.ask(admin, 'DELETE', '/api/secrets/shop/staging/URL')
  expect((await get(robot, 'shop/staging/URL', { 'if-none-match': '"1"' })).json()).toMatchObject({ value: 'base url' })
  expect(await readings()).toContain('shop/base/URL shop/staging/URL')
  await inherit('staging', null)
  expect(codeOf(await get(robot, 'shop/staging/ONLY'))).toBe('SECRET_NOT_FOUND')
})

test('who may not read where a value comes from is not given it', async () => {
  await one.put('shop/base/URL', 'base url')
  await inherit('staging', 'base')
  const narrow = await one.token('narrow', [allow('shop/staging/**', 'read')])
  const answer = await get(narrow, 'shop/staging/URL')
  expect(codeOf(answer)).toBe('ACCESS_DENIED')
  expect(answer.body).toContain('shop/base/URL')
  expect((await one.ask(narrow, 'GET', '/api/environments/shop/staging/values')).json()).toEqual({ values: [] })
  expect(codeOf(await one.ask(narrow, 'PUT', '/api/environments/shop/staging', { inherits: 'base' }))).toBe(
    'ACCESS_DENIED',
  )
})

test('a circle of environments, or a chain without an end, is refused when it is made', async () => {
  for (const [from, to] of [
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'd'],
    ['d', 'e'],
  ] as const)
    expect((await inherit(from, to)).statusCode).toBe(204)
  expect(codeOf(await inherit('e', 'a'))).toBe('ENVIRONMENT_CYCLE')
  expect(codeOf(await inherit('f', 'f'))).toBe('ENVIRONMENT_CYCLE')
  expect(codeOf(await inherit('z', 'a'))).toBe('ENVIRONMENT_DEPTH')
  expect(
    (await one.ask(admin, 'GET', '/api/environments')).json<{ environments: unknown[] }>().environments,
  ).toHaveLength(4)
})

test('a reference is replaced by the value it names, for who may read that, and each is journalled', async () => {
  await one.put('shop/base/HOST', 'db.internal')
  await store('shop/base/AT', '${shop/base/HOST}:5432')
  await store('shop/staging/URL', 'pg://ada@${shop/base/AT}/shop $${shop/base/HOST} ${HOME}')
  const answer = await get(robot, 'shop/staging/URL')
  expect(answer.json()).toMatchObject({ value: 'pg://ada@db.internal:5432/shop ${shop/base/HOST} ${HOME}' })
  expect(await readings()).toEqual(['shop/staging/URL', 'shop/base/AT shop/staging/URL', 'shop/base/HOST shop/base/AT'])
  const raw = await one.ask(robot, 'GET', '/api/values/shop/staging/URL?raw=true')
  expect(raw.json<{ value: string }>().value).toContain('${shop/base/AT}')
  await one.put('shop/base/HOST', 'other')
  expect((await get(robot, 'shop/staging/URL')).json<{ value: string }>().value).toContain('ada@other:5432')
  const narrow = await one.token('narrow', [allow('shop/staging/**', 'read', 'write')])
  const refused = await get(narrow, 'shop/staging/URL')
  expect(codeOf(refused)).toBe('ACCESS_DENIED')
  expect(refused.body).not.toContain('other')
  // Nor may they have somebody else print it.
  expect(codeOf(await store('shop/staging/TRAP', '${shop/base/HOST}', narrow))).toBe('ACCESS_DENIED')
})

test('a text that only looks like a reference stays text; a roll back keeps what it was', async () => {
  await one.put('shop/staging/SCRIPT', 'echo ${shop/base/HOST}')
  expect((await get(robot, 'shop/staging/SCRIPT')).json()).toMatchObject({ value: 'echo ${shop/base/HOST}' })
  await one.put('shop/base/HOST', 'db')
  await store('shop/staging/URL', '${shop/base/HOST}')
  await one.put('shop/staging/URL', 'plain')
  await one.ask(admin, 'POST', '/api/rollback/shop/staging/URL', { version: 1 })
  expect((await get(robot, 'shop/staging/URL')).json()).toMatchObject({ value: 'db', version: 3 })
})

test('circles, broken references, depth and size are refused, and say where', async () => {
  await store('shop/base/A', '${shop/base/B}')
  expect(codeOf(await get(robot, 'shop/base/A'))).toBe('REFERENCE_BROKEN')
  await store('shop/base/B', '${shop/base/A}')
  const circle = await get(robot, 'shop/base/A')
  expect(codeOf(circle)).toBe('REFERENCE_CYCLE')
  expect(circle.body).toContain('shop/base/A refers to shop/base/B refers to shop/base/A')
  for (let i = 0; i < 10; i++) await store(`shop/base/D${i}`, `\${shop/base/D${i + 1}}`)
  expect(codeOf(await get(robot, 'shop/base/D0'))).toBe('REFERENCE_INVALID')
  await one.put('shop/base/BIG', 'x'.repeat(60_000))
  await store('shop/base/MANY', '${shop/base/BIG}'.repeat(5))
  expect(codeOf(await get(robot, 'shop/base/MANY'))).toBe('REFERENCE_INVALID')
  expect(codeOf(await store('shop/base/BAD', '${shop/../X}'))).toBe('REFERENCE_INVALID')
})

test("a person's own value is theirs alone, never a machine's, and goes with the secret", async () => {
  const person = (name: string): Promise<string> =>
    one.token(name, [allow('shop/**', 'read')], 'api', undefined, 'person')
  const [ada, ben] = [await person('ada'), await person('ben')]
  await one.put('shop/staging/KEY', 'shared')
  const put = (token: string): Promise<Answer> =>
    one.ask(token, 'PUT', '/api/overrides/shop/staging/KEY', { value: 'canary-own' })
  expect((await put(ada)).statusCode).toBe(204)
  expect(codeOf(await put(robot))).toBe('OVERRIDE_REFUSED')
  expect((await get(ada, 'shop/staging/KEY', { 'if-none-match': '"1"' })).json()).toMatchObject({
    value: 'canary-own',
    isOwn: true,
  })
  for (const token of [ben, robot, admin])
    expect((await get(token, 'shop/staging/KEY')).json()).toMatchObject({ value: 'shared' })
  const dump = await one.db.selectFrom('overrides').selectAll().execute()
  expect(JSON.stringify(dump) + one.logged()).not.toContain('canary-own')
  // Moved to another person's row it does not open.
  const { id } = await one.db.selectFrom('identities').select('id').where('name', '=', 'ben').executeTakeFirstOrThrow()
  await one.db.updateTable('overrides').set({ identity_id: id }).execute()
  expect(codeOf(await get(ben, 'shop/staging/KEY'))).toBe('SECRET_TAMPERED')
  await one.db.deleteFrom('overrides').execute()
  expect(codeOf(await one.ask(ada, 'DELETE', '/api/overrides/shop/staging/KEY'))).toBe('SECRET_NOT_FOUND')
})
