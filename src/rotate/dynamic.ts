/**
 * Temporary roles of a PostgreSQL: made with a role's own statements, and taken back whole: no login, no session,
 * no grant, no object left in their name. Each effect bears being done twice. Statements are the administrator's;
 * what we put into them is ours alone and of an alphabet that needs no quoting.
 */
import { randomBytes } from 'node:crypto'
import { scramSha256Verifier } from '../base/scram.ts'
import { Sensitive } from '../base/sensitive.ts'
import type { SqlConnection } from '../providers/provider.ts'

export interface DynamicRole {
  readonly username: string
  /** SQL with `{{name}}`, `{{password}}`, `{{expiration}}`. */
  readonly statements: readonly string[]
}

const STATEMENT_TIMEOUT = "set statement_timeout to '10s'; set lock_timeout to '5s'"
const MAX_NAME = 63

/** `v-<who>-<role>-<random>-<time>`: of an alphabet that is safe in any quotes, whatever the parts were called. */
export function newRoleName(displayName: string, role: string, now: Date): string {
  const part = (text: string): string => text.replaceAll(/[^A-Za-z0-9_]/g, '-').slice(0, 8)
  const random = randomBytes(15).toString('hex').slice(0, 20)
  const seconds = Math.floor(now.getTime() / 1000)
  return `v-${part(displayName)}-${part(role)}-${random}-${seconds}`.toLowerCase().slice(0, MAX_NAME)
}

/** 192 random bits, of an alphabet that needs no quoting. */
export function newRolePassword(): Sensitive {
  return new Sensitive(randomBytes(24).toString('base64url'))
}

export function expirationText(until: Date): string {
  return until.toISOString().replace('T', ' ').replace('Z', '+00')
}

/** What stands for a password in a statement: the verifier, so that the plaintext is in no log of the server. */
export function passwordForm(password: Sensitive, username: string, asPlaintext: boolean): string {
  return asPlaintext ? password.reveal() : scramSha256Verifier(password, `${username}\0${password.reveal()}`)
}

function fill(statements: readonly string[], values: Readonly<Record<string, string>>): string {
  const text = statements.map((one) => one.trim().replace(/;$/, '')).join(';\n')
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (all, name: string) =>
    Object.hasOwn(values, name) ? (values[name] as string) : all,
  )
}

/** All statements or none: they are one message, and so one transaction. */
async function runAll(
  connection: SqlConnection,
  statements: readonly string[],
  values: Readonly<Record<string, string>>,
): Promise<void> {
  await connection.query(STATEMENT_TIMEOUT)
  try {
    await connection.query(fill(statements, values))
  } catch (error) {
    // A server quotes what it could not read.
    const { message = 'refused', code } = error as { message?: string; code?: string }
    const secret = values['password']
    throw Object.assign(new Error(secret ? message.replaceAll(secret, '[password]') : message), { code })
  }
}

export async function createDynamicRole(
  connection: SqlConnection,
  role: DynamicRole & { readonly password: string; readonly until: Date },
): Promise<void> {
  const { username, password, until } = role
  await runAll(connection, role.statements, { name: username, username, password, expiration: expirationText(until) })
}

const DEFAULT_RENEWAL = `alter role "{{name}}" valid until '{{expiration}}'`

/** The target is told first: a lease never promises more than the role can. */
export async function extendDynamicRole(
  connection: SqlConnection,
  role: DynamicRole & { readonly until: Date },
): Promise<void> {
  const { username, statements, until } = role
  const own = statements.length ? statements : [DEFAULT_RENEWAL]
  await runAll(connection, own, { name: username, username, expiration: expirationText(until) })
}

/** Twice succeeds. Without statements of its own everything that the role was given or owns is let go. */
export async function dropDynamicRole(connection: SqlConnection, role: DynamicRole): Promise<void> {
  const { username, statements } = role
  await connection.query(STATEMENT_TIMEOUT)
  if (!(await exists(connection, username))) return
  // Nobody comes in any more while those who are in are shown out.
  await quoted(connection, 'alter role %I with nologin', username)
  await endSessions(connection, username)
  if (statements.length) return runAll(connection, statements, { name: username, username })
  // An administrator who is no superuser must be a member to take over what the role owns.
  await quoted(connection, 'grant %I to current_user', username).catch(() => {})
  await quoted(connection, 'reassign owned by %I to current_user', username)
  await quoted(connection, 'drop owned by %I', username)
  await quoted(connection, 'drop role if exists %I', username)
}

/** The name is the administrator's and may be any: it is quoted by the server itself. */
export async function setRolePassword(
  connection: SqlConnection,
  role: DynamicRole & { readonly password: string },
): Promise<void> {
  const { username, password, statements } = role
  await connection.query(STATEMENT_TIMEOUT)
  if (!(await exists(connection, username))) throw new Error(`the role ${username} does not exist`)
  if (!statements.length) {
    const { rows } = await connection.query(
      `select format('alter role %I with password %L', $1::text, $2::text) as statement`,
      [username, password],
    )
    await connection.query(String(rows[0]?.['statement']))
    return
  }
  if (/["'\\;\0]/.test(username)) throw new Error('a role of this name is changed without statements of its own only')
  await runAll(connection, statements, { name: username, username, password })
}

async function exists(connection: SqlConnection, username: string): Promise<boolean> {
  const { rows } = await connection.query('select 1 from pg_roles where rolname = $1', [username])
  return rows.length > 0
}

/** The server quotes the name: nothing of it is ever read as SQL. */
async function quoted(connection: SqlConnection, template: string, username: string): Promise<void> {
  const { rows } = await connection.query('select format($1, $2::text) as statement', [template, username])
  await connection.query(String(rows[0]?.['statement']))
}

async function endSessions(connection: SqlConnection, username: string): Promise<void> {
  // A backend goes at its next chance; 50 x 100 ms is far more than an idle or querying one takes.
  for (let attempt = 0; attempt < 50; attempt++) {
    const { rows } = await connection.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and pid <> pg_backend_pid()',
      [username],
    )
    if (!rows.length) return
    await connection.query('select pg_sleep(0.1)')
  }
  throw new Error(`sessions of ${username} are still open after 5 seconds`)
}
