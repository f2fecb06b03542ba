/** `metadata/` and `config` of the second version of key/value: settings of an entry and of all entries. */
import { purgeSecret, updateSecret } from '../../secrets/secret-life.ts'
import { getSecretById, listVersions, lockSecret } from '../../secrets/store.ts'
import { change, type Answer, type Call, type Route } from './call.ts'
import { formatSeconds, formatTime, parseSeconds } from './duration.ts'
import { bad, nothing } from './fault.ts'
import type { Json } from './json.ts'
import {
  ensureStored,
  findStored,
  guardWrite,
  listKeys,
  maxVersions,
  mountSettings,
  settingsOf,
  versionView,
  type EntrySettings,
} from './kv-store.ts'
import { changeMount } from './mounts.ts'

const MAX_CUSTOM_KEYS = 64
const MAX_CUSTOM_KEY = 128
const MAX_CUSTOM_VALUE = 512
const MAX_VERSIONS_LIMIT = 1_000

/** The settings that a body names. `null` of a patch sets back to the default. */
function settingsIn(call: Call): Partial<EntrySettings> {
  const { fields } = call
  const count = fields.integer('max_versions')
  if (count !== undefined && (count < 0 || count > MAX_VERSIONS_LIMIT))
    throw bad(`max_versions is 0 to ${MAX_VERSIONS_LIMIT}`)
  const cas = fields.flag('cas_required')
  const after = fields.has('delete_version_after')
    ? parseSeconds(fields.body['delete_version_after'], 'delete_version_after')
    : undefined
  const isNull = (name: string): boolean => Object.hasOwn(fields.body, name) && fields.body[name] === null
  return {
    ...(count !== undefined && { max_versions: count }),
    ...(isNull('max_versions') && { max_versions: 0 }),
    ...(cas !== undefined && { cas_required: cas }),
    ...(isNull('cas_required') && { cas_required: false }),
    ...(after !== undefined && { delete_version_after: after }),
    ...(isNull('delete_version_after') && { delete_version_after: 0 }),
  }
}

function customIn(
  call: Call,
  before: EntrySettings['custom_metadata'],
  isPatch: boolean,
): EntrySettings['custom_metadata'] {
  const given = call.fields.object('custom_metadata')
  if (!given) return Object.hasOwn(call.fields.body, 'custom_metadata') ? null : before
  const merged = new Map(Object.entries(isPatch ? (before ?? {}) : {}))
  for (const [key, value] of Object.entries(given as Record<string, Json>)) {
    if (isPatch && value === null) merged.delete(key)
    else if (typeof value === 'string') merged.set(key, value)
    else throw bad('custom_metadata validation failed: values are texts')
  }
  if (merged.size > MAX_CUSTOM_KEYS)
    throw bad(`custom_metadata validation failed: payload must contain at most ${MAX_CUSTOM_KEYS} keys`)
  for (const [key, value] of merged) {
    if (!key || key.length > MAX_CUSTOM_KEY)
      throw bad(`custom_metadata validation failed: length of key must be between 1 and ${MAX_CUSTOM_KEY}`)
    if (!value || value.length > MAX_CUSTOM_VALUE)
      throw bad(`custom_metadata validation failed: length of value must be between 1 and ${MAX_CUSTOM_VALUE}`)
    if (/\p{C}/u.test(key + value)) throw bad('custom_metadata validation failed: unprintable characters')
  }
  return merged.size ? Object.fromEntries(merged) : null
}

const pathOf = (call: Call): string => call.params['path'] as string

async function read(call: Call): Promise<Answer> {
  const secret = await findStored(call.db, call.mount, pathOf(call))
  if (!secret) throw nothing()
  const settings = settingsOf(secret)
  const all = await listVersions(call.db, secret.id, call.now)
  const current = all.find(({ labels }) => labels.includes('current'))?.number ?? 0
  // What fell out of max_versions is no version any more.
  const kept = all.filter(({ number }) => number > secret.lastNumber - maxVersions(call.mount, secret))
  return {
    data: {
      cas_required: settings.cas_required,
      created_time: formatTime(secret.createdAt),
      current_version: current,
      custom_metadata: settings.custom_metadata,
      delete_version_after: formatSeconds(settings.delete_version_after),
      max_versions: settings.max_versions,
      oldest_version: kept.length < all.length ? Math.min(...kept.map(({ number }) => number)) : 0,
      updated_time: formatTime(secret.changedAt),
      versions: Object.fromEntries(kept.map((version) => [String(version.number), versionView(version)])),
    },
  }
}

async function write(call: Call): Promise<undefined> {
  await save(call, false)
}

async function patch(call: Call): Promise<undefined> {
  if (call.request.contentType !== 'application/merge-patch+json')
    throw bad('PATCH requires Content-Type: application/merge-patch+json')
  if (!(await findStored(call.db, call.mount, pathOf(call)))) throw nothing()
  await save(call, true)
}

async function save(call: Call, isPatch: boolean): Promise<void> {
  const changes = settingsIn(call)
  await change(call, { action: 'kv-metadata-written' }, async (tx) => {
    const { id } = await ensureStored(tx, call, pathOf(call))
    await lockSecret(tx, id)
    const secret = await getSecretById(tx, id)
    const before = settingsOf(secret)
    const custom_metadata = customIn(call, before.custom_metadata, isPatch)
    const vault = { ...before, ...changes, custom_metadata }
    await updateSecret(tx, call.now, secret, { actor: call.caller.name, vault })
  })
}

async function remove(call: Call): Promise<undefined> {
  const secret = await findStored(call.db, call.mount, pathOf(call))
  if (!secret) return
  await change(call, { action: 'kv-purged' }, async (tx) => {
    await guardWrite(tx, call, pathOf(call))
    await purgeSecret(tx, call.now, secret, call.caller.name)
  })
}

async function list(call: Call): Promise<Answer> {
  const keys = page(await listKeys(call, call.params['path'] ?? ''), call.request.query)
  if (!keys.length) throw nothing()
  return { data: { keys } }
}

/** `after` and `limit`; a limit that is none is refused, not taken for "all". */
export function page(keys: readonly string[], query: Readonly<Record<string, string>>): string[] {
  const { after, limit } = query
  const rest = after === undefined ? [...keys] : keys.filter((key) => key > after)
  if (limit === undefined) return rest
  if (!/^[1-9]\d{0,8}$/.test(limit)) throw bad('limit must be a positive integer')
  return rest.slice(0, Number(limit))
}

const exists = async (call: Call): Promise<boolean> =>
  (await findStored(call.db, call.mount, pathOf(call))) !== undefined

export const metadataRoutes: readonly Route[] = [
  { pattern: 'metadata', list },
  { pattern: 'metadata/*path', exists, list, read, update: write, patch, delete: remove },
]

export const configRoute: Route = {
  pattern: 'config',
  async read(call) {
    const { max_versions, cas_required, delete_version_after } = mountSettings(call.mount)
    return { data: { max_versions, cas_required, delete_version_after: formatSeconds(delete_version_after) } }
  },
  async update(call) {
    const kv = { ...mountSettings(call.mount), ...settingsIn(call) }
    await change(call, { action: 'kv-configured' }, (tx) =>
      changeMount(tx, call.mount, { config: { ...call.mount.config, kv } }),
    )
    return undefined
  },
}
