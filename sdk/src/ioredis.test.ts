import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startContractServer, until, type ContractServer } from '../test/contract-server.ts'
import { startRedis, type TestRedis } from '../test/redis.ts'
import { createClient, type Client } from './index.ts'
import { createRedis, type FollowedRedis } from './ioredis.ts'

const NAME = 'shop/production/REDIS_URL'
let server: TestRedis
let rekey: ContractServer
const cleanups: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  server = await startRedis()
}, 30_000)

afterAll(() => server?.stop())

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

const url = (user: string, password: string): string => `redis://${user}:${password}@127.0.0.1:${server.port}`

async function setUp(): Promise<{ client: Client; followed: FollowedRedis<Redis>; errors: Error[] }> {
  for (const [user, password] of [
    ['shop_a', 'one'],
    ['shop_b', 'two'],
  ] as const) {
    await server.admin.acl('SETUSER', user, 'reset', 'on', `>${password}`, '~*', '&*', '+@all')
  }
  rekey = await startContractServer()
  rekey.set(NAME, url('shop_a', 'one'))
  const client = createClient({ url: rekey.url, token: rekey.token, consumer: 'checkout', heartbeatMs: 60_000 })
  const errors: Error[] = []
  const followed = await createRedis(client, NAME, { Redis, onError: (error) => errors.push(error as Error) })
  const { stop } = rekey
  cleanups.push(stop, client.close, followed.end)
  return { client, followed, errors }
}

test('under load, a rotation of the user fails no command and keeps the connection', async () => {
  const { client, followed, errors } = await setUp()
  const { redis } = followed
  const id = await redis.client('ID')
  await until('a live stream', () => client.state(NAME).live)
  const running = new AbortController()
  let done = 0
  const failures: unknown[] = []
  const callers = Array.from({ length: 8 }, async () => {
    while (!running.signal.aborted) {
      await redis.incr('orders').then(
        () => (done += 1),
        (error: unknown) => failures.push(error),
      )
    }
  })
  await until('some traffic', () => done > 200)
  rekey.set(NAME, url('shop_b', 'two'))
  await until('the new version', () => followed.version === 2)
  expect(await redis.acl('WHOAMI')).toBe('shop_b')
  await server.admin.acl('DELUSER', 'shop_a')
  const atMove = done
  await until('more traffic', () => done > atMove + 200)
  running.abort()
  await Promise.all(callers)
  expect(failures).toEqual([])
  expect(errors).toEqual([])
  expect(await redis.client('ID')).toBe(id)
  expect(Number(await server.admin.get('orders'))).toBe(done)
  await client.flush()
  expect(rekey.uses.at(-1)?.secrets.at(-1)).toMatchObject({ version: 2 })
})

test('a version that is refused leaves the connection as it was', async () => {
  const { client, followed, errors } = await setUp()
  await until('a live stream', () => client.state(NAME).live)
  rekey.set(NAME, url('shop_b', 'wrong'))
  await until('the refusal', () => errors.some(({ message }) => message.startsWith('WRONGPASS')))
  expect(await followed.redis.acl('WHOAMI')).toBe('shop_a')
  expect(followed.version).toBe(1)
  rekey.set(NAME, url('shop_b', 'two'))
  await until('the right one', () => followed.version === 3)
})

test('a connection that was ended comes back with the version that nobody announced', async () => {
  const { followed } = await setUp()
  await followed.redis.ping()
  rekey.streaming = 'off'
  rekey.setQuietly(NAME, url('shop_b', 'two'))
  await server.admin.acl('DELUSER', 'shop_a')
  await until('the new user', () =>
    followed.redis.acl('WHOAMI').then(
      (user) => user === 'shop_b',
      () => false,
    ),
  )
  expect(followed.version).toBe(2)
})

test('a listener of channels moves by a new connection and goes on listening', async () => {
  const { client, followed } = await setUp()
  const heard: string[] = []
  followed.redis.on('message', (_channel, message) => heard.push(message))
  await followed.redis.subscribe('orders')
  await until('a live stream', () => client.state(NAME).live)
  rekey.set(NAME, url('shop_b', 'two'))
  await until('the new version', () => followed.version === 2)
  await until('a listener of the new user', async () => {
    const list = String(await server.admin.client('LIST'))
    return /sub=1.*user=shop_b/.test(list)
  })
  await server.admin.publish('orders', 'one')
  await until('the message', () => heard.length > 0)
  expect(heard).toEqual(['one'])
})
