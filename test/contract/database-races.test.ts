/**
 * What two nodes do to each other on a real PostgreSQL. The embedded database has one connection, so there
 * nobody ever waits for a row that another holds.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Sensitive } from '../../src/base/sensitive.ts'
import { connectDb, type Connection, type Db } from '../../src/db/connect.ts'
import { migrate } from '../../src/db/migrate.ts'
import { startPostgres, type PostgresServer } from '../../src/drill/postgres-server.ts'
import { claimNext, holdFence } from '../../src/jobs/claim.ts'
import { append, createJournalWriter } from '../../src/journal/append.ts'
import { startFeed } from '../../src/journal/feed.ts'
import { readHead } from '../../src/journal/read.ts'
import { verifyJournal } from '../../src/journal/verify.ts'
import { recordSightings, type Sighting } from '../../src/secrets/consumers.ts'
import { createIdentity, createToken, redeemSetupToken } from '../../src/secrets/identities.ts'
import { openKeyring, type Keyring } from '../../src/secrets/keyring.ts'
import { parseSecretName } from '../../src/secrets/name.ts'
import { putValue } from '../../src/secrets/put-value.ts'
import { emptyTables, ROOT_KEY, stagesOf, START, testClock } from '../fakes/database.ts'
import { PUSHES, queuePushes } from '../fakes/queued-pushes.ts'

const dir = mkdtempSync(join(tmpdir(), 'rekey-races-'))
chmodSync(dir, 0o711)
let server: PostgresServer
let nodes: readonly [Connection, Connection]
let keyring: Keyring
/** The migrations that each node ran when both started on the new database. */
let ran: readonly string[][]
/** The keyring as each node opened it when both found none. */
let opened: readonly Keyring[]

beforeAll(async () => {
  server = await startPostgres({ dir: join(dir, 'pg'), durable: false })
  const connect = (): Promise<Connection> => connectDb({ url: server.adminUrl })
  nodes = await Promise.all([connect(), connect()])
  ran = await Promise.all(nodes.map(({ db }) => migrate(db, START)))
}, 60_000)
afterAll(async () => {
  await Promise.all(nodes?.map((node) => node.close()) ?? [])
  await server?.stop()
  rmSync(dir, { recursive: true, force: true })
})
beforeEach(async () => {
  await emptyTables(nodes[0].db)
  opened = await Promise.all(nodes.map(({ db }) => openKeyring(db, ROOT_KEY, START)))
  keyring = opened[0] as Keyring
})

const dbOf = (i: number): Db => (nodes[i % 2] as Connection).db
const times = <T>(count: number, act: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => act(i)))
const put = (db: Db, name: string, value: string): Promise<{ secret: { id: string }; number: number }> =>
  db
    .transaction()
    .execute((tx) =>
      putValue(tx, keyring, START, { name: parseSecretName(name), value: new Sensitive(value), actor: 'ada' }),
    )

test('two nodes that start on a new database at once make one schema and one key', async () => {
  expect(ran.flat()).toContain('0001-start.sql')
  expect(new Set(ran.flat()).size).toBe(ran.flat().length)
  expect(opened[1]?.leakKey.equals(keyring.leakKey)).toBe(true)
  const purposes = (await dbOf(0).selectFrom('keyring').select('purpose').execute()).map((key) => key.purpose)
  expect(purposes.toSorted()).toEqual(['checkpoints', 'data', 'leak-ids', 'tokens'])
})

test('the journals of two nodes are one chain, and a feed on either misses nothing', async () => {
  const seen: number[] = []
  let resolve: () => void = () => {}
  const all = new Promise<void>((done) => (resolve = done))
  const feed = await startFeed(dbOf(0), { pollMs: 5, onError: (error) => expect.unreachable(String(error)) })
  feed.subscribe(({ seq }) => {
    seen.push(seq)
    if (seen.length === 200) resolve()
  })
  const writers = nodes.map(({ db }) => createJournalWriter(db, testClock()))
  await times(200, async (i) => {
    await writers[i % 2]?.write({ actor: 'ada', action: 'secret.updated', subject: `secret ${i}`, detail: {} })
  })
  await all
  await feed.stop()
  expect(seen).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
  expect(await verifyJournal(dbOf(1))).toEqual({ ok: true, entries: 200, head: await readHead(dbOf(0)) })
})

test('of many workers on two nodes each row goes to one, and a fence holds against the other', async () => {
  const ids = Array.from({ length: 20 }, (_, i) => `psh_${i}`)
  await queuePushes(dbOf(0), ids)
  const claims = await times(30, (i) => claimNext(dbOf(i), PUSHES, `worker ${i}`, 60_000))
  const taken = claims.flatMap((claim) => claim?.id ?? [])
  expect(new Set(taken).size).toBe(taken.length)
  // Who found the rows of others locked may have gone without; the next look takes them.
  for (let claim = await claimNext(dbOf(0), PUSHES, 'last', 60_000); claim;) {
    taken.push(claim.id)
    claim = await claimNext(dbOf(0), PUSHES, 'last', 60_000)
  }
  expect(taken.toSorted()).toEqual(ids.toSorted())
  const stale = { id: 'psh_0', fence: 0 }
  await expect(holdFence(dbOf(1), PUSHES, stale)).rejects.toMatchObject({ code: 'JOB_LEASE_LOST' })
})

test('two nodes that store the same new secret both store: dense numbers, one current version', async () => {
  const stored = await times(12, (i) => put(dbOf(i), 'shop/production/KEY', `value ${i}`))
  expect(stored.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 12 }, (_, i) => i + 1),
  )
  const rows = await stagesOf(dbOf(0))
  expect(rows.filter(({ stage }) => stage)).toEqual([
    { number: 11, stage: 'previous' },
    { number: 12, stage: 'current' },
  ])
})

test('reports of one consumer in any order, from two nodes, never block each other', async () => {
  const secrets = await Promise.all(['A', 'B', 'C'].map((name) => put(dbOf(0), `shop/production/${name}`, 'x')))
  const shop = await createIdentity(dbOf(0), START, { name: 'shop', kind: 'machine', policies: [], actor: 'ada' })
  const sighting = (secretId: string, version: number): Sighting => ({
    secretId,
    secretName: secretId,
    identityId: shop.id,
    consumer: 'checkout',
    host: 'web-1',
    process: '1',
    version,
    holds: true,
    uses: 1,
  })
  await times(24, (i) => {
    const list = secrets.map(({ secret }) => sighting(secret.id, 1 + Math.floor(i / 3)))
    const order = i % 2 ? list : list.toReversed()
    return dbOf(i)
      .transaction()
      .execute((tx) => recordSightings(tx, START, order))
  })
  const rows = await dbOf(0).selectFrom('consumers').select('id').execute()
  expect(rows).toHaveLength(3)
  const uses = await dbOf(0)
    .selectFrom('uses')
    .select(({ fn }) => fn.sum<string>('count').as('uses'))
    .executeTakeFirst()
  expect(Number(uses?.uses)).toBe(72)
})

test('of many who redeem one setup token on two nodes one gets in', async () => {
  const token = await dbOf(0)
    .transaction()
    .execute(async (tx) => {
      const ada = await createIdentity(tx, START, { name: 'ada', kind: 'person', policies: [], actor: 'rekey' })
      return createToken(tx, keyring, START, { identity: ada, kind: 'setup', ttlMs: 60_000, actor: 'rekey' })
    })
  const answers = await Promise.allSettled(
    Array.from({ length: 10 }, (_, i) =>
      dbOf(i)
        .transaction()
        .execute(async (tx) => {
          const identity = await redeemSetupToken(tx, keyring, START, token)
          await append(tx, START, [{ actor: identity.name, action: 'session.opened', subject: 'ada', detail: {} }])
        }),
    ),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('of many who take one name on two nodes one gets it, and the others are told so', async () => {
  const answers = await Promise.allSettled(
    Array.from({ length: 8 }, (_, i) =>
      dbOf(i)
        .transaction()
        .execute((tx) => createIdentity(tx, START, { name: 'ada', kind: 'person', policies: [], actor: 'rekey' })),
    ),
  )
  const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as { code: string }] : []))
  expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 7 }, () => 'IDENTITY_EXISTS'))
})
