/**
 * The drill's intruders: real HTTP requests with the leaked key against the fake Stripe, as bots make them within
 * minutes of a push. They know only the key. Bounded in number and time, they stop when refused or aborted, and they
 * refuse any host but this machine, so that the drill can never touch a real account.
 */
import { sleep } from '../base/clock.ts'
import type { Sensitive } from '../base/sensitive.ts'
import { drillError } from './drill-error.ts'

export interface IntruderOptions {
  /** Of the fake Stripe, on 127.0.0.1. */
  readonly baseUrl: string
  readonly key: Sensitive
  readonly signal: AbortSignal
  /** Between two requests. Default 75. */
  readonly pauseMs?: number
}

export interface IntruderResult {
  /** Requests that were answered, in whatever way. */
  readonly requests: number
}

interface Disguise {
  readonly userAgent: string
  /** Of a documentation network (RFC 5737), so nobody real is accused. */
  readonly address: string
}

interface Answer {
  readonly status: number
  readonly ids: readonly string[]
  readonly hasMore: boolean
}

const FIRST: Disguise = { userAgent: 'python-requests/2.32.3', address: '203.0.113.66' }
const SECOND: Disguise = { userAgent: 'curl/8.9.1', address: '198.51.100.23' }
const MAX_PAGES = 12
const MAX_CUSTOMERS = 22
const TIMEOUT_MS = 5_000
/** What the key might open besides: most of it does not exist at the fake. */
const GUESSES = ['account', 'payouts', 'transfers', 'accounts', 'products', 'prices', 'disputes', 'files']

/** About 45 requests in a few seconds: does the key work, who are the customers, what is charged, can it be refunded. */
export async function runIntruder(options: IntruderOptions): Promise<IntruderResult> {
  const session = openSession(options, FIRST)
  const probe = await session.send('GET', '/v1/balance')
  if (probe?.status !== 200) return { requests: session.requests() }
  for (const guess of GUESSES) await session.send('GET', `/v1/${guess}`)
  const customers = await readPages(session, '/v1/customers?limit=20')
  for (const id of customers.slice(0, MAX_CUSTOMERS)) await session.send('GET', `/v1/customers/${id}`)
  const charges = await session.send('GET', '/v1/charges?limit=100')
  const charge = charges?.ids[0]
  if (charge !== undefined) await session.send('POST', '/v1/refunds', new URLSearchParams({ charge }))
  return { requests: session.requests() }
}

/** Somebody else who found the same key later, by hand: a few requests, perhaps all refused. */
export async function runSecondIntruder(options: IntruderOptions): Promise<IntruderResult> {
  const session = openSession(options, SECOND)
  for (const path of ['/v1/balance', '/v1/charges?limit=1', '/v1/balance', '/v1/customers?limit=3']) {
    await session.send('GET', path)
  }
  return { requests: session.requests() }
}

async function readPages(session: Session, first: string): Promise<string[]> {
  const ids: string[] = []
  let path = first
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await session.send('GET', path)
    if (answer === undefined) break
    ids.push(...answer.ids)
    const last = answer.ids.at(-1)
    if (!answer.hasMore || last === undefined) break
    path = `${first}&starting_after=${encodeURIComponent(last)}`
  }
  return ids
}

interface Session {
  /** Undefined when aborted or when nobody answered. */
  send(method: 'GET' | 'POST', path: string, form?: URLSearchParams): Promise<Answer | undefined>
  requests(): number
}

function openSession(options: IntruderOptions, disguise: Disguise): Session {
  const base = new URL(options.baseUrl)
  if (!['127.0.0.1', '[::1]', 'localhost'].includes(base.hostname)) {
    throw drillError('INTRUDER_HOST_REFUSED', `the intruder attacks this machine only, not ${base.hostname}`)
  }
  let requests = 0
  return {
    requests: () => requests,
    async send(method, path, form) {
      if (requests > 0) await sleep(options.pauseMs ?? 75, options.signal)
      if (options.signal.aborted) return undefined
      const answer = await request(new URL(path, base), { method, form, disguise, options })
      if (answer !== undefined) requests++
      return answer
    },
  }
}

async function request(
  url: URL,
  call: { method: string; form: URLSearchParams | undefined; disguise: Disguise; options: IntruderOptions },
): Promise<Answer | undefined> {
  try {
    const response = await fetch(url, {
      method: call.method,
      headers: {
        authorization: `Bearer ${call.options.key.reveal()}`,
        'user-agent': call.disguise.userAgent,
        'x-forwarded-for': call.disguise.address,
      },
      ...(call.form && { body: call.form }),
      signal: AbortSignal.any([call.options.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    return { status: response.status, ...parseList(await response.text()) }
  } catch {
    // Nobody answers or the drill ends: an intruder gives up without a word.
    return undefined
  }
}

function parseList(text: string): { ids: string[]; hasMore: boolean } {
  const body = JSON.parse(text) as { data?: { id?: unknown }[]; has_more?: unknown }
  const ids = (body.data ?? []).flatMap((item) => (typeof item.id === 'string' ? [item.id] : []))
  return { ids, hasMore: body.has_more === true }
}
