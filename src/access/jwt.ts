/**
 * Is this JSON web token from who we trust, for us, and valid now? Asymmetric algorithms only: a public key is
 * never taken for a shared secret. It fetches nothing and decides nothing about what the holder may do.
 */
import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose'
import { jwtError } from './jwt-error.ts'

export const JWT_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const
export type JwtAlgorithm = (typeof JWT_ALGORITHMS)[number]

export interface JwtRules {
  readonly keys: JSONWebKeySet
  /** Compared as it stands. */
  readonly issuer: string
  /** One of these must be the audience, or among the audiences. */
  readonly audiences: readonly string[]
  readonly algorithms?: readonly JwtAlgorithm[]
  /** How far the clocks may be apart. */
  readonly skewMs?: number
  readonly now: Date
}

export type Claims = Readonly<JWTPayload>

const MAX_LENGTH = 16_384
const SKEW_MS = 60_000
/** A token that lives longer than this is a password with dots. */
const MAX_AGE_MS = 24 * 3_600_000

/** Throws JWT_REFUSED with the reason; the token itself is never quoted. */
export async function verifyJwt(token: string, rules: JwtRules): Promise<Claims> {
  if (token.length > MAX_LENGTH) throw jwtError('JWT_REFUSED', 'the token is too long')
  if (!rules.audiences.length) throw jwtError('JWT_REFUSED', 'no audience is configured')
  const skewMs = rules.skewMs ?? SKEW_MS
  try {
    const keys = createLocalJWKSet(withoutShared(rules.keys))
    const { payload } = await jwtVerify(token, keys, {
      issuer: rules.issuer,
      audience: [...rules.audiences],
      algorithms: [...(rules.algorithms ?? JWT_ALGORITHMS)],
      clockTolerance: skewMs / 1_000,
      currentDate: rules.now,
      requiredClaims: ['exp', 'iss', 'aud', 'sub'],
    })
    refuseOddTimes(payload, rules.now.getTime(), skewMs)
    if (typeof payload.sub !== 'string' || payload.sub === '') throw jwtError('JWT_REFUSED', 'the token has no subject')
    return payload
  } catch (error) {
    if (!(error instanceof errors.JOSEError) && !(error instanceof TypeError) && !(error instanceof SyntaxError))
      throw error
    throw jwtError('JWT_REFUSED', reasonOf(error))
  }
}

/** A set of keys that holds a shared one has no business here, whatever the header says. */
function withoutShared(keys: JSONWebKeySet): JSONWebKeySet {
  return { keys: keys.keys.filter(({ kty }) => kty === 'RSA' || kty === 'EC' || kty === 'OKP') }
}

function refuseOddTimes({ exp, iat }: JWTPayload, now: number, skewMs: number): void {
  if (iat !== undefined && iat * 1_000 > now + skewMs)
    throw jwtError('JWT_REFUSED', 'the token was issued in the future')
  const from = iat === undefined ? now : iat * 1_000
  if ((exp as number) * 1_000 - from > MAX_AGE_MS + skewMs) throw jwtError('JWT_REFUSED', 'the token lives too long')
}

/** The library's codes, in words. Its messages may quote claims. */
const REASONS: Readonly<Record<string, string>> = {
  ERR_JWT_EXPIRED: 'the token has expired',
  ERR_JOSE_ALG_NOT_ALLOWED: 'the algorithm of the token is not allowed',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'the signature is wrong',
  ERR_JWKS_NO_MATCHING_KEY: 'no key of the issuer fits the token',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'the token does not say which key of the issuer signed it',
}

function reasonOf(error: Error): string {
  if (error instanceof errors.JWTClaimValidationFailed)
    return `the claim "${error.claim}" is missing or not as it must be`
  return REASONS[(error as { code?: string }).code ?? ''] ?? 'this is no signed JSON web token'
}

/** Did the signature fail for want of a key? Then the issuer may have new ones. */
export function lacksKey(error: unknown): boolean {
  return error instanceof Error && error.message === REASONS['ERR_JWKS_NO_MATCHING_KEY']
}
