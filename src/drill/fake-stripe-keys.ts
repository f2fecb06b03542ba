/**
 * `/v2/iam/api_keys` of the fake Stripe, after the types of stripe-node 20.2.0-alpha.1: list, retrieve,
 * rotate with a real overlap, expire. A live secret leaves once, encrypted to the caller's public key.
 */
import { createPublicKey, randomBytes } from 'node:crypto'
import { CompactEncrypt } from 'jose'
import type { AccessLog } from './fake-stripe-log.ts'
import type { FakeStripeStore, StoredKey } from './fake-stripe-store.ts'
import { badRequest, type Reply } from './fake-stripe-http.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const MAX_MINUTES = 10_080

export function randomText(length: number): string {
  // 62 does not divide 256: the small bias is of no weight in a fake.
  return [...randomBytes(length)].map((byte) => ALPHABET[byte % 62]).join('')
}

export function newStoredKey(
  prefix: string,
  fields: { readonly name: string; readonly may: StoredKey['may']; readonly created: Date },
): StoredKey {
  const secret = `${prefix}_51${randomText(97)}`
  const created = fields.created.toISOString()
  return { id: `mk_${randomText(24)}`, secret, livemode: prefix.endsWith('_live'), ...fields, created }
}

export function isExpired(key: StoredKey, now: Date): boolean {
  return key.expiresAt !== undefined && now.getTime() >= Date.parse(key.expiresAt)
}

interface ApiKeyBody {
  readonly id: string
  readonly object: 'v2.iam.api_key'
  readonly created: string
  readonly ip_allowlist: string[]
  readonly livemode: boolean
  readonly name: string
  readonly status: 'active' | 'expired'
  readonly type: 'publishable_key' | 'secret_key'
  readonly expires_at?: string
  readonly last_used?: string
  readonly publishable_key?: { readonly token: string }
  readonly secret_key?: {
    readonly secret_token_redacted: string
    readonly token?: string
    readonly encrypted_secret?: {
      readonly ciphertext: string
      readonly format: string
      readonly recipient_key_id?: string
    }
  }
}

export interface KeysApi {
  readonly store: FakeStripeStore
  readonly log: AccessLog
  readonly now: () => Date
}

/** The object as every endpoint shows it; `encrypted` only when the key has just been made. */
export function renderApiKey(
  api: KeysApi,
  key: StoredKey,
  encrypted?: { readonly ciphertext: string; readonly recipient?: string },
): ApiKeyBody {
  const lastUsed = api.log.lastUsedAt(key.id)
  const isPublic = key.may === 'public'
  const recipient = encrypted?.recipient
  return {
    id: key.id,
    object: 'v2.iam.api_key',
    created: key.created,
    ip_allowlist: [],
    livemode: key.livemode,
    name: key.name,
    status: isExpired(key, api.now()) ? 'expired' : 'active',
    type: isPublic ? 'publishable_key' : 'secret_key',
    ...(key.expiresAt !== undefined && { expires_at: key.expiresAt }),
    ...(lastUsed !== undefined && { last_used: new Date(lastUsed * 1_000).toISOString() }),
    ...(isPublic
      ? { publishable_key: { token: key.secret } }
      : {
          secret_key: {
            secret_token_redacted: `${key.secret.slice(0, 8)}...${key.secret.slice(-4)}`,
            ...(!key.livemode && { token: key.secret }),
            ...(encrypted && {
              encrypted_secret: {
                ciphertext: encrypted.ciphertext,
                format: 'jwe_compact',
                ...(recipient !== undefined && { recipient_key_id: recipient }),
              },
            }),
          },
        }),
  }
}

export function listApiKeys(api: KeysApi, query: URLSearchParams): Reply {
  const limit = Number(query.get('limit') ?? 20)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return badRequest('parameter_invalid', 'limit is 1 to 100.')
  const withExpired = query.get('include_expired') === 'true'
  const keys = [...api.store.keys.values()].filter((key) => withExpired || !isExpired(key, api.now()))
  const start = Math.max(0, Number(query.get('page') ?? 0) || 0)
  const pageUrl = (from: number): string => {
    const params = new URLSearchParams({ limit: String(limit), page: String(from) })
    if (withExpired) params.set('include_expired', 'true')
    return `/v2/iam/api_keys?${params.toString()}`
  }
  return {
    status: 200,
    body: {
      data: keys.slice(start, start + limit).map((key) => renderApiKey(api, key)),
      next_page_url: start + limit < keys.length ? pageUrl(start + limit) : null,
      previous_page_url: start > 0 ? pageUrl(Math.max(0, start - limit)) : null,
    },
  }
}

interface RotateParams {
  readonly expire_current_key_in_minutes?: unknown
  readonly public_key?: {
    readonly id?: unknown
    readonly pem_key?: { readonly algorithm?: unknown; readonly data?: unknown }
  }
}

export async function rotateApiKey(api: KeysApi, old: StoredKey, params: RotateParams): Promise<Reply> {
  const minutes = params.expire_current_key_in_minutes ?? 0
  if (typeof minutes !== 'number' || !Number.isInteger(minutes) || minutes < 0 || minutes > MAX_MINUTES) {
    return badRequest('parameter_invalid', `expire_current_key_in_minutes is 0 to ${MAX_MINUTES}.`)
  }
  if (isExpired(old, api.now())) return badRequest('api_key_expired', 'An expired key cannot be rotated.')
  const prefix = old.secret.slice(0, 7)
  const fresh = newStoredKey(prefix, { name: old.name, may: old.may, created: api.now() })
  let encrypted: { ciphertext: string; recipient?: string } | undefined
  if (old.may !== 'public') {
    const sealed = await encryptFor(params, fresh.secret)
    if (sealed === undefined) {
      return badRequest('parameter_invalid', 'public_key.pem_key must be a PEM-formatted RSA key of 2048 bits or more.')
    }
    const recipient = params.public_key?.id
    encrypted = { ciphertext: sealed, ...(typeof recipient === 'string' && { recipient }) }
  }
  const at = new Date(api.now().getTime() + minutes * 60_000).toISOString()
  const earlier = old.expiresAt !== undefined && old.expiresAt < at ? old.expiresAt : at
  api.store.commit({ type: 'key', key: fresh }, { type: 'expires', id: old.id, at: earlier })
  return { status: 200, body: renderApiKey(api, fresh, old.livemode ? encrypted : undefined) }
}

export function expireApiKey(api: KeysApi, key: StoredKey): Reply {
  if (isExpired(key, api.now())) return badRequest('api_key_expired', 'This key has already expired.')
  api.store.commit({ type: 'expires', id: key.id, at: api.now().toISOString() })
  return { status: 200, body: renderApiKey(api, api.store.keys.get(key.id) ?? key) }
}

async function encryptFor(params: RotateParams, secret: string): Promise<string | undefined> {
  const pem = params.public_key?.pem_key
  if (pem?.algorithm !== 'RSA' || typeof pem.data !== 'string') return undefined
  try {
    const key = createPublicKey(pem.data)
    if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) return undefined
    return await new CompactEncrypt(Buffer.from(secret))
      .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })
      .encrypt(key)
  } catch {
    return undefined
  }
}
