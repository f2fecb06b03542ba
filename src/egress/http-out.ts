/**
 * The way out over HTTP, with a time and a size limit. An address may come from a setting that somebody wrote, so it
 * is resolved once, checked, and connected to as checked: private, local and metadata addresses are refused unless the
 * configuration names them. Follows no redirect.
 */
import { lookup } from 'node:dns/promises'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { defineErrors } from '../base/errors.ts'
import { isOpenAddress } from './open-address.ts'

export const egressError = defineErrors({
  EGRESS_REFUSED: {
    status: 502,
    exit: 3,
    hint: 'If the server may go there, name the address or network with --egress-allow (egress.allow in rekey.yaml).',
  },
})

const HTTP_TIMEOUT_MS = 10_000
const MAX_ANSWER_BYTES = 8 * 1024 * 1024

/** Answers the addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>

const resolveByDns: Resolve = (host) => lookup(host, { all: true, verbatim: true })

/** `fetch` with the rules of this file. */
export type HttpOut = (url: string, init?: RequestInit) => Promise<Response>

export interface HttpOutLimits {
  readonly timeoutMs?: number
  readonly maxBytes?: number
}

/** Redirects are not followed: a provider's API has no reason to send a key elsewhere. */
export function createHttpOut(
  allowed: readonly string[],
  resolve: Resolve = resolveByDns,
  { timeoutMs = HTTP_TIMEOUT_MS, maxBytes = MAX_ANSWER_BYTES }: HttpOutLimits = {},
): HttpOut {
  return async (url, init = {}) => {
    const target = new URL(url)
    const host = target.hostname.replace(/^\[|\]$/g, '')
    if (target.protocol !== 'https:' && target.protocol !== 'http:') throw refused('only http and https lead out')
    if (target.username || target.password) throw refused('an address that holds a password leads nowhere')
    const limit = AbortSignal.timeout(timeoutMs)
    const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit
    const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host)
    // Each of them: the one that is connected to is chosen below us.
    const isOpen = found.length > 0 && found.every(({ address }) => isOpenAddress(address, allowed))
    if (!isOpen) throw refused(`${host} is not an address of the public internet`)
    return exchange(target, { ...init, signal }, { found, maxBytes })
  }
}

const refused = (message: string) => egressError('EGRESS_REFUSED', message)

/** The name is not looked up again: the answer to a second question could be another one. */
async function exchange(
  target: URL,
  init: RequestInit & { signal: AbortSignal },
  { found, maxBytes }: { readonly found: Awaited<ReturnType<Resolve>>; readonly maxBytes: number },
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
      (answer) => void readAnswer(answer, maxBytes).then(resolve, reject),
    )
    request.once('error', reject)
    request.end(body)
  })
}

async function readAnswer(answer: IncomingMessage, maxBytes: number): Promise<Response> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw refused('an answer is too large')
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
