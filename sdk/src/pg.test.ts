import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startContractServer, until, type ContractServer } from '../test/contract-server.ts'
import { startPostgres, type TestPostgres } from '../test/postgres.ts'
import { createClient, type Client } from './index.ts'
import { createPool, type Pool, type PoolOptions } from './pg.ts'

const NAME = 'shop/production/DATABASE_URL'
let postgres: TestPostgres
let server: ContractServer
const cleanups: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  postgres = await startPostgres()
  await postgres.sql(`
    create role shop nologin;
    create role shop_a login password 'one' in role shop;
    create role shop_b login password 'two' in role shop;
    create table orders (id bigint generated always as identity primary key, service text not null);
    create table pace (seconds int);
    insert into pace values (30);
    grant select, insert on orders, pace to shop`)
}, 60_000)

afterAll(() => postgres?.stop())

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
  await postgres.sql('alter role shop_a login; truncate orders')
})

async function setUp(options: Partial<PoolOptions> = {}): Promise<{ client: Client; pool: Pool }> {
  server = await startContractServer()
  server.set(NAME, postgres.url('shop_a', 'one'))
  const client = createClient({ url: server.url, token: server.token, consumer: 'checkout', heartbeatMs: 60_000 })
  const pool = createPool(client, NAME, { pg, max: 4, ...options })
  const { stop } = server
  cleanups.push(stop, client.close, pool.end)
  return { client, pool }
}

async function sessionsOf(user: string): Promise<number> {
  const { rows } = await postgres.sql('select count(*)::int as n from pg_stat_activity where usename = $1', [user])
  return (rows[0] as { n: number }).n
}

async function isSleeping(user: string): Promise<boolean> {
  const { rows } = await postgres.sql(`select 1 from pg_stat_activity where usename = $1 and wait_event = 'PgSleep'`, [
    user,
  ])
  return rows.length === 1
}

test('under load, a dual-user rotation fails no query and ends the old sessions', async () => {
  const { client, pool } = await setUp()
  await pool.query('select 1')
  await until('a live stream', () => client.state(NAME).live)

  const running = new AbortController()
  let done = 0
  const failures: unknown[] = []
  // Twelve callers on four connections: some always wait for a connection when the pools are swapped.
  const callers = Array.from({ length: 12 }, async () => {
    while (!running.signal.aborted) {
      await pool.query('insert into orders (service) values ($1)', ['checkout']).then(
        () => (done += 1),
        (error: unknown) => failures.push(error),
      )
    }
  })
  await until('some traffic', () => done > 200)
  server.set(NAME, postgres.url('shop_b', 'two'))
  await until('no session of the old user', async () => (await sessionsOf('shop_a')) === 0, 2_000)
  const atMove = done
  await postgres.sql('alter role shop_a nologin')
  await until('more traffic', () => done > atMove + 200)
  running.abort()
  await Promise.all(callers)

  expect(failures).toEqual([])
  expect(pool.version).toBe(2)
  const { rows } = await postgres.sql('select count(*)::int as n from orders')
  expect(rows).toEqual([{ n: done }])

  // Each query is one use of its version; two more than the inserts: the first select and the probe.
  await client.flush()
  const uses = server.uses.flatMap((report) => report.secrets).reduce((sum, row) => sum + row.uses, 0)
  expect(uses).toBe(done + 2)
  expect(server.uses.at(-1)?.secrets).toMatchObject([{ version: 2 }])
}, 20_000)

test('a checked-out connection finishes on the old version, which stays reported until then', async () => {
  const { client, pool } = await setUp()
  const connection = await pool.connect()
  await connection.query('begin')
  await until('a live stream', () => client.state(NAME).live)
  server.set(NAME, postgres.url('shop_b', 'two'))
  await until('the new version', () => pool.version === 2)
  const users = await Promise.all([
    connection.query('select current_user as u'),
    pool.query('select current_user as u'),
  ])
  expect(users.map((user) => user.rows[0]?.['u'])).toEqual(['shop_a', 'shop_b'])
  await client.flush()
  expect(server.uses.at(-1)?.secrets.map((row) => row.version)).toEqual([2, 1])

  await connection.query('commit')
  connection.release()
  await until('no old session', async () => (await sessionsOf('shop_a')) === 0)
  await until('a report without it', () => server.uses.at(-1)?.secrets.at(-1)?.version === 2)
})

test('a refused login fetches the new version and repeats, though nobody announced it', async () => {
  const { pool } = await setUp()
  server.streaming = 'off'
  await postgres.sql('alter role shop_a nologin')
  server.setQuietly(NAME, postgres.url('shop_b', 'two'))
  const users = await Promise.all(Array.from({ length: 8 }, () => pool.query('select current_user as u')))
  expect(new Set(users.map((user) => user.rows[0]?.['u']))).toEqual(new Set(['shop_b']))
})

test('a session ended by the administrator costs no query', async () => {
  const { pool } = await setUp()
  server.streaming = 'off'
  const slow = pool.query('select pg_sleep(seconds), current_user as u from pace')
  await until('the query', () => isSleeping('shop_a'))
  server.setQuietly(NAME, postgres.url('shop_b', 'two'))
  await postgres.sql(`alter role shop_a nologin`)
  await postgres.sql('update pace set seconds = 0')
  await postgres.sql(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'shop_a'`)
  expect((await slow).rows[0]).toMatchObject({ u: 'shop_b' })
})

test('a text of several statements is not sent twice', async () => {
  const { pool } = await setUp()
  const slow = pool.query(`insert into orders (service) values ('x'); commit; select pg_sleep(30)`)
  const outcome = slow.then(
    () => 'served',
    (error: { code: string }) => error.code,
  )
  await until('the query', () => isSleeping('shop_a'))
  await postgres.sql(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'shop_a'`)
  expect(await outcome).toBe('57P01')
})

test('a password that is refused is not tried again and again', async () => {
  const { pool } = await setUp()
  server.set(NAME, postgres.url('shop_a', 'wrong'))
  await expect(pool.query('select 1')).rejects.toMatchObject({ code: '28P01' })
  await expect(pool.query('select 1')).rejects.toMatchObject({ code: 'CREDENTIAL_REFUSED' })
  server.set(NAME, postgres.url('shop_b', 'two'))
  await until('the right one', () =>
    pool.query('select 1').then(
      () => true,
      () => false,
    ),
  )
})

test('a new version that does not work leaves the old one serving', async () => {
  const errors: unknown[] = []
  const { client, pool } = await setUp({ onError: (error) => errors.push(error) })
  await pool.query('select 1')
  await until('a live stream', () => client.state(NAME).live)
  server.set(NAME, postgres.url('shop_b', 'wrong'))
  await until('the refused probe', () => errors.length > 0)
  expect(pool.version).toBe(1)
  await pool.query('select 1')
  server.set(NAME, postgres.url('shop_b', 'two'))
  await until('version 3', () => pool.version === 3)
})

test("an ordinary SQL error is the caller's", async () => {
  const { pool } = await setUp()
  await expect(pool.query('select * from nowhere')).rejects.toMatchObject({ code: '42P01' })
  expect(server.reads).toHaveLength(1)
})
