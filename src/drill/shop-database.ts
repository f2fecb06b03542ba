/**
 * The shop's database on a real PostgreSQL server: one owner role that cannot log in, two login roles that are
 * its members, and a little data. The first login role's password is the one that will leak.
 */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { Sensitive } from '../base/sensitive.ts'

/** How the drill's own logins show in the log of the server: as a probe of Rekey. */
const DRILL_NAME = 'rekey (probe)'

export interface ShopNames {
  readonly database: string
  readonly owner: string
  readonly userA: string
  readonly userB: string
}

/** New names, so that drills on one server do not meet. */
export function newShopNames(): ShopNames {
  const suffix = randomBytes(3).toString('hex')
  return {
    database: `shop_${suffix}`,
    owner: `shop_owner_${suffix}`,
    userA: `shop_a_${suffix}`,
    userB: `shop_b_${suffix}`,
  }
}

export interface ShopDatabase {
  /** What the services use until the leak. */
  readonly url: Sensitive
  /** Superuser of the shop's database, for the rotation. */
  readonly adminUrl: Sensitive
  readonly userA: string
  readonly userB: string
  /** Removes database and roles again. */
  drop(): Promise<void>
}

/** `schema`: the statements of examples/shop/schema.sql. */
export async function createShopDatabase(
  serverUrl: Sensitive,
  schema: string,
  { database, owner, userA, userB }: ShopNames = newShopNames(),
): Promise<ShopDatabase> {
  const password = randomBytes(24).toString('base64url')
  await withClient(serverUrl, async (client) => {
    await client.query(`create role ${owner} nologin`)
    for (const user of [userA, userB]) {
      await client.query(`create role ${user} login in role ${owner} connection limit 100`)
      await client.query(`alter role ${user} set role = '${owner}'`)
    }
    await client.query(`alter role ${userA} password '${password}'`)
    await client.query(`create database ${database} owner ${owner}`)
  })
  const adminUrl = withParts(serverUrl, { database })
  await withClient(adminUrl, async (client) => {
    await client.query(`set role ${owner}`)
    await client.query('create table customers (id serial primary key, name text not null, email text not null)')
    await client.query(
      "insert into customers (name, email) select 'Customer ' || n, 'c' || n || '@example.com' from generate_series(1, 500) n",
    )
    await client.query(schema)
  })
  return {
    url: withParts(adminUrl, { user: userA, password }),
    adminUrl,
    userA,
    userB,
    drop: () =>
      withClient(serverUrl, async (client) => {
        await client.query(`drop database if exists ${database} with (force)`)
        for (const role of [userA, userB, owner]) await client.query(`drop role if exists ${role}`)
      }),
  }
}

async function withClient(url: Sensitive, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({
    connectionString: url.reveal(),
    connectionTimeoutMillis: 10_000,
    application_name: DRILL_NAME,
  })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

function withParts(url: Sensitive, parts: { database?: string; user?: string; password?: string }): Sensitive {
  const parsed = new URL(url.reveal())
  if (parts.database) parsed.pathname = `/${parts.database}`
  if (parts.user) parsed.username = parts.user
  if (parts.password) parsed.password = parts.password
  return new Sensitive(parsed.href)
}

/** Whether a login with this URL is refused: the drill's own proof, independent of the server's. */
export async function isLoginRefused(url: Sensitive): Promise<boolean> {
  try {
    await withClient(url, async (client) => void (await client.query('select 1')))
    return false
  } catch (error) {
    return ['28P01', '28000'].includes((error as { code?: string }).code ?? '')
  }
}
