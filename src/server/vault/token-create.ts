/** `auth/token/create`: tokens from tokens. Nobody gives away more than they hold, unless they have sudo. */
import { change, type Answer, type Call } from './call.ts'
import { findEntry } from './entries.ts'
import { bad } from './fault.ts'
import { lifeOf, SYSTEM_TTL_S } from './mounts.ts'
import { policyNames } from './token-fields.ts'
import { createVaultToken, findVaultToken, tokenId } from './tokens.ts'
import type { TokenRole } from './token-role.ts'
import { Sensitive } from '../../base/sensitive.ts'

const MAX_META = 64

interface Wanted {
  readonly role?: TokenRole & { readonly name: string }
  readonly isOrphan: boolean
}

export async function createByRole(call: Call): Promise<Answer> {
  const name = call.params['role'] as string
  const role = await findEntry<TokenRole>(call.db, call.mount, 'role', name)
  if (!role) throw bad(`unknown role ${name.slice(0, 80)}`)
  return create(call, { role: { ...role.value, name }, isOrphan: role.value.orphan })
}

export async function create(call: Call, { role, isOrphan: asksOrphan }: Wanted): Promise<Answer> {
  const { fields, caller, vault, now, request } = call
  const parent = caller.token
  if (parent?.kind === 'batch') throw bad('batch tokens cannot create more tokens')
  if (parent?.numUses) throw bad('restricted use token cannot generate child tokens')
  const isSudo = caller.decide({
    operation: 'update',
    path: request.path,
    body: fields.body,
    wrapSeconds: undefined,
  }).sudo
  const isOrphan = asksOrphan || (fields.flag('no_parent') ?? false)
  if (fields.flag('no_parent') && !asksOrphan && !isSudo)
    throw bad('root or sudo privileges required to create orphan token')
  const kind = kindOf(call, role)
  const policies = policiesOf(call, isSudo, role)
  const isRoot = policies.includes('root')
  if (kind === 'batch' && isRoot) throw bad('batch tokens cannot be root tokens')
  const periodS = role?.token_period || fields.seconds('period') || 0
  if (fields.seconds('period') && !isSudo && !role?.token_period)
    throw bad('root or sudo privileges required to create periodic token')
  const explicit = [role?.token_explicit_max_ttl ?? 0, fields.seconds('explicit_max_ttl') ?? 0].filter(Boolean)
  const explicitMaxS = explicit.length ? Math.min(...explicit) : 0
  const asked = fields.seconds('ttl') ?? fields.seconds('lease') ?? 0
  const warnings: string[] = []
  const life = lifeOf(call.mount, { ttl: periodS || asked })
  // Only a token that does not expire itself makes one that does not.
  const lasts = isRoot && !asked && !periodS && !explicitMaxS && parent?.expiresAt == null
  const ttlS = lasts ? 0 : Math.min(life.ttl, explicitMaxS || SYSTEM_TTL_S)
  if (asked > life.max)
    warnings.push(
      `TTL of "${asked}s" exceeded the effective max_ttl of "${life.max}s"; TTL value is capped accordingly`,
    )
  const unknown = await unknownPolicies(call, policies)
  if (unknown.length) warnings.push(`Policy ${unknown.map((name) => `"${name}"`).join(', ')} does not exist`)
  const text = await customText(call, isSudo)
  const displayName = fields.text('display_name')
  const numUses = role?.token_num_uses || fields.integer('num_uses') || 0
  if (numUses < 0) throw bad('number of uses cannot be negative')
  const made = await change(call, { action: 'token-made' }, (tx) =>
    createVaultToken(tx, vault.app.keyring, now, {
      path: request.path,
      policies,
      displayName: displayName ? `token-${displayName.replaceAll(/[^a-zA-Z0-9-]/g, '-').slice(0, 100)}` : 'token',
      kind,
      renewable: kind === 'service' && ttlS > 0 && (fields.flag('renewable') ?? true) && (role?.renewable ?? true),
      parent: isOrphan ? null : (parent?.id ?? null),
      meta: metaOf(call),
      role: role?.name ?? null,
      entity: isOrphan ? null : (parent?.entity ?? null),
      numUses: kind === 'batch' ? 0 : numUses,
      ttlS,
      maxTtlS: life.max,
      explicitMaxS,
      periodS: kind === 'batch' ? 0 : periodS,
      boundCidrs: role?.token_bound_cidrs ?? [],
      actor: caller.name,
      ...(text !== undefined && { text }),
    }),
  )
  return { auth: { ...made, ttlS }, warnings }
}

function kindOf(call: Call, role: TokenRole | undefined): 'service' | 'batch' {
  const asked = call.fields.text('type') ?? ''
  if (!['', 'service', 'batch'].includes(asked)) throw bad(`invalid 'token_type' value "${asked.slice(0, 20)}"`)
  const fixed = role?.token_type
  if (fixed === 'service' || fixed === 'batch') return fixed
  if (asked) return asked as 'service' | 'batch'
  return fixed === 'default-batch' ? 'batch' : 'service'
}

function policiesOf(call: Call, isSudo: boolean, role: TokenRole | undefined): string[] {
  const { caller, fields } = call
  const given = fields.list('policies')
  const asked = policyNames(given ?? [])
  if (role) return rolePolicies(asked, role)
  const own = caller.token?.policies ?? ['default']
  if (asked.includes('root') && !(caller.isRoot && (!caller.token || caller.token.policies.includes('root'))))
    throw bad('root tokens may not be created without parent token being root')
  if (!given?.length) {
    // Without a wish a child has what its parent has.
    return caller.token ? [...own] : caller.isRoot ? ['root'] : ['default']
  }
  if (!isSudo && !caller.isRoot) {
    const extra = asked.filter((name) => name !== 'default' && !own.includes(name))
    if (extra.length) throw bad('child policies must be subset of parent')
  }
  return withDefault(asked, fields.flag('no_default_policy') ?? false)
}

function withDefault(names: readonly string[], without: boolean): string[] {
  return names.includes('root') ? ['root'] : policyNames(without ? names : [...names, 'default'])
}

function rolePolicies(asked: readonly string[], role: TokenRole): string[] {
  const { allowed_policies: allowed, disallowed_policies: refused } = role
  const { allowed_policies_glob: globs, disallowed_policies_glob: refusedGlobs } = role
  const wanted = asked.length ? asked : allowed
  const isIn = (name: string, list: readonly string[], patterns: readonly string[]): boolean =>
    list.includes(name) ||
    patterns.some((glob) => (glob.endsWith('*') ? name.startsWith(glob.slice(0, -1)) : name === glob))
  if (wanted.includes('root')) throw bad('the policy root cannot be given by a role')
  const bounded = allowed.length > 0 || globs.length > 0
  for (const name of wanted) {
    if (name === 'default') continue
    if (bounded && !isIn(name, allowed, globs))
      throw bad(`token policies (["${name}"]) must be subset of the role's allowed policies`)
    if (isIn(name, refused, refusedGlobs)) throw bad(`token policy "${name}" is disallowed by this role`)
  }
  return withDefault(wanted, role.token_no_default_policy || isIn('default', refused, refusedGlobs))
}

async function unknownPolicies(call: Call, names: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    names.map(async (name) => name === 'root' || (await call.vault.rules(name)) !== undefined),
  )
  return names.filter((_, i) => !found[i])
}

/** A text of one's own choice: for root only, and never one that looks like ours or is taken. */
async function customText(call: Call, isSudo: boolean): Promise<string | undefined> {
  const text = call.fields.text('id')
  if (!text) return undefined
  if (!isSudo) throw bad('root or sudo privileges required to specify token id')
  if (/^(?:hv[sbr]\.|rkt_)/.test(text) || !/^[A-Za-z0-9_-]{16,128}$/.test(text))
    throw bad(
      "a custom token ID has 16 to 128 letters, digits, '-' or '_', and does not begin like a token of the server",
    )
  if (await findVaultToken(call.db, call.now, { id: tokenId(call.vault.app.keyring, new Sensitive(text)) }))
    throw bad('cannot create a token with a duplicate ID')
  return text
}

function metaOf(call: Call): Record<string, string> | null {
  const meta = call.fields.map('meta') ?? call.fields.map('metadata')
  if (!meta) return null
  if (Object.keys(meta).length > MAX_META) throw bad(`at most ${MAX_META} keys of metadata`)
  return meta
}
