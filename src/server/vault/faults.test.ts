/** One test for each class of faults that others had in this API. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestServer } from '../../../test/fakes/test-server.ts'
import { dataOf, openVaultScene, type VaultScene } from '../../../test/fakes/vault-scene.ts'
import { dumpTables } from '../../../test/fakes/database.ts'
import { intendLease } from '../../secrets/leases.ts'
import { Sensitive } from '../../base/sensitive.ts'

let one: TestServer
let root: string
let ask: VaultScene['ask']
let create: VaultScene['create']
let withPolicy: VaultScene['withPolicy']
beforeEach(async () => {
  ;({ one, root, ask, create, withPolicy } = await openVaultScene())
})
afterEach(() => one.close())

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
