/** The settings of a `auth/jwt/` mount: whose tokens it takes, and what its roles bind. */
import { importSPKI } from 'jose'
import { JWT_ALGORITHMS } from '../../access/jwt.ts'
import { change, type Call, type Route } from './call.ts'
import { deleteEntry, findEntry, listEntries, putEntry } from './entries.ts'
import { bad, nothing } from './fault.ts'
import type { Fields } from './fields.ts'
import type { Json } from './json.ts'
import { NO_TOKEN_SETTINGS, readTokenSettings, type TokenSettings } from './token-fields.ts'

type VerifyKey = Awaited<ReturnType<typeof importSPKI>>

export interface JwtConfig {
  readonly oidc_discovery_url: string
  readonly oidc_discovery_ca_pem: string
  readonly jwks_url: string
  readonly jwks_ca_pem: string
  readonly jwt_validation_pubkeys: readonly string[]
  readonly bound_issuer: string
  readonly jwt_supported_algs: readonly string[]
  readonly default_role: string
}

export interface JwtRole extends TokenSettings {
  readonly role_type: string
  readonly bound_audiences: readonly string[]
  readonly bound_subject: string
  readonly bound_claims: Readonly<Record<string, Json>>
  readonly bound_claims_type: string
  readonly user_claim: string
  readonly groups_claim: string
  readonly claim_mappings: Readonly<Record<string, string>>
  readonly clock_skew_leeway: number
  readonly expiration_leeway: number
  readonly not_before_leeway: number
  readonly allowed_redirect_uris: readonly string[]
  readonly oidc_scopes: readonly string[]
  readonly verbose_oidc_logging: boolean
}

const NO_CONFIG: JwtConfig = {
  oidc_discovery_url: '',
  oidc_discovery_ca_pem: '',
  jwks_url: '',
  jwks_ca_pem: '',
  jwt_validation_pubkeys: [],
  bound_issuer: '',
  jwt_supported_algs: [],
  default_role: '',
}

const NO_ROLE: JwtRole = {
  ...NO_TOKEN_SETTINGS,
  role_type: 'jwt',
  bound_audiences: [],
  bound_subject: '',
  bound_claims: {},
  bound_claims_type: 'string',
  user_claim: '',
  groups_claim: '',
  claim_mappings: {},
  clock_skew_leeway: 0,
  expiration_leeway: 0,
  not_before_leeway: 0,
  allowed_redirect_uris: [],
  oidc_scopes: [],
  verbose_oidc_logging: false,
}

/** Names that the server gives a meaning to: no claim of somebody else's token may fill them. */
const RESERVED_META: ReadonlySet<string> = new Set(['role'])
const MAX_LEEWAY_S = 600

export async function getConfig(call: Call): Promise<JwtConfig | undefined> {
  return (await findEntry<JwtConfig>(call.db, call.mount, 'config', 'config'))?.value
}

async function writeConfig(call: Call): Promise<undefined> {
  const { fields } = call
  const config: JwtConfig = {
    ...NO_CONFIG,
    ...texts(fields, [
      'oidc_discovery_url',
      'oidc_discovery_ca_pem',
      'jwks_url',
      'jwks_ca_pem',
      'bound_issuer',
      'default_role',
    ]),
    jwt_validation_pubkeys: fields.list('jwt_validation_pubkeys') ?? [],
    jwt_supported_algs: fields.list('jwt_supported_algs') ?? [],
  }
  const { oidc_discovery_url, jwks_url, jwt_validation_pubkeys, jwt_supported_algs } = config
  if ([oidc_discovery_url, jwks_url, jwt_validation_pubkeys.length].filter(Boolean).length !== 1)
    throw bad("exactly one of 'jwt_validation_pubkeys', 'jwks_url' or 'oidc_discovery_url' must be set")
  const unknown = jwt_supported_algs.find((alg) => !(JWT_ALGORITHMS as readonly string[]).includes(alg))
  if (unknown) throw bad(`Invalid supported algorithm: ${unknown.slice(0, 20)}`)
  for (const pem of jwt_validation_pubkeys) await importPem(pem)
  for (const url of [oidc_discovery_url, jwks_url].filter(Boolean))
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      throw bad('error checking the URL of the issuer')
  await change(call, { action: 'jwt-configured' }, (tx) =>
    putEntry(tx, call.now, { mount: call.mount, kind: 'config', name: 'config', value: config }),
  )
}

function texts(fields: Fields, names: readonly (keyof JwtConfig)[]): Partial<JwtConfig> {
  return Object.fromEntries(names.filter((name) => fields.has(name)).map((name) => [name, fields.text(name)]))
}

/** The key, whatever kind it is: the library wants the algorithm named. */
export async function importPem(pem: string): Promise<readonly [alg: string, key: VerifyKey][]> {
  const found: [string, VerifyKey][] = []
  for (const alg of JWT_ALGORITHMS) {
    try {
      found.push([alg, await importSPKI(pem, alg)])
    } catch {
      // Not of this kind.
    }
  }
  if (!found.length) throw bad('error parsing public key')
  return found
}

const roleName = (call: Call): string => (call.params['role'] as string).toLowerCase()
const findRole = (call: Call) => findEntry<JwtRole>(call.db, call.mount, 'role', roleName(call))

async function writeRole(call: Call): Promise<undefined> {
  const { fields } = call
  const before = (await findRole(call))?.value ?? NO_ROLE
  const leeway = (name: 'clock_skew_leeway' | 'expiration_leeway' | 'not_before_leeway'): number =>
    Math.min(fields.seconds(name) ?? before[name], MAX_LEEWAY_S)
  const role: JwtRole = {
    ...readTokenSettings(fields, before),
    role_type: fields.text('role_type') ?? before.role_type,
    bound_audiences: fields.list('bound_audiences') ?? before.bound_audiences,
    bound_subject: fields.text('bound_subject') ?? before.bound_subject,
    bound_claims: fields.object('bound_claims') ?? before.bound_claims,
    bound_claims_type: fields.text('bound_claims_type') ?? before.bound_claims_type,
    user_claim: fields.text('user_claim') ?? before.user_claim,
    groups_claim: fields.text('groups_claim') ?? before.groups_claim,
    claim_mappings: fields.map('claim_mappings') ?? before.claim_mappings,
    clock_skew_leeway: leeway('clock_skew_leeway'),
    expiration_leeway: leeway('expiration_leeway'),
    not_before_leeway: leeway('not_before_leeway'),
    allowed_redirect_uris: fields.list('allowed_redirect_uris') ?? before.allowed_redirect_uris,
    oidc_scopes: fields.list('oidc_scopes') ?? before.oidc_scopes,
    verbose_oidc_logging: fields.flag('verbose_oidc_logging') ?? before.verbose_oidc_logging,
  }
  if (!['jwt', 'oidc'].includes(role.role_type)) throw bad(`invalid 'role_type': ${role.role_type.slice(0, 20)}`)
  if (!role.user_claim) throw bad('a user claim must be defined on the role')
  if (!['string', 'glob'].includes(role.bound_claims_type))
    throw bad(`invalid 'bound_claims_type': ${role.bound_claims_type.slice(0, 20)}`)
  if (role.role_type === 'jwt' && !binds(role))
    throw bad('must have at least one bound constraint when creating/updating a role')
  const reserved = Object.values(role.claim_mappings).find((name) => RESERVED_META.has(name))
  if (reserved) throw bad(`metadata key "${reserved}" is reserved and may not be a mapping destination`)
  await change(call, { action: 'role-written' }, (tx) =>
    putEntry(tx, call.now, { mount: call.mount, kind: 'role', name: roleName(call), value: role }),
  )
}

const binds = (role: JwtRole): boolean =>
  role.bound_audiences.length > 0 ||
  role.bound_subject !== '' ||
  Object.keys(role.bound_claims).length > 0 ||
  role.token_bound_cidrs.length > 0

export const jwtSettingRoutes: readonly Route[] = [
  {
    pattern: 'config',
    async read(call) {
      const config = await getConfig(call)
      return config ? { data: config } : { data: NO_CONFIG }
    },
    update: writeConfig,
  },
  {
    pattern: 'role',
    async list(call) {
      const keys = await listEntries(call.db, call.mount, 'role')
      if (!keys.length) throw nothing()
      return { data: { keys } }
    },
  },
  {
    pattern: 'role/:role',
    exists: async (call) => (await findRole(call)) !== undefined,
    async read(call) {
      const role = await findRole(call)
      if (!role) throw nothing()
      return { data: role.value }
    },
    update: writeRole,
    async delete(call) {
      await change(call, { action: 'role-deleted' }, (tx) => deleteEntry(tx, call.mount, 'role', roleName(call)))
      return undefined
    },
  },
]
