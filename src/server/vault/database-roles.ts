/** `database/roles` and `database/creds`: temporary roles, each with a lease that is written before the role is made. */
import { isRekeyError } from '../../base/errors.ts'
import { Sensitive } from '../../base/sensitive.ts'
import { createDynamicRole, newRoleName, newRolePassword, passwordForm } from '../../rotate/dynamic.ts'
import { confirmLease, endLeases, intendLease } from '../../secrets/leases.ts'
import { change, noteReading, type Answer, type Call, type Route } from './call.ts'
import { findConnection, withConnection } from './database-connection.ts'
import type { KeyDetails } from './dynamic-keys.ts'
import { deleteEntry, findEntry, listEntries, putEntry } from './entries.ts'
import { bad, nothing, VaultFault } from './fault.ts'
import type { Fields } from './fields.ts'
import { lifeOf } from './mounts.ts'
import { randomText } from './random-text.ts'
import { secondsBetween } from './duration.ts'

export interface DatabaseRole {
  readonly db_name: string
  readonly creation_statements: readonly string[]
  readonly revocation_statements: readonly string[]
  readonly rollback_statements: readonly string[]
  readonly renew_statements: readonly string[]
  readonly default_ttl: number
  readonly max_ttl: number
  readonly credential_type: string
  readonly credential_config: null
}

const nameOf = (call: Call): string => call.params['name'] as string
const find = (call: Call) => findEntry<DatabaseRole>(call.db, call.mount, 'role', nameOf(call))

/** One text is one statement, or several: it goes to the server as it stands. */
export function statementsOf(fields: Fields, name: string): string[] | undefined {
  const value = fields.body[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value.trim() ? [decode(value)] : []
  return (fields.list(name) ?? []).filter((text) => text.trim()).map(decode)
}

function decode(text: string): string {
  const isBase64 = /^[A-Za-z0-9+/\s]{16,}={0,2}\s*$/.test(text) && !text.includes(' ')
  return isBase64 ? Buffer.from(text, 'base64').toString('utf8') : text
}

async function write(call: Call): Promise<undefined> {
  const { fields } = call
  const before = (await find(call))?.value
  if (await isStatic(call)) throw bad('Role and Static Role names must be unique')
  const role: DatabaseRole = {
    db_name: fields.text('db_name') ?? before?.db_name ?? '',
    creation_statements: statementsOf(fields, 'creation_statements') ?? before?.creation_statements ?? [],
    revocation_statements: statementsOf(fields, 'revocation_statements') ?? before?.revocation_statements ?? [],
    rollback_statements: statementsOf(fields, 'rollback_statements') ?? before?.rollback_statements ?? [],
    renew_statements: statementsOf(fields, 'renew_statements') ?? before?.renew_statements ?? [],
    default_ttl: fields.seconds('default_ttl') ?? before?.default_ttl ?? 0,
    max_ttl: fields.seconds('max_ttl') ?? before?.max_ttl ?? 0,
    credential_type: fields.text('credential_type') ?? 'password',
    credential_config: null,
  }
  if (!role.db_name) throw bad('empty database name attribute')
  if (!role.creation_statements.length) throw bad('creation_statements cannot be empty')
  if (role.credential_type !== 'password')
    throw bad(`credential_type "${role.credential_type.slice(0, 30)}" is not supported: password is`)
  if (role.max_ttl && role.default_ttl > role.max_ttl) throw bad('default_ttl cannot be greater than max_ttl')
  await change(call, { action: 'database-role-written' }, (tx) =>
    putEntry(tx, call.now, { mount: call.mount, kind: 'role', name: nameOf(call), value: role }),
  )
}

async function isStatic(call: Call): Promise<boolean> {
  const row = await call.db
    .selectFrom('static_roles')
    .select('id')
    .where('mount', '=', call.mount.uuid)
    .where('name', '=', nameOf(call))
    .executeTakeFirst()
  return row !== undefined
}

export function mayUse(allowed: readonly string[], role: string): boolean {
  return allowed.some((one) => one === '*' || one === role || (one.endsWith('*') && role.startsWith(one.slice(0, -1))))
}

/** Intent, role, confirmation, journal, answer: dying between any two of them leaves a row that somebody works off. */
async function issue(call: Call): Promise<Answer> {
  const { vault, mount, caller, now } = call
  const { app } = vault
  const role = (await find(call))?.value
  if (!role) throw bad(`unknown role: ${nameOf(call).slice(0, 80)}`)
  const connection = await findConnection(call.db, app, mount, role.db_name)
  if (!connection) throw bad(`failed to find entry for connection with name: "${role.db_name}"`)
  const { settings, proof } = connection
  if (!mayUse(settings.allowed_roles, nameOf(call)))
    throw new VaultFault(403, `"${nameOf(call)}" is not an allowed role`)
  const life = lifeOf(mount, { ttl: role.default_ttl, max: role.max_ttl })
  const ttlS = withinToken(call, life.ttl)
  const username = newRoleName(caller.token?.displayName ?? caller.name, nameOf(call), now)
  const password = newRolePassword()
  const until = new Date(now.getTime() + ttlS * 1000)
  const path = call.request.path
  const id = `${path}/${randomText(24)}`
  const details: KeyDetails = {
    mount: mount.uuid,
    config: role.db_name,
    username,
    revocation: role.revocation_statements,
    renewal: role.renew_statements,
  }
  const renewable = caller.token?.kind !== 'batch'
  await change(call, { action: 'key-intended', subject: id }, (tx) =>
    intendLease(tx, app.keyring, now, {
      id,
      mount: mount.path,
      token: caller.token?.id ?? null,
      path,
      principal: username,
      renewable,
      ttlS,
      maxTtlS: life.max,
      details: new Sensitive(JSON.stringify(details)),
      actor: caller.name,
    }),
  )
  app.rotation.faultPoint('vault.key-intended')
  const form = passwordForm(password, username, settings.password_authentication === 'password')
  try {
    await withConnection(app, proof, (target) =>
      createDynamicRole(target, { username, password: form, statements: role.creation_statements, until }),
    )
  } catch (error) {
    await giveBack(call, id)
    if (isRekeyError(error)) throw error
    throw new VaultFault(500, `failed to create the role at the database: ${(error as Error).message}`)
  }
  app.rotation.faultPoint('vault.key-made')
  if (!(await confirmLease(call.db, now, id))) {
    await giveBack(call, id)
    throw bad('the token of this request was revoked meanwhile')
  }
  app.rotation.faultPoint('vault.key-confirmed')
  await noteReading(call, path, { lease: id, principal: username })
  return { data: { username, password: password.reveal() }, lease: { id, ttlS, renewable } }
}

/** A lease ends with its token at the latest. */
function withinToken({ caller, now }: Call, ttlS: number): number {
  const { token } = caller
  return token?.expiresAt && token.kind === 'batch' ? Math.min(ttlS, secondsBetween(now, token.expiresAt)) : ttlS
}

/** What may have been made is taken back by the worker. */
async function giveBack(call: Call, id: string): Promise<void> {
  await call.db.updateTable('leases').set({ made_at: call.now }).where('id', '=', id).execute()
  await change(call, { action: 'leases-ended', subject: id }, (tx) => endLeases(tx, call.now, [id]))
  call.vault.app.pokeWorkers()
}

export const roleRoutes: readonly Route[] = [
  {
    pattern: 'roles',
    async list(call) {
      const keys = await listEntries(call.db, call.mount, 'role')
      if (!keys.length) throw nothing()
      return { data: { keys } }
    },
  },
  {
    pattern: 'roles/:name',
    exists: async (call) => (await find(call)) !== undefined,
    async read(call) {
      const role = await find(call)
      if (!role) throw nothing()
      return { data: role.value }
    },
    update: write,
    async delete(call) {
      await change(call, { action: 'database-role-deleted' }, (tx) => deleteEntry(tx, call.mount, 'role', nameOf(call)))
      return undefined
    },
  },
  { pattern: 'creds/:name', read: issue },
]
