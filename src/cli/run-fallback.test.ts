import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectionError } from './connection.ts'
import { RekeyError } from '../base/errors.ts'
import { Sensitive } from '../base/sensitive.ts'
import { isAway, isDenied, openFallback, type FallbackOptions } from './run-fallback.ts'

const CANARY = ['canary', 'fallback', '7d1e'].join('-')
const secret = { name: 'shop/production/KEY', key: 'KEY', version: 3, value: new Sensitive(CANARY) }
let folder: string
let options: FallbackOptions
let now: Date
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rekey-fallback-'))
  now = new Date('2026-01-01T00:00:00Z')
  options = {
    path: join(folder, 'deep', 'copy.json'),
    token: new Sensitive('token-of-the-test'),
    about: 'server and selection',
    maxAgeMs: 60_000,
    now: () => now,
  }
})
afterEach(() => rm(folder, { recursive: true }))

test('what is written comes back, and nothing of it is readable in the file', async () => {
  await openFallback(options).write([secret])
  const { secrets, savedAt } = await openFallback(options).read()
  expect(savedAt).toEqual(now)
  expect(secrets.map(({ value, ...rest }) => ({ ...rest, same: value.reveal() === CANARY }))).toEqual([
    { name: secret.name, key: 'KEY', version: 3, same: true },
  ])
  const text = await readFile(options.path, 'utf8')
  for (const word of [CANARY, Buffer.from(CANARY).toString('base64'), 'KEY', 'token-of-the-test']) {
    expect(text).not.toContain(word)
  }
  expect((await stat(options.path)).mode & 0o777).toBe(0o600)
  expect((await stat(join(folder, 'deep'))).mode & 0o777).toBe(0o700)
})

test('the same values make another file each time: salt and nonce are never used twice', async () => {
  const texts = new Set<string>()
  for (let i = 0; i < 3; i += 1) {
    await openFallback(options).write([secret])
    const { salt, iv } = JSON.parse(await readFile(options.path, 'utf8')) as { salt: string; iv: string }
    texts.add(salt).add(iv)
  }
  expect(texts.size).toBe(6)
})

test.each([
  ['another token', () => ({ token: new Sensitive('another') })],
  ['another selection', () => ({ about: 'elsewhere' })],
])('%s does not open it', async (_title, change) => {
  await openFallback(options).write([secret])
  await expect(openFallback({ ...options, ...change() }).read()).rejects.toMatchObject({ code: 'FALLBACK_UNUSABLE' })
})

test.each(['savedAt', 'etag', 'salt', 'iv', 'tag', 'data'])('a changed %s does not open', async (field) => {
  await openFallback(options).write([secret])
  const envelope = JSON.parse(await readFile(options.path, 'utf8')) as Record<string, string>
  const bytes = Buffer.from(envelope[field] as string, 'base64')
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0)
  envelope[field] = field === 'savedAt' ? '2026-01-01T00:00:01.000Z' : bytes.toString('base64')
  await writeFile(options.path, JSON.stringify(envelope))
  const error = await openFallback(options)
    .read()
    .catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'FALLBACK_UNUSABLE' })
  expect(String(error)).not.toContain(CANARY)
})

test('too old, in either direction of the clock, it is deleted', async () => {
  for (const ms of [61_000, -61_000]) {
    await openFallback(options).write([secret])
    now = new Date(now.getTime() + ms)
    await expect(openFallback(options).read()).rejects.toMatchObject({ code: 'FALLBACK_TOO_OLD' })
    await expect(openFallback(options).read()).rejects.toMatchObject({ code: 'FALLBACK_MISSING' })
  }
})

test('only an absent or broken server is away; only its own no is a no', () => {
  const told = (status: number) => new RekeyError('X', { status, exit: 2, hint: '' }, 'x')
  expect([500, 503].map((status) => isAway(told(status)))).toEqual([true, true])
  expect(isAway(connectionError('SERVER_UNREACHABLE', 'x'))).toBe(true)
  for (const status of [401, 403, 404]) expect([isAway(told(status)), isDenied(told(status))]).toEqual([false, true])
  for (const status of [400, 409, 429]) expect([isAway(told(status)), isDenied(told(status))]).toEqual([false, false])
  expect(isDenied(connectionError('TOKEN_MISSING', 'x'))).toBe(false)
})
