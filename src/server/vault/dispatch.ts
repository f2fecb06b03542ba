/**
 * One request through the Vault API: who asks, what route, may they, do it, wrap it. The decision is made on the
 * same canonical path that the route is found by.
 */
import type { Operation } from './acl.ts'
import type { Answer, Call, Handler, Route, VaultRequest } from './call.ts'
import { findCaller, type Caller } from './caller.ts'
import { denied, listed, VaultFault } from './fault.ts'
import { findMount, kvVersion, type Mount } from './mounts.ts'
import { routesOf } from './route-table.ts'
import { revokeTokens } from './tokens.ts'
import type { Vault } from './vault.ts'
import { wrapAnswer } from './wrapping.ts'

const NOBODY: Caller = {
  name: 'nobody',
  isRoot: false,
  isLastUse: false,
  decide: () => ({ allowed: false, sudo: false }),
  capabilities: () => ['deny'],
  maySee: () => false,
  maySeeMount: () => false,
}

export async function dispatch(vault: Vault, request: VaultRequest): Promise<Answer> {
  const found = findMount(await vault.mounts(), request.path)
  const matched = found && matchRoute(routesOf(found.mount), found.rest)
  const isOpen = matched?.route.isOpen ?? false
  const caller = isOpen ? NOBODY : await requireCaller(vault, request)
  try {
    const call: Call = {
      vault,
      request,
      caller,
      mount: found?.mount as Mount,
      params: matched?.params ?? {},
      fields: request.fields,
      now: vault.app.clock.now(),
      db: vault.app.db,
    }
    if (!isOpen) await authorise(call, matched?.route)
    if (!found) {
      throw new VaultFault(404, `no handler for route "${request.path}". route entry not found.`)
    }
    if (!matched) throw new VaultFault(404, listed('unsupported path'))
    const handler = handlerOf(matched.route, request.operation)
    if (!handler) throw new VaultFault(405, listed('unsupported operation'))
    const answer = (await handler(call)) ?? { status: 204 }
    return await wrapAnswer(call, answer)
  } finally {
    if (caller.isLastUse && caller.token) await endToken(vault, caller.token.id)
  }
}

async function requireCaller(vault: Vault, request: VaultRequest): Promise<Caller> {
  if (!request.token) throw new VaultFault(403, 'permission denied')
  return findCaller(vault, request.token, request.ip)
}

async function authorise(call: Call, route: Route | undefined): Promise<void> {
  const { caller, request } = call
  const operation =
    request.operation === 'update' && route?.exists && !(await route.exists(call)) ? 'create' : request.operation
  const { path, wrapSeconds } = request
  const asked = operation === 'list' && !path.endsWith('/') ? `${path}/` : path
  const decision = caller.decide({ operation, path: asked, body: request.fields.body, wrapSeconds })
  if (!decision.allowed || (route?.needsSudo && !decision.sudo)) throw denied(await findHint(call, operation))
}

/** The most common mistake with the second version of key/value: a policy without `data/` in its path. */
async function findHint(call: Call, operation: Operation): Promise<string | undefined> {
  const { mount, caller, request } = call
  if (!mount || kvVersion(mount) !== 2) return undefined
  const [, kind, inner] = /^(data|metadata)\/(.*)$/.exec(request.path.slice(mount.path.length)) ?? []
  if (!kind || !inner) return undefined
  const without = `${mount.path}${inner}`
  const could = caller.decide({ operation, path: without, body: {}, wrapSeconds: undefined }).allowed
  return could
    ? `a policy allows "${operation}" on "${without}", but the policy path of this engine is "${mount.path}${kind}/${inner}": add "${kind}/" after the mount`
    : undefined
}

function handlerOf(route: Route, operation: Operation): Handler | undefined {
  return route[operation === 'create' ? 'update' : operation]
}

async function endToken(vault: Vault, id: string): Promise<void> {
  const { app } = vault
  await app.db
    .transaction()
    .execute((tx) => revokeTokens(tx, app.clock.now(), [id], { actor: 'rekey', why: 'its last use is over' }))
  app.pokeWorkers()
}

const compiled = new Map<string, { readonly test: RegExp; readonly names: readonly string[] }>()

function compile(pattern: string): { readonly test: RegExp; readonly names: readonly string[] } {
  const known = compiled.get(pattern)
  if (known) return known
  const names: string[] = []
  const source = pattern
    .split('/')
    .map((part) => {
      if (part.startsWith(':') || part.startsWith('*')) {
        names.push(part.slice(1))
        return part.startsWith(':') ? '([^/]+)' : '(.+?)'
      }
      return part.replaceAll(/[.]/g, '\\.')
    })
    .join('/')
  const made = { test: new RegExp(`^${source}/?$`), names }
  compiled.set(pattern, made)
  return made
}

function matchRoute(
  routes: readonly Route[],
  rest: string,
): { route: Route; params: Record<string, string> } | undefined {
  for (const route of routes) {
    const { test, names } = compile(route.pattern)
    const match = test.exec(rest)
    if (match) return { route, params: Object.fromEntries(names.map((name, i) => [name, match[i + 1] as string])) }
  }
  return undefined
}
