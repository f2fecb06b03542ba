/** `sys/leases`: looking at leases, renewing and revoking them. */
import { sleep } from '../../base/clock.ts'
import {
  closeLease,
  countLeases,
  endLeases,
  extendLease,
  findLease,
  listLeases,
  openLease,
  type Lease,
} from '../../secrets/leases.ts'
import { change, type Answer, type Call, type Route } from './call.ts'
import { childKeys } from './child-keys.ts'
import { formatTime, parseSeconds, secondsBetween, secondsLeft } from './duration.ts'
import { bad, denied, nothing } from './fault.ts'
import { extendKey } from './dynamic-keys.ts'
import { revokeTokens } from './tokens.ts'

function idOf({ fields, params }: Call): string {
  const id = fields.text('lease_id') ?? params['id']
  if (!id) throw bad('lease_id must be specified')
  return id
}

/**
 * An id is no proof: whoever has read it in a log shall not renew or look at a lease with it. The token that
 * got the lease may, and who may use the path that it came from.
 */
async function getOwn(call: Call): Promise<Lease> {
  const lease = await findLease(call.db, idOf(call))
  const { caller } = call
  if (!lease) throw bad('invalid lease')
  const mayUse = caller.token?.id === lease.token || caller.isRoot || isAllowed(call, lease)
  if (!mayUse) throw denied()
  return lease
}

function isAllowed({ caller, request }: Call, { path }: Lease): boolean {
  const isHere = caller.decide({ operation: 'update', path: request.path, body: {}, wrapSeconds: undefined })
  return isHere.sudo || caller.decide({ operation: 'read', path, body: {}, wrapSeconds: undefined }).allowed
}

async function lookup(call: Call): Promise<Answer> {
  const lease = await getOwn(call)
  const data = {
    id: lease.id,
    issue_time: formatTime(lease.issuedAt),
    expire_time: formatTime(lease.expiresAt),
    last_renewal: lease.renewedAt ? formatTime(lease.renewedAt) : null,
    renewable: lease.renewable && lease.status === 'live',
    ttl: secondsLeft(call.now, lease.expiresAt),
    ...(lease.error && { revoke_error: lease.error, attempts: lease.attempts }),
  }
  return { data, top: data }
}

async function list(call: Call): Promise<Answer> {
  const prefix = (call.params['prefix'] ?? '').replace(/\/?$/, '/').replace(/^\/$/, '')
  const leases = await listLeases(call.db, prefix)
  const keys = childKeys(
    leases.map(({ id }) => id),
    prefix,
  )
  if (!keys.length) throw nothing()
  return { data: { keys } }
}

async function renew(call: Call): Promise<Answer> {
  const lease = await getOwn(call)
  const { now, fields, vault } = call
  if (lease.expiresAt <= now || lease.status !== 'live') throw bad('lease expired')
  if (!lease.renewable) throw bad('lease is not renewable')
  const asked = fields.has('increment')
    ? parseSeconds(fields.body['increment'], 'increment')
    : Number(call.params['increment'] ?? 0)
  const limit = secondsBetween(now, lease.maxExpiresAt)
  const wanted = asked || secondsBetween(lease.renewedAt ?? lease.issuedAt, lease.expiresAt)
  const ttlS = Math.min(wanted, limit)
  const until = new Date(now.getTime() + ttlS * 1000)
  const details = await openLease(call.db, vault.app.keyring, lease.id)
  if (!details) throw bad('invalid lease')
  // The target first: a lease never says more than the key can.
  await extendKey(vault.app, details, until)
  const done = await change(call, { action: 'lease-renewed', subject: lease.id }, (tx) =>
    extendLease(tx, now, lease.id, until),
  )
  if (!done) throw bad('lease expired')
  return {
    lease: { id: lease.id, ttlS, renewable: true },
    ...(ttlS < wanted && {
      warnings: [`TTL of "${wanted}s" exceeded the effective max_ttl of "${limit}s"; TTL value is capped accordingly`],
    }),
  }
}

async function end(call: Call, leases: readonly Lease[]): Promise<void> {
  await change(call, { action: 'leases-ended', detail: { count: leases.length } }, (tx) =>
    endLeases(
      tx,
      call.now,
      leases.map(({ id }) => id),
    ),
  )
  call.vault.app.pokeWorkers()
}

async function revoke(call: Call): Promise<undefined> {
  const id = idOf(call)
  const lease = await findLease(call.db, id)
  // Twice succeeds: it is gone either way.
  if (!lease) return
  const { caller } = call
  if (caller.token?.id !== lease.token && !isAllowed(call, lease) && !caller.isRoot) throw denied()
  await end(call, [lease])
  if (call.fields.flag('sync')) await waitGone(call, lease.id)
}

const SYNC_MS = 15_000

/** Until the key is gone, or the first try has failed. */
async function waitGone(call: Call, id: string): Promise<void> {
  for (let waited = 0; waited < SYNC_MS; waited += 50) {
    const lease = await findLease(call.db, id)
    if (!lease) return
    if (lease.attempts > 0) throw bad(`failed to revoke: ${lease.error ?? 'unknown'}`)
    await sleep(50)
  }
}

const prefixOf = (call: Call): string => (call.params['prefix'] as string).replace(/\/$/, '')

async function underPrefix(call: Call): Promise<Lease[]> {
  const prefix = prefixOf(call)
  return (await listLeases(call.db, prefix)).filter(({ id }) => id === prefix || id.startsWith(`${prefix}/`))
}

async function revokePrefix(call: Call): Promise<undefined> {
  await end(call, await underPrefix(call))
  await revokeTokensUnder(call)
}

/** Tokens are leases of the path that made them. */
async function revokeTokensUnder(call: Call): Promise<void> {
  const prefix = prefixOf(call)
  if (!prefix.startsWith('auth/')) return
  const rows = await call.db.selectFrom('vault_tokens').select(['id', 'path']).execute()
  const ids = rows.filter(({ path }) => path === prefix || path.startsWith(`${prefix}/`)).map(({ id }) => id)
  await change(call, { action: 'tokens-revoked', detail: { count: ids.length } }, (tx) =>
    revokeTokens(tx, call.now, ids, { actor: call.caller.name, why: `revoke-prefix ${prefix}` }),
  )
}

/** Forgets the leases without a word to the target: for a target that is gone for good. */
async function revokeForce(call: Call): Promise<undefined> {
  const leases = await underPrefix(call)
  await change(call, { action: 'leases-forced', detail: { count: leases.length } }, async (tx) => {
    for (const { id } of leases) await closeLease(tx, call.now, id, 'given up by force: the key may still live')
  })
}

async function count(call: Call): Promise<Answer> {
  const status = call.request.query['type'] === 'irrevocable' ? 'irrevocable' : 'live'
  const counts = await countLeases(call.db, status)
  return {
    data: {
      lease_count: counts.reduce((sum, one) => sum + one.count, 0),
      counts: Object.fromEntries(counts.map((one) => [one.mount, one.count])),
    },
  }
}

export const leaseRoutes: readonly Route[] = [
  { pattern: 'leases/lookup', update: lookup, list },
  { pattern: 'leases/lookup/*prefix', list, needsSudo: true },
  { pattern: 'leases/renew', update: renew },
  { pattern: 'leases/renew/*id', update: renew },
  { pattern: 'renew', update: renew },
  { pattern: 'renew/*id', update: renew },
  { pattern: 'leases/revoke', update: revoke },
  { pattern: 'leases/revoke-prefix/*prefix', update: revokePrefix, needsSudo: true },
  { pattern: 'leases/revoke-force/*prefix', update: revokeForce, needsSudo: true },
  { pattern: 'leases/revoke/*id', update: revoke },
  { pattern: 'revoke', update: revoke },
  { pattern: 'revoke-prefix/*prefix', update: revokePrefix, needsSudo: true },
  { pattern: 'revoke-force/*prefix', update: revokeForce, needsSudo: true },
  { pattern: 'revoke/*id', update: revoke },
  {
    pattern: 'leases/tidy',
    needsSudo: true,
    update: async () => ({ status: 202, warnings: ['There is nothing to tidy: leases are worked off as they end.'] }),
  },
  { pattern: 'leases/count', read: count },
  { pattern: 'leases', read: count },
]
