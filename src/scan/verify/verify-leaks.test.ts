import { expect, test } from 'vitest'
import { Sensitive } from '../../base/sensitive.ts'
import { seededPick } from '../../detect/expand-template.ts'
import { createHttpOut, type HttpOut } from '../../egress/http-out.ts'
import { bearer, probe } from '../../providers/probe.ts'
import type { Detect, KeyKind, Provider } from '../../providers/provider.ts'
import type { Finding } from '../finding.ts'
import { createDoor, type RequestRecord } from './manners.ts'
import { verifyLeaks, type VerifyOptions } from './verify-leaks.ts'

const LIVE = `acme_live_${'a1b2c3d4'.repeat(3)}`
const DEAD = `acme_live_${'9z8y7x6w'.repeat(3)}`

const TOKEN_RULE: Detect = {
  rule: 'acme-token',
  about: 'Acme token',
  pattern: /(?<secret>acme_live_[a-z0-9]{24})/,
  literals: ['acme_live_'],
  examples: ['acme_live_{a-z0-9:24}'],
  lookalikes: ['acme_live_short'],
}

const acme: Provider = {
  id: 'acme',
  name: 'Acme',
  docs: 'https://acme.example/keys',
  keys: {
    token: {
      about: 'token',
      detect: [TOKEN_RULE],
      ...probe({
        at: 'https://api.acme.example',
        path: '/me',
        send: bearer,
        live: 'id',
        inspect: ({ body }) => ({ access: 'admin', principal: (body as { id: string }).id }),
      }),
    },
    unasked: { about: 'nobody knows how to ask', detect: [] },
  },
}

function acmeThat(more: Partial<KeyKind>): Provider {
  return { ...acme, keys: { token: { ...(acme.keys['token'] as KeyKind), ...more } } }
}

function finding(secret: string, more: Partial<Finding> = {}): Finding {
  const leakId = `lk_${Buffer.from(secret).toString('hex').slice(-24)}`
  const place = { file: 'a.env', startLine: 1, startColumn: 1, endLine: 1, endColumn: 9 }
  const rule = { rule: 'acme-token', about: 'Acme token', provider: 'acme', kind: 'token' }
  const grade = { confidence: 'medium' as const, score: 60, reasons: [], masked: '…' }
  return { ...rule, ...place, ...grade, leakId, secret: new Sensitive(secret), ...more }
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

/** What the interface of Acme does: knows one key. */
const honest: HttpOut = async (_url, init) =>
  new Headers(init?.headers).get('authorization') === `Bearer ${LIVE}` ? json(200, { id: 'u_1' }) : json(401, {})

function scene(out: HttpOut, more: Partial<VerifyOptions> = {}) {
  const log: RequestRecord[] = []
  let nowMs = Date.UTC(2026, 10, 27)
  const clock = { now: () => new Date(nowMs) }
  const sleep = async (ms: number): Promise<void> => {
    nowMs += ms
  }
  const record = (line: RequestRecord): void => void log.push(line)
  const door = createDoor({ out, clock, sleep, requestsPerMinute: 120, requestsPerHost: 6, requests: 100, record })
  const signal = new AbortController().signal
  const options = { providers: [acme], door, clock, pick: seededPick(1), signal, baseUrls: new Map(), ...more }
  const verify = async (...findings: Finding[]) => [...(await verifyLeaks(findings, options)).values()]
  return { verify, log, passed: () => nowMs - Date.UTC(2026, 10, 27) }
}

test('a live key is live, a dead one dead, and each is asked about once however often it was found', async () => {
  const { verify, log } = scene(honest)
  const answers = await verify(finding(LIVE), finding(DEAD), finding(LIVE, { file: 'b.env' }), finding(LIVE))
  expect(answers).toEqual([
    { verdict: { state: 'live' }, inspection: expect.objectContaining({ access: 'admin', principal: 'u_1' }) },
    { verdict: { state: 'dead', why: 'refused' } },
  ])
  expect(new Set(log.map(({ doing, status }) => `${doing} ${status}`))).toEqual(
    new Set(['control 401', 'inspect 200', 'verify 200', 'verify 401']),
  )
  expect(log).toHaveLength(4)
})

test('a provider that accepts a made-up key proves nothing', async () => {
  const { verify, log } = scene(async () => json(200, { id: 'anybody' }))
  expect(await verify(finding(LIVE), finding(DEAD))).toEqual([
    { verdict: { state: 'unknown', why: 'untrusted' } },
    { verdict: { state: 'unknown', why: 'untrusted' } },
  ])
  expect(log.filter(({ doing }) => doing === 'control')).toHaveLength(1)
})

test('where the made-up key gets no answer, the verdict stays and says so', async () => {
  let asked = 0
  const { verify } = scene((url, init) => (++asked === 2 ? Promise.reject(new Error('reset')) : honest(url, init)))
  const [answer] = await verify(finding(LIVE))
  expect(answer).toMatchObject({ verdict: { state: 'live' }, note: expect.stringContaining('made-up') })
})

test('a pause that the provider asks for is kept, and a longer one ends the questions', async () => {
  let asked = 0
  const short = scene(async (url, init) => (++asked === 1 ? json(429, {}, { 'retry-after': '7' }) : honest(url, init)))
  expect((await short.verify(finding(LIVE)))[0]?.verdict).toEqual({ state: 'live' })
  expect(short.passed()).toBeGreaterThanOrEqual(7_000)

  const long = scene(async () => json(429, {}, { 'retry-after': '3600' }))
  const answers = await long.verify(finding(LIVE), finding(DEAD), finding(`${LIVE.slice(0, -1)}x`))
  expect(answers.map(({ verdict }) => verdict)).toMatchObject([
    { state: 'unknown', why: 'rate-limited' },
    { state: 'unknown', why: 'rate-limited' },
    { state: 'unknown', why: 'rate-limited' },
  ])
  expect(long.log.filter(({ status }) => status !== undefined)).toHaveLength(1)
  expect(long.passed()).toBeLessThan(1_000)
})

test('a host is asked so many times a second and a run', async () => {
  const keys = Array.from({ length: 9 }, (_, i) => finding(`acme_live_${String(i).repeat(24)}`))
  const { verify, log, passed } = scene(honest)
  const verdicts = (await verify(...keys)).map(({ verdict }) => verdict)
  expect(verdicts.filter(({ state }) => state === 'dead')).toHaveLength(6)
  expect(verdicts.slice(6).map((one) => 'why' in one && one.why)).toEqual([
    'rate-limited',
    'rate-limited',
    'rate-limited',
  ])
  expect(passed()).toBe(2_500)
  expect(log.filter(({ failure }) => failure === 'limited')).toHaveLength(3)
})

test('no network is unknown, never dead, and no error or record holds a key', async () => {
  const out: HttpOut = (url, init) => Promise.reject(new Error(`cannot ${url} ${JSON.stringify(init)}`))
  const { verify, log } = scene(out)
  expect(await verify(finding(LIVE))).toEqual([{ verdict: { state: 'unknown', why: 'network' } }])
  expect(log).toMatchObject([{ failure: 'network', host: 'api.acme.example', path: '/me' }])
  expect(JSON.stringify(log)).not.toContain(LIVE.slice(10))
})

test('a key in the path is not recorded, in either spelling', async () => {
  const odd = 'acme/live+key'
  const asking = probe({
    at: 'https://api.acme.example',
    path: ({ key }) => `/bot${key}/${encodeURIComponent(key ?? '')}`,
    send: () => ({}),
    live: 'id',
  })
  const providers = [acmeThat(asking)]
  const { verify, log } = scene(honest, { providers })
  await verify(finding(odd))
  expect(log[0]?.path).toBe('/bot…/…')
})

test('what no rule allows is not asked', async () => {
  const { verify, log } = scene(honest, { only: new Set(['other']) })
  expect(await verify(finding(LIVE))).toEqual([{ verdict: { state: 'unknown', why: 'policy' } }])
  const all = scene(honest)
  const strange = [finding('x1', { kind: 'unasked' }), finding('x2', { provider: 'generic', kind: 'password' })]
  expect((await all.verify(...strange)).map(({ verdict }) => 'why' in verdict && verdict.why)).toEqual([
    'policy',
    'policy',
  ])
  expect([...log, ...all.log]).toEqual([])
})

test('a provider that rekey.yaml switches off is not asked, and the report says why', async () => {
  const { verify, log } = scene(honest, { off: new Set(['acme']) })
  expect(await verify(finding(LIVE))).toEqual([
    { verdict: { state: 'unknown', why: 'policy' }, note: expect.stringContaining('scan.verify.off') },
  ])
  expect(log).toEqual([])
})

test('a key goes to the hosts of its provider only, over https, unless the caller names another address', async () => {
  for (const at of ['https://acme.example.evil.example', 'http://api.acme.example', 'https://api.acme.example:8443']) {
    const asking = { ...probe({ at, path: '/me', send: bearer, live: 'id' }), hosts: ['api.acme.example'] }
    const providers = [acmeThat(asking)]
    const { verify, log } = scene(honest, { providers })
    expect(await verify(finding(LIVE)), at).toEqual([{ verdict: { state: 'unknown', why: 'policy' } }])
    expect(log).toMatchObject([{ failure: 'refused' }])
  }
  const named = scene(honest, { baseUrls: new Map([['acme', 'http://acme.internal:8080/api/']]) })
  expect((await named.verify(finding(LIVE)))[0]?.verdict).toEqual({ state: 'live' })
  expect(named.log[0]).toMatchObject({ host: 'acme.internal:8080', path: '/api/me' })
})

test('a name that leads into a private network is refused, whatever else it leads to', async () => {
  for (const address of [
    '127.0.0.1',
    '169.254.169.254',
    '10.0.0.1',
    '::ffff:10.0.0.1',
    '::1',
    'fd00::1',
    '64:ff9b::a00:1',
  ]) {
    const resolve = async () => [
      { address: '8.8.8.8', family: 4 },
      { address, family: address.includes(':') ? 6 : 4 },
    ]
    const { verify } = scene(createHttpOut([], resolve))
    expect(await verify(finding(LIVE)), address).toEqual([{ verdict: { state: 'unknown', why: 'policy' } }])
  }
})

test('half of a pair alone is ambiguous; with its other half beside it, one question answers both', async () => {
  const ID = `AC${'0a1b'.repeat(8)}`
  const parts = { id: /AC[0-9a-f]{32}/, token: /(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9a-f])/ }
  const asking = probe({
    at: 'https://api.acme.example',
    parts,
    path: ({ id }) => `/${id}`,
    send: ({ token }) => ({ authorization: `Bearer ${token}` }),
    live: 'id',
  })
  const ofId = { ...TOKEN_RULE, rule: 'acme-id', pattern: /AC[0-9a-f]{32}/, examples: ['AC{0-9a-f:32}'] }
  const providers = [acmeThat({ detect: [ofId], ...asking })]
  const token = '0123456789abcdef'.repeat(2)
  const out: HttpOut = async (url, init) =>
    url.endsWith(ID) && new Headers(init?.headers).get('authorization') === `Bearer ${token}`
      ? json(200, { id: ID })
      : json(401, {})
  const alone = scene(out, { providers })
  expect(await alone.verify(finding(token, { rule: 'acme-secret' }))).toEqual([
    { verdict: { state: 'unknown', why: 'ambiguous' } },
  ])
  expect(alone.log).toEqual([])
  const pair = scene(out, { providers })
  const id = finding(ID, { rule: 'acme-id' })
  const secret = finding(token, { rule: 'acme-secret', startLine: 2 })
  const both = [
    { ...id, companions: [secret] },
    { ...secret, companions: [id] },
  ]
  expect((await pair.verify(...both)).map(({ verdict }) => verdict)).toEqual([{ state: 'live' }, { state: 'live' }])
  expect(pair.log.map(({ doing }) => doing)).toEqual(['verify', 'control', 'inspect'])
})
