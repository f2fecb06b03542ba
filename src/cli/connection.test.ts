import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Io } from './command.ts'
import { connect } from './connection.ts'

let home: string
let stderr: PassThrough
const cleanups: (() => void)[] = []

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'rekey-connection-'))
  stderr = new PassThrough()
})
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) cleanup()
  await rm(home, { recursive: true })
})

function io(env: Record<string, string> = {}): Io {
  const stdout = new PassThrough()
  const stdin = new PassThrough()
  return { stdout, stderr, stdin, env: { REKEY_HOME: home, ...env }, cwd: home, signal: new AbortController().signal }
}

async function serve(listener: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<string> {
  const server = createServer((request, response) => void listener(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function writeLocal(content: string, mode = 0o600): Promise<void> {
  await writeFile(join(home, 'local.json'), content)
  await chmod(join(home, 'local.json'), mode)
}

test('the flag wins over the environment, which wins over local.json', async () => {
  await writeLocal(JSON.stringify({ url: 'http://local:1', token: 'local-token' }))
  const env = { REKEY_URL: 'http://environment:2/', REKEY_TOKEN: 'given-token' }
  expect((await connect(io(), {})).url).toBe('http://local:1')
  expect((await connect(io(env), {})).url).toBe('http://environment:2')
  expect((await connect(io(env), { server: 'http://flag:3' })).url).toBe('http://flag:3')
})

test('a token may be in a file', async () => {
  await writeFile(join(home, 'token'), 'from-file\n')
  const connection = await connect(io({ REKEY_URL: 'http://x', REKEY_TOKEN: 'file:token' }), {})
  expect(connection.token.reveal()).toBe('from-file')
  const missing = connect(io({ REKEY_URL: 'http://x', REKEY_TOKEN: 'file:nowhere' }), {})
  await expect(missing).rejects.toMatchObject({ code: 'TOKEN_UNREADABLE' })
})

test('the local token is not sent to another server', async () => {
  await writeLocal(JSON.stringify({ url: 'http://local:1', token: 'local-token' }))
  await expect(connect(io(), { server: 'http://elsewhere' })).rejects.toMatchObject({ code: 'TOKEN_MISSING' })
})

test('a local.json that others can read is pointed out', async () => {
  await writeLocal(JSON.stringify({ url: 'http://local:1', token: 'local-token' }), 0o644)
  await connect(io(), {})
  expect(String(stderr.read())).toContain('chmod 600')
})

test.each([
  ['no server at all', {}, undefined, 'SERVER_UNKNOWN'],
  ['an address that is none', { REKEY_URL: 'rekey' }, undefined, 'SERVER_URL_INVALID'],
  ['a broken local.json', {}, '{"url":', 'LOCAL_FILE_INVALID'],
])('%s is an error with a hint', async (_title, env: Record<string, string>, local: string | undefined, code) => {
  if (local !== undefined) await writeLocal(local)
  await expect(connect(io(env), {})).rejects.toMatchObject({ code, exit: 2, hint: expect.stringMatching(/\w/) })
})

test("the server's refusal keeps its code and hint", async () => {
  const url = await serve((_request, response) => {
    response.writeHead(403).end(JSON.stringify({ error: { code: 'ACCESS_DENIED', message: 'no', hint: 'ask' } }))
  })
  const connection = await connect(io({ REKEY_URL: url, REKEY_TOKEN: 't' }), {})
  const refused = connection.request('GET', '/api/secrets')
  await expect(refused).rejects.toMatchObject({ code: 'ACCESS_DENIED', message: 'no', hint: 'ask', exit: 3 })
})

test('a request carries token and body, and an empty answer is undefined', async () => {
  const url = await serve(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    if (request.method === 'POST') return response.writeHead(204).end()
    return response.end(JSON.stringify({ token: request.headers.authorization, body }))
  })
  const connection = await connect(io({ REKEY_URL: url, REKEY_TOKEN: 't' }), {})
  expect(await connection.request('PUT', '/x', { a: 1 })).toEqual({ token: 'Bearer t', body: '{"a":1}' })
  expect(await connection.request('POST', '/x')).toBeUndefined()
})

test('an unreachable server, a redirect and a page that is no JSON are told apart', async () => {
  const gone = await serve(() => undefined)
  for (const cleanup of cleanups.splice(0)) cleanup()
  const away = await connect(io({ REKEY_URL: gone, REKEY_TOKEN: 't' }), {})
  await expect(away.request('GET', '/')).rejects.toMatchObject({
    code: 'SERVER_UNREACHABLE',
    hint: expect.stringContaining('rekey up'),
  })
  const page = await serve((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: '/' }).end()
    else response.end('<html>')
  })
  const odd = await connect(io({ REKEY_URL: page, REKEY_TOKEN: 't' }), {})
  await expect(odd.request('GET', '/moved')).rejects.toMatchObject({ code: 'SERVER_ANSWER_INVALID' })
  await expect(odd.request('GET', '/')).rejects.toMatchObject({ code: 'SERVER_ANSWER_INVALID' })
})
