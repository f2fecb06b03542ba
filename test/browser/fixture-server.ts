/**
 * Serves web/dist under /ui/ with the real Content-Security-Policy and answers the API from the fixture's
 * night. Its clock stands still or runs, as the caller says. For tests and development only:
 * `node_modules/.bin/tsx test/browser/fixture-server.ts 7399`, then open /ui/ with the token below.
 */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { NO_EDITS, type Edits } from './fixture-plan.ts'
import { INCIDENT_ID, roomAt } from './fixture-room.ts'
import { DOCUMENT_TEXTS } from './fixture-story.ts'

export const FIXTURE_TOKEN = 'setup token of the fixture'

const DIST = join(import.meta.dirname, '../../web/dist')
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

export interface Fixture {
  readonly url: string
  readonly roomUrl: string
  /** Jumps to a second after the alert and stands still there; edits are forgotten. */
  freezeAt(seconds: number): void
  /** Lets the time run on from here. */
  run(): void
  /** Answers the list of incidents with none, or with the fixture's one. */
  setEmpty(empty: boolean): void
  /** Ends all event streams and refuses new ones, as a lost network would. */
  setCut(cut: boolean): void
  edits(): Edits
  close(): Promise<void>
}

type Body = Readonly<Record<string, unknown>>
type Reply = { status?: number; json?: unknown; text?: string; headers?: Readonly<Record<string, string>> }

const failure = (status: number, code: string, message: string, hint: string): Reply => ({
  status,
  json: { error: { code, message, hint } },
})

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text ? (JSON.parse(text) as Body) : {}
}

async function sendStatic(path: string, response: ServerResponse): Promise<void> {
  const asked = normalize(path.slice('/ui'.length)).replace(/^[/.]+/, '')
  const name = extname(asked) ? asked : 'index.html'
  const content = await readFile(join(DIST, name)).catch(() => undefined)
  if (!content) {
    response
      .writeHead(404, { 'content-type': 'text/plain' })
      .end('Not found. Is web/dist built? node_modules/.bin/vite build web')
    return
  }
  response.writeHead(200, {
    'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
    'content-security-policy': CSP,
    'x-content-type-options': 'nosniff',
  })
  response.end(content)
}

class Night {
  edits: Edits = NO_EDITS
  empty = false
  cut = false
  #frozenAt = 0
  #runningSince: number | undefined
  readonly streams = new Set<ServerResponse>()

  get now(): number {
    return this.#frozenAt + (this.#runningSince === undefined ? 0 : (performance.now() - this.#runningSince) / 1000)
  }

  freezeAt(seconds: number): void {
    this.#frozenAt = seconds
    this.#runningSince = undefined
    this.edits = NO_EDITS
    this.tell()
  }

  run(): void {
    this.#runningSince = performance.now()
  }

  tell(): void {
    for (const stream of this.streams) stream.write(`event: incident\ndata: ${JSON.stringify({ id: INCIDENT_ID })}\n\n`)
  }

  edit(change: Partial<Edits>): Reply {
    this.edits = { ...this.edits, ...change }
    this.tell()
    return { status: 204 }
  }

  read(path: string): Reply {
    const room = roomAt(this.now, this.edits)
    if (path === '/api/session') return { json: { identity: { name: 'Mara Lindt', kind: 'person' } } }
    if (path === '/api/incidents') return { json: { incidents: this.empty ? [] : [room.incident] } }
    if (path === `/api/incidents/${INCIDENT_ID}`) return { json: room }
    if (path === '/api/journal/verify') {
      return { json: { ok: true, entries: room.timeline.length, head: '9f3ac1d07be2445c8d51' } }
    }
    const document = /^\/api\/incidents\/[^/]+\/documents\/(\w+)$/.exec(path)?.[1]
    const text = document && DOCUMENT_TEXTS[document]
    if (text) return { text, headers: { 'content-type': 'text/markdown; charset=utf-8' } }
    return failure(404, 'NOT_FOUND', `There is nothing at ${path}.`, 'Look at the list of incidents.')
  }

  write(path: string, body: Body): Reply {
    const action = path.replace(`/api/incidents/${INCIDENT_ID}/`, '')
    const atSeconds = this.now
    if (action.startsWith('tasks/')) {
      const tasks = new Map(this.edits.tasks)
      tasks.set(decodeURIComponent(action.slice('tasks/'.length)), { done: body['done'] === true, atSeconds })
      return this.edit({ tasks })
    }
    if (action === 'notes')
      return this.edit({ notes: [...this.edits.notes, { text: String(body['text']), atSeconds }] })
    if (action === 'commander') return this.edit({ commander: String(body['name']) })
    if (action === 'close') return this.edit({ closedAtSeconds: atSeconds })
    const [, id, verb] = /^\/api\/rotations\/(\w+)\/(pause|resume|force)$/.exec(path) ?? []
    if (!id) return failure(404, 'NOT_FOUND', `There is nothing at ${path}.`, 'Reload the page.')
    if (verb === 'force') {
      return failure(409, 'FORCE_REFUSED', 'The fixture does not force rotations.', 'Use the drill for that.')
    }
    const paused = new Set(this.edits.paused)
    if (verb === 'pause') paused.add(id)
    else paused.delete(id)
    return this.edit({ paused })
  }
}

function openStream(night: Night, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('event: ping\ndata: {}\n\n')
  night.streams.add(response)
  response.on('close', () => night.streams.delete(response))
}

async function answer(night: Night, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://fixture')
  if (pathname.startsWith('/ui')) return sendStatic(pathname, response)
  if (night.cut) return void request.socket.destroy()
  const signedIn = request.headers.cookie?.includes('rekey_session=fixture') ?? false
  let reply: Reply
  if (pathname === '/api/setup') {
    const right = (await bodyOf(request))['token'] === FIXTURE_TOKEN
    reply = right
      ? { status: 204, headers: { 'set-cookie': 'rekey_session=fixture; HttpOnly; SameSite=Strict; Path=/' } }
      : failure(401, 'TOKEN_REFUSED', 'This token is not valid.', 'It works once. Run `rekey up` again for a new one.')
  } else if (!signedIn) reply = failure(401, 'AUTH_REQUIRED', 'Nobody is signed in.', 'Sign in at /ui/.')
  else if (pathname === '/api/events') return openStream(night, response)
  else if (pathname === '/api/logout') {
    reply = { status: 204, headers: { 'set-cookie': 'rekey_session=; Max-Age=0; Path=/' } }
  } else if (request.method === 'GET') reply = night.read(pathname)
  else reply = night.write(pathname, await bodyOf(request))
  response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers })
  response.end(reply.text ?? (reply.json === undefined ? undefined : JSON.stringify(reply.json)))
}

export async function startFixture(port = 0): Promise<Fixture> {
  const night = new Night()
  const server = createServer((request, response) => {
    answer(night, request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const beat = setInterval(() => night.tell(), 1000)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `${url}/ui/`,
    roomUrl: `${url}/ui/incidents/${INCIDENT_ID}`,
    freezeAt: (seconds) => night.freezeAt(seconds),
    run: () => night.run(),
    setEmpty: (empty) => void (night.empty = empty),
    setCut(cut) {
      night.cut = cut
      if (cut) for (const stream of night.streams) stream.destroy()
    },
    edits: () => night.edits,
    async close() {
      clearInterval(beat)
      for (const stream of night.streams) stream.destroy()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

if (process.argv[1] === import.meta.filename) {
  const fixture = await startFixture(Number(process.argv[2] ?? 7399))
  fixture.run()
  process.stdout.write(`${fixture.url}  token: ${FIXTURE_TOKEN}\n`)
}
