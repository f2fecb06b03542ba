/** Roles, configurations and users of a mount: one table for all kinds, with a sealed part for what opens something. */
import type { Sensitive } from '../../base/sensitive.ts'
import type { Db } from '../../db/connect.ts'
import type { Keyring } from '../../secrets/keyring.ts'
import type { Mount } from './mounts.ts'

export interface Entry<T> {
  readonly name: string
  readonly value: T
  readonly sealed: Buffer | null
}

export async function findEntry<T>(db: Db, mount: Mount, kind: string, name: string): Promise<Entry<T> | undefined> {
  const row = await db
    .selectFrom('vault_entries')
    .select(['name', 'value', 'sealed'])
    .where('mount', '=', mount.uuid)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .executeTakeFirst()
  return row && { ...row, value: row.value as T }
}

export async function listEntries(db: Db, mount: Mount, kind: string): Promise<string[]> {
  const rows = await db
    .selectFrom('vault_entries')
    .select('name')
    .where('mount', '=', mount.uuid)
    .where('kind', '=', kind)
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}

/** By the keyed hash that it was stored with. */
export async function findEntryByHash<T>(
  db: Db,
  mount: Mount,
  kind: string,
  hash: string,
): Promise<Entry<T> | undefined> {
  const row = await db
    .selectFrom('vault_entries')
    .select(['name', 'value', 'sealed'])
    .where('mount', '=', mount.uuid)
    .where('kind', '=', kind)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row && { ...row, value: row.value as T }
}

export interface NewEntry {
  readonly mount: Mount
  readonly kind: string
  readonly name: string
  readonly value: object
  /** Left out: what was there stays. */
  readonly sealed?: Buffer | undefined
  readonly hash?: string | undefined
}

export async function putEntry(tx: Db, now: Date, entry: NewEntry): Promise<void> {
  const { mount, kind, name, sealed, hash } = entry
  const value = JSON.stringify(entry.value)
  const more = { ...(sealed && { sealed }), ...(hash !== undefined && { hash }) }
  await tx
    .insertInto('vault_entries')
    .values({ mount: mount.uuid, kind, name, value, changed_at: now, ...more })
    .onConflict((conflict) =>
      conflict.columns(['mount', 'kind', 'name']).doUpdateSet({ value, changed_at: now, ...more }),
    )
    .execute()
}

export async function deleteEntry(tx: Db, mount: Mount, kind: string, name: string): Promise<void> {
  await tx
    .deleteFrom('vault_entries')
    .where('mount', '=', mount.uuid)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .execute()
}

export function sealEntry(
  keyring: Keyring,
  mount: Mount,
  at: readonly [kind: string, name: string],
  value: Sensitive,
): Buffer {
  return keyring.seal(contextOf(mount, at), value)
}

export function unsealEntry(
  keyring: Keyring,
  mount: Mount,
  at: readonly [kind: string, name: string],
  sealed: Buffer,
): Sensitive {
  return keyring.unseal(contextOf(mount, at), sealed)
}

function contextOf(mount: Mount, [kind, name]: readonly [string, string]): string[] {
  return ['vault entry', mount.uuid, kind, name]
}
