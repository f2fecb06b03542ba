/** A real MariaDB for tests: a new data folder, a port of its own, durability off. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import mysql from 'mysql2/promise'
import { freePort } from './free-port.ts'

const run = promisify(execFile)
const NOBODY = 65_534

export interface TestMariadb {
  url(user: string, password: string): string
  /** Runs one statement as the superuser. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  stop(): Promise<void>
}

export async function startMariadb(): Promise<TestMariadb> {
  const folder = await mkdtemp(join(tmpdir(), 'rekey-sdk-maria-'))
  const asRoot = process.getuid?.() === 0
  const owner = asRoot ? { uid: NOBODY, gid: NOBODY } : {}
  if (asRoot) await chown(folder, NOBODY, NOBODY)
  const data = join(folder, 'data')
  // Its own folder for temporary files: that of this process may be closed to the other user.
  const options = { ...owner, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C', TMPDIR: folder } }
  const quick = ['--innodb-flush-log-at-trx-commit=0', '--innodb-log-file-size=4M', '--skip-networking=0']
  const install = ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db']
  await run('mariadb-install-db', install, options)
  const port = await freePort()
  const socket = join(folder, 'sock')
  const server = spawn(
    '/usr/sbin/mariadbd',
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--port=${port}`,
      `--socket=${socket}`,
      '--bind-address=127.0.0.1',
      ...quick,
    ],
    { ...options, stdio: 'ignore' },
  )
  const admin = mysql.createPool({ socketPath: socket, user: 'root', database: 'mysql', connectionLimit: 2 })
  for (const deadline = performance.now() + 20_000; ;) {
    const ready = await admin.query('select 1').then(
      () => true,
      (error: unknown) => {
        if (server.exitCode !== null || performance.now() > deadline) throw error
        return false
      },
    )
    if (ready) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    url: (user, password) => `mysql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/shop`,
    async sql(text, values) {
      const [rows] = await admin.query(text, values)
      return rows as Record<string, unknown>[]
    },
    async stop() {
      await admin.end()
      server.kill('SIGTERM')
      if (server.exitCode === null) await once(server, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
