/**
 * The PostgreSQL provider against a real server: a whole life A to D, every act twice, in both directions.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Sensitive } from '../../src/base/sensitive.ts'
import { createEngine } from '../../src/detect/engine.ts'
import { startPostgres, type PostgresServer } from '../../src/drill/postgres-server.ts'
import postgres from '../../src/providers/postgres.ts'
import type { Handle, KeyKind, Prepared, ProviderContext } from '../../src/providers/provider.ts'

const kind = postgres.keys['database-url'] as Required<KeyKind>
const FIRST_PASSWORD = 'first-canary-8731'

const dir = mkdtempSync(join(tmpdir(), 'rekey-postgres-'))
chmodSync(dir, 0o711)
let server: PostgresServer
let admin: pg.Client

beforeAll(async () => {
  server = await startPostgres({ dir: join(dir, 'pg'), durable: false })
  admin = new pg.Client({ connectionString: server.adminUrl.reveal() })
  await admin.connect()
  await admin.query(`
    create role shop_owner nologin;
    create role shop_a login password '${FIRST_PASSWORD}' in role shop_owner;
    create role shop_b nologin in role shop_owner;
    alter role shop_a set role to shop_owner;
    alter role shop_b set role to shop_owner;
    create role outsider login password 'outsider-canary';
    create role lonely login;
    create table customers (id int, email text);
    create table prices (id int, amount int);
    grant select on customers to shop_owner;
    grant select, insert on prices to shop_owner;
    grant select on prices to outsider;
  `)
  // The worst case for a password: every statement with its parameters goes to the log.
  await admin.query(`alter system set log_statement = 'all'`)
  await admin.query('select pg_reload_conf()')
}, 60_000)

afterAll(async () => {
  await admin?.end()
  await server?.stop()
  rmSync(dir, { recursive: true, force: true })
})

function context(more: Partial<ProviderContext> = {}): ProviderContext {
  return {
    http: () => Promise.reject(new Error('this provider speaks SQL only')),
    sql: async (url, options) => {
      const client = new pg.Client({
        connectionString: url.reveal(),
        ...(options?.connectTimeoutMs && { connectionTimeoutMillis: options.connectTimeoutMs }),
      })
      client.on('error', () => {})
      await client.connect()
      return {
        query: async (text, values) => client.query(text, values ? [...values] : undefined),
        end: () => client.end(),
      }
    },
    now: () => new Date(0),
    signal: new AbortController().signal,
    admin: server.adminUrl,
    settings: { userA: 'shop_a', userB: 'shop_b' },
    runId: 'rot_1',
    ...more,
  }
}

function urlOf(user: string, password: string, rest = `127.0.0.1:${server.port}/postgres`): Sensitive {
  return new Sensitive(`postgres://${user}:${password}@${rest}`)
}

function passwordOf(url: Sensitive): string {
  return (kind.leakParts(url)[0] as Sensitive).reveal()
}

async function openSession(url: Sensitive, application: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url.reveal(), application_name: application })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** What an error would show in a log that prints everything. */
function shown(error: unknown): string {
  return inspect(error, { depth: 10, showHidden: true }) + String((error as Error).stack)
}

/** One rotation, each act twice, with a session of the old key open from the start. Returns the new URL. */
async function rotate(current: Sensitive, runId: string): Promise<Sensitive> {
  const ctx = context({ runId })
  expect(await kind.verify(current, ctx)).toEqual({ state: 'live' })
  const located = await kind.locate(current, ctx)
  expect(located).toMatchObject({ match: 'exact' })
  expect(await kind.locate(current, ctx)).toEqual(located)
  const old = (located as { handle: Handle }).handle
  const session = await openSession(current, 'checkout')

  const prepared = await kind.prepare(current, ctx)
  const other = await kind.prepare(current, ctx)
  expect(passwordOf(other.material)).not.toBe(passwordOf(prepared.material))
  const given = [prepared, { key: current, handle: old, keepOldMs: 0 }, ctx] as const
  const issued = await kind.create(...given)
  const verifier = await storedVerifier(issued.handle.id)
  expect((await kind.create(...given)).key.reveal()).toBe(issued.key.reveal())
  expect(await storedVerifier(issued.handle.id)).toBe(verifier)
  expect(issued.handle.id).not.toBe(old.id)
  expect(await kind.verify(issued.key, ctx)).toEqual({ state: 'live' })
  expect(await kind.verify(current, ctx)).toEqual({ state: 'live' })

  const usage = await kind.usage(old, ctx)
  expect(usage).toMatchObject({
    openSessions: 1,
    lagMs: 0,
    sessions: [{ application: 'checkout', client: '127.0.0.1' }],
  })
  expect(usage.lastUsedAt).toBeInstanceOf(Date)

  for (const _ of [1, 2]) await kind.setEnabled(old, false, ctx)
  expect(await kind.verify(current, ctx)).toEqual({ state: 'dead', why: 'disabled' })
  for (const _ of [1, 2]) await kind.setEnabled(old, true, ctx)
  expect(await kind.verify(current, ctx)).toEqual({ state: 'live' })
  await kind.setEnabled(old, false, ctx)

  for (const _ of [1, 2]) await kind.revoke(old, ctx)
  expect(await kind.verify(current, ctx)).toEqual({ state: 'dead', why: 'refused' })
  // Measured fact that step D rests on: neither NOLOGIN nor a new password ends an open session.
  expect((await session.query('select session_user as name')).rows).toEqual([{ name: old.id }])
  expect(await kind.endSessions(old, ctx)).toEqual({ ended: 1 })
  expect(await kind.endSessions(old, ctx)).toEqual({ ended: 0 })
  await expect(session.query('select 1')).rejects.toThrow()
  expect(await kind.usage(old, ctx)).toMatchObject({ openSessions: 0, sessions: [] })
  expect(await kind.verify(issued.key, ctx)).toEqual({ state: 'live' })
  return issued.key
}

async function storedVerifier(role: string): Promise<string> {
  return (await admin.query('select rolpassword from pg_authid where rolname = $1', [role])).rows[0].rolpassword
}

test('two rotations in a row alternate between the twins, and no password reaches the log of the server', async () => {
  const first = urlOf('shop_a', FIRST_PASSWORD)
  const second = await rotate(first, 'rot_1')
  expect(second.reveal()).toMatch(/^postgres:\/\/shop_b:[\w-]{32}@/)
  const third = await rotate(second, 'rot_2')
  expect(third.reveal()).toMatch(/^postgres:\/\/shop_a:[\w-]{32}@/)
  expect(third.reveal().split('@')[1]).toBe(first.reveal().split('@')[1])

  const log = readFileSync(server.log, 'utf8')
  expect(log.includes('alter role shop_a with login password')).toBe(true)
  for (const url of [second, third]) expect(log.includes(passwordOf(url))).toBe(false)
  await expect(kind.locate(first, context())).resolves.toMatchObject({ match: 'exact', handle: { id: 'shop_a' } })

  // A run that is given up before step B leaves the twin as it found it: locked, with a password nobody knows.
  const prepared = await kind.prepare(third, context())
  const issued = await kind.create(prepared, { key: third, handle: { id: 'shop_a' }, keepOldMs: 0 }, context())
  for (const _ of [1, 2]) await kind.discard(prepared, issued.handle, context())
  expect(await kind.verify(issued.key, context())).toMatchObject({ state: 'dead' })
  expect(await kind.verify(third, context())).toEqual({ state: 'live' })
}, 30_000)

test('a key that cannot be judged is unknown, not dead', async () => {
  expect(await kind.verify(urlOf('shop_a', 'x', '127.0.0.1:1/postgres'), context())).toMatchObject({
    state: 'unknown',
    why: 'network',
  })
  await admin.query('alter role lonely connection limit 0')
  await admin.query(`alter role lonely password 'lonely-canary'`)
  const busy = await kind.verify(urlOf('lonely', 'lonely-canary'), context())
  expect(busy).toMatchObject({ state: 'unknown', why: 'rate-limited' })
  const nowhere = urlOf('outsider', 'outsider-canary', `127.0.0.1:${server.port}/no_such_database`)
  expect(await kind.verify(nowhere, context())).toEqual({ state: 'restricted' })
  expect(await kind.verify(urlOf('nobody_here', 'x'), context())).toEqual({ state: 'dead', why: 'refused' })
})

test.each([
  ['08006', 'InitializeX', { state: 'unknown', why: 'network' }],
  ['57P03', '', { state: 'unknown', why: 'network' }],
  ['28000', 'ClientAuthentication', { state: 'unknown', why: 'policy' }],
  ['28000', 'InitializeSessionUserId', { state: 'dead', why: 'disabled' }],
  ['42501', 'CheckMyDatabase', { state: 'restricted' }],
  ['XX001', '', { state: 'unknown', why: 'ambiguous' }],
  ['ETIMEDOUT', '', { state: 'unknown', why: 'network' }],
  [undefined, '', { state: 'unknown', why: 'network' }],
])('SQLSTATE %s from %s', async (code, routine, verdict) => {
  const sql = () => Promise.reject(Object.assign(new Error('no'), { code, routine }))
  expect(await kind.verify(urlOf('shop_a', 'x'), context({ sql }))).toMatchObject(verdict)
})

test('what a leaked key could reach is asked of the server', async () => {
  const url = urlOf('outsider', 'outsider-canary')
  expect(await kind.inspect(url, context())).toMatchObject({
    access: 'read',
    principal: 'outsider',
    account: `127.0.0.1:${server.port}/postgres`,
    canMintKeys: 'no',
    readsPersonalData: 'unknown',
  })
  await admin.query('grant select on customers to outsider; grant insert on prices to outsider')
  expect(await kind.inspect(url, context())).toMatchObject({ access: 'write', readsPersonalData: 'yes' })
  expect(await kind.inspect(server.adminUrl, context())).toMatchObject({ access: 'admin', canMintKeys: 'yes' })
})

test('only the twins are ever found or touched', async () => {
  expect(await kind.locate(urlOf('outsider', 'outsider-canary'), context())).toEqual({ match: 'none' })
  const settings = { userA: 'shop_a', userB: 'gone' }
  expect(await kind.locate(urlOf('gone', 'x'), context({ settings }))).toEqual({ match: 'none' })
  for (const act of [
    () => kind.revoke({ id: 'outsider' }, context()),
    () => kind.setEnabled({ id: 'outsider' }, false, context()),
    () => kind.endSessions({ id: 'outsider' }, context()),
    () => kind.revoke({ id: 'rekey_admin' }, context({ settings: { userA: 'rekey_admin', userB: 'shop_b' } })),
  ]) {
    await expect(act()).rejects.toMatchObject({ code: 'PROVIDER_KEY_UNSUITABLE' })
  }
  expect(await kind.verify(urlOf('outsider', 'outsider-canary'), context())).toEqual({ state: 'live' })
  // A role that is gone needs no revocation, but cannot be switched on again.
  await kind.revoke({ id: 'gone' }, context({ settings }))
  await kind.setEnabled({ id: 'gone' }, false, context({ settings }))
  await expect(kind.setEnabled({ id: 'gone' }, true, context({ settings }))).rejects.toMatchObject({
    code: 'PROVIDER_REFUSED',
  })
})

test('role names are quoted, whatever they hold', async () => {
  const names = [`odd"; drop role shop_owner; --`, `it's 100%s "B"`]
  for (const name of names) await admin.query(`create role ${pg.escapeIdentifier(name)} login password 'odd-canary'`)
  const [userA, userB] = names as [string, string]
  const ctx = context({ settings: { userA, userB } })
  const current = urlOf(encodeURIComponent(userA), 'odd-canary')
  const prepared = await kind.prepare(current, ctx)
  const issued = await kind.create(prepared, { key: current, handle: { id: userA }, keepOldMs: 0 }, ctx)
  expect(issued.handle.id).toBe(userB)
  expect(await kind.verify(issued.key, ctx)).toEqual({ state: 'live' })
  await kind.setEnabled({ id: userA }, false, ctx)
  await kind.revoke({ id: userA }, ctx)
  expect(await kind.verify(current, ctx)).toMatchObject({ state: 'dead' })
})

test('prepare refuses what would break somebody, before any effect', async () => {
  const current = urlOf('outsider', 'outsider-canary')
  const refusal = (settings: Record<string, string>, url = current): Promise<unknown> =>
    kind.prepare(url, context({ settings })).then(
      () => 'prepared',
      (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
    )
  expect(await refusal({ userA: 'outsider' })).toContain('PROVIDER_SETTING_MISSING')
  expect(await refusal({ userA: 'outsider', userB: 'outsider' })).toContain('PROVIDER_SETTING_MISSING')
  expect(await refusal({ userA: 'shop_a', userB: 'shop_b' })).toContain('neither shop_a nor shop_b')
  expect(await refusal({ userA: 'outsider', userB: 'gone' })).toContain('gone does not exist')
  expect(await refusal({ userA: 'outsider', userB: 'shop_b' })).toContain('not a member of the same roles')
  const twice = new Sensitive(`${current.reveal()}?user=shop_a`)
  expect(await refusal({ userA: 'outsider', userB: 'lonely' }, twice)).toContain('a second time')
  expect(await refusal({ userA: 'outsider', userB: 'lonely' }, new Sensitive('canary-text'))).toContain(
    'not a PostgreSQL URL',
  )

  await admin.query('alter role lonely connection limit -1')
  const busy = await openSession(urlOf('lonely', 'lonely-canary'), 'somebody')
  expect(await refusal({ userA: 'outsider', userB: 'lonely' })).toContain('lonely is in use (1 sessions)')
  await busy.end()

  const elsewhere: Prepared = { material: urlOf('shop_b', 'x', 'elsewhere.example:5432/postgres'), facts: {} }
  const old = { key: urlOf('shop_a', 'x'), handle: { id: 'shop_a' }, keepOldMs: 0 }
  await expect(kind.create(elsewhere, old, context())).rejects.toMatchObject({ code: 'PROVIDER_KEY_UNSUITABLE' })
})

test('no error carries a password, of the key or of the administrator', async () => {
  const key = urlOf('shop_a', 'key-canary-4711')
  const canary = 'admin-canary-4711'
  const dead = new Sensitive(`postgres://shop_a:${canary}@127.0.0.1:1/postgres`)
  const wrong = urlOf('outsider', 'admin-canary-4711')
  const weak = urlOf('outsider', 'outsider-canary')
  const broken = new Sensitive('postgres://admin:admin-canary-4711@:bad port:/x')
  const prepared: Prepared = { material: urlOf('shop_b', 'new-canary-4711'), facts: {} }
  const handle = { id: 'shop_a' }
  let refusals = 0
  for (const adminUrl of [dead, wrong, weak, broken]) {
    const ctx = context({ admin: adminUrl })
    const acts = [
      () => kind.prepare(key, ctx),
      () => kind.create(prepared, { key, handle, keepOldMs: 0 }, ctx),
      () => kind.setEnabled(handle, false, ctx),
      () => kind.revoke(handle, ctx),
      () => kind.discard(prepared, undefined, ctx),
      () => kind.locate(broken, ctx),
      () => kind.inspect(key, ctx),
      () => kind.inspect(broken, ctx),
    ]
    for (const act of acts) {
      const error = await act().catch((thrown: unknown) => thrown)
      if (!(error instanceof Error)) continue
      refusals++
      expect(error.name).toBe('RekeyError')
      expect(shown(error)).not.toMatch(/canary/)
    }
  }
  expect(refusals).toBeGreaterThan(25)
  const { admin: _none, ...without } = context()
  await expect(kind.revoke(handle, without)).rejects.toMatchObject({ code: 'PROVIDER_ADMIN_MISSING' })
})

// ---------- detection ----------

const engine = createEngine(
  kind.detect.map(({ rule, examples: _e, lookalikes: _l, ...rest }) => ({
    ...rest,
    id: rule,
    provider: 'postgres',
    kind: 'database-url',
  })),
)
const find = (text: string) => engine.match(Buffer.from(text, 'latin1'))
const random = ['q7Rk2mZx', 'Tn4Lw9Bd', 'Yc5Vf3Hs'].join('')

test('the password of a URL is what leaks', () => {
  const text = `DATABASE_URL="postgresql://shop:${random}@db.prod.acme.net:5432/shop?sslmode=require"`
  expect(find(text)).toMatchObject([{ rule: 'postgres-url', secret: random, score: 85 }])
  expect(passwordOf(new Sensitive(text.slice(14, -1)))).toBe(random)
  const encoded = kind.leakParts(urlOf('a', 'p%40ss', 'h/d')).map((part) => part.reveal())
  expect(encoded).toEqual(['p%40ss', 'p@ss'])
})

test('development databases and sample passwords score low, variables and URLs without password are none', () => {
  const score = (text: string): number | undefined => find(text)[0]?.score
  expect(score(`postgres://shop:${random}@localhost:5432/shop`)).toBeLessThan(50)
  const word = 'postgres'
  expect(score(`postgres://${word}:${word}@db.prod.acme.net/shop`)).toBeLessThan(50)
  expect(score(`postgres://shop:${random}@db.prod.acme.net/shop`)).toBeGreaterThan(70)
  for (const lookalike of kind.detect[0]?.lookalikes ?? ['missing']) expect(find(lookalike)).toEqual([])
})

test('the pattern takes linear time on hostile input', () => {
  for (const hostile of [
    'postgres://'.repeat(20_000),
    `postgres://${'a:'.repeat(50_000)}`,
    `postgres://a:${'b'.repeat(200_000)}`,
  ]) {
    const start = performance.now()
    find(hostile)
    expect(performance.now() - start).toBeLessThan(1_500)
  }
})
