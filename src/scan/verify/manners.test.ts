import { expect, test } from 'vitest'
import { Sensitive } from '../../base/sensitive.ts'
import { createDoor, isHost, type Asking, type Manners } from './manners.ts'

const ASKING: Asking = {
  provider: 'acme',
  kind: 'token',
  leakId: 'lk_1',
  doing: 'verify',
  hosts: ['*.acme.example'],
  secrets: [],
}
const START = Date.UTC(2026, 10, 27)

/** A door with a clock of its own; `out` answers when the caller says so. */
function open(more: Partial<Manners> = {}, answer = (): Response => new Response('{}')) {
  let nowMs = START
  let running = 0
  let most = 0
  const at: number[] = []
  const door = createDoor({
    out: async () => {
      at.push(nowMs - START)
      most = Math.max(most, ++running)
      await new Promise((done) => setImmediate(done))
      running--
      return answer()
    },
    clock: { now: () => new Date(nowMs) },
    sleep: async (ms) => void (nowMs += ms),
    requestsPerMinute: 60_000,
    requestsPerHost: 100,
    requests: 100,
    record: () => undefined,
    ...more,
  })
  const ask = (host: string, asking = ASKING): Promise<string> =>
    door
      .httpFor(asking)(`https://${host}/me`)
      .then(
        () => 'asked',
        (error: { code: string }) => error.code,
      )
  return { door, ask, at, most: () => most }
}

test('so many requests a minute to one host, and no more to another one for that', async () => {
  const { ask, at } = open({ requestsPerMinute: 30 })
  await Promise.all([ask('a.acme.example'), ask('a.acme.example'), ask('a.acme.example')])
  expect(at).toEqual([0, 2_000, 4_000])
  await ask('b.acme.example')
  expect(at.at(-1)).toBe(4_000)
})

test.each([1, 3])('%i at once to one host', async (atOnce) => {
  const { ask, most } = open({ atOnce })
  await Promise.all(Array.from({ length: 8 }, () => ask('a.acme.example')))
  expect(most()).toBe(atOnce)
})

test('one that fails makes room for the next', async () => {
  const { ask, at } = open({}, () => {
    throw new Error('reset')
  })
  await Promise.all([ask('a.acme.example'), ask('a.acme.example')])
  expect(at).toHaveLength(2)
})

test.each<[string, Partial<Manners>, string[], string]>([
  ['a host', { requestsPerHost: 1 }, ['asked', 'EGRESS_LIMITED', 'asked'], 'a.acme.example may be asked once in a run'],
  ['a run', { requests: 2 }, ['asked', 'asked', 'EGRESS_LIMITED'], 'a run may ask 2 times'],
  ['nothing at all', { requests: 0 }, ['EGRESS_LIMITED', 'EGRESS_LIMITED', 'EGRESS_LIMITED'], 'a run may ask 0 times'],
])('the budget of %s ends the questions, and is named once', async (_, budget, outcomes, named) => {
  const { ask, door } = open(budget)
  const said = [await ask('a.acme.example'), await ask('a.acme.example'), await ask('b.acme.example')]
  expect(said).toEqual(outcomes)
  expect(door.limitsHit()).toEqual([named])
})

test.each<[string, string[], string | undefined, string]>([
  ['api.acme.example', ['api.acme.example'], undefined, 'asked'],
  ['api.acme.example', ['*.acme.example'], undefined, 'asked'],
  ['eu.acme.example', ['api.acme.example'], undefined, 'EGRESS_REFUSED'],
  ['api.acme.example', [], undefined, 'EGRESS_REFUSED'],
  // The list takes away; it never adds a host to those of the provider.
  ['evil.example', ['evil.example'], undefined, 'EGRESS_REFUSED'],
  ['own.example', ['own.example'], 'https://own.example', 'asked'],
  ['own.example', ['api.acme.example'], 'https://own.example', 'EGRESS_REFUSED'],
])('of %s with the list %j and the address %s: %s', async (host, onlyHosts, baseUrl, outcome) => {
  const { ask, at } = open({ onlyHosts })
  expect(await ask(host, { ...ASKING, baseUrl })).toBe(outcome)
  expect(at).toHaveLength(outcome === 'asked' ? 1 : 0)
})

test.each(['canarytokens.com', 'a1b2.canarytokens.org', 'x.canary.tools'])(
  'the address of a planted key is not asked, whoever names it: %s',
  async (host) => {
    const { ask, at } = open()
    expect(await ask(host, { ...ASKING, hosts: [host], baseUrl: `https://${host}` })).toBe('EGRESS_REFUSED')
    expect(at).toEqual([])
  },
)

test.each<[string, Record<string, string>, number]>([
  ['seconds', { 'retry-after': '7' }, 7_000],
  ['a date', { 'retry-after': new Date(START + 9_000).toUTCString() }, 9_000],
  ['a date that is past', { 'retry-after': new Date(START - 9_000).toUTCString() }, 1],
  ['rubbish', { 'retry-after': 'soon' }, 5_000],
  ['nothing', {}, 5_000],
])('a pause told in %s is kept before the next request', async (_, headers, pause) => {
  const { ask, at } = open({}, () => new Response('{}', { status: 429, headers }))
  await ask('a.acme.example')
  await ask('a.acme.example')
  expect(at).toEqual([0, pause])
})

test('a pause that comes with another refusal is kept as well', async () => {
  const { ask, at } = open({}, () => new Response('{}', { status: 403, headers: { 'retry-after': '4' } }))
  await ask('a.acme.example')
  await ask('a.acme.example')
  expect(at).toEqual([0, 4_000])
})

test('a pause that is too long is not waited for', async () => {
  const { ask, at, door } = open({}, () => new Response('{}', { status: 503, headers: { 'retry-after': '31' } }))
  expect([await ask('a.acme.example'), await ask('a.acme.example')]).toEqual(['asked', 'EGRESS_LIMITED'])
  expect(at).toHaveLength(1)
  expect(door.limitsHit()).toEqual(['a.acme.example asked for a pause of 31 s'])
})

test('a record has one line for each request, and no key in any spelling', async () => {
  const lines: object[] = []
  const { door } = open({ record: (line) => lines.push(line) })
  const secrets = [new Sensitive('s3/cr+t')]
  await door.httpFor({ ...ASKING, secrets })('https://api.acme.example/bot-s3%2Fcr%2Bt/s3/cr+t?key=s3/cr+t')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ path: '/bot-…/…', status: 200, doing: 'verify', leakId: 'lk_1' })
  expect(JSON.stringify(lines)).not.toMatch(/s3|cr[+%]/)
})

test.each([
  ['api.acme.example', 'api.acme.example', true],
  ['api.acme.example', '*.acme.example', true],
  ['acme.example', '*.acme.example', false],
  ['evil-acme.example', '*.acme.example', false],
  ['api.acme.example.evil.example', '*.acme.example', false],
])('%s is one of %s: %s', (host, pattern, expected) => {
  expect(isHost(host, pattern)).toBe(expected)
})
