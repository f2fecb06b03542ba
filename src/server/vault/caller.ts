/**
 * Who asks, and what may they do? A token of this API carries policies in Vault's language; a token of our own
 * (`rkt_…`) works as well, with our policies on the names of the secrets behind a mount.
 */
import type { Sensitive } from '../../base/sensitive.ts'
import type { Action } from '../../db/tables.ts'
import { decide } from '../../secrets/access.ts'
import { findToken, type Identity } from '../../secrets/identities.ts'
import { HOUSE } from '../../secrets/name.ts'
import { isInRanges } from '../../base/ip-ranges.ts'
import { useToken } from '../../secrets/token-use.ts'
import { buildAcl, capabilitiesOn, decideOn, ROOT_ACL, type Acl, type Decision, type Question } from './acl.ts'
import { badToken, denied } from './fault.ts'
import { fillTemplate } from './identity-template.ts'
import { findMount, kvVersion, type Mount } from './mounts.ts'
import type { Capability, Rule } from './policy.ts'
import { findVaultToken, takeUse, tokenId, type VaultToken } from './tokens.ts'
import type { Vault } from './vault.ts'

export interface Caller {
  /** For the journal. */
  readonly name: string
  readonly token?: VaultToken
  readonly identity?: Identity
  readonly isRoot: boolean
  /** This was the last use of its token: it ends with this request. */
  readonly isLastUse: boolean
  decide(question: Question): Decision
  capabilities(path: string): Capability[]
  /** Of an entry behind a mount: may it be shown in a list? */
  maySee(fullName: string): boolean
  /** Whether any of its rules speaks of what is in this mount. */
  maySeeMount(path: string): boolean
}

export async function findCaller(vault: Vault, text: Sensitive, ip: string): Promise<Caller> {
  const { app } = vault
  const now = app.clock.now()
  if (isOurs(text)) return nativeCaller(vault, text, ip)
  const token = await findVaultToken(app.db, now, { id: tokenId(app.keyring, text) })
  if (!token || token.kind === 'wrapping') throw badToken()
  if (token.boundCidrs.length && !isInRanges(ip, token.boundCidrs)) throw denied()
  const use = await takeUse(app.db, token)
  if (use === 'none') throw badToken()
  return tokenCaller(vault, token, use === 'last')
}

function isOurs(text: Sensitive): boolean {
  return text.reveal().startsWith('rkt_')
}

export async function tokenCaller(vault: Vault, token: VaultToken, isLastUse = false): Promise<Caller> {
  const acl = await aclOf(vault, token)
  return {
    name: `vault/${token.displayName}`,
    token,
    isRoot: acl.isRoot,
    isLastUse,
    decide: (question) => decideOn(acl, question),
    capabilities: (path) => capabilitiesOn(acl, path),
    maySee: () => true,
    maySeeMount: (path) => acl.isRoot || speaksOf(acl, path),
  }
}

export async function aclOf(vault: Vault, token: VaultToken): Promise<Acl> {
  if (token.policies.includes('root')) return ROOT_ACL
  const lists = await Promise.all(token.policies.map((name) => vault.rules(name)))
  const rules = lists.flatMap((list) => list ?? []).flatMap((rule) => filled(rule, token))
  return buildAcl(rules)
}

function filled(rule: Rule, token: VaultToken): Rule[] {
  const path = fillTemplate(rule.path, token.entity)
  return path === undefined ? [] : [{ ...rule, path }]
}

function speaksOf(acl: Acl, mount: string): boolean {
  const rules = [...acl.exact.values(), ...acl.patterns].filter(({ capabilities }) => !capabilities.has('deny'))
  return rules.some(({ path }) => {
    const head = path.replace(/[*+].*$/, '')
    return head.startsWith(mount) || (head !== path && mount.startsWith(head))
  })
}

async function nativeCaller(vault: Vault, text: Sensitive, ip: string): Promise<Caller> {
  const { app } = vault
  const now = app.clock.now()
  const found = await findToken(app.db, app.keyring, now, text, ['api'])
  if (!found) throw badToken()
  const { identity } = found
  if ((await useToken(app.db, now, found.token, { ip, identityId: identity.id })) !== undefined) throw denied()
  const isRoot = decide(identity.policies, 'admin', HOUSE).allowed
  const own = buildAcl((await vault.rules('default')) ?? [])
  const mounts = await vault.mounts()
  const can = (action: Action, name: string): boolean => decide(identity.policies, action, name).allowed
  const answer = (question: Question): Decision => {
    if (isRoot) return { allowed: true, sudo: true }
    const wanted = nameBehind(mounts, question.path)
    if (!wanted) return decideOn(own, question)
    // What a list shows is judged name by name.
    const allowed = question.operation === 'list' || can(question.operation === 'read' ? 'read' : 'write', wanted)
    return { allowed, sudo: false }
  }
  return {
    name: identity.name,
    identity,
    isRoot,
    isLastUse: false,
    decide: answer,
    capabilities: (path) =>
      isRoot
        ? ['root' as Capability]
        : orDeny(
            (['create', 'read', 'update', 'patch', 'delete', 'list'] as const).filter(
              (operation) => answer({ operation, path, body: {}, wrapSeconds: undefined }).allowed,
            ),
          ),
    maySee: (name) => isRoot || can('list', name) || can('read', name),
    // Our policies name secrets, not mounts: what a mount is called is no secret to who has any token of ours.
    maySeeMount: () => true,
  }
}

const orDeny = (found: Capability[]): Capability[] => (found.length ? found : ['deny'])

/** The name in our own tree that a path of a mount speaks of. */
function nameBehind(mounts: readonly Mount[], path: string): string | undefined {
  const found = findMount(mounts, path)
  if (!found?.mount.scope) return undefined
  const { mount, rest } = found
  const { project, environment } = found.mount.scope
  const isVersioned = kvVersion(mount) === 2
  const inner = isVersioned ? /^(?:data|metadata|delete|undelete|destroy|subkeys)(?:\/(.*))?$/.exec(rest)?.[1] : rest
  // The configuration of a mount belongs to whoever administers all of it.
  if (isVersioned && rest === 'config') return `${project}/${environment}/config`
  return `${project}/${environment}/${(inner ?? '').replace(/\/$/, '')}`
}
