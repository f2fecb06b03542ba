import { createHmac, createPublicKey, type KeyObject } from 'node:crypto'
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type JSONWebKeySet,
  type JWTPayload,
  type CryptoKey,
} from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { START } from '../../test/fakes/database.ts'
import { findMisfit, matchesGlob } from './bound-claims.ts'
import { lacksKey, verifyJwt, type JwtRules } from './jwt.ts'

const ISSUER = 'https://token.actions.example'
const NOW_S = START.getTime() / 1_000
let keys: JSONWebKeySet
let rsa: CryptoKey
let ec: CryptoKey
let rsaPem: string
beforeAll(async () => {
  const [one, two] = await Promise.all([
    generateKeyPair('RS256', { extractable: true }),
    generateKeyPair('ES256', { extractable: true }),
  ])
  rsa = one.privateKey
  ec = two.privateKey
  rsaPem = await exportSPKI(one.publicKey)
  keys = {
    keys: [
      { ...(await exportJWK(one.publicKey)), kid: 'rsa', use: 'sig' },
      { ...(await exportJWK(two.publicKey)), kid: 'ec' },
      { kty: 'oct', kid: 'shared', k: Buffer.from('known to all').toString('base64url') },
    ],
  }
})

const CLAIMS: JWTPayload = {
  iss: ISSUER,
  aud: 'rekey',
  sub: 'repo:acme/shop:ref:refs/heads/main',
  iat: NOW_S,
  exp: NOW_S + 300,
}
async function sign(changes: JWTPayload = {}, header: object = {}, key: CryptoKey = rsa): Promise<string> {
  const all = Object.fromEntries(Object.entries({ ...CLAIMS, ...changes }).filter(([, value]) => value !== undefined))
  return new SignJWT(all).setProtectedHeader({ alg: 'RS256', kid: 'rsa', ...header }).sign(key)
}
const verify = (token: string, changes: Partial<JwtRules> = {}) =>
  verifyJwt(token, { keys, issuer: ISSUER, audiences: ['rekey'], now: START, ...changes })

describe('JWT confusion (HCSEC-2024-11, alg none, HS with a public key)', () => {
  test('a good one is accepted, with one audience or several, by each kind of key', async () => {
    expect(await verify(await sign())).toMatchObject({ sub: CLAIMS.sub })
    expect(await verify(await sign({ aud: ['other', 'rekey'] }))).toMatchObject({ iss: ISSUER })
    expect(await verify(await sign({}, { alg: 'ES256', kid: 'ec' }, ec))).toBeDefined()
    // Clocks that differ a little.
    expect(await verify(await sign({ iat: NOW_S + 30, exp: NOW_S + 90 }))).toBeDefined()
    expect(await verify(await sign({ exp: NOW_S - 30 }))).toBeDefined()
  })

  test.each<[string, () => string | Promise<string>]>([
    ['no signature', () => new UnsecuredJWT(CLAIMS).encode()],
    ['the public key as a shared secret', () => hs256(rsaPem)],
    ['the public key as DER as a shared secret', () => hs256(derOf(rsaPem))],
    ['a shared key of the set', () => hs256('known to all', 'shared')],
    ['another issuer', () => sign({ iss: 'https://token.actions.example.evil.example' })],
    ['the issuer with a slash', () => sign({ iss: `${ISSUER}/` })],
    ['another audience', () => sign({ aud: 'rekey.evil' })],
    ['an audience that contains ours', () => sign({ aud: ['xrekeyx'] })],
    ['an empty audience', () => sign({ aud: [] })],
    ['no audience', () => sign({ aud: undefined as never })],
    ['no end', () => sign({ exp: undefined as never })],
    ['no subject', () => sign({ sub: undefined as never })],
    ['an empty subject', () => sign({ sub: '' })],
    ['an expired one', () => sign({ exp: NOW_S - 90 })],
    ['one of the future', () => sign({ iat: NOW_S + 120, exp: NOW_S + 400 })],
    ['not yet valid', () => sign({ nbf: NOW_S + 120 })],
    ['one that lives for years', () => sign({ exp: NOW_S + 400 * 86_400 })],
    ['a key that is not of the issuer', () => sign({}, { kid: 'unknown' })],
    [
      'a header that brings its own key',
      async () => sign({}, { kid: 'x', jwk: keys.keys[0] }, ec).catch(() => 'x.y.z'),
    ],
    ['a critical header', () => sign({}, { crit: ['x'], x: 1 }).catch(() => 'a.b.c')],
    ['five parts', () => 'a.b.c.d.e'],
    ['nothing', () => ''],
    ['noise', () => 'é.☃.\0'],
    ['far too much', () => 'a'.repeat(20_000)],
  ])('%s is refused, and the answer quotes nothing of it', async (_name, make) => {
    const token = await make()
    const error = await verify(token).then(
      () => undefined,
      (thrown: Error & { code?: string }) => thrown,
    )
    expect(error).toMatchObject({ code: 'JWT_REFUSED' })
    expect(error?.message).not.toMatch(/acme|eyJ|evil/)
  })

  test('a tampered payload or signature is refused', async () => {
    const [header, payload, signature] = (await sign()).split('.') as [string, string, string]
    const other = Buffer.from(JSON.stringify({ ...CLAIMS, sub: 'repo:acme/shop:admin' })).toString('base64url')
    await expect(verify(`${header}.${other}.${signature}`)).rejects.toMatchObject({ code: 'JWT_REFUSED' })
    await expect(verify(`${header}.${payload}.`)).rejects.toMatchObject({ code: 'JWT_REFUSED' })
    await expect(verify(await sign(), { algorithms: ['ES256'] })).rejects.toMatchObject({ code: 'JWT_REFUSED' })
    await expect(verify(await sign(), { audiences: [] })).rejects.toMatchObject({ code: 'JWT_REFUSED' })
    await expect(verify(await sign({}, { kid: 'new' }))).rejects.toSatisfy(lacksKey)
  })
})

function derOf(pem: string): Buffer {
  const key: KeyObject = createPublicKey(pem)
  return key.export({ type: 'spki', format: 'der' })
}

function hs256(secret: string | Buffer, kid = 'rsa'): string {
  const text = [{ alg: 'HS256', kid, typ: 'JWT' }, CLAIMS]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

test.each<[string, string, boolean]>([
  ['repo:acme/*', 'repo:acme/shop', true],
  ['repo:acme/*', 'repo:acme/shop:ref:refs/heads/main', false],
  ['repo:acme/*', 'repo:acme/', true],
  ['repo:acme/**', 'repo:acme/shop:ref:refs/heads/main', true],
  ['repo:acme/shop:ref:refs/heads/main', 'repo:acme/shop:ref:refs/heads/main', true],
  ['repo:acme/shop', 'repo:acme/shopx', false],
  ['acme/shop', 'evil/acme/shop', false],
  ['a.c', 'abc', false],
  ['*', 'a/b', false],
  ['**', 'a/b', true],
  ['a*c', 'abbbc', true],
  ['[a-z]', 'b', false],
  ['', '', true],
])('the glob %s and the value %s: %s', (glob, value, expected) => {
  expect(matchesGlob(glob, value)).toBe(expected)
})

test('a hostile glob costs no more than a long one', () => {
  const before = performance.now()
  expect(matchesGlob('**a'.repeat(200), 'a'.repeat(3_000).concat('b'))).toBe(false)
  expect(performance.now() - before).toBeLessThan(2_000)
})

test('bound claims: all must fit, an element of a list is enough, and nothing bound fits nothing', () => {
  const claims = { sub: 'x', 'kubernetes.io': { namespace: 'shop', list: ['a', 'b'] }, environment: 'production', n: 7 }
  expect(findMisfit(claims, {})).toContain('nothing is bound')
  expect(findMisfit(claims, { claims: { 'kubernetes.io.namespace': ['blog', 'sho*'] } })).toBeUndefined()
  expect(findMisfit(claims, { subject: 'x', claims: { 'kubernetes.io.list': ['b'], n: ['7'] } })).toBeUndefined()
  expect(findMisfit(claims, { claims: { environment: ['staging'] } })).toContain('environment')
  expect(findMisfit(claims, { claims: { constructor: ['**'] } })).toContain('constructor')
  expect(findMisfit(claims, { subject: 'y' })).toContain('subject')
})
