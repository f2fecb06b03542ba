/**
 * The state of the server, as Vault reports its own. Rekey opens its keyring when it starts and is never sealed
 * while it runs: it says so, and unsealing or initialising it again changes nothing.
 */
import { hostname } from 'node:os'
import { version } from '../../base/version.ts'
import { sha256Hex } from '../../base/signing.ts'
import type { Answer, Call, Route } from './call.ts'
import { bad } from './fault.ts'

/** The version of the protocol that is spoken; clients look at it. */
export const PROTOCOL_VERSION = '1.16.0'
const SHARES = 1

function clusterOf({ vault }: Call): { cluster_name: string; cluster_id: string } {
  const hash = sha256Hex(vault.app.keyring.tokenKey)
  const id = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-')
  return { cluster_name: 'rekey', cluster_id: id }
}

function health(call: Call): Answer {
  const asked = Number(call.request.query['activecode'])
  return {
    status: Number.isInteger(asked) && asked >= 200 && asked <= 599 ? asked : 200,
    raw: {
      initialized: true,
      sealed: false,
      standby: false,
      performance_standby: false,
      replication_performance_mode: 'disabled',
      replication_dr_mode: 'disabled',
      server_time_utc: Math.floor(call.now.getTime() / 1000),
      version: PROTOCOL_VERSION,
      enterprise: false,
      rekey_version: version,
      ...clusterOf(call),
    },
  }
}

function sealStatus(call: Call): Answer {
  const status = {
    type: 'shamir',
    initialized: true,
    sealed: false,
    t: SHARES,
    n: SHARES,
    progress: 0,
    nonce: '',
    version: PROTOCOL_VERSION,
    build_date: '',
    migration: false,
    recovery_seal: false,
    storage_type: 'rekey',
    ...clusterOf(call),
  }
  return { raw: status }
}

/** Keys that seal nothing any more are destroyed, so the term is counted where nothing is taken away: in the journal. */
async function keyStatus({ db }: Call): Promise<object> {
  const { term } = await db
    .selectFrom('journal')
    .select((eb) => eb.fn.countAll<string>().as('term'))
    .where('subject', '=', 'keyring')
    .where('action', '=', 'keyring.key-added')
    .executeTakeFirstOrThrow()
  const newest = await db
    .selectFrom('keyring')
    .select((eb) => eb.fn.max('created_at').as('at'))
    .executeTakeFirst()
  return { term: 1 + Number(term), install_time: newest?.at?.toISOString() ?? '', encryptions: 0 }
}

async function rotate({ vault, caller }: Call): Promise<undefined> {
  await vault.app.keys.rotateKeyring(caller.name)
}

export const stateRoutes: readonly Route[] = [
  { pattern: 'health', isOpen: true, read: async (call) => health(call) },
  { pattern: 'seal-status', isOpen: true, read: async (call) => sealStatus(call) },
  { pattern: 'unseal', isOpen: true, update: async (call) => sealStatus(call) },
  {
    pattern: 'init',
    isOpen: true,
    read: async () => ({ raw: { initialized: true } }),
    update: async () => {
      throw bad('Vault is already initialized')
    },
  },
  {
    pattern: 'seal',
    needsSudo: true,
    update: async () => {
      throw bad('this server is not sealed while it runs: stop it, and its keys are out of memory')
    },
  },
  {
    pattern: 'leader',
    isOpen: true,
    read: async () => ({
      raw: {
        ha_enabled: false,
        is_self: false,
        active_time: '0001-01-01T00:00:00Z',
        leader_address: '',
        leader_cluster_address: '',
        performance_standby: false,
        performance_standby_last_remote_wal: 0,
      },
    }),
  },
  {
    pattern: 'host-info',
    needsSudo: true,
    read: async ({ now }) => ({
      data: {
        timestamp: now.toISOString(),
        host: { hostname: hostname(), os: process.platform, kernelArch: process.arch },
      },
    }),
  },
  {
    pattern: 'key-status',
    read: async (call) => {
      const data = await keyStatus(call)
      return { data, top: data }
    },
  },
  // The second spelling is OpenBao's.
  { pattern: 'rotate', needsSudo: true, update: rotate },
  { pattern: 'rotate/keyring', needsSudo: true, update: rotate },
  {
    pattern: 'ha-status',
    read: async () => ({ data: { nodes: [] } }),
  },
]
