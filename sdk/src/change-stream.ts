/**
 * Follows `GET /api/changes` for as long as the client lives. While the stream is down it asks for the
 * values themselves before each new attempt (the poll fallback), so a proxy that cannot stream costs
 * freshness, not correctness.
 */
import type { Api } from './api.ts'
import { backoffMs, pause, type Backoff } from './backoff.ts'
import { createEventParser, type ServerEvent } from './event-stream.ts'
import { RekeySdkError } from './sdk-error.ts'

export interface ChangeStreamOptions {
  readonly api: Api
  readonly names: () => readonly string[]
  readonly onVersion: (name: string, version: number) => void
  /** Asks the server for each value; called while the stream is down. Must not reject. */
  readonly poll: () => Promise<void>
  readonly retry: Backoff
  readonly onError: (error: unknown) => void
  /** The server speaks at once (current versions), then at least every 15 s. */
  readonly firstEventMs: number
  readonly silenceMs: number
}

export interface ChangeStream {
  /** True while the server's own events keep us current. */
  isLive(): boolean
  /** Opens a new stream: the set of names has grown. */
  restart(): void
  close(): void
}

export function followChanges(options: ChangeStreamOptions): ChangeStream {
  const closing = new AbortController()
  let connection = new AbortController()
  let live = false
  let failures = 0
  let restarting: NodeJS.Immediate | undefined

  const readStream = async (signal: AbortSignal, touch: (ms: number) => void): Promise<void> => {
    const body = await options.api.openChanges(options.names(), signal)
    const decoder = new TextDecoder()
    const parse = createEventParser((event) => {
      live = true
      failures = 0
      const change = readChange(event)
      if (change) options.onVersion(change.name, change.version)
    })
    const reader = body.getReader()
    try {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        parse(decoder.decode(value, { stream: true }))
        touch(live ? options.silenceMs : options.firstEventMs)
      }
    } finally {
      reader.cancel().catch(() => undefined)
    }
  }

  const connect = async (): Promise<void> => {
    const socket = new AbortController()
    const stop = (): void => socket.abort()
    connection.signal.addEventListener('abort', stop, { once: true })
    let watchdog: NodeJS.Timeout | undefined
    const touch = (ms: number): void => {
      clearTimeout(watchdog)
      watchdog = setTimeout(stop, ms)
      watchdog.unref()
    }
    touch(options.firstEventMs)
    try {
      await readStream(socket.signal, touch)
    } catch (error) {
      if (connection.signal.aborted) return
      const silent = socket.signal.aborted
      options.onError(silent ? new RekeySdkError('SERVER_UNREACHABLE', 'the change stream fell silent') : error)
    } finally {
      clearTimeout(watchdog)
      live = false
    }
  }

  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      connection = new AbortController()
      const { signal } = connection
      if (options.names().length === 0) {
        await pause(options.retry.maxMs, signal)
        continue
      }
      await connect()
      // A restart or the end: not a failure.
      if (signal.aborted) continue
      failures += 1
      // The first reconnect follows at once and brings the current versions itself.
      if (failures > 1) await options.poll()
      await pause(backoffMs(failures, options.retry), signal)
    }
  }

  void run()
  return {
    isLive: () => live,
    restart() {
      // Names asked for in one turn of the event loop share one new stream.
      restarting ??= setImmediate(() => {
        restarting = undefined
        connection.abort()
      })
    },
    close() {
      clearImmediate(restarting)
      closing.abort()
      connection.abort()
    },
  }
}

function readChange({ event, data }: ServerEvent): { name: string; version: number } | undefined {
  if (event !== 'version') return undefined
  try {
    const change = JSON.parse(data) as { name?: unknown; version?: unknown }
    if (typeof change.name !== 'string' || typeof change.version !== 'number') return undefined
    return { name: change.name, version: change.version }
  } catch {
    return undefined
  }
}
