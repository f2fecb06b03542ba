/**
 * A provider's door on the loopback address: knows one live, one restricted and one revoked key of the provider that is
 * played, answers each as the table says, and misbehaves on demand. Compares each request with the table and keeps what
 * differs.
 */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Canned, KeyAnswers } from '../contract/answers/key-answers.ts'

export type Misbehaviour =
  | 'page-200'
  | 'page-401'
  | 'page-403'
  | 'text-403'
  | 'other-200'
  | 'redirect'
  | 'limited'
  | 'limited-403'
  | 'failing'
  | 'reset'
  | 'echo'

export interface KnownKeys {
  readonly live: string | undefined
  readonly restricted: string
  readonly companions: readonly string[]
}

export interface DoorRequest {
  readonly line: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface ProviderDoor {
  readonly url: string
  play(answers: KeyAnswers, keys: KnownKeys): void
  misbehave(how: Misbehaviour): void
  /** From now on the live key is refused. */
  revoke(): void
  /** What was asked in another way than the table says. */
  takeProblems(): string[]
  last(): DoorRequest
  /** All requests since the last time, in order. */
  takeRequests(): DoorRequest[]
  asked(): number
  redirected(): number
  close(): Promise<void>
}

const PAGE =
  '<!DOCTYPE html><html><head><title>Attention required</title></head><body>Checking your browser</body></html>'

export async function startProviderDoor(): Promise<ProviderDoor> {
  let played: { answers: KeyAnswers; keys: KnownKeys } | undefined
  let how: Misbehaviour | undefined
  let last: DoorRequest = { line: '', headers: {}, body: '' }
  let requests: DoorRequest[] = []
  let problems: string[] = []
  let asked = 0
  let redirected = 0

  const server = createServer((request, response) => {
    asked++
    if (request.url === '/elsewhere') redirected++
    const chunks: Buffer[] = []
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const body = Buffer.concat(chunks).toString()
        last = { line: `${request.method} ${request.url}`, headers: request.headers, body }
        requests.push(last)
        if (how !== undefined) return misanswer(how, request, response)
        if (!played) return void response.writeHead(500).end()
        const { answer, problem } = answerOf(played.answers, played.keys, read(request, body))
        if (problem !== undefined) problems.push(problem)
        send(response, answer)
      })
  }).listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    play(answers, keys) {
      played = { answers, keys }
      how = undefined
      problems = []
      requests = []
    },
    misbehave(next) {
      how = next
    },
    revoke() {
      if (played) played = { ...played, keys: { ...played.keys, live: undefined } }
    },
    takeProblems: () => problems.splice(0),
    last: () => last,
    takeRequests: () => requests.splice(0),
    asked: () => asked,
    redirected: () => redirected,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

function send(response: ServerResponse, [status, body, more = {}]: Canned): void {
  const isText = typeof body === 'string'
  const type = isText ? 'text/plain' : 'application/json'
  response.writeHead(status, { 'content-type': type, ...more }).end(isText ? body : JSON.stringify(body))
}

interface Asked {
  readonly line: string
  /** Headers by name, the decoded Basic header as `basic`, and the body. */
  readonly sent: Readonly<Record<string, string | undefined>>
}

function read(request: IncomingMessage, body: string): Asked {
  const encoded = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  const basic = encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString()
  return {
    line: `${request.method} ${request.url}`,
    sent: { ...(request.headers as Record<string, string>), basic, body },
  }
}

function answerOf(answers: KeyAnswers, keys: KnownKeys, asked: Asked): { answer: Canned; problem?: string } {
  const fill = (template: string, key: string): string =>
    template.replace(/\{(key|\d)(?:\|(url|form|path))?\}/g, (_, name: string, as: string | undefined) => {
      const text = name === 'key' ? key : (keys.companions[Number(name)] ?? '')
      if (as === 'form') return new URLSearchParams({ '': text }).toString().slice(1)
      if (as === 'path') return text.slice(text.indexOf('/'))
      return as === 'url' ? encodeURIComponent(text) : text
    })
  // GitHub takes `token` for `Bearer`, and its own client says it.
  const { authorization } = asked.sent
  const spelled = answers.provider === 'github' ? authorization?.replace(/^token /, 'Bearer ') : authorization
  const sent: Asked['sent'] = { ...asked.sent, authorization: spelled }
  const isAbout = (key: string): boolean =>
    asked.line === fill(answers.asks, key) &&
    Object.entries(answers.shows).every(([name, value]) => sent[name] === fill(value, key))
  if (keys.live !== undefined && isAbout(keys.live)) return { answer: answers.live }
  if (answers.restricted && isAbout(keys.restricted)) return { answer: answers.restricted }
  const more = answers.also?.find(({ asks }) => asks === asked.line)
  if (more) return { answer: more.answer }
  // Any other key must still be asked about in the documented way.
  const different = [
    ...(likeTemplate(answers.asks).test(asked.line) ? [] : [`${asked.line.slice(0, 200)} is not ${answers.asks}`]),
    ...Object.entries(answers.shows).flatMap(([name, value]) =>
      likeTemplate(value).test(asked.sent[name] ?? '') ? [] : [`${name} is not ${value}`],
    ),
  ]
  return { answer: answers.dead, ...(different.length > 0 ? { problem: different.join(', ') } : {}) }
}

function likeTemplate(template: string): RegExp {
  const parts = template.split(/\{(?:key|\d)(?:\|\w+)?\}/)
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`, 's')
}

function misanswer(how: Misbehaviour, request: IncomingMessage, response: ServerResponse): void {
  switch (how) {
    case 'page-200':
    case 'page-401':
    case 'page-403':
      return void response.writeHead(Number(how.slice(5)), { 'content-type': 'text/html; charset=utf-8' }).end(PAGE)
    case 'text-403':
      return send(response, [403, 'error code: 1020'])
    case 'other-200':
      return send(response, [200, { status: 'welcome', hello: 'world' }])
    case 'redirect':
      return void response.writeHead(302, { location: '/elsewhere' }).end()
    case 'limited':
      return send(response, [429, { error: 'too many requests' }, { 'retry-after': '7' }])
    case 'limited-403':
      return send(response, [403, { message: 'You have exceeded a secondary rate limit' }, { 'retry-after': '9' }])
    case 'failing':
      return send(response, [503, { error: 'unavailable' }])
    case 'reset':
      return void request.socket.destroy()
    case 'echo':
      return send(response, [400, { error: `${request.url} ${JSON.stringify(request.headers)}` }])
  }
}
