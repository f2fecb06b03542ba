import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Listener } from '../../journal/feed.ts'
import { allow, EVERYTHING, openTestServer, type Answer, type TestServer } from '../../../test/fakes/test-server.ts'

const KEY = 'shop/production/KEY'
const OTHER = 'shop/production/OTHER'

let one: TestServer
let reader: string
const stops = new Set<() => void>()
beforeEach(async () => {
  one = await openTestServer()
  reader = await one.token('reader', [allow('shop/**', 'read')])
  await one.put(KEY, 'first')
})
afterEach(async () => {
  for (const stop of stops) stop()
  stops.clear()
  await one.close()
})

// ---------- the stream of changes ----------

interface Stream {
  readonly status: number
  readonly type: string | null
  next(): Promise<{ event: string; data: unknown }>
  close(): void
}

async function follow(names: string, token = reader, path = '/api/changes'): Promise<Stream> {
  const url = one.server.server.listening ? addressOf(one) : await one.listen()
  const stop = new AbortController()
  stops.add(() => stop.abort())
  const answer = await fetch(`${url}${path}?names=${encodeURIComponent(names)}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stop.signal,
  })
  const reading = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    async next() {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(text.slice(0, end)) ?? []
          text = text.slice(end + 2)
          return { event, data: JSON.parse(data) as unknown }
        }
        const part = await reading?.read()
        if (!part?.value) throw new Error('the stream has ended')
        text += part.value
      }
    },
    close: () => stop.abort(),
  }
}

function addressOf({ server }: TestServer): string {
  const address = server.server.address()
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
}

const version = (name: string, number: number): object => ({ event: 'version', data: { name, version: number } })

async function store(name: string, value: string): Promise<void> {
  await one.put(name, value)
  one.app.feed.poke()
}

test('the current versions come first, then each change, of the names that were asked for', async () => {
  await one.put(OTHER, 'first')
  await store(OTHER, 'second')
  const stream = await follow(`${KEY},${OTHER},shop/production/NOT_THERE_YET`)
  expect([stream.status, stream.type]).toEqual([200, 'text/event-stream; charset=utf-8'])
  expect([await stream.next(), await stream.next()]).toEqual([version(KEY, 1), version(OTHER, 2)])
  await store('shop/production/UNASKED', 'x')
  await store(KEY, 'second')
  expect(await stream.next()).toEqual(version(KEY, 2))
  await store('shop/production/NOT_THERE_YET', 'x')
  expect(await stream.next()).toEqual(version('shop/production/NOT_THERE_YET', 1))
})

test('a candidate is nobody’s business until it is promoted', async () => {
  const { storePending, promotePending } = await import('../../secrets/stages.ts')
  const { getSecret } = await import('../../secrets/store.ts')
  const { append } = await import('../../journal/append.ts')
  const { parseSecretName } = await import('../../secrets/name.ts')
  const { Sensitive } = await import('../../base/sensitive.ts')
  const stream = await follow(KEY)
  await stream.next()
  const secret = await getSecret(one.db, parseSecretName(KEY))
  await one.db.transaction().execute(async (tx) => {
    const candidate = { secret, value: new Sensitive('x'), handle: { id: 'k' }, createdBy: 'rot_1' }
    await storePending(tx, one.keyring, one.clock.now(), candidate)
    await append(tx, one.clock.now(), [
      { actor: 'rekey', action: 'version.stored', subject: KEY, detail: { version: 2, stage: 'pending' } },
    ])
  })
  one.app.feed.poke()
  await one.db.transaction().execute(async (tx) => {
    await promotePending(tx, secret.id, one.clock.now())
    await append(tx, one.clock.now(), [
      { actor: 'rekey', action: 'version.promoted', subject: KEY, detail: { version: 2 } },
    ])
  })
  one.app.feed.poke()
  expect(await stream.next()).toEqual(version(KEY, 2))
})

/** Catches the listener of the next stream, and tells when it leaves. */
function intercept(): { listener: Promise<Listener>; left: Promise<void>; hasLeft: () => boolean } {
  let gone = false
  let caught: (listener: Listener) => void = () => {}
  let leave: () => void = () => {}
  const listener = new Promise<Listener>((resolve) => (caught = resolve))
  const left = new Promise<void>((resolve) => (leave = resolve))
  const { feed } = one.app
  Object.assign(one.app, {
    feed: {
      ...feed,
      subscribe(heard: Listener) {
        const unsubscribe = feed.subscribe(heard)
        caught(heard)
        return () => {
          gone = true
          leave()
          return unsubscribe()
        }
      },
    },
  })
  return { listener, left, hasLeft: () => gone }
}
const promoted = (number: number, subject = KEY): Parameters<Listener>[0] => ({
  seq: 1,
  at: one.clock.now(),
  actor: 'rekey',
  action: 'version.promoted',
  subject,
  detail: { version: number },
  prevHash: '',
  hash: '',
})

test('what was heard while the current version was read is not taken back', async () => {
  const { listener } = intercept()
  void listener.then((tell) => tell(promoted(7)))
  const stream = await follow(KEY)
  expect(await stream.next()).toEqual(version(KEY, 7))
  const tell = await listener
  tell(promoted(6))
  tell(promoted(7))
  tell(promoted(8))
  expect(await stream.next()).toEqual(version(KEY, 8))
})

test('a stream that its client has left is forgotten', async () => {
  const { left, hasLeft } = intercept()
  const stream = await follow(KEY)
  await stream.next()
  expect(hasLeft()).toBe(false)
  stream.close()
  await left
})

test('a client that does not read is cut off before it fills the memory', async () => {
  const { listener, hasLeft } = intercept()
  const url = new URL(await one.listen())
  const socket = connect(Number(url.port), url.hostname)
  stops.add(() => socket.destroy())
  socket.on('error', () => {})
  socket.pause()
  socket.write(`GET /api/changes?names=${KEY} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${reader}\r\n\r\n`)
  const tell = await listener
  for (let number = 2; !hasLeft() && number < 400_000; number++) {
    tell(promoted(number))
    if (number % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  expect(hasLeft()).toBe(true)
})

test.each([
  ['a name that may not be read', () => `${KEY},blog/production/KEY`, 403, 'ACCESS_DENIED'],
  ['no name', () => '', 400, 'SECRET_NAME_INVALID'],
  ['something that is no name', () => `${KEY},shop/**`, 400, 'SECRET_NAME_INVALID'],
  ['101 names', () => Array.from({ length: 101 }, (_, i) => `shop/production/K${i}`).join(), 400, 'REQUEST_INVALID'],
])('a stream of %s is refused before it begins', async (_what, names, status, code) => {
  const admin = await one.token('admin', EVERYTHING)
  const token = status === 403 ? reader : admin
  const answer = await one.ask(token, 'GET', `/api/changes?names=${encodeURIComponent(names())}`)
  expect(answer.statusCode).toBe(status)
  expect(answer.json()).toMatchObject({ error: { code } })
})

test('a hundred names are not too many, and the same name twice is one', async () => {
  const names = Array.from({ length: 99 }, (_, i) => `shop/production/K${i}`)
  const stream = await follow([...names, KEY, KEY].join())
  expect(await stream.next()).toEqual(version(KEY, 1))
  await store(KEY, 'second')
  expect(await stream.next()).toEqual(version(KEY, 2))
})

test('the server stops at once, with streams open', async () => {
  const stream = await follow(KEY)
  await stream.next()
  const before = performance.now()
  await one.server.close()
  expect(performance.now() - before).toBeLessThan(2_000)
  await expect(stream.next()).rejects.toThrow()
})

test('the stream of incidents tells ids, to those who may list them', async () => {
  const lister = await one.token('lister', [allow('house', 'list')])
  expect((await one.ask(reader, 'GET', '/api/events')).statusCode).toBe(403)
  const { listener } = intercept()
  const stream = await follow('', lister, '/api/events')
  const tell = await listener
  tell({ ...promoted(1), detail: {} })
  tell({ ...promoted(1), detail: { incident: 'inc_1', secret: 'not for this stream' } })
  expect(await stream.next()).toEqual({ event: 'incident', data: { id: 'inc_1' } })
})

// ---------- heartbeats ----------

const beat = (secrets: object[], token = reader, more: object = {}): Promise<Answer> =>
  one.ask(token, 'POST', '/api/uses', { consumer: 'checkout', host: 'web-1', process: '17', secrets, ...more })
const seen = (): Promise<{ name: string; version: number }[]> =>
  one.db.selectFrom('consumers').select(['name', 'version']).orderBy('version').execute()

test('a heartbeat says what is held: the last version of a name, with the uses of each', async () => {
  await one.put(KEY, 'second')
  const answer = await beat([
    { name: KEY, version: 1, uses: 3 },
    { name: KEY, version: 2, uses: 4 },
  ])
  expect(answer.statusCode).toBe(204)
  expect(await seen()).toEqual([{ name: 'checkout', version: 2 }])
  const uses = await one.db.selectFrom('uses').select(['version', 'count']).orderBy('version').execute()
  expect(uses).toEqual([
    { version: 1, count: 3 },
    { version: 2, count: 4 },
  ])
})

test('nobody speaks of a secret that they may not read, or of a version that never was', async () => {
  const stranger = await one.token('stranger', [allow('blog/**', 'read'), allow('shop/**', 'write', 'list', 'rotate')])
  expect((await beat([{ name: KEY, version: 1, uses: 1 }], stranger)).statusCode).toBe(204)
  expect((await beat([{ name: KEY, version: 9, uses: 1 }])).statusCode).toBe(204)
  expect((await beat([{ name: 'shop/production/NONE', version: 1, uses: 1 }])).statusCode).toBe(204)
  expect(await seen()).toEqual([])
})

test.each([
  ['a use less than none', [{ name: KEY, version: 1, uses: -1 }], {}],
  ['more uses than anybody makes', [{ name: KEY, version: 1, uses: 1e12 }], {}],
  ['half a use', [{ name: KEY, version: 1, uses: 0.5 }], {}],
  ['no version', [{ name: KEY, uses: 1 }], {}],
  ['101 secrets', Array.from({ length: 101 }, () => ({ name: KEY, version: 1, uses: 1 })), {}],
  ['something that is no name', [{ name: '../KEY', version: 1, uses: 1 }], {}],
  ['no consumer', [{ name: KEY, version: 1, uses: 1 }], { consumer: '' }],
  ['a consumer with NUL', [{ name: KEY, version: 1, uses: 1 }], { consumer: 'a\0b' }],
])('a heartbeat with %s is refused whole', async (_what, secrets, more) => {
  const answer = await beat(secrets, reader, more)
  expect(answer.statusCode, answer.body).toBe(400)
  expect(await seen()).toEqual([])
})
