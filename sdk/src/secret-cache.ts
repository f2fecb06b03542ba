/**
 * The values this process holds. One request at a time per name however many ask; the last known value
 * is kept while the server is away. Refuses to hide a definite answer: 401, 403 and 404 reach the caller
 * of `refresh` and of a first `load`.
 */
import { inspect } from 'node:util'
import type { Api } from './api.ts'
import { backoffMs, pause, type Backoff } from './backoff.ts'
import { isRefusal, isUnreachable } from './sdk-error.ts'
import { nameToPath } from './secret-name.ts'

/** One version of a secret. `console.log` and JSON show the version only. */
export interface Secret {
  readonly value: string
  readonly version: number
}

export type SecretListener = (secret: Secret) => void

export interface CacheOptions {
  readonly api: Api
  readonly signal: AbortSignal
  readonly retry: Backoff
  /** How long a first load may be tried again while the server is away. */
  readonly loadTimeoutMs: number
  /** The set of names to follow has grown. */
  readonly onNames: () => void
  readonly onHeld: (name: string, secret: Secret) => void
  readonly onError: (error: unknown) => void
}

interface Entry {
  readonly name: string
  readonly listeners: Set<SecretListener>
  held?: Secret
  /** The held secret as an already resolved promise: what a cache hit returns. */
  hit?: Promise<Secret>
  etag?: string
  askedAt?: number
  loading?: Promise<Secret> | undefined
  running?: Promise<Secret> | undefined
  queued?: Promise<Secret> | undefined
  announced?: number
  chasing?: boolean
  /** Never held, and the server said no: following it would spoil the stream for the others. */
  refused?: boolean
}

/** How often a value is asked for again when the server still shows the version before the announced one. */
const MAX_LAGGING_ANSWERS = 8

export function createSecretCache(options: CacheOptions) {
  const { api, signal, retry } = options
  const entries = new Map<string, Entry>()

  const entryOf = (name: string): Entry => {
    let entry = entries.get(name)
    if (!entry) {
      nameToPath(name)
      entries.set(name, (entry = { name, listeners: new Set() }))
      options.onNames()
    }
    return entry
  }

  const ask = async (entry: Entry): Promise<Secret> => {
    const answer = await api.readValue(entry.name, entry.etag, signal).catch((error: unknown) => {
      if (!entry.held && isRefusal(error)) entry.refused = true
      throw error
    })
    entry.askedAt = performance.now()
    if (!answer && !entry.held) throw new Error('the server confirmed a version that is not held')
    if (!answer || answer.version === entry.held?.version) return entry.held as Secret
    const secret = makeSecret(answer.value, answer.version)
    entry.held = secret
    entry.hit = Promise.resolve(secret)
    entry.etag = answer.etag
    options.onHeld(entry.name, secret)
    if (entry.refused) {
      entry.refused = false
      options.onNames()
    }
    // A copy: a listener may subscribe or stop others.
    const listeners = [...entry.listeners]
    for (const listener of listeners) {
      try {
        listener(secret)
      } catch (error) {
        options.onError(error)
      }
    }
    return secret
  }

  const read = (entry: Entry): Promise<Secret> =>
    (entry.running ??= ask(entry).finally(() => {
      entry.running = undefined
    }))

  /** An answer that was asked for after this call: one under way may have left the server before the change. */
  const readAnew = (entry: Entry): Promise<Secret> => {
    if (!entry.running) return read(entry)
    return (entry.queued ??= entry.running
      .catch(() => undefined)
      .then(() => {
        entry.queued = undefined
        return read(entry)
      }))
  }

  const firstLoad = async (entry: Entry): Promise<Secret> => {
    const deadline = performance.now() + options.loadTimeoutMs
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await read(entry)
      } catch (error) {
        if (entry.held) return entry.held
        const waitMs = backoffMs(attempt, retry)
        if (!isUnreachable(error) || signal.aborted || performance.now() + waitMs > deadline) throw error
        await pause(waitMs, signal)
      }
    }
  }

  /** Reads until the announced version is held: the server may be restarting, or another node may lag behind. */
  const chase = async (entry: Entry): Promise<void> => {
    if (entry.chasing) return
    entry.chasing = true
    let lagging = 0
    // A read under way often brings the announced version: no second request then.
    await entry.running?.catch(() => undefined)
    for (let attempt = 1; entry.held?.version !== entry.announced && !signal.aborted; attempt += 1) {
      try {
        await read(entry)
        if (entry.held?.version === entry.announced || (lagging += 1) > MAX_LAGGING_ANSWERS) break
      } catch (error) {
        options.onError(error)
        if (!isUnreachable(error)) break
      }
      await pause(backoffMs(attempt, retry), signal)
    }
    entry.chasing = false
  }

  return {
    names: (): string[] => [...entries.values()].flatMap((entry) => (entry.refused ? [] : entry.name)),

    /** The held secret if there is one, without a request. */
    hit: (name: string): Promise<Secret> | undefined => entries.get(name)?.hit,

    peek: (name: string): Secret | undefined => entries.get(name)?.held,

    /** The held secret, or the first one from the server. */
    load(name: string): Promise<Secret> {
      const entry = entryOf(name)
      return (
        entry.hit ??
        (entry.loading ??= firstLoad(entry).finally(() => {
          entry.loading = undefined
        }))
      )
    },

    /** Asks the server. With `unless`: only if the version in hand is still that one. */
    async refresh(name: string, unless?: number): Promise<Secret> {
      const entry = entryOf(name)
      if (entry.held && unless !== undefined && entry.held.version !== unless) return entry.held
      return readAnew(entry)
    },

    listen(name: string, listener: SecretListener): () => void {
      const { listeners } = entryOf(name)
      // A wrapper, so that one function may be subscribed twice.
      const own: SecretListener = (secret) => listener(secret)
      listeners.add(own)
      return () => {
        listeners.delete(own)
      }
    },

    /** The server says that `version` is current. Never rejects. */
    notice(name: string, version: number): void {
      const entry = entries.get(name)
      if (!entry) return
      entry.announced = version
      entry.askedAt = performance.now()
      void chase(entry)
    },

    /** Milliseconds since the server last spoke about this secret. */
    ageMs(name: string): number | undefined {
      const askedAt = entries.get(name)?.askedAt
      return askedAt === undefined ? undefined : performance.now() - askedAt
    },
  }
}

function makeSecret(value: string, version: number): Secret {
  const shown = (): object => ({ version, value: '[sensitive]' })
  const secret = Object.defineProperties(
    { value, version },
    {
      toJSON: { value: shown },
      [inspect.custom]: { value: shown },
    },
  )
  return Object.freeze(secret)
}
