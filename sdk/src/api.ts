/**
 * The three requests an SDK makes: read a value, follow changes, report uses. Maps every failure to
 * RekeySdkError: a definite answer keeps its code, everything else (network, timeout, 429, 5xx) is
 * SERVER_UNREACHABLE and may be tried again.
 */
import { keepGivenToken, keepLoggedIn, loginRequest, readLoginAnswer, type Login, type LoginAnswer } from './log-in.ts'
import { RekeySdkError, asSdkError, type RekeySdkErrorCode } from './sdk-error.ts'
import { nameToPath } from './secret-name.ts'
import type { UseRow } from './use-ledger.ts'

export type TokenSource = string | (() => string | Promise<string>)

export interface Identity {
  readonly consumer: string
  readonly host: string
  readonly process: string
}

export interface ApiOptions extends Identity {
  readonly url: string
  /** A token, a function that reads one, or what to log in with. */
  readonly token: TokenSource | Login
  readonly fetch: typeof fetch
  readonly timeoutMs: number
  /** The process reports by itself which version it holds; a read alone then says nothing about that. */
  readonly heartbeats: boolean
}

export interface ValueAnswer {
  readonly value: string
  readonly version: number
  readonly etag: string
}

export interface Api {
  /** Undefined when the server says that `etag` is still current. */
  readValue(name: string, etag: string | undefined, signal: AbortSignal): Promise<ValueAnswer | undefined>
  /** With `ended` it is a goodbye: this process holds none of them any more. */
  sendUses(secrets: readonly UseRow[], signal: AbortSignal, ended?: boolean): Promise<void>
  /** The body of the change stream. Only its opening is bounded by the timeout. */
  openChanges(names: readonly string[], signal: AbortSignal): Promise<ReadableStream<Uint8Array>>
}

const CODE_BY_STATUS: Record<number, RekeySdkErrorCode> = {
  401: 'AUTH_REQUIRED',
  403: 'ACCESS_DENIED',
  404: 'SECRET_NOT_FOUND',
}

export function createApi(options: ApiOptions): Api {
  const base = options.url.replace(/\/+$/, '')
  const send = createSender(options)
  const consumerHeaders = {
    'x-rekey-consumer': options.consumer,
    'x-rekey-host': options.host,
    'x-rekey-process': options.process,
    ...(options.heartbeats && { 'x-rekey-heartbeat': '1' }),
  }

  return {
    async readValue(name, etag, signal) {
      const headers = { ...consumerHeaders, accept: 'application/json', ...(etag && { 'if-none-match': etag }) }
      const url = `${base}/api/values/${nameToPath(name)}`
      return send(url, { headers }, signal, async (response) => {
        if (response.status === 304) return undefined
        const body = (await readJson(response)) as Partial<ValueAnswer> | undefined
        if (typeof body?.value !== 'string' || typeof body.version !== 'number') {
          throw new RekeySdkError('ANSWER_INVALID', `the answer for ${name} holds no value and version`)
        }
        const { value, version } = body
        return { value, version, etag: response.headers.get('etag') ?? `"${version}"` }
      })
    },

    async sendUses(secrets, signal, ended = false) {
      const { consumer, host, process } = options
      const body = JSON.stringify({ consumer, host, process, secrets, ...(ended && { ended }) })
      const headers = { ...consumerHeaders, 'content-type': 'application/json' }
      await send(`${base}/api/uses`, { method: 'POST', headers, body }, signal, drain)
    },

    async openChanges(names, signal) {
      const headers = { ...consumerHeaders, accept: 'text/event-stream', 'cache-control': 'no-cache' }
      const url = `${base}/api/changes?names=${encodeURIComponent(names.join(','))}`
      return send(url, { headers }, signal, async (response) => {
        if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
          throw new RekeySdkError('ANSWER_INVALID', 'the change stream is not an event stream')
        }
        return response.body as ReadableStream<Uint8Array>
      })
    },
  }
}

type Sender = <T>(url: string, init: RequestInit, signal: AbortSignal, read: (r: Response) => Promise<T>) => Promise<T>

/** Adds the token, the timeout and the error mapping. A refused token is renewed once. */
function createSender(options: ApiOptions): Sender {
  const { fetch, token, timeoutMs } = options
  const isLogin = typeof token === 'object'
  const tokens = isLogin ? keepLoggedIn(() => exchange(options, token)) : keepGivenToken(token)

  return async (url, init, signal, read) => {
    const timeout = new AbortController()
    const timer = setTimeout(() => timeout.abort(), timeoutMs)
    timer.unref()
    const stop = (): void => timeout.abort()
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    let streaming = false
    try {
      const first = await tokens.current()
      let response = await attempt(fetch, url, init, first, timeout.signal)
      if (response.status === 401) {
        const next = await tokens.renew(first)
        if (next !== undefined) {
          await drain(response)
          response = await attempt(fetch, url, init, next, timeout.signal)
        }
      }
      if (!response.ok && response.status !== 304) throw await refusal(response)
      const result = await read(response)
      // A stream lives on after its opening: the caller's signal must still reach it.
      streaming = result instanceof ReadableStream
      return result
    } catch (error) {
      if (error instanceof RekeySdkError) throw error
      if (signal.aborted) throw new RekeySdkError('CLIENT_CLOSED', 'the client was closed during the request')
      const why = timeout.signal.aborted ? `no answer within ${timeoutMs} ms` : networkReason(error)
      throw new RekeySdkError('SERVER_UNREACHABLE', `the Rekey server gave no answer: ${why}`, { cause: error })
    } finally {
      clearTimeout(timer)
      if (!streaming) signal.removeEventListener('abort', stop)
    }
  }
}

/** A login has its own time limit: of several requests that wait for it, one may be given up. */
async function exchange({ url, fetch, timeoutMs }: ApiOptions, login: Login): Promise<LoginAnswer> {
  const { path, body } = await loginRequest(login)
  const response = await fetch(`${url.replace(/\/+$/, '')}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'manual',
  })
  if (!response.ok) throw await refusal(response)
  return readLoginAnswer(await readJson(response))
}

function attempt(fetch: ApiOptions['fetch'], url: string, init: RequestInit, token: string, signal: AbortSignal) {
  const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` }
  // A redirect would carry the token to another server.
  return fetch(url, { ...init, headers, signal, redirect: 'manual' })
}

async function refusal(response: Response): Promise<RekeySdkError> {
  const body = (await readJson(response).catch(() => undefined)) as
    | { error?: { message?: unknown; hint?: unknown } }
    | undefined
  const { status } = response
  const told = typeof body?.error?.message === 'string' ? body.error.message : `the server answered ${status}`
  const hint = typeof body?.error?.hint === 'string' ? { hint: body.error.hint } : {}
  const code = CODE_BY_STATUS[status]
  if (code) return new RekeySdkError(code, told, hint)
  if (status >= 500 || status === 429 || status === 408) return new RekeySdkError('SERVER_UNREACHABLE', told, hint)
  if (status >= 300 && status < 400) return new RekeySdkError('ANSWER_INVALID', `the server redirects (${status})`)
  return new RekeySdkError('REQUEST_REFUSED', told, hint)
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    // The cause is left out on purpose: a JSON error quotes the text, and the text may hold a value.
    throw new RekeySdkError('ANSWER_INVALID', 'the answer is not JSON')
  }
}

async function drain(response: Response): Promise<void> {
  await response.arrayBuffer()
}

function networkReason(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  const code = (cause as { code?: unknown } | undefined)?.code
  return typeof code === 'string' ? code : asSdkError(error).message
}
