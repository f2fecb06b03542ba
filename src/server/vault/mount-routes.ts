/** `sys/mounts`, `sys/auth`: what is mounted; and the preflight of the command line, `sys/internal/ui/mounts`. */
import type { Db } from '../../db/connect.ts'
import type { MountConfig } from '../../db/vault-tables.ts'
import { endLeases, listLeases } from '../../secrets/leases.ts'
import { parseSecretName } from '../../secrets/name.ts'
import { change, type Answer, type Call, type Route } from './call.ts'
import { isLogin, preflightRoutes, view } from './mount-preflight.ts'
import { bad, denied } from './fault.ts'
import { Fields } from './fields.ts'
import {
  changeMount,
  deleteMount,
  enableMount,
  HOME_PROJECT,
  mountPath,
  requireMount,
  requireMovable,
  SYSTEM_TTL_S,
  type Mount,
} from './mounts.ts'
import { revokeTokens } from './tokens.ts'

async function list(call: Call, logins: boolean): Promise<Answer> {
  const mounts = (await call.vault.mounts()).filter((mount) => isLogin(mount) === logins)
  const data = Object.fromEntries(
    mounts.map((mount) => [logins ? mount.path.slice('auth/'.length) : mount.path, view(mount)]),
  )
  return { data, top: data }
}

const pathOf = (call: Call, logins: boolean): string =>
  `${logins ? 'auth/' : ''}${mountPath(call.params['path'] as string)}`

function configOf(fields: Fields): Partial<MountConfig> {
  const ttl = fields.seconds('default_lease_ttl')
  const max = fields.seconds('max_lease_ttl')
  if (ttl && max && ttl > max) throw bad('backend default lease TTL of cannot be greater than backend max lease TTL')
  const plain = ['listing_visibility', 'token_type'] as const
  const lists = ['audit_non_hmac_request_keys', 'audit_non_hmac_response_keys', 'passthrough_request_headers'] as const
  return {
    ...(ttl !== undefined && { default_lease_ttl: ttl }),
    ...(max !== undefined && { max_lease_ttl: max }),
    ...Object.fromEntries(plain.filter((name) => fields.has(name)).map((name) => [name, fields.text(name)])),
    ...Object.fromEntries(lists.filter((name) => fields.has(name)).map((name) => [name, fields.list(name)])),
  }
}

async function enable(call: Call, logins: boolean): Promise<undefined> {
  const { fields, now, vault } = call
  const path = pathOf(call, logins)
  const { scope: scopeText, ...options } = fields.map('options') ?? {}
  const version = fields.text('version')
  const input = {
    path,
    type: fields.needText('type', 'backend type must be specified as a string'),
    description: fields.text('description') ?? '',
    options: Object.keys(options).length || version ? { ...options, ...(version && { version }) } : null,
    config: configOf(new Fields(fields.object('config') ?? {})),
    scope: scopeText === undefined ? null : scopeOf(call, scopeText),
  }
  const mounts = await vault.mounts()
  const subject = path
  await change(
    call,
    { action: 'mount-enabled', subject, detail: { type: input.type, scope: scopeText ?? null } },
    (tx) => enableMount(tx, now, mounts, input),
  )
}

/** A mount on secrets that are there already shows them to whoever may use the mount: that takes sudo. */
function scopeOf(call: Call, text: string): Mount['scope'] {
  const { project, environment, path } = parseSecretName(`${text.replace(/\/$/, '')}/x`)
  if (path) throw bad('scope is PROJECT/ENVIRONMENT')
  const { request, caller } = call
  const asked = { operation: 'update', path: request.path, body: request.fields.body, wrapSeconds: undefined } as const
  if (project !== HOME_PROJECT && !caller.decide(asked).sudo)
    throw denied('a mount on an existing scope needs "sudo" on its path')
  return { project, environment }
}

async function disable(call: Call, logins: boolean): Promise<undefined> {
  const path = pathOf(call, logins)
  requireMovable(path)
  const { vault, now } = call
  const mount = (await vault.mounts()).find((one) => one.path === path)
  if (!mount) {
    if (logins) return
    throw bad(`no matching mount at "${path}"`)
  }
  const leases = await listLeases(call.db, path)
  if (leases.length) {
    // What revokes them needs the configuration of this mount: it goes when they are gone.
    await change(call, { action: 'leases-ended', subject: path }, (tx) =>
      endLeases(
        tx,
        now,
        leases.map(({ id }) => id),
      ),
    )
    vault.app.pokeWorkers()
    throw bad(
      `${leases.length} leases of ${path} are being revoked; disable it again when they are gone (sys/leases/lookup/${path})`,
    )
  }
  await change(call, { action: 'mount-disabled', subject: path }, async (tx) => {
    await revokeByPath(tx, call, path)
    await deleteMount(tx, path)
  })
}

/** Tokens that came from a way to log in end with it. */
async function revokeByPath(tx: Db, call: Call, path: string): Promise<void> {
  if (!path.startsWith('auth/')) return
  const rows = await tx
    .selectFrom('vault_tokens')
    .select(['id', 'path'])
    .where('path', 'like', `${path.replaceAll(/[%_\\]/g, '\\$&')}%`)
    .execute()
  await revokeTokens(
    tx,
    call.now,
    rows.map(({ id }) => id),
    { actor: call.caller.name, why: `${path} was disabled` },
  )
}

async function readTune(call: Call, path: string): Promise<Answer> {
  const mount = requireMount(await call.vault.mounts(), path)
  const { config, description, options } = mount
  const data = {
    ...config,
    default_lease_ttl: config.default_lease_ttl || SYSTEM_TTL_S,
    max_lease_ttl: config.max_lease_ttl || SYSTEM_TTL_S,
    description,
    force_no_cache: false,
    ...(isLogin(mount) && { token_type: config['token_type'] ?? 'default-service' }),
    ...(options && { options }),
  }
  return { data, top: data }
}

async function writeTune(call: Call, path: string): Promise<undefined> {
  const mount = requireMount(await call.vault.mounts(), path)
  const { fields } = call
  const options = fields.map('options')
  if (options?.['version'] === '1' && mount.options?.['version'] === '2')
    throw bad('cannot downgrade mount from version 2')
  if (options && Object.hasOwn(options, 'scope')) throw bad('the scope of a mount cannot be changed')
  const description = fields.text('description')
  const next = {
    config: { ...mount.config, ...configOf(fields) },
    ...(description !== undefined && { description }),
    ...(options && { options: { ...mount.options, ...options } }),
  }
  await change(call, { action: 'mount-tuned', subject: path }, (tx) => changeMount(tx, mount, next))
}

async function remount(call: Call): Promise<Answer> {
  const from = mountPath(call.fields.needText('from'))
  const to = mountPath(call.fields.needText('to'))
  requireMovable(from)
  const mounts = await call.vault.mounts()
  const mount = requireMount(mounts, from)
  if (isLogin(mount) !== to.startsWith('auth/') || /^(?:sys|identity|cubbyhole)\//.test(to))
    throw bad(`invalid destination mount "${to}"`)
  if (mounts.some(({ path }) => path !== from && (path.startsWith(to) || to.startsWith(path))))
    throw bad(`path already in use at "${to}"`)
  if ((await listLeases(call.db, from, 1)).length) throw bad(`"${from}" has leases: revoke them first`)
  await change(call, { action: 'mount-moved', subject: from, detail: { to } }, (tx) =>
    changeMount(tx, mount, { path: to }),
  )
  return { data: { migration_id: mount.uuid } }
}

/** Our journal is where everything is noted; there is nothing to enable or to disable. */
async function journalDevice(): Promise<Answer> {
  const data = {
    'journal/': {
      type: 'journal',
      description: 'the hash-chained journal of Rekey',
      local: false,
      options: {},
      path: 'journal/',
    },
  }
  return { data, top: data }
}

const refuseDevice = async (): Promise<never> => {
  throw bad('the journal is always on; export it with: rekey journal')
}

export const mountRoutes: readonly Route[] = [
  { pattern: 'mounts', read: (call) => list(call, false) },
  {
    pattern: 'mounts/*path/tune',
    read: (call) => readTune(call, pathOf(call, false)),
    update: (call) => writeTune(call, pathOf(call, false)),
  },
  {
    pattern: 'mounts/*path',
    async read(call) {
      const mount = requireMount(await call.vault.mounts(), pathOf(call, false))
      return { data: view(mount), top: view(mount) }
    },
    update: (call) => enable(call, false),
    delete: (call) => disable(call, false),
  },
  { pattern: 'auth', read: (call) => list(call, true) },
  {
    pattern: 'auth/*path/tune',
    needsSudo: true,
    read: (call) => readTune(call, pathOf(call, true)),
    update: (call) => writeTune(call, pathOf(call, true)),
  },
  {
    pattern: 'auth/*path',
    needsSudo: true,
    async read(call) {
      const mount = requireMount(await call.vault.mounts(), pathOf(call, true))
      return { data: view(mount), top: view(mount) }
    },
    update: (call) => enable(call, true),
    delete: (call) => disable(call, true),
  },
  { pattern: 'remount', needsSudo: true, update: remount },
  ...preflightRoutes,
  { pattern: 'audit', needsSudo: true, read: journalDevice },
  { pattern: 'audit/:path', needsSudo: true, update: refuseDevice, delete: refuseDevice },
]
