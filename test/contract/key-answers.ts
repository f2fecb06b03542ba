/**
 * What providers answer when they are asked about a key, from their documentation: one entry for each kind of key that
 * can be asked about. `source` says what this entry was checked against besides.
 */
import type { Inspection } from '../../src/providers/provider.ts'

/** Status, body (a text is sent as plain text), headers. */
export type Canned = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>]

export interface KeyAnswers {
  readonly provider: string
  readonly kind: string
  /** Template of the key. */
  readonly key: string
  /** Templates of what stands beside it. */
  readonly companions?: readonly string[]
  /** `GET /v1/me`; `{key}` and `{0}` (the first companion) stand for the texts, `{key|url}` for the encoded one. */
  readonly asks: string
  /** Headers that show the key; `basic` is what a Basic header encodes, `body` the body. */
  readonly shows: Readonly<Record<string, string>>
  readonly live: Canned
  readonly dead: Canned
  readonly deadWhy?: 'revoked' | 'expired' | 'disabled'
  readonly restricted?: Canned
  /** Other requests that an inspection makes. */
  readonly also?: readonly { readonly asks: string; readonly answer: Canned }[]
  /** Only the configuration knows its address. */
  readonly configured?: true
  readonly inspection?: Partial<Inspection>
}

const TOKEN = 'Bearer {key}'

export const KEY_ANSWERS: readonly KeyAnswers[] = [
  ...['token', 'fine-grained-token'].map((kind): KeyAnswers => ({
    provider: 'github',
    kind,
    key: kind === 'token' ? 'ghp_{A-Za-z0-9:30}{checksum}' : 'github_pat_{A-Za-z0-9:22}_{A-Za-z0-9:59}',
    asks: 'GET /user',
    shows: { authorization: TOKEN, accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
    live: [
      200,
      { login: 'octo-dev', id: 4711, type: 'User' },
      {
        'x-oauth-scopes': 'repo, read:org',
        'x-ratelimit-remaining': '4999',
        'github-authentication-token-expiration': '2026-12-24 09:30:00 UTC',
      },
    ],
    dead: [401, { message: 'Bad credentials', documentation_url: 'https://docs.github.com/rest', status: '401' }],
    restricted: [403, { message: 'Resource not accessible by integration', status: '403' }],
    inspection: {
      account: '4711',
      principal: 'octo-dev',
      access: 'write',
      scopes: ['repo', 'read:org'],
      canMintKeys: 'yes',
      readsPersonalData: 'yes',
      expiresAt: new Date('2026-12-24T09:30:00Z'),
    },
  })),
  {
    provider: 'gitlab',
    kind: 'access-token',
    key: 'glpat-{A-Za-z0-9:20}',
    asks: 'GET /api/v4/personal_access_tokens/self',
    shows: { 'private-token': '{key}' },
    live: [
      200,
      {
        id: 42,
        name: 'deploy',
        revoked: false,
        active: true,
        scopes: ['read_api', 'write_repository'],
        user_id: 7,
        expires_at: '2027-01-31',
      },
    ],
    dead: [401, { message: '401 Unauthorized' }],
    restricted: [403, { error: 'insufficient_scope', error_description: 'The request requires higher privileges.' }],
    inspection: { account: '7', principal: 'deploy', access: 'write', canMintKeys: 'no', readsPersonalData: 'yes' },
  },
  {
    provider: 'telegram',
    kind: 'bot-token',
    key: '{1-9:9}:AA{A-Za-z0-9:33}',
    asks: 'GET /bot{key}/getMe',
    shows: {},
    live: [200, { ok: true, result: { id: 123_456_789, is_bot: true, username: 'shop_bot' } }],
    dead: [401, { ok: false, error_code: 401, description: 'Unauthorized' }],
    inspection: { account: '123456789', principal: 'shop_bot', access: 'write' },
  },
  {
    provider: 'sendgrid',
    kind: 'api-key',
    key: 'SG.{A-Za-z0-9:22}.{A-Za-z0-9:43}',
    asks: 'GET /v3/scopes',
    shows: { authorization: TOKEN },
    live: [200, { scopes: ['mail.send', 'api_keys.create', 'marketing.read'] }],
    dead: [401, { errors: [{ message: 'authorization required', field: null }] }],
    restricted: [403, { errors: [{ message: 'access forbidden', field: null }] }],
    inspection: { access: 'admin', canMintKeys: 'yes', readsPersonalData: 'yes' },
  },
  {
    provider: 'digitalocean',
    kind: 'access-token',
    key: 'dop_v1_{a-f0-9:64}',
    asks: 'GET /v2/account',
    shows: { authorization: TOKEN },
    live: [
      200,
      { account: { uuid: 'b6fr89dbf6d9156cace5f3c78dc9851d957381ef', email: 'ops@shop.example', status: 'active' } },
    ],
    dead: [401, { id: 'Unauthorized', message: 'Unable to authenticate you' }],
    restricted: [403, { id: 'forbidden', message: 'You are not authorized to perform this operation' }],
    inspection: { principal: 'ops@shop.example', readsPersonalData: 'yes' },
  },
  {
    provider: 'slack',
    kind: 'token',
    key: 'xoxb-{1-9:12}-{1-9:12}-{A-Za-z0-9:24}',
    asks: 'POST /api/auth.test',
    shows: { authorization: TOKEN, 'content-type': 'application/x-www-form-urlencoded' },
    live: [
      200,
      { ok: true, url: 'https://shop.slack.com/', team: 'Shop', user: 'deploy', team_id: 'T1', user_id: 'U1' },
      { 'x-oauth-scopes': 'chat:write,users:read' },
    ],
    dead: [200, { ok: false, error: 'token_revoked' }],
    deadWhy: 'revoked',
    restricted: [200, { ok: false, error: 'org_login_required' }],
    inspection: { account: 'Shop', principal: 'deploy', access: 'write', readsPersonalData: 'yes' },
  },
  {
    provider: 'slack',
    kind: 'webhook',
    key: 'T{A-Z0-9:8}/B{A-Z0-9:8}/{A-Za-z0-9:24}',
    asks: 'POST /services/{key}',
    shows: { body: '{}' },
    live: [400, 'no_text'],
    dead: [404, 'no_service'],
    deadWhy: 'revoked',
  },
  {
    provider: 'lob',
    kind: 'api-key',
    key: 'live_{a-f0-9:35}',
    asks: 'GET /v1/addresses?limit=1',
    shows: { basic: '{key}:' },
    live: [200, { object: 'list', data: [], count: 0 }],
    dead: [401, { error: { message: 'Your API key is not valid.', status_code: 401 } }],
    restricted: [403, { error: { message: 'Your API key may not do this.', status_code: 403 } }],
  },
]
