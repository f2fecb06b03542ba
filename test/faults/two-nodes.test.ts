/**
 * The same server on a real PostgreSQL, as two nodes: what one writes the other reads at once, a broken connection
 * ends neither, and a rotation whose node is killed is finished by the other one.
 */
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../../src/drill/postgres-server.ts'
import { createShopDatabase, isLoginRefused } from '../../src/drill/shop-database.ts'
import { Sensitive } from '../../src/base/sensitive.ts'
import { openHouse, type House, type Up } from './program.ts'

const ROOT_KEY = randomBytes(32).toString('base64')
const SHORT_WAITS = ['--rotation-quiet', '300ms', '--rotation-observe', '1s', '--rotation-soak', '500ms']
const DATABASE_SECRET = 'shop/production/DATABASE_URL'

let folder: string
let postgres: PostgresServer
let database: string
let client: pg.Client
let houses: { readonly a: House; readonly b: House }
let b: Up

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rekey-nodes-'))
  // As root PostgreSQL runs as nobody, who must be able to pass through.
  await chmod(folder, 0o711)
  postgres = await startPostgres({ dir: join(folder, 'pg'), durable: false })
  const admin = new pg.Client({ connectionString: postgres.adminUrl.reveal() })
  await admin.connect()
  await admin.query('create database rekey')
  await admin.end()
  database = postgres.adminUrl.reveal().replace(/\/postgres$/, '/rekey')
  client = new pg.Client({ connectionString: database })
  await client.connect()
  houses = { a: await openHouse(), b: await openHouse() }
}, 60_000)

afterAll(async () => {
  await houses.a.close()
  await houses.b.close()
  await client.end()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}, 60_000)

const shared = (more: Record<string, string> = {}): Record<string, string> => ({
  DATABASE_URL: database,
  REKEY_ROOT_KEY: ROOT_KEY,
  ...more,
})

async function one<T>(text: string): Promise<T> {
  return (await client.query(text)).rows[0] as T
}

test('two nodes that start at the same moment on a new database become one house', async () => {
  const [first, second] = await Promise.all([houses.a.up(SHORT_WAITS, shared()), houses.b.up(SHORT_WAITS, shared())])
  b = second
  expect(await one('select count(*)::int from keyring where purpose = $$data$$')).toEqual({ count: 1 })
  await houses.a.set('shop/production/A', 'canary-of-a')
  expect(await houses.b.get('shop/production/A')).toBe('canary-of-a')
  await houses.b.set('shop/production/A', 'canary-of-b')
  expect(await houses.a.get('shop/production/A')).toBe('canary-of-b')
  expect((await houses.a.run(['journal', 'verify'])).stdout).toContain('The journal is whole')
  expect(await first.stop()).toBe(0)
  expect(await houses.b.get('shop/production/A')).toBe('canary-of-b')
}, 60_000)

test('a third one with another root key, or none, is refused and changes no row', async () => {
  const rows = 'select (select count(*) from journal)::int as journal, (select count(*) from keyring)::int as keys'
  const before = await one(rows)
  const other = { DATABASE_URL: database, REKEY_ROOT_KEY: randomBytes(32).toString('base64') }
  expect(await houses.a.refuse(['up', '--port', '0'], { env: other })).toContain('[ROOT_KEY_WRONG]')
  expect(await houses.a.refuse(['up', '--port', '0'], { env: { DATABASE_URL: database } })).toContain(
    '[ROOT_KEY_MISSING]',
  )
  expect(await one(rows)).toEqual(before)
}, 30_000)

test('when PostgreSQL ends all sessions the node lives on, and goes on by itself', async () => {
  const ask = async (): Promise<number> => (await houses.b.ask(b, 'GET', '/api/values/shop/production/A')).status
  const end = `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'rekey' and pid <> pg_backend_pid()`
  for (let round = 0; round < 5; round++) {
    const asked = Array.from({ length: 20 }, ask)
    await client.query(end)
    for (const status of await Promise.all(asked)) expect([200, 503]).toContain(status)
  }
  // In the middle of a transaction as well: nothing is revealed before its entry, which waits for this lock.
  await client.query('begin')
  await client.query('lock table journal_head in exclusive mode')
  const asked = ask()
  while (!(await one<{ waits: boolean }>(`select exists (select from pg_locks where not granted) as waits`)).waits);
  await client.query(end)
  await client.query('rollback')
  expect(await asked).toBe(503)
  // A connection of the pool whose end was not heard of yet costs one more answer.
  await expect.poll(ask, { timeout: 10_000 }).toBe(200)
  expect((await houses.b.run(['journal', 'verify'])).code).toBe(0)
  expect(b.child.exitCode).toBe(null)
}, 60_000)

test('a rotation whose node is killed is finished by the other one, when the lease has run out', async () => {
  const shop = await createShopDatabase(postgres.adminUrl, 'create table orders (id serial primary key)')
  const mark = join(houses.a.home, 'killed')
  const a = await houses.a.up(SHORT_WAITS, shared({ REKEY_KILL_AT: 'postgres/create:after', REKEY_KILL_MARK: mark }))
  const store = (name: string, value: Sensitive, more: object = {}): Promise<Response> =>
    houses.a.ask(a, 'PUT', `/api/values/${name}`, { value: value.reveal(), ...more })
  expect((await store('shop/admin/POSTGRES', shop.adminUrl)).status).toBe(200)
  const rotation = { admin: 'shop/admin/POSTGRES', settings: { userA: shop.userA, userB: shop.userB } }
  const kind = { provider: 'postgres', kind: 'database-url', rotation }
  expect((await store(DATABASE_SECRET, shop.url, kind)).status).toBe(200)

  // The other node sleeps until the first one is dead, so that it is this one that has the job.
  b.child.kill('SIGSTOP')
  const asked = houses.a.ask(a, 'POST', '/api/rotations', { secret: DATABASE_SECRET })
  expect(await a.stop('SIGCONT')).toBe('SIGKILL')
  await asked.catch(() => {})
  const held = await one<{ id: string; owner: string; fence: number; lease_until: Date; step: string }>(
    'select id, owner, fence::int, lease_until, step from rotations',
  )
  expect(held).toMatchObject({ step: 'create', owner: expect.stringContaining(`:${a.child.pid}:`) })
  b.child.kill('SIGCONT')

  const status = async (): Promise<{ status: string; fence: number }> => one('select status, fence::int from rotations')
  while ((await status()).status === 'running') await new Promise((resolve) => setTimeout(resolve, 100))
  expect((await status()).status).toBe('done')
  expect((await status()).fence).toBeGreaterThan(held.fence)
  const { at } = await one<{ at: Date }>(
    `select min(at) as at from journal where subject = '${held.id}' and action = 'rotation.step-done' and detail->>'step' = 'create'`,
  )
  expect(at.getTime()).toBeGreaterThanOrEqual(held.lease_until.getTime())
  const fresh = new Sensitive(await houses.b.get(DATABASE_SECRET))
  expect(await isLoginRefused(shop.url)).toBe(true)
  expect(await isLoginRefused(fresh)).toBe(false)
  expect((await houses.b.run(['journal', 'verify'])).code).toBe(0)
  await shop.drop()
}, 90_000)
