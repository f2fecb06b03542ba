/**
 * Clients of Vault that nobody here wrote, against a real server and a real PostgreSQL: hvac, node-vault, and the
 * requests that the command line of Vault makes. Then the server is killed between the steps of a temporary role.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import nodeVault from 'node-vault'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sleep } from '../../../src/base/clock.ts'
import { startPostgres, type PostgresServer } from '../../../src/drill/postgres-server.ts'
import { KILL_MARK, startServerChild, type ServerChild } from '../../../src/drill/server-child.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const PROGRAM = join(ROOT, 'dist/main.js')
const POINTS = [
  'vault.key-intended',
  'vault.key-made',
  'vault.key-gone',
  'vault.static-intended',
  'vault.static-set',
  'vault.root-intended',
  'vault.root-set',
]

let folder: string
let home: string
let postgres: PostgresServer
let server: ServerChild
let token: string
let admin: pg.Client

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekey-vault-'))
  spawnSync('chmod', ['755', folder])
  home = join(folder, 'home')
  mkdirSync(home)
  const port = await freePort()
  const spec = {
    program: PROGRAM,
    home,
    port,
    logFile: join(folder, 'server.log'),
    killAt: POINTS.join(','),
    flags: [],
  }
  // All points count as used up until a test arms one.
  arm()
  ;[postgres, server] = await Promise.all([
    startPostgres({ dir: join(folder, 'pg'), durable: false }),
    startServerChild(spec),
  ])
  token = cli('vault', 'token', '--policy', 'root')
  admin = new pg.Client({ connectionString: postgres.adminUrl.reveal() })
  await admin.connect()
})
afterAll(async () => {
  await admin?.end()
  await server?.stop()
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready))
  const { port } = probe.address() as { port: number }
  await new Promise((closed) => probe.close(closed))
  return port
}

function arm(...points: string[]): void {
  writeMark(POINTS.filter((point) => !points.includes(point)))
}
function writeMark(lines: readonly string[]): void {
  spawnSync('tee', [join(home, KILL_MARK)], { input: `${lines.join('\n')}\n` })
}
const died = (point: string): boolean => readFileSync(join(home, KILL_MARK), 'utf8').split('\n').includes(point)

function cli(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: home, REKEY_HOME: home },
  })
  expect(stderr + String(status)).toBe('0')
  return stdout.trim()
}

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
}
async function ask(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${server.url}/v1/${path}`, {
    method,
    headers: { 'x-vault-token': token, 'x-vault-request': 'true' },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} }
}
/** A server that was killed comes again: until then nobody answers. */
async function askUntilUp(method: string, path: string, body?: object): Promise<Answer> {
  for (;;) {
    try {
      return await ask(method, path, body)
    } catch {
      await sleep(100)
    }
  }
}
async function until(what: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (await what()) return
    await sleep(100)
  }
  throw new Error('it did not happen within 30 seconds')
}
const roles = async (): Promise<string[]> =>
  (await admin.query<{ rolname: string }>(`select rolname from pg_roles where rolname like 'v-%'`)).rows.map(
    ({ rolname }) => rolname,
  )
async function logsIn(user: string, password: string): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port: postgres.port, user, password, database: 'postgres' })
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

test('programs with hvac run unchanged', () => {
  const bin = spawnSync(process.execPath, [join(ROOT, 'scripts/setup-python.mjs')], { encoding: 'utf8' }).stdout.trim()
  const { stdout, stderr } = spawnSync(join(bin, 'python'), [join(import.meta.dirname, 'program.py')], {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'] ?? '',
      VAULT_ADDR: server.url,
      VAULT_TOKEN: token,
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONWARNINGS: 'ignore',
    },
  })
  expect(stdout, stderr).toBe('done\n')
})

test('programs with node-vault run unchanged', async () => {
  const vault = nodeVault({ endpoint: server.url, token })
  expect(await vault.status()).toMatchObject({ sealed: false, initialized: true })
  expect(await vault.initialized()).toEqual({ initialized: true })
  await vault.write('secret/data/node/app', { data: { user: 'ada' } })
  expect((await vault.read('secret/data/node/app')) as object).toMatchObject({ data: { data: { user: 'ada' } } })
  expect((await vault.list('secret/metadata/node')) as object).toMatchObject({ data: { keys: ['app'] } })
  await vault.addPolicy({ name: 'node', rules: 'path "secret/data/node/*" { capabilities = ["read"] }' })
  const { auth } = (await nodeVault({ endpoint: server.url, token }).tokenCreate({
    policies: ['node'],
    ttl: '5m',
  })) as { auth: { client_token: string } }
  // This client goes on with the token that it has made.
  const reader = nodeVault({ endpoint: server.url, token: auth.client_token })
  expect(await reader.tokenLookupSelf()).toMatchObject({ data: { policies: ['default', 'node'] } })
  await expect(reader.write('secret/data/node/app', { data: {} })).rejects.toThrow('permission denied')
  await vault.delete('secret/metadata/node/app')
  expect(Object.keys(((await vault.mounts()) as { data: object }).data)).toContain('secret/')
})

test('what the command line of Vault asks: the preflight, then the entry, one connection each', async () => {
  expect((await ask('GET', 'sys/internal/ui/mounts/secret/cli/app')).body).toMatchObject({
    data: { path: 'secret/', options: { version: '2' } },
  })
  expect((await ask('PUT', 'secret/data/cli/app', { data: { k: 'v' }, options: {} })).body).toMatchObject({
    data: { version: 1 },
  })
  expect((await ask('GET', 'secret/data/cli/app')).body).toMatchObject({ data: { data: { k: 'v' } } })
  expect((await ask('GET', 'secret/metadata/cli?list=true')).body).toMatchObject({ data: { keys: ['app'] } })
  expect((await ask('DELETE', 'secret/data/cli/app')).status).toBe(204)
  expect((await ask('GET', 'auth/token/lookup-self')).body).toMatchObject({ data: { policies: ['root'] } })
})

test('a temporary role: made, used, renewed, revoked with its session and what it owns', async () => {
  const url = new URL(postgres.adminUrl.reveal())
  const body = {
    plugin_name: 'postgresql-database-plugin',
    connection_url: `postgresql://{{username}}:{{password}}@127.0.0.1:${postgres.port}/postgres`,
    allowed_roles: '*',
    username: 'vault_admin',
    password: url.password,
  }
  await admin.query(`create role vault_admin superuser login password '${url.password}'`)
  expect((await ask('POST', 'sys/mounts/database', { type: 'database' })).status).toBe(204)
  const wrong = await ask('POST', 'database/config/main', { ...body, password: 'not-it' })
  expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([400, expect.not.stringContaining('not-it')])
  expect((await ask('POST', 'database/config/main', body)).status).toBe(204)
  expect(JSON.stringify((await ask('GET', 'database/config/main')).body)).not.toContain(url.password)
  const creation = `create role "{{name}}" with login password '{{password}}' valid until '{{expiration}}'; grant create on schema public to "{{name}}"`
  await ask('POST', 'database/roles/app', {
    db_name: 'main',
    creation_statements: [creation],
    default_ttl: '1h',
    max_ttl: '2h',
  })
  const made = (await ask('GET', 'database/creds/app')).body as {
    lease_id: string
    lease_duration: number
    data: { username: string; password: string }
  }
  expect(made).toMatchObject({
    lease_duration: 3600,
    renewable: true,
    lease_id: expect.stringMatching(/^database\/creds\/app\//),
  })
  const session = new pg.Client({
    host: '127.0.0.1',
    port: postgres.port,
    user: made.data.username,
    password: made.data.password,
    database: 'postgres',
  })
  session.on('error', () => {})
  await session.connect()
  await session.query('create table public.kept (x int)')
  expect((await ask('PUT', 'sys/leases/renew', { lease_id: made.lease_id, increment: 5400 })).body).toMatchObject({
    lease_duration: 5400,
  })
  expect((await ask('PUT', 'sys/leases/lookup', { lease_id: made.lease_id })).body).toMatchObject({
    data: { renewable: true },
  })
  expect((await ask('PUT', 'sys/leases/revoke', { lease_id: made.lease_id, sync: true })).status).toBe(204)
  expect(await roles()).toEqual([])
  await expect(session.query('select 1')).rejects.toThrow()
  // Its data is not lost with it.
  expect((await admin.query(`select tableowner from pg_tables where tablename = 'kept'`)).rows).toEqual([
    { tableowner: 'vault_admin' },
  ])
})

test('hostile names do nothing but fail; a role that the server refuses leaves no lease behind', async () => {
  await ask('POST', 'database/roles/broken', {
    db_name: 'main',
    creation_statements: ['create role "{{name}}" with nonsense \'{{password}}\''],
  })
  const broken = await ask('GET', 'database/creds/broken')
  expect(broken.status).toBe(500)
  await until(
    async () => ((await ask('GET', 'sys/leases/count')).body['data'] as { lease_count: number }).lease_count === 0,
  )
  const name = `bobby"; drop table kept; --'`
  await admin.query(`create role ${admin.escapeIdentifier(name)} login`)
  expect(
    (await ask('POST', 'database/static-roles/bobby', { db_name: 'main', username: name, rotation_period: '1h' }))
      .status,
  ).toBe(204)
  const { password } = (await ask('GET', 'database/static-creds/bobby')).body['data'] as { password: string }
  expect(await logsIn(name, password)).toBe(true)
  expect((await admin.query(`select count(*)::int as n from pg_tables where tablename = 'kept'`)).rows).toEqual([
    { n: 1 },
  ])
  const again = await ask('POST', 'database/static-roles/second', {
    db_name: 'main',
    username: name,
    rotation_period: '1h',
  })
  expect(again.status).toBe(400)
})

test('killed before and after the role is made: no role stays without a lease', async () => {
  for (const point of ['vault.key-intended', 'vault.key-made']) {
    arm(point)
    await expect(ask('GET', 'database/creds/app')).rejects.toThrow()
    expect(died(point)).toBe(true)
    await askUntilUp('GET', 'sys/health')
    await until(async () => (await roles()).length === 0)
    await until(
      async () => ((await ask('GET', 'sys/leases/count')).body['data'] as { lease_count: number }).lease_count === 0,
    )
  }
})

test('killed after the role is gone: its lease is closed by the next start', async () => {
  const made = (await ask('GET', 'database/creds/app')).body as { lease_id: string }
  arm('vault.key-gone')
  await ask('PUT', 'sys/leases/revoke', { lease_id: made.lease_id }).catch(() => {})
  await until(async () => died('vault.key-gone'))
  await askUntilUp('GET', 'sys/health')
  await until(async () => (await askUntilUp('PUT', 'sys/leases/lookup', { lease_id: made.lease_id })).status === 400)
  expect(await roles()).toEqual([])
})

test('killed while a password changes: what is served afterwards logs in', async () => {
  await admin.query('create role reporter login')
  expect(
    (
      await ask('POST', 'database/static-roles/reporter', {
        db_name: 'main',
        username: 'reporter',
        rotation_period: '1h',
      })
    ).status,
  ).toBe(204)
  for (const point of ['vault.static-intended', 'vault.static-set']) {
    arm(point)
    await expect(ask('POST', 'database/rotate-role/reporter')).rejects.toThrow()
    expect(died(point)).toBe(true)
    const { data } = (await askUntilUp('GET', 'database/static-creds/reporter')).body as { data: { password: string } }
    expect(await logsIn('reporter', data.password)).toBe(true)
  }
  for (const point of ['vault.root-intended', 'vault.root-set']) {
    arm(point)
    await expect(ask('POST', 'database/rotate-root/main')).rejects.toThrow()
    await askUntilUp('GET', 'sys/health')
    // Whichever password is in force, the connection still works.
    expect((await askUntilUp('POST', 'database/rotate-role/reporter')).status).toBe(204)
  }
  expect((await ask('POST', 'database/rotate-root/main')).status).toBe(204)
  expect((await ask('GET', 'database/creds/app')).status).toBe(200)
})

test('all leases of a token end with it, and a mount with leases is not taken away under them', async () => {
  expect((await ask('DELETE', 'sys/mounts/database')).status).toBe(400)
  await until(async () => (await roles()).length === 0)
  await ask('PUT', 'sys/policies/acl/db', { policy: 'path "database/creds/app" { capabilities = ["read"] }' })
  const { auth } = (await ask('POST', 'auth/token/create', { policies: ['db'] })).body as {
    auth: { client_token: string }
  }
  const own = await fetch(`${server.url}/v1/database/creds/app`, {
    headers: { authorization: `Bearer ${auth.client_token}` },
  })
  expect(own.status).toBe(200)
  expect(await roles()).toHaveLength(1)
  await ask('POST', 'auth/token/revoke', { token: auth.client_token })
  await until(async () => (await roles()).length === 0)
  await until(async () => (await ask('DELETE', 'sys/mounts/database')).status === 204)
})
