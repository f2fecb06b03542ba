/**
 * PostgreSQL: a database URL whose password leaks by itself. Rotation alternates between two login roles
 * that are members of one owner role that cannot log in: the idle twin gets a new password, consumers move,
 * the old twin is locked. Passwords travel to the server as SCRAM verifiers, so its log never holds one.
 * Refuses to touch a role that is not one of the two twins, or the role that it works with.
 */
import { randomBytes } from 'node:crypto'
import { sayOpens } from '../base/opens.ts'
import { scramSha256Verifier } from '../base/scram.ts'
import { Sensitive } from '../base/sensitive.ts'
import {
  defineProvider,
  providerError,
  type Access,
  type Handle,
  type Inspection,
  type Judgement,
  type KeyKind,
  type Located,
  type Prepared,
  type ProviderContext,
  type SqlConnection,
  type Usage,
  type Verdict,
} from './provider.ts'

const PROBE_APPLICATION = 'rekey (probe)'

// ---------- the URL ----------

interface DatabaseUrl {
  readonly scheme: string
  readonly user: string
  /** As it stands in the URL (percent-encoded). */
  readonly password: string
  /** Host, port, database and options, untouched. */
  readonly rest: string
}

const URL_PARTS = /^(postgres(?:ql)?(?:\+[a-z0-9]+)?):\/\/([^:@/?#\s]+):([^@/?#\s]+)@([^\s]+)$/i

function parseUrl(stored: Sensitive): DatabaseUrl {
  const [, scheme, user, password, rest] = URL_PARTS.exec(stored.reveal()) ?? []
  if (!scheme || !user || !password || !rest) {
    throw providerError('PROVIDER_KEY_UNSUITABLE', 'the stored value is not a PostgreSQL URL with user and password')
  }
  // libpq and pg let these override what stands before the question mark.
  if (/[?&](user|password|host|hostaddr|port|dbname|service)=/i.test(rest)) {
    throw providerError('PROVIDER_KEY_UNSUITABLE', 'the URL names its user or server a second time among its options')
  }
  return { scheme, user: decode(user), password, rest }
}

function formatUrl(url: DatabaseUrl): Sensitive {
  return new Sensitive(`${url.scheme}://${encodeURIComponent(url.user)}:${url.password}@${url.rest}`)
}

/** Host and port. */
function hostOf(rest: string): string {
  return rest.split(/[/?]/, 1)[0] as string
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function judge(_secret: string, match: RegExpExecArray): Judgement {
  const { user = '', secret = '', host = '' } = match.groups ?? {}
  if (/^(localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal|db$|postgres$|database$)/i.test(host)) {
    return { keep: true, score: -40, reason: 'the database is on a development machine' }
  }
  if (secret === user || /^(postgres|root|admin|user|guest|qwerty|letmein|123456?7?8?9?)/i.test(secret)) {
    return { keep: true, score: -40, reason: 'a password that people write in samples' }
  }
  return { keep: true, score: 10, reason: sayOpens({ user, host }) ?? 'names a database host' }
}

// ---------- talking to the server ----------

/** Runs `act` on one connection; whatever fails becomes an error without the server's text, which may quote input. */
async function withConnection<T>(
  url: Sensitive,
  doing: string,
  context: ProviderContext,
  act: (connection: SqlConnection) => Promise<T>,
): Promise<T> {
  let connection: SqlConnection | undefined
  try {
    connection = await context.sql(url, { connectTimeoutMs: 10_000 })
    return await act(connection)
  } catch (error) {
    if (error instanceof Error && error.name === 'RekeyError') throw error
    const code = codeOf(error)
    throw isSqlState(code) && !isTransient(code)
      ? providerError('PROVIDER_REFUSED', `PostgreSQL refused to ${doing} (SQLSTATE ${code})`)
      : providerError('PROVIDER_UNREACHABLE', `PostgreSQL could not ${doing} (${code ?? 'no connection'})`)
  } finally {
    await connection?.end().catch(() => {})
  }
}

function asAdmin<T>(context: ProviderContext, doing: string, act: (admin: SqlConnection) => Promise<T>): Promise<T> {
  if (!context.admin) throw providerError('PROVIDER_ADMIN_MISSING', `an administrator URL is needed to ${doing}`)
  return withConnection(context.admin, doing, context, act)
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : undefined
}

function isSqlState(code: string | undefined): code is string {
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code)
}

/** Connection trouble, too many connections, shutting down or starting, conflicts with other transactions. */
function isTransient(code: string): boolean {
  return /^(08|53|57P|40)/.test(code) || code === '55P03' || code === 'XX000'
}

/** Role names are quoted by the server itself (`format('%I')`). */
async function alterRole(admin: SqlConnection, role: string, clause: string, verifier = ''): Promise<void> {
  const template = `alter role %I ${clause}`
  const { rows } = await admin.query('select format($1::text, $2::text, $3::text) as statement', [
    template,
    role,
    verifier,
  ])
  await admin.query(String(rows[0]?.['statement']))
}

interface RoleRow {
  readonly name: string
  readonly owners: string
  readonly settings: string
  readonly sessions: number
  readonly isSelf: boolean
}

async function findRole(admin: SqlConnection, name: string): Promise<RoleRow | undefined> {
  const { rows } = await admin.query(
    `select rolname as name, rolname = current_user or rolname = session_user as is_self,
       coalesce((select string_agg(g.rolname, ',' order by g.rolname) from pg_auth_members m
                 join pg_roles g on g.oid = m.roleid where m.member = r.oid), '') as owners,
       coalesce((select string_agg(s, ',' order by s) from unnest(rolconfig) s where s like 'role=%'), '') as settings,
       (select count(*)::int from pg_stat_activity a where a.usename = r.rolname) as sessions
     from pg_roles r where rolname = $1`,
    [name],
  )
  const row = rows[0]
  return (
    row && {
      name: String(row['name']),
      owners: String(row['owners']),
      settings: String(row['settings']),
      sessions: Number(row['sessions']),
      isSelf: row['is_self'] === true,
    }
  )
}

function twinsOf(context: ProviderContext): readonly [string, string] {
  const { userA, userB } = context.settings
  if (!userA || !userB || userA === userB) {
    throw providerError('PROVIDER_SETTING_MISSING', 'the rotation needs two different roles: settings userA and userB')
  }
  return [userA, userB]
}

/** The role to be changed, or undefined when it is gone. Throws for a role that is none of our business. */
async function findTwin(admin: SqlConnection, name: string, context: ProviderContext): Promise<RoleRow | undefined> {
  if (!twinsOf(context).includes(name)) {
    throw providerError('PROVIDER_KEY_UNSUITABLE', `the role ${name} is not one of the two twins`)
  }
  const role = await findRole(admin, name)
  if (role?.isSelf) throw providerError('PROVIDER_KEY_UNSUITABLE', `the role ${name} is the administrator itself`)
  return role
}

/** 32 characters that need no quoting in a URL: 192 random bits. */
function newPassword(): string {
  return randomBytes(24).toString('base64url')
}

// ---------- the capabilities ----------

async function verify(key: Sensitive, context: ProviderContext): Promise<Verdict> {
  let connection: SqlConnection | undefined
  try {
    connection = await context.sql(key, { connectTimeoutMs: 10_000 })
    await connection.query(`set application_name = '${PROBE_APPLICATION}'`)
    await connection.query('select 1')
    return { state: 'live' }
  } catch (error) {
    return verdictOf(codeOf(error), error)
  } finally {
    await connection?.end().catch(() => {})
  }
}

/** Authentication comes first in the server's start-up: later refusals prove that the password is right. */
function verdictOf(code: string | undefined, error: unknown): Verdict {
  const { routine, message } = error as { routine?: unknown; message?: unknown }
  switch (code) {
    case '28P01':
      return { state: 'dead', why: 'refused' }
    case '28000':
    case '42501':
      if (routine === 'InitializeSessionUserId' || /not permitted to log in/.test(String(message))) {
        return { state: 'dead', why: 'disabled' }
      }
      // 28000 otherwise is pg_hba.conf (this address, not this key); 42501 is a missing CONNECT privilege.
      return code === '42501' ? { state: 'restricted' } : { state: 'unknown', why: 'policy' }
    case '3D000':
      return { state: 'restricted' }
    case '53300':
      return { state: 'unknown', why: 'rate-limited', retryAfterMs: 1_000 }
    default:
      return { state: 'unknown', why: isSqlState(code) && !isTransient(code) ? 'ambiguous' : 'network' }
  }
}

/** Names of columns that hold data about people, in the languages of most schemas. */
const PERSONAL_COLUMN =
  '(e_?mail|phone|mobile|first_?name|last_?name|full_?name|surname|birth|ssn|passport|iban|street|address|postcode|zip)'

async function inspectKey(key: Sensitive, context: ProviderContext): Promise<Inspection> {
  const { rest } = parseUrl(key)
  const row = await withConnection(key, 'list its own privileges', context, async (connection) => {
    await connection.query(`set application_name = '${PROBE_APPLICATION}'`)
    const { rows } = await connection.query(
      `with visible as (
         select c.oid, has_table_privilege(c.oid, 'select') as reads,
           has_table_privilege(c.oid, 'insert') or has_table_privilege(c.oid, 'update')
             or has_table_privilege(c.oid, 'delete') as writes
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^(pg_|information_schema$)')
       select r.rolsuper, r.rolcreaterole, nullif(r.rolvaliduntil, 'infinity') as expires_at,
         current_database() as database, session_user as principal,
         coalesce((select bool_or(reads) from visible), false) as reads,
         coalesce((select bool_or(writes) from visible), false) as writes,
         exists (select from visible v join pg_attribute a on a.attrelid = v.oid
                 where v.reads and a.attnum > 0 and not a.attisdropped and a.attname ~* $1) as personal
       from pg_roles r where r.rolname = session_user`,
      [PERSONAL_COLUMN],
    )
    return rows[0] ?? {}
  })
  const access: Access = row['rolsuper'] ? 'admin' : row['writes'] ? 'write' : row['reads'] ? 'read' : 'none'
  return {
    access,
    environment: 'unknown',
    account: `${hostOf(rest)}/${String(row['database'])}`,
    principal: String(row['principal']),
    canMintKeys: row['rolsuper'] || row['rolcreaterole'] ? 'yes' : 'no',
    readsPersonalData: row['personal'] ? 'yes' : row['reads'] ? 'unknown' : 'no',
    movesMoney: 'unknown',
    ...(row['expires_at'] instanceof Date && { expiresAt: row['expires_at'] }),
  }
}

/** Which start of the server answers: equal on two connections means one and the same server. */
const SERVER_START = 'select extract(epoch from pg_postmaster_start_time())::text as started'

async function locate(key: Sensitive, context: ProviderContext): Promise<Located> {
  const { user, rest } = parseUrl(key)
  const handle: Handle = { id: user, principal: user, account: hostOf(rest) }
  const isTwin = twinsOf(context).includes(user)
  const found = await asAdmin(context, 'look up the role', async (admin) => ({
    exists: (await findRole(admin, user)) !== undefined,
    started: (await admin.query(SERVER_START)).rows[0]?.['started'],
  }))
  if (!found.exists || !isTwin) return { match: 'none' }
  // A namesake on another server must not be locked: where the key still logs in, it must be to this server.
  const own = await withConnection(key, 'compare servers', context, (connection) =>
    connection.query(SERVER_START),
  ).catch(() => undefined)
  if (own && own.rows[0]?.['started'] !== found.started) return { match: 'ambiguous', candidates: [handle] }
  return { match: 'exact', handle }
}

async function prepare(current: Sensitive, context: ProviderContext): Promise<Prepared> {
  const url = parseUrl(current)
  const [userA, userB] = twinsOf(context)
  if (url.user !== userA && url.user !== userB) {
    throw providerError('PROVIDER_KEY_UNSUITABLE', `the URL's user ${url.user} is neither ${userA} nor ${userB}`)
  }
  const twinName = url.user === userA ? userB : userA
  await asAdmin(context, 'compare the twins', async (admin) => {
    const [own, twin] = [await findRole(admin, url.user), await findTwin(admin, twinName, context)]
    if (!own || !twin) {
      throw providerError('PROVIDER_KEY_UNSUITABLE', `the role ${own ? twinName : url.user} does not exist`)
    }
    if (own.owners !== twin.owners || own.settings !== twin.settings) {
      throw providerError('PROVIDER_KEY_UNSUITABLE', `${twinName} is not a member of the same roles as ${url.user}`, {
        hint: `GRANT the owner role to ${twinName} too, and ALTER ROLE ${twinName} SET role TO it.`,
      })
    }
    if (twin.sessions > 0) {
      throw providerError(
        'PROVIDER_KEY_UNSUITABLE',
        `${twinName} is in use (${twin.sessions} sessions): a new password would break them`,
        {
          hint: 'Find out who works with the idle twin and move them, then rotate again.',
        },
      )
    }
  })
  const next = { ...url, user: twinName, password: newPassword() }
  return {
    material: formatUrl(next),
    facts: { role: twinName, oldRole: url.user, server: url.rest.split('?', 1)[0] as string },
  }
}

const create: NonNullable<KeyKind['create']> = async (prepared, current, context) => {
  const [next, old] = [parseUrl(prepared.material), parseUrl(current.key)]
  if (next.rest !== old.rest || next.user === old.user) {
    throw providerError(
      'PROVIDER_KEY_UNSUITABLE',
      'the prepared URL is not the twin of the current one on the same server',
    )
  }
  const verifier = scramSha256Verifier(new Sensitive(next.password), `${context.runId}\0${next.user}`)
  await asAdmin(context, `set the password of ${next.user}`, async (admin) => {
    if (!(await findTwin(admin, next.user, context))) {
      throw providerError('PROVIDER_KEY_UNSUITABLE', `the role ${next.user} does not exist`)
    }
    await alterRole(admin, next.user, `with login password %L valid until 'infinity'`, verifier)
  })
  return {
    key: prepared.material,
    handle: { id: next.user, principal: next.user, account: hostOf(next.rest) },
  }
}

async function setEnabled(handle: Handle, enabled: boolean, context: ProviderContext): Promise<void> {
  await asAdmin(context, `${enabled ? 'enable' : 'disable'} ${handle.id}`, async (admin) => {
    const role = await findTwin(admin, handle.id, context)
    if (role) await alterRole(admin, handle.id, enabled ? 'with login' : 'with nologin')
    else if (enabled) throw providerError('PROVIDER_REFUSED', `the role ${handle.id} does not exist any more`)
  })
}

/** The role stays as the next twin; its password becomes one that nobody has ever seen. */
async function revoke(handle: Handle, context: ProviderContext): Promise<void> {
  await asAdmin(context, `revoke the password of ${handle.id}`, async (admin) => {
    const verifier = scramSha256Verifier(new Sensitive(newPassword()), newPassword())
    if (await findTwin(admin, handle.id, context))
      await alterRole(admin, handle.id, 'with nologin password %L', verifier)
  })
}

async function usage(handle: Handle, context: ProviderContext): Promise<Usage> {
  const rows = await asAdmin(context, 'list sessions', async (admin) => {
    const answer = await admin.query(
      `select coalesce(host(client_addr), 'local socket') as client, coalesce(application_name, '') as application,
         coalesce(backend_start, now()) as since, greatest(backend_start, query_start, state_change) as used_at
       from pg_stat_activity where usename = $1 and pid <> pg_backend_pid() and application_name is distinct from $2
       order by backend_start`,
      [handle.id, PROBE_APPLICATION],
    )
    return answer.rows as { client: string; application: string; since: Date; used_at: Date | null }[]
  })
  // Times are null where the administrator may not see other roles' sessions; the sessions are counted all the same.
  const lastUseMs = Math.max(...rows.map((row) => row.used_at?.getTime() ?? 0))
  return {
    openSessions: rows.length,
    sessions: rows.map(({ client, application, since }) => ({ client, application, since })),
    ...(lastUseMs > 0 && { lastUsedAt: new Date(lastUseMs) }),
    lagMs: 0,
    source: `pg_stat_activity of the server, sessions of the role ${handle.id}`,
  }
}

async function endSessions(handle: Handle, context: ProviderContext): Promise<{ readonly ended: number }> {
  return asAdmin(context, `end the sessions of ${handle.id}`, async (admin) => {
    if (!(await findTwin(admin, handle.id, context))) return { ended: 0 }
    const ended = new Set<unknown>()
    // A backend goes at its next chance; 50 x 100 ms is far more than an idle or querying one takes.
    for (let attempt = 0; attempt < 50; attempt++) {
      const { rows } = await admin.query(
        `select pid, pg_terminate_backend(pid) as told from pg_stat_activity where usename = $1 and pid <> pg_backend_pid()`,
        [handle.id],
      )
      if (rows.length === 0) return { ended: ended.size }
      for (const row of rows) ended.add(row['pid'])
      await admin.query('select pg_sleep(0.1)')
    }
    throw providerError('PROVIDER_UNREACHABLE', `sessions of ${handle.id} are still open after 5 seconds`)
  })
}

export default defineProvider({
  id: 'postgres',
  name: 'PostgreSQL',
  docs: 'https://www.postgresql.org/docs/current/sql-alterrole.html',
  keys: {
    'database-url': {
      label: 'database URL',
      about: 'Connection URL with user and password',
      detect: [
        {
          rule: 'postgres-url',
          about: 'PostgreSQL connection URL with a password',
          pattern:
            /postgres(?:ql)?(?:\+[a-z0-9]{1,20})?:\/\/(?<user>[^\s:@/?#'"`<>]{1,128}):(?<secret>[^\s@/?#'"`]{3,256})@(?<host>[^\s/:?#'"`<>]{1,255})/i,
          literals: ['postgres://', 'postgresql://', 'postgresql+'],
          window: { before: 16, after: 700 },
          judge,
          examples: [
            'postgres://shop_app:{A-Za-z0-9:24}@db.internal.example.net:5432/shop',
            'postgresql://app:{A-Za-z0-9:16}@10.1.2.3/app?sslmode=require',
          ],
          lookalikes: [
            'postgres://shop_app@db.internal.example.net:5432/shop',
            'postgresql://db.internal.example.net:5432/shop',
            'postgresql://app:${DB_PASSWORD}@db.internal.example.net/shop',
          ],
        },
      ],
      lifecycle: {
        overlap: { kind: 'twin-principal' },
        revoke: { sessionsSurvive: true, typicalLagMs: 0 },
        verifyTouchesLastUsed: false,
      },
      leakParts: (stored) => {
        const { password } = parseUrl(stored)
        return [...new Set([password, decode(password)])].map((part) => new Sensitive(part))
      },
      verify,
      inspect: inspectKey,
      locate,
      prepare,
      create,
      discard: async (prepared, _issued, context) => {
        const { user } = parseUrl(prepared.material)
        await revoke({ id: user, principal: user }, context)
      },
      setEnabled,
      revoke,
      usage,
      endSessions,
      runbook: {
        url: 'https://www.postgresql.org/docs/current/sql-alterrole.html',
        steps: [
          'With psql as an administrator: \\password NAME_OF_THE_IDLE_TWIN (psql sends a verifier, not the password).',
          'Store the URL with the twin and its new password as the new version.',
          'When the sessions of the old role are gone: ALTER ROLE old_role NOLOGIN;',
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'old_role';",
        ],
      },
    },
  },
})
