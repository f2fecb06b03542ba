/**
 * How we behave at a provider's door: only to hosts that the provider file or the caller names, so many requests a
 * second and a run to each, a pause when the provider asks for one, and one line of record for each request. Never
 * writes a key into that record.
 */
import type { Clock } from '../../base/clock.ts'
import { defineErrors, isRekeyError } from '../../base/errors.ts'
import type { Sensitive } from '../../base/sensitive.ts'
import { egressError, type HttpOut } from '../../egress/http-out.ts'

export const verifyError = defineErrors({
  EGRESS_LIMITED: {
    status: 429,
    exit: 3,
    hint: 'Ask again later, or raise the limit: --verify-per-host, --verify-total, or scan.verify in rekey.yaml.',
    retryable: true,
  },
})

export interface Manners {
  readonly out: HttpOut
  readonly clock: Clock
  readonly sleep: (ms: number) => Promise<void>
  readonly requestsPerMinute: number
  /** To one host, open at the same time; 1 otherwise: what one answer says of pauses holds for the next. */
  readonly atOnce?: number
  readonly requestsPerHost: number
  /** To all hosts. */
  readonly requests: number
  /** Only these hosts, exact or `*.example.com`, of those that `Asking` allows. Undefined: all of them. */
  readonly onlyHosts?: readonly string[] | undefined
  readonly record: (line: RequestRecord) => void
}

/** One request, for whoever must answer for it. */
export interface RequestRecord {
  readonly at: string
  readonly provider: string
  readonly kind: string
  readonly leakId: string
  /** `control`: a made-up key, to see that the provider refuses one. */
  readonly doing: 'verify' | 'inspect' | 'control'
  readonly method: string
  readonly host: string
  /** Without the query, and with `…` where a key stood. */
  readonly path: string
  readonly status?: number
  /** Why there was no answer. */
  readonly failure?: 'refused' | 'limited' | 'network'
  readonly ms: number
}

export interface Asking extends Pick<RequestRecord, 'provider' | 'kind' | 'leakId' | 'doing'> {
  /** Exact names, or `*.example.com`. */
  readonly hosts: readonly string[]
  /** An address that the caller named: its host counts as named, and it may be plain http. */
  readonly baseUrl?: string | undefined
  /** What must not be in the record. */
  readonly secrets: readonly Sensitive[]
}

export interface Door {
  httpFor(asking: Asking): HttpOut
  /** What ended questions: each limit in a sentence, once. */
  limitsHit(): readonly string[]
}

/** A provider that asks for a longer pause than this is not waited for. */
export const MAX_PAUSE_MS = 30_000

export function createDoor(manners: Manners): Door {
  const { clock } = manners
  const hosts = new Map<string, HostState>()
  const limitsHit = new Set<string>()
  let asked = 0
  const limited = (message: string): Error => {
    limitsHit.add(message)
    return verifyError('EGRESS_LIMITED', message)
  }
  const stateOf = (host: string): HostState => {
    const known = hosts.get(host) ?? { asked: 0, freeAt: 0, open: 0, waiting: [] }
    hosts.set(host, known)
    return known
  }
  /** A place among the requests that are open, and then the time that the host needs between two. */
  const inTurn = async (host: string, request: () => Promise<Response>): Promise<Response> => {
    const state = stateOf(host)
    if (state.open >= (manners.atOnce ?? 1)) await new Promise<void>((next) => state.waiting.push(next))
    else state.open++
    try {
      for (let wait = 1; wait > 0;) {
        if (state.asked >= manners.requestsPerHost)
          throw limited(`${host} may be asked ${times(manners.requestsPerHost)} in a run`)
        if (asked >= manners.requests) throw limited(`a run may ask ${times(manners.requests)}`)
        wait = state.freeAt - clock.now().getTime()
        if (wait > MAX_PAUSE_MS) throw limited(`${host} asked for a pause of ${Math.ceil(wait / 1_000)} s`)
        if (wait > 0) await manners.sleep(wait)
      }
      state.asked++
      asked++
      state.freeAt = clock.now().getTime() + 60_000 / manners.requestsPerMinute
      const response = await request()
      pauseAfter(host, response)
      return response
    } finally {
      const next = state.waiting.shift()
      if (next) next()
      else state.open--
    }
  }
  const pauseAfter = (host: string, response: Response): void => {
    const state = stateOf(host)
    const now = clock.now()
    const isLimit = response.status === 429 || response.status === 503
    if (isLimit || (response.status >= 400 && response.headers.has('retry-after'))) {
      state.freeAt = Math.max(state.freeAt, now.getTime() + (pauseOf(response.headers, now) ?? DEFAULT_PAUSE_MS))
    }
  }

  return {
    limitsHit: () => [...limitsHit],
    httpFor: (asking) => async (url, init) => {
      const target = new URL(url)
      const startedAt = clock.now()
      const note = (end: Pick<RequestRecord, 'status' | 'failure'>): void => {
        const { provider, kind, leakId, doing, secrets } = asking
        manners.record({
          at: startedAt.toISOString(),
          provider,
          kind,
          leakId,
          doing,
          method: init?.method ?? 'GET',
          host: mask(target.host, secrets),
          path: mask(target.pathname, secrets),
          ...end,
          ms: clock.now().getTime() - startedAt.getTime(),
        })
      }
      try {
        checkTarget(target, asking, manners.onlyHosts)
        const response = await inTurn(target.host, () => manners.out(url, init))
        note({ status: response.status })
        return response
      } catch (error) {
        note({ failure: failureOf(error) })
        throw error
      }
    },
  }
}

interface HostState {
  asked: number
  /** Milliseconds since 1970. */
  freeAt: number
  open: number
  /** Each is let in when another one is done. */
  readonly waiting: (() => void)[]
}

/** When a provider says "too many" and not for how long. */
const DEFAULT_PAUSE_MS = 5_000

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)

function failureOf(error: unknown): NonNullable<RequestRecord['failure']> {
  if (isRekeyError(error, 'EGRESS_LIMITED')) return 'limited'
  return isRekeyError(error, 'EGRESS_REFUSED') ? 'refused' : 'network'
}

/** Hosts whose addresses are alarms: whoever asks there tells the one who planted the key. */
const CANARY_HOSTS = [
  'canarytokens.com',
  '*.canarytokens.com',
  'canarytokens.org',
  '*.canarytokens.org',
  '*.canary.tools',
]

function checkTarget(target: URL, { hosts, baseUrl }: Asking, onlyHosts: readonly string[] | undefined): void {
  if (CANARY_HOSTS.some((pattern) => isHost(target.hostname, pattern)))
    throw egressError('EGRESS_REFUSED', 'an address of planted keys is never asked')
  if (onlyHosts && !onlyHosts.some((pattern) => isHost(target.hostname, pattern)))
    throw egressError('EGRESS_REFUSED', 'scan.verify.hosts of rekey.yaml does not name this host')
  const named = baseUrl === undefined ? undefined : new URL(baseUrl)
  if (named && named.origin === target.origin) return
  if (target.protocol !== 'https:') throw egressError('EGRESS_REFUSED', 'a key is shown over https only')
  if (target.port !== '') throw egressError('EGRESS_REFUSED', 'a key is shown at the usual port only')
  // What a leaked text names as its host is somebody's claim: it must lie where the provider's hosts lie.
  if (hosts.some((pattern) => isHost(target.hostname, pattern))) return
  throw egressError('EGRESS_REFUSED', 'a key is shown to the hosts of its provider only')
}

export function isHost(host: string, pattern: string): boolean {
  if (!pattern.startsWith('*.')) return host === pattern
  return host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
}

function pauseOf(headers: Headers, now: Date): number | undefined {
  const said = headers.get('retry-after')
  if (said === null) return undefined
  const ms = /^\d+$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - now.getTime()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

function mask(text: string, secrets: readonly Sensitive[]): string {
  const forms = secrets.flatMap((secret) => [secret.reveal(), encodeURIComponent(secret.reveal())])
  return forms.filter((form) => form !== '').reduce((masked, form) => masked.replaceAll(form, '…'), text)
}
