/** The end of every login: a token with what the role gives, and who was proved. */
import { createHash } from 'node:crypto'
import type { EntityRow } from '../../db/vault-tables.ts'
import { change, type Answer, type Call } from './call.ts'
import { denied } from './fault.ts'
import { lifeOf } from './mounts.ts'
import type { TokenSettings } from './token-fields.ts'
import { createVaultToken } from './tokens.ts'
import { isInRanges } from '../../base/ip-ranges.ts'
import type { Db } from '../../db/connect.ts'

export interface Login {
  readonly settings: TokenSettings
  /** Whom the caller proved to be, as this way to log in names it. */
  readonly alias: string
  readonly displayName: string
  readonly meta: Readonly<Record<string, string>>
  readonly role: string | null
  readonly boundCidrs?: readonly string[]
  /** What must hold, or be used up, in the same transaction. Throws to refuse. */
  readonly prove?: (tx: Db) => Promise<void>
}

export async function logIn(call: Call, login: Login): Promise<Answer> {
  const { mount, now, vault, request } = call
  const { settings } = login
  const cidrs = login.boundCidrs?.length ? login.boundCidrs : settings.token_bound_cidrs
  if (cidrs.length && !isInRanges(request.ip, cidrs)) throw denied()
  const isBatch = settings.token_type === 'batch'
  const life = lifeOf(mount, { ttl: settings.token_period || settings.token_ttl, max: settings.token_max_ttl })
  const ttlS = settings.token_explicit_max_ttl ? Math.min(life.ttl, settings.token_explicit_max_ttl) : life.ttl
  const policies = [
    ...new Set([...(settings.token_no_default_policy ? [] : ['default']), ...settings.token_policies]),
  ].toSorted()
  const actor = `vault/${login.displayName}`
  const made = await change(
    { ...call, caller: { ...call.caller, name: actor } },
    { action: 'login', detail: { role: login.role, ip: request.ip } },
    async (tx) => {
      await login.prove?.(tx)
      return createVaultToken(tx, vault.app.keyring, now, {
        path: request.path,
        policies,
        displayName: login.displayName,
        kind: isBatch ? 'batch' : 'service',
        renewable: !isBatch,
        meta: login.meta,
        role: login.role,
        entity: entityOf(call, login),
        numUses: isBatch ? 0 : settings.token_num_uses,
        ttlS,
        maxTtlS: life.max,
        periodS: isBatch ? 0 : settings.token_period,
        explicitMaxS: settings.token_explicit_max_ttl,
        boundCidrs: cidrs,
        actor,
      })
    },
  )
  return { auth: { ...made, ttlS } }
}

/** The same person of the same mount is the same entity each time; nothing is kept for it. */
function entityOf({ mount }: Call, { alias, meta }: Login): EntityRow {
  const hash = createHash('sha256').update(`${mount.uuid}\0${alias}`).digest('hex')
  const id = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-')
  return {
    id,
    name: `entity_${hash.slice(0, 8)}`,
    metadata: {},
    alias: { accessor: mount.accessor, name: alias, metadata: meta },
  }
}
