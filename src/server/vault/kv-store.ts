/**
 * Entries of a key/value mount are secrets of our own tree: `secret/data/app/db` is `<scope>/app/db`, its value
 * a JSON object. A secret that another API wrote as plain text reads as `{"value": "…"}`.
 */
import { isRekeyError } from '../../base/errors.ts'
import { Sensitive } from '../../base/sensitive.ts'
import type { Db } from '../../db/connect.ts'
import { formatSecretName, parseSecretName, type SecretName } from '../../secrets/name.ts'
import { addVersion } from '../../secrets/new-version.ts'
import { VAULT_RIGHTS } from '../../secrets/touches.ts'
import { createSecret, destroyVersions } from '../../secrets/secret-life.ts'
import {
  findSecret,
  listSecrets,
  listVersions,
  type StoredSecret,
  type StoredVersion,
  type VersionInfo,
} from '../../secrets/store.ts'
import type { Call } from './call.ts'
import { requireDirectWrite } from '../../access/approvals.ts'
import { tokenCaller } from './caller.ts'
import { findVaultToken } from './tokens.ts'
import { childKeys } from './child-keys.ts'
import { bad, badToken, denied, VaultFault } from './fault.ts'
import { isObject, type Json, type JsonObject } from './json.ts'
import { formatTime } from './duration.ts'
import type { Mount } from './mounts.ts'

/** What Vault keeps beside the versions of an entry. */
export interface EntrySettings {
  readonly max_versions: number
  readonly cas_required: boolean
  readonly delete_version_after: number
  readonly custom_metadata: Readonly<Record<string, string>> | null
}

const NO_SETTINGS: EntrySettings = {
  max_versions: 0,
  cas_required: false,
  delete_version_after: 0,
  custom_metadata: null,
}
const MAX_VERSIONS = 10

export function settingsOf(secret: StoredSecret | undefined): EntrySettings {
  return { ...NO_SETTINGS, ...(secret?.vault as Partial<EntrySettings> | null | undefined) }
}

export function mountSettings(mount: Mount): EntrySettings {
  return { ...NO_SETTINGS, ...(mount.config['kv'] as Partial<EntrySettings> | undefined) }
}

export function maxVersions(mount: Mount, secret: StoredSecret | undefined): number {
  return settingsOf(secret).max_versions || mountSettings(mount).max_versions || MAX_VERSIONS
}

export function deleteAfter(mount: Mount, secret: StoredSecret | undefined): number {
  const limits = [mountSettings(mount).delete_version_after, settingsOf(secret).delete_version_after].filter(Boolean)
  return limits.length ? Math.min(...limits) : 0
}

export function nameOf(mount: Mount, path: string): SecretName {
  const { project, environment } = mount.scope as NonNullable<Mount['scope']>
  return parseSecretName(`${project}/${environment}/${path.replace(/\/$/, '')}`)
}

export async function findStored(db: Db, mount: Mount, path: string): Promise<StoredSecret | undefined> {
  return findSecret(db, nameOf(mount, path))
}

/** Finds it or makes it, without a version. */
export async function ensureStored(tx: Db, call: Call, path: string): Promise<StoredSecret> {
  const name = nameOf(call.mount, path)
  return (await findSecret(tx, name)) ?? createSecret(tx, call.now, { name, actor: call.caller.name })
}

export function objectOf({ value, content }: StoredVersion): JsonObject {
  const text = value.reveal()
  if (content !== 'json') return { value: text }
  const parsed = JSON.parse(text) as Json
  return isObject(parsed) ? parsed : { value: parsed }
}

/** The journal's entry is durable when it resolves. Throws the store's refusals. */
export async function openEntry(call: Call, path: string, which: number | 'current') {
  const { memory } = call.vault.app
  let since = memory.count
  return call.vault.app.reads.open({
    name: nameOf(call.mount, path),
    which,
    actor: call.caller.name,
    detail: { via: 'vault', path: call.request.path },
    also: [VAULT_RIGHTS],
    authorise: () => {
      // Something has changed while this was answered, perhaps a policy, perhaps on another node.
      if (memory.count !== since) call.vault.changed()
      since = memory.count
      return stillMay(call)
    },
  })
}

/** Asked again where something changed after the decision: the token or its policies may be what changed. */
async function stillMay({ caller, vault, request }: Call): Promise<void> {
  if (!caller.token) return
  const token = await findVaultToken(vault.app.db, vault.app.clock.now(), { id: caller.token.id })
  if (!token) throw badToken()
  const { operation, path, wrapSeconds } = request
  const now = await tokenCaller(vault, token)
  if (!now.decide({ operation, path, body: request.fields.body, wrapSeconds }).allowed) throw denied()
}

/** Where a project wants a second person for its writes, this API writes nothing there. */
export async function guardWrite(tx: Db, call: Call, path: string): Promise<void> {
  const { identity, name } = call.caller
  await requireDirectWrite(tx, call.now, {
    identity: identity ?? { id: '', name, kind: 'machine', policies: [] },
    name: formatSecretName(nameOf(call.mount, path)),
  })
}

export async function writeEntry(
  tx: Db,
  call: Call,
  path: string,
  input: { readonly data: JsonObject; readonly expected?: number | undefined },
): Promise<{ secret: StoredSecret; version: VersionInfo }> {
  const { mount, now, vault, caller } = call
  await guardWrite(tx, call, path)
  const secret = await ensureStored(tx, call, path)
  const seconds = deleteAfter(mount, secret)
  const { number } = await addVersion(tx, vault.app.keyring, now, {
    secret,
    value: new Sensitive(JSON.stringify(input.data)),
    content: 'json',
    actor: caller.name,
    ...(input.expected !== undefined && { expected: input.expected }),
    ...(seconds && { deleteAt: new Date(now.getTime() + seconds * 1000) }),
  })
  const versions = await listVersions(tx, secret.id, now)
  const stale = versions.filter((one) => one.number <= number - maxVersions(mount, secret) && one.state !== 'destroyed')
  if (stale.length)
    await destroyVersions(tx, now, { secret, numbers: stale.map((one) => one.number), actor: caller.name })
  return { secret, version: versions.find((one) => one.number === number) as VersionInfo }
}

export function versionView(version: VersionInfo): { created_time: string; deletion_time: string; destroyed: boolean } {
  return {
    created_time: formatTime(version.createdAt),
    deletion_time: formatTime(version.deleteAt),
    destroyed: version.state === 'destroyed',
  }
}

const PAGE = 1_000

/** One level below a folder; only what the caller may see. */
export async function listKeys(call: Call, folder: string): Promise<string[]> {
  const { mount, caller } = call
  const { project, environment } = mount.scope as NonNullable<Mount['scope']>
  const inner = folder.replace(/\/$/, '')
  const root = `${project}/${environment}/`
  const prefix = inner === '' ? root : `${formatSecretName(nameOf(mount, inner))}/`
  const seen = new Set<string>()
  let after: string | undefined
  for (;;) {
    const page = await listSecrets(call.db, { prefix, limit: PAGE, ...(after !== undefined && { after }) })
    const names = page.map(({ fullName }) => fullName).filter((name) => caller.maySee(name))
    for (const key of childKeys(names, prefix)) seen.add(key)
    const last = page.at(-1)?.fullName
    if (last === undefined || page.length < PAGE) break
    after = skipFolder(last, prefix)
  }
  return [...seen].toSorted()
}

/** A folder of many entries is one key: the next page starts behind it. */
function skipFolder(last: string, prefix: string): string {
  const slash = last.indexOf('/', prefix.length)
  // Before its last entry there may be a secret of the folder's own name, which was listed already.
  return slash < 0 ? last : `${last.slice(0, slash + 1)}\u{10ffff}`
}

/** The store's refusals in Vault's words. */
export function translate(error: unknown): unknown {
  if (isRekeyError(error, 'VERSION_CONFLICT')) return bad('check-and-set parameter did not match the current version')
  if (isRekeyError(error, 'SECRET_NAME_INVALID') || isRekeyError(error, 'SECRET_VALUE_INVALID'))
    return bad(error.message)
  if (isRekeyError(error, 'APPROVAL_REQUIRED')) return new VaultFault(403, error.message, error.hint)
  if (isRekeyError(error) && error.status === 409) return bad(`${error.message}. ${error.hint}`)
  return error
}
