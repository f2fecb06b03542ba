import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { startContractServer, until } from '../test/contract-server.ts'
import { awsCredentials, isAwsAuthFailure } from './aws.ts'
import { createClient } from './index.ts'

const NAME = 'shop/production/AWS'
const cleanups: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

const pair = (id: string): string => JSON.stringify({ accessKeyId: id, secretAccessKey: 'not a real one' })

/** Answers as AWS does and keeps the key id of each request; some ids can be refused. */
async function startAws(): Promise<{ endpoint: string; seen: string[]; refused: Set<string> }> {
  const seen: string[] = []
  const refused = new Set<string>()
  const server = createServer((request, response) => {
    const id = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? ''
    seen.push(id)
    request.resume()
    const isRefused = refused.has(id)
    response.writeHead(isRefused ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' })
    response.end(
      isRefused
        ? '{"__type":"UnrecognizedClientException","message":"The security token included in the request is invalid."}'
        : '{"Name":"x","SecretString":"y"}',
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, refused }
}

test('a client of the AWS SDK signs with the new key soon after a rotation, and is never made again', async () => {
  const aws = await startAws()
  const rekey = await startContractServer()
  const { stop } = rekey
  rekey.set(NAME, pair('KEY-ONE'))
  const client = createClient({ url: rekey.url, token: rekey.token, consumer: 'uploads', heartbeatMs: 60_000 })
  cleanups.push(stop, client.close)
  const secrets = new SecretsManagerClient({
    region: 'eu-central-1',
    endpoint: aws.endpoint,
    credentials: awsCredentials(client, NAME, { freshMs: 10 }),
  })
  cleanups.push(() => secrets.destroy())
  const call = () => secrets.send(new GetSecretValueCommand({ SecretId: 'x' }))
  await call()
  await until('a live stream', () => client.state(NAME).live)
  rekey.set(NAME, pair('KEY-TWO'))
  await until('the new key', async () => {
    await call()
    return aws.seen.at(-1) === 'KEY-TWO'
  })
  expect(new Set(aws.seen)).toEqual(new Set(['KEY-ONE', 'KEY-TWO']))
})

test('a refused key makes withSecret ask once for another', async () => {
  const aws = await startAws()
  aws.refused.add('KEY-ONE')
  const rekey = await startContractServer()
  const { stop } = rekey
  rekey.set(NAME, pair('KEY-ONE'))
  rekey.streaming = 'off'
  const client = createClient({ url: rekey.url, token: rekey.token, consumer: 'uploads', heartbeatMs: 60_000 })
  cleanups.push(stop, client.close)
  await client.get(NAME)
  rekey.setQuietly(NAME, pair('KEY-TWO'))
  const answer = await client.withSecret(
    NAME,
    async () => {
      const secrets = new SecretsManagerClient({
        region: 'eu-central-1',
        endpoint: aws.endpoint,
        credentials: awsCredentials(client, NAME),
      })
      cleanups.push(() => secrets.destroy())
      return secrets.send(new GetSecretValueCommand({ SecretId: 'x' }))
    },
    { isAuthFailure: isAwsAuthFailure },
  )
  expect(answer.SecretString).toBe('y')
  expect(aws.seen).toEqual(['KEY-ONE', 'KEY-TWO'])
})

test.each([
  ['JSON of the console', '{"AccessKeyId":"A","SecretAccessKey":"B","SessionToken":"C"}'],
  ['variables', 'export AWS_ACCESS_KEY_ID="A"\nexport AWS_SECRET_ACCESS_KEY=B\nAWS_SESSION_TOKEN=C\n'],
  ['a credentials file', '[default]\naws_access_key_id = A\naws_secret_access_key = B\naws_session_token = C'],
])('reads %s', async (_form, value) => {
  const client = { get: () => Promise.resolve({ value, version: 1 }) } as never
  const at = new Date(Date.UTC(2026, 0, 1))
  expect(await awsCredentials(client, NAME, { now: () => at })()).toEqual({
    accessKeyId: 'A',
    secretAccessKey: 'B',
    sessionToken: 'C',
    expiration: new Date(at.getTime() + 330_000),
  })
})

test('a value that is no credential is not quoted in the error', async () => {
  const client = { get: () => Promise.resolve({ value: 'canary-value', version: 1 }) } as never
  const failure = await awsCredentials(client, NAME)().catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'OPTION_INVALID' })
  expect(String(failure)).not.toContain('canary')
})
