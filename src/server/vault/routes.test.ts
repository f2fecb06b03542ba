/** The Vault API as its clients see it, over the whole server. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { allow, type TestServer } from '../../../test/fakes/test-server.ts'
import { dataOf, openVaultScene, type VaultScene } from '../../../test/fakes/vault-scene.ts'
import { dumpTables } from '../../../test/fakes/database.ts'
import { findLease, intendLease } from '../../secrets/leases.ts'
import { Sensitive } from '../../base/sensitive.ts'
import { sweep } from './workers.ts'

let one: TestServer
let root: string
let ask: VaultScene['ask']
let list: VaultScene['list']
let create: VaultScene['create']
let withPolicy: VaultScene['withPolicy']
beforeEach(async () => {
  ;({ one, root, ask, list, create, withPolicy } = await openVaultScene())
})
afterEach(() => one.close())

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

test('sys/rotate seals every value with a new key, for sudo only, and the term of sys/key-status grows', async () => {
  await ask(root, 'POST', 'secret/data/a', { data: { x: 1 } })
  const before = one.keyring.newestId
  expect((await ask(root, 'GET', 'sys/key-status')).json()).toMatchObject({ term: 1, data: { term: 1 } })
  const noSudo = await withPolicy('rotor', 'path "sys/rotate" { capabilities = ["update"] }')
  expect((await ask(noSudo, 'PUT', 'sys/rotate')).statusCode).toBe(403)
  const rotating = ask(root, 'PUT', 'sys/rotate')
  await expect.poll(async () => dataOf(await ask(root, 'GET', 'sys/key-status'))['term']).toBe(2)
  one.clock.advance(4_000)
  expect((await rotating).statusCode).toBe(204)
  expect(one.keyring.newestId).not.toBe(before)
  expect(dataOf(await ask(root, 'GET', 'secret/data/a'))).toMatchObject({ data: { x: 1 } })
})
