/**
 * Every provider's `verify` and `inspect` against a stateful server of ours, over real connections on the loopback
 * address: it knows one live, one restricted and one revoked key, answers as the provider's documentation says, and
 * misbehaves on demand. What is asked is compared with the table word for word.
 */
import { inspect as show } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Sensitive } from '../../src/base/sensitive.ts'
import { seededPick } from '../../src/detect/expand-template.ts'
import { createHttpOut } from '../../src/egress/http-out.ts'
import { providers } from '../../src/providers/index.ts'
import { PROBE_USER_AGENT, type ProviderContext, type Verdict } from '../../src/providers/provider.ts'
import { makeControlKey } from '../../src/scan/verify/control-key.ts'
import { isHost } from '../../src/scan/verify/manners.ts'
import { startProviderDoor, type ProviderDoor } from '../fakes/provider-door.ts'
import { KEY_ANSWERS } from './answers/all.ts'
import { type BesideKey, keysOf, kindOf } from './answers/keys-of.ts'

let door: ProviderDoor
beforeAll(async () => {
  door = await startProviderDoor()
})
afterAll(() => door.close())

/** The longest text that stands in both. */
function sharedRun(a: string, b: string): number {
  let longest = 0
  for (let start = 0; start < a.length; start++) {
    while (b.includes(a.slice(start, start + longest + 1)) && start + longest < a.length) longest++
  }
  return longest
}

const http = createHttpOut(['127.0.0.1'])
/** Kinds with a suite of their own. */
const ELSEWHERE = new Set(['stripe secret', 'postgres database-url', 'aws access-key'])
const cases = KEY_ANSWERS.map((one) => [`${one.provider} ${one.kind}`, one] as const)

function contextOf(companions: readonly BesideKey[], more: Partial<ProviderContext> = {}): ProviderContext {
  return {
    http,
    sql: () => Promise.reject(new Error('none of these speaks SQL')),
    now: () => new Date('2026-11-27T12:00:00Z'),
    signal: new AbortController().signal,
    settings: { baseUrl: door.url },
    companions: companions.map(({ rule, text }) => ({ rule, secret: new Sensitive(text) })),
    runId: 'test',
    ...more,
  }
}

test('every kind that can be asked about has an entry here, and a host that it may be asked at', () => {
  const able = providers.flatMap(({ id, keys }) =>
    Object.entries(keys).flatMap(([kind, { verify }]) => (verify ? [`${id} ${kind}`] : [])),
  )
  expect(able.filter((name) => !ELSEWHERE.has(name)).toSorted((a, b) => a.localeCompare(b))).toEqual(
    cases.map(([name]) => name).toSorted((a, b) => a.localeCompare(b)),
  )
  for (const [name, one] of cases) {
    const { hosts = [] } = kindOf(one)
    for (const host of hosts) expect(host, name).toMatch(/^(?:\*\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}$/)
    expect(hosts.length > 0, name).toBe(one.configured !== true)
  }
})

describe.each(cases)('%s', (_, one) => {
  const kind = kindOf(one)
  const keys = keysOf(one)
  const context = () => contextOf(keys.companions)
  const verify = (text: string, given = context()) => kind.verify?.(new Sensitive(text), given) as Promise<Verdict>

  test('live, restricted, revoked and unknown keys are told apart, by the documented request', async () => {
    door.play(one, { ...keys, companions: keys.companions.map(({ text }) => text) })
    expect(await verify(keys.live)).toEqual({ state: 'live' })
    expect(door.takeProblems()).toEqual([])
    expect(door.last().headers['user-agent']).toBe(PROBE_USER_AGENT)
    if (one.restricted) expect(await verify(keys.restricted)).toEqual({ state: 'restricted' })
    const dead = { state: 'dead', why: one.deadWhy ?? 'refused' }
    expect(await verify(keys.unknown)).toEqual(dead)
    door.revoke()
    expect(await verify(keys.live)).toEqual(dead)
    expect(door.takeProblems()).toEqual([])
  })

  test('it is asked at its own hosts, over https, and dead only when each of them refuses it', async () => {
    door.play(one, { ...keys, companions: keys.companions.map(({ text }) => text) })
    const asked: URL[] = []
    const usual = contextOf(keys.companions, {
      settings: {},
      http: (url, init) => {
        asked.push(new URL(url))
        return http(door.url + url.slice(new URL(url).origin.length), init)
      },
    })
    const verdict = await verify(keys.live, usual)
    expect(verdict).toEqual(one.configured ? { state: 'unknown', why: 'policy' } : { state: 'live' })
    expect(await verify(keys.unknown, usual)).toMatchObject({
      state: one.configured || one.ownServers ? 'unknown' : 'dead',
    })
    const hosts = kind.hosts ?? []
    expect(
      asked.filter(({ protocol, hostname }) => protocol !== 'https:' || !hosts.some((host) => isHost(hostname, host))),
    ).toEqual([])
    const fixed = hosts.filter((host) => !host.startsWith('*'))
    expect([...new Set(asked.map(({ hostname }) => hostname))]).toEqual(expect.arrayContaining(fixed))
  })

  test('no other answer is a verdict', async () => {
    door.play(one, { ...keys, companions: keys.companions.map(({ text }) => text) })
    const answers = [
      'page-200',
      'page-401',
      'page-403',
      'text-403',
      'other-200',
      'redirect',
      'limited',
      'limited-403',
      'failing',
      'reset',
    ] as const
    const verdicts = []
    for (const how of answers) {
      door.misbehave(how)
      verdicts.push(await verify(keys.live))
    }
    expect(verdicts).toEqual([
      { state: 'unknown', why: 'ambiguous' },
      { state: 'unknown', why: 'ambiguous' },
      { state: 'unknown', why: 'ambiguous' },
      { state: 'unknown', why: 'ambiguous' },
      { state: 'unknown', why: 'ambiguous' },
      { state: 'unknown', why: 'policy' },
      { state: 'unknown', why: 'rate-limited', retryAfterMs: 7_000 },
      { state: 'unknown', why: 'rate-limited', retryAfterMs: 9_000 },
      { state: 'unknown', why: 'network' },
      { state: 'unknown', why: 'network' },
    ])
    expect(door.redirected()).toBe(0)
  })

  test('a made-up key of its shape is another key of its kind, and refused', async () => {
    door.play(one, { ...keys, companions: keys.companions.map(({ text }) => text) })
    const detect = kind.detect[0]
    for (const seed of [31, 32]) {
      const made = makeControlKey(new Sensitive(keys.live), detect, seededPick(seed)).reveal()
      expect(made).toHaveLength(keys.live.length)
      expect(made).not.toBe(keys.live)
      // Of the random end nothing is left but an accident.
      expect(sharedRun(made.slice(-20), keys.live), made).toBeLessThan(8)
      expect((await verify(made)).state, made).toBe('dead')
    }
  })

  test('nothing that fails is thrown, and no answer holds the key', async () => {
    const secret = new Sensitive(keys.live)
    const failing = contextOf(keys.companions, {
      http: (url, init) => Promise.reject(new Error(`no way to ${url} ${show(init)} ${keys.live}`)),
    })
    const answers = [await kind.verify?.(secret, failing), await kind.inspect?.(secret, failing)]
    door.play(one, { ...keys, companions: keys.companions.map(({ text }) => text) })
    door.misbehave('echo')
    answers.push(await kind.verify?.(secret, context()), await kind.inspect?.(secret, context()))
    expect(show(answers, { depth: 9 })).not.toContain(keys.live)
  })

  test('what a live key may do', async () => {
    expect(kind.inspect !== undefined).toBe(one.inspection !== undefined)
    if (!kind.inspect) return
    door.play(one, { ...keys, companions: keys.companions.map(({ text }) => text) })
    expect(await kind.inspect(new Sensitive(keys.live), context())).toMatchObject(one.inspection ?? {})
    expect(door.takeProblems()).toEqual([])
    const dead = await kind.inspect(new Sensitive(keys.unknown), context())
    expect(dead).not.toHaveProperty('account')
    expect(dead).not.toHaveProperty('principal')
  })

  test('without its other part nothing is asked', async () => {
    const before = door.asked()
    if (keys.companions.length > 0) {
      expect(await verify(keys.live, contextOf([], { settings: {} }))).toEqual({ state: 'unknown', why: 'ambiguous' })
    }
    expect(door.asked()).toBe(before)
  })
})

test('Etsy refuses a key without its shared secret as it refuses a dead one: that proves nothing', async () => {
  const answers = KEY_ANSWERS.find(({ provider }) => provider === 'etsy')
  if (!answers) throw new Error('no answers of Etsy')
  const { live } = keysOf(answers)
  door.play(answers, { live, restricted: '', companions: [] })
  const ask = (key: string) => kindOf(answers).verify?.(new Sensitive(key), contextOf([]))
  expect(await ask(live.split(':')[0] ?? '')).toEqual({ state: 'unknown', why: 'ambiguous' })
  expect(await ask(`${live}x`)).toEqual({ state: 'dead', why: 'refused' })
})
