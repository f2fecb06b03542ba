/**
 * A small server that speaks the part of Rekey's HTTP contract that the SDK uses, on a real socket.
 * It counts requests and can misbehave on purpose; it stores nothing.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface UsesReport {
  consumer: string
  host: string
  process: string
  secrets: { name: string; version: number; uses: number }[]
}

export interface ContractServer {
  readonly url: string
  readonly port: number
  readonly reads: { name: string; status: number; consumer: string }[]
  readonly uses: UsesReport[]
  token: string
  /** Ids and secrets that may log in, each login gets a new token of this life. */
  readonly logins: { id: string; secret: string }[]
  tokenLifeMs: number
  loginCount: number
  /** Answer this status to everything but the change stream. */
  failWith: number | undefined
  /** `cut`: write the stream in pieces of one byte. `off`: no stream at all (a proxy that cannot). */
  streaming: 'whole' | 'cut' | 'off'
  set(name: string, value: string): void
  /** Changes a value without telling the stream. */
  setQuietly(name: string, value: string): void
  openStreams(): number
  stop(): Promise<void>
}

export async function startContractServer(options: { port?: number; version?: number } = {}): Promise<ContractServer> {
  const secrets = new Map<string, { value: string; version: number }>()
  const streams = new Set<{ names: string[]; write: (text: string) => void; response: ServerResponse }>()

  const setQuietly = (name: string, value: string): void => {
    secrets.set(name, { value, version: (secrets.get(name)?.version ?? (options.version ?? 1) - 1) + 1 })
  }
  const versionEvent = (name: string): string =>
    `event: version\ndata: ${JSON.stringify({ name, version: secrets.get(name)?.version })}\n\n`

  const server = createServer((request, response) => {
    const answer = (status: number, body?: object, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(body && JSON.stringify(body))
    }
    const refuse = (status: number, code: string): void =>
      answer(status, { error: { code, message: `refused: ${code}`, hint: `hint of ${code}` } })
    const url = new URL(request.url ?? '/', 'http://contract')
    if (url.pathname === '/api/changes' && it.streaming !== 'off') return follow(url, response)
    if (it.failWith) return refuse(it.failWith, 'TOLD_TO_FAIL')
    if (url.pathname === '/api/login/id-secret') return void logIn(request, answer, refuse)
    if (request.headers.authorization !== `Bearer ${it.token}`) return refuse(401, 'AUTH_REQUIRED')
    if (url.pathname === '/api/uses') return void takeUses(request, answer)
    if (!url.pathname.startsWith('/api/values/')) return refuse(404, 'NOT_FOUND')

    const name = decodeURIComponent(url.pathname.slice('/api/values/'.length))
    const secret = secrets.get(name)
    const etag = `"${secret?.version}"`
    const status = name.startsWith('forbidden/')
      ? 403
      : !secret
        ? 404
        : request.headers['if-none-match'] === etag
          ? 304
          : 200
    it.reads.push({ name, status, consumer: String(request.headers['x-rekey-consumer']) })
    if (status === 304) return answer(304, undefined, { etag })
    if (status === 403) return refuse(403, 'ACCESS_DENIED')
    if (!secret) return refuse(404, 'SECRET_NOT_FOUND')
    answer(200, { name, ...secret, createdAt: '2026-01-01T00:00:00.000Z' }, { etag })
  })

  const follow = (url: URL, response: ServerResponse): void => {
    const names = (url.searchParams.get('names') ?? '').split(',')
    if (names.some((name) => name.startsWith('forbidden/'))) return void response.writeHead(403).end()
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    const write = it.streaming === 'cut' ? writeCut(response) : (text: string) => void response.write(text)
    const stream = { names, write, response }
    streams.add(stream)
    response.on('close', () => streams.delete(stream))
    for (const name of names) if (secrets.has(name)) write(versionEvent(name))
    write('event: ping\ndata: {}\n\n')
  }

  const logIn = async (
    request: IncomingMessage,
    answer: (status: number, body: object) => void,
    refuse: (status: number, code: string) => void,
  ): Promise<void> => {
    const { id, secret } = JSON.parse(await readBody(request)) as { id: string; secret: string }
    if (!it.logins.some((login) => login.id === id && login.secret === secret)) return refuse(401, 'SIGN_IN_REFUSED')
    it.token = `token-of-login-${(it.loginCount += 1)}`
    answer(200, { name: id, token: it.token, ttlMs: it.tokenLifeMs })
  }

  const takeUses = async (request: IncomingMessage, answer: (status: number) => void): Promise<void> => {
    it.uses.push(JSON.parse(await readBody(request)) as UsesReport)
    answer(204)
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const it: ContractServer = {
    url: `http://127.0.0.1:${port}`,
    port,
    reads: [],
    uses: [],
    token: 'token-of-the-test',
    logins: [],
    tokenLifeMs: 60_000,
    loginCount: 0,
    failWith: undefined,
    streaming: 'whole',
    setQuietly,
    set(name, value) {
      setQuietly(name, value)
      for (const stream of streams) if (stream.names.includes(name)) stream.write(versionEvent(name))
    },
    openStreams: () => streams.size,
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
  return it
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

/** One byte per write, each in its own turn of the event loop. */
function writeCut(response: ServerResponse): (text: string) => void {
  let queue: Promise<void> = Promise.resolve()
  return (text) => {
    for (const byte of Buffer.from(text)) {
      queue = queue.then(() => new Promise((resolve) => response.write(Buffer.of(byte), () => setImmediate(resolve))))
    }
  }
}

/** Waits until `probe` returns something truthy; throws with `what` after `timeoutMs`. */
export async function until<T>(what: string, probe: () => T | Promise<T>, timeoutMs = 5_000): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const result = await probe()
    if (result) return result
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
