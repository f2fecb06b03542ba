/** Authorised, decrypted, durably journalled reads of one secret, beside a bare fastify route in one run. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Row } from './row.ts'

const root = join(import.meta.dirname, '..')
const CONNECTIONS = 32
const SECONDS = 4

const BARE = `
  import { fastify } from 'fastify'
  const server = fastify()
  server.get('/', () => ({ name: 'a/b/C', version: 1, value: 'x'.repeat(40) }))
  await server.listen({ port: 0, host: '127.0.0.1' })
  console.log(JSON.stringify({ url: 'http://127.0.0.1:' + server.server.address().port }))`

export async function benchSecrets(): Promise<Row[]> {
  const home = await mkdtemp(join(tmpdir(), 'rekey-bench-'))
  const bare = spawn(process.execPath, ['--input-type=module', '-e', BARE], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const server = spawn(
    process.execPath,
    [join(root, 'dist/main.js'), 'up', '--port', '0', '--json', '--log-level', 'silent'],
    {
      env: { PATH: process.env['PATH'], HOME: home, REKEY_HOME: home },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  try {
    const startedAt = performance.now()
    const [{ url: bareUrl }, { url }] = await Promise.all([ready(bare), ready(server)])
    const startMs = performance.now() - startedAt
    const { token } = JSON.parse(await readFile(join(home, 'local.json'), 'utf8')) as { token: string }
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const value = `${url}/api/values/bench/production/KEY`
    await fetch(value, { method: 'PUT', headers, body: JSON.stringify({ value: 'x'.repeat(40) }) })
    const plain = await rate(`${bareUrl}/`, {})
    const reads = await rate(value, headers)
    return [
      ['first start of the server, embedded database', `${startMs.toFixed(0)} ms`],
      ['bare fastify JSON route', `${plain.toFixed(0)} requests/s`],
      [
        'reads: authorised, decrypted, journalled durably',
        `${reads.toFixed(0)} requests/s   ratio ${(reads / plain).toFixed(2)}`,
      ],
    ]
  } finally {
    bare.kill()
    server.kill()
    await new Promise((resolve) => server.once('close', resolve))
    await rm(home, { recursive: true, force: true })
  }
}

async function ready(child: ChildProcess): Promise<{ url: string }> {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', (line) =>
      resolve(JSON.parse(line) as { url: string }),
    )
  })
}

/** Requests a second of a few connections that each wait for their answer. */
async function rate(url: string, headers: Record<string, string>): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const endsAt = performance.now() + SECONDS * 1_000
  let answered = 0
  const once = (): Promise<void> =>
    new Promise((resolve, reject) => {
      request(url, { agent, headers }, (answer) => {
        answer.resume()
        answer.on('end', () => {
          answered++
          resolve()
        })
      })
        .on('error', reject)
        .end()
    })
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < endsAt) await once()
    }),
  )
  agent.destroy()
  return answered / SECONDS
}
