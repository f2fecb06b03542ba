/**
 * The ways out: HTTP to providers and issuers, and SQL to databases whose keys are ours, both with a time limit.
 * An address of HTTP may come from a setting that somebody wrote, so it is resolved once, checked, and connected
 * to as checked: private, local and metadata addresses are refused unless the configuration names them.
 */
import { lookup } from 'node:dns/promises'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import pg from 'pg'
import { defineErrors } from '../base/errors.ts'
import type { Sensitive } from '../base/sensitive.ts'
import type { ProviderContext, SqlConnection } from '../providers/provider.ts'
import { isInRanges } from '../secrets/token-use.ts'

export const egressError = defineErrors({
  EGRESS_REFUSED: {
    status: 502,
    exit: 3,
    hint: 'If the server may go there, name the address or network with --egress-allow (egress.allow in rekey.yaml).',
  },
})

const HTTP_TIMEOUT_MS = 10_000
const CONNECT_TIMEOUT_MS = 5_000
const QUERY_TIMEOUT_MS = 10_000
const MAX_ANSWER_BYTES = 8 * 1024 * 1024

/** What is not the public internet (IANA's special-purpose registries), and multicast. */
const CLOSED = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  CLOSED.addSubnet(network, bits, 'ipv4')
}

/** IPv6 is closed but for global unicast, and in that but for what carries IPv4 inside or is documentation. */
const OPEN_6 = new BlockList()
OPEN_6.addSubnet('2000::', 3, 'ipv6')
const CLOSED_6 = new BlockList()
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  CLOSED_6.addSubnet(network, bits, 'ipv6')
}

/** May the server connect there? `allowed` are addresses and networks of the configuration. */
export function isOpenAddress(address: string, allowed: readonly string[]): boolean {
  if (isInRanges(address, allowed)) return true
  const version = isIP(address)
  if (version === 4) return !CLOSED.check(address, 'ipv4')
  return version === 6 && OPEN_6.check(address, 'ipv6') && !CLOSED_6.check(address, 'ipv6')
}

/** Answers the addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>

const resolveByDns: Resolve = (host) => lookup(host, { all: true, verbatim: true })

/** Redirects are not followed: a provider's API has no reason to send a key elsewhere. */
export function createHttpOut(allowed: readonly string[], resolve: Resolve = resolveByDns): ProviderContext['http'] {
  return async (url, init = {}) => {
    const target = new URL(url)
    const host = target.hostname.replace(/^\[|\]$/g, '')
    if (target.protocol !== 'https:' && target.protocol !== 'http:') throw refused('only http and https lead out')
    if (target.username || target.password) throw refused('an address that holds a password leads nowhere')
    const limit = AbortSignal.timeout(HTTP_TIMEOUT_MS)
    const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit
    const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host)
    // Each of them: the one that is connected to is chosen below us.
    const isOpen = found.length > 0 && found.every(({ address }) => isOpenAddress(address, allowed))
    if (!isOpen) throw refused(`${host} is not an address of the public internet`)
    return exchange(target, { ...init, signal }, found)
  }
}

export const httpOut: ProviderContext['http'] = createHttpOut([])

const refused = (message: string) => egressError('EGRESS_REFUSED', message)

/** The name is not looked up again: the answer to a second question could be another one. */
async function exchange(
  target: URL,
  init: RequestInit & { signal: AbortSignal },
  found: readonly { readonly address: string; readonly family: number }[],
): Promise<Response> {
  const asked = new Request(target, { ...init, redirect: 'manual' })
  const body = asked.body ? Buffer.from(await asked.arrayBuffer()) : undefined
  const pinned: LookupFunction = (_host, options, callback) => {
    const [first] = found
    if (options.all) callback(null, [...found])
    else callback(null, first?.address ?? '', first?.family)
  }
  const start = target.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const request = start(
      target,
      {
        method: asked.method,
        headers: { ...Object.fromEntries(asked.headers), ...(body && { 'content-length': body.length }) },
        lookup: pinned,
        signal: init.signal,
        agent: false,
      },
      (answer) => void readAnswer(answer).then(resolve, reject),
    )
    request.once('error', reject)
    request.end(body)
  })
}

async function readAnswer(answer: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_ANSWER_BYTES) throw refused('an answer is too large')
    chunks.push(chunk)
  }
  const headers = new Headers()
  for (let i = 0; i + 1 < answer.rawHeaders.length; i += 2) {
    headers.append(answer.rawHeaders[i] as string, answer.rawHeaders[i + 1] as string)
  }
  const status = answer.statusCode ?? 502
  const isEmpty = status === 204 || status === 205 || status === 304
  return new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers })
}

export async function sqlOut(url: Sensitive, options: { connectTimeoutMs?: number } = {}): Promise<SqlConnection> {
  const client = new pg.Client({
    connectionString: url.reveal(),
    connectionTimeoutMillis: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    application_name: 'rekey',
  })
  client.on('error', () => {}) // A connection that dies is seen by the next query.
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
  return {
    query: async (text, values) => client.query(text, values as unknown[]),
    end: () => client.end(),
  }
}
