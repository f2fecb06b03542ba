/**
 * The client of a Rekey server: hands out values, keeps them fresh, and reports which version this
 * process uses. Nothing here keeps a process alive but an open change stream; `close()` ends it.
 * It never writes a value anywhere: not to a log, an error, a file or the environment.
 */
import { hostname } from 'node:os'
import { pid } from 'node:process'
import { createApi, type Identity, type TokenSource } from './api.ts'
import type { Backoff } from './backoff.ts'
import { followChanges, type ChangeStream } from './change-stream.ts'
import { startHeartbeat } from './heartbeat.ts'
import type { Login } from './log-in.ts'
import { RekeySdkError, isUnreachable } from './sdk-error.ts'
import { createSecretCache, type Secret, type SecretListener } from './secret-cache.ts'
import { CACHE_HOLDER, createUseLedger } from './use-ledger.ts'

export interface ClientOptions {
  /** Address of the server: `https://rekey.example.com`. */
  readonly url: string
  /**
   * Machine token, or a function that reads one (asked again when the server answers 401), or what to log in with:
   * then the client logs in, and again before its token ends.
   */
  readonly token: TokenSource | Login
  /** The name under which this process appears in the consumers graph: `checkout`. */
  readonly consumer: string
  /** Default: the machine's host name. */
  readonly host?: string
  /** Default: the process id. */
  readonly process?: string
  /**
   * `live` (default) follows changes and reports by itself. `on-demand` is for periodic jobs: no stream,
   * no timer, each `get` asks the server and falls back to the last value only when it gives no answer.
   */
  readonly mode?: 'live' | 'on-demand'
  readonly heartbeatMs?: number
  /** How long the first `get` of a name waits for a server that is away. Default 10 s. */
  readonly loadTimeoutMs?: number
  /** Bound of a single request. Default 5 s. */
  readonly timeoutMs?: number
  readonly fetch?: typeof fetch
  /** Told of problems in the background (stream lost, report refused). Default: silence. */
  readonly onError?: (error: unknown) => void
  readonly random?: () => number
}

export interface AuthFailureOptions {
  /** Judges what the callback threw or returned. Default: `status` or `statusCode` is 401. */
  readonly isAuthFailure?: (outcome: unknown) => boolean
}

export interface SecretState {
  readonly version: number | undefined
  /** Milliseconds since the server last spoke about this secret; undefined before the first answer. */
  readonly ageMs: number | undefined
  /** True while the server pushes changes. */
  readonly live: boolean
}

export interface Client {
  /** The current value. Counts one use of its version. */
  get(name: string): Promise<Secret>
  /** Asks the server now. With `unless` it asks only while the version in hand is still that one. */
  refresh(name: string, options?: { readonly unless?: number }): Promise<Secret>
  /**
   * Calls the listener with every value that this client comes to hold after this moment, the first one
   * included if none is held yet. In `on-demand` mode that happens only when something asks.
   */
  subscribe(name: string, listener: SecretListener): () => void
  /**
   * Runs the callback with the current value. If its outcome is an authentication failure, asks the server
   * once and, if there is another version, runs it once more: the callback must be safe to run twice then.
   */
  withSecret<T>(
    name: string,
    callback: (value: string, version: number) => Promise<T> | T,
    options?: AuthFailureOptions,
  ): Promise<T>
  state(name: string): SecretState
  /** Reports versions and uses now. Rejects when the server does not take the report; nothing is lost then. */
  flush(): Promise<void>
  /** Ends stream and timers, and tells the server that this process holds nothing any more (best effort, at most 1 s). */
  close(): Promise<void>
  /** For adapters that count real uses themselves: as `get`, but counts nothing. */
  load(name: string): Promise<Secret>
  /** For adapters: reports uses, and the versions that are really in hand (an old one until it has drained). */
  adapter(name: string): SecretAdapter
}

export interface SecretAdapter {
  used(version: number, uses?: number): void
  holds(versions: readonly number[]): void
}

const HEADER_TEXT = /^[\x21-\x7e]([\x20-\x7e]{0,118}[\x21-\x7e])?$/

export function createClient(options: ClientOptions): Client {
  const identity = readIdentity(options)
  const onError = (error: unknown): void => {
    if (!closing.signal.aborted) options.onError?.(error)
  }
  const closing = new AbortController()
  const { signal } = closing
  const retry: Backoff = { baseMs: 100, maxMs: 5_000, random: options.random ?? Math.random }
  const onDemand = options.mode === 'on-demand'
  const ledger = createUseLedger()
  const timeoutMs = options.timeoutMs ?? 5_000
  const api = createApi({
    ...identity,
    url: options.url,
    token: options.token,
    fetch: options.fetch ?? fetch,
    timeoutMs,
    heartbeats: !onDemand,
  })
  const heartbeat = startHeartbeat({
    api,
    ledger,
    signal,
    retry,
    onError,
    intervalMs: onDemand ? 0 : (options.heartbeatMs ?? 15_000),
  })
  let changes: ChangeStream | undefined

  const cache = createSecretCache({
    api,
    signal,
    retry,
    onError,
    loadTimeoutMs: options.loadTimeoutMs ?? 10_000,
    onNames() {
      if (onDemand) return
      if (changes) changes.restart()
      else changes = follow()
    },
    onHeld(name, secret) {
      ledger.hold(CACHE_HOLDER, name, [secret.version])
      heartbeat.hurry()
    },
  })

  const follow = (): ChangeStream =>
    followChanges({
      api,
      retry,
      onError,
      names: cache.names,
      onVersion: cache.notice,
      async poll() {
        for (const name of cache.names()) {
          const error = await cache.refresh(name).then(
            () => undefined,
            (reason: unknown) => reason,
          )
          if (error !== undefined) onError(error)
          if (isUnreachable(error)) return
        }
      },
      firstEventMs: timeoutMs,
      silenceMs: 40_000,
    })

  const checkOpen = (): void => {
    if (signal.aborted) throw new RekeySdkError('CLIENT_CLOSED', 'this client was closed')
  }

  const loadOnDemand = (name: string): Promise<Secret> => {
    if (!cache.peek(name)) return cache.load(name)
    return cache.refresh(name).catch((error: unknown) => {
      const held = cache.peek(name)
      if (held && isUnreachable(error)) return held
      throw error
    })
  }

  const load = async (name: string): Promise<Secret> => {
    checkOpen()
    return onDemand ? loadOnDemand(name) : cache.load(name)
  }

  const get = (name: string): Promise<Secret> => {
    const hit = onDemand || signal.aborted ? undefined : cache.hit(name)
    const held = hit && cache.peek(name)
    if (hit && held) {
      ledger.count(name, held.version, 1)
      return hit
    }
    return load(name).then((secret) => {
      ledger.count(name, secret.version, 1)
      return secret
    })
  }

  const refresh: Client['refresh'] = async (name, { unless } = {}) => {
    checkOpen()
    return cache.refresh(name, unless)
  }

  return {
    get,
    load,
    refresh,

    subscribe(name, listener) {
      checkOpen()
      const stop = cache.listen(name, listener)
      if (!onDemand) cache.load(name).catch(onError)
      return stop
    },

    async withSecret(name, callback, { isAuthFailure = looksUnauthorised } = {}) {
      const first = await get(name)
      const attempt = await settle(() => callback(first.value, first.version))
      if (!isAuthFailure('error' in attempt ? attempt.error : attempt.result)) return unwrap(attempt)
      const next = await refresh(name, { unless: first.version }).catch(() => undefined)
      // The same version again would be refused again, and may lock the account.
      if (!next || next.version === first.version) return unwrap(attempt)
      ledger.count(name, next.version, 1)
      return callback(next.value, next.version)
    },

    state(name) {
      return { version: cache.peek(name)?.version, ageMs: cache.ageMs(name), live: changes?.isLive() ?? false }
    },

    async flush() {
      checkOpen()
      await heartbeat.flush()
    },

    async close() {
      if (signal.aborted) return
      changes?.close()
      heartbeat.close()
      const giveUp = setTimeout(() => closing.abort(), 1_000)
      await heartbeat.sayGoodbye().catch(() => undefined)
      clearTimeout(giveUp)
      closing.abort()
    },

    adapter(name) {
      const holder = {}
      return {
        used: (version, uses = 1) => ledger.count(name, version, uses),
        holds(versions) {
          ledger.hold(holder, name, versions)
          heartbeat.hurry()
        },
      }
    },
  }
}

type Outcome<T> = { readonly result: T } | { readonly error: unknown }

async function settle<T>(run: () => Promise<T> | T): Promise<Outcome<T>> {
  try {
    return { result: await run() }
  } catch (error) {
    return { error }
  }
}

function unwrap<T>(outcome: Outcome<T>): T {
  if ('error' in outcome) throw outcome.error
  return outcome.result
}

function looksUnauthorised(outcome: unknown): boolean {
  if (typeof outcome !== 'object' || outcome === null) return false
  const { status, statusCode } = outcome as { status?: unknown; statusCode?: unknown }
  return status === 401 || statusCode === 401
}

function readIdentity(options: ClientOptions): Identity {
  if (!URL.canParse(options.url) || !/^https?:$/.test(new URL(options.url).protocol)) {
    throw new RekeySdkError('OPTION_INVALID', 'url is not an http or https address')
  }
  const { consumer, host = hostname(), process = String(pid) } = options
  for (const [option, text] of Object.entries({ consumer, host, process })) {
    if (typeof text !== 'string' || !HEADER_TEXT.test(text)) {
      throw new RekeySdkError('OPTION_INVALID', `${option} must be 1 to 120 printable ASCII characters`)
    }
  }
  return { consumer, host, process }
}
