/**
 * One thing that belongs to one version of a secret (a pool of connections) follows the secret: the next version
 * is opened and proven before it takes over, and the old one is retired when it has finished what it began. What
 * the thing is, the adapters know; here is only the order, and the brake on a credential that is refused.
 */
import { backoffMs, pause } from './backoff.ts'
import type { Client } from './client.ts'
import { RekeySdkError } from './sdk-error.ts'
import type { Secret } from './secret-cache.ts'

export interface Versioned {
  readonly version: number
  /** Rejects when the server behind it refuses this version. */
  prove(): Promise<unknown>
  /** Takes nothing new and resolves when all that was under way is done. */
  retire(): Promise<unknown>
}

export interface FollowOptions<T extends Versioned> {
  readonly client: Client
  readonly name: string
  readonly open: (secret: Secret) => T
  /** The credential itself was refused, as opposed to an ordinary failure. */
  readonly isRefused: (error: unknown) => boolean
  readonly onError: (error: unknown) => void
}

export interface Followed<T extends Versioned> {
  readonly version: number | undefined
  /**
   * Runs with the version in use. When that is refused, asks the server and runs again with another one, if there
   * is one. Throws CREDENTIAL_REFUSED without a try while a refusal is fresh.
   */
  run<R>(attempt: (current: T) => Promise<R>): Promise<{ result: R; with: T }>
  /** After a failure of this one: another version if the server knows one. */
  findNext(failed: T): Promise<T | undefined>
  end(): Promise<void>
}

/** First wait after a refused credential; doubles to 30 s. Some databases lock an account after 5 tries. */
const REFUSED_RETRY = { baseMs: 1_000, maxMs: 30_000, random: () => 1 }
const PROBE_RETRY = { baseMs: 200, maxMs: 5_000, random: Math.random }

export function followVersions<T extends Versioned>(options: FollowOptions<T>): Followed<T> {
  const { client, name, open, isRefused, onError } = options
  const adapter = client.adapter(name)
  const ending = new AbortController()
  const opened = new Set<T>()
  let current: T | undefined
  let latest: Secret | undefined
  let starting: Promise<T> | undefined
  let moving: Promise<void> = Promise.resolve()
  let refused: { version: number; times: number; until: number } | undefined

  const reportHeld = (): void => adapter.holds([...opened].map((one) => one.version))

  const retire = async (one: T): Promise<void> => {
    await one.retire().catch(onError)
    opened.delete(one)
    reportHeld()
  }

  const takeOver = (next: T): void => {
    const old = current
    current = next
    opened.add(next)
    reportHeld()
    if (old) void retire(old)
  }

  const start = (): Promise<T> =>
    (starting ??= client
      .load(name)
      .then((secret) => {
        if (!current) takeOver(open(latest ?? secret))
        return current as unknown as T
      })
      .finally(() => {
        starting = undefined
      }))

  /** Opens, proves and swaps, one version after the other. Throws what the proof threw. */
  const moveTo = (secret: Secret): Promise<void> => {
    const move = moving.then(async () => {
      if (ending.signal.aborted || !current || current.version === secret.version) return
      const successor = open(secret)
      try {
        await successor.prove()
      } catch (error) {
        await successor.retire().catch(onError)
        throw error
      }
      if (ending.signal.aborted) await successor.retire().catch(onError)
      else takeOver(successor)
    })
    moving = move.catch(() => undefined)
    return move
  }

  /** Tries until this version is in use or no longer the current one; the old version serves meanwhile. */
  const follow = async (secret: Secret): Promise<void> => {
    for (let attempt = 1; !ending.signal.aborted; attempt += 1) {
      try {
        return await moveTo(secret)
      } catch (error) {
        onError(error)
      }
      const retry = attempt === 1 ? PROBE_RETRY : REFUSED_RETRY
      await pause(backoffMs(attempt, retry), ending.signal)
      const now = await client.load(name).catch(() => secret)
      if (now.version !== secret.version) return
    }
  }

  const findNext = async (failed: T): Promise<T | undefined> => {
    try {
      await moveTo(await client.refresh(name, { unless: failed.version }))
    } catch (error) {
      onError(error)
    }
    return current === failed ? undefined : current
  }

  const checkRefused = ({ version }: T): void => {
    if (refused?.version !== version || performance.now() >= refused.until) return
    throw new RekeySdkError('CREDENTIAL_REFUSED', `version ${version} of ${name} was refused; not trying again yet`)
  }

  const noteRefused = ({ version }: T): void => {
    const times = refused?.version === version ? refused.times + 1 : 1
    refused = { version, times, until: performance.now() + backoffMs(times, REFUSED_RETRY) }
  }

  const stopListening = client.subscribe(name, (secret) => {
    latest = secret
    if (current) void follow(secret)
  })

  return {
    get version() {
      return current?.version
    },

    findNext,

    async run(attempt) {
      if (ending.signal.aborted) throw new RekeySdkError('CLIENT_CLOSED', `what used ${name} was ended`)
      const first = current ?? (await start())
      checkRefused(first)
      try {
        return { result: await attempt(first), with: first }
      } catch (error) {
        if (!isRefused(error)) throw error
        const next = await findNext(first)
        if (!next) {
          noteRefused(first)
          throw error
        }
        return { result: await attempt(next), with: next }
      }
    },

    async end() {
      ending.abort()
      stopListening()
      await moving
      await Promise.all([...opened].map(retire))
    },
  }
}
