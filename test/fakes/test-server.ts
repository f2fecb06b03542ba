/** The whole HTTP server over the test database, without workers: requests go in by `inject` or by a real port. */
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RouteOptions } from 'fastify'
import { pino } from 'pino'
import { Sensitive } from '../../src/base/sensitive.ts'
import type { Db } from '../../src/db/connect.ts'
import type { Policy } from '../../src/db/tables.ts'
import { createJournalWriter } from '../../src/journal/append.ts'
import { startFeed } from '../../src/journal/feed.ts'
import { readChangedSeq } from '../../src/journal/read.ts'
import { createIdentity, createToken, type TokenKind } from '../../src/secrets/identities.ts'
import type { Keyring } from '../../src/secrets/keyring.ts'
import { parseSecretName } from '../../src/secrets/name.ts'
import { putValue } from '../../src/secrets/put-value.ts'
import { createKeyRotation } from '../../src/secrets/key-rotation.ts'
import { createMemory } from '../../src/secrets/memory.ts'
import { createReads } from '../../src/secrets/reads.ts'
import { createWrites } from '../../src/secrets/writes.ts'
import type { App } from '../../src/server/app.ts'
import { parseFunctions } from '../../src/server/aws/rotation/functions.ts'
import { createIssuerKeys } from '../../src/access/issuer-keys.ts'
import { DOOR, type Door } from '../../src/server/door.ts'
import { createHttpOut } from '../../src/egress/http-out.ts'
import { fetchJsonBy } from '../../src/server/outside.ts'
import type { Server } from '../../src/server/http.ts'
import { createServer } from '../../src/server/server.ts'
import { openBank, type Bank } from './bank.ts'
import { freshDatabase, ROOT_KEY, START, testClock, testKeyring, type TestClock } from './database.ts'

export type Answer = Awaited<ReturnType<Server['inject']>>
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD' | 'PATCH'

export interface TestServer {
  readonly server: Server
  readonly routes: readonly RouteOptions[]
  readonly app: App
  readonly db: Db
  readonly keyring: Keyring
  readonly clock: TestClock
  readonly bank: Bank
  /** What was logged so far. */
  logged(): string
  /** Makes an identity and a token of it. */
  token(
    name: string,
    policies: readonly Policy[],
    kind?: TokenKind,
    ttlMs?: number,
    owner?: 'person' | 'machine',
  ): Promise<string>
  /** Stores a value without the API. */
  put(name: string, value: string, more?: object): Promise<string>
  ask(token: string | undefined, method: Method, url: string, body?: unknown, headers?: object): Promise<Answer>
  listen(): Promise<string>
  close(): Promise<void>
}

export const EVERYTHING: readonly Policy[] = [{ effect: 'allow', pattern: '**', actions: ['admin'] }]
export const allow = (pattern: string, ...actions: Policy['actions'][number][]): Policy => ({
  effect: 'allow',
  pattern,
  actions,
})

interface TestServerChanges {
  readonly addRoutes?: (server: Server) => void
  readonly door?: Partial<Door>
  readonly rotationFunctions?: string
  /** Without it nothing outside is reached. */
  readonly egressAllow?: readonly string[]
}

export async function openTestServer(changes: TestServerChanges = {}): Promise<TestServer> {
  const db = await freshDatabase()
  const keyring = await testKeyring(db)
  const clock = testClock()
  const bank = openBank()
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  const feed = await startFeed(db, {
    pollMs: 600_000,
    onError: (error) => {
      throw error
    },
  })
  const filesFolder = mkdtempSync(join(tmpdir(), 'rekey-server-'))
  const http = changes.egressAllow ? createHttpOut(changes.egressAllow) : (): never => nothing()
  const nothing = (): never => {
    throw new Error('nothing outside is reached')
  }
  const memory = createMemory(await readChangedSeq(db))
  const app: App = {
    db,
    keyring,
    clock,
    feed,
    log,
    filesFolder,
    door: { ...DOOR, passwordCost: { logN: 8, p: 1 }, ...changes.door },
    issuerKeys: createIssuerKeys(fetchJsonBy(http)),
    autoRotate: true,
    rotationFunctions: parseFunctions(changes.rotationFunctions),
    memory,
    journal: createJournalWriter(db, clock),
    keys: createKeyRotation({ db, keyring, clock, rootKey: { key: ROOT_KEY, file: undefined }, faultPoint: () => {} }),
    reads: createReads({ db, keyring, clock, memory }),
    writes: createWrites({ db, keyring, clock, memory }),
    pokeWorkers: () => feed.poke(),
    rotation: {
      db,
      keyring,
      clock,
      providers: [bank.provider],
      http,
      sql: nothing,
      policy: { quietMs: 0, soakMs: 0, minObservationMs: 0, silenceFactor: 1, probes: 1 },
      listeningSince: START,
      faultPoint: () => {},
      changed: () => feed.poke(),
    },
  }
  const routes: RouteOptions[] = []
  const server = await createServer(app, (route) => routes.push(route))
  changes.addRoutes?.(server)
  await server.ready()
  return {
    server,
    routes,
    app,
    db,
    keyring,
    clock,
    bank,
    logged: () => lines.join(''),
    async token(name, policies, kind = 'api', ttlMs, owner = 'machine') {
      const identity = await createIdentity(db, START, { name, kind: owner, policies, actor: 'test' })
      const ttl = ttlMs === undefined ? {} : { ttlMs }
      return (await createToken(db, keyring, START, { identity, kind, actor: 'test', ...ttl })).reveal()
    },
    async put(name, value, more = {}) {
      const input = { name: parseSecretName(name), value: new Sensitive(value), actor: 'test', ...more }
      return (await db.transaction().execute((tx) => putValue(tx, keyring, clock.now(), input))).secret.id
    },
    ask: (token, method, url, body, headers = {}) =>
      server.inject({
        method,
        url,
        headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      }),
    async listen() {
      await server.listen({ host: '127.0.0.1', port: 0 })
      return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
    },
    async close() {
      await server.close()
      await feed.stop()
      rmSync(filesFolder, { recursive: true, force: true })
    },
  }
}
