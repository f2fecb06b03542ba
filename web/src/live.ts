/**
 * The stream of changes (server-sent events) and what the page knows about its own connection. Reconnects
 * with growing, jittered pauses; silence longer than two pings counts as lost, since a dead link says nothing.
 */
import { signal } from '@preact/signals'
import { localNow } from './clock.ts'
import { loadSession } from './session.ts'

export type Connection =
  | { readonly state: 'connecting' | 'open' }
  /** Local times in ms. */
  | { readonly state: 'lost'; readonly sinceMs: number; readonly retryAtMs: number }

export const connection = signal<Connection>({ state: 'connecting' })

const SILENCE_MS = 35_000
const LONGEST_PAUSE_MS = 15_000

/** Pause before attempt n (from 0): half fixed, half random, so that a fleet of pages does not return at once. */
export function pauseBeforeAttempt(attempt: number, random: number): number {
  const full = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** attempt)
  return Math.round(full / 2 + (full / 2) * random)
}

export interface Live {
  close(): void
}

let retry: () => void = () => {}

/** Tries to connect at once instead of after the pause. Only one stream is open at a time: one page, one stream. */
export function retryLive(): void {
  retry()
}

/** Calls `onChange` with the incident that changed, and with undefined after each (re)connection. */
export function openLive(onChange: (incidentId: string | undefined) => void): Live {
  let source: EventSource | undefined
  let timer: number | undefined
  let attempt = 0
  let lostSinceMs: number | undefined
  let closed = false

  const watchSilence = () => {
    clearTimeout(timer)
    timer = window.setTimeout(lost, SILENCE_MS)
  }

  const heard = () => {
    attempt = 0
    lostSinceMs = undefined
    if (connection.value.state !== 'open') connection.value = { state: 'open' }
    watchSilence()
  }

  const lost = () => {
    source?.close()
    clearTimeout(timer)
    const pauseMs = pauseBeforeAttempt(attempt++, Math.random())
    lostSinceMs ??= localNow()
    connection.value = { state: 'lost', sinceMs: lostSinceMs, retryAtMs: localNow() + pauseMs }
    timer = window.setTimeout(() => void connect(), pauseMs)
  }

  const connect = async () => {
    clearTimeout(timer)
    source?.close()
    // EventSource hides the status: asking for the session first tells "signed out" from "out of reach".
    if (lostSinceMs !== undefined) {
      const reachable = await loadSession().then(
        () => true,
        () => false,
      )
      if (closed) return
      if (!reachable) return lost()
    }
    source = new EventSource('/api/events')
    source.addEventListener('open', () => {
      heard()
      onChange(undefined)
    })
    source.addEventListener('ping', heard)
    source.addEventListener('incident', (event: MessageEvent<string>) => {
      heard()
      onChange((JSON.parse(event.data) as { id: string }).id)
    })
    source.addEventListener('error', lost)
  }

  void connect()
  retry = () => void connect()
  return {
    close() {
      closed = true
      retry = () => {}
      clearTimeout(timer)
      source?.close()
    },
  }
}
