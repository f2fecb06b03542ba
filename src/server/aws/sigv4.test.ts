import { createHash, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { deriveSigningKey } from '../../base/aws-signature.ts'
import { verifySignature, type Credential, type SignedRequest } from './sigv4.ts'

const NOW = new Date('2026-03-05T10:00:00.000Z')
const DATE = '20260305T100000Z'
const KEY_ID = 'RKIA0000TESTTEST0000'
const SECRET = 'not-a-secret'.repeat(3)
const BODY = Buffer.from('{"SecretId":"a"}')

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')

/** A signer of its own, written from AWS's description and not from the code under test. */
function sign(
  changes: {
    headers?: Record<string, string>
    signedHeaders?: string[]
    date?: string
    scopeDate?: string
    service?: string
    body?: Buffer
    url?: string
  } = {},
): SignedRequest {
  const date = changes.date ?? DATE
  const body = changes.body ?? BODY
  const headers: Record<string, string> = {
    host: '127.0.0.1:7373',
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-date': date,
    'x-amz-target': 'secretsmanager.GetSecretValue',
    ...changes.headers,
  }
  const names = changes.signedHeaders ?? Object.keys(headers).sort()
  const lines = names.map((name) => `${name}:${(headers[name] ?? '').trim().replaceAll(/ +/g, ' ')}\n`).join('')
  const canonical = ['POST', '/', '', lines, names.join(';'), sha256(body)].join('\n')
  const scope = `${changes.scopeDate ?? date.slice(0, 8)}/eu-central-1/${changes.service ?? 'secretsmanager'}/aws4_request`
  const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`
  let key: Buffer | string = `AWS4${SECRET}`
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest()
  const signature = createHmac('sha256', key).update(toSign).digest('hex')
  const authorization = `AWS4-HMAC-SHA256 Credential=${KEY_ID}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  const rawHeaders = Object.entries({ ...headers, authorization }).flat()
  return { method: 'POST', url: changes.url ?? '/', rawHeaders, body }
}

const signer = (isKnown = true) => ({
  isKnown,
  signingKey: (credential: Credential) => deriveSigningKey(isKnown ? SECRET : 'nobody', credential),
  acceptsSessionToken: (token: string | undefined) => token === undefined || token === 'right',
})

const verify = (request: SignedRequest, now = NOW, known = true): Credential =>
  verifySignature(request, now, (id) => signer(known && id === KEY_ID)).credential

const withHeader = (request: SignedRequest, ...added: string[]): SignedRequest => ({
  ...request,
  rawHeaders: [...request.rawHeaders, ...added],
})

const refusal = (type: string, text?: string): object =>
  expect.objectContaining({ type, ...(text && { message: expect.stringContaining(text) }) })

test('a request that was signed for this host and body is believed', () => {
  expect(verify(sign())).toEqual({
    accessKeyId: KEY_ID,
    date: '20260305',
    region: 'eu-central-1',
    service: 'secretsmanager',
  })
})

test('spaces around and inside of values count as AWS says', () => {
  expect(verify(sign({ headers: { 'user-agent': '  Boto3   1.44 ' } })).accessKeyId).toBe(KEY_ID)
})

test.each<[string, (request: SignedRequest) => SignedRequest, string]>([
  ['another body', (r) => ({ ...r, body: Buffer.from('{}') }), 'InvalidSignatureException'],
  ['another path', (r) => ({ ...r, url: '/x' }), 'InvalidSignatureException'],
  ['another method', (r) => ({ ...r, method: 'PUT' }), 'InvalidSignatureException'],
  ['another host', (r) => changed(r, 'host', '127.0.0.1:1'), 'InvalidSignatureException'],
  ['another action', (r) => changed(r, 'x-amz-target', 'secretsmanager.DeleteSecret'), 'InvalidSignatureException'],
  [
    'a header that was added behind the signature',
    (r) => withHeader(r, 'x-amz-meta', '1'),
    'IncompleteSignatureException',
  ],
  [
    'a second target',
    (r) => withHeader(r, 'X-Amz-Target', 'secretsmanager.DeleteSecret'),
    'IncompleteSignatureException',
  ],
  ['a second host', (r) => withHeader(r, 'Host', 'elsewhere'), 'IncompleteSignatureException'],
  ['a second authorization', (r) => withHeader(r, 'Authorization', 'x'), 'IncompleteSignatureException'],
  ['a query', (r) => ({ ...r, url: '/?a=b' }), 'IncompleteSignatureException'],
  ['a presigned query', (r) => ({ ...r, url: '/?X-Amz-Signature=0' }), 'IncompleteSignatureException'],
  ['no authorization', (r) => changed(r, 'authorization', ''), 'MissingAuthenticationTokenException'],
  ['basic authorization', (r) => changed(r, 'authorization', 'Basic eA=='), 'IncompleteSignatureException'],
  [
    'a cut signature',
    (r) => changed(r, 'authorization', textOf(r, 'authorization').slice(0, -2)),
    'InvalidSignatureException',
  ],
  [
    'a signature that is named twice',
    (r) => changed(r, 'authorization', `${textOf(r, 'authorization')}, Signature=${'0'.repeat(64)}`),
    'IncompleteSignatureException',
  ],
])('refuses %s', (_name, change, type) => {
  expect(() => verify(change(sign()))).toThrow(refusal(type))
})

function textOf(request: SignedRequest, name: string): string {
  return request.rawHeaders[request.rawHeaders.indexOf(name) + 1] as string
}

function changed(request: SignedRequest, name: string, value: string): SignedRequest {
  const rawHeaders = [...request.rawHeaders]
  rawHeaders[rawHeaders.indexOf(name) + 1] = value
  return { ...request, rawHeaders }
}

test('what means something must be signed', () => {
  const names = ['content-type', 'host', 'x-amz-date']
  expect(() => verify(sign({ signedHeaders: names }))).toThrow(
    refusal('IncompleteSignatureException', "'x-amz-target'"),
  )
  const hostless = ['content-type', 'x-amz-date', 'x-amz-target']
  expect(() => verify(sign({ signedHeaders: hostless }))).toThrow(refusal('IncompleteSignatureException', "'host'"))
})

test.each(['UNSIGNED-PAYLOAD', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD'])('refuses the payload %s', (payload) => {
  const request = sign({ headers: { 'x-amz-content-sha256': payload } })
  expect(() => verify(request)).toThrow(refusal('IncompleteSignatureException', 'the body must be signed'))
})

test('a hash of another body is refused, the right one accepted', () => {
  const right = sign({ headers: { 'x-amz-content-sha256': sha256(BODY) } })
  expect(verify(right).accessKeyId).toBe(KEY_ID)
  const wrong = sign({ headers: { 'x-amz-content-sha256': sha256('') } })
  expect(() => verify(wrong)).toThrow(refusal('InvalidSignatureException'))
})

test('five minutes before and after are accepted, a second more is not: a request cannot be replayed later', () => {
  const at = (ms: number): Date => new Date(NOW.getTime() + ms)
  expect(verify(sign(), at(300_000)).accessKeyId).toBe(KEY_ID)
  expect(verify(sign(), at(-300_000)).accessKeyId).toBe(KEY_ID)
  expect(() => verify(sign(), at(301_000))).toThrow(refusal('InvalidSignatureException', 'Signature expired'))
  expect(() => verify(sign(), at(-301_000))).toThrow(refusal('InvalidSignatureException', 'not yet current'))
  expect(() => verify(sign({ scopeDate: '20260304' }))).toThrow(
    refusal('InvalidSignatureException', 'Credential scope'),
  )
  expect(() => verify(sign({ date: '20260230T100000Z' }))).toThrow(refusal('IncompleteSignatureException'))
})

test('an unknown key is refused after the same work, and a wrong session token too', () => {
  let derived = 0
  const counting = {
    ...signer(false),
    signingKey: (credential: Credential) => (derived++, deriveSigningKey('x', credential)),
  }
  expect(() => verifySignature(sign(), NOW, () => counting)).toThrow(refusal('UnrecognizedClientException'))
  expect(derived).toBe(1)
  expect(verify(sign({ headers: { 'x-amz-security-token': 'right' } })).accessKeyId).toBe(KEY_ID)
  const wrong = sign({ headers: { 'x-amz-security-token': 'wrong' } })
  expect(() => verify(wrong)).toThrow(refusal('UnrecognizedClientException'))
})
