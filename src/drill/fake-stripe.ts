/**
 * A stateful stand-in for Stripe on 127.0.0.1: keys live, overlap, expire and are refused as at the real one,
 * and every request is logged. It is the drill's second provider and the contract test's counterpart.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { systemClock } from '../base/clock.ts'
import { Sensitive } from '../base/sensitive.ts'
import { equalInConstantTime, sha256Hex } from '../base/signing.ts'
import { drillError } from './drill-error.ts'
import {
  expireApiKey,
  isExpired,
  listApiKeys,
  newStoredKey,
  randomText,
  renderApiKey,
  rotateApiKey,
  type KeysApi,
} from './fake-stripe-keys.ts'
import { AccessLog, maskKey, parseLogLines } from './fake-stripe-log.ts'
import {
  addressOf,
  badRequest,
  errorReply,
  header,
  keyOf,
  methodRefused,
  notFound,
  parseJson,
  readBody,
  type Call,
  type Reply,
} from './fake-stripe-http.ts'
import { answerShop } from './fake-stripe-shop.ts'
import { FakeStripeStore, type StoredKey } from './fake-stripe-store.ts'

export interface FakeStripeOptions {
  /** Default: a free one. */
  readonly port?: number
  /** State; the access log stands beside it as `<dataFile>.log`. */
  readonly dataFile: string
  readonly now?: () => Date
  /** How long an expired key is still accepted. Default 300. */
  readonly expireLagMs?: number
}

export interface FakeStripeKey {
  readonly id: string
  readonly secret: Sensitive
}

export interface FakeStripe {
  readonly url: string
  readonly port: number
  readonly account: string
  /** `sk_live_…`, the one that leaks. */
  readonly secretKey: FakeStripeKey
  /** `rk_live_…` that may only read charges. */
  readonly restrictedKey: FakeStripeKey
  /** `sk_test_…`. */
  readonly testKey: FakeStripeKey
  /** May call `/v2/iam/api_keys`. */
  readonly managingKey: Sensitive
  /** Sent as `X-Control-Token` to `/_control/log`. */
  readonly controlToken: Sensitive
  readonly logFile: string
  close(): Promise<void>
}

export async function startFakeStripe(options: FakeStripeOptions): Promise<FakeStripe> {
  const now = options.now ?? (() => systemClock.now())
  const store = new FakeStripeStore(options.dataFile)
  const logFile = `${options.dataFile}.log`
  const log = new AccessLog(logFile)
  const fake = new Fake({ store, log, now }, options.expireLagMs ?? 300)
  const first = seed(store, now())

  const server = createServer((request, response) => {
    // The client hung up in the middle of its body, or the disk is full: no answer, as from a broken server.
    fake.serve(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((started, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      failed(
        drillError('FAKE_STRIPE_START_FAILED', `the fake Stripe cannot listen on port ${options.port} (${error.code})`),
      )
    })
    server.listen(options.port ?? 0, '127.0.0.1', started)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    ...first,
    logFile,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((closed) => void server.close(() => closed()))
    },
  }
}

type Seeded = Pick<FakeStripe, 'account' | 'secretKey' | 'restrictedKey' | 'testKey' | 'managingKey' | 'controlToken'>

/** The keys of a new account, or the same ones again after a restart. */
function seed(store: FakeStripeStore, created: Date): Seeded {
  if (!store.account) {
    store.commit(
      { type: 'account', id: `acct_${randomText(16)}`, controlToken: randomBytes(24).toString('base64url') },
      { type: 'key', key: newStoredKey('sk_live', { name: 'Shop server', may: 'all', created }) },
      { type: 'key', key: newStoredKey('rk_live', { name: 'Reports', may: 'charges', created }) },
      { type: 'key', key: newStoredKey('sk_test', { name: 'Shop test', may: 'all', created }) },
      { type: 'key', key: newStoredKey('sk_live', { name: 'Rekey app', may: 'manage', created }) },
      { type: 'key', key: newStoredKey('pk_live', { name: 'Shop browser', may: 'public', created }) },
    )
  }
  const named = (name: string): FakeStripeKey => {
    const { id, secret } = [...store.keys.values()].find((key) => key.name === name) as StoredKey
    return { id, secret: new Sensitive(secret) }
  }
  return {
    account: store.account?.id ?? '',
    secretKey: named('Shop server'),
    restrictedKey: named('Reports'),
    testKey: named('Shop test'),
    managingKey: named('Rekey app').secret,
    controlToken: new Sensitive(store.account?.controlToken ?? ''),
  }
}

class Fake {
  readonly #api: KeysApi
  readonly #expireLagMs: number
  /** Idempotency keys whose first answer is still being made. */
  readonly #inFlight = new Set<string>()

  constructor(api: KeysApi, expireLagMs: number) {
    this.#api = api
    this.#expireLagMs = expireLagMs
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const call: Call = { method: request.method ?? 'GET', url, headers: request.headers, body: body ?? '' }
    if (url.pathname.startsWith('/_control/')) {
      const reply = this.#control(call)
      response.writeHead(reply.status, { 'content-type': reply.type }).end(reply.text)
      return
    }
    const secret = keyOf(call)
    const key = this.#api.store.findBySecret(secret)
    const reply =
      body === undefined ? errorReply(413, 'request_too_large', 'Too large.') : await this.#answer(call, key, secret)
    const text = JSON.stringify(reply.body)
    const requestId = `req_${randomText(14)}`
    // Logged before it leaves: who sees the answer finds it in the log.
    this.#api.log.append([
      {
        created: this.#api.now().getTime() / 1_000,
        request_id: requestId,
        method: call.method,
        url: url.pathname + url.search,
        status: reply.status,
        ip_address: addressOf(request),
        user_agent: header(call, 'user-agent'),
        api_key: maskKey(secret),
        api_key_id: key?.id ?? '',
        livemode: key?.livemode ?? secret.includes('_live_'),
        api_version: header(call, 'stripe-version'),
        response_bytes: Buffer.byteLength(text),
      },
    ])
    response.writeHead(reply.status, { 'content-type': 'application/json', 'request-id': requestId }).end(text)
  }

  async #answer(call: Call, key: StoredKey | undefined, secret: string): Promise<Reply> {
    if (secret === '') return errorReply(401, 'api_key_missing', 'You did not provide an API key.')
    if (!key) return errorReply(401, 'api_key_invalid', `Invalid API Key provided: ${maskKey(secret)}`)
    const acceptedUntil = new Date(this.#api.now().getTime() - this.#expireLagMs)
    if (isExpired(key, acceptedUntil)) {
      return errorReply(401, 'api_key_expired', `Expired API Key provided: ${maskKey(secret)}`)
    }
    const idempotencyKey = header(call, 'idempotency-key')
    if (call.method !== 'POST' || idempotencyKey === '') return this.#route(call, key)
    return this.#once(`${key.id} ${idempotencyKey}`, call, key)
  }

  /** The same idempotency key gets the stored answer, byte for byte; with other parameters it is refused. */
  async #once(name: string, call: Call, key: StoredKey): Promise<Reply> {
    const fingerprint = sha256Hex(`${call.method} ${call.url.pathname}\n${call.body}`)
    const known = this.#api.store.answers.get(name)
    if (known && known.fingerprint !== fingerprint) {
      return errorReply(
        400,
        'idempotency_key_reused',
        'Keys for idempotent requests can only be used with the same parameters.',
        'idempotency_error',
      )
    }
    if (known) return known
    if (this.#inFlight.has(name)) {
      return errorReply(
        409,
        'idempotency_key_in_use',
        'Another request with this idempotency key is in progress.',
        'idempotency_error',
      )
    }
    this.#inFlight.add(name)
    try {
      const reply = await this.#route(call, key)
      if (reply.status < 400) {
        this.#api.store.commit({ type: 'answer', idempotencyKey: name, answer: { fingerprint, ...reply } })
      }
      return reply
    } finally {
      this.#inFlight.delete(name)
    }
  }

  async #route(call: Call, key: StoredKey): Promise<Reply> {
    const [version, ...rest] = call.url.pathname.slice(1).split('/')
    const path = rest.join('/')
    const { store } = this.#api
    if (version === 'v1') {
      const form = new URLSearchParams(call.body)
      return answerShop(store, {
        method: call.method,
        path,
        query: call.url.searchParams,
        form,
        key,
        now: this.#api.now(),
      })
    }
    if (version !== 'v2' || !/^iam\/api_keys(\/|$)/.test(path))
      return errorReply(404, 'url_invalid', 'Unrecognized request URL.')
    return this.#keys(call, key, path.split('/').slice(2))
  }

  async #keys(call: Call, key: StoredKey, [id, act]: string[]): Promise<Reply> {
    const { store } = this.#api
    if (!header(call, 'stripe-version').endsWith('.preview')) {
      return badRequest('unsupported_api_version', 'This endpoint needs a preview version.')
    }
    const context = header(call, 'stripe-context')
    if (key.may !== 'manage' || (context !== '' && context !== store.account?.id)) {
      return errorReply(403, 'more_permissions_required', 'This key may not manage API keys.')
    }
    if (id === undefined) return call.method === 'GET' ? listApiKeys(this.#api, call.url.searchParams) : methodRefused()
    const target = store.keys.get(id)
    if (!target) return notFound(`API key: '${id}'`)
    if (call.method === 'GET' && act === undefined) return { status: 200, body: renderApiKey(this.#api, target) }
    if (call.method !== 'POST') return methodRefused()
    if (act === 'expire') return expireApiKey(this.#api, target)
    if (act !== 'rotate') return notFound('action')
    const params = parseJson(call.body)
    return params ? rotateApiKey(this.#api, target, params) : badRequest('json_invalid', 'The body is no JSON object.')
  }

  #control(call: Call): { status: number; type: string; text: string } {
    const plain = (status: number, text: string) => ({ status, type: 'text/plain', text })
    const token = this.#api.store.account?.controlToken ?? ''
    if (!equalInConstantTime(header(call, 'x-control-token'), token)) return plain(401, 'control token required\n')
    if (call.url.pathname !== '/_control/log') return plain(404, 'not found\n')
    if (call.method === 'POST') {
      const lines = parseLogLines(call.body)
      if (!lines) return plain(400, 'a line is not a log line\n')
      this.#api.log.append(lines)
      return plain(200, `${lines.length}\n`)
    }
    const number = (name: string): number | undefined => {
      const value = call.url.searchParams.get(name)
      return value === null ? undefined : Number(value)
    }
    const [since, until, keyId] = [number('since'), number('until'), call.url.searchParams.get('api_key_id')]
    const lines = this.#api.log.select({
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      ...(keyId !== null && { keyId }),
    })
    return {
      status: 200,
      type: 'application/x-ndjson',
      text: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    }
  }
}
