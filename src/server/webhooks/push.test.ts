import { afterEach, beforeEach, expect, test } from 'vitest'
import { webhookSignature } from '../../base/signing.ts'
import { readEntries } from '../../journal/read.ts'
import { createRepository, type TestRepository } from '../../../test/fakes/git-repository.ts'
import { EVERYTHING, openTestServer, type Answer, type TestServer } from '../../../test/fakes/test-server.ts'

let one: TestServer
let git: TestRepository
let hook: { webhookPath: string; webhookSecret: string }
beforeEach(async () => {
  one = await openTestServer()
  git = createRepository()
  const admin = await one.token('admin', EVERYTHING)
  const repository = { name: 'shop/backend', path: git.path, visibility: 'public' }
  hook = (await one.ask(admin, 'POST', '/api/repositories', repository)).json() as typeof hook
})
afterEach(async () => {
  await one.close()
  git.remove()
})

const PUSH = { ref: 'refs/heads/main', before: '0'.repeat(40), after: 'a'.repeat(40), pusher: { name: 'ada' } }

function deliver(body: unknown, more: { path?: string; secret?: string; headers?: object } = {}): Promise<Answer> {
  const raw = typeof body === 'string' ? body : JSON.stringify(body)
  return one.server.inject({
    method: 'POST',
    url: more.path ?? hook.webhookPath,
    payload: raw,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-hub-signature-256': webhookSignature(more.secret ?? hook.webhookSecret, raw),
      ...more.headers,
    },
  })
}
const pushes = (): Promise<{ ref: string; pusher: string; status: string }[]> =>
  one.db.selectFrom('pushes').select(['ref', 'pusher', 'status']).execute()

test('a signed push is written down, journalled and answered at once', async () => {
  const answer = await deliver(PUSH)
  expect([answer.statusCode, answer.json()]).toEqual([202, { queued: true }])
  expect(await pushes()).toEqual([{ ref: 'refs/heads/main', pusher: 'ada', status: 'queued' }])
  const entry = (await readEntries(one.db)).at(-1)
  expect(entry).toMatchObject({
    actor: 'webhook',
    action: 'push.received',
    detail: { repository: 'shop/backend', ref: 'refs/heads/main', after: 'a'.repeat(40) },
  })
})

test('the same push delivered again is one push, also at the same moment', async () => {
  const answers = await Promise.all([deliver(PUSH), deliver(PUSH), deliver(PUSH)])
  const queued = answers.filter((answer) => answer.json<{ queued: boolean }>().queued)
  expect(queued).toHaveLength(1)
  expect((await deliver({ ...PUSH, pusher: { name: 'replayed' } })).json()).toEqual({ queued: false })
  expect(await pushes()).toHaveLength(1)
  await deliver({ ...PUSH, before: 'a'.repeat(40), after: 'b'.repeat(40) })
  expect(await pushes()).toHaveLength(2)
})

test('a wrong signature and an unknown repository are answered alike, and leave nothing', async () => {
  const raw = JSON.stringify(PUSH)
  const signed = webhookSignature(hook.webhookSecret, raw)
  const answers = await Promise.all([
    deliver(PUSH, { secret: 'wrong' }),
    deliver(PUSH, { path: '/webhooks/push/rep_unknown' }),
    deliver(PUSH, { headers: { 'x-hub-signature-256': '' } }),
    deliver(PUSH, { headers: { 'x-hub-signature-256': signed.slice(0, -1) } }),
    deliver(PUSH, { headers: { 'x-hub-signature-256': signed.toUpperCase() } }),
    deliver(PUSH, { headers: { 'x-hub-signature-256': signed.replace('sha256=', 'sha1=') } }),
    deliver(`${raw} `, { headers: { 'x-hub-signature-256': signed } }),
    one.ask(undefined, 'POST', hook.webhookPath),
  ])
  for (const answer of answers) {
    expect(answer.statusCode).toBe(401)
    expect(answer.body).toBe(answers[0]?.body)
    expect(answer.json()).toMatchObject({ error: { code: 'SIGNATURE_WRONG' } })
  }
  expect(await pushes()).toEqual([])
})

test('the signature is over the bytes as they came, whatever their type is said to be', async () => {
  const odd = ` {"before":"${PUSH.before}",\n"after": "${PUSH.after}", "ref":"refs/tags/v1", "size": 1.0}`
  const plain = await deliver(odd, { headers: { 'content-type': 'text/plain; charset=latin1' } })
  expect(plain.statusCode).toBe(202)
  expect(await pushes()).toEqual([{ ref: 'refs/tags/v1', pusher: 'unknown', status: 'queued' }])
})

test('the ping of a new webhook is welcome', async () => {
  expect((await deliver({ zen: 'x' }, { headers: { 'x-github-event': 'ping' } })).statusCode).toBe(204)
})

test.each([
  ['no JSON', 'payload=1'],
  ['cut JSON', '{"ref":'],
  ['no object', '[]'],
  ['nothing', ''],
  ['no commit', { ...PUSH, after: 'main' }],
  ['a commit that is an option', { ...PUSH, after: '--upload-pack=/bin/sh' }],
  ['no ref', { ...PUSH, ref: 'main' }],
  ['a number for a pusher', { ...PUSH, pusher: { name: 7 } }],
  ['NUL in a name', { ...PUSH, pusher: { name: 'a\0b' } }],
  ['half a character in a ref', { ...PUSH, ref: 'refs/heads/\ud83d' }],
])('a signed delivery with %s is refused in words', async (_what, body) => {
  const answer = await deliver(body)
  expect(answer.statusCode, answer.body).toBe(400)
  expect(answer.json()).toMatchObject({ error: { code: 'REQUEST_INVALID' } })
  expect(await pushes()).toEqual([])
})

test('a delivery of 25 MiB is read, one byte more is not', async () => {
  const limit = 25 * 1024 * 1024
  const filled = (bytes: number): string => {
    const start = `${JSON.stringify(PUSH).slice(0, -1)},"filler":"`
    return `${start}${'x'.repeat(bytes - start.length - 2)}"}`
  }
  expect((await deliver(filled(limit))).statusCode).toBe(202)
  const answer = await deliver(filled(limit + 1))
  expect(answer.statusCode).toBe(413)
  expect(answer.json()).toMatchObject({ error: { code: 'BODY_TOO_LARGE', hint: `Send at most ${limit} bytes.` } })
})

test('a repository is a git repository on this machine, named once', async () => {
  const admin = await one.token('another-admin', EVERYTHING)
  const add = (name: string, path: string): Promise<Answer> =>
    one.ask(admin, 'POST', '/api/repositories', { name, path, visibility: 'private' })
  for (const path of ['/nowhere', '/tmp', 'relative', `${git.path}/nowhere`, 'https://example.com/x.git'])
    expect((await add('other', path)).json(), path).toMatchObject({ error: { code: 'REPOSITORY_PATH_INVALID' } })
  await add('by-work-tree', git.path)
  await add('by-git-directory', `${git.path}/.git`)
  expect(await one.db.selectFrom('repositories').select('name').execute()).toHaveLength(3)
  expect((await add('shop/backend', git.path)).json()).toMatchObject({ error: { code: 'REPOSITORY_EXISTS' } })
  const dump = JSON.stringify(await one.db.selectFrom('repositories').selectAll().execute())
  expect(dump).not.toContain(hook.webhookSecret)
})
