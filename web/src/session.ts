/** Who looks at this page. `undefined` = not asked yet, `null` = nobody: show the sign-in screen. */
import { signal } from '@preact/signals'
import { ApiFailure, getJson, post } from './api.ts'

export interface Identity {
  readonly name: string
  readonly kind: string
}

export const identity = signal<Identity | null | undefined>(undefined)

/** Leaves the identity alone when the server is out of reach: that is no reason to sign anybody out. */
export async function loadSession(): Promise<void> {
  try {
    identity.value = (await getJson<{ identity: Identity }>('/api/session')).identity
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 401) identity.value = null
    else throw error
  }
}

export async function signIn(token: string): Promise<void> {
  await post('/api/setup', { token })
  await loadSession()
}

export async function signOut(): Promise<void> {
  await post('/api/logout')
  identity.value = null
}
