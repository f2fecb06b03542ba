import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { inspect } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { startContractServer, until, type ContractServer } from '../test/contract-server.ts'
import { createClient, type Client, type ClientOptions, type Secret } from './index.ts'

const NAME = 'shop/production/API_KEY'
const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

async function startServer(options: { port?: number; version?: number } = {}): Promise<ContractServer> {
  const server = await startContractServer(options)
  cleanups.push(() => server.stop())
  return server
}

function connect(server: ContractServer, options: Partial<ClientOptions> = {}): Client {
  const client = createClient({ url: server.url, token: server.token, consumer: 'checkout', ...options })
  cleanups.push(() => client.close())
  return client
}

test('a rotated value is in hand within a second', async () => {
  const server = await startServer()
  server.set(NAME, 'first')
  const client = connect(server)
  expect(await client.get(NAME)).toMatchObject({ value: 'first', version: 1 })
  await until('a stream', () => server.openStreams() === 1)

  const changed = new Promise<Secret>((resolve) => client.subscribe(NAME, resolve))
  const before = performance.now()
  server.set(NAME, 'second')
  expect(await changed).toMatchObject({ value: 'second', version: 2 })
  expect(performance.now() - before).toBeLessThan(1_000)
  expect((await client.get(NAME)).value).toBe('second')
  expect(client.state(NAME)).toMatchObject({ version: 2, live: true })
})

test('a stream that arrives byte by byte is understood', async () => {
  const server = await startServer()
  server.streaming = 'cut'
  server.set(NAME, 'first')
  const client = connect(server)
  await client.get(NAME)
  await until('a live stream', () => client.state(NAME).live)
  server.set(NAME, 'zweite Fassung: größer')
  await until('version 2', () => client.state(NAME).version === 2)
  expect((await client.get(NAME)).value).toBe('zweite Fassung: größer')
})

test('a hundred callers at once make one request, and later ones none', async () => {
  const server = await startServer()
  server.set(NAME, 'first')
  const client = connect(server)
  const secrets = await Promise.all(Array.from({ length: 100 }, () => client.get(NAME)))
  expect(new Set(secrets.map((secret) => secret.value))).toEqual(new Set(['first']))
  await until('a live stream', () => client.state(NAME).live)
  for (let i = 0; i < 100; i += 1) await client.get(NAME)
  expect(server.reads).toHaveLength(1)
})

test('a hundred refreshes after a refused version make at most two requests', async () => {
  const server = await startServer()
  server.streaming = 'off'
  server.set(NAME, 'first')
  const client = connect(server)
  await client.get(NAME)
  server.setQuietly(NAME, 'second')
  const before = server.reads.length
  const fresh = await Promise.all(Array.from({ length: 100 }, () => client.refresh(NAME, { unless: 1 })))
  expect(fresh.every((secret) => secret.version === 2)).toBe(true)
  expect(server.reads.length - before).toBeLessThanOrEqual(2)
})

test('the last value is served while the server restarts, and the new one is found afterwards', async () => {
  const server = await startServer()
  server.set(NAME, 'first')
  const client = connect(server)
  await client.get(NAME)
  await until('a live stream', () => client.state(NAME).live)
  await server.stop()
  await until('the stream is lost', () => !client.state(NAME).live)
  expect((await client.get(NAME)).value).toBe('first')
  await expect(client.refresh(NAME)).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' })

  const restarted = await startServer({ port: server.port, version: 2 })
  restarted.set(NAME, 'second')
  await until('version 2', () => client.state(NAME).version === 2, 8_000)
  expect((await client.get(NAME)).value).toBe('second')
})

test('the first get waits for a server that is still starting', async () => {
  const server = await startServer()
  await server.stop()
  const client = connect(server)
  const waiting = client.get(NAME)
  const restarted = await startServer({ port: server.port })
  restarted.set(NAME, 'first')
  expect((await waiting).value).toBe('first')
})

test('without a stream the values are polled', async () => {
  const server = await startServer()
  server.streaming = 'off'
  server.set(NAME, 'first')
  const client = connect(server, { random: () => 0 })
  await client.get(NAME)
  server.setQuietly(NAME, 'second')
  await until('version 2', () => client.state(NAME).version === 2)
  expect(client.state(NAME).live).toBe(false)
})

test('refusals of the server keep their meaning', async () => {
  const server = await startServer()
  const client = connect(server)
  await expect(client.get('shop/production/MISSING')).rejects.toMatchObject({
    code: 'SECRET_NOT_FOUND',
    hint: 'hint of SECRET_NOT_FOUND',
  })
  await expect(client.get('forbidden/production/KEY')).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  const stranger = connect(server, { token: 'another-token' })
  await expect(stranger.get(NAME)).rejects.toMatchObject({ code: 'AUTH_REQUIRED' })
  await expect(client.get('shop/../NAME')).rejects.toMatchObject({ code: 'OPTION_INVALID' })
  expect(() => connect(server, { consumer: 'two\nlines' })).toThrow('printable ASCII')
})

test('a name that is refused does not spoil the stream of the others', async () => {
  const server = await startServer()
  server.set(NAME, 'first')
  const client = connect(server)
  await expect(client.get('forbidden/production/KEY')).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  await client.get(NAME)
  await until('a live stream', () => client.state(NAME).live)
  server.set(NAME, 'second')
  await until('version 2', () => client.state(NAME).version === 2)
  expect(server.openStreams()).toBe(1)
})

test('a token function is asked again when the server answers 401', async () => {
  const server = await startServer()
  server.set(NAME, 'first')
  let token = server.token
  const client = connect(server, { token: async () => token, mode: 'on-demand' })
  await client.get(NAME)
  server.token = token = 'renewed-token'
  server.setQuietly(NAME, 'second')
  expect((await client.get(NAME)).value).toBe('second')
})

test('use counts survive a failed report and are taken off once acknowledged', async () => {
  const server = await startServer()
  server.set(NAME, 'first')
  const client = connect(server, { heartbeatMs: 60_000 })
  for (let i = 0; i < 3; i += 1) await client.get(NAME)
  server.failWith = 503
  await expect(client.flush()).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' })
  await client.get(NAME)
  server.failWith = undefined
  await client.flush()
  const total = (): number => server.uses.flatMap((report) => report.secrets).reduce((sum, row) => sum + row.uses, 0)
  expect(total()).toBe(4)
  await client.flush()
  expect(total()).toBe(4)
  expect(server.uses.at(-1)).toMatchObject({
    consumer: 'checkout',
    process: String(process.pid),
    secrets: [{ name: NAME, version: 1, uses: 0 }],
  })
})

test('a move to another version is reported at once', async () => {
  const server = await startServer()
  server.set(NAME, 'first')
  const client = connect(server, { heartbeatMs: 60_000 })
  await client.get(NAME)
  await until('a live stream', () => client.state(NAME).live)
  server.set(NAME, 'second')
  const held = (): number | undefined => server.uses.at(-1)?.secrets.at(-1)?.version
  await until('a report', () => held() === 2, 1_000)
  expect(server.uses.at(-1)?.consumer).toBe('checkout')
})

test('on demand, each get asks; the last value helps only when there is no answer', async () => {
  const server = await startServer()
  server.set(NAME, 'first')
  const client = connect(server, { mode: 'on-demand' })
  await client.get(NAME)
  server.setQuietly(NAME, 'second')
  expect((await client.get(NAME)).value).toBe('second')
  expect(server.openStreams()).toBe(0)
  server.failWith = 503
  expect((await client.get(NAME)).value).toBe('second')
  server.failWith = 403
  await expect(client.get(NAME)).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
})

test('withSecret refreshes once and repeats only with another version', async () => {
  const server = await startServer()
  server.streaming = 'off'
  server.set(NAME, 'first')
  const client = connect(server)
  const tried: number[] = []
  const call = (): Promise<{ status: number }> =>
    client.withSecret(NAME, async (value, version) => {
      tried.push(version)
      return { status: value === 'second' ? 200 : 401 }
    })
  expect((await call()).status).toBe(401)
  expect(tried).toEqual([1])
  server.setQuietly(NAME, 'second')
  expect((await call()).status).toBe(200)
  expect(tried).toEqual([1, 1, 2])
  await expect(
    client.withSecret(NAME, () => Promise.reject(new TypeError('not about the key')), {
      isAuthFailure: (outcome) => outcome instanceof RangeError,
    }),
  ).rejects.toThrow('not about the key')
})

test('a secret is not printed by accident, and no error holds value or token', async () => {
  const server = await startServer()
  const canary = ['canary', 'value', '7f3a'].join('-')
  server.set(NAME, canary)
  const seen: unknown[] = []
  const client = connect(server, { onError: (error) => seen.push(error) })
  const secret = await client.get(NAME)
  server.failWith = 500
  seen.push(await client.refresh(NAME).catch((error: unknown) => error), client, secret)
  const shown = inspect(seen, { depth: 20, showHidden: false }) + JSON.stringify(secret)
  expect(shown).toContain('SERVER_UNREACHABLE')
  expect(shown).not.toContain(canary)
  expect(shown).not.toContain(server.token)
})

test('a failing listener or onError does not stop the others', async () => {
  const server = await startServer()
  server.set(NAME, 'first')
  const client = connect(server)
  const heard: number[] = []
  client.subscribe(NAME, () => {
    throw new Error('listener failed')
  })
  const stop = client.subscribe(NAME, (secret) => heard.push(secret.version))
  await until('version 1', () => heard.length === 1)
  await until('a live stream', () => client.state(NAME).live)
  stop()
  server.set(NAME, 'second')
  await until('version 2', () => client.state(NAME).version === 2)
  expect(heard).toEqual([1])
})

test('after close() nothing keeps the process alive', async () => {
  const server = await startServer()
  server.set(NAME, 'first')
  const script = `
    import { createClient } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)}
    const client = createClient({ url: ${JSON.stringify(server.url)}, token: ${JSON.stringify(server.token)}, consumer: 'script' })
    await client.get(${JSON.stringify(NAME)})
    while (!client.state(${JSON.stringify(NAME)}).live) await new Promise((resolve) => setTimeout(resolve, 5))
    await client.close()
    await client.get(${JSON.stringify(NAME)}).catch((error) => console.log(error.code))`
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 10_000,
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += String(chunk)))
  const [code] = (await once(child, 'close')) as [number]
  expect({ code, output }).toEqual({ code: 0, output: 'CLIENT_CLOSED\n' })
  expect(server.uses.at(-1)?.secrets).toEqual([{ name: NAME, version: 1, uses: 1 }])
}, 15_000)
