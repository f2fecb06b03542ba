/**
 * Recognises our own secrets in the wild. Each stored version leaves the leak ids of its value, and of the
 * part that leaks by itself (the password of a URL), so that a finding is looked up by content alone.
 */
import type { Sensitive } from '../base/sensitive.ts'
import { leakId } from '../detect/leak-id.ts'
import type { Db } from '../db/connect.ts'
import { providers } from '../providers/index.ts'
import type { Keyring } from './keyring.ts'

/** A leak id under no provider: finds a value whatever rule it was found by. */
const ANY_PROVIDER = ''

export function leakIdsOf(keyring: Keyring, provider: string | null, kind: string | null, value: Sensitive): string[] {
  const keyKind = providers.find(({ id }) => id === provider)?.keys[kind ?? '']
  const parts = [value, ...(keyKind?.leakParts?.(value) ?? [])]
  const ids = parts.flatMap((part) => [
    leakId(keyring.leakKey, ANY_PROVIDER, part),
    ...(provider ? [leakId(keyring.leakKey, provider, part)] : []),
  ])
  return [...new Set(ids)]
}

export interface OwnLeak {
  readonly secretId: string
  readonly version: number
  /** Whether this version is still the one in use. */
  readonly stage: string | null
}

/** The version of ours that this text is, if any. The newest wins when a value was stored twice. */
export async function findOwnLeak(
  db: Db,
  keyring: Keyring,
  provider: string,
  secret: Sensitive,
): Promise<OwnLeak | undefined> {
  const ids = [leakId(keyring.leakKey, provider, secret), leakId(keyring.leakKey, ANY_PROVIDER, secret)]
  const row = await db
    .selectFrom('leak_ids')
    .innerJoin('versions', 'versions.id', 'leak_ids.version_id')
    .leftJoin('version_stages', (join) =>
      join
        .onRef('version_stages.version_id', '=', 'versions.id')
        .on('version_stages.stage', 'in', ['current', 'pending', 'previous']),
    )
    .select(['versions.secret_id', 'versions.number', 'version_stages.stage'])
    .where('leak_ids.leak_id', 'in', ids)
    .orderBy('versions.created_at', 'desc')
    .orderBy('version_stages.stage')
    .executeTakeFirst()
  return row && { secretId: row.secret_id, version: row.number, stage: row.stage }
}
