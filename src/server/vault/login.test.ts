/** The ways to log in of the Vault API. */
import { exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, type TestServer } from '../../../test/fakes/test-server.ts'
import { dataOf, openVaultScene, type VaultScene } from '../../../test/fakes/vault-scene.ts'

let one: TestServer
let root: string
let ask: VaultScene['ask']
beforeEach(async () => {
  ;({ one, root, ask } = await openVaultScene())
})
afterEach(() => one.close())

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
