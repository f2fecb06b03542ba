/**
 * `auth/jwt/`: the login of machines with a token of their platform (GitHub Actions, GitLab, Kubernetes). A role
 * binds what the token must say; a role that binds nothing accepts nothing.
 */
import { createLocalJWKSet, errors, importSPKI, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose'
import { JWT_ALGORITHMS } from '../../access/jwt.ts'
import { matchesGlob } from '../../access/bound-claims.ts'
import { change, type Answer, type Call, type Route } from './call.ts'
import { deleteEntry, findEntry, listEntries, putEntry } from './entries.ts'
import { bad, nothing } from './fault.ts'
import type { Fields } from './fields.ts'
import { isObject, type Json } from './json.ts'
import { fetchJson } from './key-fetch.ts'
import { logIn } from './login.ts'
import { NO_TOKEN_SETTINGS, readTokenSettings, type TokenSettings } from './token-fields.ts'

type VerifyKey = Awaited<ReturnType<typeof importSPKI>>

interface JwtConfig {
  readonly oidc_discovery_url: string
  readonly oidc_discovery_ca_pem: string
  readonly jwks_url: string
  readonly jwks_ca_pem: string
  readonly jwt_validation_pubkeys: readonly string[]
  readonly bound_issuer: string
  readonly jwt_supported_algs: readonly string[]
  readonly default_role: string
  /** The issuer is on a private network. */
  readonly allow_private_network: boolean
}

interface JwtRole extends TokenSettings {
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
  allow_private_network: false,
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
const MAX_TOKEN = 16_384
const MAX_LEEWAY_S = 600
const DEFAULT_LEEWAY_S = 60

async function getConfig(call: Call): Promise<JwtConfig | undefined> {
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
    allow_private_network: fields.flag('allow_private_network') ?? false,
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
async function importPem(pem: string): Promise<readonly [alg: string, key: VerifyKey][]> {
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
    bound_claims: (fields.object('bound_claims') as JwtRole['bound_claims'] | undefined) ?? before.bound_claims,
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

async function login(call: Call): Promise<Answer> {
  const { fields, mount } = call
  const config = await getConfig(call)
  if (!config) throw bad('could not load configuration')
  const name = (fields.text('role') || config.default_role).toLowerCase()
  if (!name) throw bad('missing role')
  const jwt = fields.needText('jwt', 'missing token')
  if (jwt.length > MAX_TOKEN) throw bad('error validating token: too long')
  const role = (await findEntry<JwtRole>(call.db, mount, 'role', name))?.value
  if (!role || role.role_type !== 'jwt') throw bad(`role "${name.slice(0, 80)}" could not be found`)
  const claims = await verify(call, config, role, jwt)
  requireBound(claims, role)
  const alias = claimText(claims, role.user_claim)
  if (!alias) throw bad(`claim "${role.user_claim}" not found in token`)
  const meta = Object.fromEntries(
    Object.entries(role.claim_mappings).flatMap(([claim, to]) => {
      const value = claimText(claims, claim)
      return value === undefined ? [] : [[to, value]]
    }),
  )
  return logIn(call, {
    settings: role,
    alias,
    displayName: `${mount.path.slice('auth/'.length, -1)}-${alias.slice(0, 80)}`,
    meta: { ...meta, role: name },
    role: name,
  })
}

async function verify(call: Call, config: JwtConfig, role: JwtRole, jwt: string): Promise<JWTPayload> {
  const leeway = Math.max(role.clock_skew_leeway, role.expiration_leeway, role.not_before_leeway) || DEFAULT_LEEWAY_S
  const algorithms = config.jwt_supported_algs.length ? [...config.jwt_supported_algs] : [...JWT_ALGORITHMS]
  const options = {
    algorithms,
    clockTolerance: leeway,
    currentDate: call.now,
    requiredClaims: ['exp'],
    ...(config.bound_issuer && { issuer: config.bound_issuer }),
    ...(role.bound_audiences.length && { audience: [...role.bound_audiences] }),
  }
  let reason = 'no known key fits'
  for (const check of await checks(config, algorithms)) {
    try {
      return await check(jwt, options)
    } catch (error) {
      if (!(error instanceof errors.JOSEError) && !(error instanceof TypeError)) throw error
      // A wrong claim says more than a signature of another key.
      if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired)
        reason = `claim "${error.claim}" is not as it must be`
    }
  }
  throw bad(`error validating token: ${reason}`)
}

type Check = (jwt: string, options: object) => Promise<JWTPayload>

async function checks(config: JwtConfig, algorithms: readonly string[]): Promise<Check[]> {
  if (config.jwt_validation_pubkeys.length) {
    const keys = (await Promise.all(config.jwt_validation_pubkeys.map(importPem))).flat()
    return keys
      .filter(([alg]) => algorithms.includes(alg))
      .map(
        ([alg, key]) =>
          async (jwt, options) =>
            (await jwtVerify(jwt, key, { ...options, algorithms: [alg] })).payload,
      )
  }
  const rules = { caPem: config.jwks_ca_pem || config.oidc_discovery_ca_pem, mayBeInside: config.allow_private_network }
  const url = config.jwks_url || (await discover(config, rules))
  const set = (await fetchJson(url, rules)) as JSONWebKeySet
  // A shared key in a public set is somebody's mistake, and would let everybody sign.
  const keys = (Array.isArray(set?.keys) ? set.keys : []).filter(
    ({ kty }) => kty === 'RSA' || kty === 'EC' || kty === 'OKP',
  )
  return [async (jwt, options) => (await jwtVerify(jwt, createLocalJWKSet({ keys }), options)).payload]
}

async function discover(config: JwtConfig, rules: { caPem: string; mayBeInside: boolean }): Promise<string> {
  const base = config.oidc_discovery_url.replace(/\/$/, '')
  const found = (await fetchJson(`${base}/.well-known/openid-configuration`, rules)) as {
    issuer?: unknown
    jwks_uri?: unknown
  }
  if (found.issuer !== base && found.issuer !== `${base}/`)
    throw bad('the issuer names itself otherwise than oidc_discovery_url')
  if (typeof found.jwks_uri !== 'string') throw bad('the issuer names no keys')
  return found.jwks_uri
}

function requireBound(claims: JWTPayload, role: JwtRole): void {
  // An audience that nobody asked for means that the token is for somebody else.
  if (claims.aud !== undefined && !role.bound_audiences.length)
    throw bad('error validating token: audience claim found in JWT but no audiences bound to the role')
  if (role.bound_subject && claims.sub !== role.bound_subject)
    throw bad('error validating token: sub claim does not match bound subject')
  for (const [name, wanted] of Object.entries(role.bound_claims)) {
    const values = claimValues(claims, name)
    const list = (Array.isArray(wanted) ? wanted : [wanted]).map(String)
    const fits = (value: string, one: string): boolean =>
      role.bound_claims_type === 'glob' ? matchesGlob(one, value) : one === value
    if (!values.some((value) => list.some((one) => fits(value, one))))
      throw bad(`error validating claims: claim "${name}" does not match any associated bound claim values`)
  }
}

/** `/a/b` is a JSON pointer, anything else a name. */
function claimValues(claims: JWTPayload, name: string): string[] {
  const path = name.startsWith('/')
    ? name
        .slice(1)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    : [name]
  let value: Json | undefined = claims as unknown as Json
  for (const part of path) value = isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined
  if (value === undefined || value === null) return []
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one !== 'object').map(String)
}

function claimText(claims: JWTPayload, name: string): string | undefined {
  const values = claimValues(claims, name)
  return values.length === 1 ? values[0] : undefined
}

export const jwtRoutes: readonly Route[] = [
  { pattern: 'login', isOpen: true, update: login },
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
