/** The second version of key/value: `data/`, `delete/`, `undelete/`, `destroy/`, `subkeys/`. Metadata has its own file. */
import { isRekeyError } from '../../base/errors.ts'
import { deleteVersions, destroyVersions, undeleteVersions } from '../../secrets/secret-life.ts'
import { listVersions, type StoredSecret, type VersionInfo } from '../../secrets/store.ts'
import { change, type Answer, type Call, type Route } from './call.ts'
import { bad, nothing } from './fault.ts'
import { Fields } from './fields.ts'
import { isObject, mergePatch, type Json, type JsonObject } from './json.ts'
import { configRoute, metadataRoutes } from './kv-metadata.ts'
import {
  findStored,
  guardWrite,
  mountSettings,
  objectOf,
  openEntry,
  settingsOf,
  versionView,
  writeEntry,
} from './kv-store.ts'

const pathOf = (call: Call): string => call.params['path'] as string

function askedVersion(call: Call): number | 'current' {
  const text = call.request.query['version']
  if (text === undefined || text === '' || text === '0') return 'current'
  if (!/^\d{1,9}$/.test(text)) throw bad('error converting input for field "version": expected an integer')
  return Number(text)
}

function metadataOf(secret: StoredSecret, version: VersionInfo): object {
  return { ...versionView(version), custom_metadata: settingsOf(secret).custom_metadata, version: version.number }
}

/** A version, or what is left of it: of a deleted one its facts, with 404 and without data. */
async function open(call: Call): Promise<{ data: JsonObject; metadata: object } | { gone: Answer }> {
  const path = pathOf(call)
  const which = askedVersion(call)
  const secret = await findStored(call.db, call.mount, path)
  if (!secret) throw nothing()
  const versions = await listVersions(call.db, secret.id, call.now)
  const version = versions.find((one) => (which === 'current' ? one.labels.includes('current') : one.number === which))
  if (!version || (!version.hasValue && version.state === 'enabled')) throw nothing()
  const metadata = metadataOf(secret, version)
  if (version.state !== 'enabled') return { gone: { status: 404, data: { data: null, metadata } } }
  try {
    const opened = await openEntry(call, path, version.number)
    return { data: objectOf(opened.version), metadata }
  } catch (error) {
    // Deleted between the two looks.
    if (isRekeyError(error) && error.status === 404) throw nothing()
    throw error
  }
}

async function read(call: Call): Promise<Answer> {
  const opened = await open(call)
  return 'gone' in opened ? opened.gone : { data: opened }
}

function optionsOf(call: Call): { cas?: number } {
  const options = new Fields(call.fields.object('options') ?? {})
  const cas = options.integer('cas')
  return cas === undefined ? {} : { cas }
}

async function requireCas(call: Call, cas: number | undefined): Promise<void> {
  if (cas !== undefined) return
  const secret = await findStored(call.db, call.mount, pathOf(call))
  if (mountSettings(call.mount).cas_required || settingsOf(secret).cas_required)
    throw bad('check-and-set parameter required for this call')
}

function dataOf(call: Call): JsonObject {
  const { data } = call.fields.body
  if (data === undefined || data === null) throw bad('no data provided')
  if (!isObject(data)) throw bad('error converting input for field "data": expected a map')
  return data
}

async function write(call: Call): Promise<Answer> {
  const data = dataOf(call)
  const { cas } = optionsOf(call)
  await requireCas(call, cas)
  return store(call, data, cas)
}

async function store(call: Call, data: JsonObject, expected: number | undefined): Promise<Answer> {
  const { secret, version } = await change(call, { action: 'kv-written' }, (tx) =>
    writeEntry(tx, call, pathOf(call), { data, expected }),
  )
  return { data: metadataOf(secret, version) }
}

const MERGE = 'application/merge-patch+json'

async function patch(call: Call): Promise<Answer> {
  if (call.request.contentType !== MERGE) throw bad(`PATCH requires Content-Type: ${MERGE}`)
  const changes = dataOf(call)
  const { cas } = optionsOf(call)
  await requireCas(call, cas)
  const opened = await open(call)
  if ('gone' in opened) return opened.gone
  const { version } = opened.metadata as { version: number }
  // Nobody else's write in between is lost: it is refused then, and the caller merges again.
  return store(call, mergePatch(opened.data, changes) as JsonObject, cas ?? version)
}

async function removeLatest(call: Call): Promise<undefined> {
  const secret = await findStored(call.db, call.mount, pathOf(call))
  if (!secret) return
  const versions = await listVersions(call.db, secret.id, call.now)
  const latest = versions.find((one) => one.labels.includes('current'))
  if (!latest || latest.state !== 'enabled') return
  await change(call, { action: 'kv-deleted' }, async (tx) => {
    await guardWrite(tx, call, pathOf(call))
    await deleteVersions(tx, call.now, { secret, numbers: [latest.number], actor: call.caller.name })
  })
}

type VersionWork = typeof undeleteVersions

function onVersions(action: string, work: VersionWork) {
  return async (call: Call): Promise<undefined> => {
    const texts = call.fields.list('versions') ?? []
    if (!texts.length) throw bad('No version number provided')
    if (!texts.every((text) => /^\d{1,9}$/.test(text)))
      throw bad('error converting input for field "versions": expected integers')
    const secret = await findStored(call.db, call.mount, pathOf(call))
    if (!secret) throw nothing()
    const known = new Set((await listVersions(call.db, secret.id, call.now)).map((one) => one.number))
    const numbers = [...new Set(texts.map(Number))].filter((number) => known.has(number))
    if (!numbers.length) return
    await change(call, { action, detail: { versions: numbers } }, async (tx) => {
      await guardWrite(tx, call, pathOf(call))
      await work(tx, call.now, { secret, numbers, actor: call.caller.name })
    })
  }
}

async function subkeys(call: Call): Promise<Answer> {
  const depth = Number(call.request.query['depth'] ?? 0)
  if (!Number.isInteger(depth) || depth < 0) throw bad('error converting input for field "depth": expected an integer')
  const opened = await open(call)
  if ('gone' in opened) {
    const { metadata } = (opened.gone.data ?? {}) as { metadata?: object }
    return { status: 404, data: { subkeys: null, metadata } }
  }
  return { data: { subkeys: withoutValues(opened.data, depth || Infinity), metadata: opened.metadata } }
}

function withoutValues(value: Json | undefined, depth: number): Json {
  if (!isObject(value) || depth === 0 || !Object.keys(value).length) return null
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutValues(inner, depth - 1)]))
}

const exists = async (call: Call): Promise<boolean> =>
  (await findStored(call.db, call.mount, pathOf(call))) !== undefined

export const kvTwoRoutes: readonly Route[] = [
  configRoute,
  { pattern: 'data/*path', exists, read, update: write, patch, delete: removeLatest },
  { pattern: 'delete/*path', update: onVersions('kv-deleted', deleteVersions) },
  { pattern: 'undelete/*path', update: onVersions('kv-undeleted', undeleteVersions) },
  { pattern: 'destroy/*path', update: onVersions('kv-destroyed', destroyVersions) },
  { pattern: 'subkeys/*path', read: subkeys },
  ...metadataRoutes,
]
