/**
 * `auth/jwt/login`: the login of machines with a token of their platform (GitHub Actions, GitLab, Kubernetes). A
 * role binds what the token must say; a role that binds nothing accepts nothing.
 */
import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose'
import { matchesGlob } from '../../access/bound-claims.ts'
import { isRekeyError } from '../../base/errors.ts'
import { JWT_ALGORITHMS } from '../../access/jwt.ts'
import { fetchJsonBy } from '../outside.ts'
import type { Answer, Call, Route } from './call.ts'
import { findEntry } from './entries.ts'
import { bad } from './fault.ts'
import { isObject, type Json } from './json.ts'
import { getConfig, importPem, jwtSettingRoutes, type JwtConfig, type JwtRole } from './jwt-settings.ts'
import { logIn } from './login.ts'

const MAX_TOKEN = 16_384
const DEFAULT_LEEWAY_S = 60

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
  for (const check of await checks(call, config, algorithms)) {
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

async function checks(call: Call, config: JwtConfig, algorithms: readonly string[]): Promise<Check[]> {
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
  const url = config.jwks_url || (await discover(call, config))
  const set = (await ask(call, url)) as JSONWebKeySet
  // A shared key in a public set is somebody's mistake, and would let everybody sign.
  const keys = (Array.isArray(set?.keys) ? set.keys : []).filter(
    ({ kty }) => kty === 'RSA' || kty === 'EC' || kty === 'OKP',
  )
  return [async (jwt, options) => (await jwtVerify(jwt, createLocalJWKSet({ keys }), options)).payload]
}

/** Through the guarded way out: private addresses only where the server's configuration allows them. */
async function ask(call: Call, url: string): Promise<unknown> {
  try {
    return await fetchJsonBy(call.vault.app.rotation.http)(url)
  } catch (error) {
    if (isRekeyError(error)) throw error
    throw bad('the keys of the issuer could not be read')
  }
}

async function discover(call: Call, config: JwtConfig): Promise<string> {
  const base = config.oidc_discovery_url.replace(/\/$/, '')
  const found = (await ask(call, `${base}/.well-known/openid-configuration`)) as {
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

export const jwtRoutes: readonly Route[] = [{ pattern: 'login', isOpen: true, update: login }, ...jwtSettingRoutes]
