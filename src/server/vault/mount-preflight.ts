/** `sys/internal/ui/mounts`: what the command line asks before anything else; it shows mounts to who may use them. */
import type { Answer, Call, Route } from './call.ts'
import { findCaller } from './caller.ts'
import { VaultFault } from './fault.ts'
import { findMount, type Mount } from './mounts.ts'

export const isLogin = (mount: Mount): boolean => mount.path.startsWith('auth/')

export function view(mount: Mount): object {
  const { type, accessor, uuid, description, config, options } = mount
  const shown = isLogin(mount) ? { ...config, token_type: config['token_type'] ?? 'default-service' } : config
  return {
    accessor,
    config: { force_no_cache: false, ...shown },
    deprecation_status: 'supported',
    description,
    external_entropy_access: false,
    local: type === 'cubbyhole',
    options,
    plugin_version: '',
    running_plugin_version: '',
    running_sha256: '',
    seal_wrap: false,
    type,
    uuid,
    ...(mount.scope && { rekey_scope: `${mount.scope.project}/${mount.scope.environment}` }),
  }
}

/** What the command line asks before it reads or writes: what kind of engine is at this path? */
async function preflight(call: Call): Promise<Answer> {
  const path = call.params['path'] as string
  const { request, vault } = call
  if (!request.token)
    throw new VaultFault(
      403,
      `preflight capability check returned 403, please ensure client's policies grant access to path "${path}/"`,
    )
  const caller = await findCaller(vault, request.token, request.ip)
  const found = findMount(await vault.mounts(), path.endsWith('/') ? path : `${path}/`)
  // The same answer for a mount that is not there and for one that this caller may not use.
  const hidden = new VaultFault(
    403,
    `preflight capability check returned 403, please ensure client's policies grant access to path "${path}/"`,
  )
  if (!found) throw hidden
  const { mount } = found
  const inside = [path, mount.path, `${mount.path}x`, `${mount.path}data/x`, `${mount.path}metadata/x`]
  const mayUse =
    caller.isRoot || caller.maySeeMount(mount.path) || inside.some((one) => !caller.capabilities(one).includes('deny'))
  if (!mayUse) throw hidden
  return { data: { path: mount.path, ...view(mount) } }
}

async function visible(call: Call): Promise<Answer> {
  const { request, vault } = call
  const caller = request.token ? await findCaller(vault, request.token, request.ip) : undefined
  const mounts = (await vault.mounts()).filter(
    (mount) => mount.config['listing_visibility'] === 'unauth' || caller?.isRoot || caller?.maySeeMount(mount.path),
  )
  const pick = (logins: boolean): object =>
    Object.fromEntries(
      mounts
        .filter((mount) => isLogin(mount) === logins)
        .map((mount) => {
          const { type, description, options } = mount
          return [
            logins ? mount.path.slice('auth/'.length) : mount.path,
            caller ? view(mount) : { type, description, options },
          ]
        }),
    )
  return { data: { secret: pick(false), auth: pick(true) } }
}

export const preflightRoutes: readonly Route[] = [
  { pattern: 'internal/ui/mounts', isOpen: true, read: visible },
  { pattern: 'internal/ui/mounts/*path', isOpen: true, read: preflight },
]
