/** Clients of AWS that nobody here wrote, against a real server: boto3, AWS's cache, the CLI and the SDK. */
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import {
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManager,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ALL, awsEnvironment, openAwsScene, pythonBin, run, type AccessKey, type AwsScene } from './scene.ts'
import { openRotationFunction, type RotationFunction } from './rotation-function.ts'

let scene: AwsScene
let rotation: RotationFunction
let key: AccessKey

const sdk = (who: AccessKey = key, region = 'eu-west-1'): SecretsManager =>
  new SecretsManager({ endpoint: scene.url, region, credentials: who, maxAttempts: 1 })

beforeAll(async () => {
  rotation = await openRotationFunction(() => sdk())
  scene = await openAwsScene({ REKEY_AWS_ROTATION_FUNCTIONS: `rotate-it=${rotation.url}` })
  key = await scene.accessKey('checkout', ALL)
})
afterAll(async () => {
  await scene.close()
  await rotation.close()
})

const python = (script: string): string =>
  run(join(pythonBin(), 'python'), [join(import.meta.dirname, script)], awsEnvironment(scene, key))

test('programs with boto3 run unchanged but for the endpoint', () => {
  expect(python('program.py')).toBe('done\n')
})

test("AWS's own cache for Python keeps and refreshes values", () => {
  expect(python('caching.py')).toBe('done\n')
})

test('the AWS CLI creates, reads, changes and deletes', () => {
  const aws = (...args: string[]): Record<string, unknown> => {
    const out = run(join(pythonBin(), 'aws'), ['secretsmanager', ...args], awsEnvironment(scene, key))
    return out ? (JSON.parse(out) as Record<string, unknown>) : {}
  }
  const made = aws('create-secret', '--name', 'cli/one', '--secret-string', 'first')
  expect(made['ARN']).toMatch(/^arn:aws:secretsmanager:eu-central-1:\d{12}:secret:cli\/one-[a-z0-9]{6}$/)
  expect(aws('get-secret-value', '--secret-id', 'cli/one')).toMatchObject({ SecretString: 'first' })
  aws('delete-secret', '--secret-id', 'cli/one', '--force-delete-without-recovery')
  expect(() => aws('get-secret-value', '--secret-id', 'cli/one')).toThrow(
    "(ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret.",
  )
})

test('the SDK for JavaScript reads in any region and gets errors by their names', async () => {
  const client = new SecretsManagerClient({ endpoint: scene.url, region: 'ap-south-1', credentials: key })
  await sdk().createSecret({ Name: 'js/one', SecretBinary: new Uint8Array([1, 2, 3]) })
  const read = await client.send(new GetSecretValueCommand({ SecretId: 'js/one' }))
  expect(read.SecretBinary).toEqual(new Uint8Array([1, 2, 3]))
  expect(read.CreatedDate).toBeInstanceOf(Date)
  const listed = await client.send(new ListSecretsCommand({ Filters: [{ Key: 'name', Values: ['js/'] }] }))
  expect(listed.SecretList?.map(({ Name }) => Name)).toEqual(['js/one'])
  await expect(client.send(new GetSecretValueCommand({ SecretId: 'js/none' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    $metadata: { httpStatusCode: 400 },
  })
})

test('a wrong secret, a revoked key and a temporary key without its token are refused', async () => {
  const wrong = { ...key, secretAccessKey: key.secretAccessKey.split('').toReversed().join('') }
  await expect(sdk(wrong).listSecrets({})).rejects.toMatchObject({ name: 'InvalidSignatureException' })
  const unknown = { ...key, accessKeyId: key.accessKeyId.toLowerCase() }
  await expect(sdk(unknown).listSecrets({})).rejects.toMatchObject({ name: 'UnrecognizedClientException' })

  const scope = { project: 'shop', environment: 'production' }
  const path = '/api/identities/checkout/access-keys'
  const short = (await scene.api('POST', path, { ...scope, ttlSeconds: 3_600 })) as unknown as AccessKey
  await sdk(short).listSecrets({})
  const { sessionToken: _left, ...half } = short
  await expect(sdk(half).listSecrets({})).rejects.toMatchObject({ name: 'UnrecognizedClientException' })
  await scene.api('DELETE', `${path}/${short.accessKeyId}`)
  await expect
    .poll(() =>
      sdk(short)
        .listSecrets({})
        .then(
          () => 'answered',
          (error: Error) => error.name,
        ),
    )
    .toBe('UnrecognizedClientException')
})

test('policies decide by name, and another scope is another account', async () => {
  await sdk().createSecret({ Name: 'billing/key', SecretString: 'x' })
  const reader = await scene.accessKey('reader', [
    { effect: 'allow', pattern: 'shop/production/billing/*', actions: ['read'] },
  ])
  expect((await sdk(reader).getSecretValue({ SecretId: 'billing/key' })).SecretString).toBe('x')
  const denied = {
    name: 'AccessDeniedException',
    message: expect.stringContaining('is not authorized to perform: secretsmanager:'),
  }
  await expect(sdk(reader).putSecretValue({ SecretId: 'billing/key', SecretString: 'y' })).rejects.toMatchObject(denied)
  // What is there and what is not are refused alike.
  await expect(sdk(reader).getSecretValue({ SecretId: 'js/one' })).rejects.toMatchObject(denied)
  await expect(sdk(reader).getSecretValue({ SecretId: 'js/none' })).rejects.toMatchObject(denied)
  expect((await sdk(reader).listSecrets({})).SecretList?.map(({ Name }) => Name)).toEqual(['billing/key'])

  const elsewhere = await scene.accessKey('elsewhere', [{ effect: 'allow', pattern: 'bank/**', actions: ['admin'] }], {
    project: 'bank',
    environment: 'production',
  })
  const { ARN: arn } = await sdk().describeSecret({ SecretId: 'billing/key' })
  await expect(sdk(elsewhere).getSecretValue({ SecretId: arn })).rejects.toMatchObject({
    name: 'AccessDeniedException',
  })
  expect((await sdk(elsewhere).listSecrets({})).SecretList).toEqual([])
})

test('a function of the user rotates in four steps, and is called again when it fails', async () => {
  const client = sdk()
  const { VersionId: before } = await client.createSecret({ Name: 'rotated', SecretString: 'before' })
  rotation.failIn('setSecret', 1)
  const RotationLambdaARN = `arn:aws:lambda:eu-west-1:${'0'.repeat(12)}:function:rotate-it`
  const RotationRules = { ScheduleExpression: 'rate(10 days)' }
  const { VersionId: token } = await client.rotateSecret({ SecretId: 'rotated', RotationLambdaARN, RotationRules })
  await expect
    .poll(async () => (await client.describeSecret({ SecretId: 'rotated' })).VersionIdsToStages, { timeout: 10_000 })
    .toEqual({ [before as string]: ['AWSPREVIOUS'], [token as string]: ['AWSCURRENT'] })
  expect(rotation.calls.map(({ step }) => step)).toEqual([
    'createSecret',
    'setSecret',
    'setSecret',
    'testSecret',
    'finishSecret',
  ])
  expect((await client.getSecretValue({ SecretId: 'rotated' })).SecretString).toMatch(/^rotated-/)
  await expect
    .poll(async () => (await client.describeSecret({ SecretId: 'rotated' })).LastRotatedDate)
    .toBeInstanceOf(Date)
  const described = await client.describeSecret({ SecretId: 'rotated' })
  expect(described).toMatchObject({ RotationEnabled: true, RotationLambdaARN, RotationRules })
  expect(described.NextRotationDate?.getTime()).toBeGreaterThan(Date.now() + 9 * 24 * 3_600_000)
  expect((await client.cancelRotateSecret({ SecretId: 'rotated' })).VersionId).toBeUndefined()
  expect((await client.describeSecret({ SecretId: 'rotated' })).RotationEnabled).toBe(false)
})

test('without a function, or with one that nobody configured, RotateSecret says so and changes nothing', async () => {
  const client = sdk()
  await client.createSecret({ Name: 'unrotated', SecretString: 'x' })
  await expect(client.rotateSecret({ SecretId: 'unrotated' })).rejects.toMatchObject({
    name: 'InvalidRequestException',
    message: 'No Lambda rotation function ARN is associated with this secret.',
  })
  const RotationLambdaARN = `arn:aws:lambda:eu-west-1:${'0'.repeat(12)}:function:nobody`
  await expect(client.rotateSecret({ SecretId: 'unrotated', RotationLambdaARN })).rejects.toMatchObject({
    name: 'AccessDeniedException',
  })
  expect((await client.describeSecret({ SecretId: 'unrotated' })).RotationEnabled).toBeUndefined()
})

test('no value appears in the log or the journal, and every call leaves a line', async () => {
  const canary = `canary-${randomUUID()}`
  const client = sdk()
  await client.createSecret({ Name: 'quiet', SecretString: canary, Description: 'd' })
  await client.getSecretValue({ SecretId: 'quiet' })
  await client.describeSecret({ SecretId: 'quiet' })
  await expect(client.createSecret({ Name: canary.repeat(20), SecretString: canary })).rejects.toThrow()
  await expect(client.putSecretValue({ SecretId: 'quiet', SecretString: canary.repeat(2_000) })).rejects.toMatchObject({
    name: 'ValidationException',
  })
  const response = await fetch(`${scene.url}/api/journal/export`, { headers: await authorisation() })
  const journal = await response.text()
  expect(journal).not.toContain(canary)
  expect(scene.log()).not.toContain(canary)
  const actions = journal
    .split('\n')
    .filter((line) => line.includes('"shop/production/quiet"'))
    .map((line) => (JSON.parse(line) as { action: string }).action)
  expect(actions).toEqual(['secret.created', 'version.stored', 'secret.read', 'aws.called'])
  const { consumers } = (await scene.api('GET', '/api/consumers/shop/production/js/one')) as {
    consumers: { name: string }[]
  }
  expect(consumers.map(({ name }) => name)).toEqual(['checkout'])
})

async function authorisation(): Promise<Record<string, string>> {
  const { readFile } = await import('node:fs/promises')
  const { token } = JSON.parse(await readFile(join(scene.home, 'rekey/local.json'), 'utf8')) as { token: string }
  return { authorization: `Bearer ${token}` }
}
