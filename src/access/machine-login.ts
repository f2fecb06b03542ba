/**
 * How machines sign in: with an id and a secret, or with a token that somebody else signed for them. Each ends in
 * a short-lived token of ours. An answer that refuses carries no token and does not say which half was wrong.
 */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Clock } from '../base/clock.ts'
import { newId } from '../base/id.ts'
import { Sensitive } from '../base/sensitive.ts'
import { equalInConstantTime, hmacSha256 } from '../base/signing.ts'
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import { accessError } from '../secrets/access-error.ts'
import { createToken, findIdentityById, type Identity } from '../secrets/identities.ts'
import type { Keyring } from '../secrets/keyring.ts'
import { isInRanges } from '../base/ip-ranges.ts'
import { parseIpRanges } from '../secrets/token-use.ts'
import { findMisfit } from './bound-claims.ts'
import type { IssuerKeys } from './issuer-keys.ts'
import { lacksKey, verifyJwt, type Claims } from './jwt.ts'
import { jwtError } from './jwt-error.ts'
import { getMethod, type JwtBinding, type JwtSettings } from './sign-in-methods.ts'

export interface MachineDeps {
  readonly db: Db
  readonly keyring: Keyring
  readonly clock: Clock
  readonly issuerKeys: IssuerKeys
}

export interface MachineLogin {
  readonly identity: Identity
  readonly token: Sensitive
  readonly ttlMs: number
}

const TTL_MS = 3_600_000

export interface NewIdSecret {
  readonly identity: Identity
  readonly actor: string
  readonly ttlMs?: number | undefined
  readonly maxUses?: number | undefined
  readonly ipRanges?: readonly string[] | undefined
  readonly tokenTtlMs?: number | undefined
}

const hashSecret = (keyring: Keyring, secret: Sensitive): string =>
  hmacSha256(keyring.tokenKey, `id-secret ${secret.reveal()}`).toString('hex')

/** The secret is in this answer and nowhere else. */
export async function createIdSecret(
  tx: Db,
  keyring: Keyring,
  now: Date,
  input: NewIdSecret,
): Promise<{ id: string; secret: Sensitive }> {
  const { identity, actor, ttlMs, maxUses } = input
  const id = newId('ids', now)
  const secret = new Sensitive(randomBytes(32).toString('base64url'))
  await tx
    .insertInto('id_secrets')
    .values({
      id,
      identity_id: identity.id,
      hash: hashSecret(keyring, secret),
      created_at: now,
      created_by: actor,
      expires_at: ttlMs === undefined ? null : new Date(now.getTime() + ttlMs),
      max_uses: maxUses ?? null,
      ip_ranges: input.ipRanges ? JSON.stringify(parseIpRanges(input.ipRanges)) : null,
      token_ttl_ms: input.tokenTtlMs ?? TTL_MS,
    })
    .execute()
  await append(tx, now, [{ actor, action: 'identity.id-secret-created', subject: identity.name, detail: { id } }])
  return { id, secret }
}

/** Throws SIGN_IN_REFUSED. */
export async function logInWithIdSecret(
  deps: MachineDeps,
  proof: { readonly id: string; readonly secret: Sensitive; readonly ip: string; readonly agent?: string | undefined },
): Promise<MachineLogin> {
  const { db, keyring, clock } = deps
  const now = clock.now()
  const refuse = () => accessError('SIGN_IN_REFUSED', 'this id and secret do not belong together, or not any more')
  const row = await db.selectFrom('id_secrets').selectAll().where('id', '=', proof.id).executeTakeFirst()
  const given = hashSecret(keyring, proof.secret)
  const isRight = equalInConstantTime(row?.hash ?? given.replaceAll(/./g, '0'), given)
  const isLive = row && row.revoked_at === null && (row.expires_at === null || row.expires_at > now)
  const isHere = row && (row.ip_ranges === null || isInRanges(proof.ip, row.ip_ranges))
  if (!row || !isRight || !isLive || !isHere) throw refuse()
  return db.transaction().execute(async (tx) => {
    const used = await tx
      .updateTable('id_secrets')
      .set({ uses: sql`uses + 1`, last_used_at: now })
      .where('id', '=', row.id)
      .where('revoked_at', 'is', null)
      .where(({ or, eb, ref }) => or([eb('max_uses', 'is', null), eb('uses', '<', ref('max_uses'))]))
      .returning('id')
      .executeTakeFirst()
    const identity = await findIdentityById(tx, row.identity_id, now)
    if (!used || !identity) throw refuse()
    return issue(tx, deps, { identity, ttlMs: Number(row.token_ttl_ms), method: 'id-secret', ...proof })
  })
}

/** Throws JWT_REFUSED. `role` is the name of the machine, where several are bound to one issuer. */
export async function logInWithJwt(
  deps: MachineDeps,
  proof: {
    readonly method: string
    readonly token: Sensitive
    readonly role?: string | undefined
    readonly ip: string
    readonly agent?: string | undefined
  },
): Promise<MachineLogin> {
  const { db, clock } = deps
  const now = clock.now()
  const method = await getMethod(db, proof.method, 'jwt')
  const claims = await readJwt(deps, method.settings, proof.token)
  const identities = await boundIdentities(db, now, { method: proof.method, role: proof.role, claims, ip: proof.ip })
  if (identities.length !== 1) {
    const many = 'several machines fit this token: name one as role'
    throw jwtError('JWT_REFUSED', identities.length ? many : 'no machine is bound to a token like this')
  }
  const { identity, bound } = identities[0] as (typeof identities)[number]
  const ttlMs = bound.tokenTtlMs ?? TTL_MS
  return db.transaction().execute((tx) => issue(tx, deps, { identity, ttlMs, ...proof, method: `jwt:${proof.method}` }))
}

/** Asks the issuer for new keys once when none fits: it may have changed them. */
export async function readJwt(deps: MachineDeps, settings: JwtSettings, token: Sensitive): Promise<Claims> {
  const now = deps.clock.now()
  const verify = async (isSecondTry: boolean): Promise<Claims> =>
    verifyJwt(token.reveal(), { ...settings, keys: await deps.issuerKeys.get(settings, now, isSecondTry), now })
  return verify(false).catch((error: unknown) => {
    if (lacksKey(error)) return verify(true)
    throw error
  })
}

async function boundIdentities(
  db: Db,
  now: Date,
  asked: { method: string; role: string | undefined; claims: Claims; ip: string },
): Promise<{ identity: Identity; bound: JwtBinding }[]> {
  const rows = await db.selectFrom('jwt_bindings').selectAll().where('method', '=', asked.method).execute()
  const found = new Map<string, { identity: Identity; bound: JwtBinding }>()
  for (const row of rows) {
    const bound = row.bound as unknown as JwtBinding
    if (findMisfit(asked.claims, bound) !== undefined) continue
    if (bound.ipRanges && !isInRanges(asked.ip, bound.ipRanges)) continue
    const identity = await findIdentityById(db, row.identity_id, now)
    if (!identity || (asked.role !== undefined && identity.name !== asked.role)) continue
    found.set(identity.id, { identity, bound })
  }
  return [...found.values()]
}

async function issue(
  tx: Db,
  { keyring, clock }: MachineDeps,
  login: { identity: Identity; ttlMs: number; method: string; ip: string; agent?: string | undefined },
): Promise<MachineLogin> {
  const { identity, ttlMs, method, ip, agent } = login
  const now = clock.now()
  const token = await createToken(tx, keyring, now, {
    identity,
    kind: 'api',
    ttlMs,
    method,
    ip,
    actor: identity.name,
    ...(agent !== undefined && { agent }),
  })
  await append(tx, now, [
    { actor: identity.name, action: 'session.opened', subject: identity.name, detail: { method, ip } },
  ])
  return { identity, token, ttlMs }
}
