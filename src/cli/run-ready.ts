/** Is a new child ready to take over? Asked until it is, or until it is too late. */
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../base/clock.ts'

export interface Readiness {
  /** Ready when it answers 2xx or 3xx. */
  readonly url?: string
  /** Ready when something listens there. */
  readonly port?: string
  /** Ready when it has lived so long. */
  readonly delayMs: number
  readonly timeoutMs: number
}

const EVERY_MS = 100
const PROBE_TIMEOUT_MS = 2_000

/** `{slot}` in the address stands for 0 or 1, which old and new take in turn. False when it was not ready in time. */
export async function waitUntilReady(
  { url, port, delayMs, timeoutMs }: Readiness,
  slot: number,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<boolean> {
  const fill = (text: string): string => text.replaceAll('{slot}', String(slot))
  const probe = url ? () => answers(fill(url), signal) : port ? () => listens(Number(fill(port))) : undefined
  const wait = (ms: number): Promise<unknown> => pause(ms, undefined, { signal, ref: false }).catch(() => undefined)
  const deadline = clock.now().getTime() + timeoutMs
  await wait(delayMs)
  while (!signal.aborted) {
    if (!probe || (await probe())) return !signal.aborted
    if (clock.now().getTime() > deadline) return false
    await wait(EVERY_MS)
  }
  return false
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(PROBE_TIMEOUT_MS)])
    const { status, body } = await fetch(url, { redirect: 'manual', signal: bounded })
    await body?.cancel()
    return status >= 200 && status < 400
  } catch {
    return false
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: PROBE_TIMEOUT_MS })
    const settle = (ready: boolean): void => {
      socket.destroy()
      resolve(ready)
    }
    socket.once('connect', () => settle(true))
    socket.once('error', () => settle(false))
    socket.once('timeout', () => settle(false))
  })
}
