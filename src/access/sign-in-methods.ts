/** Who else may vouch for somebody: OpenID providers for people, issuers of tokens for machines. Their settings. */
import type { JSONWebKeySet } from 'jose'
import { newId } from '../base/id.ts'
import type { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import { accessError } from '../secrets/access-error.ts'
import { parseLabel } from '../secrets/canonical.ts'
import type { Identity } from '../secrets/identities.ts'
import type { Keyring } from '../secrets/keyring.ts'
import { parseIpRanges } from '../secrets/token-use.ts'
import type { Bound } from './bound-claims.ts'
import { JWT_ALGORITHMS, type JwtAlgorithm } from './jwt.ts'
import { requireMayActAs } from './policies.ts'

export interface JwtSettings {
  readonly issuer: string
  readonly audiences: readonly string[]
  readonly algorithms?: readonly JwtAlgorithm[]
  /** The keys themselves; without them they are discovered at the issuer. */
  readonly keys?: JSONWebKeySet
  /** Where the keys are, when the issuer has no discovery document. */
  readonly jwksUri?: string
}

export interface OidcSettings extends JwtSettings {
  readonly clientId: string
  readonly scopes?: readonly string[]
  readonly groupsClaim?: string
  /** Group at the provider → our group. Groups that are not listed give nothing. */
  readonly groups?: Readonly<Record<string, string>>
  /** Make a person at the first sign-in. Without it an administrator links the subject first. */
  readonly createPeople?: boolean
}

export interface JwtBinding extends Bound {
  readonly ipRanges?: readonly string[]
  readonly tokenTtlMs?: number
}

export interface SignInMethod {
  readonly name: string
  readonly kind: 'oidc' | 'jwt'
  readonly settings: JwtSettings | OidcSettings
  readonly sealedClientSecret: Buffer | null
}

export async function listMethods(db: Db): Promise<SignInMethod[]> {
  const rows = await db
    .selectFrom('sign_in_methods')
    .selectAll()
    .where('disabled_at', 'is', null)
    .orderBy('name')
    .execute()
  return rows.map(toMethod)
}

/** Throws METHOD's refusal as SIGN_IN_REFUSED: who signs in learns nothing of what is configured. */
export async function getMethod(db: Db, name: string, kind: SignInMethod['kind']): Promise<SignInMethod> {
  const method = (await listMethods(db)).find((one) => one.name === name && one.kind === kind)
  if (!method) throw accessError('SIGN_IN_REFUSED', 'there is no such way to sign in')
  return method
}

function toMethod(row: {
  name: string
  kind: 'oidc' | 'jwt'
  settings: Record<string, unknown>
  sealed_client_secret: Buffer | null
}): SignInMethod {
  const { name, kind } = row
  const settings = row.settings as unknown as OidcSettings
  return { name, kind, settings, sealedClientSecret: row.sealed_client_secret }
}

export async function setMethod(
  tx: Db,
  keyring: Keyring,
  now: Date,
  change: {
    readonly name: string
    readonly kind: SignInMethod['kind']
    readonly settings: JwtSettings | OidcSettings
    readonly clientSecret?: Sensitive | undefined
    readonly actor: string
  },
): Promise<void> {
  const name = parseLabel(change.name)
  const { kind, settings, clientSecret, actor } = change
  checkSettings(settings)
  const sealed = clientSecret ? keyring.seal(['sign-in-method', name], clientSecret) : undefined
  const row = { kind, settings: JSON.stringify(settings), updated_by: actor, disabled_at: null }
  await tx
    .insertInto('sign_in_methods')
    .values({ name, created_at: now, sealed_client_secret: sealed ?? null, ...row })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ ...row, ...(sealed && { sealed_client_secret: sealed }) }),
    )
    .execute()
  const detail = { kind, issuer: settings.issuer, audiences: settings.audiences }
  await append(tx, now, [{ actor, action: 'identity.method-set', subject: name, detail }])
}

/** Throws RULE_INVALID. */
function checkSettings({ issuer, audiences, algorithms, keys, jwksUri }: JwtSettings): void {
  const isWeb = (text: string): boolean => /^https?:\/\/[^\s?#@]+$/.test(text) && URL.canParse(text)
  const hint = { hint: 'Give the issuer as its tokens spell it, and at least one audience that only this server has.' }
  if (keys ? issuer === '' : !isWeb(issuer) || (jwksUri !== undefined && !isWeb(jwksUri))) {
    throw accessError('RULE_INVALID', 'the issuer (or the address of its keys) is not an address', hint)
  }
  if (!audiences.length || audiences.includes('')) throw accessError('RULE_INVALID', 'no audience is named', hint)
  if (algorithms && !(algorithms.length && algorithms.every((one) => JWT_ALGORITHMS.includes(one)))) {
    throw accessError('RULE_INVALID', 'an algorithm is not one of those that are allowed', {
      hint: `Choose among ${JWT_ALGORITHMS.join(', ')}.`,
    })
  }
}

/** Throws GRANT_TOO_WIDE, RULE_INVALID. */
export async function bindJwt(
  tx: Db,
  now: Date,
  input: { readonly method: string; readonly identity: Identity; readonly bound: JwtBinding; readonly giver: Identity },
): Promise<string> {
  const { method, identity, bound, giver } = input
  requireMayActAs(giver, identity)
  await getMethod(tx, method, 'jwt')
  if (bound.subject === undefined && !Object.keys(bound.claims ?? {}).length) {
    throw accessError('RULE_INVALID', 'a binding names a subject or claims', {
      hint: 'For example {"subject": "repo:acme/shop:ref:refs/heads/main"}.',
    })
  }
  if (bound.ipRanges) parseIpRanges(bound.ipRanges)
  const id = newId('jwb', now)
  await tx
    .insertInto('jwt_bindings')
    .values({
      id,
      method,
      identity_id: identity.id,
      bound: JSON.stringify(bound),
      created_at: now,
      created_by: giver.name,
    })
    .execute()
  const detail = { method, bound }
  await append(tx, now, [{ actor: giver.name, action: 'identity.jwt-bound', subject: identity.name, detail }])
  return id
}
