/**
 * The Stripe provider against the stateful fake, and the fake against the official SDK: what the SDK's types
 * promise, the fake answers, and what our provider asks, the SDK asks too.
 */
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { Stripe } from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateRsaPrivateKey, openJwe, publicKeyOf } from '../../src/base/jwe.ts'
import { Sensitive } from '../../src/base/sensitive.ts'
import { createEngine } from '../../src/detect/engine.ts'
import type { renderApiKey } from '../../src/drill/fake-stripe-keys.ts'
import type { AccessLogLine } from '../../src/drill/fake-stripe-log.ts'
import { startFakeStripe, type FakeStripe } from '../../src/drill/fake-stripe.ts'
import { PROBE_USER_AGENT, type Handle, type KeyKind, type ProviderContext } from '../../src/providers/provider.ts'
import stripe from '../../src/providers/stripe.ts'

const kind = stripe.keys['secret'] as Required<KeyKind>
const HOUR_MS = 3_600_000
const PREVIEW = '2026-08-26.preview'

const dir = mkdtempSync(join(tmpdir(), 'rekey-stripe-'))
const dataFile = join(dir, 'stripe.ndjson')
/** The clock of the fake: only the tests move it. */
let nowMs = Date.UTC(2026, 10, 23, 12)
let fake: FakeStripe

const start = () => startFakeStripe({ dataFile, now: () => new Date(nowMs), expireLagMs: 300 })

beforeAll(async () => {
  fake = await start()
})
afterAll(async () => {
  await fake.close()
  rmSync(dir, { recursive: true, force: true })
})

function context(more: Partial<ProviderContext> = {}): ProviderContext {
  return {
    http: (url, init) => fetch(url, init),
    sql: () => Promise.reject(new Error('this provider speaks HTTP only')),
    now: () => new Date(nowMs),
    signal: new AbortController().signal,
    admin: fake.managingKey,
    settings: { baseUrl: fake.url, account: fake.account, usageLagMs: '0' },
    runId: 'rot_1',
    ...more,
  }
}

/** A context whose every request gets this one answer. */
function answering(status: number, body: string, headers: Record<string, string> = {}): ProviderContext {
  return context({ http: () => Promise.resolve(new Response(body, { status, headers })) })
}

async function accessLog(query = ''): Promise<AccessLogLine[]> {
  const headers = { 'x-control-token': fake.controlToken.reveal() }
  const text = await (await fetch(`${fake.url}/_control/log${query}`, { headers })).text()
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as AccessLogLine)
}

async function get(path: string, key: Sensitive, more: Record<string, string> = {}): Promise<Response> {
  return fetch(fake.url + path, { headers: { authorization: `Bearer ${key.reveal()}`, ...more } })
}

/** One rotation, each act twice. Returns the new key. */
async function rotate(current: Sensitive, runId: string): Promise<Sensitive> {
  const ctx = context({ runId })
  expect(await kind.verify(current, ctx)).toEqual({ state: 'live' })
  const located = await kind.locate(current, ctx)
  expect(located).toMatchObject({
    match: 'exact',
    handle: { account: fake.account, hint: `…${current.reveal().slice(-4)}` },
  })
  expect(await kind.locate(current, ctx)).toEqual(located)
  const old = (located as { handle: Handle }).handle

  const prepared = await kind.prepare(current, ctx)
  const given = [prepared, { key: current, handle: old, keepOldMs: HOUR_MS }, ctx] as const
  const issued = await kind.create(...given)
  const again = await kind.create(...given)
  expect(again.key.reveal()).toBe(issued.key.reveal())
  expect(again).toMatchObject({ handle: { id: issued.handle.id }, oldExpiresAt: new Date(nowMs + HOUR_MS) })
  expect(issued.handle.id).not.toBe(old.id)
  expect(await kind.verify(issued.key, ctx)).toEqual({ state: 'live' })
  expect(await kind.verify(current, ctx)).toEqual({ state: 'live' })

  nowMs += 5_000
  const usedAt = new Date(nowMs)
  await get('/v1/customers?limit=1', current)
  nowMs += 60_000
  expect(await kind.usage(old, ctx)).toMatchObject({ lastUsedAt: usedAt, lagMs: 0 })

  for (const _ of [1, 2]) await kind.revoke(old, ctx)
  await kind.revoke(old, context({ runId: `${runId} as another run` }))
  expect(await kind.verify(current, ctx)).toEqual({ state: 'live' })
  nowMs += 300
  expect(await kind.verify(current, ctx)).toEqual({ state: 'dead', why: 'expired' })
  expect(await kind.verify(issued.key, ctx)).toEqual({ state: 'live' })
  return issued.key
}

test('two rotations in a row: new key beside the old one, then the old one refused', async () => {
  const second = await rotate(fake.secretKey.secret, 'rot_1')
  expect(second.reveal()).toMatch(/^sk_live_\w{30,}$/)
  const third = await rotate(second, 'rot_2')
  expect(new Set([fake.secretKey.secret.reveal(), second.reveal(), third.reveal()]).size).toBe(3)
  expect(await kind.locate(second, context())).toEqual({ match: 'none' })
  // Nothing that leaves the fake but the sealed answer holds a live key.
  const log = readFileSync(fake.logFile, 'utf8')
  for (const key of [fake.secretKey.secret, second, third, fake.managingKey])
    expect(log.includes(key.reveal())).toBe(false)
})

test('the timer alone ends the old key, and a restart of the provider forgets nothing', async () => {
  const ctx = context({ runId: 'rot_timer' })
  const { secret, id } = fake.restrictedKey
  const prepared = await kind.prepare(secret, ctx)
  const given = [prepared, { key: secret, handle: { id }, keepOldMs: 60_000 }] as const
  const issued = await kind.create(...given, ctx)
  await fake.close()
  // Killed in the middle of a write: the half line is dropped.
  appendFileSync(dataFile, '{"type":"key","ke')
  fake = await start()
  const replayed = await kind.create(...given, context({ runId: 'rot_timer' }))
  expect(replayed.key.reveal()).toBe(issued.key.reveal())
  nowMs += 60_299
  expect(await kind.verify(secret, context())).toEqual({ state: 'restricted' })
  nowMs += 1
  expect(await kind.verify(secret, context())).toEqual({ state: 'dead', why: 'expired' })
  expect(await kind.verify(issued.key, context())).toEqual({ state: 'restricted' })

  const next = { key: issued.key, handle: issued.handle, keepOldMs: 60_000 }
  const third = await kind.create(prepared, next, context({ runId: 'rot_after_restart' }))
  await fake.close()
  fake = await start()
  expect(await kind.verify(third.key, context())).toEqual({ state: 'restricted' })
})

test('a test key comes back in the clear and is used as it is', async () => {
  const ctx = context({ runId: 'rot_test' })
  const { secret, id } = fake.testKey
  expect(await kind.locate(secret, ctx)).toMatchObject({ match: 'exact', handle: { id } })
  const prepared = await kind.prepare(secret, ctx)
  const issued = await kind.create(prepared, { key: secret, handle: { id }, keepOldMs: 0 }, ctx)
  expect(issued.key.reveal()).toMatch(/^sk_test_/)
  // Zero asks for the shortest overlap there is, never for an immediate end.
  expect(issued.oldExpiresAt).toEqual(new Date(nowMs + 60_000))
  expect(await kind.verify(issued.key, ctx)).toEqual({ state: 'live' })
})

test('what a leaked key could do is found out without reading anybody', async () => {
  const restricted = (await accessLog()).length
  const rk = new Sensitive(`rk_live_${'A1b2'.repeat(6)}`)
  const body = (status: number) => answering(status, JSON.stringify({ error: { type: 'invalid_request_error' } }))
  expect(await kind.inspect(rk, body(404))).toMatchObject({
    access: 'unknown',
    readsPersonalData: 'yes',
    movesMoney: 'unknown',
  })
  expect(await kind.inspect(rk, body(403))).toMatchObject({ readsPersonalData: 'no' })
  expect(await kind.inspect(rk, body(500))).toMatchObject({ readsPersonalData: 'unknown' })
  const key = (await kind.locate(fake.managingKey, context())).match
  expect(key).toBe('exact')
  expect(await kind.inspect(fake.managingKey, context())).toMatchObject({
    access: 'admin',
    environment: 'live',
    account: fake.account,
    canMintKeys: 'no',
    readsPersonalData: 'yes',
    movesMoney: 'yes',
  })
  const ours = (await accessLog()).slice(restricted)
  expect(ours.filter((line) => line.url.startsWith('/v1')).map((line) => [line.url, line.user_agent])).toEqual([
    ['/v1/account', PROBE_USER_AGENT],
  ])
})

const stripeError = (code: string) => JSON.stringify({ error: { type: 'invalid_request_error', code, message: 'no' } })

test.each([
  [200, '{"object":"balance"}', {}, { state: 'live' }],
  [200, '<html>welcome to the hotel</html>', {}, { state: 'unknown', why: 'ambiguous' }],
  [200, '{"object":"list"}', {}, { state: 'unknown', why: 'ambiguous' }],
  [401, stripeError('api_key_expired'), {}, { state: 'dead', why: 'expired' }],
  [401, stripeError('api_key_invalid'), {}, { state: 'dead', why: 'refused' }],
  [401, '<html>proxy login</html>', {}, { state: 'unknown', why: 'ambiguous' }],
  [403, stripeError('more_permissions_required'), {}, { state: 'restricted' }],
  [403, 'blocked by policy', {}, { state: 'unknown', why: 'ambiguous' }],
  [
    429,
    stripeError('rate_limit'),
    { 'retry-after': '7' },
    { state: 'unknown', why: 'rate-limited', retryAfterMs: 7_000 },
  ],
  [302, '', { location: 'https://elsewhere.example' }, { state: 'unknown', why: 'policy' }],
  [500, stripeError('oops'), {}, { state: 'unknown', why: 'network' }],
  [503, '<html>', {}, { state: 'unknown', why: 'network' }],
])('HTTP %i %s', async (status, body, headers, verdict) => {
  expect(await kind.verify(fake.secretKey.secret, answering(status, body, headers))).toEqual(verdict)
})

test('no answer is unknown, and the key never follows a redirect', async () => {
  const failing = context({ http: () => Promise.reject(new TypeError('fetch failed')) })
  expect(await kind.verify(fake.managingKey, failing)).toEqual({ state: 'unknown', why: 'network' })

  const seen: string[] = []
  const thief = createServer((request, response) => {
    seen.push(String(request.headers.authorization))
    response.end('{"object":"balance"}')
  }).listen(0, '127.0.0.1')
  await new Promise((ready) => thief.once('listening', ready))
  const target = `http://127.0.0.1:${(thief.address() as AddressInfo).port}/`
  const honest = createServer((_request, response) => response.writeHead(307, { location: target }).end()).listen(
    0,
    '127.0.0.1',
  )
  await new Promise((ready) => honest.once('listening', ready))
  const baseUrl = `http://127.0.0.1:${(honest.address() as AddressInfo).port}`
  expect(await kind.verify(fake.managingKey, context({ settings: { baseUrl } }))).toMatchObject({ state: 'unknown' })
  expect(seen).toEqual([])
  thief.close()
  honest.close()
})

test('two keys that look alike are ambiguous, a publishable or expired one is none', async () => {
  const listed = (id: string, more: object = {}) => ({
    id,
    status: 'active',
    type: 'secret_key',
    livemode: true,
    secret_key: { secret_token_redacted: 'sk_live_...wxyz' },
    ...more,
  })
  const locate = (...data: object[]) =>
    kind.locate(
      new Sensitive(`sk_live_${'a1B2'.repeat(6)}wxyz`),
      answering(200, JSON.stringify({ data, next_page_url: null })),
    )
  expect(await locate(listed('mk_1'))).toMatchObject({ match: 'exact', handle: { id: 'mk_1' } })
  expect(await locate(listed('mk_1'), listed('mk_2'))).toMatchObject({
    match: 'ambiguous',
    candidates: [{ id: 'mk_1' }, { id: 'mk_2' }],
  })
  expect(await locate(listed('mk_1', { status: 'expired' }), listed('mk_2', { type: 'publishable_key' }))).toEqual({
    match: 'none',
  })
  expect(await locate(listed('mk_1', { livemode: false }))).toEqual({ match: 'none' })
  expect(await locate(listed('mk_1', { secret_key: {} }))).toEqual({ match: 'none' })
})

test('a key on a later page is found', async () => {
  const pages = context({
    http: (url, init) => fetch(url.replace('limit=100', 'limit=1'), init),
  })
  expect(await kind.locate(fake.managingKey, pages)).toMatchObject({ match: 'exact' })
})

test('revoking a key that is gone succeeds, and a refusal that is no expiry does not', async () => {
  await kind.revoke({ id: 'mk_gone' }, context())
  const powerless = context({ admin: fake.testKey.secret })
  await expect(kind.revoke({ id: fake.secretKey.id }, powerless)).rejects.toMatchObject({ code: 'PROVIDER_REFUSED' })
  const { admin: _none, ...without } = context()
  await expect(kind.revoke({ id: 'mk_1' }, without)).rejects.toMatchObject({ code: 'PROVIDER_ADMIN_MISSING' })
})

test('no error carries a key', async () => {
  const canary = `sk_live_canary${'Q7'.repeat(12)}`
  const key = new Sensitive(canary)
  const prepared = await kind.prepare(key, context())
  const pem = prepared.material.reveal().split('\n')[3] as string
  const echo = JSON.stringify({ error: { type: canary, code: canary, message: `no ${canary}` } })
  const made = JSON.stringify({ id: 'mk_2', status: 'active', livemode: true, secret_key: { token: canary } })
  const contexts = [
    answering(400, echo),
    answering(500, canary),
    answering(200, canary),
    answering(200, '{}'),
    answering(200, made),
  ]
  contexts.push(
    context({ http: (url, init) => Promise.reject(new Error(`failed ${url} ${JSON.stringify(init)} ${canary}`)) }),
  )
  let refusals = 0
  for (const ctx of contexts.map((one) => ({ ...one, admin: key }))) {
    const acts = [
      () => kind.create(prepared, { key, handle: { id: 'mk_1' }, keepOldMs: 1 }, ctx),
      () => kind.revoke({ id: 'mk_1' }, ctx),
      () => kind.locate(key, ctx),
      () => kind.usage({ id: 'mk_1' }, ctx),
    ]
    for (const act of acts) {
      const error = await act().catch((thrown: unknown) => thrown)
      if (!(error instanceof Error)) continue
      refusals++
      const shown = inspect(error, { depth: 10, showHidden: true }) + error.stack
      expect([error.name, shown.includes(canary), shown.includes(pem)]).toEqual(['RekeyError', false, false])
    }
  }
  expect(refusals).toBeGreaterThan(15)
})

// ---------- the fake against the official SDK ----------

/** Fails to compile when the fake's key object leaves the shape of the SDK's type. */
export const shapeOfKey = (body: ReturnType<typeof renderApiKey>) => body satisfies Stripe.V2.Iam.ApiKey

function sdk(key: Sensitive): Stripe {
  return new Stripe(key.reveal(), {
    host: '127.0.0.1',
    port: fake.port,
    protocol: 'http',
    telemetry: false,
    maxNetworkRetries: 0,
    apiVersion: PREVIEW as never,
  })
}

test('the official SDK works against the fake: list, rotate, expire, balance, customers', async () => {
  const manager = sdk(fake.managingKey)
  const keys = await manager.v2.iam.apiKeys.list({ include_expired: true, limit: 2 }).autoPagingToArray({ limit: 100 })
  expect(keys.length).toBeGreaterThan(4)
  expect(keys.every((key) => key.object === 'v2.iam.api_key')).toBe(true)
  const shop = keys.findLast((key) => key.name === 'Shop server') as Stripe.V2.Iam.ApiKey
  expect(shop.status).toBe('active')

  const pem = generateRsaPrivateKey()
  const made = await manager.v2.iam.apiKeys.rotate(
    shop.id,
    {
      expire_current_key_in_minutes: 5,
      public_key: { id: 'ours', pem_key: { algorithm: 'RSA', data: publicKeyOf(pem) } },
    },
    { idempotencyKey: 'sdk-1' },
  )
  const encrypted = made.secret_key?.encrypted_secret
  expect(encrypted).toMatchObject({ format: 'jwe_compact', recipient_key_id: 'ours' })
  expect(made.secret_key?.token).toBeUndefined()
  const secret = await openJwe(String(encrypted?.ciphertext), pem)
  expect(made.secret_key?.secret_token_redacted?.slice(-4)).toBe(secret.reveal().slice(-4))

  const shopSdk = sdk(secret)
  expect((await shopSdk.balance.retrieve()).object).toBe('balance')
  const customers = await shopSdk.customers.list({ limit: 3 })
  expect(customers.data).toHaveLength(3)
  expect(customers.has_more).toBe(true)
  expect((await shopSdk.customers.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 })).length).toBe(250)
  expect((await shopSdk.customers.retrieve(customers.data[0]?.id as string)).id).toBe(customers.data[0]?.id)
  const intent = await shopSdk.paymentIntents.create({ amount: 1_999, currency: 'eur', confirm: true })
  expect(intent.status).toBe('succeeded')
  expect((await shopSdk.refunds.create({ payment_intent: intent.id })).status).toBe('succeeded')
  await expect(shopSdk.refunds.create({ payment_intent: intent.id })).rejects.toBeInstanceOf(
    Stripe.errors.StripeInvalidRequestError,
  )

  const gone = await manager.v2.iam.apiKeys.expire(made.id)
  expect(gone).toMatchObject({ id: made.id, status: 'expired' })
  nowMs += 301
  await expect(shopSdk.balance.retrieve()).rejects.toBeInstanceOf(Stripe.errors.StripeAuthenticationError)
  await expect(sdk(fake.testKey.secret).v2.iam.apiKeys.retrieve(made.id)).rejects.toBeInstanceOf(
    Stripe.errors.StripePermissionError,
  )
})

test('our rotation asks what the SDK asks', async () => {
  const asked: object[] = []
  const recorder = createServer((request, response) => {
    const chunks: Buffer[] = []
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const {
          authorization,
          'stripe-version': version,
          'stripe-context': account,
          'content-type': type,
        } = request.headers
        const idempotencyKey = request.headers['idempotency-key']
        const body: unknown = JSON.parse(Buffer.concat(chunks).toString() || 'null')
        asked.push({
          method: request.method,
          url: request.url,
          authorization,
          version,
          account,
          type,
          idempotencyKey,
          body,
        })
        response.end(
          JSON.stringify({
            id: 'mk_2',
            object: 'v2.iam.api_key',
            status: 'active',
            livemode: false,
            secret_key: { token: 't' },
          }),
        )
      })
  }).listen(0, '127.0.0.1')
  await new Promise((ready) => recorder.once('listening', ready))
  const { port } = recorder.address() as AddressInfo
  const ctx = context({ settings: { baseUrl: `http://127.0.0.1:${port}`, account: 'acct_1' }, runId: 'r' })
  const prepared = await kind.prepare(fake.managingKey, ctx)
  await kind.create(prepared, { key: fake.managingKey, handle: { id: 'mk_1' }, keepOldMs: HOUR_MS }, ctx)
  const client = new Stripe(fake.managingKey.reveal(), {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    telemetry: false,
    apiVersion: PREVIEW as never,
  })
  await client.v2.iam.apiKeys.rotate(
    'mk_1',
    {
      expire_current_key_in_minutes: 60,
      public_key: { pem_key: { algorithm: 'RSA', data: publicKeyOf(prepared.material) } },
    },
    { idempotencyKey: 'rekey-r-rotate', stripeContext: 'acct_1' },
  )
  expect(asked[0]).toMatchObject({ method: 'POST', url: '/v2/iam/api_keys/mk_1/rotate', account: 'acct_1' })
  expect(asked.at(-1)).toEqual(asked[0])
  recorder.close()
})

// ---------- misuse, log, detection ----------

test('the fake refuses misuse as the real one does', async () => {
  const preview = { 'stripe-version': PREVIEW, 'content-type': 'application/json' }
  const { data } = (await (await get('/v2/iam/api_keys', fake.managingKey, preview)).json()) as {
    data: { id: string; name: string }[]
  }
  const id = data.findLast((key) => key.name === 'Reports')?.id
  const post = async (body: object, headers: Record<string, string> = preview, key = fake.managingKey) => {
    const init = {
      method: 'POST',
      headers: { authorization: `Bearer ${key.reveal()}`, ...headers },
      body: JSON.stringify(body),
    }
    const response = await fetch(`${fake.url}/v2/iam/api_keys/${id}/rotate`, init)
    return {
      status: response.status,
      body: (await response.json()) as { error?: { type: string; code: string; message: string } },
    }
  }
  const pem_key = { algorithm: 'RSA', data: publicKeyOf(generateRsaPrivateKey()) }
  expect(await post({ public_key: { pem_key } }, { 'stripe-version': '2025-01-01' })).toMatchObject({ status: 400 })
  expect(await post({})).toMatchObject({ status: 400, body: { error: { code: 'parameter_invalid' } } })
  expect(await post({ expire_current_key_in_minutes: 10_081, public_key: { pem_key } })).toMatchObject({ status: 400 })
  expect(await post({ public_key: { pem_key } }, preview, new Sensitive('sk_live_unknown'))).toMatchObject({
    status: 401,
  })

  const once = { ...preview, 'idempotency-key': 'misuse-1' }
  const both = await Promise.all([
    post({ expire_current_key_in_minutes: 1, public_key: { pem_key } }, once),
    post({ expire_current_key_in_minutes: 1, public_key: { pem_key } }, once),
  ])
  expect(new Set(both.map((one) => one.status))).toEqual(new Set([200, 409]))
  const first = both.find((one) => one.status === 200)
  expect(await post({ expire_current_key_in_minutes: 1, public_key: { pem_key } }, once)).toEqual(first)
  expect(await post({ expire_current_key_in_minutes: 2, public_key: { pem_key } }, once)).toMatchObject({
    status: 400,
    body: { error: { type: 'idempotency_error' } },
  })
})

test('the access log names each request once, keeps the last four characters, and takes earlier history', async () => {
  const before = (await accessLog()).length
  await get('/v1/customers?limit=2', fake.managingKey, {
    'user-agent': 'python-requests/2.31',
    'x-forwarded-for': '203.0.113.9, 10.0.0.1',
  })
  await get('/v1/balance', new Sensitive('sk_live_' + 'wrong'.repeat(5)))
  const lines = (await accessLog()).slice(before)
  expect(lines).toMatchObject([
    {
      created: nowMs / 1_000,
      method: 'GET',
      url: '/v1/customers?limit=2',
      status: 200,
      ip_address: '203.0.113.9',
      user_agent: 'python-requests/2.31',
      api_key: `sk_live_…${fake.managingKey.reveal().slice(-4)}`,
      livemode: true,
    },
    { status: 401, api_key: 'sk_live_…rong', api_key_id: '', ip_address: '127.0.0.1' },
  ])
  expect(lines[0]?.response_bytes).toBeGreaterThan(400)

  const earlier = { ...(lines[0] as AccessLogLine), created: 1_700_000_000, request_id: 'req_earlier' }
  const headers = { 'x-control-token': fake.controlToken.reveal() }
  const seed = (body: string, token = headers) =>
    fetch(`${fake.url}/_control/log`, { method: 'POST', headers: token, body })
  expect((await seed(`${JSON.stringify(earlier)}\n`)).status).toBe(200)
  expect((await seed('{"created":"yesterday"}\n')).status).toBe(400)
  expect((await seed('', { 'x-control-token': 'guess' })).status).toBe(401)
  expect((await accessLog())[0]).toEqual(earlier)
  expect(await accessLog('?until=1700000001')).toEqual([earlier])
})

const engine = createEngine(
  kind.detect.map(({ rule, examples: _e, lookalikes: _l, ...rest }) => ({
    ...rest,
    id: rule,
    provider: 'stripe',
    kind: 'secret',
  })),
)
const find = (text: string) => engine.match(Buffer.from(text, 'latin1'))

test('live keys score high, test keys lower, publishable ones are none of our business', () => {
  const body = fake.secretKey.secret.reveal().slice(8, 40)
  expect(find(`STRIPE_KEY=sk_live_${body}\n`)).toMatchObject([{ secret: `sk_live_${body}`, score: 90 }])
  expect(find(`"rk_live_${body}"`)).toHaveLength(1)
  expect(find(`sk_test_${body}`)[0]?.score).toBeLessThan(50)
  expect(find(`pk_live_${body} task_live_${body} sk_live_short`)).toEqual([])
  expect(find(`sk_live_${'x'.repeat(24)}`)).toEqual([])
})
