/**
 * Stripe secret and restricted keys. Rotation uses the API keys API (private preview: the managing key must
 * belong to an installed Stripe App with `api_key_write`): one call makes the new key and starts the timer of
 * the old one. The new key comes back encrypted to a public key of ours. Without a managing key: the Dashboard.
 * Never reads a customer to find out what a key may read, and never tries a write.
 */
import { generateRsaPrivateKey, openJwe, publicKeyOf } from '../base/jwe.ts'
import { Sensitive } from '../base/sensitive.ts'
import { sha256Hex } from '../base/signing.ts'
import {
  PROBE_USER_AGENT,
  defineProvider,
  providerError,
  type Handle,
  type Inspection,
  type Issued,
  type Judgement,
  type Known,
  type KeyKind,
  type Located,
  type Prepared,
  type ProviderContext,
  type Usage,
  type Verdict,
} from './provider.ts'

/** The version that speaks of `/v2/iam/api_keys`. */
const PREVIEW_VERSION = '2026-08-26.preview'
const MAX_OVERLAP_MINUTES = 10_080
const TIMEOUT_MS = 15_000
/** How late `last_used` may be. Stripe does not publish it; `usageLagMs` in the settings overrides this guess. */
const DEFAULT_USAGE_LAG_MS = 60_000

// ---------- HTTP ----------

interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Undefined when the body is no JSON object: then a proxy answered, not Stripe. */
  readonly body?: Readonly<Record<string, unknown>>
}

function request(context: ProviderContext, path: string, init: RequestInit): Promise<Response> {
  const base = context.settings['baseUrl'] ?? 'https://api.stripe.com'
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(TIMEOUT_MS)])
  // A redirect would carry the key to another host.
  return context.http(new URL(path, base).href, { ...init, redirect: 'manual', signal })
}

async function read(response: Response): Promise<Answer> {
  const answer = { status: response.status, headers: response.headers }
  try {
    const body: unknown = JSON.parse(await response.text())
    return typeof body === 'object' && body !== null ? { ...answer, body: body as Record<string, unknown> } : answer
  } catch {
    return answer
  }
}

/** A read-only question asked with the key itself. */
async function probe(key: Sensitive, path: string, context: ProviderContext): Promise<Answer> {
  const headers = { authorization: `Bearer ${key.reveal()}`, 'user-agent': PROBE_USER_AGENT }
  return read(await request(context, path, { headers }))
}

/** One call to the API keys API with the managing key. Throws what Stripe's code says, never what was sent. */
async function manage(
  context: ProviderContext,
  doing: string,
  path: string,
  post?: { readonly body: unknown; readonly idempotencyKey: string },
): Promise<Answer> {
  if (!context.admin) throw providerError('PROVIDER_ADMIN_MISSING', `a managing key is needed to ${doing}`)
  const { account } = context.settings
  const headers = {
    authorization: `Bearer ${context.admin.reveal()}`,
    'stripe-version': PREVIEW_VERSION,
    'user-agent': 'rekey',
    ...(account && { 'stripe-context': account }),
    ...(post && { 'content-type': 'application/json', 'idempotency-key': post.idempotencyKey }),
  }
  const init = post ? { method: 'POST', headers, body: JSON.stringify(post.body) } : { headers }
  let answer: Answer
  try {
    answer = await read(await request(context, path, init))
  } catch {
    throw providerError('PROVIDER_UNREACHABLE', `Stripe could not be reached to ${doing}`)
  }
  if (answer.status < 300 && answer.body) return answer
  const code = errorOf(answer).code ?? 'no code'
  if (!answer.body || answer.status >= 500 || answer.status === 429 || answer.status === 409) {
    throw providerError('PROVIDER_UNREACHABLE', `Stripe could not ${doing} (HTTP ${answer.status}, ${code})`)
  }
  throw new StripeRefusal(answer.status, `Stripe refused to ${doing} (HTTP ${answer.status}, ${code})`)
}

/** Inside this file only: an answer of Stripe that some acts count as success. */
class StripeRefusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }

  /** For callers outside: the same message with a hint. */
  toProviderError(): Error {
    return providerError('PROVIDER_REFUSED', this.message)
  }
}

async function orProviderError<T>(act: Promise<T>): Promise<T> {
  return act.catch((error: unknown) => {
    throw error instanceof StripeRefusal ? error.toProviderError() : error
  })
}

/** Type and code of Stripe's error body. A code is an identifier; anything else is not repeated. */
function errorOf(answer: Answer): { type?: string; code?: string } {
  const error = answer.body?.['error']
  if (typeof error !== 'object' || error === null) return {}
  const { type, code } = error as { type?: unknown; code?: unknown }
  const name = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9_]{1,60}$/.test(value)
  return { ...(name(type) && { type }), ...(name(code) && { code }) }
}

// ---------- what Stripe tells of a key ----------

/** The part of `Stripe.V2.Iam.ApiKey` (stripe-node 20.2.0-alpha.1) that is used here. */
interface ApiKey {
  readonly id: string
  readonly status: 'active' | 'expired'
  readonly type: 'publishable_key' | 'secret_key'
  readonly livemode: boolean
  readonly expires_at?: string
  readonly last_used?: string
  readonly name?: string
  readonly secret_key?: {
    readonly token?: string
    readonly secret_token_redacted?: string
    readonly encrypted_secret?: { readonly ciphertext: string; readonly format: string }
  }
}

function keyOf(value: unknown): ApiKey {
  const key = value as Partial<ApiKey> | null
  if (typeof key?.id !== 'string' || (key.status !== 'active' && key.status !== 'expired')) {
    throw providerError('PROVIDER_ANSWER_INVALID', 'Stripe answered without a key id or status')
  }
  return key as ApiKey
}

async function findKey(id: string, context: ProviderContext): Promise<ApiKey | undefined> {
  try {
    return keyOf((await manage(context, `read the key ${id}`, `/v2/iam/api_keys/${encodeURIComponent(id)}`)).body)
  } catch (error) {
    if (error instanceof StripeRefusal && error.status === 404) return undefined
    throw error instanceof StripeRefusal ? error.toProviderError() : error
  }
}

function handleOf(key: ApiKey, context: ProviderContext): Handle {
  const { account } = context.settings
  return { id: key.id, ...(account && { account }), ...(key.name && { principal: key.name }) }
}

/** `sk_live_…4242` tells the kind, the mode and the last characters. */
function couldBe(secret: string, key: ApiKey): boolean {
  if (key.secret_key?.token !== undefined) return key.secret_key.token === secret
  const [, start = '', end = ''] = /^(\w*?)[^\w]+(\w{4,})$/.exec(key.secret_key?.secret_token_redacted ?? '') ?? []
  return end !== '' && secret.startsWith(start) && secret.endsWith(end)
}

// ---------- the capabilities ----------

async function verify(key: Sensitive, context: ProviderContext): Promise<Verdict> {
  let answer: Answer
  try {
    answer = await probe(key, '/v1/balance', context)
  } catch {
    return { state: 'unknown', why: 'network' }
  }
  const { type, code } = errorOf(answer)
  const { status, body } = answer
  if (status === 200 && body?.['object'] === 'balance') return { state: 'live' }
  if (status === 429) {
    const seconds = Number(answer.headers.get('retry-after'))
    return { state: 'unknown', why: 'rate-limited', ...(seconds > 0 && { retryAfterMs: seconds * 1_000 }) }
  }
  if (status >= 500) return { state: 'unknown', why: 'network' }
  // Without Stripe's error body a proxy or a captive portal has spoken.
  if (type === undefined) return { state: 'unknown', why: status >= 300 && status < 400 ? 'policy' : 'ambiguous' }
  if (status === 401) return { state: 'dead', why: code === 'api_key_expired' ? 'expired' : 'refused' }
  if (status === 403) return { state: 'restricted' }
  return { state: 'unknown', why: 'ambiguous' }
}

async function inspectKey(key: Sensitive, context: ProviderContext): Promise<Inspection> {
  const [kind, mode] = key.reveal().split('_')
  const isSecret = kind === 'sk'
  const live = mode === 'live'
  const account = await probe(key, '/v1/account', context).catch(() => undefined)
  const id = account?.status === 200 ? account.body?.['id'] : undefined
  return {
    access: isSecret ? 'admin' : 'unknown',
    environment: live ? 'live' : 'test',
    ...(typeof id === 'string' && { account: id }),
    // No ordinary key may make another; only a Stripe App may.
    canMintKeys: 'no',
    readsPersonalData: isSecret ? 'yes' : await mayRead(key, '/v1/customers/cus_rekey_probe', context),
    movesMoney: live ? (isSecret ? 'yes' : 'unknown') : 'no',
  }
}

/** Asks for an object that does not exist: 404 means that reading is allowed, and nothing was read. */
async function mayRead(key: Sensitive, path: string, context: ProviderContext): Promise<Known> {
  const answer = await probe(key, path, context).catch(() => undefined)
  return answer?.status === 404 && errorOf(answer).type ? 'yes' : answer?.status === 403 ? 'no' : 'unknown'
}

async function locate(key: Sensitive, context: ProviderContext): Promise<Located> {
  const secret = key.reveal()
  const candidates: ApiKey[] = []
  let next: string | undefined = '/v2/iam/api_keys?limit=100'
  for (let page = 0; next !== undefined; page++) {
    if (page === 100) throw providerError('PROVIDER_ANSWER_INVALID', 'Stripe lists more than 10,000 keys')
    const { body }: Answer = await orProviderError(manage(context, 'list the keys', next))
    if (!Array.isArray(body?.['data'])) throw providerError('PROVIDER_ANSWER_INVALID', 'Stripe listed no keys')
    for (const one of body['data']) {
      const listed = keyOf(one)
      const usable = listed.type === 'secret_key' && listed.status === 'active'
      if (usable && listed.livemode === secret.includes('_live_') && couldBe(secret, listed)) candidates.push(listed)
    }
    next = pathOf(body['next_page_url'])
  }
  const [only, second] = candidates
  if (!only) return { match: 'none' }
  if (second) return { match: 'ambiguous', candidates: candidates.map((one) => handleOf(one, context)) }
  return { match: 'exact', handle: { ...handleOf(only, context), hint: `…${secret.slice(-4)}` } }
}

/** The next page as a path, so that no answer can send the managing key to another host. */
function pathOf(url: unknown): string | undefined {
  if (typeof url !== 'string' || url === '') return undefined
  const { pathname, search } = new URL(url, 'https://api.stripe.com')
  return pathname + search
}

async function prepare(_current: Sensitive, _context: ProviderContext): Promise<Prepared> {
  const material = generateRsaPrivateKey()
  return { material, facts: { publicKeySha256: sha256Hex(publicKeyOf(material)) } }
}

const create: NonNullable<KeyKind['create']> = async (prepared, current, context): Promise<Issued> => {
  const minutes = Math.min(MAX_OVERLAP_MINUTES, Math.max(1, Math.ceil(current.keepOldMs / 60_000)))
  const doing = `rotate the key ${current.handle.id}`
  const pem = { algorithm: 'RSA', data: publicKeyOf(prepared.material) }
  const answer = await orProviderError(
    manage(context, doing, `/v2/iam/api_keys/${encodeURIComponent(current.handle.id)}/rotate`, {
      // Left out, the old key would die at once; and the same run asks for the same thing every time.
      body: { expire_current_key_in_minutes: minutes, public_key: { pem_key: pem } },
      idempotencyKey: `rekey-${context.runId}-rotate`,
    }),
  )
  const made = keyOf(answer.body)
  if (made.id === current.handle.id) {
    throw providerError('PROVIDER_ANSWER_INVALID', `Stripe gave the new key the id of the old one (${made.id})`)
  }
  const old = await findKey(current.handle.id, context)
  const oldExpiresAt = old?.expires_at === undefined ? undefined : new Date(old.expires_at)
  return { key: await secretOf(made, prepared), handle: handleOf(made, context), ...(oldExpiresAt && { oldExpiresAt }) }
}

/** Live secrets come encrypted, test secrets in the clear. */
async function secretOf(key: ApiKey, prepared: Prepared): Promise<Sensitive> {
  const { token, encrypted_secret: encrypted } = key.secret_key ?? {}
  if (token !== undefined && !key.livemode) return new Sensitive(token)
  if (encrypted?.format !== 'jwe_compact') {
    throw providerError('PROVIDER_ANSWER_INVALID', `Stripe made the key ${key.id} but sent no secret that we can open`)
  }
  return openJwe(encrypted.ciphertext, prepared.material).catch(() => {
    throw providerError('PROVIDER_ANSWER_INVALID', `the secret of the key ${key.id} is not encrypted to this run's key`)
  })
}

async function revoke(handle: Handle, context: ProviderContext): Promise<void> {
  const path = `/v2/iam/api_keys/${encodeURIComponent(handle.id)}/expire`
  const post = { body: {}, idempotencyKey: `rekey-${context.runId}-expire-${handle.id}` }
  try {
    await manage(context, `expire the key ${handle.id}`, path, post)
  } catch (error) {
    if (!(error instanceof StripeRefusal)) throw error
    // Gone, or dead already by its timer: that is what was wanted.
    const key = error.status === 404 ? undefined : await findKey(handle.id, context)
    if (key && key.status !== 'expired') throw error.toProviderError()
  }
}

async function usage(handle: Handle, context: ProviderContext): Promise<Usage> {
  const key = await findKey(handle.id, context)
  const lag = Number(context.settings['usageLagMs'] ?? DEFAULT_USAGE_LAG_MS)
  const shared = {
    lagMs: Number.isFinite(lag) ? lag : DEFAULT_USAGE_LAG_MS,
    source: `last_used of the key ${handle.id} at Stripe`,
  }
  return key ? { ...shared, lastUsedAt: key.last_used === undefined ? null : new Date(key.last_used) } : shared
}

/** Highnote and WorkOS write `key_…` in base64 behind the same beginning. */
const OF_OTHERS = /^sk_(?:live|test)_a2V5X/

function judge(secret: string): Judgement {
  if (OF_OTHERS.test(secret))
    return { keep: false, reason: 'holds the id of a key in base64, as those of other companies do' }
  return secret.includes('_test_')
    ? { keep: true, score: -35, reason: 'a test key: it moves no money' }
    : { keep: true, score: 15, reason: 'a live key' }
}

export default defineProvider({
  id: 'stripe',
  name: 'Stripe',
  docs: 'https://docs.stripe.com/keys',
  keys: {
    secret: {
      label: 'secret key',
      about: 'Secret or restricted API key',
      detect: [
        {
          rule: 'stripe-secret-key',
          about: 'Stripe secret or restricted key',
          // Publishable keys (pk_) are made to be public.
          pattern: /(?<![A-Za-z0-9])(?<secret>[sr]k_(?:live|test)_[A-Za-z0-9]{20,247})(?![A-Za-z0-9])/,
          literals: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_'],
          minEntropy: 3,
          judge,
          examples: [
            'STRIPE_SECRET_KEY=sk_live_{A-Za-z0-9:24}',
            'key: "sk_live_51{A-Za-z0-9:97}"',
            'rk_live_{A-Za-z0-9:99}',
            'sk_test_{A-Za-z0-9:24}',
          ],
          lookalikes: [
            'pk_live_{A-Za-z0-9:24}',
            'sk_live_{A-Za-z0-9:12}',
            'sk_prod_{A-Za-z0-9:24}',
            'task_live_{A-Za-z0-9:24}',
          ],
        },
      ],
      lifecycle: {
        overlap: { kind: 'timer', maxMs: MAX_OVERLAP_MINUTES * 60_000, defaultMs: 86_400_000 },
        // One measured sample says 9 s.
        revoke: { sessionsSurvive: false, typicalLagMs: 10_000 },
        verifyTouchesLastUsed: true,
      },
      verify,
      inspect: inspectKey,
      locate,
      prepare,
      create,
      revoke,
      usage,
      runbook: {
        url: 'https://dashboard.stripe.com/apikeys',
        steps: [
          'Open the key’s menu (…) and choose "Roll key…".',
          'Choose when the old key expires: after a leak one hour at most, never "now" while services still use it.',
          'Confirm with the code of your second factor and copy the new key at once: it is shown only once.',
          'Store it as the new version here; Rekey deploys it, confirms, and proves that the old key is refused.',
          'When the confirmation has passed, open the old key’s menu and choose "Expire key".',
        ],
      },
    },
  },
})
