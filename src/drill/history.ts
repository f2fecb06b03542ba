/**
 * Two quiet weeks from before the drill, in the own formats of the logs: requests to Stripe, logins to PostgreSQL.
 * An investigation compares the night with them. The same input gives the same lines. They hold no intruder.
 */
import { sha256Hex } from '../base/signing.ts'
import type { AccessLogLine } from './fake-stripe-log.ts'

export interface HistoryService {
  readonly name: string
  readonly ip: string
  readonly userAgent: string
  /** Mean over the day; for a nightly job the size of its one run. */
  readonly requestsPerHour: number
  readonly nightly?: boolean
}

interface Weeks {
  readonly from: Date
  readonly to: Date
  readonly services: readonly HistoryService[]
  readonly seed: number
}

export interface HistoryInput extends Weeks {
  readonly keyId: string
  /** How the log shows the key: `sk_live_…abcd`. */
  readonly keyHint: string
}

export interface PostgresHistoryInput extends Weeks {
  readonly role: string
  readonly database: string
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Nightly jobs begin at 02:30 UTC and make one request a second. */
const NIGHTLY_AT_MS = 2.5 * HOUR_MS
const NIGHTLY_STEP_MS = 1_000
const API_VERSION = '2025-09-30.clover'

/** Lines sorted by time, from `from` (inclusive) to `to` (exclusive). */
export function stripeHistory(input: HistoryInput): AccessLogLine[] {
  const lines = input.services.flatMap((service) => timesOf(service, input).map((at) => line(input, service, at)))
  return lines.toSorted((a, b) => a.created - b.created || (a.request_id < b.request_id ? -1 : 1))
}

/** Lines of the server's JSON log, as PostgreSQL writes them for each login of a pool that renews its connections. */
export function postgresHistory(input: PostgresHistoryInput): object[] {
  const logins = input.services.flatMap((service) => timesOf(service, input).map((at) => ({ service, ...at })))
  return logins.toSorted((a, b) => a.atMs - b.atMs).map((login, index) => loginLine(input, login, index))
}

interface Moment {
  readonly atMs: number
  readonly index: number
  readonly random: () => number
}

function timesOf(service: HistoryService, weeks: Weeks): Moment[] {
  const random = randomOf(`${weeks.seed} ${service.name}`)
  const times = service.nightly ? nightlyTimes(service, weeks) : steadyTimes(service, weeks, random)
  return times.map((atMs, index) => ({ atMs, index, random }))
}

/** Gaps between half and one and a half times the mean, so that no service is ever silent for long. */
function steadyTimes(service: HistoryService, input: Weeks, random: () => number): number[] {
  const meanGapMs = HOUR_MS / service.requestsPerHour
  const times: number[] = []
  let atMs = input.from.getTime() + random() * meanGapMs
  while (atMs < input.to.getTime()) {
    times.push(Math.round(atMs))
    atMs += meanGapMs * (0.5 + random())
  }
  return times
}

function nightlyTimes(service: HistoryService, input: Weeks): number[] {
  const times: number[] = []
  const firstDayMs = Math.floor(input.from.getTime() / DAY_MS) * DAY_MS
  for (let dayMs = firstDayMs; dayMs < input.to.getTime(); dayMs += DAY_MS) {
    for (let i = 0; i < service.requestsPerHour; i++) {
      const atMs = dayMs + NIGHTLY_AT_MS + i * NIGHTLY_STEP_MS
      if (atMs >= input.from.getTime() && atMs < input.to.getTime()) times.push(atMs)
    }
  }
  return times
}

function line(input: HistoryInput, service: HistoryService, at: Moment): AccessLogLine {
  const id = sha256Hex(`${input.seed} ${service.name} ${at.index}`)
  const call = service.nightly ? nightlyCall(id, at.index) : serviceCall(id, at.random())
  return {
    created: at.atMs / 1_000,
    request_id: `req_${id.slice(0, 14)}`,
    ...call,
    ip_address: service.ip,
    user_agent: service.userAgent,
    api_key: input.keyHint,
    api_key_id: input.keyId,
    livemode: true,
    api_version: API_VERSION,
  }
}

function loginLine(
  { role, database }: PostgresHistoryInput,
  { service, atMs }: { service: HistoryService; atMs: number },
  index: number,
): object {
  const time = new Date(atMs).toISOString().replace('T', ' ').replace('Z', ' UTC')
  return {
    timestamp: time,
    user: role,
    dbname: database,
    pid: 1_000 + (index % 30_000),
    remote_host: service.ip,
    remote_port: 32_768 + (index % 28_000),
    session_id: `${Math.floor(atMs / 1_000).toString(16)}.${(1_000 + (index % 30_000)).toString(16)}`,
    line_num: 3,
    ps: 'authentication',
    session_start: time.replace(/\.\d+/, ''),
    txid: 0,
    error_severity: 'LOG',
    message: `connection authorized: user=${role} database=${database} application_name=${service.userAgent}`,
    backend_type: 'client backend',
    query_id: 0,
  }
}

type Call = Pick<AccessLogLine, 'method' | 'url' | 'status' | 'response_bytes'>

/** What a shop's service does all day. One payment in fifty is declined. */
function serviceCall(id: string, dice: number): Call {
  if (dice < 0.55) {
    const isDeclined = dice < 0.011
    return { method: 'POST', url: '/v1/payment_intents', status: isDeclined ? 402 : 200, response_bytes: 420 }
  }
  if (dice < 0.8)
    return { method: 'GET', url: `/v1/customers/cus_${id.slice(0, 14)}`, status: 200, response_bytes: 510 }
  return { method: 'GET', url: `/v1/charges/ch_${id.slice(0, 14)}`, status: 200, response_bytes: 640 }
}

/** A reconciliation job reads the day's charges, page by page. */
function nightlyCall(id: string, index: number): Call {
  const cursor = index === 0 ? '' : `&starting_after=ch_${id.slice(0, 14)}`
  return { method: 'GET', url: `/v1/charges?limit=100${cursor}`, status: 200, response_bytes: 61_000 }
}

/** A small seeded generator (mulberry32): no security, only repeatable. */
function randomOf(seed: string): () => number {
  let state = Number.parseInt(sha256Hex(seed).slice(0, 8), 16)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
