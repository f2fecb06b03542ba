/**
 * One test for each class of holes that products of this kind had, on the interface of our own; the numbers name
 * where it happened to others. Vault's classes are tested in vault/faults.test.ts and vault/acl.test.ts, signing in
 * in api/sign-in.test.ts and test/contract, foreign objects by the table of all routes in auth.test.ts.
 */
import { connect } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dumpTables } from '../../test/fakes/database.ts'
import { allow, EVERYTHING, openTestServer, type Answer, type TestServer } from '../../test/fakes/test-server.ts'

let one: TestServer
let admin: string
let reader: string
beforeEach(async () => {
  one = await openTestServer()
  admin = await one.token('admin', EVERYTHING, 'api', undefined, 'person')
  reader = await one.token('reader', [allow('shop/production/**', 'read')])
  await one.put('shop/production/KEY', 'the value')
})
afterEach(() => one.close())

const codeOf = (answer: Answer): string | undefined => answer.json<{ error?: { code: string } }>().error?.code

test('CVE-2025-5999, CVE-2025-64761: no spelling of the name of a policy or a person becomes another one', async () => {
  const rules = [allow('shop/dev/**', 'read')]
  expect((await one.ask(admin, 'PUT', '/api/policies/operators', { rules: EVERYTHING })).statusCode).toBeLessThan(300)
  for (const name of [
    'OPERATORS',
    'Operators',
    ' operators',
    'operators ',
    'ｏｐｅｒａｔｏｒｓ',
    'operat\u043Ers',
    'ope\u200Brators',
  ]) {
    const answer = await one.ask(admin, 'PUT', `/api/policies/${encodeURIComponent(name)}`, { rules })
    const listed = await one.ask(admin, 'GET', '/api/policies')
    const { policies } = listed.json<{ policies: { name: string; rules: unknown[] }[] }>()
    // Refused, or the same one under its own name: never a second one that reads alike.
    expect(
      policies.map((policy) => policy.name),
      `${name}: ${answer.body}`,
    ).toEqual(['operators'])
  }
  const person = { kind: 'person', policies: [] }
  for (const name of ['ADMIN', 'ａｄｍｉｎ', 'admin\u200B', ' admin']) {
    const answer = await one.ask(admin, 'POST', '/api/identities', { name, ...person })
    expect(answer.statusCode, name).toBeGreaterThanOrEqual(400)
  }
})

test('CVE-2026-3605, GHSA-mwr2: a denial holds for every spelling of a path', async () => {
  const rules = [
    allow('shop/**', 'read'),
    { effect: 'deny' as const, pattern: 'shop/production/KEY', actions: ['read' as const] },
  ]
  const token = await one.token('denied', rules)
  const spellings = [
    'shop/production/KEY',
    'shop/production/./KEY',
    'shop/dev/../production/KEY',
    'shop//production/KEY',
    'shop/production/KEY/',
    'shop/production/%4BEY',
    'shop/production/%4bEY',
    'shop%2fproduction%2fKEY',
    'shop/production/key',
    'shop/production/KEY%20',
    'shop/production/KEY.',
    'shop/production/KEY%00',
    'shop/production/%EF%BC%ABEY',
    'SHOP/production/KEY',
    'shop/production/KEY?x=/shop/dev/KEY',
    'shop/production/KEY;x',
  ]
  for (const spelling of spellings) {
    const answer = await one.ask(token, 'GET', `/api/values/${spelling}`)
    expect(answer.statusCode, spelling).toBeGreaterThanOrEqual(400)
    expect(answer.body, spelling).not.toContain('the value')
  }
})

test('GH-3518: no limit and no page goes round what may be seen', async () => {
  await one.put('bank/production/LEDGER', 'x')
  for (const query of [
    'limit=0',
    'limit=-1',
    'limit=1e9',
    'limit=1001',
    'limit=NaN',
    'after=bank',
    'prefix=bank/',
    'project=bank',
  ]) {
    const answer = await one.ask(reader, 'GET', `/api/secrets?${query}`)
    expect(answer.body, query).not.toContain('LEDGER')
  }
})

test('VULN-240: the path of a public door in a query, a fragment or a parameter opens no other door', async () => {
  for (const trick of ['?x=/api/login', '?/api/health', '?returnTo=/api/setup', '#/api/health', '?next=%2Fui%2F']) {
    const answer = await one.ask(undefined, 'GET', `/api/values/shop/production/KEY${trick}`)
    expect([401, 404], trick).toContain(answer.statusCode)
    expect(answer.body, trick).not.toContain('the value')
  }
  for (const path of [
    '/api/health/../values/shop/production/KEY',
    '/ui/../api/values/shop/production/KEY',
    '/api/login%2f..%2fjournal',
  ]) {
    const answer = await one.ask(undefined, 'GET', path)
    expect(answer.body, path).not.toContain('the value')
  }
})

test('CVE-2026-46405, GHSA-rh46: an answer that refuses carries no token and sets no cookie', async () => {
  const wrong: [string, object][] = [
    ['/api/login', { name: 'admin', password: 'x' }],
    ['/api/login/id-secret', { id: 'x', secret: 'x' }],
    ['/api/login/jwt/x', { token: 'x.y.z' }],
    ['/api/setup', { token: 'x' }],
    ['/api/login/passkey', { id: 'x', response: {} }],
  ]
  for (const [path, body] of wrong) {
    const answer = await one.ask(undefined, 'POST', path, body)
    expect(answer.statusCode, path).toBeGreaterThanOrEqual(400)
    expect(
      answer.cookies.filter(({ value }) => value !== ''),
      path,
    ).toEqual([])
    expect(Object.keys(answer.json<object>()), path).toEqual(['error'])
  }
})

test('CVE-2025-62513, CVE-2025-62705, CVE-2025-4166: what is sent in any field or header is in no log, error or entry', async () => {
  const canary = ['canary', 'of', 'the', 'test'].join('-')
  const headers = {
    'x-rekey-consumer': 'ok',
    'x-api-key': canary,
    cookie: `other=${canary}`,
    referer: `https://x/?${canary}`,
  }
  const senseless: [Parameters<TestServer['ask']>[1], string, unknown][] = [
    ['PUT', '/api/values/shop/production/KEY', { value: { nested: canary } }],
    ['PUT', '/api/values/shop/production/KEY', { value: [canary] }],
    ['PUT', '/api/values/shop/production/KEY', { value: canary, [canary]: canary }],
    ['PUT', '/api/values/shop/production/KEY', `"${canary}`],
    ['POST', '/api/login', { name: 'x', password: [canary] }],
    ['POST', '/api/login/jwt/x', { token: `${canary}.${canary}.${canary}` }],
    ['POST', '/api/setup', { token: canary }],
    ['POST', '/api/uses', { consumer: [canary] }],
    ['GET', `/api/nowhere?token=${canary}`, undefined],
    ['POST', '/', canary],
  ]
  for (const [method, path, body] of senseless) {
    const answer = await one.ask(admin, method, path, body, headers)
    expect(answer.statusCode, path).toBeGreaterThanOrEqual(400)
    expect(answer.body, path).not.toContain(canary)
  }
  await one.ask(canary, 'GET', '/api/session')
  // One that is accepted: it is stored, sealed, and stands nowhere in the clear.
  expect((await one.ask(admin, 'PUT', '/api/values/shop/production/KEY', { value: canary })).statusCode).toBe(200)
  expect(one.logged()).not.toContain(canary)
  expect(await dumpTables(one.db)).not.toContain(canary)
})

test('CVE-2025-6203, CVE-2025-59043: deep, wide and misleading JSON costs little and changes nothing', async () => {
  const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
  const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`k${i}`, 1])))
  const pollution = '{"value":"x","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'
  // What is noted of a token once a minute is noted now.
  await one.ask(admin, 'GET', '/api/session')
  const before = await dumpTables(one.db)
  for (const text of [deep, wide, pollution, `{"value":"x"${',"value":"y"'.repeat(10)},"b":1}`]) {
    const answer = await one.server.inject({
      method: 'PUT',
      url: '/api/values/shop/production/KEY',
      headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
      payload: text,
    })
    expect([400, 413], text.slice(0, 40)).toContain(answer.statusCode)
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  expect(await dumpTables(one.db)).toBe(before)
})

test('a body that never ends is cut off, and others are served meanwhile', async () => {
  const { hostname, port } = new URL(await one.listen())
  const slow = Array.from({ length: 20 }, () => {
    const socket = connect(Number(port), hostname)
    socket.write(
      'POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"name":',
    )
    socket.on('error', () => undefined)
    return socket
  })
  await Promise.all(slow.map((socket) => once(socket, 'connect')))
  const answer = await fetch(`http://${hostname}:${port}/api/health`)
  expect(answer.status).toBe(200)
  expect(one.server.server.requestTimeout).toBe(60_000)
  for (const socket of slow) socket.destroy()
})

test('CVE-2026-33758, CVE-2026-33757: nothing from an address is written into a page, and no form leads away', async () => {
  const script = '<script>alert(1)</script>'
  for (const path of [
    `/ui/?sign-in=${script}`,
    `/ui/${encodeURIComponent(script)}`,
    `/api/login/oidc/x/callback?error=${script}`,
  ]) {
    const answer = await one.ask(undefined, 'GET', path)
    expect(answer.body, path).not.toContain(script)
    const policy = answer.headers['content-security-policy'] ?? ''
    if (String(answer.headers['content-type']).startsWith('text/html')) {
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("form-action 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
    }
  }
})

test('an error of the database shows nothing of a statement or a value', async () => {
  const text = 'canary \u0000 value'
  const answer = await one.ask(admin, 'POST', '/api/identities', { name: text, kind: 'machine', policies: [] })
  expect(answer.statusCode).toBe(400)
  const odd = await one.ask(admin, 'GET', `/api/secrets?prefix=${encodeURIComponent("%' or '1'='1")}`)
  expect(odd.json<{ secrets: unknown[] }>().secrets).toEqual([])
  const token = await one.ask(`${admin}' or '1'='1`, 'GET', '/api/session')
  expect(codeOf(token)).toBe('AUTH_REQUIRED')
})
