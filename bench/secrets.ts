/**
 * Reads, writes and pages of secrets, on the embedded database and on PostgreSQL, beside a bare fastify route in one
 * run. Each server is pinned to one core, PostgreSQL and this client to the others.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { startPostgres } from '../src/drill/postgres-server.ts'
import { describeLoad, load, type LoadRequest } from './load.ts'
import { isOnPath } from './process.ts'
import type { Row } from './row.ts'

const root = join(import.meta.dirname, '..')
const CONNECTIONS = 64
const SECONDS = 4
const LISTED = Number(process.env['REKEY_BENCH_SECRETS'] ?? 100_000)

const BARE = `
  import { fastify } from 'fastify'
  const server = fastify()
  server.get('/', () => ({ name: 'a/b/C', version: 1, value: 'x'.repeat(40) }))
  await server.listen({ port: 0, host: '127.0.0.1' })
  console.log(JSON.stringify({ url: 'http://127.0.0.1:' + server.server.address().port }))`

/** On the first core, where the system lets us. */
function start(args: readonly string[], env: Record<string, string>): ChildProcess {
  const command = [...(isOnPath('taskset') ? ['taskset', '-c', '0'] : []), process.execPath, ...args]
  return spawn(command[0] as string, command.slice(1), {
    cwd: root,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

export async function benchSecrets(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rekey-bench-'))
  chmodSync(folder, 0o711)
  const rows: Row[] = []
  const bare = start(['--input-type=module', '-e', BARE], {})
  const postgres = await startPostgres({ dir: join(folder, 'pg') })
  try {
    const { url } = await ready(bare)
    const before = await cpuSeconds(bare.pid as number)
    const plain = await load(url, get('/', {}))
    const cost = microsOf((await cpuSeconds(bare.pid as number)) - before, plain)
    rows.push(['bare fastify JSON route', `${describeLoad(plain)}   ${cost.toFixed(0)} µs of processor time`])
    bare.kill()
    const homes = { embedded: {}, PostgreSQL: { DATABASE_URL: postgres.adminUrl.reveal() } }
    for (const [name, env] of Object.entries(homes)) {
      const home = join(folder, name)
      const under = { HOME: home, REKEY_HOME: home, ...env }
      rows.push(...(await benchServer(name, under, { perSecond: plain.perSecond, micros: cost })))
    }
  } finally {
    bare.kill()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return rows
}

const get = (path: string, headers: Record<string, string>) => ({
  connections: CONNECTIONS,
  seconds: SECONDS,
  next: (): LoadRequest => ({ method: 'GET', path, headers }),
})

/** Of the bare route: the measure of this machine at this moment. */
interface Bare {
  readonly perSecond: number
  readonly micros: number
}

async function benchServer(name: string, env: Record<string, string>, plain: Bare): Promise<Row[]> {
  const rows: Row[] = []
  const row = (what: string, figure: string): void => void rows.push([`${name}: ${what}`, figure])
  for (const which of ['first', 'later']) {
    const startedAt = performance.now()
    const server = start([join(root, 'dist/main.js'), 'up', '--port', '0', '--json', '--log-level', 'silent'], env)
    try {
      const { url } = await ready(server)
      row(`${which} start`, `${(performance.now() - startedAt).toFixed(0)} ms`)
      if (which === 'later') continue
      const { token } = JSON.parse(await readFile(join(env['REKEY_HOME'] as string, 'local.json'), 'utf8')) as {
        token: string
      }
      await benchRequests({ url, token, plain, pid: server.pid as number, row })
    } finally {
      server.kill()
      await new Promise((resolve) => server.once('close', resolve))
    }
  }
  return rows
}

interface Under {
  readonly url: string
  readonly token: string
  readonly plain: Bare
  readonly pid: number
  readonly row: (what: string, figure: string) => void
}

async function benchRequests({ url, token, plain, pid, row }: Under): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ value: 'x'.repeat(40) })
  const path = '/api/values/bench/production/KEY'
  await fetch(url + path, { method: 'PUT', headers, body })
  const before = await cpuSeconds(pid)
  const reads = await load(url, get(path, headers))
  const cpu = (await cpuSeconds(pid)) - before
  row('reads, authorised, decrypted, journalled durably', describeLoad(reads))
  row('  share of the bare route', (reads.perSecond / plain.perSecond).toFixed(2))
  const micros = microsOf(cpu, reads)
  // On a machine that does something else as well, this says more than the share.
  row('  processor time a read', `${micros.toFixed(0)} µs, ${(micros / plain.micros).toFixed(1)} times the bare route`)
  let n = 0
  const put = (): LoadRequest => ({
    method: 'PUT',
    path: `/api/values/bench/writes/path-${n++ % 1_000}/K`,
    headers,
    body,
  })
  const beforeWrites = await cpuSeconds(pid)
  const writes = await load(url, { connections: CONNECTIONS, seconds: SECONDS, next: put })
  const cost = microsOf((await cpuSeconds(pid)) - beforeWrites, writes)
  row('writes of new versions', `${describeLoad(writes)}   ${cost.toFixed(0)} µs of processor time`)
  await fill(url, headers)
  const times: number[] = []
  for (let after = '', i = 0; i < 200; i++) {
    const askedAt = performance.now()
    const answer = await fetch(`${url}/api/secrets?limit=500&after=${encodeURIComponent(after)}`, { headers })
    const page = (await answer.json()) as { secrets: { name: string }[]; next?: string }
    times.push(performance.now() - askedAt)
    if (!page.next) break
    after = page.next
  }
  times.sort((a, b) => a - b)
  row(`pages of 500 of ${LISTED} secrets: worst of ${times.length}`, `${times.at(-1)?.toFixed(0)} ms`)
  row('memory of the server with them', `${((await rssBytes(pid)) / 2 ** 20).toFixed(0)} MB`)
  row('reads again, beside them', describeLoad(await load(url, get(path, headers))))
}

/** Many secrets by the import, which stores a file of them at once. */
async function fill(url: string, headers: Record<string, string>): Promise<void> {
  const size = 500
  let n = 0
  const next = async (): Promise<void> => {
    while (n < LISTED) {
      const from = n
      n += size
      const values = Object.fromEntries(
        Array.from({ length: size }, (_, i) => [`dir-${from / size}/KEY_${from + i}`, 'x']),
      )
      const answer = await fetch(`${url}/api/environments/bench/listed/values`, {
        method: 'PUT',
        headers,
        body: JSON.stringify({ values }),
      })
      if (!answer.ok) throw new Error(await answer.text())
    }
  }
  await Promise.all([next(), next()])
}

/** A load warms up for half a second, which costs as well. */
function microsOf(cpu: number, { perSecond }: { perSecond: number }): number {
  return (cpu * 1e6) / (perSecond * (SECONDS + 0.5))
}

/** Of a process, by the kernel: user and system time in clock ticks of 10 ms. */
async function cpuSeconds(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

async function rssBytes(pid: number): Promise<number> {
  return Number((await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1]) * 4_096
}

async function ready(child: ChildProcess): Promise<{ url: string }> {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', (line) =>
      resolve(JSON.parse(line) as { url: string }),
    )
  })
}
