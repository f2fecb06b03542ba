import { afterEach, expect, test } from 'vitest'
import type { RekeyError } from '../base/errors.ts'
import { CANARY, openShopIncident } from '../../test/fakes/shop-incident.ts'
import { EVERYTHING, openTestServer, type Answer, type TestServer } from '../../test/fakes/test-server.ts'
import { jobError } from '../jobs/claim.ts'

let one: TestServer | undefined
afterEach(async () => {
  await one?.close()
  one = undefined
})
async function open(changes: Parameters<typeof openTestServer>[0] = {}): Promise<TestServer> {
  one = await openTestServer(changes)
  return one
}

test('a route that declares no access stops the start', async () => {
  const opening = openTestServer({ addRoutes: (server) => void server.get('/api/forgotten', async () => 'x') })
  await expect(opening).rejects.toThrow('the route GET /api/forgotten declares no access')
})

/** Nothing but a status: everything that is deleted, and these. */
const NO_CONTENT = new RegExp(
  [
    '^DELETE ',
    '^PUT /api/(?:environments/:project/:environment|overrides/[*])$',
    '^POST /api/(?:login|login/passkey|logout|setup|uses)$',
    '^POST /api/incidents/:id/(?:close|commander|documents|impact|notes|tasks/:name)$',
    '^POST /api/account/(?:passkeys|password|second-factor/confirm|second-factor/remove)$',
    '^POST /api/identities/:name/(?:disable|enable|password|second-factor/remove)$',
    '^POST /api/(?:destroy|restore|versions/(?:delete|destroy|undelete))/\\*$',
    '^POST /api/sign-in-methods/:name/links$',
    '^PUT /api/(?:approval-rules|identities/:name/groups|sign-in-methods/:name)$',
  ].join('|'),
)

test('every answer that is JSON has its shape declared, so that no other field can leave', async () => {
  const { routes } = await open()
  const bare = routes.filter(({ schema, method }) => method !== 'HEAD' && !(schema as { response?: unknown })?.response)
  const named = bare.map(({ method, url }) => `${String(method)} ${url}`).toSorted()
  // Vault's answers have Vault's shapes: vault/envelope.ts writes them field by field.
  const own = named.filter((name) => !name.endsWith(' /v1/*'))
  expect(own.filter((name) => !NO_CONTENT.test(name))).toEqual([
    'GET /',
    'GET /api/changes', // a stream
    'GET /api/events', // a stream
    'GET /api/health',
    'GET /api/incidents/:id/documents/:kind', // Markdown
    'GET /api/journal/export', // JSON lines
    'GET /api/login/oidc/:method', // a redirect
    'GET /api/login/oidc/:method/callback', // a redirect
    'GET /api/openapi.json',
    'GET /ui',
    'GET /ui/*',
    'POST /', // the clients of AWS: another protocol, its answers are built by name
    'POST /api/backup', // sealed bytes
    'POST /webhooks/push/:repository',
  ])
})

test('a field that a handler adds without declaring it does not leave', async () => {
  const shape = { type: 'object', properties: { kept: { type: 'string' }, deep: { type: 'object', properties: {} } } }
  const { ask } = await open({
    addRoutes: (server) =>
      void server.get(
        '/api/careless',
        { config: { access: 'public' }, schema: { response: { 200: shape } } },
        async () => ({ kept: 'yes', leaked: CANARY, deep: { leaked: CANARY } }),
      ),
  })
  expect((await ask(undefined, 'GET', '/api/careless')).json()).toEqual({ kept: 'yes', deep: {} })
})

// ---------- errors ----------

function failing(error: Error): (server: TestServer['server']) => void {
  return (server) =>
    void server.get('/api/broken', { config: { access: 'public' } }, () => {
      throw error
    })
}

test('what broke inside is said to nobody outside, and to the log without a value', async () => {
  const { ask, logged } = await open({ addRoutes: failing(new Error(`cannot read ${CANARY} of undefined`)) })
  const answer = await ask(undefined, 'GET', '/api/broken')
  expect(answer.statusCode).toBe(500)
  expect(answer.json()).toEqual({
    error: {
      code: 'INTERNAL',
      message: 'something went wrong inside',
      hint: 'The log of the server says more, under the request id.',
    },
  })
  expect(logged()).toContain('request failed')
})

test.each<[string, Error, number, string]>([
  ['one of ours', jobError('JOB_LEASE_LOST', 'the lease was lost'), 409, 'JOB_LEASE_LOST'],
  [
    'text that the database cannot keep',
    Object.assign(new Error('invalid byte'), { code: '22021' }),
    400,
    'REQUEST_INVALID',
  ],
  ['a broken constraint', Object.assign(new Error(`Key (x)=(${CANARY})`), { code: '23505' }), 500, 'INTERNAL'],
  ['a text that was thrown', 'just text' as unknown as Error, 500, 'INTERNAL'],
])('%s has a code, a message and a hint, and no stack', async (_what, error, status, code) => {
  const { ask } = await open({ addRoutes: failing(error) })
  const answer = await ask(undefined, 'GET', '/api/broken')
  expect(answer.statusCode).toBe(status)
  const body = answer.json() as { error: RekeyError }
  expect(Object.keys(body.error).toSorted()).toEqual(['code', 'hint', 'message'])
  expect(body.error.code).toBe(code)
  expect(answer.body).not.toMatch(/\.ts:|\bat \/|node_modules|canaryshop/)
})

test('what is sent wrong is answered with its place, not with its content', async () => {
  const { ask, token, logged } = await open()
  const admin = await token('admin', EVERYTHING)
  const answers: Answer[] = []
  const json = { 'content-type': 'application/json' }
  answers.push(await ask(admin, 'PUT', '/api/values/a/b/C', { value: { [CANARY]: CANARY } }))
  answers.push(await ask(admin, 'PUT', '/api/values/a/b/C', { value: 'x', [CANARY]: CANARY }))
  answers.push(await ask(admin, 'PUT', '/api/values/a/b/C', { value: 'x', rotation: { quietms: CANARY } }))
  answers.push(await ask(admin, 'PUT', '/api/values/a/b/C', `{"value": "${CANARY}`, json))
  answers.push(await ask(admin, 'PUT', '/api/values/a/b/C', `{"__proto__": {"x": "${CANARY}"}}`, json))
  answers.push(await ask(admin, 'PUT', '/api/values/a/b/C', `value=${CANARY}`, { 'content-type': 'text/plain' }))
  answers.push(await ask(admin, 'PUT', '/api/values/a/b/C', '', json))
  answers.push(await ask(admin, 'POST', '/api/identities', { name: 'x', kind: CANARY, policies: [] }))
  for (const answer of answers) {
    expect(answer.statusCode, answer.body).toBe(400)
    expect(answer.json()).toMatchObject({ error: { code: 'REQUEST_INVALID' } })
    expect(answer.body).not.toContain(CANARY)
  }
  expect(logged()).not.toContain(CANARY)
})

test('an unknown route is named without its query, and asks for no token', async () => {
  const { ask } = await open()
  const answer = await ask(undefined, 'GET', `/api/nothing?token=${CANARY}`)
  expect(answer.statusCode).toBe(404)
  expect(answer.json()).toMatchObject({ error: { code: 'ROUTE_NOT_FOUND', message: 'there is no GET /api/nothing' } })
})

// ---------- sessions ----------

/** Signs in as a browser does; the cookie that came back. */
async function signIn({ ask, token }: TestServer): Promise<{ cookie: string; set: string }> {
  const setup = await token('ada', EVERYTHING, 'setup', 60_000)
  const answer = await ask(undefined, 'POST', '/api/setup', { token: setup })
  expect(answer.statusCode).toBe(204)
  const set = String(answer.headers['set-cookie'])
  expect((await ask(undefined, 'POST', '/api/setup', { token: setup })).json()).toMatchObject({
    error: { code: 'SETUP_TOKEN_INVALID' },
  })
  return { cookie: set.split(';')[0] as string, set }
}

test('a setup token becomes a session once; the cookie is out of reach of scripts and other sites', async () => {
  const server = await open()
  const { ask, clock } = server
  const { cookie, set } = await signIn(server)
  expect(set).toMatch(/HttpOnly/)
  expect(set).toMatch(/SameSite=Strict/)
  expect(set).toMatch(/Max-Age=43200/)
  const session = (): Promise<Answer> => ask(undefined, 'GET', '/api/session', undefined, { cookie })
  expect((await session()).json()).toEqual({ identity: { name: 'ada', kind: 'machine' } })
  clock.advance(12 * 3_600_000)
  expect((await session()).statusCode).toBe(401)
})

test('who signs out is out, also with a copy of the cookie', async () => {
  const server = await open()
  const { cookie } = await signIn(server)
  const answer = await server.ask(undefined, 'POST', '/api/logout', undefined, { cookie })
  expect(answer.statusCode).toBe(204)
  expect(String(answer.headers['set-cookie'])).toMatch(/rekey_session=;.*Expires=Thu, 01 Jan 1970/)
  expect((await server.ask(undefined, 'GET', '/api/session', undefined, { cookie })).statusCode).toBe(401)
})

test.each<[Record<string, string>, number]>([
  [{}, 204],
  [{ origin: 'http://localhost:80', host: 'localhost:80' }, 204],
  [{ origin: 'https://evil.example' }, 403],
  [{ origin: 'http://localhost:81', host: 'localhost:80' }, 403],
  [{ origin: 'null' }, 403],
  [{ origin: 'http://localhost.evil.example', host: 'localhost' }, 403],
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ 'sec-fetch-site': 'same-site', origin: 'http://localhost:80', host: 'localhost:80' }, 403],
  // Behind a proxy that ends TLS: the browser knows better than we where the page is from.
  [{ 'sec-fetch-site': 'same-origin', origin: 'https://rekey.example', host: 'localhost:80' }, 204],
])('a change with a session cookie and %o is answered with %d', async (headers, status) => {
  const server = await open()
  const admin = await server.token('admin', EVERYTHING)
  const { incident } = await openShopIncident(server, admin)
  const { cookie } = await signIn(server)
  const note = (more: object): Promise<Answer> =>
    server.ask(undefined, 'POST', `/api/incidents/${incident}/notes`, { text: 'x' }, { ...more, ...headers })
  const answer = await note({ cookie })
  expect(answer.statusCode).toBe(status)
  expect((await server.db.selectFrom('notes').select('id').execute()).length).toBe(status === 204 ? 1 : 0)
  if (status === 403) expect(answer.json()).toMatchObject({ error: { code: 'CROSS_SITE' } })
  // Nobody forges a bearer token across sites: it counts whatever the page.
  expect((await note({ authorization: `Bearer ${admin}` })).statusCode).toBe(204)
})

// ---------- the dashboard ----------

test('the dashboard may run its own scripts, and nothing else', async () => {
  const { ask } = await open()
  expect((await ask(undefined, 'GET', '/')).headers['location']).toBe('/ui/')
  for (const path of [
    '/ui/',
    '/ui/incidents/inc_1',
    '/ui/missing.js',
    '/ui/../../package.json',
    '/ui/%2e%2e/package.json',
  ]) {
    const answer = await ask(undefined, 'GET', path)
    expect(answer.body, path).not.toContain('"devDependencies"')
    if (!path.startsWith('/ui/') || /\.\.|%2e/.test(path)) continue
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
  }
  expect((await ask(undefined, 'GET', '/ui/')).headers['content-type']).toContain('text/html')
})
