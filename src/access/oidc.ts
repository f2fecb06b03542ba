/**
 * People who sign in at an OpenID provider: authorization code with PKCE, state, nonce and a cookie of the browser
 * that began. A subject is linked to one person; a person of ours with the same name is never taken over.
 */
import { createHash, randomBytes } from 'node:crypto'
import { newId } from '../base/id.ts'
import { Sensitive } from '../base/sensitive.ts'
import { equalInConstantTime } from '../base/signing.ts'
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import { accessError } from '../secrets/access-error.ts'
import { isPlainValue, parseIdentityName } from '../secrets/canonical.ts'
import { createIdentity, findIdentityById, type Identity } from '../secrets/identities.ts'
import { openChallenge, takeChallenge } from './challenges.ts'
import { jwtError } from './jwt-error.ts'
import type { Claims } from './jwt.ts'
import { readJwt, type MachineDeps } from './machine-login.ts'
import { setGroups } from './policies.ts'
import { getMethod, type OidcSettings, type SignInMethod } from './sign-in-methods.ts'

export interface OidcDeps extends MachineDeps {
  readonly origin: string
  /** Sends a form and answers the parsed JSON of a 200. */
  readonly postForm: (url: string, form: Readonly<Record<string, string>>, basic?: Sensitive) => Promise<unknown>
}

interface Started {
  readonly method: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

const random = (): string => randomBytes(32).toString('base64url')
const callbackOf = (origin: string, method: string): string => `${origin}/api/login/oidc/${method}/callback`

/** `id` goes into a cookie of this browser: only it can finish. */
export async function startOidc(deps: OidcDeps, name: string): Promise<{ id: string; location: string }> {
  const { db, keyring, clock, issuerKeys, origin } = deps
  const now = clock.now()
  const method = await getMethod(db, name, 'oidc')
  const settings = method.settings as OidcSettings
  const { authorization_endpoint } = await issuerKeys.discover(settings.issuer, now)
  if (!authorization_endpoint) throw jwtError('JWT_REFUSED', 'the provider names no place to sign in')
  const started: Started = { method: name, state: random(), nonce: random(), verifier: random() }
  const id = await openChallenge(db, keyring, now, { kind: 'oidc', data: started })
  const location = new URL(authorization_endpoint)
  const query = {
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: callbackOf(origin, name),
    scope: ['openid', ...(settings.scopes ?? ['profile', 'email'])].join(' '),
    state: started.state,
    nonce: started.nonce,
    code_challenge: createHash('sha256').update(started.verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  for (const [key, value] of Object.entries(query)) location.searchParams.set(key, value)
  return { id, location: location.href }
}

/** Throws SIGN_IN_REFUSED, JWT_REFUSED. */
export async function finishOidc(
  deps: OidcDeps,
  answer: {
    readonly method: string
    readonly id: string
    readonly state: string
    readonly code: string
    readonly issuer?: string | undefined
  },
): Promise<Identity> {
  const { db, keyring, clock } = deps
  const now = clock.now()
  const started = await takeChallenge<Started>(db, keyring, now, { id: answer.id, kind: 'oidc' })
  const isMine = started.method === answer.method && equalInConstantTime(started.state, answer.state)
  if (!isMine) throw accessError('SIGN_IN_REFUSED', 'this answer belongs to another sign-in')
  const method = await getMethod(db, answer.method, 'oidc')
  const settings = method.settings as OidcSettings
  // RFC 9207: an answer of another provider is not sent to this one.
  if (answer.issuer !== undefined && answer.issuer !== settings.issuer) {
    throw accessError('SIGN_IN_REFUSED', 'this answer is of another provider')
  }
  const claims = await redeem(deps, method, { code: answer.code, verifier: started.verifier })
  if (!equalInConstantTime(String(claims['nonce']), started.nonce)) {
    throw accessError('SIGN_IN_REFUSED', 'this token belongs to another sign-in')
  }
  return db.transaction().execute((tx) => admitPerson(tx, now, method, claims))
}

async function redeem(
  deps: OidcDeps,
  method: SignInMethod,
  { code, verifier }: { code: string; verifier: string },
): Promise<Claims> {
  const settings = method.settings as OidcSettings
  const { token_endpoint } = await deps.issuerKeys.discover(settings.issuer, deps.clock.now())
  if (!token_endpoint) throw jwtError('JWT_REFUSED', 'the provider names no place for tokens')
  const secret =
    method.sealedClientSecret && deps.keyring.unseal(['sign-in-method', method.name], method.sealedClientSecret)
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: callbackOf(deps.origin, method.name),
    client_id: settings.clientId,
    code_verifier: verifier,
  }
  const basic = secret
    ? new Sensitive([settings.clientId, secret.reveal()].map((part) => encodeURIComponent(part)).join(':'))
    : undefined
  const answer = (await deps.postForm(token_endpoint, form, basic).catch((error: unknown) => {
    throw accessError('SIGN_IN_REFUSED', 'the provider does not accept this code', { cause: error })
  })) as { id_token?: unknown } | null
  if (typeof answer?.id_token !== 'string') throw jwtError('JWT_REFUSED', 'the provider sent no token')
  const claims = await readJwt(deps, { ...settings, audiences: [settings.clientId] }, new Sensitive(answer.id_token))
  // With several audiences the one that it was issued to must be us (OpenID Connect Core, 3.1.3.7).
  if (Array.isArray(claims.aud) && claims.aud.length > 1 && claims['azp'] !== settings.clientId) {
    throw jwtError('JWT_REFUSED', 'the token was issued to another client')
  }
  return claims
}

async function admitPerson(tx: Db, now: Date, method: SignInMethod, claims: Claims): Promise<Identity> {
  const settings = method.settings as OidcSettings
  const subject = String(claims.sub)
  const linked = await tx
    .selectFrom('outside_subjects')
    .select('identity_id')
    .where('method', '=', method.name)
    .where('subject', '=', subject)
    .executeTakeFirst()
  const found = linked
    ? await findIdentityById(tx, linked.identity_id, now)
    : settings.createPeople
      ? await createPerson(tx, now, method.name, claims)
      : undefined
  if (!found) {
    throw accessError('SIGN_IN_REFUSED', 'nobody here is linked to this account', {
      hint: 'An administrator links it, or lets the method create people.',
    })
  }
  await takeOver(tx, now, found, claims)
  const groups = groupsOf(settings, claims)
  await setGroups(tx, now, { identity: found, groups, source: method.name, giver: undefined })
  return (await findIdentityById(tx, found.id, now)) as Identity
}

/** Groups that are mapped, and no other: what a provider calls its groups gives nothing by itself. */
function groupsOf({ groups = {}, groupsClaim = 'groups' }: OidcSettings, claims: Claims): string[] {
  const value = claims[groupsClaim]
  const theirs = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  return theirs.flatMap((one) => (Object.hasOwn(groups, one) ? [groups[one] as string] : []))
}

/** Metadata for templates: only what can stand for one part of a name. */
async function takeOver(tx: Db, now: Date, person: Identity, claims: Claims): Promise<void> {
  const metadata = Object.fromEntries(
    ['department', 'team', 'locale'].flatMap((name) => {
      const value = claims[name]
      return typeof value === 'string' && isPlainValue(value) ? [[name, value]] : []
    }),
  )
  const text = JSON.stringify(metadata)
  const changed = await tx
    .updateTable('identities')
    .set({ metadata: text })
    .where('id', '=', person.id)
    .where(({ eb, cast, val }) => eb('metadata', '!=', cast(val(text), 'jsonb') as never))
    .returning('id')
    .executeTakeFirst()
  if (!changed) return
  await append(tx, now, [
    { actor: person.name, action: 'identity.metadata-set', subject: person.name, detail: { metadata } },
  ])
}

/** Throws IDENTITY_EXISTS: a person of that name, or of one that folds alike, is somebody else. */
async function createPerson(tx: Db, now: Date, method: string, claims: Claims): Promise<Identity> {
  const wanted = [claims['preferred_username'], claims['email'], `${method}-${newId('idn', now).slice(-8)}`]
  const name = parseIdentityName(wanted.find((one) => typeof one === 'string' && one !== '') as string)
  const person = await createIdentity(tx, now, { name, kind: 'person', policies: [], actor: method })
  await linkSubject(tx, now, { method, subject: String(claims.sub), person, actor: method })
  return person
}

export async function linkSubject(
  tx: Db,
  now: Date,
  link: { readonly method: string; readonly subject: string; readonly person: Identity; readonly actor: string },
): Promise<void> {
  const { method, subject, person, actor } = link
  const made = await tx
    .insertInto('outside_subjects')
    .values({ method, subject, identity_id: person.id, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('subject')
    .executeTakeFirst()
  if (!made) throw accessError('IDENTITY_EXISTS', 'this account is linked to somebody already')
  await append(tx, now, [{ actor, action: 'identity.linked', subject: person.name, detail: { method } }])
}
