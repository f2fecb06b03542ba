import type { RouteOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dumpTables } from '../../test/fakes/database.ts'
import { CANARY, openShopIncident, type ShopIncident } from '../../test/fakes/shop-incident.ts'
import { allow, EVERYTHING, openTestServer, type TestServer } from '../../test/fakes/test-server.ts'

let one: TestServer
let shop: ShopIncident
let admin: string
let nobody: string
/** A change of the shop's secret that waits for a second person. */
let change: string
/** May do everything in another project. */
let stranger: string
beforeAll(async () => {
  one = await openTestServer()
  // A person: some decisions no machine may take.
  admin = await one.token('admin', EVERYTHING, 'api', undefined, 'person')
  nobody = await one.token('nobody', [])
  stranger = await one.token('stranger', [
    allow('blog/**', 'admin'),
    allow('blog/**', 'read', 'list', 'write', 'rotate'),
  ])
  shop = await openShopIncident(one, admin)
  const proposed = { secret: shop.secret, value: `proposed ${CANARY}`, reason: 'to be decided' }
  change = (
    await one.ask(await one.token('proposer', [allow('shop/**', 'write')]), 'POST', '/api/change-requests', proposed)
  ).json<{
    id: string
  }>().id
  // What is noted of a token once a minute is noted now.
  for (const token of [admin, nobody, stranger]) await one.ask(token, 'GET', '/api/session')
})
afterAll(() => one.close())

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
interface Door {
  readonly method: Method
  readonly path: string
  readonly access: unknown
}

const doorsOf = (routes: readonly RouteOptions[]): Door[] =>
  routes.flatMap(({ method, url, config }) =>
    [method].flat().map((name) => ({ method: name as Method, path: url, access: config?.access })),
  )
const doors = (): Door[] => doorsOf(one.routes)
const named = ({ method, path }: Door): string => `${method} ${path}`

function idFor(path: string): string {
  if (path.startsWith('/api/rotations')) return shop.rotation
  if (path.startsWith('/api/change-requests')) return change
  return shop.incident
}

/** The path with the shop's own ids in it. */
function urlOf({ path }: Door): string {
  const filled = path
    .replace(':id', idFor(path))
    .replace(':verb', 'approve')
    .replace(':method', 'github')
    // One's own password is changed elsewhere.
    .replace(':name', path.includes('tasks') ? 'channel' : path.endsWith('/password') ? 'nobody' : 'admin')
    .replace(':command', 'pause')
    .replace(':kind', 'notice')
    .replace(':project', 'shop')
    .replace(':environment', 'production')
    .replace('*', shop.secret)
  if (path === '/api/explain') return `${filled}?name=${shop.secret}&who=admin`
  if (path === '/api/access') return `${filled}?name=${shop.secret}`
  if (path === '/api/approval-rules') return `${filled}?pattern=shop/nothing/**`
  if (path === '/api/changes') return `${filled}?names=${shop.secret}`
  if (!path.endsWith('/logs')) return filled
  return `${filled}?name=x&format=stripe&secret=${shop.secret}&coversFrom=2026-01-01T00:00:00Z&coversTo=2026-01-02T00:00:00Z`
}

/** Bodies that would do something. */
const BODIES: Readonly<Record<string, () => object>> = {
  'PUT /api/values/*': () => ({ value: 'overwritten' }),
  'POST /api/uses': () => ({
    consumer: 'x',
    host: 'x',
    process: 'x',
    secrets: [{ name: shop.secret, version: 1, uses: 1 }],
  }),
  'POST /api/rotations': () => ({ secret: shop.secret }),
  'POST /api/identities': () => ({ name: 'mallory', kind: 'machine', policies: EVERYTHING }),
  'POST /api/identities/:name/tokens': () => ({ kind: 'api' }),
  'POST /api/incidents/:id/tasks/:name': () => ({ done: true }),
  'POST /api/incidents/:id/notes': () => ({ text: 'x' }),
  'POST /api/incidents/:id/commander': () => ({ name: 'x' }),
  'POST /api/incidents/:id/impact': () => ({ served: 1, failed: 1 }),
  'PUT /api/environments/:project/:environment/values': () => ({ values: { DATABASE_URL: 'overwritten' } }),
  'POST /api/login': () => ({ name: 'admin', password: 'wrong' }),
  'POST /api/change-requests': () => ({ secret: shop.secret, value: 'overwritten', reason: 'because' }),
  'PUT /api/policies/:name': () => ({ rules: EVERYTHING }),
  'POST /api/policies/:name/assignments': () => ({ identity: 'nobody' }),
  'PUT /api/sign-in-methods/:name': () => ({
    kind: 'jwt',
    settings: { issuer: 'https://x.example', audiences: ['x'] },
  }),
  'POST /api/sign-in-methods/:name/bindings': () => ({ identity: 'admin', subject: 'x' }),
  'POST /api/sign-in-methods/:name/links': () => ({ identity: 'admin', subject: 'x' }),
  'PUT /api/approval-rules': () => ({ pattern: 'shop/other/**', bypass: true }),
  'POST /api/account/password': () => ({ password: 'a long one that is new' }),
  'POST /api/account/second-factor/confirm': () => ({ code: '000000' }),
  'POST /api/account/second-factor/remove': () => ({ code: '000000' }),
  'POST /api/account/passkeys': () => ({ id: 'x', label: 'x', response: {} }),
  'POST /api/identities/:name/password': () => ({ password: 'a long one that is new' }),
  'PUT /api/identities/:name/groups': () => ({ groups: [] }),
  'POST /api/repositories': () => ({ name: 'x', path: '/tmp', visibility: 'private' }),
}
const ask = (token: string | undefined, door: Door): ReturnType<TestServer['ask']> => {
  const body = door.method === 'POST' || door.method === 'PUT' ? (BODIES[named(door)]?.() ?? {}) : undefined
  return one.ask(token, door.method, urlOf(door), body)
}

test('what anyone may ask for is a short list, known here', () => {
  const open = doors().filter(({ access, method }) => access === 'public' && method !== 'HEAD')
  // Vault's clients show their tokens in their own way, and are asked for them behind one door.
  const methods = open.filter(({ path }) => path === '/v1/*').map(({ method }) => method)
  expect(methods.toSorted()).toEqual(['DELETE', 'GET', 'PATCH', 'POST', 'PROPFIND', 'PUT'])
  expect(
    open
      .filter(({ path }) => path !== '/v1/*')
      .map(named)
      .toSorted(),
  ).toEqual([
    'GET /',
    'GET /api/health',
    'GET /api/login/oidc/:method',
    'GET /api/login/oidc/:method/callback',
    'GET /api/openapi.json',
    'GET /api/sign-in',
    'GET /ui',
    'GET /ui/*',
    'POST /', // signed by its sender: aws/ checks it
    'POST /api/login',
    'POST /api/login/id-secret',
    'POST /api/login/jwt/:method',
    'POST /api/login/passkey',
    'POST /api/login/passkey/options',
    'POST /api/setup',
    'POST /webhooks/push/:repository',
  ])
  expect(doors().length).toBeGreaterThan(90)
})

/** Open to every identity: each decides by itself what it shows. */
const OPEN_TO_IDENTITIES: Readonly<Record<string, number>> = {
  'GET /api/session': 200,
  'GET /api/secrets': 200,
  'GET /api/environments': 200,
  'GET /api/environments/:project/:environment/values': 200,
  'GET /api/environments/:project/:environment/at': 200,
  'POST /api/uses': 204,
  'POST /api/logout': 204,
  'PUT /api/environments/:project/:environment/values': 403,
  'GET /api/explain': 403,
  'GET /api/change-requests': 200,
  'GET /api/change-requests/:id': 403,
  'POST /api/change-requests': 403,
  'POST /api/change-requests/:id/:verb': 403,
  'POST /api/account/password': 403,
  'POST /api/account/second-factor': 403,
  'POST /api/account/second-factor/confirm': 403,
  'POST /api/account/second-factor/remove': 403,
  'GET /api/account/passkeys': 403,
  'POST /api/account/passkeys': 403,
  'POST /api/account/passkeys/options': 403,
  'DELETE /api/account/passkeys/:id': 403,
  'GET /api/account/tokens': 200,
  'DELETE /api/account/tokens/:id': 404,
  'GET /api/changes': 403,
  'POST /api/rotations': 403,
  'GET /api/rotations/:id': 403,
  'POST /api/rotations/:id/:command': 403,
}

test('the routes that are open to every identity are known here, too', () => {
  const open = doors().filter(({ access, method }) => access === 'identity' && method !== 'HEAD')
  expect(open.map(named).toSorted()).toEqual(Object.keys(OPEN_TO_IDENTITIES).toSorted())
})

const NOT_FOR_TOKENS = /^\/api\/account\/(?:password|second|passkeys)|\/(?:disable|enable|second-factor\/remove)$/

describe('every route', () => {
  test('answers 401 without a token, before it looks at anything else, and changes nothing', async () => {
    const before = await dumpTables(one.db)
    for (const door of doors().filter(({ access }) => access !== 'public')) {
      for (const token of [undefined, 'rkt_wrong', `${nobody}x`]) {
        const answer = await ask(token, door)
        expect(answer.statusCode, named(door)).toBe(401)
        if (door.method !== 'HEAD')
          expect(answer.json(), named(door)).toMatchObject({ error: { code: 'AUTH_REQUIRED' } })
      }
      const senseless = await one.ask(
        undefined,
        door.method,
        urlOf(door),
        door.method === 'POST' ? { wrong: 1 } : undefined,
      )
      expect(senseless.statusCode, named(door)).toBe(401)
    }
    expect(await dumpTables(one.db)).toBe(before)
  })

  test.each([
    ['a token without a policy', () => nobody],
    ['a token of another project', () => stranger],
  ])('refuses %s, shows nothing of the shop, and changes nothing', async (_who, token) => {
    const before = await dumpTables(one.db)
    for (const door of doors().filter(({ access }) => access !== 'public')) {
      if (named(door).endsWith('/logout')) continue
      const answer = await ask(token(), door)
      const expected = OPEN_TO_IDENTITIES[named(door).replace('HEAD', 'GET')] ?? 403
      expect(answer.statusCode, `${named(door)}: ${answer.body}`).toBe(expected)
      if (expected === 403) {
        // The name that was asked for may be said again; nothing else.
        expect(answer.body.replaceAll(shop.secret, ''), named(door)).not.toContain(CANARY)
      } else {
        expect(answer.body, named(door)).not.toContain(CANARY)
      }
    }
    expect(await dumpTables(one.db)).toBe(before)
  })

  test('lets in who may, to the same requests', async () => {
    for (const door of doors().filter(({ access, method }) => access !== 'public' && method !== 'HEAD')) {
      if (/events$|changes$|logout$/.test(door.path)) continue
      const answer = await ask(admin, door)
      // For people at the dashboard, or about the caller itself: no token of a machine does it.
      if (NOT_FOR_TOKENS.test(door.path)) continue
      expect([401, 403], `${named(door)}: ${answer.body}`).not.toContain(answer.statusCode)
      expect(answer.statusCode, `${named(door)}: ${answer.body}`).toBeLessThan(500)
    }
  })
})

test('a session, a setup token and an api token each open their own door only', async () => {
  const session = await one.token('with-session', EVERYTHING, 'session')
  const setup = await one.token('with-setup', EVERYTHING, 'setup', 60_000)
  for (const token of [session, setup]) expect((await one.ask(token, 'GET', '/api/session')).statusCode).toBe(401)
  const asCookie = async (token: string): Promise<number> =>
    (await one.ask(undefined, 'GET', '/api/session', undefined, { cookie: `rekey_session=${token}` })).statusCode
  expect(await asCookie(session)).toBe(200)
  expect(await asCookie(setup)).toBe(401)
  expect(await asCookie(admin)).toBe(401)
})

test.each(['Basic YWRtaW46YWRtaW4=', 'Bearer', 'Bearer  ', 'bearer lower', 'Bearer a b', 'Token x'])(
  'the authorization "%s" is none',
  async (authorization) => {
    const answer = await one.ask(undefined, 'GET', '/api/session', undefined, { authorization })
    expect(answer.statusCode).toBe(401)
  },
)

test('a token that expired, was revoked, or whose owner was disabled is none', async () => {
  const short = await one.token('short', EVERYTHING, 'api', 1_000)
  const status = async (token: string): Promise<number> => (await one.ask(token, 'GET', '/api/session')).statusCode
  expect(await status(short)).toBe(200)
  one.clock.advance(1_000)
  expect(await status(short)).toBe(401)
  const gone = await one.token('gone', EVERYTHING)
  await one.db.updateTable('identities').set({ disabled_at: one.clock.now() }).where('name', '=', 'gone').execute()
  expect(await status(gone)).toBe(401)
})

test('a path that is not canonical is refused, never matched', async () => {
  const paths = [
    'shop/production/../../blog/production/KEY',
    'blog/production/%2e%2e/%2e%2e/shop/production/KEY',
    'blog%2Fproduction%2F..%2FKEY',
    '/blog/production/KEY',
    'blog/production/KEY%00',
    'blog/production/K%C4%93Y',
    'blog/**',
    `${'a/'.repeat(5_000)}b`,
  ]
  for (const path of paths) {
    for (const token of [stranger, admin]) {
      const answer = await one.ask(token, 'GET', `/api/values/${path}`)
      expect([400, 403, 404, 414], `${path.slice(0, 60)}: ${answer.body.slice(0, 200)}`).toContain(answer.statusCode)
    }
  }
})

test('a name of a hundred thousand parts costs nothing', async () => {
  const before = performance.now()
  const answer = await one.ask(admin, 'POST', '/api/rotations', { secret: 'a/'.repeat(100_000) })
  expect(answer.json()).toMatchObject({ error: { code: 'SECRET_NAME_INVALID' } })
  expect(performance.now() - before).toBeLessThan(1_000)
})
