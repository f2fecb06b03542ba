import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FIRST_SECRET } from '../../../../test/fakes/bank.ts'
import { makeDue } from '../../../../test/fakes/queued-pushes.ts'
import { allow, openTestServer, type TestServer } from '../../../../test/fakes/test-server.ts'
import { claimNext, type Claim, type Queue } from '../../../jobs/claim.ts'
import { readEntries } from '../../../journal/read.ts'
import { advanceRotation } from '../../../rotate/run.ts'
import { ROTATION_QUEUE } from '../../../rotate/store.ts'
import { createAccessKey } from '../../../secrets/access-keys.ts'
import { createIdentity } from '../../../secrets/identities.ts'
import { runFunction } from './run-function.ts'
import { startDue } from './scheduler.ts'
import { FUNCTION_QUEUE } from './start.ts'

const DAY_MS = 24 * 3_600_000
const RotationLambdaARN = `arn:aws:lambda:eu-west-1:${'0'.repeat(12)}:function:nobody-there`
const NEVER = new AbortController().signal

let one: TestServer
let client: SecretsManager
beforeEach(async () => {
  // Nothing listens there: every call of the function fails.
  one = await openTestServer({ rotationFunctions: 'nobody-there=http://127.0.0.1:1/' })
  // The client signs with the time of this machine.
  one.clock.advance(Date.now() - one.clock.now().getTime())
  const policies = [allow('shop/production/**', 'admin')]
  const now = one.clock.now()
  const identity = await createIdentity(one.db, now, { name: 'rotator', kind: 'machine', policies, actor: 'test' })
  const scope = { project: 'shop', environment: 'production' }
  const key = await createAccessKey(one.db, one.keyring, now, { identity, ...scope, actor: 'test' })
  client = new SecretsManager({
    endpoint: await one.listen(),
    region: 'eu-west-1',
    credentials: { accessKeyId: key.id, secretAccessKey: key.secret.reveal() },
    maxAttempts: 1,
  })
})
afterEach(async () => {
  client.destroy()
  await one.close()
})

async function claim(queue: Queue): Promise<Claim> {
  await makeDue(one.db, queue.table)
  return (await claimNext(one.db, queue, 'one', 60_000)) as Claim
}

test('a key of a known provider is rotated by our own rotator, under the id that was promised', async () => {
  await one.put('shop/production/ADMIN', 'managing')
  const rotation = { admin: 'shop/production/ADMIN' }
  await one.put('shop/production/KEY', FIRST_SECRET, { provider: 'bank', kind: 'key', rotation })
  const { VersionId: promised } = await client.rotateSecret({ SecretId: 'KEY' })
  one.clock.advance(1_000)
  await advanceRotation(one.app.rotation, await claim(ROTATION_QUEUE), NEVER)
  const { VersionIdsToStages: stages = {} } = await client.describeSecret({ SecretId: 'KEY' })
  expect(stages[promised as string]).toEqual(['AWSCURRENT'])
  const { SecretString: value } = await client.getSecretValue({ SecretId: 'KEY' })
  expect(one.bank.valid()).toEqual([value])
})

test('a function that does not answer is called five times, and then the rotation has failed', async () => {
  await client.createSecret({ Name: 'a', SecretString: 'x' })
  const { VersionId: token } = await client.rotateSecret({ SecretId: 'a', RotationLambdaARN })
  const { VersionIdsToStages: during } = await client.describeSecret({ SecretId: 'a' })
  expect(during?.[token as string]).toEqual(['AWSPENDING'])
  await expect(client.getSecretValue({ SecretId: 'a', VersionStage: 'AWSPENDING' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret value for staging label: AWSPENDING",
  })
  // Another one meanwhile does not start: the one under way goes on.
  await expect(client.rotateSecret({ SecretId: 'a' })).rejects.toMatchObject({
    message: "A previous rotation isn't complete. That rotation will be reattempted.",
  })
  const held = await claim(FUNCTION_QUEUE)
  const pauses = []
  for (let i = 0; i < 5; i++) pauses.push((await runFunction(one.app, held, NEVER)).dueInMs)
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 60_000])
  const [row] = await one.db.selectFrom('function_rotations').select(['status', 'error']).execute()
  expect(row).toEqual({ status: 'failed', error: 'the function did not answer in step createSecret' })
  // The same version is taken up again by the next call.
  await expect(client.rotateSecret({ SecretId: 'a' })).rejects.toMatchObject({ name: 'InvalidRequestException' })
  const tokens = await one.db.selectFrom('function_rotations').select('token').execute()
  expect(tokens.map((run) => run.token)).toEqual([token, token])
})

test('a test that fails leaves no version behind', async () => {
  await client.createSecret({ Name: 'a', SecretString: 'x' })
  const { VersionId: token } = await client.rotateSecret({ SecretId: 'a', RotationLambdaARN, RotateImmediately: false })
  const held = await claim(FUNCTION_QUEUE)
  for (let i = 0; i < 5; i++) await runFunction(one.app, held, NEVER)
  const { VersionIdsToStages: stages = {} } = await client.describeSecret({ SecretId: 'a' })
  expect(stages[token as string]).toBeUndefined()
})

test('the clock starts a rotation when it is due, once, and plans the next', async () => {
  await client.createSecret({ Name: 'a', SecretString: 'x' })
  await client.rotateSecret({
    SecretId: 'a',
    RotationLambdaARN,
    RotationRules: { ScheduleExpression: 'rate(10 days)' },
    RotateImmediately: false,
  })
  await one.db.updateTable('function_rotations').set({ status: 'done' }).execute()
  await one.db.deleteFrom('version_stages').where('stage', '=', 'pending').execute()
  await startDue(one.app)
  expect(await one.db.selectFrom('function_rotations').select('id').execute()).toHaveLength(1)
  one.clock.advance(10 * DAY_MS)
  await startDue(one.app)
  await startDue(one.app)
  const runs = await one.db
    .selectFrom('function_rotations')
    .select(['status', 'requested_by'])
    .orderBy('created_at')
    .execute()
  expect(runs).toEqual([
    { status: 'done', requested_by: 'rotator' },
    { status: 'running', requested_by: 'schedule' },
  ])
  const { next_at } = await one.db.selectFrom('rotation_schedules').select('next_at').executeTakeFirstOrThrow()
  expect(next_at.getTime()).toBe(one.clock.now().getTime() + 10 * DAY_MS)
  const entries = await readEntries(one.db, { after: 0 })
  expect(entries.filter(({ action }) => action === 'function-rotation.started')).toHaveLength(2)
})

test('a schedule of a deleted secret is given up, and restored with it', async () => {
  await client.createSecret({ Name: 'a', SecretString: 'x' })
  const RotationRules = { AutomaticallyAfterDays: 5 }
  await client.rotateSecret({ SecretId: 'a', RotationLambdaARN, RotationRules, RotateImmediately: false })
  const planned = (): Promise<object[]> => one.db.selectFrom('rotation_schedules').select('next_at').execute()
  expect(await planned()).toHaveLength(1)
  await client.deleteSecret({ SecretId: 'a' })
  expect(await planned()).toHaveLength(0)
  await client.restoreSecret({ SecretId: 'a' })
  expect(await planned()).toHaveLength(1)
})
