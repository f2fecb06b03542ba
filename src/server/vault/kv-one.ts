/** The first version of key/value: no versions to be seen; deleting is for good. */
import { isRekeyError } from '../../base/errors.ts'
import { purgeSecret } from '../../secrets/secret-life.ts'
import { change, type Answer, type Call, type Route } from './call.ts'
import { bad, nothing } from './fault.ts'
import { formatTime, parseSeconds } from './duration.ts'
import { page } from './kv-metadata.ts'
import { findStored, guardWrite, listKeys, objectOf, openEntry, writeEntry } from './kv-store.ts'
import { lifeOf } from './mounts.ts'

const pathOf = (call: Call): string => call.params['path'] as string

async function read(call: Call): Promise<Answer> {
  try {
    const { version } = await openEntry(call, pathOf(call), 'current')
    const data = objectOf(version)
    // A hint of the writer to the readers: look again after this long.
    const ttl = data['ttl'] ?? data['lease']
    return { data, top: { lease_duration: ttlOf(call, ttl) } }
  } catch (error) {
    if (isRekeyError(error) && error.status === 404) throw nothing()
    throw error
  }
}

function ttlOf(call: Call, hint: unknown): number {
  const { ttl } = lifeOf(call.mount, {})
  try {
    return hint === undefined ? ttl : parseSeconds(hint, 'ttl')
  } catch {
    return ttl
  }
}

async function write(call: Call): Promise<undefined> {
  const data = call.fields.body
  if (!Object.keys(data).length) throw bad('missing data fields')
  await change(call, { action: 'kv-written' }, (tx) => writeEntry(tx, call, pathOf(call), { data }))
}

async function remove(call: Call): Promise<undefined> {
  const secret = await findStored(call.db, call.mount, pathOf(call))
  if (secret)
    await change(call, { action: 'kv-purged', detail: { at: formatTime(call.now) } }, async (tx) => {
      await guardWrite(tx, call, pathOf(call))
      await purgeSecret(tx, call.now, secret, call.caller.name)
    })
}

async function list(call: Call): Promise<Answer> {
  const keys = page(await listKeys(call, call.params['path'] ?? ''), call.request.query)
  if (!keys.length) throw nothing()
  return { data: { keys } }
}

const exists = async (call: Call): Promise<boolean> =>
  (await findStored(call.db, call.mount, pathOf(call))) !== undefined

export const kvOneRoutes: readonly Route[] = [
  { pattern: '', list },
  { pattern: '*path', exists, list, read, update: write, delete: remove },
]
