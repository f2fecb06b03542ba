/** The Vault API as its clients see it, over the whole server; and one test for each class of faults of others. */
import { generateKeyPair, exportSPKI, SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { allow, EVERYTHING, openTestServer, type Answer, type TestServer } from '../../../test/fakes/test-server.ts'
import { dumpTables } from '../../../test/fakes/database.ts'
import { intendLease, findLease } from '../../secrets/leases.ts'
import { Sensitive } from '../../base/sensitive.ts'
import { sweep } from './workers.ts'

let one: TestServer
let root: string
beforeEach(async () => {
  one = await openTestServer()
  const owner = await one.token('owner', EVERYTHING)
  root = (await create(owner, { policies: ['root'] })).client_token
})
afterEach(() => one.close())

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD' | 'PATCH'
const ask = (
  token: string | undefined,
  method: Method,
  path: string,
  body?: unknown,
  headers: object = {},
): Promise<Answer> =>
  one.ask(undefined, method, `/v1/${path}`, body, {
    ...(token !== undefined && { 'x-vault-token': token }),
    ...headers,
  })
const list = (token: string, path: string): Promise<Answer> => ask(token, 'GET', `${path}?list=true`)

interface Auth {
  readonly client_token: string
  readonly accessor: string
  readonly policies: string[]
  readonly lease_duration: number
}
async function create(token: string, body: object): Promise<Auth> {
  const answer = await ask(token, 'POST', 'auth/token/create', body)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<{ auth: Auth }>().auth
}
async function withPolicy(name: string, text: string, more: object = {}): Promise<string> {
  expect((await ask(root, 'PUT', `sys/policies/acl/${name}`, { policy: text })).statusCode).toBe(204)
  return (await create(root, { policies: [name], ...more })).client_token
}
const dataOf = (answer: Answer): Record<string, unknown> => answer.json<{ data: Record<string, unknown> }>().data

describe('key/value', () => {
  test('versions: write, read, compare-and-set, delete, undelete, destroy', async () => {
    expect(dataOf(await ask(root, 'POST', 'secret/data/app/db', { data: { user: 'ada' } }))).toMatchObject({
      version: 1,
    })
    expect(
      (await ask(root, 'PUT', 'secret/data/app/db', { options: { cas: 0 }, data: { user: 'eve' } })).json(),
    ).toEqual({
      errors: ['check-and-set parameter did not match the current version'],
    })
    await ask(root, 'POST', 'secret/data/app/db', { options: { cas: 1 }, data: { user: 'eve' } })
    expect(dataOf(await ask(root, 'GET', 'secret/data/app/db'))).toMatchObject({
      data: { user: 'eve' },
      metadata: { version: 2, destroyed: false },
    })
    expect(dataOf(await ask(root, 'GET', 'secret/data/app/db?version=1'))).toMatchObject({ data: { user: 'ada' } })
    expect((await ask(root, 'DELETE', 'secret/data/app/db')).statusCode).toBe(204)
    const gone = await ask(root, 'GET', 'secret/data/app/db')
    expect([gone.statusCode, dataOf(gone)]).toMatchObject([404, { data: null, metadata: { version: 2 } }])
    await ask(root, 'POST', 'secret/undelete/app/db', { versions: [2] })
    expect(dataOf(await ask(root, 'GET', 'secret/data/app/db'))).toMatchObject({ data: { user: 'eve' } })
    await ask(root, 'PUT', 'secret/destroy/app/db', { versions: [2] })
    expect((await ask(root, 'GET', 'secret/data/app/db')).json()).toMatchObject({
      data: { data: null, metadata: { destroyed: true } },
    })
    expect(dataOf(await ask(root, 'GET', 'secret/metadata/app/db'))).toMatchObject({
      current_version: 2,
      versions: { '1': {}, '2': { destroyed: true } },
    })
    expect((await ask(root, 'GET', 'secret/data/nothing')).json()).toEqual({ errors: [] })
  })

  test('patch merges, subkeys hide values, metadata is kept, max_versions holds', async () => {
    const merge = { 'content-type': 'application/merge-patch+json' }
    await ask(root, 'POST', 'secret/data/a', { data: { x: { y: 1, z: 2 }, w: 'v' } })
    await ask(root, 'PATCH', 'secret/data/a', { data: { x: { z: null }, n: 3 } }, merge)
    expect(dataOf(await ask(root, 'GET', 'secret/data/a'))).toMatchObject({ data: { x: { y: 1 }, w: 'v', n: 3 } })
    expect(dataOf(await ask(root, 'GET', 'secret/subkeys/a'))).toMatchObject({
      subkeys: { x: { y: null }, w: null, n: null },
    })
    expect((await ask(root, 'PATCH', 'secret/data/none', { data: {} }, merge)).statusCode).toBe(404)
    await ask(root, 'POST', 'secret/metadata/a', { max_versions: 2, custom_metadata: { team: 'pay' } })
    await ask(root, 'POST', 'secret/data/a', { data: { last: true } })
    const metadata = dataOf(await ask(root, 'GET', 'secret/metadata/a'))
    expect(metadata).toMatchObject({ max_versions: 2, custom_metadata: { team: 'pay' }, oldest_version: 2 })
    expect(Object.keys(metadata['versions'] as object)).toEqual(['2', '3'])
  })

  test('an entry is a secret of our own tree, for both APIs and both kinds of token', async () => {
    await ask(root, 'POST', 'secret/data/app/db', { data: { user: 'ada' } })
    const reader = await one.token('reader', [allow('vault/secret/app/**', 'read', 'list')])
    const native = await one.ask(reader, 'GET', '/api/values/vault/secret/app/db')
    expect(JSON.parse(native.json<{ value: string }>().value)).toEqual({ user: 'ada' })
    expect(dataOf(await ask(reader, 'GET', 'secret/data/app/db'))).toMatchObject({ data: { user: 'ada' } })
    expect((await ask(reader, 'POST', 'secret/data/app/db', { data: {} })).statusCode).toBe(403)
    await ask(root, 'POST', 'secret/data/other', { data: { x: 1 } })
    expect((await ask(reader, 'GET', 'secret/data/other')).statusCode).toBe(403)
    expect(dataOf(await list(reader, 'secret/metadata'))).toEqual({ keys: ['app/'] })
    await one.put('vault/secret/plain', 'just text')
    expect(dataOf(await ask(root, 'GET', 'secret/data/plain'))).toMatchObject({ data: { value: 'just text' } })
  })

  test('the first version: plain, and a list of one level', async () => {
    await ask(root, 'POST', 'sys/mounts/old', { type: 'kv', options: { version: '1' } })
    await ask(root, 'POST', 'old/a/b', { k: 'v' })
    expect((await ask(root, 'GET', 'old/a/b')).json()).toMatchObject({ data: { k: 'v' }, lease_duration: 2_764_800 })
    expect(dataOf(await list(root, 'old'))).toEqual({ keys: ['a/'] })
    await ask(root, 'DELETE', 'old/a/b')
    expect((await list(root, 'old')).json()).toEqual({ errors: [] })
  })

  test('a policy without data/ in its path is told so', async () => {
    const token = await withPolicy('usual-mistake', 'path "secret/app" { capabilities = ["read"] }')
    const { errors } = (await ask(token, 'GET', 'secret/data/app')).json<{ errors: string[] }>()
    expect(errors[0]).toBe('1 error occurred:\n\t* permission denied\n\n')
    expect(errors[1]).toContain('add "data/" after the mount')
  })
})

describe('tokens', () => {
  test('a child has no more than its parent, ends with it, and counts its uses', async () => {
    const parent = await withPolicy(
      'maker',
      'path "auth/token/create" { capabilities = ["update"] }\npath "secret/*" { capabilities = ["read"] }',
    )
    expect((await ask(parent, 'POST', 'auth/token/create', { policies: ['root'] })).statusCode).toBe(400)
    await ask(root, 'PUT', 'sys/policies/acl/more', { policy: 'path "sys/*" { capabilities = ["read"] }' })
    expect((await ask(parent, 'POST', 'auth/token/create', { policies: ['more'] })).json()).toEqual({
      errors: ['child policies must be subset of parent'],
    })
    expect((await ask(parent, 'POST', 'auth/token/create', { no_parent: true })).statusCode).toBe(400)
    const child = await create(parent, { policies: ['maker'], num_uses: 2, ttl: '1h' })
    expect(child).toMatchObject({ policies: ['default', 'maker'], lease_duration: 3600 })
    for (const status of [200, 200, 403])
      expect((await ask(child.client_token, 'GET', 'auth/token/lookup-self')).statusCode).toBe(status)
    const second = await create(parent, {})
    expect((await ask(parent, 'POST', 'auth/token/revoke-self')).statusCode).toBe(204)
    expect((await ask(second.client_token, 'GET', 'auth/token/lookup-self')).statusCode).toBe(403)
  })

  test('it ends in time, may be renewed up to its maximum, and its leases end with it', async () => {
    const { client_token: token, accessor } = await create(root, {
      policies: ['default'],
      ttl: '10m',
      explicit_max_ttl: '15m',
    })
    const { id } = await one.db
      .selectFrom('vault_tokens')
      .select('id')
      .where('accessor', '=', accessor)
      .executeTakeFirstOrThrow()
    const lease = {
      id: 'database/creds/x/1',
      mount: 'database/',
      token: id,
      path: 'database/creds/x',
      principal: 'v-x',
      renewable: true,
    }
    await one.db.transaction().execute((tx) =>
      intendLease(tx, one.keyring, one.clock.now(), {
        ...lease,
        ttlS: 3600,
        maxTtlS: 7200,
        details: new Sensitive('{}'),
        actor: 'x',
      }),
    )
    one.clock.advance(9 * 60_000)
    expect((await ask(token, 'POST', 'auth/token/renew-self', { increment: '10m' })).json()).toMatchObject({
      auth: { lease_duration: 360 },
    })
    one.clock.advance(6 * 60_000)
    expect((await ask(token, 'GET', 'auth/token/lookup-self')).statusCode).toBe(403)
    expect(await sweep(one.app)).toBe(false)
    expect((await findLease(one.db, lease.id))?.expiresAt).toEqual(one.clock.now())
  })

  test('no text of a token or a value is in a table, the journal or the log', async () => {
    await ask(root, 'POST', 'secret/data/canary', { data: { key: 'canary-of-a-value' } })
    await ask(root, 'POST', 'cubbyhole/x', { key: 'canary-of-a-shelf' })
    await ask(root, 'POST', 'sys/wrapping/wrap', { key: 'canary-of-a-wrap' }, { 'x-vault-wrap-ttl': '60' })
    const all = (await dumpTables(one.db)) + one.logged()
    expect(all).toContain('secret/data/canary')
    for (const secret of [root, 'canary-of-a-value', 'canary-of-a-shelf', 'canary-of-a-wrap'])
      expect(all).not.toContain(secret)
  })
})

describe('logins', () => {
  test('AppRole: a secret id once, from its addresses, and the same answer for all that is wrong', async () => {
    await ask(root, 'POST', 'sys/auth/approle', { type: 'approle' })
    await ask(root, 'PUT', 'sys/policies/acl/app', { policy: 'path "secret/*" { capabilities = ["read"] }' })
    await ask(root, 'POST', 'auth/approle/role/app', {
      token_policies: ['app'],
      token_ttl: '5m',
      secret_id_num_uses: 1,
    })
    const { role_id } = dataOf(await ask(root, 'GET', 'auth/approle/role/app/role-id'))
    const { secret_id, secret_id_accessor } = dataOf(
      await ask(root, 'POST', 'auth/approle/role/app/secret-id', { metadata: '{"host":"a"}' }),
    )
    const login = (role: unknown, secret: unknown): Promise<Answer> =>
      ask(undefined, 'POST', 'auth/approle/login', { role_id: role, secret_id: secret })
    const bad = await login(role_id, 'wrong')
    expect([bad.statusCode, bad.json()]).toEqual([400, { errors: ['invalid role or secret ID'] }])
    expect((await login('unknown', secret_id)).json()).toEqual(bad.json())
    expect(
      (await ask(root, 'POST', 'auth/approle/role/app/secret-id-accessor/lookup', { secret_id_accessor })).json(),
    ).toMatchObject({ data: { metadata: { host: 'a' } } })
    // Two at once for one use: one logs in.
    const both = await Promise.all([login(role_id, secret_id), login(role_id, secret_id)])
    expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 400])
    const auth = both.find(({ statusCode }) => statusCode === 200)?.json<{ auth: object }>().auth
    expect(auth).toMatchObject({
      policies: ['app', 'default'],
      lease_duration: 300,
      metadata: { role_name: 'app', host: 'a' },
    })
  })

  test('HCSEC-2024-11: JWT with audience, algorithm, claims and times as the role wants them', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256')
    const pem = await exportSPKI(publicKey)
    await ask(root, 'POST', 'sys/auth/jwt', { type: 'jwt' })
    await ask(root, 'POST', 'auth/jwt/config', { jwt_validation_pubkeys: [pem], bound_issuer: 'https://ci' })
    const role = {
      role_type: 'jwt',
      user_claim: 'sub',
      bound_audiences: ['rekey'],
      bound_claims: { repo: ['a/b'] },
      policies: ['default'],
      ttl: 60,
    }
    expect((await ask(root, 'POST', 'auth/jwt/role/ci', role)).statusCode).toBe(204)
    expect((await ask(root, 'POST', 'auth/jwt/role/open', { role_type: 'jwt', user_claim: 'sub' })).statusCode).toBe(
      400,
    )
    const now = Math.floor(one.clock.now().getTime() / 1000)
    const good = { sub: 'job', aud: ['other', 'rekey'], iss: 'https://ci', repo: 'a/b', exp: now + 300 }
    const login = async (claims: object, how: { alg?: string; key?: CryptoKeyLike } = {}): Promise<number> => {
      const jwt = await new SignJWT({ ...claims })
        .setProtectedHeader({ alg: how.alg ?? 'RS256' })
        .sign(how.key ?? privateKey)
      return (await ask(undefined, 'POST', 'auth/jwt/login', { role: 'ci', jwt })).statusCode
    }
    expect(await login(good)).toBe(200)
    expect(await login({ ...good, aud: 'rekey' })).toBe(200)
    for (const wrong of [
      { aud: 'rekey2' },
      { aud: 'rek' },
      { iss: 'https://other' },
      { repo: 'a/bc' },
      { exp: now - 600 },
      { sub: undefined },
      { nbf: now + 600 },
    ])
      expect(await login({ ...good, ...wrong }), JSON.stringify(wrong)).toBe(400)
    // The public key as a shared secret, no signature at all, a key of somebody else.
    expect(await login(good, { alg: 'HS256', key: new TextEncoder().encode(pem) })).toBe(400)
    expect(await login(good, { key: (await generateKeyPair('RS256')).privateKey })).toBe(400)
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const none = `${part({ alg: 'none' })}.${part(good)}.`
    expect((await ask(undefined, 'POST', 'auth/jwt/login', { role: 'ci', jwt: none })).statusCode).toBe(400)
  })

  test('CVE-2025-6004: wrong passwords are counted for one person under every spelling', async () => {
    await ask(root, 'POST', 'sys/auth/userpass', { type: 'userpass' })
    const right = ['a', 'long', 'one'].join(' ')
    await ask(root, 'POST', 'auth/userpass/users/ada', { password: right, policies: 'default' })
    const login = async (name: string, password: string): Promise<number> =>
      (await ask(undefined, 'POST', `auth/userpass/login/${name}`, { password })).statusCode
    expect(await login('Ada', right)).toBe(200)
    for (const name of ['ada', 'ADA', 'aDa', 'adA', 'Ada']) expect(await login(name, 'wrong')).toBe(400)
    expect(await login('ada', right)).toBe(400)
    one.clock.advance(16 * 60_000)
    expect(await login('ada', right)).toBe(200)
  })
})
type CryptoKeyLike = Parameters<SignJWT['sign']>[0]

describe('classes of faults of others', () => {
  test('CVE-2026-3605: what is spelled otherwise is refused before anybody is asked', async () => {
    for (const path of ['secret/data/a%2f..%2fb', 'secret//data/a', 'secret/data/%00', 'secret/data/a%5Cb'])
      expect((await ask(root, 'GET', path)).statusCode, path).toBe(400)
    const { statusCode, body } = await ask(root, 'GET', 'secret/data/%zz')
    expect([statusCode, JSON.parse(body)]).toEqual([400, { errors: ['the path cannot be decoded'] }])
  })

  test('GH-3518: a limit that is none is no way round a page', async () => {
    for (const name of ['a', 'b', 'c']) await ask(root, 'POST', `secret/data/${name}`, { data: { x: 1 } })
    expect(dataOf(await ask(root, 'GET', 'secret/metadata?list=true&limit=1&after=a'))).toEqual({ keys: ['b'] })
    for (const limit of ['0', '-1', 'all', '1e9'])
      expect((await ask(root, 'GET', `secret/metadata?list=true&limit=${limit}`)).statusCode).toBe(400)
  })

  test('CVE-2026-40264, GHSA-c36x: an accessor or the id of a lease is no proof', async () => {
    const mine = await create(root, { policies: ['default'] })
    const { client_token: stranger } = await create(root, { policies: ['default'] })
    for (const path of ['lookup-accessor', 'renew-accessor', 'revoke-accessor'])
      expect((await ask(stranger, 'POST', `auth/token/${path}`, { accessor: mine.accessor })).statusCode).toBe(403)
    const { id } = await one.db
      .selectFrom('vault_tokens')
      .select('id')
      .where('accessor', '=', mine.accessor)
      .executeTakeFirstOrThrow()
    const lease = {
      id: 'database/creds/x/2',
      mount: 'database/',
      token: id,
      path: 'database/creds/x',
      principal: 'v-x',
      renewable: true,
    }
    await one.db.transaction().execute((tx) =>
      intendLease(tx, one.keyring, one.clock.now(), {
        ...lease,
        ttlS: 60,
        maxTtlS: 60,
        details: new Sensitive('{}'),
        actor: 'x',
      }),
    )
    for (const path of ['lookup', 'renew', 'revoke'])
      expect((await ask(stranger, 'POST', `sys/leases/${path}`, { lease_id: lease.id })).statusCode).toBe(403)
    expect((await ask(mine.client_token, 'POST', 'sys/leases/lookup', { lease_id: lease.id })).statusCode).toBe(200)
  })

  test('a wrapped answer is given once, also to two at once, and its token opens nothing else', async () => {
    await ask(root, 'POST', 'secret/data/w', { data: { k: 'v' } })
    const wrapped = (await ask(root, 'GET', 'secret/data/w', undefined, { 'x-vault-wrap-ttl': '1m' })).json<{
      data: null
      wrap_info: { token: string; ttl: number }
    }>()
    expect(wrapped).toMatchObject({ data: null, wrap_info: { ttl: 60, creation_path: 'secret/data/w' } })
    const { token } = wrapped.wrap_info
    for (const path of ['secret/data/w', 'auth/token/lookup-self', 'cubbyhole/response'])
      expect((await ask(token, 'GET', path)).statusCode).toBe(403)
    expect(dataOf(await ask(undefined, 'POST', 'sys/wrapping/lookup', { token }))).toMatchObject({ creation_ttl: 60 })
    const both = await Promise.all([
      ask(token, 'POST', 'sys/wrapping/unwrap'),
      ask(root, 'POST', 'sys/wrapping/unwrap', { token }),
    ])
    expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 400])
    expect(both.find(({ statusCode }) => statusCode === 200)?.json()).toMatchObject({ data: { data: { k: 'v' } } })
    expect((await ask(token, 'POST', 'sys/wrapping/unwrap')).statusCode).toBe(400)
  })

  test('CVE-2025-6203: deep, wide and misleading JSON is refused before anybody is asked', async () => {
    const raw = async (payload: string): Promise<number> =>
      (
        await one.server.inject({
          method: 'POST',
          url: '/v1/secret/data/x',
          headers: { 'content-type': 'application/json' },
          payload,
        })
      ).statusCode
    expect(await raw('['.repeat(100_000))).toBe(400)
    expect(await raw(`{"data":${'{"a":'.repeat(50)}1${'}'.repeat(50)}}`)).toBe(400)
    expect(await raw(JSON.stringify({ data: Array.from({ length: 20_000 }, () => 1) }))).toBe(413)
    expect(await raw('{"data":{"__proto__":{"x":1}}}')).toBe(400)
    expect(await raw('"'.padEnd(600_000, 'x'))).toBe(413)
    expect(await raw('{"data":{}}')).toBe(403)
  })

  test('CVE-2025-52894, CVE-2026-5807: what needs no token changes nothing', async () => {
    const before = await dumpTables(one.db)
    expect((await ask(undefined, 'PUT', 'sys/init', { secret_shares: 1, secret_threshold: 1 })).statusCode).toBe(400)
    expect((await ask(undefined, 'PUT', 'sys/unseal', { key: 'x', reset: true })).json()).toMatchObject({
      sealed: false,
      progress: 0,
    })
    for (const path of ['sys/health', 'sys/seal-status', 'sys/leader', 'sys/init', 'sys/internal/ui/mounts'])
      expect((await ask(undefined, 'GET', path)).statusCode, path).toBe(200)
    for (const [method, path] of [
      ['PUT', 'sys/seal'],
      ['DELETE', 'sys/rekey/init'],
      ['PUT', 'sys/rotate'],
      ['POST', 'sys/generate-root/attempt'],
      ['GET', 'sys/mounts'],
      ['POST', 'sys/step-down'],
    ] as const)
      expect((await ask(undefined, method, path)).statusCode, path).toBe(403)
    expect(await dumpTables(one.db)).toBe(before)
  })

  test('CVE-2026-46405: an answer with errors never carries a token', async () => {
    await ask(root, 'POST', 'sys/auth/approle', { type: 'approle' })
    const answer = await ask(
      undefined,
      'POST',
      'auth/approle/login',
      { role_id: 'x', secret_id: 'y' },
      { 'x-vault-wrap-ttl': '60' },
    )
    expect(Object.keys(answer.json())).toEqual(['errors'])
    const before = await one.db.selectFrom('vault_tokens').select('id').execute()
    await ask(undefined, 'POST', 'auth/token/create', { policies: ['root'] })
    await ask('hvs.nothing', 'POST', 'auth/token/create', { policies: ['root'] })
    expect(await one.db.selectFrom('vault_tokens').select('id').execute()).toEqual(before)
  })

  test('CVE-2024-9180: whoever may mount may not mount what is another’s', async () => {
    await one.put('shop/production/KEY', 'x')
    const token = await withPolicy(
      'mounter',
      'path "sys/mounts/*" { capabilities = ["update"] }\npath "mine/*" { capabilities = ["read"] }',
    )
    const body = { type: 'kv', options: { version: '2', scope: 'shop/production' } }
    expect((await ask(token, 'POST', 'sys/mounts/mine', body)).statusCode).toBe(403)
    expect((await ask(root, 'POST', 'sys/mounts/mine', body)).statusCode).toBe(204)
    expect(dataOf(await ask(root, 'GET', 'mine/data/KEY'))).toMatchObject({ data: { value: 'x' } })
  })

  test('the preflight shows a mount to who may use it, and the same refusal for all else', async () => {
    const token = await withPolicy('seer', 'path "secret/data/app/*" { capabilities = ["read"] }')
    await ask(root, 'POST', 'sys/mounts/other', { type: 'kv-v2' })
    expect(dataOf(await ask(token, 'GET', 'sys/internal/ui/mounts/secret/data/app/x'))).toMatchObject({
      path: 'secret/',
      type: 'kv',
      options: { version: '2' },
    })
    for (const path of ['other', 'nothing'])
      expect((await ask(token, 'GET', `sys/internal/ui/mounts/${path}`)).statusCode).toBe(403)
  })

  test('HCSEC-2025-14: no path of a file can be named for the journal', async () => {
    expect(
      (await ask(root, 'PUT', 'sys/audit/file', { type: 'file', options: { file_path: '/tmp/x' } })).statusCode,
    ).toBe(400)
    expect(Object.keys(dataOf(await ask(root, 'GET', 'sys/audit')))).toEqual(['journal/'])
  })
})
