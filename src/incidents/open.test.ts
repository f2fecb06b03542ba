import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import { claimNext, type Claim } from '../jobs/claim.ts'
import { readEntries } from '../journal/read.ts'
import { providers } from '../providers/index.ts'
import type { SqlConnection } from '../providers/provider.ts'
import { loadRotation } from '../rotate/store.ts'
import { parseSecretName } from '../secrets/name.ts'
import { putValue } from '../secrets/put-value.ts'
import { dumpTables, freshDatabase, START, testClock, testKeyring, type TestClock } from '../../test/fakes/database.ts'
import { createRepository, type TestRepository } from '../../test/fakes/git-repository.ts'
import { fakeGithubToken } from '../../test/fakes/keys.ts'
import { makeDue } from '../../test/fakes/queued-pushes.ts'
import { listOpenIncidents } from './follow.ts'
import { PUSH_QUEUE, receivePush, type IncidentDeps } from './open.ts'

const NOTHING = '0'.repeat(40)
/** Made at run time: no file holds a URL with a password. */
const urlOf = (password: string, host = 'db.shop.internal:5432'): string => `postgres://shop_a:${password}@${host}/shop`
const PASSWORD = ['kW9v', 'Xq2R', 'tLm7', 'pZs4', 'Ba8e'].join('')

let db: Db
let git: TestRepository
let clock: TestClock
let deps: IncidentDeps
/** Every URL that SQL was spoken to. */
let asked: string[]
beforeEach(async () => {
  db = await freshDatabase()
  git = createRepository()
  clock = testClock()
  asked = []
  deps = {
    db,
    clock,
    providers,
    keyring: await testKeyring(db),
    http: () => Promise.reject(new Error('no provider is spoken to by HTTP here')),
    sql: async (url) => {
      asked.push(url.reveal())
      return { query: async () => ({ rows: [{}], rowCount: 1 }), end: async () => {} } satisfies SqlConnection
    },
    policy: { quietMs: 0, soakMs: 0, minObservationMs: 0, silenceFactor: 1, probes: 1 },
    listeningSince: START,
    autoRotate: true,
    changed: () => {},
    faultPoint: () => {},
  }
  await db
    .insertInto('repositories')
    .values({
      id: 'rep_1',
      name: 'shop/backend',
      path: git.path,
      visibility: 'public',
      sealed_webhook_secret: Buffer.alloc(1),
      created_at: START,
    })
    .execute()
})
afterEach(() => git.remove())

const signal = new AbortController().signal

async function put(name: string, value: string, more: object = {}): Promise<string> {
  const input = { name: parseSecretName(name), value: new Sensitive(value), actor: 'ada', ...more }
  return (await db.transaction().execute((tx) => putValue(tx, deps.keyring, START, input))).secret.id
}
const DATABASE = { provider: 'postgres', kind: 'database-url', rotation: { admin: 'shop/production/ADMIN' } }

async function push(id: string, after: string, before = NOTHING): Promise<void> {
  await db
    .insertInto('pushes')
    .values({
      id,
      repository_id: 'rep_1',
      ref: 'refs/heads/main',
      before_commit: before,
      after_commit: after,
      pusher: 'ada',
      received_at: START,
      status: 'queued',
      result: null,
      run_at: START,
    })
    .execute()
}
async function work(): Promise<void> {
  await makeDue(db, 'pushes')
  const claim = (await claimNext(db, PUSH_QUEUE, 'one', 60_000)) as Claim
  await receivePush(deps, claim, signal)
  await db.updateTable('pushes').set({ lease_until: null }).execute()
}
const incidents = (): Promise<{ id: string; state: string; push_id: string | null }[]> =>
  db.selectFrom('incidents').select(['id', 'state', 'push_id']).orderBy('push_id').execute()
const pushRow = (): Promise<{ status: string; error: string | null; attempts: number }> =>
  db.selectFrom('pushes').select(['status', 'error', 'attempts']).executeTakeFirstOrThrow()
const actions = async (): Promise<string[]> => (await readEntries(db)).map(({ action }) => action)

test('our own secret in a push opens one incident, with its leak, its tasks and its rotation', async () => {
  const secretId = await put('shop/production/DATABASE_URL', urlOf(PASSWORD), DATABASE)
  await push('psh_1', git.commit('settings', { '.env': `DATABASE_URL=${urlOf(PASSWORD)}\n` }))
  await work()
  expect(await incidents()).toMatchObject([{ state: 'containing', push_id: 'psh_1' }])
  const [leak] = await db.selectFrom('leaks').selectAll().execute()
  expect(leak).toMatchObject({
    secret_id: secretId,
    version: 1,
    file: '.env',
    provider: 'postgres',
    verdict: { state: 'live' },
  })
  const [rotation] = await db.selectFrom('rotations').select('id').execute()
  expect(await loadRotation(db, rotation?.id as string)).toMatchObject({
    incidentId: (await listOpenIncidents(db))[0],
    state: { step: 'locate', strategy: 'dual-user' },
  })
  expect((await db.selectFrom('tasks').select('id').execute()).length).toBeGreaterThan(5)
  expect(await pushRow()).toEqual({ status: 'scanned', error: null, attempts: 0 })
  expect(await dumpTables(db)).not.toContain(PASSWORD)
})

test('the password alone, in a file that says nothing else, is known as ours', async () => {
  await put('shop/production/DATABASE_URL', urlOf(PASSWORD), DATABASE)
  await push('psh_1', git.commit('settings', { 'config.yaml': `url: ${urlOf(PASSWORD, 'localhost:5432')}\n` }))
  await work()
  // A URL of a development machine looks harmless; the content is the proof that it is not.
  const leaks = await db.selectFrom('leaks').select('version').execute()
  expect(leaks).toEqual([{ version: 1 }])
})

test('a push without a key is a clean push, and says so', async () => {
  await push('psh_1', git.commit('hello', { 'README.md': 'hello\n' }))
  await work()
  expect(await incidents()).toEqual([])
  expect(await pushRow()).toMatchObject({ status: 'scanned' })
  expect(await actions()).toEqual(['push.clean'])
})

test('a branch that was deleted is a clean push', async () => {
  await push('psh_1', NOTHING, git.commit('hello'))
  await work()
  expect(await pushRow()).toMatchObject({ status: 'scanned', error: null })
})

test('a worker that dies before its commit leaves nothing, and the next one opens the incident', async () => {
  await put('shop/production/DATABASE_URL', urlOf(PASSWORD), DATABASE)
  await push('psh_1', git.commit('settings', { '.env': urlOf(PASSWORD) }))
  const whole = deps
  deps = {
    ...deps,
    faultPoint(name) {
      if (name === 'scan:after') throw new Error('died')
    },
  }
  await work()
  expect([await incidents(), await db.selectFrom('leaks').select('id').execute()]).toEqual([[], []])
  deps = whole
  await work()
  expect(await incidents()).toHaveLength(1)
})

test('of two workers on one push one opens the incident, the other changes nothing', async () => {
  await put('shop/production/DATABASE_URL', urlOf(PASSWORD), DATABASE)
  await push('psh_1', git.commit('settings', { '.env': urlOf(PASSWORD) }))
  const late = (await claimNext(db, PUSH_QUEUE, 'late', 60_000)) as Claim
  await db.updateTable('pushes').set({ lease_until: null }).execute()
  const next = (await claimNext(db, PUSH_QUEUE, 'next', 60_000)) as Claim
  const answers = await Promise.allSettled([receivePush(deps, late, signal), receivePush(deps, next, signal)])
  expect(answers).toMatchObject([{ status: 'rejected', reason: { code: 'JOB_LEASE_LOST' } }, { status: 'fulfilled' }])
  expect(await incidents()).toHaveLength(1)
  expect((await actions()).filter((action) => /incident|scan/.test(action))).toEqual(['incident.opened'])
})

test('the same key in a second push is a second incident, and one rotation contains both', async () => {
  await put('shop/production/DATABASE_URL', urlOf(PASSWORD), DATABASE)
  const first = git.commit('settings', { '.env': urlOf(PASSWORD) })
  await push('psh_1', first)
  await work()
  await push('psh_2', git.commit('again', { 'copy.env': `# a copy\n${urlOf(PASSWORD)}` }), first)
  await work()
  expect(await incidents()).toMatchObject([{ state: 'containing' }, { state: 'containing' }])
  const [rotation, ...more] = await db.selectFrom('rotations').select('incident_id').execute()
  expect(more).toEqual([])
  expect(rotation?.incident_id).toBe((await incidents())[0]?.id)
})

test('without leave to rotate an incident only opens', async () => {
  deps = { ...deps, autoRotate: false }
  await put('shop/production/DATABASE_URL', urlOf(PASSWORD), DATABASE)
  await push('psh_1', git.commit('settings', { '.env': urlOf(PASSWORD) }))
  await work()
  expect(await incidents()).toMatchObject([{ state: 'triage' }])
  expect(await db.selectFrom('rotations').select('id').execute()).toEqual([])
})

test('a version that is no longer in use leaks without a rotation', async () => {
  await put('shop/production/DATABASE_URL', urlOf(PASSWORD), DATABASE)
  await put('shop/production/DATABASE_URL', urlOf('another-password-4711'))
  await push('psh_1', git.commit('settings', { '.env': urlOf(PASSWORD) }))
  await work()
  expect(await incidents()).toMatchObject([{ state: 'triage' }])
  expect(await db.selectFrom('rotations').select('id').execute()).toEqual([])
})

// ---------- what must not stop an incident ----------

test.each<[string, () => Promise<unknown>]>([
  ['its managing key does not exist', () => Promise.resolve()],
  [
    'its stored value was tampered with',
    () =>
      db
        .updateTable('versions')
        .set({ sealed: Buffer.from('x') })
        .execute(),
  ],
  ['its provider is away', () => Promise.resolve((deps = { ...deps, sql: () => Promise.reject(new Error('away')) }))],
])('an incident opens although %s', async (_why, spoil) => {
  await put('shop/production/DATABASE_URL', urlOf(PASSWORD), DATABASE)
  await spoil()
  await push('psh_1', git.commit('settings', { '.env': urlOf(PASSWORD) }))
  await work()
  expect(await pushRow()).toMatchObject({ status: 'scanned', error: null })
  expect(await incidents()).toHaveLength(1)
})

test('a push that cannot be scanned is not a clean push: it is tried again, and then it is seen', async () => {
  await push('psh_1', 'f'.repeat(40))
  for (let i = 1; i <= 4; i++) {
    await work()
    expect(await pushRow()).toMatchObject({ status: 'queued', attempts: i })
  }
  await work()
  expect(await pushRow()).toMatchObject({
    status: 'failed',
    error: `commit ${'f'.repeat(40)} is not in the repository`,
  })
  expect(await actions()).toEqual([...Array.from({ length: 4 }, () => 'push.scan-delayed'), 'push.scan-failed'])
})

// ---------- whose key is asked ----------

async function listen(): Promise<{ server: Server; port: number; connections: () => number }> {
  let count = 0
  const server = createServer((socket) => {
    count++
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { server, port: typeof address === 'object' && address ? address.port : 0, connections: () => count }
}

test('nobody connects to where a stranger’s URL points, nor sends a stranger’s key anywhere', async () => {
  const trap = await listen()
  const http: string[] = []
  const { sqlOut, httpOut } = await import('../../test/fakes/egress.ts')
  deps = {
    ...deps,
    sql: sqlOut,
    http: (url, init) => {
      http.push(url)
      return httpOut(url, init)
    },
  }
  const text = `URL=${urlOf('a-password-of-nobody-11', `127.0.0.1:${trap.port}`)}\nTOKEN=${fakeGithubToken()}\n`
  await push('psh_1', git.commit('settings', { '.env': text }))
  await work()
  const leaks = await db.selectFrom('leaks').select(['provider', 'verdict', 'secret_id']).execute()
  expect(leaks).toContainEqual({ provider: 'github', verdict: { state: 'unknown', why: 'policy' }, secret_id: null })
  expect([trap.connections(), http]).toEqual([0, []])
  trap.server.close()
})

test('a URL with our password and another’s host is ours, and our own server is asked', async () => {
  await put('shop/production/DATABASE_URL', urlOf(PASSWORD), DATABASE)
  await push('psh_1', git.commit('settings', { '.env': `URL=${urlOf(PASSWORD, 'evil.example:5432')}\n` }))
  await work()
  expect(asked.length).toBeGreaterThan(0)
  expect([...new Set(asked)]).toEqual([urlOf(PASSWORD)])
})

test('triage leaves the managing key where it is', async () => {
  await put('shop/production/ADMIN', urlOf('managing-password-4711'))
  await put('shop/production/DATABASE_URL', urlOf(PASSWORD), DATABASE)
  await push('psh_1', git.commit('settings', { '.env': urlOf(PASSWORD) }))
  await work()
  expect(await actions()).not.toContain('secret.read')
})
