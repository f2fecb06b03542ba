/** The journal's sinks against real listeners: UDP, TCP, a Unix socket, HTTP and the file system. */
import { createSocket } from 'node:dgram'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Sensitive } from '../../src/base/sensitive.ts'
import { hmacSha256 } from '../../src/base/signing.ts'
import { append } from '../../src/journal/append.ts'
import type { ChainedEntry } from '../../src/journal/chain.ts'
import { listExports, startExporter, type Exporter } from '../../src/journal/export/exporter.ts'
import { openFileSink } from '../../src/journal/export/file-sink.ts'
import type { Sink } from '../../src/journal/export/sink.ts'
import { formatSyslog, openSyslogSink } from '../../src/journal/export/syslog-sink.ts'
import { openWebhookSink } from '../../src/journal/export/webhook-sink.ts'
import { verifyJournalFile } from '../../src/journal/verify.ts'
import type { Db } from '../../src/db/connect.ts'
import { freshDatabase, START, testClock } from '../fakes/database.ts'

const entry = (subject: string, detail = {}) => ({ actor: 'ada "] \\', action: 'secret.read', subject, detail })
let folder: string
let db: Db
const ends: (() => unknown)[] = []
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rekey-sinks-'))
  db = await freshDatabase()
})
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
  rmSync(folder, { recursive: true })
})

const write = (...subjects: string[]): Promise<ChainedEntry[]> =>
  append(
    db,
    START,
    subjects.map((one) => entry(one)),
  )
function start(sink: Sink, mySend = async (): Promise<boolean> => true): Exporter {
  const exporter = startExporter({ db, clock: testClock(), mySend, onError: () => {}, pollMs: 10 }, sink)
  ends.push(() => exporter.stop())
  return exporter
}
const begun = async (): Promise<void> => {
  await expect.poll(async () => (await listExports(db)).length, { timeout: 10_000, interval: 20 }).toBe(1)
}
async function listen(server: Server, path?: string): Promise<number> {
  await new Promise<void>((resolve) => (path ? server.listen(path, resolve) : server.listen(0, '127.0.0.1', resolve)))
  ends.push(() => server.close())
  return path ? 0 : (server.address() as AddressInfo).port
}

test('files: each entry once, in order, checkable without us; links, and what can be run, are refused', async () => {
  const sink = await openFileSink(join(folder, 'journal'))
  const exporter = start(sink)
  await begun()
  await write('one', 'two')
  await write('three')
  const path = join(folder, 'journal/journal-2024-03-05.jsonl')
  const lines = (): string[] => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [])
  await expect.poll(() => lines().length, { timeout: 10_000 }).toBe(3)
  await exporter.stop()
  ends.pop()
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(await verifyJournalFile(path)).toMatchObject({ ok: true, entries: 3 })
  const strange = join(folder, 'strange')
  writeFileSync(strange, '')
  for (const make of [
    () => symlinkSync(strange, path),
    () => linkSync(strange, path),
    () => {
      writeFileSync(path, '')
      chmodSync(path, 0o755)
    },
  ]) {
    rmSync(path, { force: true })
    make()
    await expect(sink.send(await write('never'))).rejects.toMatchObject({ code: 'SINK_FAILED' })
    expect(readFileSync(strange, 'utf8')).toBe('')
  }
})

test('syslog: RFC 5424 with escaped structured data, and a warning for an alarm', async () => {
  const [one] = await append(db, START, [entry('shop/production/KEY', { alarm: true })])
  const message = formatSyslog(one as ChainedEntry)
  expect(message).toMatch(
    /^<108>1 2024-03-05T10:00:00\.000Z \S+ rekey \d+ secret\.read \[rekey@32473 seq="1" actor="ada \\"\\] \\\\" subject="shop\/production\/KEY" hash="[0-9a-f]{64}"\] \{"/,
  )
})

test('syslog over UDP, and a message that is too large for a datagram comes without its text', async () => {
  const socket = createSocket('udp4')
  const got: string[] = []
  socket.on('message', (message) => void got.push(message.toString()))
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  ends.push(() => socket.close())
  start(openSyslogSink(`udp://127.0.0.1:${socket.address().port}`))
  await begun()
  await append(db, START, [entry('small'), entry('large', { text: 'x'.repeat(5_000) })])
  await expect.poll(() => got.length, { timeout: 10_000 }).toBe(2)
  expect(got[0]).toContain('"subject":"small"')
  expect(got[1]).toMatch(/subject="large" hash="[0-9a-f]{64}"\]$/)
})

test.each(['tcp', 'unix'])('syslog over %s: counted frames; after a break it goes on where it was', async (kind) => {
  let received = ''
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (part) => (received += part.toString()))
  })
  ends.push(() => sockets.forEach((socket) => socket.destroy()))
  const path = join(folder, 'log.sock')
  const port = await listen(server, kind === 'unix' ? path : undefined)
  start(openSyslogSink(kind === 'unix' ? `unix://${path}` : `tcp://127.0.0.1:${port}`))
  await begun()
  const frames = (): string[] => {
    const found: string[] = []
    for (let rest = received; rest;) {
      const [head = '', ...more] = rest.split(' ')
      const body = more.join(' ')
      found.push(Buffer.from(body).subarray(0, Number(head)).toString())
      rest = Buffer.from(body).subarray(Number(head)).toString()
    }
    return found
  }
  await write('one', 'zwei ü')
  await expect.poll(() => frames().length, { timeout: 10_000 }).toBe(2)
  expect(frames()[1]).toContain('subject="zwei ü"')
  for (const socket of sockets) socket.end()
  await new Promise((resolve) => setTimeout(resolve, 100))
  await write('three')
  await expect.poll(() => frames().length, { timeout: 10_000 }).toBe(3)
})

test('webhook: signed, tried again until it is taken, in order, by one node', async () => {
  const got: { body: string; signature: string; at: string }[] = []
  let answers = [500, 302, 200]
  const server = createHttp((request, response) => {
    void text(request).then((body) => {
      const status = answers.length > 1 ? (answers.shift() as number) : (answers[0] as number)
      if (status === 200)
        got.push({
          body,
          signature: String(request.headers['x-rekey-signature-256']),
          at: String(request.headers['x-rekey-last-at']),
        })
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end()
    })
  })
  const port = await listen(server)
  const key = new Sensitive('the key of the webhook')
  start(openWebhookSink(`http://127.0.0.1:${port}/in`, key))
  const idle = openWebhookSink(`http://127.0.0.1:${port}/other`, key)
  start({ ...idle, name: 'idle' }, async () => false)
  await begun()
  await write('one', 'two')
  await expect.poll(() => got.length, { timeout: 10_000 }).toBe(1)
  const [{ body, signature, at }] = got as [(typeof got)[0]]
  expect(signature).toBe(`sha256=${hmacSha256(key.reveal(), `${at}.${body}`).toString('hex')}`)
  const { entries } = JSON.parse(body) as { entries: { subject: string }[] }
  expect(entries.map(({ subject }) => subject)).toEqual(['one', 'two'])
  answers = [503]
  await write('three')
  await expect.poll(async () => (await listExports(db))[0]?.problem, { timeout: 10_000 }).toContain('503')
  expect(await listExports(db)).toMatchObject([{ name: 'webhook', behind: 1 }])
  expect(() => openWebhookSink('http://user:word@127.0.0.1/', key)).toThrow(
    expect.objectContaining({ code: 'SINK_INVALID' }),
  )
  expect(() => openSyslogSink('file:///etc/passwd')).toThrow(expect.objectContaining({ code: 'SINK_INVALID' }))
})

test('two processes append to one file without tearing a line', async () => {
  const sink = await openFileSink(folder)
  const entries = await write('one', 'two')
  appendFileSync(join(folder, 'journal-2024-03-05.jsonl'), '')
  await Promise.all([sink.send(entries), sink.send(entries)])
  const lines = readFileSync(join(folder, 'journal-2024-03-05.jsonl'), 'utf8').trim().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual([1, 2, 1, 2])
})
