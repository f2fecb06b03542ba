/**
 * The room that is on screen: fetched when the stream says that it changed (at most twice per second), after
 * each reconnection, after each action of this page, and when the tab comes back to the front.
 */
import { signal } from '@preact/signals'
import type { IncidentRoom } from './api.gen.ts'
import { ApiFailure, getJson, post } from './api.ts'
import { atMostEvery } from './at-most-every.ts'
import { browserTimers, localNow, setServerTime } from './clock.ts'
import { openLive } from './live.ts'
import { changesBetween } from './room-changes.ts'
import { identity } from './session.ts'

const REFETCH_MS = 500

export const room = signal<IncidentRoom | undefined>(undefined)
/** Why there is no room on screen. A failure while one is shown is the connection notice's business. */
export const roomFailure = signal<ApiFailure | undefined>(undefined)
/** The last thing said to screen readers. */
export const announcement = signal('')
/** The last action that failed, until it is dismissed or another one succeeds. */
export const actionFailure = signal<ApiFailure | undefined>(undefined)

let refetch: () => void = () => {}

async function fetchRoom(id: string): Promise<void> {
  const askedAt = localNow()
  const next = await getJson<IncidentRoom>(`/api/incidents/${encodeURIComponent(id)}`)
  setServerTime(next.now, askedAt)
  const changes = room.value ? changesBetween(room.value, next) : []
  if (changes.length > 0) announcement.value = changes.join(' ')
  room.value = next
  roomFailure.value = undefined
}

function noteFailure(error: unknown): void {
  if (!(error instanceof ApiFailure)) throw error
  if (error.status === 401) identity.value = null
  else if (!room.value) roomFailure.value = error
}

/** Follows one incident until the returned function is called. */
export function followRoom(id: string): () => void {
  room.value = undefined
  roomFailure.value = undefined
  let followed = true
  const load = () => (followed ? fetchRoom(id).catch(noteFailure) : Promise.resolve())
  const request = atMostEvery(REFETCH_MS, load, browserTimers)
  refetch = request
  request()
  const live = openLive((changed) => {
    if (changed === undefined && room.value) announcement.value = 'Connected.'
    if (changed === undefined || changed === id) request()
  })
  const onVisible = () => {
    if (document.visibilityState === 'visible') request()
  }
  document.addEventListener('visibilitychange', onVisible)
  return () => {
    followed = false
    refetch = () => {}
    live.close()
    document.removeEventListener('visibilitychange', onVisible)
  }
}

/** Sends one action and fetches the room again. Answers whether it was done; a failure is shown by the page. */
export async function act(path: string, body: Readonly<Record<string, unknown>> = {}): Promise<boolean> {
  try {
    await post(path, body)
    actionFailure.value = undefined
    refetch()
    return true
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    if (error.status === 401) identity.value = null
    else actionFailure.value = error
    return false
  }
}
