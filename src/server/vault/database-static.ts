/** `database/static-roles`, `static-creds`, `rotate-role`: a fixed user whose password changes on schedule. */
import { randomUUID } from 'node:crypto'
import { change, noteReading, type Answer, type Call, type Route } from './call.ts'
import { findConnection } from './database-connection.ts'
import { mayUse, statementsOf } from './database-roles.ts'
import { formatTime, secondsBetween } from './duration.ts'
import { findEntry } from './entries.ts'
import { bad, nothing, VaultFault } from './fault.ts'
import { findStaticRole, openPassword, rotateNow, type StaticRole } from './static-roles.ts'

const MIN_PERIOD_S = 5

const nameOf = (call: Call): string => call.params['name'] as string
const find = (call: Call): Promise<StaticRole | undefined> =>
  findStaticRole(call.db, { mount: call.mount.uuid, name: nameOf(call) })

async function read(call: Call): Promise<Answer> {
  const role = await find(call)
  if (!role) throw nothing()
  return {
    data: {
      credential_type: 'password',
      credential_config: null,
      db_name: role.config,
      last_vault_rotation: role.rotatedAt ? formatTime(role.rotatedAt) : '0001-01-01T00:00:00Z',
      rotation_period: role.periodS,
      rotation_statements: role.statements,
      username: role.principal,
      ...(role.error && { rotation_error: role.error }),
    },
  }
}

async function write(call: Call): Promise<undefined> {
  const { fields, mount, vault, now } = call
  const before = await find(call)
  const username = fields.text('username') ?? before?.principal
  if (!username) throw bad('username is a required field to create a static account')
  if (before && username !== before.principal) throw bad('cannot update static account username')
  const config = fields.text('db_name') ?? before?.config
  if (!config) throw bad('empty database name attribute')
  if (await findEntry(call.db, mount, 'role', nameOf(call))) throw bad('Role and Static Role names must be unique')
  if (fields.has('rotation_schedule')) throw bad('rotation_schedule is not supported: give rotation_period')
  const periodS = fields.seconds('rotation_period') ?? before?.periodS
  if (periodS === undefined)
    throw bad('one of rotation_schedule or rotation_period must be provided to create a static account')
  if (periodS < MIN_PERIOD_S) throw bad(`rotation_period must be ${MIN_PERIOD_S} seconds or more`)
  const connection = await findConnection(call.db, vault.app, mount, config)
  if (!connection) throw bad(`failed to find entry for connection with name: "${config}"`)
  if (!mayUse(connection.settings.allowed_roles, nameOf(call)))
    throw new VaultFault(403, `"${nameOf(call)}" is not an allowed role`)
  if (username === connection.proof.username)
    throw bad('the administrator of the connection is rotated with rotate-root')
  const statements = JSON.stringify(statementsOf(fields, 'rotation_statements') ?? before?.statements ?? [])
  const id = before?.id ?? randomUUID()
  const next = (from: Date): Date => new Date(from.getTime() + periodS * 1000)
  await change(call, { action: 'static-role-written', detail: { principal: username } }, async (tx) => {
    if (before) {
      const run_at = next(before.rotatedAt ?? now)
      await tx
        .updateTable('static_roles')
        .set({ config, statements, period_s: periodS, run_at })
        .where('id', '=', id)
        .execute()
      return
    }
    // Two that rotate one user would fight over its password.
    const made = await tx
      .insertInto('static_roles')
      .values({
        id,
        mount: mount.uuid,
        name: nameOf(call),
        config,
        principal: username,
        statements,
        period_s: periodS,
        status: 'live',
        run_at: next(now),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw bad(`"${username}" belongs to another static role already`)
  })
  if (before) return
  try {
    await rotateNow(vault.app, id, call.caller.name)
  } catch (error) {
    const pending = (await findStaticRole(call.db, { id }))?.pending
    // Whether the password was set is not known then: the role stays, and is tried again.
    if (!pending || isRefusal(error))
      await change(call, { action: 'static-role-deleted' }, (tx) =>
        tx.deleteFrom('static_roles').where('id', '=', id).execute(),
      )
    throw bad(`error setting the credentials of "${username}": ${(error as Error).message}`)
  }
}

/** The server said no: it has done nothing. */
function isRefusal(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string }
  return /does not exist/.test(message) || /^(?:42|28|22)/.test(code ?? '')
}

async function creds(call: Call): Promise<Answer> {
  const { app } = call.vault
  let role = await find(call)
  if (!role) throw bad(`unknown role: ${nameOf(call).slice(0, 80)}`)
  if (role.pending) {
    // It died between storing and serving a password: which one is in force is made certain first.
    await rotateNow(app, role.id, call.caller.name).catch((error: unknown) => {
      throw new VaultFault(503, `the password of this role is being changed: ${(error as Error).message}`)
    })
    role = (await find(call)) ?? role
  }
  const password = openPassword(app, role)
  if (!password) throw bad('this role has no password yet')
  await noteReading(call, call.request.path, { principal: role.principal })
  const rotated = role.rotatedAt ?? call.now
  const due = new Date(rotated.getTime() + role.periodS * 1000)
  return {
    data: {
      last_vault_rotation: formatTime(rotated),
      password: password.reveal(),
      rotation_period: role.periodS,
      ttl: secondsBetween(call.now, due),
      username: role.principal,
    },
  }
}

async function rotate(call: Call): Promise<undefined> {
  const role = await find(call)
  if (!role) throw bad('no static role found for role name')
  try {
    await rotateNow(call.vault.app, role.id, call.caller.name)
  } catch (error) {
    throw bad(
      `unable to finish rotating credentials; retries will continue in the background but it is also safe to retry manually: ${(error as Error).message}`,
    )
  }
}

export const staticRoutes: readonly Route[] = [
  {
    pattern: 'static-roles',
    async list(call) {
      const rows = await call.db
        .selectFrom('static_roles')
        .select('name')
        .where('mount', '=', call.mount.uuid)
        .orderBy('name')
        .execute()
      if (!rows.length) throw nothing()
      return { data: { keys: rows.map(({ name }) => name) } }
    },
  },
  {
    pattern: 'static-roles/:name',
    exists: async (call) => (await find(call)) !== undefined,
    read,
    update: write,
    async delete(call) {
      await change(call, { action: 'static-role-deleted' }, (tx) =>
        tx.deleteFrom('static_roles').where('mount', '=', call.mount.uuid).where('name', '=', nameOf(call)).execute(),
      )
      return undefined
    },
  },
  { pattern: 'static-creds/:name', read: creds },
  { pattern: 'rotate-role/:name', update: rotate },
]
