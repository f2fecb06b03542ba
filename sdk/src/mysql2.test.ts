import mysql from 'mysql2/promise'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startContractServer, until, type ContractServer } from '../test/contract-server.ts'
import { startMariadb, type TestMariadb } from '../test/mariadb.ts'
import { createClient, type Client } from './index.ts'
import { createPool, type MysqlPoolOptions, type Pool } from './mysql2.ts'

const NAME = 'shop/production/DATABASE_URL'
let mariadb: TestMariadb
let server: ContractServer
const cleanups: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  mariadb = await startMariadb()
  await mariadb.sql('create database shop')
  await mariadb.sql('create table shop.orders (id int auto_increment primary key, service varchar(40))')
  for (const [user, password] of [
    ['shop_a', 'one'],
    ['shop_b', 'two'],
  ]) {
    await mariadb.sql(`create user ${user}@'%' identified by '${password}'`)
    await mariadb.sql(`grant select, insert on shop.* to ${user}@'%'`)
  }
}, 60_000)

afterAll(() => mariadb?.stop())

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
  await mariadb.sql("alter user shop_a@'%' account unlock")
  await mariadb.sql('truncate shop.orders')
})

async function setUp(options: Partial<MysqlPoolOptions> = {}): Promise<{ client: Client; pool: Pool }> {
  server = await startContractServer()
  server.set(NAME, mariadb.url('shop_a', 'one'))
  const client = createClient({ url: server.url, token: server.token, consumer: 'checkout', heartbeatMs: 60_000 })
  const pool = createPool(client, NAME, { mysql, connectionLimit: 4, ...options })
  const { stop } = server
  cleanups.push(stop, client.close, pool.end)
  return { client, pool }
}

async function userOf(query: Promise<[Record<string, unknown>[], unknown]>): Promise<string> {
  const [rows] = await query
  return String(rows[0]?.['u']).replace(/@.*/, '')
}

const sessionsOf = async (user: string): Promise<number> =>
  (await mariadb.sql('select id from information_schema.processlist where user = ?', [user])).length

test('under load, a dual-user rotation fails no statement and ends the old sessions', async () => {
  const { client, pool } = await setUp()
  await pool.query('select 1')
  await until('a live stream', () => client.state(NAME).live)

  const running = new AbortController()
  let done = 0
  const failures: unknown[] = []
  const callers = Array.from({ length: 12 }, async () => {
    while (!running.signal.aborted) {
      await pool.execute('insert into orders (service) values (?)', ['checkout']).then(
        () => (done += 1),
        (error: unknown) => failures.push(error),
      )
    }
  })
  await until('some traffic', () => done > 200)
  server.set(NAME, mariadb.url('shop_b', 'two'))
  await until('no session of the old user', async () => (await sessionsOf('shop_a')) === 0, 5_000)
  const atMove = done
  await mariadb.sql("alter user shop_a@'%' account lock")
  await until('more traffic', () => done > atMove + 200)
  running.abort()
  await Promise.all(callers)

  expect(failures).toEqual([])
  expect(pool.version).toBe(2)
  expect(await mariadb.sql('select count(*) as n from shop.orders')).toEqual([{ n: done }])
  await client.flush()
  const uses = server.uses.flatMap((report) => report.secrets).reduce((sum, row) => sum + row.uses, 0)
  // Two more than the inserts: the first select and the probe.
  expect(uses).toBe(done + 2)
}, 20_000)

test('a checked-out connection finishes on the old version', async () => {
  const { client, pool } = await setUp()
  const connection = await pool.getConnection()
  await connection.query('start transaction')
  await until('a live stream', () => client.state(NAME).live)
  server.set(NAME, mariadb.url('shop_b', 'two'))
  await until('the new version', () => pool.version === 2)
  expect(await userOf(connection.query('select user() as u') as Promise<[Record<string, unknown>[], unknown]>)).toBe(
    'shop_a',
  )
  expect(await userOf(pool.query('select user() as u'))).toBe('shop_b')
  await connection.query('commit')
  connection.release()
  await until('no old session', async () => (await sessionsOf('shop_a')) === 0)
})

test('a refused login fetches the new version and repeats, though nobody announced it', async () => {
  const { pool } = await setUp()
  server.streaming = 'off'
  await mariadb.sql("alter user shop_a@'%' account lock")
  server.setQuietly(NAME, mariadb.url('shop_b', 'two'))
  const users = await Promise.all(Array.from({ length: 8 }, () => userOf(pool.query('select user() as u'))))
  expect(new Set(users)).toEqual(new Set(['shop_b']))
})

test('a read whose session was killed is sent again, a write is not', async () => {
  const { pool } = await setUp()
  const outcomes = Promise.all([
    pool.query('select sleep(1) as slept'),
    pool.query("insert into orders (service) select concat('x', sleep(5))").then(
      () => 'done',
      () => 'refused',
    ),
  ])
  const busy = 'select id from information_schema.processlist where user = ? and state = ?'
  const sessions = await until('both statements', async () => {
    const rows = await mariadb.sql(busy, ['shop_a', 'User sleep'])
    return rows.length === 2 ? rows : undefined
  })
  for (const { id } of sessions) await mariadb.sql('kill ?', [id])
  const [[rows], write] = await outcomes
  expect(rows).toEqual([{ slept: 0 }])
  expect(write).toBe('refused')
  expect(await mariadb.sql('select count(*) as n from shop.orders')).toEqual([{ n: 0 }])
})

test('a password that is refused is not tried again and again', async () => {
  const { pool } = await setUp()
  server.set(NAME, mariadb.url('shop_a', 'wrong'))
  await expect(pool.query('select 1')).rejects.toMatchObject({ errno: 1045 })
  await expect(pool.query('select 1')).rejects.toMatchObject({ code: 'CREDENTIAL_REFUSED' })
})
