/**
 * Walks the secrets of a scope in the order that was asked for, page by page in the database, and keeps what this
 * caller may list and the filters let through. A token says after which row to go on.
 */
import { sql, type RawBuilder } from 'kysely'
import { toAwsName } from '../../secrets/name.ts'
import type { Label } from '../../secrets/labels.ts'
import { toSecret, type StoredSecret } from '../../secrets/store.ts'
import { invalidParameter } from './aws-error.ts'
import type { Call } from './call.ts'
import { matchesFilters } from './filters.ts'
import { mayList, viewSecret, type AwsSecret } from './find-secret.ts'
import { readToken, writeToken } from './pagination.ts'
import type { Filter, RequestOf } from './service-model.ts'
import type { LabelledVersion } from './versions.ts'

type SortBy = NonNullable<RequestOf<'ListSecrets'>['SortBy']>

interface Question {
  readonly filters: readonly Filter[] | undefined
  readonly max: number
  readonly token: string | undefined
  readonly sortBy?: SortBy | undefined
  readonly order?: 'asc' | 'desc' | undefined
  readonly withDeleted?: boolean | undefined
}

const BATCH = 500

/** What is compared, as text that sorts as it shall. */
const SORT_KEYS: Readonly<Record<SortBy, RawBuilder<string | Date>>> = {
  name: sql`full_name`,
  'created-date': sql`created_at`,
  'last-changed-date': sql`changed_at`,
  'last-accessed-date': sql`coalesce(accessed_on, '-infinity'::timestamptz)`,
}

export async function nextPage(
  call: Call,
  asked: Question,
): Promise<{ page: AwsSecret[]; nextToken: string | undefined }> {
  const { filters = [], max, sortBy = 'created-date', order = 'asc', withDeleted = false } = asked
  checkFilters(filters)
  const question = JSON.stringify([call.action, call.identity.id, call.scope, filters, sortBy, order, withDeleted])
  const pages = { key: call.app.keyring.tokenKey, question }
  let after = asked.token === undefined ? undefined : readToken(pages, asked.token)
  const page: { found: AwsSecret; cursor: string }[] = []
  for (;;) {
    const rows = await readBatch(call, { sortBy, order, withDeleted, after })
    for (const { secret, cursor } of rows) {
      after = cursor
      if (toAwsName(secret.name) === undefined || !mayList(call, secret.fullName)) continue
      const found = viewSecret(call, secret)
      if (!matchesFilters(filterableOf(found), filters)) continue
      const last = page.at(-1)
      if (page.length === max && last)
        return { page: page.map((one) => one.found), nextToken: writeToken(pages, last.cursor) }
      page.push({ found, cursor })
    }
    if (rows.length < BATCH) return { page: page.map((one) => one.found), nextToken: undefined }
  }
}

/** Throws InvalidParameterException. */
function checkFilters(filters: readonly Filter[]): void {
  for (const { Key: key, Values: values } of filters) {
    if (key === undefined) throw invalidParameter('Invalid filter key')
    if (!values?.length) throw invalidParameter(`Invalid filter values for key: ${key}`)
  }
}

function filterableOf({ secret, name, facts }: AwsSecret): Parameters<typeof matchesFilters>[0] {
  const { description, tags } = secret
  return {
    name,
    description,
    tags,
    primaryRegion: facts.replicas?.length ? facts.region : undefined,
    owningService: undefined,
  }
}

async function readBatch(
  call: Call,
  walk: { sortBy: SortBy; order: 'asc' | 'desc'; withDeleted: boolean; after: string | undefined },
): Promise<{ secret: StoredSecret; cursor: string }[]> {
  const { sortBy, order, withDeleted, after } = walk
  const key = SORT_KEYS[sortBy]
  let query = call.app.db
    .selectFrom('secrets')
    .selectAll()
    .select(sql<string>`(${key})::text`.as('sort_key'))
    .where('project', '=', call.scope.project)
    .where('environment', '=', call.scope.environment)
    .where('purged_at', 'is', null)
  if (!withDeleted) query = query.where('deleted_at', 'is', null)
  if (after !== undefined) {
    const [value, id] = JSON.parse(after) as [string, string]
    const typed = sortBy === 'name' ? sql`${value}::text collate "C"` : sql`${value}::timestamptz`
    const beyond = order === 'asc' ? sql.raw('>') : sql.raw('<')
    query = query.where(sql<boolean>`(${key}, id) ${beyond} (${typed}, ${id})`)
  }
  const rows = await query.orderBy(key, order).orderBy('id', order).limit(BATCH).execute()
  return rows.map((row) => ({ secret: toSecret(row), cursor: JSON.stringify([row.sort_key, row.id]) }))
}

/** Version ids and labels of these secrets, in one query. */
export async function labelledVersions(
  call: Call,
  secretIds: readonly string[],
): Promise<Map<string, LabelledVersion[]>> {
  if (!secretIds.length) return new Map()
  const rows = await call.app.db
    .selectFrom('version_stages')
    .innerJoin('versions', 'versions.id', 'version_stages.version_id')
    .select(['version_stages.secret_id', 'versions.external_id'])
    .select(sql<Label[]>`json_agg(stage order by stage)`.as('labels'))
    .where('version_stages.secret_id', 'in', secretIds)
    .where('versions.destroyed_at', 'is', null)
    .groupBy(['version_stages.secret_id', 'versions.external_id', 'versions.number'])
    .orderBy('versions.number')
    .execute()
  const found = new Map<string, LabelledVersion[]>()
  for (const { secret_id, external_id, labels } of rows)
    found.set(secret_id, [...(found.get(secret_id) ?? []), { externalId: external_id, labels }])
  return found
}
