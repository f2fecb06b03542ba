/** `auth/token/`: looking at tokens, renewing and revoking them, by text or by accessor. */
import { Sensitive } from '../../base/sensitive.ts'
import { change, type Answer, type AuthAnswer, type Call, type Route } from './call.ts'
import { formatTime, parseSeconds, secondsLeft } from './duration.ts'
import { bad, denied, VaultFault } from './fault.ts'
import { create, createByRole } from './token-create.ts'
import { tokenRoleRoutes } from './token-role.ts'
import { findVaultToken, renewToken, revokeTokens, tokenId, type VaultToken } from './tokens.ts'

function view(call: Call, token: VaultToken, id: string): object {
  return {
    accessor: token.accessor,
    creation_time: Math.floor(token.createdAt.getTime() / 1000),
    creation_ttl: token.ttlS,
    display_name: token.displayName,
    entity_id: token.entity?.id ?? '',
    expire_time: token.expiresAt ? formatTime(token.expiresAt) : null,
    explicit_max_ttl: token.explicitMaxS,
    id,
    issue_time: formatTime(token.createdAt),
    ...(token.renewedAt && {
      last_renewal: formatTime(token.renewedAt),
      last_renewal_time: Math.floor(token.renewedAt.getTime() / 1000),
    }),
    meta: token.meta,
    num_uses: token.usesLeft ?? 0,
    orphan: token.parent === null,
    path: token.path,
    ...(token.periodS && { period: token.periodS }),
    policies: token.policies,
    renewable: token.renewable,
    ...(token.role && token.path.startsWith('auth/token/') && { role: token.role }),
    ...(token.boundCidrs.length && { bound_cidrs: token.boundCidrs }),
    ttl: secondsLeft(call.now, token.expiresAt),
    type: token.kind,
  }
}

/** Of a token that is not there nothing more is said than of one that one may not see. */
async function byText(call: Call, text: string): Promise<VaultToken> {
  const token = await findVaultToken(call.db, call.now, { id: tokenId(call.vault.app.keyring, new Sensitive(text)) })
  if (!token) throw new VaultFault(403, 'bad token')
  return token
}

async function byAccessor(call: Call): Promise<VaultToken> {
  const token = await findVaultToken(call.db, call.now, { accessor: call.fields.needText('accessor') })
  if (!token) throw bad('invalid accessor')
  return token
}

function textOf(call: Call): string {
  const text = call.fields.text('token') ?? call.params['token'] ?? call.request.query['token']
  if (!text) throw bad('missing token ID')
  return text
}

async function lookupSelf(call: Call): Promise<Answer> {
  const { token, identity, isRoot } = call.caller
  if (token) return { data: view(call, token, (call.request.token as Sensitive).reveal()) }
  // A token of our own, in the shape that clients expect.
  const data = {
    accessor: '',
    creation_time: 0,
    creation_ttl: 0,
    display_name: identity?.name ?? '',
    entity_id: '',
    expire_time: null,
    explicit_max_ttl: 0,
    id: (call.request.token as Sensitive).reveal(),
    meta: { rekey_identity: identity?.name ?? '' },
    num_uses: 0,
    orphan: true,
    path: 'rekey',
    policies: isRoot ? ['root'] : ['default'],
    renewable: false,
    ttl: 0,
    type: 'service',
  }
  return { data }
}

async function lookup(call: Call): Promise<Answer> {
  const text = textOf(call)
  return { data: view(call, await byText(call, text), text) }
}

async function renew(call: Call, token: VaultToken, text: string): Promise<Answer> {
  if (!token.renewable || !token.expiresAt) {
    if (!token.expiresAt) return { auth: { text: new Sensitive(text), token, ttlS: 0 } }
    throw bad('lease is not renewable')
  }
  const increment = call.fields.has('increment') ? parseSeconds(call.fields.body['increment'], 'increment') : 0
  const { ttlS, capped } = await change(
    call,
    { action: 'token-renewed', subject: token.displayName, detail: { accessor: token.accessor } },
    (tx) => renewToken(tx, call.now, token, increment),
  )
  const auth: AuthAnswer = { text: new Sensitive(text), token, ttlS }
  return { auth, ...(capped && { warnings: [`TTL exceeded the effective max_ttl; TTL value is capped to ${ttlS}s`] }) }
}

async function renewSelf(call: Call): Promise<Answer> {
  const { token } = call.caller
  if (!token) throw bad('lease is not renewable')
  return renew(call, token, (call.request.token as Sensitive).reveal())
}

async function revoke(call: Call, token: VaultToken, keepChildren = false): Promise<undefined> {
  await change(
    call,
    { action: 'token-revoked', subject: token.displayName, detail: { accessor: token.accessor } },
    (tx) => revokeTokens(tx, call.now, [token.id], { actor: call.caller.name, why: 'revoked', keepChildren }),
  )
  call.vault.app.pokeWorkers()
}

async function revokeText(call: Call, keepChildren: boolean): Promise<undefined> {
  const text = textOf(call)
  const token = await findVaultToken(call.db, call.now, { id: tokenId(call.vault.app.keyring, new Sensitive(text)) })
  // Twice succeeds: it is gone either way.
  if (token) await revoke(call, token, keepChildren)
}

async function accessors(call: Call): Promise<Answer> {
  const rows = await call.db
    .selectFrom('vault_tokens')
    .select('accessor')
    .where('kind', '!=', 'batch')
    .orderBy('created_at')
    .execute()
  return { data: { keys: rows.map(({ accessor }) => accessor) } }
}

export const tokenRoutes: readonly Route[] = [
  { pattern: 'create', update: (call) => create(call, { isOrphan: false }) },
  { pattern: 'create-orphan', needsSudo: true, update: (call) => create(call, { isOrphan: true }) },
  { pattern: 'create/:role', update: createByRole },
  { pattern: 'lookup-self', read: lookupSelf, update: lookupSelf },
  { pattern: 'lookup', read: lookup, update: lookup },
  { pattern: 'lookup/:token', read: lookup, update: lookup },
  {
    pattern: 'lookup-accessor',
    async update(call) {
      return { data: view(call, await byAccessor(call), '') }
    },
  },
  { pattern: 'renew-self', update: renewSelf },
  {
    pattern: 'renew',
    async update(call) {
      const text = textOf(call)
      return renew(call, await byText(call, text), text)
    },
  },
  {
    pattern: 'renew/:token',
    async update(call) {
      const text = textOf(call)
      return renew(call, await byText(call, text), text)
    },
  },
  {
    pattern: 'renew-accessor',
    async update(call) {
      return renew(call, await byAccessor(call), '')
    },
  },
  {
    pattern: 'revoke-self',
    async update(call) {
      if (!call.caller.token) throw denied('revoke a token of Rekey with its own API')
      return revoke(call, call.caller.token)
    },
  },
  { pattern: 'revoke', update: (call) => revokeText(call, false) },
  { pattern: 'revoke/:token', update: (call) => revokeText(call, false) },
  { pattern: 'revoke-orphan', needsSudo: true, update: (call) => revokeText(call, true) },
  { pattern: 'revoke-orphan/:token', needsSudo: true, update: (call) => revokeText(call, true) },
  {
    pattern: 'revoke-accessor',
    async update(call) {
      return revoke(call, await byAccessor(call))
    },
  },
  { pattern: 'accessors', needsSudo: true, list: accessors },
  {
    pattern: 'tidy',
    needsSudo: true,
    update: async () => ({ status: 202, warnings: ['There is nothing to tidy: tokens are removed as they end.'] }),
  },
  ...tokenRoleRoutes,
]
