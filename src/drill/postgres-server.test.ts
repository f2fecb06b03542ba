import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import { ingest } from '../forensics/ingest.ts'
import { postgresHistory } from './history.ts'
import { startPostgres, type PostgresServer } from './postgres-server.ts'

const dir = mkdtempSync(join(tmpdir(), 'rekey-pgserver-'))
// As root the server runs as nobody, who must be able to pass through.
chmodSync(dir, 0o711)
const history = postgresHistory({
  role: 'shop_a',
  database: 'shop',
  from: new Date('2026-03-01T00:00:00Z'),
  to: new Date('2026-03-01T06:00:00Z'),
  seed: 1,
  services: [{ name: 'catalog', ip: '127.0.0.1', userAgent: 'shop-catalog', requestsPerHour: 2 }],
})
const options = {
  dir: join(dir, 'pg'),
  durable: false,
  earlierConnections: history.map((line) => `${JSON.stringify(line)}\n`).join(''),
}
/** A statement that fails quotes it: it must not reach the log. */
const DATA = 'a customer name'
afterAll(async () => {
  await Promise.all(started.map((server) => server.stop()))
  rmSync(dir, { recursive: true, force: true })
})

const started: PostgresServer[] = []
async function start(): Promise<PostgresServer> {
  const server = await startPostgres(options)
  started.push(server)
  return server
}

async function ask(url: Sensitive, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url.reveal() })
  client.on('error', () => {})
  await client.connect()
  try {
    return Object.values((await client.query(text)).rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

/** A signal is delivered some time after it was sent. State Z: dead, and not yet waited for. */
async function untilDead(pid: number): Promise<void> {
  for (let state = 'R'; state !== 'Z' && state !== '';) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test('one folder holds one server: started, taken over by a second call, stopped, started again with its data', async () => {
  const first = await start()
  expect(first.adopted).toBe(false)
  await ask(first.adminUrl, 'create table kept as select 42 as answer')
  await expect(ask(first.adminUrl, `select '${DATA}'::int`)).rejects.toMatchObject({ code: '22P02' })
  await ask(first.adminUrl, "create role locked nologin password 'four words of nonsense'")
  const locked = first.adminUrl.reveal().replace(/\/\/[^@]+@/, '//locked:four%20words%20of%20nonsense@')
  await expect(ask(new Sensitive(`${locked}?application_name=psql`), 'select 1')).rejects.toMatchObject({
    code: '28000',
  })
  expect(await ask(first.adminUrl, 'show listen_addresses')).toBe('127.0.0.1')

  const second = await start()
  expect(second).toMatchObject({ adopted: true, pid: first.pid, port: first.port })
  await second.stop()
  await first.stop()
  await expect(ask(first.adminUrl, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })

  const third = await start()
  expect(await ask(third.adminUrl, 'select answer from kept')).toBe(42)

  // Killed without a chance to clean up: the lock file stays and names a process that is gone.
  process.kill(third.pid, 'SIGKILL')
  await untilDead(third.pid)
  const fourth = await start()
  expect(fourth.pid).not.toBe(third.pid)
  expect(await ask(fourth.adminUrl, 'select answer from kept')).toBe(42)
  await fourth.stop()

  // The number of the dead server now belongs to a process that is none: this one.
  writeFileSync(
    join(options.dir, 'data', 'postmaster.pid'),
    `${process.pid}\n${options.dir}/data\n0\n5432\n\n\n\nready\n`,
  )
  const fifth = await start()
  expect(fifth.pid).not.toBe(process.pid)
  expect(await ask(fifth.adminUrl, 'select answer from kept')).toBe(42)
  await fifth.stop()

  const password = readFileSync(join(options.dir, 'admin-password'), 'utf8')
  expect(statSync(join(options.dir, 'admin-password')).mode & 0o777).toBe(0o600)
  for (const file of [fifth.log, fifth.connectionLog]) {
    const log = readFileSync(file, 'utf8')
    expect(log).toContain('connection authorized')
    expect(log).not.toContain(password)
    expect(log).not.toContain(DATA)
  }
  const { rows, rejected } = await ingest(fifth.connectionLog, 'postgres')
  expect(rejected).toEqual([])
  expect(rows[0]).toMatchObject({ keyId: 'shop_a', userAgent: 'shop-catalog', clientIp: '127.0.0.1' })
  expect(rows.slice(1)).toContainEqual(expect.objectContaining({ keyId: 'rekey_admin', status: 200 }))
  expect(rows).toContainEqual(expect.objectContaining({ keyId: 'locked', status: 403, userAgent: 'psql' }))
  expect(rows).not.toContainEqual(expect.objectContaining({ keyId: 'locked', status: 200 }))
}, 60_000)

test('as root, a folder that nobody can enter is refused before anything is made', async () => {
  // Any other user runs the server as itself and enters its own folders.
  if (process.getuid?.() !== 0) return expect(process.getuid?.()).not.toBe(0)
  const closed = join(dir, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  await expect(startPostgres({ dir: join(closed, 'pg') })).rejects.toMatchObject({
    code: 'POSTGRES_FOLDER_UNREACHABLE',
  })
})

test('a port in use is said, with the end of the log', async () => {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address() as AddressInfo
  try {
    const error = await startPostgres({ ...options, port }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'POSTGRES_START_FAILED', message: expect.stringContaining(String(port)) })
  } finally {
    holder.close()
  }
}, 30_000)
