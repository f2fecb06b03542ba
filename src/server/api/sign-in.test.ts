/** Signing in, end to end: what the classes of known holes in other products ask of passwords, codes and sessions. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestServer, allow, EVERYTHING, type Answer, type TestServer } from '../../../test/fakes/test-server.ts'
import { dumpTables } from '../../../test/fakes/database.ts'
import { codeAt, stepAt } from '../../access/totp.ts'

const PASSWORD = ['a long', 'phrase', 'of hers'].join(' ')
let one: TestServer
let admin: string
beforeEach(async () => {
  one = await openTestServer({ door: { idleMs: 60 * 60_000, sessionMs: 3 * 60 * 60_000 } })
  admin = await one.token('admin', EVERYTHING)
})
afterEach(() => one.close())

const cookieOf = (answer: Answer): string => {
  const { name, value } = answer.cookies[0] as { name: string; value: string }
  return `${name}=${value}`
}
const withCookie = (cookie: string, method: 'GET' | 'POST' | 'DELETE', url: string, body?: object): Promise<Answer> =>
  one.ask(undefined, method, url, body, { cookie })
const signIn = (name: string, password: string, more: object = {}): Promise<Answer> =>
  one.ask(undefined, 'POST', '/api/login', { name, password, ...more })
const codeOf = (answer: Answer): string | undefined => answer.json<{ error?: { code: string } }>().error?.code
const statusOf = async (cookie: string): Promise<number> => (await withCookie(cookie, 'GET', '/api/session')).statusCode

/** Ada, made by the administrator, comes in with her setup token and sets a password. */
async function admitAda(): Promise<string> {
  const body = { name: 'ada', kind: 'person', policies: [allow('shop/**', 'read', 'list')] }
  const { token } = (await one.ask(admin, 'POST', '/api/identities', body)).json<{ token: string }>()
  const first = await one.ask(undefined, 'POST', '/api/setup', { token })
  expect(first.statusCode).toBe(204)
  expect((await one.ask(undefined, 'POST', '/api/setup', { token })).statusCode).toBe(401)
  const cookie = cookieOf(first)
  const set = await withCookie(cookie, 'POST', '/api/account/password', { password: PASSWORD })
  expect(set.statusCode, set.body).toBe(204)
  return cookie
}

describe('a password', () => {
  test('lets in who knows it, with a new session each time, and leaves no trace of itself', async () => {
    const first = await admitAda()
    const second = await one.ask(
      undefined,
      'POST',
      '/api/login',
      { name: 'ADA', password: PASSWORD },
      { cookie: first },
    )
    expect(second.statusCode, second.body).toBe(204)
    expect(second.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
    const cookie = cookieOf(second)
    expect(cookie).not.toBe(first)
    expect([await statusOf(first), await statusOf(cookie)]).toEqual([401, 200])
    for (const text of [await dumpTables(one.db), one.logged()]) {
      expect(text).not.toContain(PASSWORD)
      expect(text).not.toContain(cookie.split('=')[1])
    }
  })

  test('that is wrong is refused like a name that does not exist, after the same work', async () => {
    await admitAda()
    const wrong = await signIn('ada', 'something else')
    const unknown = await signIn('nobody at all', 'something else')
    expect([wrong.statusCode, wrong.cookies]).toEqual([401, []])
    expect(unknown.body).toBe(wrong.body)
  })

  test('is not changed by who only holds a session or a token', async () => {
    const cookie = await admitAda()
    const another = { password: `${PASSWORD} again` }
    expect((await withCookie(cookie, 'POST', '/api/account/password', another)).statusCode).toBe(401)
    const wrong = { ...another, current: 'not the one' }
    expect(codeOf(await withCookie(cookie, 'POST', '/api/account/password', wrong))).toBe('SIGN_IN_REFUSED')
    const own = await one.ask(admin, 'POST', '/api/identities/admin/password', another)
    expect(own.statusCode).toBeGreaterThanOrEqual(400)
    expect((await signIn('ada', PASSWORD)).statusCode).toBe(204)
  })
})

describe('failures', () => {
  test('are counted for a name in all its spellings, and forgiven by time', async () => {
    await admitAda()
    for (const name of ['ada', 'ADA', 'Ada', ' ada ', '\uff41\uff44\uff41']) {
      expect(codeOf(await signIn(name, 'something else'))).toBe('SIGN_IN_REFUSED')
    }
    for (const name of ['ada', 'aDa', '\uff21da']) {
      const locked = await signIn(name, PASSWORD)
      expect([locked.statusCode, codeOf(locked)]).toEqual([429, 'SIGN_IN_LOCKED'])
    }
    one.clock.advance(30_001)
    expect((await signIn('ada', PASSWORD)).statusCode).toBe(204)
    expect(codeOf(await signIn('ada', 'something else'))).toBe('SIGN_IN_REFUSED')
  })

  test('of names that do not exist lock them alike', async () => {
    for (let i = 0; i < 5; i++) await signIn('ghost', 'something else')
    expect(codeOf(await signIn('GHOST', 'something else'))).toBe('SIGN_IN_LOCKED')
  })

  test('sent at once do not outrun the count', async () => {
    await admitAda()
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('ada', 'something else')))
    expect(answers.filter((answer) => codeOf(answer) === 'SIGN_IN_REFUSED')).toHaveLength(5)
  })
})

describe('a session', () => {
  test('ends when it is idle, and at its end however busy', async () => {
    await admitAda()
    const idle = cookieOf(await signIn('ada', PASSWORD))
    expect(await statusOf(idle)).toBe(200)
    one.clock.advance(60 * 60_000 + 1)
    expect(await statusOf(idle)).toBe(401)
    const busy = cookieOf(await signIn('ada', PASSWORD))
    const seen: number[] = []
    for (let i = 0; i < 4; i++) {
      one.clock.advance(50 * 60_000)
      seen.push(await statusOf(busy))
    }
    expect(seen).toEqual([200, 200, 200, 401])
  })

  test('is listed without its text, and ended by its owner and nobody else', async () => {
    const cookie = await admitAda()
    const other = cookieOf(await signIn('ada', PASSWORD))
    const listed = await withCookie(cookie, 'GET', '/api/account/tokens')
    const { tokens } = listed.json<{ tokens: { id: string; isThis: boolean }[] }>()
    expect(listed.body).not.toContain('rkt_')
    const { id } = tokens.find(({ isThis }) => !isThis) as { id: string }
    const stranger = await one.token('stranger', [allow('**', 'read', 'list')])
    expect((await one.ask(stranger, 'DELETE', `/api/account/tokens/${id}`)).statusCode).toBe(404)
    expect(await statusOf(other)).toBe(200)
    expect((await withCookie(cookie, 'DELETE', `/api/account/tokens/${id}`)).statusCode).toBe(204)
    expect([await statusOf(other), await statusOf(cookie)]).toEqual([401, 200])
  })

  test('does nothing for a page of another site, and no page signs somebody in', async () => {
    const cookie = await admitAda()
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    const login = await one.ask(undefined, 'POST', '/api/login', { name: 'ada', password: PASSWORD }, foreign)
    expect([login.statusCode, login.cookies]).toEqual([403, []])
    expect((await one.ask(undefined, 'POST', '/api/logout', undefined, { cookie, ...foreign })).statusCode).toBe(403)
    expect(await statusOf(cookie)).toBe(200)
  })
})

describe('a second factor', () => {
  async function enrol(cookie: string): Promise<Buffer> {
    const { uri } = (await withCookie(cookie, 'POST', '/api/account/second-factor')).json<{ uri: string }>()
    const bits = Array.from(new URL(uri).searchParams.get('secret') ?? '', (letter) =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
    ).join('')
    const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
    const code = codeAt(key, stepAt(one.clock.now()))
    const done = await withCookie(cookie, 'POST', '/api/account/second-factor/confirm', { code })
    expect(done.statusCode, done.body).toBe(204)
    return key
  }

  test('is asked for; each step works once, however it is typed', async () => {
    const key = await enrol(await admitAda())
    const now = (): string => codeAt(key, stepAt(one.clock.now()))
    expect(codeOf(await signIn('ada', PASSWORD))).toBe('SECOND_FACTOR_REQUIRED')
    // The code that confirmed it is used up.
    expect(codeOf(await signIn('ada', PASSWORD, { code: now() }))).toBe('SIGN_IN_REFUSED')
    one.clock.advance(60_000)
    const typed = `${now().slice(0, 3)} ${now().slice(3)}`
    expect((await signIn('ada', PASSWORD, { code: typed })).statusCode).toBe(204)
    const arabic = Array.from(now(), (digit) => String.fromCodePoint(0x660 + Number(digit))).join('')
    for (const again of [now(), ` ${now()} `, arabic]) {
      expect(codeOf(await signIn('ada', PASSWORD, { code: again }))).toBe('SIGN_IN_REFUSED')
    }
    one.clock.advance(60_000)
    const wide = Array.from(now(), (digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')
    expect((await signIn('ada', PASSWORD, { code: wide })).statusCode).toBe(204)
  })

  test('cannot be guessed faster than a password', async () => {
    const key = await enrol(await admitAda())
    one.clock.advance(60_000)
    const right = codeAt(key, stepAt(one.clock.now()))
    const wrong = String((Number(right) + 500_000) % 1_000_000).padStart(6, '0')
    for (let i = 0; i < 5; i++) await signIn('ada', PASSWORD, { code: wrong })
    expect(codeOf(await signIn('ada', PASSWORD, { code: right }))).toBe('SIGN_IN_LOCKED')
  })
})

describe('nobody gets more than they hold', () => {
  test('by a key, a token or a password of somebody else', async () => {
    const small = await one.token('small', [allow('house', 'admin'), allow('blog/**', 'read')])
    await one.token('big', [allow('shop/**', 'read', 'write')])
    const before = await dumpTables(one.db)
    for (const [path, body] of [
      ['/api/identities/big/access-keys', { project: 'shop', environment: 'production' }],
      ['/api/identities/big/tokens', { kind: 'api' }],
      ['/api/identities/big/id-secrets', {}],
      ['/api/policies/wide/assignments', { identity: 'small' }],
    ] as const) {
      const answer = await one.ask(small, 'POST', path, body)
      expect([403, 404], `${path}: ${answer.body}`).toContain(answer.statusCode)
      expect(answer.body).not.toMatch(/rkt_|secretAccessKey/)
    }
    expect((await dumpTables(one.db)).length).toBeGreaterThanOrEqual(before.length)
    const made = { project: 'shop', environment: 'production' }
    expect((await one.ask(admin, 'POST', '/api/identities/big/access-keys', made)).statusCode).toBe(200)
  })

  test('by an early end of what denies it', async () => {
    const rules = [{ effect: 'deny', pattern: 'shop/**', actions: ['read'] }]
    await one.ask(admin, 'PUT', '/api/policies/no-shop', { rules })
    const small = await one.token('small', [allow('house', 'admin'), allow('shop/**', 'read')])
    await one.ask(admin, 'POST', '/api/policies/no-shop/assignments', { identity: 'small' })
    const until = new Date(one.clock.now().getTime() + 1_000).toISOString()
    const answer = await one.ask(small, 'POST', '/api/policies/no-shop/assignments', { identity: 'small', until })
    expect(codeOf(answer), answer.body).toBe('GRANT_TOO_WIDE')
    one.clock.advance(2_000)
    const explained = await one.ask(small, 'GET', '/api/explain?name=shop/production/KEY&action=read')
    expect(explained.json()).toMatchObject({ allowed: false })
  })
})
