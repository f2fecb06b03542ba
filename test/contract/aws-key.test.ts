/**
 * AWS access keys against a stateful fake that checks each signature with the server's own verifier, and against the
 * official SDK: both ask the same fake the same questions.
 */
import { IAMClient, ListAttachedUserPoliciesCommand } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deriveSigningKey } from '../../src/base/aws-signature.ts'
import { Sensitive } from '../../src/base/sensitive.ts'
import aws, { accountOf } from '../../src/providers/aws.ts'
import type { KeyKind, ProviderContext } from '../../src/providers/provider.ts'
import { verifySignature } from '../../src/server/aws/sigv4.ts'
import { expandTemplate, seededPick } from './expand-template.ts'

const kind = aws.keys['access-key'] as Required<KeyKind>
const ID = expandTemplate('AKIA{A-H:1}{A-Z2-7:15}', seededPick(3))
const SECRET = expandTemplate('{A-Za-z0-9:40}', seededPick(4))
const ACCOUNT = accountOf(ID) ?? ''
const NOW = new Date('2026-11-27T12:00:00Z')

interface Asked {
  readonly path: string
  readonly form: string
  readonly scope: string
  readonly signedHeaders: string
}

let state: 'active' | 'inactive' | 'failing' = 'active'
let arn = `arn:aws:iam::${ACCOUNT}:user/ci/deploy`
let policies: string[] | undefined = ['AdministratorAccess']
let asked: Asked[] = []
let url: string

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => {
      const [status, body] = answer(request, Buffer.concat(chunks))
      const isJson = body.startsWith('{')
      response.writeHead(status, { 'content-type': isJson ? 'application/json' : 'text/xml' }).end(body)
    })
})
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  state = 'active'
  policies = ['AdministratorAccess']
  arn = `arn:aws:iam::${ACCOUNT}:user/ci/deploy`
  asked = []
})

function answer(request: IncomingMessage, body: Buffer): [number, string] {
  const wantsJson = request.headers.accept === 'application/json'
  const fail = (status: number, code: string): [number, string] =>
    wantsJson
      ? [status, JSON.stringify({ Error: { Code: code, Message: 'no', Type: 'Sender' } })]
      : [
          status,
          `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
        ]
  const authorization = request.headers.authorization ?? ''
  const [, id = '', scope = '', signedHeaders = ''] =
    /Credential=(\w+)\/\d{8}\/([^,]+), ?SignedHeaders=([^,]+)/.exec(authorization) ?? []
  asked.push({ path: request.url ?? '', form: body.toString(), scope, signedHeaders })
  if (state === 'failing') return fail(503, 'ServiceUnavailable')
  if (id !== ID || state === 'inactive') return fail(403, 'InvalidClientTokenId')
  try {
    const signed = { method: 'POST', url: request.url ?? '', rawHeaders: request.rawHeaders, body }
    verifySignature(signed, dateOf(request), (accessKeyId) => ({
      isKnown: true,
      signingKey: (credential) => deriveSigningKey(accessKeyId === ID ? SECRET : '', credential),
      acceptsSessionToken: (token) => token === undefined,
    }))
  } catch {
    return fail(403, 'SignatureDoesNotMatch')
  }
  const action = new URLSearchParams(body.toString()).get('Action')
  const who = { Account: ACCOUNT, Arn: arn, UserId: 'AIDAUSER' }
  if (action === 'GetCallerIdentity') {
    if (wantsJson) return [200, JSON.stringify({ GetCallerIdentityResponse: { GetCallerIdentityResult: who } })]
    const members = Object.entries(who).map(([name, value]) => `<${name}>${value}</${name}>`)
    return [
      200,
      `<GetCallerIdentityResponse><GetCallerIdentityResult>${members.join('')}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
    ]
  }
  if (!policies) return fail(403, 'AccessDenied')
  const list = policies.map((name) => ({ PolicyName: name, PolicyArn: `arn:aws:iam::aws:policy/${name}` }))
  if (wantsJson) {
    return [
      200,
      JSON.stringify({
        ListAttachedUserPoliciesResponse: { ListAttachedUserPoliciesResult: { AttachedPolicies: list } },
      }),
    ]
  }
  const members = list.map(
    (one) => `<member><PolicyName>${one.PolicyName}</PolicyName><PolicyArn>${one.PolicyArn}</PolicyArn></member>`,
  )
  return [
    200,
    `<ListAttachedUserPoliciesResponse><ListAttachedUserPoliciesResult><AttachedPolicies>${members.join('')}</AttachedPolicies></ListAttachedUserPoliciesResult></ListAttachedUserPoliciesResponse>`,
  ]
}

/** The SDK signs with the real time. */
function dateOf(request: IncomingMessage): Date {
  const [, y, m, d, h, min, s] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(request.headers['x-amz-date'])) ?? []
  return new Date(`${y}-${m}-${d}T${h}:${min}:${s}Z`)
}

function contextOf(companions: Record<string, string>, more: Partial<ProviderContext> = {}): ProviderContext {
  return {
    http: (target, init) => fetch(target, init),
    sql: () => Promise.reject(new Error('AWS speaks HTTP')),
    now: () => NOW,
    signal: new AbortController().signal,
    settings: { baseUrl: url },
    companions: Object.entries(companions).map(([rule, text]) => ({ rule, secret: new Sensitive(text) })),
    runId: 'test',
    ...more,
  }
}

const withId = { 'aws-access-key-id': ID }

test('id and secret are asked about together, from either side, or as one stored text', async () => {
  expect(await kind.verify(new Sensitive(SECRET), contextOf(withId))).toEqual({ state: 'live' })
  expect(await kind.verify(new Sensitive(ID), contextOf({ 'aws-named-secret': SECRET }))).toEqual({ state: 'live' })
  const stored = new Sensitive(JSON.stringify({ AccessKeyId: ID, SecretAccessKey: SECRET }))
  expect(await kind.verify(stored, contextOf({}))).toEqual({ state: 'live' })
  expect(asked).toHaveLength(3)
  for (const half of [ID, SECRET]) {
    expect(await kind.verify(new Sensitive(half), contextOf({}))).toEqual({ state: 'unknown', why: 'ambiguous' })
  }
  expect(asked).toHaveLength(3)
})

test('a key that was switched off, a wrong secret and a failing service are told apart', async () => {
  const wrong = new Sensitive(expandTemplate('{A-Za-z0-9:40}', seededPick(9)))
  expect(await kind.verify(wrong, contextOf(withId))).toEqual({ state: 'dead', why: 'refused' })
  state = 'inactive'
  expect(await kind.verify(new Sensitive(SECRET), contextOf(withId))).toEqual({ state: 'dead', why: 'refused' })
  state = 'failing'
  expect(await kind.verify(new Sensitive(SECRET), contextOf(withId))).toEqual({ state: 'unknown', why: 'network' })
})

test('a temporary key without its session token is not asked about', async () => {
  const id = ID.replace('AKIA', 'ASIA')
  const context = contextOf({ 'aws-access-key-id': id })
  expect(await kind.verify(new Sensitive(SECRET), context)).toEqual({ state: 'unknown', why: 'ambiguous' })
  expect(asked).toEqual([])
})

test('who the key is and what it may do, as far as it may say', async () => {
  const inspect = () => kind.inspect(new Sensitive(SECRET), contextOf(withId))
  expect(await inspect()).toMatchObject({
    account: ACCOUNT,
    principal: `arn:aws:iam::${ACCOUNT}:user/ci/deploy`,
    access: 'admin',
    scopes: ['AdministratorAccess'],
    canMintKeys: 'yes',
  })
  expect(asked.at(-1)).toMatchObject({
    scope: 'us-east-1/iam/aws4_request',
    form: expect.stringContaining('UserName=deploy'),
  })
  policies = ['ReadOnlyAccess']
  expect(await inspect()).toMatchObject({ access: 'read', scopes: ['ReadOnlyAccess'] })
  policies = undefined
  expect(await inspect()).toMatchObject({ account: ACCOUNT, access: 'unknown', canMintKeys: 'unknown' })
  arn = `arn:aws:iam::${ACCOUNT}:root`
  expect(await inspect()).toMatchObject({ access: 'admin', canMintKeys: 'yes' })
  state = 'inactive'
  expect(await inspect()).not.toHaveProperty('account')
})

/** The key id of an account, as AWS packs it. */
function idOf(account: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  let bits = (1n << 47n) | (BigInt(account) << 7n)
  bits <<= 2n
  const packed = Array.from({ length: 10 }, (_, i) => alphabet[Number((bits >> BigInt(45 - 5 * i)) & 31n)])
  return `AKIA${packed.join('')}${expandTemplate('{A-Z2-7:6}', seededPick(1))}`
}

test.each(['171436882533', '052310077262', '982842642351'])(
  'a canary key of account %s is never tried',
  async (account) => {
    const id = idOf(account)
    expect(accountOf(id)).toBe(account)
    for (const [text, companions] of [
      [SECRET, { 'aws-access-key-id': id }],
      [id, { 'aws-named-secret': SECRET }],
      [JSON.stringify({ id, secret: SECRET }), {}],
    ] as const) {
      const context = contextOf(companions, { settings: {}, http: () => Promise.reject(new Error('it was tried')) })
      expect(await kind.verify(new Sensitive(text), context)).toEqual({ state: 'unknown', why: 'canary' })
      expect(await kind.inspect(new Sensitive(text), context)).not.toHaveProperty('account')
    }
    expect(asked).toEqual([])
  },
)

test('each partition of AWS is asked before a key is dead, each with its own region', async () => {
  const hosts: string[] = []
  const context = contextOf(withId, {
    settings: {},
    http: (target, init) => {
      hosts.push(new URL(target).hostname)
      return fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>) } })
    },
  })
  state = 'inactive'
  expect(await kind.verify(new Sensitive(SECRET), context)).toEqual({ state: 'dead', why: 'refused' })
  expect(hosts.every((host) => kind.hosts.includes(host))).toBe(true)
  expect(asked.map(({ scope }) => scope)).toEqual([
    'us-east-1/sts/aws4_request',
    'cn-north-1/sts/aws4_request',
    'us-gov-west-1/sts/aws4_request',
  ])
})

test('the official SDK asks the same fake the same questions', async () => {
  const client = { endpoint: url, region: 'us-east-1', credentials: { accessKeyId: ID, secretAccessKey: SECRET } }
  const sts = await new STSClient(client).send(new GetCallerIdentityCommand({}))
  expect(sts).toMatchObject({ Account: ACCOUNT, Arn: arn })
  const iam = await new IAMClient(client).send(new ListAttachedUserPoliciesCommand({ UserName: 'deploy' }))
  expect(iam.AttachedPolicies).toMatchObject([{ PolicyName: 'AdministratorAccess' }])
  const [first, second] = asked.splice(0)
  await kind.inspect(new Sensitive(SECRET), contextOf(withId))
  const same = ({ path, form, scope }: Asked) => ({ path, scope, form: new Set(new URLSearchParams(form)) })
  expect(asked.map(same)).toEqual([first as Asked, second as Asked].map(same))
})
