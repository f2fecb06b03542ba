/**
 * Starts everything of one server: database, keys, journal feed, workers, HTTP. Refuses before it has changed
 * anything when the folder is locked, the root key is missing or wrong, or the port is taken.
 */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createProbe } from 'node:net'
import { hostname } from 'node:os'
import type { Logger } from 'pino'
import { systemClock } from '../base/clock.ts'
import { describeError } from '../base/errors.ts'
import { connectDb, type Connection, type Db, type Location } from '../db/connect.ts'
import { translateDbError } from '../db/db-error.ts'
import { createHttpOut } from '../egress/http-out.ts'
import { followIncident, listOpenIncidents } from '../incidents/follow.ts'
import { PUSH_QUEUE, receivePush } from '../incidents/open.ts'
import type { Claim } from '../jobs/claim.ts'
import { startWorker, type Worker } from '../jobs/worker.ts'
import { createJournalWriter } from '../journal/append.ts'
import { startFeed } from '../journal/feed.ts'
import { readChangedSeq } from '../journal/read.ts'
import { providers } from '../providers/index.ts'
import { advanceRotation, type RotationDeps } from '../rotate/run.ts'
import type { RotationPolicy } from '../rotate/context.ts'
import { ROTATION_QUEUE } from '../rotate/store.ts'
import { createKeyRotation } from '../secrets/key-rotation.ts'
import { createMemory } from '../secrets/memory.ts'
import { forgetMakers } from '../secrets/leases.ts'
import { createReads } from '../secrets/reads.ts'
import { createWrites } from '../secrets/writes.ts'
import type { App } from './app.ts'
import { parseFunctions } from './aws/rotation/functions.ts'
import { runFunction } from './aws/rotation/run-function.ts'
import { startScheduler } from './aws/rotation/scheduler.ts'
import { FUNCTION_QUEUE } from './aws/rotation/start.ts'
import { createIssuerKeys } from '../access/issuer-keys.ts'
import { sqlOut } from './sql-out.ts'
import type { Door } from './door.ts'
import { fetchJsonBy } from './outside.ts'
import { joinNodes, type Node } from '../secrets/nodes.ts'
import { openKeys, tendKeys, type OpenedKeys, type RootKeySource } from './open-keys.ts'
import { refuseRollback, tendJournal } from './tend-journal.ts'
import { requestError } from './request-error.ts'
import type { Server } from './http.ts'
import { openSinks, startSinks, type SinkOptions } from './journal-sinks.ts'
import { createServer } from './server.ts'
import { startVaultWorkers } from './vault/workers.ts'

export interface ServerOptions {
  readonly location: Location
  readonly host: string
  readonly port: number
  readonly rootKey: RootKeySource
  readonly filesFolder: string
  /** Folder outside of the database for the journal's last known head; without it a rollback is not noticed. */
  readonly anchors?: string | undefined
  /** Why the owner starts on a database that was rolled back. */
  readonly acceptRollback?: string | undefined
  /** Where the journal is also sent. */
  readonly sinks?: SinkOptions
  readonly policy: RotationPolicy
  readonly autoRotate: boolean
  /** `aws.rotation-functions`. */
  readonly rotationFunctions?: string | undefined
  readonly door: Door
  readonly egressAllow: readonly string[]
  readonly log: Logger
  readonly faultPoint: (name: string) => void
}

export interface RunningServer {
  readonly url: string
  readonly app: App
  close(): Promise<void>
}

const FEED_POLL_MS = 500
const FOLLOW_AGAIN_MS = 2_000

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const connection = await connectDb(options.location, () => tryAddress(options))
  try {
    const keys = await openKeys(connection.db, options.rootKey)
    await refuseRollback(connection.db, keys.keyring, options)
    if (connection.embedded) await forgetDeadOwners(connection.db)
    const { db } = connection
    const node = await joinNodes({ db, ...keys, clock: systemClock, name: `${hostname()}:${process.pid}` })
    return await startParts(options, connection, { ...keys, node })
  } catch (error) {
    await connection.close()
    throw translateDbError(error)
  }
}

/** The folder's lock is ours, so whoever owned a job here before is dead: its lease need not run out. */
async function forgetDeadOwners(db: Db): Promise<void> {
  await forgetMakers(db)
  await db.deleteFrom('nodes').execute()
  for (const table of ['rotations', 'pushes', 'function_rotations', 'leases', 'static_roles'] as const) {
    await db.updateTable(table).set({ owner: null, lease_until: null }).where('owner', 'is not', null).execute()
  }
}

async function startParts(
  options: ServerOptions,
  connection: Connection,
  { keyring, rootKey, node }: OpenedKeys & { node: Node },
): Promise<RunningServer> {
  const { log } = options
  const { db } = connection
  const sinks = await openSinks(options.sinks)
  const warn = (error: unknown): void => log.error({ problem: describeError(error) }, 'a background task failed')
  const feed = await startFeed(db, { pollMs: FEED_POLL_MS, onError: warn })
  const workers: Worker[] = []
  const pokeWorkers = (): void => {
    feed.poke()
    for (const worker of workers) worker.poke()
  }
  const http = createHttpOut(options.egressAllow)
  const rotation: RotationDeps = {
    db,
    keyring,
    clock: systemClock,
    providers,
    http,
    sql: sqlOut,
    policy: options.policy,
    listeningSince: systemClock.now(),
    faultPoint: options.faultPoint,
    changed: () => feed.poke(),
  }
  const memory = createMemory(await readChangedSeq(db))
  const app: App = {
    door: options.door,
    issuerKeys: createIssuerKeys(fetchJsonBy(http)),
    db,
    keyring,
    clock: systemClock,
    feed,
    log,
    rotation,
    pokeWorkers,
    memory,
    journal: createJournalWriter(db, systemClock),
    keys: createKeyRotation({
      db,
      keyring,
      clock: systemClock,
      rootKey: {
        key: rootKey,
        file: options.rootKey.value === undefined ? options.rootKey.file : undefined,
        unlock: options.rootKey.unlock,
      },
      faultPoint: options.faultPoint,
    }),
    reads: createReads({ db, keyring, clock: systemClock, memory }),
    writes: createWrites({ db, keyring, clock: systemClock, memory }),
    filesFolder: options.filesFolder,
    autoRotate: options.autoRotate,
    rotationFunctions: parseFunctions(options.rotationFunctions),
  }
  const { server, url } = await openDoor(app, options).catch(async (error: unknown) => {
    await feed.stop()
    throw error
  })
  const stopFollowing = followIncidents(app, warn)
  const stopTending = tendKeys(app, node, warn)
  const journalTended = tendJournal(app, options.anchors, warn)
  workers.push(...startWorkers(app, options, pokeWorkers))
  const stopScheduler = startScheduler(app)
  const exporters = startSinks(app, sinks, { nodeId: node.id, onError: warn })
  return {
    url,
    app,
    async close() {
      stopTending()
      await Promise.all(exporters.map((exporter) => exporter.stop()))
      await journalTended.stop()
      await Promise.all(workers.map((worker) => worker.stop()))
      await stopScheduler()
      await stopFollowing()
      await server.close()
      await feed.stop()
      await node.leave().catch(warn)
      await connection.close()
    },
  }
}

function startWorkers(app: App, options: ServerOptions, poke: () => void): Worker[] {
  const owner = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`
  const onError = (error: unknown, claim: Claim | undefined): void =>
    app.log.error({ job: claim?.id, problem: describeError(error) }, 'a job failed and will be tried again')
  const pushDeps = { ...app.rotation, autoRotate: options.autoRotate, changed: poke }
  const { db } = app
  return [
    startWorker({
      db,
      owner,
      onError,
      queue: PUSH_QUEUE,
      lanes: 1,
      handle: (claim, signal) => receivePush(pushDeps, claim, signal),
    }),
    startWorker({
      db,
      owner,
      onError,
      queue: ROTATION_QUEUE,
      lanes: 4,
      handle: (claim, signal) => advanceRotation(app.rotation, claim, signal),
    }),
    startWorker({
      db,
      owner,
      onError,
      queue: FUNCTION_QUEUE,
      lanes: 2,
      handle: (claim, signal) => runFunction(app, claim, signal),
    }),
    ...startVaultWorkers(app, { owner, onError }),
  ]
}

/** Keeps incidents in step with what happens, and looks once at the start for what a crash left behind. */
function followIncidents(app: App, onError: (error: unknown) => void): () => Promise<void> {
  const deps = { db: app.db, providers, now: () => app.clock.now() }
  const due = new Set<string>()
  let stopped = false
  let running: Promise<void> | undefined
  const work = async (): Promise<void> => {
    for (const id of due) {
      due.delete(id)
      try {
        if (await followIncident(deps, id)) app.feed.poke()
      } catch (error) {
        onError(error)
        setTimeout(() => note(id), FOLLOW_AGAIN_MS).unref()
      }
    }
  }
  const note = (id: string): void => {
    if (stopped) return
    due.add(id)
    start()
  }
  const start = (): void => {
    running ??= work().finally(() => {
      running = undefined
      if (due.size) start()
    })
  }
  const noteAll = (): void => void listOpenIncidents(app.db).then((ids) => ids.forEach(note), onError)
  const unsubscribe = app.feed.subscribe(({ action, detail }) => {
    if (typeof detail['incident'] === 'string') note(detail['incident'])
    // One rotation may contain several incidents: the same key leaked twice.
    if (action === 'rotation.done') noteAll()
  })
  noteAll()
  return async () => {
    stopped = true
    unsubscribe()
    due.clear()
    await running
  }
}

async function openDoor(app: App, { host, port }: ServerOptions): Promise<{ server: Server; url: string }> {
  const server = await createServer(app)
  try {
    return { server, url: await server.listen({ host, port }) }
  } catch (error) {
    throw addressError(error, host, port)
  }
}

/** Before the database is opened or made: a port that is taken shall cost nothing. */
async function tryAddress({ host, port }: ServerOptions): Promise<void> {
  const probe = createProbe()
  try {
    probe.listen({ host, port })
    await once(probe, 'listening')
  } catch (error) {
    throw addressError(error, host, port)
  } finally {
    probe.close()
  }
}

function addressError(error: unknown, host: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return requestError('PORT_IN_USE', `port ${port} on ${host} is in use`)
  const isUnusable = ['EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(code ?? '')
  return isUnusable ? requestError('ADDRESS_UNUSABLE', `port ${port} on ${host} cannot be opened (${code})`) : error
}
