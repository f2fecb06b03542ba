/**
 * `rekey run` as a built program against a small server on a real socket: children that are replaced without a lost
 * request, the named pipe, the offline copy, and a canary that nothing prints.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, get, type Server, type ServerResponse } from 'node:http'
import { createServer as createSocket, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'

const PROGRAM = join(import.meta.dirname, '../../dist/main.js')
const NAME = 'shop/production/API_KEY'
const CANARY = ['canary', 'life', '93ab'].join('-')

interface Uses {
  process: string
  ended?: boolean
  secrets: { name: string; version: number }[]
}

let folder: string
let server: Server
let secret: { value: string; version: number }
let failWith: number | undefined
let uses: Uses[]
const streams = new Set<ServerResponse>()
const children = new Set<ChildProcess>()

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rekey-run-life-'))
  secret = { value: `${CANARY}-1`, version: 1 }
  failWith = undefined
  uses = []
  await startServer(0)
})
afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  children.clear()
  stopServer()
  await rm(folder, { recursive: true })
})

async function startServer(port: number): Promise<void> {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x')
    if (failWith) {
      const error = { code: 'TOLD', message: 'told to fail', hint: 'none' }
      return response.writeHead(failWith).end(JSON.stringify({ error }))
    }
    if (pathname === '/api/changes') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(event())
      streams.add(response)
      return response.once('close', () => streams.delete(response))
    }
    if (pathname === '/api/uses') {
      let body = ''
      request.on('data', (part: Buffer) => (body += part.toString()))
      return request.on('end', () => {
        uses.push(JSON.parse(body) as Uses)
        response.writeHead(204).end()
      })
    }
    const values = [{ name: NAME, key: 'API_KEY', ...secret }]
    return response.end(JSON.stringify({ values, secrets: [{ name: NAME, version: secret.version }] }))
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
}
function stopServer(): void {
  server.closeAllConnections()
  server.close()
}
const portOfServer = (): number => (server.address() as AddressInfo).port
const event = (): string => `event: version\ndata: ${JSON.stringify({ name: NAME, version: secret.version })}\n\n`
function rotate(): void {
  secret = { value: `${CANARY}-${secret.version + 1}`, version: secret.version + 1 }
  for (const stream of streams) stream.write(event())
}

interface Run {
  readonly child: ChildProcess
  output(): string
  ended(): Promise<number | null>
}

function run(flags: readonly string[], cmd: readonly string[], env: Record<string, string> = {}): Run {
  const args = [PROGRAM, 'run', '--project', 'shop', '--environment', 'production', ...flags, '--', ...cmd]
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      REKEY_URL: `http://127.0.0.1:${portOfServer()}`,
      REKEY_TOKEN: 'token-of-the-test',
      ...env,
    },
  })
  children.add(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part.toString()))
  const closed = once(child, 'close')
  return { child, output: () => text, ended: async () => ((await closed) as [number | null])[0] }
}

async function until(what: string, probe: () => unknown, ms = 15_000): Promise<void> {
  const deadline = performance.now() + ms
  while (!(await probe())) {
    if (performance.now() > deadline) throw new Error(`waited ${ms} ms for ${what}`)
    await pause(20)
  }
}

/** A port P such that P+1 is free as well, ending in 0: so `{slot}` is its last digit. */
async function freePair(): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const base = 2_000 + Math.floor(Math.random() * 1_000)
    const free = await Promise.all([0, 1].map((slot) => isFree(base * 10 + slot)))
    if (free.every(Boolean)) return String(base)
  }
  throw new Error('no free ports')
}
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createSocket().once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

/** An HTTP server that needs a moment to become ready, and finishes what it has begun when asked to stop. */
const SERVICE = `
  const { createServer } = require('node:http')
  const version = process.env.API_KEY.split('-').at(-1)
  const server = createServer((request, response) => setTimeout(() => {
    response.shouldKeepAlive = false
    response.end(version)
  }, 5))
  setTimeout(() => server.listen(Number(process.argv[1] + process.env.REKEY_RUN_SLOT), '127.0.0.1'), 300)
  process.on('SIGTERM', () => server.close(() => process.exit(0)))`

function ask(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get({ port, host: '127.0.0.1', agent: false }, (response) => {
      let text = ''
      response.on('data', (part: Buffer) => (text += part.toString()))
      response.on('end', () => resolve(text))
      response.on('error', reject)
    })
    request.on('error', reject)
  })
}

test('--watch replaces the command through two changes, and no request is lost', async () => {
  const base = await freePair()
  const flags = ['--watch', '--debounce', '100ms', '--ready-url', `http://127.0.0.1:${base}{slot}/`]
  const it = run([...flags, '--consumer', 'checkout'], [process.execPath, '-e', SERVICE, base])
  // As a proxy with two servers behind it does: the one that refuses is left for the other one.
  const answer = async (): Promise<string> => {
    for (const slot of [0, 1, 0, 1]) {
      const text = await ask(Number(`${base}${slot}`)).catch(() => undefined)
      if (text !== undefined) return text
    }
    throw new Error('nobody answered')
  }
  await until('the first child', () => answer().catch(() => undefined))
  await until('the stream', () => streams.size === 1)

  const seen = new Map<string, number>()
  const failures: unknown[] = []
  const load = new AbortController()
  const clients = Array.from({ length: 4 }, async () => {
    while (!load.signal.aborted) {
      await answer().then(
        (text) => seen.set(text, (seen.get(text) ?? 0) + 1),
        (error: unknown) => failures.push(error),
      )
    }
  })
  for (const version of ['2', '3']) {
    rotate()
    await until(`version ${version}`, () => seen.has(version))
    const [sum] = [[...seen.values()].reduce((a, b) => a + b, 0)]
    await until('more traffic', () => [...seen.values()].reduce((a, b) => a + b, 0) > sum + 50)
  }
  const oldIsGone = (): boolean => uses.some(({ ended, process }) => ended === true && process.endsWith('.1'))
  await until('the goodbye of the second child', oldIsGone)
  load.abort()
  await Promise.all(clients)
  expect(failures).toEqual([])
  expect([...seen.keys()].toSorted()).toEqual(['1', '2', '3'])
  expect(await answer()).toBe('3')

  it.child.kill('SIGTERM')
  expect(await it.ended()).toBe(0)
  // Each child said what it held, and goodbye.
  const held = (generation: number, ended: boolean): number[] =>
    uses
      .filter((one) => one.process === `${it.child.pid}.${generation}` && (one.ended ?? false) === ended)
      .map((one) => one.secrets[0]?.version ?? 0)
  expect([0, 1, 2].map((generation) => new Set(held(generation, true)))).toEqual([1, 2, 3].map((v) => new Set([v])))
  expect([0, 1, 2].map((generation) => new Set(held(generation, false)))).toEqual([1, 2, 3].map((v) => new Set([v])))
  expect(it.output()).not.toContain(CANARY)
})

test('a new command that does not become ready is stopped, and the old one goes on', async () => {
  const script =
    'echo "begin ${API_KEY##*-}"; case $API_KEY in *-2) exit 9;; esac; trap "exit 5" TERM; while :; do sleep 0.1; done'
  const flags = ['--watch', '--debounce', '50ms', '--ready-delay', '500ms', '--no-mask']
  const it = run(flags, ['sh', '-c', script])
  await until('the stream', () => streams.size === 1)
  rotate()
  await until('the warning', () => it.output().includes('did not become ready'))
  expect(it.output()).toContain('begin 1\nbegin 2\n')
  expect(it.child.exitCode).toBeNull()
  // The server comes back as another one after a pause: the command lives through it, and follows again.
  const port = portOfServer()
  stopServer()
  await pause(300)
  expect(it.child.exitCode).toBeNull()
  secret = { value: `${CANARY}-3`, version: 3 }
  await startServer(port)
  await until('the third', () => it.output().includes('begin 3'))
  it.child.kill('SIGTERM')
  expect(await it.ended()).toBe(5)
})

test('--signal with --mount: the running command is told, and reads the new values from the pipe', async () => {
  const script = 'trap "cat pipe" HUP; trap "exit 0" TERM; cat pipe; echo ready; while :; do sleep 0.05; done'
  const flags = [
    '--watch',
    '--debounce',
    '50ms',
    '--signal',
    'HUP',
    '--mount',
    'pipe',
    '--mount-format',
    'json',
    '--no-mask',
  ]
  const it = run(flags, ['sh', '-c', script])
  await until('the stream', () => streams.size === 1 && it.output().includes('ready'))
  rotate()
  await until('the second value', () => it.output().includes(`${CANARY}-2`))
  expect(it.output()).toBe(`{"API_KEY":"${CANARY}-1"}\nready\n{"API_KEY":"${CANARY}-2"}\n`)
  it.child.kill('SIGTERM')
  expect(await it.ended()).toBe(0)
  expect(existsSync(join(folder, 'pipe'))).toBe(false)
})

test('the pipe is private, gives each reader the whole content once, and goes after its last read', async () => {
  const it = run(['--mount', 'pipe', '--mount-max-reads', '3'], ['sh', '-c', 'echo "[${API_KEY-none}]"; read line'])
  const path = join(folder, 'pipe')
  await until('the pipe', () => existsSync(path))
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  for (let i = 0; i < 3; i += 1) {
    const { stdout } = await promisify(execFile)('cat', [path])
    expect(stdout).toBe(`API_KEY=${CANARY}-1\n`)
  }
  await until('its end', () => !existsSync(path))
  it.child.stdin?.end('\n')
  expect(await it.ended()).toBe(0)
  // What is behind the pipe is not in the environment.
  expect(it.output()).toBe('[none]\n')
})

test('a path where something is stays untouched', async () => {
  await writeFile(join(folder, 'file'), 'mine')
  const it = run(['--mount', 'file'], ['true'])
  expect(await it.ended()).toBe(2)
  expect(it.output()).toContain('there is something at')
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('mine')
})

test('without a server the offline copy serves; when the server says no it is deleted', async () => {
  const show = ['sh', '-c', 'echo "key ${API_KEY##*-}"']
  expect(await run(['--fallback', 'copy', '--no-mask'], show).ended()).toBe(0)
  secret = { value: `${CANARY}-2`, version: 2 }
  for (const status of [500, 503]) {
    failWith = status
    const it = run(['--fallback', 'copy', '--no-mask'], show)
    expect(await it.ended()).toBe(0)
    expect(it.output()).toMatch(/gives no answer: using the values of .+ ago\nkey 1\n$/)
  }
  const offline = run(['--fallback', 'copy', '--offline', '--no-mask'], show)
  expect(await offline.ended()).toBe(0)
  expect(offline.output()).toContain('offline: using')
  expect(await readFile(join(folder, 'copy'), 'utf8')).not.toContain(CANARY)
  for (const status of [401, 403, 404]) {
    failWith = undefined
    expect(await run(['--fallback', 'copy'], ['true']).ended()).toBe(0)
    expect(existsSync(join(folder, 'copy'))).toBe(true)
    failWith = status
    expect(await run(['--fallback', 'copy'], ['true']).ended()).not.toBe(0)
    expect(existsSync(join(folder, 'copy'))).toBe(false)
  }
  failWith = 503
  const without = run(['--fallback', 'copy'], ['true'])
  expect(await without.ended()).toBe(2)
  expect(without.output()).toContain('told to fail')
})

test('nothing that the program prints at debug level, or leaves on the disk, holds a value', async () => {
  const env = { NODE_DEBUG: 'http,net,fetch,undici,stream,fs', DEBUG: '*', REKEY_LOG_LEVEL: 'debug' }
  const commands: [number, string[]][] = [
    [0, ['true']],
    [127, ['no-such-command']],
    [3, ['sh', '-c', 'echo $API_KEY; echo $API_KEY >&2; exit 3']],
  ]
  for (const [code, cmd] of commands) {
    const it = run([], cmd, env)
    expect(await it.ended()).toBe(code)
    expect(it.output()).not.toContain(CANARY)
  }
  // Node would print the environment of the command itself.
  for (const NODE_DEBUG of ['child_process', '*', 'CHILD_*']) {
    const it = run([], ['true'], { NODE_DEBUG })
    expect(await it.ended()).toBe(2)
    expect(it.output()).not.toContain(CANARY)
  }
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  expect(files).toHaveLength(1)
  for (const { parentPath, name } of files) {
    expect(await readFile(join(parentPath, name), 'utf8')).not.toContain(CANARY)
    expect((await stat(join(parentPath, name))).mode & 0o077).toBe(0)
  }
})
