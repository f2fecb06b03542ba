/**
 * The passwords of static roles: the next one is stored before it is set, and served from the moment it was set.
 * Whoever finds one half done (the server died between) sets the same password again.
 */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { sleep } from '../../base/clock.ts'
import type { Sensitive } from '../../base/sensitive.ts'
import type { Db } from '../../db/connect.ts'
import { append } from '../../journal/append.ts'
import { newRolePassword, passwordForm, setRolePassword } from '../../rotate/dynamic.ts'
import type { App } from '../app.ts'
import { findConnection, withConnection } from './database-connection.ts'
import { bad } from './fault.ts'
import { listMounts } from './mounts.ts'

export interface StaticRole {
  readonly id: string
  readonly mount: string
  readonly name: string
  readonly config: string
  readonly principal: string
  readonly statements: readonly string[]
  readonly periodS: number
  readonly sealed: Buffer | null
  readonly pending: Buffer | null
  readonly rotatedAt: Date | null
  readonly error: string | null
  readonly attempts: number
  readonly fence: number
}

export async function findStaticRole(
  db: Db,
  by: { id: string } | { mount: string; name: string },
): Promise<StaticRole | undefined> {
  const query = db.selectFrom('static_roles').selectAll()
  const row = await (
    'id' in by ? query.where('id', '=', by.id) : query.where('mount', '=', by.mount).where('name', '=', by.name)
  ).executeTakeFirst()
  if (!row) return undefined
  const { id, mount, name, config, principal, statements, sealed, pending, error, attempts, fence } = row
  return {
    id,
    mount,
    name,
    config,
    principal,
    statements,
    sealed,
    pending,
    error,
    attempts,
    fence,
    periodS: row.period_s,
    rotatedAt: row.rotated_at,
  }
}

export function openPassword(app: App, role: StaticRole): Sensitive | undefined {
  return role.sealed ? app.keyring.unseal(contextOf(role.id), role.sealed) : undefined
}

const contextOf = (id: string): string[] => ['static role', id]

const CLAIM_MS = 30_000
const WAIT_MS = 15_000

/** Takes the role for one who may not wait for the worker. Throws 400 when it is busy for long. */
async function claimRole(app: App, id: string): Promise<number> {
  const owner = `request:${randomBytes(6).toString('hex')}`
  for (let waited = 0; waited < WAIT_MS; waited += 100) {
    const { rows } = await sql<{ fence: number }>`
      update static_roles set owner = ${owner}, fence = fence + 1, lease_until = now() + ${CLAIM_MS} * interval '1 millisecond'
      where id = ${id} and (lease_until is null or lease_until <= now()) returning fence`.execute(app.db)
    const [row] = rows
    if (row) return row.fence
    await sleep(100)
  }
  throw bad('another rotation of this role is under way')
}

/** Rotates now, and returns when the new password is in force. */
export async function rotateNow(app: App, id: string, actor: string): Promise<void> {
  const fence = await claimRole(app, id)
  try {
    await rotateClaimed(app, id, fence, actor)
  } finally {
    await app.db
      .updateTable('static_roles')
      .set({ owner: null, lease_until: null })
      .where('id', '=', id)
      .where('fence', '=', fence)
      .execute()
  }
}

/** Intent, effect, result; each commit at the fence of the claim. */
export async function rotateClaimed(app: App, id: string, fence: number, actor: string): Promise<void> {
  const role = await findStaticRole(app.db, { id })
  if (!role || role.fence !== fence) return
  const mount = (await listMounts(app.db, app.clock.now())).find(({ uuid }) => uuid === role.mount)
  const connection = mount && (await findConnection(app.db, app, mount, role.config))
  if (!connection) throw bad(`failed to find entry for connection with name: "${role.config}"`)
  const next = role.pending ? app.keyring.unseal(contextOf(id), role.pending) : newRolePassword()
  if (!role.pending)
    await commit(
      app,
      role,
      fence,
      { pending: app.keyring.seal(contextOf(id), next) },
      { actor, action: 'vault.static-intended' },
    )
  app.rotation.faultPoint('vault.static-intended')
  const { settings, proof } = connection
  const password = passwordForm(next, role.principal, settings.password_authentication === 'password')
  await withConnection(app, proof, (target) =>
    setRolePassword(target, { username: role.principal, password, statements: role.statements }),
  )
  app.rotation.faultPoint('vault.static-set')
  const now = app.clock.now()
  const done = {
    sealed: app.keyring.seal(contextOf(id), next),
    pending: null,
    rotated_at: now,
    error: null,
    attempts: 0,
    run_at: new Date(now.getTime() + role.periodS * 1000),
  }
  await commit(app, role, fence, done, { actor, action: 'vault.static-rotated' })
}

async function commit(
  app: App,
  role: StaticRole,
  fence: number,
  values: object,
  entry: { actor: string; action: string },
): Promise<void> {
  await app.db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('static_roles')
      .set(values)
      .where('id', '=', role.id)
      .where('fence', '=', fence)
      .returning('id')
      .executeTakeFirst()
    if (!row) throw bad('another rotation of this role has taken over')
    await append(tx, app.clock.now(), [
      { ...entry, subject: `${role.config}/${role.name}`, detail: { principal: role.principal } },
    ])
  })
}
