/**
 * What is mounted where: engines (`secret/`) and ways to log in (`auth/approle/`). An engine of entries stands
 * on a project and environment of our own tree, so that both APIs see the same secrets.
 */
import { randomUUID } from 'node:crypto'
import type { Db } from '../../db/connect.ts'
import type { MountConfig } from '../../db/vault-tables.ts'
import { bad, VaultFault } from './fault.ts'
import { randomText } from './random-text.ts'

export interface Mount {
  readonly path: string
  readonly type: string
  readonly accessor: string
  readonly uuid: string
  readonly description: string
  readonly config: MountConfig
  readonly options: Readonly<Record<string, string>> | null
  readonly scope: { readonly project: string; readonly environment: string } | null
}

/** 768 hours, as in Vault. */
export const SYSTEM_TTL_S = 2_764_800
/** The project of every mount that was not given one of its own. */
export const HOME_PROJECT = 'vault'

const ENGINES: ReadonlySet<string> = new Set(['kv', 'kv-v1', 'kv-v2', 'generic', 'database'])
const LOGINS: ReadonlySet<string> = new Set(['approle', 'jwt', 'userpass'])
/** Always there; nobody enables, moves or disables them. */
const FIXED: ReadonlySet<string> = new Set(['sys/', 'cubbyhole/', 'identity/', 'auth/token/'])
const DEFAULTS: readonly (readonly [path: string, type: string, description: string])[] = [
  ['secret/', 'kv', 'key/value secret storage'],
  ['cubbyhole/', 'cubbyhole', 'per-token private secret storage'],
  ['identity/', 'identity', 'identity store'],
  ['sys/', 'system', 'system endpoints used for control, policy and debugging'],
  ['auth/token/', 'token', 'token based credentials'],
]

export async function listMounts(db: Db, now: Date): Promise<Mount[]> {
  const rows = await db.selectFrom('vault_mounts').selectAll().orderBy('path').execute()
  if (!rows.some(({ path }) => path === 'sys/')) {
    for (const [path, type, description] of DEFAULTS) {
      const options = path === 'secret/' ? { version: '2' } : null
      await insertMount(db, now, { path, type, description, options, config: {}, scope: null }).catch(() => {})
    }
    return listMounts(db, now)
  }
  return rows.map(({ project, environment, ...row }) => ({
    ...row,
    scope: project !== null && environment !== null ? { project, environment } : null,
  }))
}

/** The mount that a path belongs to, and the rest of the path. Longest first. */
export function findMount(mounts: readonly Mount[], path: string): { mount: Mount; rest: string } | undefined {
  const mount = mounts
    .filter((one) => path.startsWith(one.path) || `${path}/` === one.path)
    .reduce<Mount | undefined>((best, one) => (best && best.path.length >= one.path.length ? best : one), undefined)
  return mount && { mount, rest: path.slice(mount.path.length) }
}

/** 1 or 2; undefined when it is no key/value engine. */
export function kvVersion(mount: Mount): 1 | 2 | undefined {
  if (mount.type !== 'kv') return undefined
  return mount.options?.['version'] === '2' ? 2 : 1
}

export interface NewMount {
  readonly path: string
  readonly type: string
  readonly description: string
  readonly options: Readonly<Record<string, string>> | null
  readonly config: Partial<MountConfig>
  readonly scope: Mount['scope']
}

/** With one slash at the end and none before. Throws 400. */
export function mountPath(text: string): string {
  const path = text.replace(/^\/+|\/+$/g, '')
  if (!/^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+){0,5}$/.test(path) || /(?:^|\/)\.+(?:\/|$)/.test(path))
    throw bad(`invalid mount path "${path.slice(0, 80)}"`)
  return `${path}/`
}

export async function enableMount(tx: Db, now: Date, mounts: readonly Mount[], input: NewMount): Promise<Mount> {
  const isLogin = input.path.startsWith('auth/')
  const known = isLogin ? LOGINS : ENGINES
  if (!known.has(input.type)) throw bad(`plugin not found in the catalog: ${input.type}`)
  if (!isLogin && /^(?:sys|auth|identity|cubbyhole)\//.test(input.path))
    throw bad(`path is already in use at ${input.path.split('/')[0]}/`)
  const clash = mounts.find(({ path }) => path.startsWith(input.path) || input.path.startsWith(path))
  if (clash) throw bad(`path is already in use at ${clash.path}`)
  return insertMount(tx, now, canonical(input))
}

/** `kv-v2` is short for the engine and its version. */
function canonical(input: NewMount): NewMount {
  const versions: Readonly<Record<string, string>> = { 'kv-v1': '1', 'kv-v2': '2', generic: '1' }
  const version = versions[input.type]
  return version ? { ...input, type: 'kv', options: { ...input.options, version } } : input
}

async function insertMount(db: Db, now: Date, input: NewMount): Promise<Mount> {
  const { path, type, description, options } = input
  const prefix = path.startsWith('auth/') ? `auth_${type}` : type
  const needsPlace = type === 'kv' || type === 'database'
  const scope =
    input.scope ?? (needsPlace ? { project: HOME_PROJECT, environment: await freeEnvironment(db, path) } : null)
  const mount: Mount = {
    path,
    type,
    description,
    options,
    scope,
    accessor: `${prefix}_${randomText(8).toLowerCase()}`,
    uuid: randomUUID(),
    config: {
      ...input.config,
      default_lease_ttl: input.config.default_lease_ttl ?? 0,
      max_lease_ttl: input.config.max_lease_ttl ?? 0,
    },
  }
  await db
    .insertInto('vault_mounts')
    .values({
      path,
      type,
      description,
      accessor: mount.accessor,
      uuid: mount.uuid,
      config: JSON.stringify(mount.config),
      options: options && JSON.stringify(options),
      project: scope?.project ?? null,
      environment: scope?.environment ?? null,
      created_at: now,
    })
    .execute()
  return mount
}

/** A mount that comes back under its old path finds no entries of the one before: that had another environment. */
async function freeEnvironment(db: Db, path: string): Promise<string> {
  const base = path.slice(0, -1).replaceAll('/', '.').slice(0, 48)
  const rows = await db
    .selectFrom('secrets')
    .select('environment')
    .distinct()
    .where('project', '=', HOME_PROJECT)
    .where('environment', 'like', `${base.replaceAll(/[%_\\]/g, '\\$&')}%`)
    .execute()
  const taken = new Set(rows.map(({ environment }) => environment))
  return taken.has(base) ? `${base}.${randomText(6).toLowerCase()}` : base
}

export function requireMovable(path: string): void {
  if (FIXED.has(path)) throw bad(`cannot unmount "${path}"`)
}

export async function deleteMount(tx: Db, path: string): Promise<void> {
  await tx.deleteFrom('vault_mounts').where('path', '=', path).execute()
}

export async function changeMount(
  tx: Db,
  mount: Mount,
  change: Partial<Pick<Mount, 'path' | 'description' | 'config' | 'options'>>,
): Promise<void> {
  await tx
    .updateTable('vault_mounts')
    .set({
      path: change.path ?? mount.path,
      description: change.description ?? mount.description,
      config: JSON.stringify(change.config ?? mount.config),
      options: JSON.stringify(change.options === undefined ? mount.options : change.options),
    })
    .where('uuid', '=', mount.uuid)
    .execute()
}

/** Seconds that something of this mount may live: what it asks for, its own limits, ours. */
export function lifeOf(
  mount: Mount | undefined,
  asked: { ttl?: number | undefined; max?: number | undefined },
): { ttl: number; max: number } {
  const ceiling = mount?.config.max_lease_ttl || SYSTEM_TTL_S
  const max = asked.max ? Math.min(asked.max, ceiling) : ceiling
  const ttl = asked.ttl || mount?.config.default_lease_ttl || SYSTEM_TTL_S
  return { ttl: Math.min(ttl, max), max }
}

export function requireMount(mounts: readonly Mount[], path: string): Mount {
  const mount = mounts.find((one) => one.path === path)
  if (!mount) throw new VaultFault(400, `no matching mount at "${path}"`)
  return mount
}
