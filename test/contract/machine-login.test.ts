/**
 * Machines that sign in: with an id and a secret, and with tokens shaped as GitHub Actions, GitLab and Kubernetes
 * sign them, from an issuer that serves its discovery document and keys as those do.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { START } from '../fakes/database.ts'
import { allow, EVERYTHING, openTestServer, type Answer, type TestServer } from '../fakes/test-server.ts'

let rekey: TestServer
let admin: string

afterEach(() => rekey.close())

const codeOf = (answer: Answer): string | undefined => answer.json<{ error?: { code: string } }>().error?.code
const tokenOf = (answer: Answer): string => answer.json<{ token: string }>().token

async function addMachine(name: string): Promise<void> {
  const body = { name, kind: 'machine', policies: [allow('shop/**', 'read')] }
  const answer = await rekey.ask(admin, 'POST', '/api/identities', body)
  expect(answer.statusCode, answer.body).toBe(200)
}

const read = (token: string): Promise<Answer> => rekey.ask(token, 'GET', '/api/values/shop/production/KEY')

describe('an id and a secret', () => {
  beforeEach(async () => {
    rekey = await openTestServer({ door: { trustedProxies: [] } })
    admin = await rekey.token('admin', EVERYTHING, 'api', undefined, 'person')
    await rekey.put('shop/production/KEY', 'value of the test')
    await addMachine('checkout')
  })

  async function issue(limits: object = {}): Promise<{ id: string; secret: string }> {
    const answer = await rekey.ask(admin, 'POST', '/api/identities/checkout/id-secrets', limits)
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
    return answer.json()
  }
  const logIn = (proof: { id: string; secret: string }, headers: object = {}): Promise<Answer> =>
    rekey.ask(undefined, 'POST', '/api/login/id-secret', { id: proof.id, secret: proof.secret }, headers)

  test('give a short-lived token that reads, and ends', async () => {
    const answer = await logIn(await issue({ tokenTtlMs: 60_000 }))
    expect(answer.json()).toMatchObject({ name: 'checkout', ttlMs: 60_000 })
    expect((await read(tokenOf(answer))).json()).toMatchObject({ value: 'value of the test' })
    rekey.clock.advance(60_001)
    expect((await read(tokenOf(answer))).statusCode).toBe(401)
  })

  test('are refused alike, whichever half is wrong, and no answer carries a token', async () => {
    const { id, secret } = await issue()
    const answers = await Promise.all([
      logIn({ id, secret: `${secret}x` }),
      logIn({ id: 'ids_unknown', secret }),
      logIn({ id: `${id} `, secret }),
    ])
    for (const answer of answers) {
      expect(codeOf(answer)).toBe('SIGN_IN_REFUSED')
      expect(answer.body).toBe(answers[0]?.body)
      expect(answer.cookies).toEqual([])
    }
    expect(rekey.logged()).not.toContain(secret)
  })

  test('end with their uses, their time, and their machine', async () => {
    const once = await issue({ maxUses: 1 })
    // Sent at once, a single use stays single.
    const statuses = (await Promise.all(Array.from({ length: 5 }, () => logIn(once)))).map((one) => one.statusCode)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)

    const short = await issue({ ttlMs: 1_000 })
    rekey.clock.advance(1_001)
    expect(codeOf(await logIn(short))).toBe('SIGN_IN_REFUSED')

    const good = await issue()
    const held = tokenOf(await logIn(good))
    expect((await rekey.ask(admin, 'POST', '/api/identities/checkout/disable')).statusCode).toBe(204)
    expect(codeOf(await logIn(good))).toBe('SIGN_IN_REFUSED')
    expect((await read(held)).statusCode).toBe(401)
  })

  test('are bound to addresses, and a header of a proxy that nobody trusts changes nothing', async () => {
    const elsewhere = await issue({ ipRanges: ['10.0.0.0/8'] })
    const headers = { 'x-forwarded-for': '10.1.2.3', 'x-real-ip': '10.1.2.3', forwarded: 'for=10.1.2.3' }
    expect(codeOf(await logIn(elsewhere, headers))).toBe('SIGN_IN_REFUSED')
    expect((await logIn(await issue({ ipRanges: ['127.0.0.0/8'] }))).statusCode).toBe(200)
  })
})

describe('a token of an issuer', () => {
  let outside: Server
  let issuer: string
  let key: CryptoKey
  let keys: object[]

  const newKey = async (kid: string): Promise<CryptoKey> => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    keys = [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }]
    return privateKey
  }

  beforeEach(async () => {
    outside = createServer((request, response) => {
      const isKeys = request.url === '/keys'
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(isKeys ? { keys } : { issuer, jwks_uri: `${issuer}/keys` }))
    })
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
    issuer = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
    key = await newKey('one')
    rekey = await openTestServer({ egressAllow: ['127.0.0.1'] })
    admin = await rekey.token('admin', EVERYTHING, 'api', undefined, 'person')
    await rekey.put('shop/production/KEY', 'value of the test')
    const body = { kind: 'jwt', settings: { issuer, audiences: ['rekey'] } }
    await rekey.ask(admin, 'PUT', '/api/sign-in-methods/ci', body)
  })
  afterEach(async () => {
    outside.closeAllConnections()
    await new Promise((resolve) => outside.close(resolve))
  })

  const sign = (claims: Record<string, unknown>, kid = 'one'): Promise<string> =>
    new SignJWT({ iss: issuer, aud: 'rekey', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuedAt(START)
      .setExpirationTime(new Date(START.getTime() + 300_000))
      .sign(key)
  const bind = (identity: string, bound: object): Promise<Answer> =>
    rekey.ask(admin, 'POST', '/api/sign-in-methods/ci/bindings', { identity, ...bound })
  const logIn = async (claims: Record<string, unknown>, role?: string): Promise<Answer> =>
    rekey.ask(undefined, 'POST', '/api/login/jwt/ci', { token: await sign(claims), ...(role && { role }) })

  const GITHUB = {
    sub: 'repo:acme/shop:ref:refs/heads/main',
    repository: 'acme/shop',
    job_workflow_ref: 'acme/shop/.github/workflows/deploy.yml@refs/heads/main',
    environment: 'production',
  }
  const GITLAB = {
    sub: 'project_path:acme/shop:ref_type:branch:ref:main',
    ref_protected: 'true',
    namespace_path: 'acme',
  }
  const KUBERNETES = {
    sub: 'system:serviceaccount:shop:checkout',
    'kubernetes.io': { namespace: 'shop', serviceaccount: { name: 'checkout' } },
  }

  test.each([
    {
      who: 'GitHub Actions',
      claims: GITHUB,
      bound: { subject: 'repo:acme/shop:ref:refs/heads/main', claims: { environment: ['production'] } },
      strangers: [
        { sub: 'repo:mallory/shop:ref:refs/heads/main' },
        { sub: 'repo:acme/shop:pull_request' },
        { sub: 'repo:acme/shop:ref:refs/heads/main-2' },
        { environment: 'staging' },
        { environment: undefined },
      ],
    },
    {
      who: 'GitLab',
      claims: GITLAB,
      bound: { claims: { namespace_path: ['acme'], ref_protected: ['true'] } },
      strangers: [{ namespace_path: 'acme-evil' }, { namespace_path: 'acme/evil' }, { ref_protected: 'false' }],
    },
    {
      who: 'Kubernetes',
      claims: KUBERNETES,
      bound: { claims: { 'kubernetes.io.namespace': ['shop'] } },
      strangers: [{ 'kubernetes.io': { namespace: 'shop-evil' } }, { 'kubernetes.io': 'shop' }],
    },
  ])('of $who signs in the machine that its claims are bound to, and a like one does not', async (one) => {
    await addMachine('deploy')
    expect((await bind('deploy', one.bound)).statusCode).toBe(200)
    const answer = await logIn(one.claims)
    expect(answer.statusCode, answer.body).toBe(200)
    expect((await read(tokenOf(answer))).statusCode).toBe(200)
    for (const change of one.strangers) {
      expect(codeOf(await logIn({ ...one.claims, ...change })), JSON.stringify(change)).toBe('JWT_REFUSED')
    }
  })

  test('that fits several machines names one, and a role that it does not fit is refused', async () => {
    for (const name of ['deploy', 'test', 'other']) await addMachine(name)
    for (const name of ['deploy', 'test']) await bind(name, { claims: { repository: ['acme/*'] } })
    await bind('other', { claims: { repository: ['else/*'] } })
    expect(codeOf(await logIn(GITHUB))).toBe('JWT_REFUSED')
    expect((await logIn(GITHUB, 'test')).json()).toMatchObject({ name: 'test' })
    expect(codeOf(await logIn(GITHUB, 'other'))).toBe('JWT_REFUSED')
    expect(codeOf(await logIn(GITHUB, 'admin'))).toBe('JWT_REFUSED')
  })

  test('goes on working when the issuer changes its keys, and an old key does not', async () => {
    await addMachine('deploy')
    await bind('deploy', { claims: { repository: ['acme/shop'] } })
    expect((await logIn(GITHUB)).statusCode).toBe(200)
    const old = await sign(GITHUB)
    key = await newKey('two')
    rekey.clock.advance(15_000)
    const fresh = await sign(GITHUB, 'two')
    expect((await rekey.ask(undefined, 'POST', '/api/login/jwt/ci', { token: fresh })).statusCode).toBe(200)
    expect(codeOf(await rekey.ask(undefined, 'POST', '/api/login/jwt/ci', { token: old }))).toBe('JWT_REFUSED')
  })

  test('that is over, for somebody else or of an unknown method is refused, and quoted nowhere', async () => {
    await addMachine('deploy')
    await bind('deploy', { claims: { repository: ['acme/shop'] } })
    const token = await sign(GITHUB)
    rekey.clock.advance(400_000)
    const over = await rekey.ask(undefined, 'POST', '/api/login/jwt/ci', { token })
    const unknown = await rekey.ask(undefined, 'POST', '/api/login/jwt/nothing', { token })
    expect([codeOf(over), codeOf(unknown)]).toEqual(['JWT_REFUSED', 'SIGN_IN_REFUSED'])
    for (const text of [over.body, unknown.body, rekey.logged()]) expect(text).not.toContain(token.split('.')[2])
  })

  test('binds nothing when nothing is bound, and only who holds as much may bind', async () => {
    await addMachine('deploy')
    expect(codeOf(await bind('deploy', {}))).toBe('RULE_INVALID')
    const lesser = await rekey.token('lesser', [allow('other/**', 'admin')], 'api', undefined, 'person')
    const body = { identity: 'deploy', claims: { repository: ['acme/shop'] } }
    const answer = await rekey.ask(lesser, 'POST', '/api/sign-in-methods/ci/bindings', body)
    expect(answer.statusCode).toBe(403)
  })
})
