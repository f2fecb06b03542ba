import { createHash, createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CANARY } from '../../../test/fakes/shop-incident.ts'
import { allow, openTestServer, type Answer, type TestServer } from '../../../test/fakes/test-server.ts'
import { readEntries } from '../../journal/read.ts'
import { createAccessKey, revokeAccessKey } from '../../secrets/access-keys.ts'
import { createIdentity, type Identity } from '../../secrets/identities.ts'

let one: TestServer
let identity: Identity
let key: { id: string; secret: string }
beforeEach(async () => {
  one = await openTestServer()
  const policies = [allow('shop/production/**', 'read', 'list', 'write')]
  const now = one.clock.now()
  identity = await createIdentity(one.db, now, { name: 'checkout', kind: 'machine', policies, actor: 'test' })
  const scope = { project: 'shop', environment: 'production' }
  const made = await createAccessKey(one.db, one.keyring, now, { identity, ...scope, actor: 'test' })
  key = { id: made.id, secret: made.secret.reveal() }
})
afterEach(() => one.close())

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')

/** Signs and sends these very bytes. */
function send(action: string, body: string | Buffer, service = 'secretsmanager'): Promise<Answer> {
  const date = `${one.clock.now().toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  const headers: Record<string, string> = {
    'content-type': service === 'sts' ? 'application/x-www-form-urlencoded' : 'application/x-amz-json-1.1',
    host: 'rekey.example',
    'x-amz-date': date,
    ...(service === 'sts' ? {} : { 'x-amz-target': `secretsmanager.${action}` }),
  }
  const names = Object.keys(headers)
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('')
  const canonical = `POST\n/\n\n${lines}\n${names.join(';')}\n${sha256(body)}`
  const scope = `${date.slice(0, 8)}/eu-west-1/${service}/aws4_request`
  let signing: Buffer | string = `AWS4${key.secret}`
  for (const part of scope.split('/')) signing = createHmac('sha256', signing).update(part).digest()
  const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`
  const signature = createHmac('sha256', signing).update(toSign).digest('hex')
  const authorization = `AWS4-HMAC-SHA256 Credential=${key.id}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  return one.server.inject({ method: 'POST', url: '/', headers: { ...headers, authorization }, payload: body })
}

const call = (action: string, body: object = {}): Promise<Answer> => send(action, JSON.stringify(body))
const token = (n: number): string => String(n).padStart(32, '0')

test('answers and refusals have the shape of AWS', async () => {
  const made = await call('CreateSecret', { Name: 'a', SecretString: CANARY, ClientRequestToken: token(1) })
  expect(made.statusCode).toBe(200)
  expect(made.headers).toMatchObject({ 'content-type': 'application/x-amz-json-1.1', 'cache-control': 'no-store' })
  expect(made.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/)
  const read = await call('GetSecretValue', { SecretId: 'a' })
  const createdAt = one.clock.now().getTime() / 1_000
  expect(read.json()).toMatchObject({ SecretString: CANARY, VersionStages: ['AWSCURRENT'], CreatedDate: createdAt })
  // Errors of the model say Message, those of the front door say message.
  const absent = await call('GetSecretValue', { SecretId: 'b' })
  expect([absent.statusCode, absent.json()]).toEqual([
    400,
    { __type: 'ResourceNotFoundException', Message: "Secrets Manager can't find the specified secret." },
  ])
  expect((await call('GetSecretValue')).json()).toMatchObject({
    __type: 'ValidationException',
    message: expect.any(String),
  })
  expect((await call('Nothing')).json()).toMatchObject({ __type: 'UnknownOperationException' })
  expect((await call('constructor')).json()).toMatchObject({ __type: 'UnknownOperationException' })
})

test('a token is needed where AWS needs one, each with its own error', async () => {
  const text = 'You must provide a ClientRequestToken value. We recommend a UUID-type value.'
  const value = { SecretString: 'x' }
  for (const [action, body] of [
    ['CreateSecret', { Name: 'a', ...value }],
    ['PutSecretValue', { SecretId: 'a', ...value }],
    ['UpdateSecret', { SecretId: 'a', ...value }],
  ] as const)
    expect((await call(action, body)).json()).toEqual({ __type: 'InvalidRequestException', Message: text })
  expect((await call('RotateSecret', { SecretId: 'a' })).json()).toEqual({
    __type: 'InvalidParameterException',
    Message: text,
  })
})

test('hostile bodies are refused, and nothing of them is kept', async () => {
  const refused = async (body: string | Buffer): Promise<string> =>
    String((await send('CreateSecret', body)).json<Record<string, unknown>>()['__type'])
  expect(await refused('{"Name":')).toBe('SerializationException')
  expect(await refused(Buffer.from([0x7b, 0xff, 0x7d]))).toBe('SerializationException')
  expect(await refused('['.repeat(200_000))).toBe('SerializationException')
  expect(await refused('[]')).toBe('SerializationException')
  expect(await refused(`"${'x'.repeat(600_000)}"`)).toBe('SerializationException')
  const create = (Name: string, SecretString: string): Promise<string> =>
    refused(JSON.stringify({ Name, SecretString, ClientRequestToken: token(1) }))
  for (const name of ['a b', 'a\u0000', 'ä', '%2e%2e/x', 'a\\b', 'a*'])
    expect(await create(name, 'x')).toBe('ValidationException')
  expect(await create('a', '\ud800')).toBe('ValidationException')
  expect(await create('a', 'x'.repeat(65_537))).toBe('ValidationException')
  expect(await create('a', 'ä'.repeat(40_000))).toBe('ValidationException')
  expect(await one.db.selectFrom('secrets').select('id').execute()).toEqual([])
})

test('dots and empty parts of a name stay where they are: no name reaches another scope', async () => {
  await one.put('bank/production/KEY', CANARY)
  for (const name of ['../../bank/production/KEY', '/../bank/production/KEY', '..//KEY']) {
    const read = await call('GetSecretValue', { SecretId: name })
    expect(read.json()).toMatchObject({ __type: 'ResourceNotFoundException' })
    await call('CreateSecret', { Name: name, SecretString: 'mine', ClientRequestToken: token(1) })
    expect((await call('GetSecretValue', { SecretId: name })).json()).toMatchObject({
      Name: name,
      SecretString: 'mine',
    })
  }
})

test('the key ends with its revocation and with its identity', async () => {
  expect((await call('ListSecrets')).statusCode).toBe(200)
  await one.db.updateTable('identities').set({ disabled_at: one.clock.now() }).execute()
  one.clock.advance(61_000)
  expect((await call('ListSecrets')).json()).toMatchObject({ __type: 'UnrecognizedClientException' })
  await one.db.updateTable('identities').set({ disabled_at: null }).execute()
  one.clock.advance(61_000)
  expect((await call('ListSecrets')).statusCode).toBe(200)
  await revokeAccessKey(one.db, one.clock.now(), { identity, id: key.id, actor: 'test' })
  one.app.feed.poke()
  await expect.poll(async () => (await call('ListSecrets')).statusCode).toBe(400)
})

test('GetCallerIdentity answers and refuses in XML', async () => {
  const body = 'Action=GetCallerIdentity&Version=2011-06-15'
  const answer = await send('', body, 'sts')
  expect(answer.body).toMatch(/<Arn>arn:aws:iam::\d{12}:user\/checkout<\/Arn>.*<Account>\d{12}<\/Account>/)
  expect((await send('', 'Action=GetSessionToken', 'sts')).body).toContain('<Code>InvalidAction</Code>')
  key = { ...key, secret: 'another' }
  const refused = await send('', body, 'sts')
  expect([refused.statusCode, refused.body]).toEqual([
    403,
    expect.stringContaining('<Code>SignatureDoesNotMatch</Code>'),
  ])
})

test('each call leaves a line, and a refusal too; no line or log holds a value', async () => {
  await call('CreateSecret', { Name: 'a', SecretString: CANARY, ClientRequestToken: token(1) })
  await call('CreateSecret', { Name: 'b', SecretString: CANARY, ClientRequestToken: CANARY })
  await call('DescribeSecret', { SecretId: 'a' })
  await call('GetSecretValue', { SecretId: 'a' })
  await call('PutResourcePolicy', { SecretId: 'a', ResourcePolicy: CANARY })
  const entries = (await readEntries(one.db, { after: 0 })).filter(({ actor }) => actor === 'checkout')
  expect(entries.map(({ action }) => action)).toEqual([
    'secret.created',
    'version.stored',
    'aws.called',
    'secret.read',
    'aws.refused',
  ])
  expect(JSON.stringify(entries)).not.toContain(CANARY)
  expect(one.logged()).not.toContain(CANARY)
})
