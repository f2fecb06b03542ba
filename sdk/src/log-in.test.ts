import { afterEach, expect, test } from 'vitest'
import { startContractServer, until, type ContractServer } from '../test/contract-server.ts'
import { createClient, type Client } from './index.ts'
import { keepLoggedIn } from './log-in.ts'

const NAME = 'shop/production/API_KEY'
const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

async function setUp(secret: string | (() => string) = 'right'): Promise<{ server: ContractServer; client: Client }> {
  const server = await startContractServer()
  server.logins.push({ id: 'checkout', secret: 'right' })
  server.set(NAME, 'one')
  const token = { id: 'checkout', secret }
  const client = createClient({ url: server.url, token, consumer: 'checkout', heartbeatMs: 60_000 })
  const { stop } = server
  cleanups.push(stop, client.close)
  return { server, client }
}

test('many requests at the start share one login', async () => {
  const { server, client } = await setUp()
  server.set('shop/production/OTHER', 'two')
  const [one, two] = await Promise.all([client.get(NAME), client.get('shop/production/OTHER')])
  expect([one.value, two.value]).toEqual(['one', 'two'])
  expect(server.loginCount).toBe(1)
})

test('a token at its maximum life is replaced before it ends, without a refused request', async () => {
  const { server, client } = await setUp()
  server.tokenLifeMs = 50
  await client.get(NAME)
  const before = server.loginCount
  await until('the end of most of its life', async () => {
    await client.refresh(NAME)
    return server.loginCount > before
  })
  expect(server.reads.every(({ status }) => status !== 401)).toBe(true)
})

test('a server that forgot every token gets a new login, and no caller notices', async () => {
  const { server, client } = await setUp()
  await client.get(NAME)
  server.token = 'restored from a backup'
  server.setQuietly(NAME, 'two')
  expect((await client.refresh(NAME)).value).toBe('two')
  expect(server.loginCount).toBe(2)
})

test('a secret that was exchanged meanwhile is read again at the next login', async () => {
  let secret = 'right'
  const { server, client } = await setUp(() => secret)
  await client.get(NAME)
  server.logins.splice(0, 1, { id: 'checkout', secret: 'newer' })
  secret = 'newer'
  server.token = 'another'
  await expect(client.refresh(NAME)).resolves.toMatchObject({ value: 'one' })
})

test('a login that is refused says so, without the secret', async () => {
  const { client } = await setUp('wrong-canary-value')
  const failure = await client.get(NAME).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'AUTH_REQUIRED' })
  expect(JSON.stringify(failure) + String(failure) + String((failure as Error).stack)).not.toContain('canary')
})

test('while the server is away the token that still holds is used', async () => {
  let calls = 0
  const keeper = keepLoggedIn(() => {
    calls += 1
    return calls === 1 ? Promise.resolve({ token: 'first', lifeMs: 1_000 }) : Promise.reject(new Error('away'))
  })
  expect(await keeper.current()).toBe('first')
  await until('four fifths of its life', async () => {
    expect(await keeper.current()).toBe('first')
    return calls > 1
  })
  await expect(keeper.renew('first')).rejects.toThrow('away')
})
