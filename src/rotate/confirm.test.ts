import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeConfirmation, type ConfirmInput, type ConsumerSeen } from './confirm.ts'

const T0 = Date.UTC(2026, 0, 10, 0, 0, 0)
const at = (seconds: number): Date => new Date(T0 + seconds * 1_000)
const HOUR = 3_600

function consumer(
  name: string,
  version: number,
  lastSeen: number,
  longestSilenceS: number,
  firstSeen = -10 * HOUR,
): ConsumerSeen {
  return {
    name,
    host: 'web-1',
    version,
    firstSeenAt: at(firstSeen),
    lastSeenAt: at(lastSeen),
    longestSilenceMs: longestSilenceS * 1_000,
  }
}

/** Promoted at 0, watched since a day before, everybody moved, quiet for a minute. */
function input(more: Partial<ConfirmInput> = {}): ConfirmInput {
  return {
    policy: { quietMs: 30_000, silenceFactor: 1.5, minObservationMs: 10_000 },
    now: at(60),
    promotedAt: at(0),
    observingSince: at(-24 * HOUR),
    listeningSince: at(-24 * HOUR),
    consumers: [consumer('checkout', 2, 59, 5), consumer('orders', 2, 58, 5)],
    oldVersion: 1,
    newVersion: 2,
    ...more,
  }
}

test('everybody moved and quiet: proceed', () => {
  const answer = judgeConfirmation(input())
  expect(answer).toMatchObject({ decision: 'proceed', waitingFor: [], checkAgainMs: 0 })
  expect(answer.facts).toMatchObject({
    moved: ['checkout', 'orders'],
    presumedGone: [],
    stillOnOld: [],
    quietMs: 60_000,
  })
})

test('a consumer on the old version is named, with its own longest silence', () => {
  const answer = judgeConfirmation(input({ consumers: [consumer('nightly-report', 1, 53, 12)] }))
  expect(answer.decision).toBe('wait')
  expect(answer.waitingFor[0]).toBe(
    'nightly-report still holds version 1: last seen 7.0 s ago, was once silent for 12 s; it counts as gone after 18 s',
  )
  expect(answer.facts.stillOnOld).toEqual(['nightly-report'])
  expect(answer.checkAgainMs).toBe(11_000)
})

test('a cron that was once silent for 24 h is still waited for when all traffic has been quiet for hours', () => {
  const cron = consumer('nightly-report', 1, -8 * HOUR, 24 * HOUR, -90 * HOUR)
  const answer = judgeConfirmation(input({ now: at(12 * HOUR), consumers: [...input().consumers, cron] }))
  expect(answer.decision).toBe('wait')
  expect(answer.waitingFor).toEqual([
    'nightly-report still holds version 1: last seen 20 h ago, was once silent for 1 d; it counts as gone after 1 d 12 h',
  ])
  const later = judgeConfirmation(input({ now: at(28 * HOUR), consumers: [...input().consumers, cron] }))
  expect(later.decision).toBe('proceed')
  expect(later.facts.presumedGone).toMatchObject([
    { name: 'nightly-report', version: 1, longestSilenceMs: 24 * HOUR * 1_000 },
  ])
})

test('presumed gone takes the minimal observation even for a consumer that was never silent', () => {
  const chatty = [consumer('checkout', 1, 55, 0.1)]
  expect(judgeConfirmation(input({ consumers: chatty })).waitingFor[0]).toContain('counts as gone after 10 s')
})

test('a consumer seen once has no rhythm, so the time before it counts as silence, up to a day', () => {
  const once = { ...consumer('laptop', 1, -60, 0), firstSeenAt: at(-60) }
  const answer = judgeConfirmation(input({ observingSince: at(-3_660), consumers: [once] }))
  expect(answer.waitingFor[0]).toContain(
    'seen only once, so it may be silent for 1 h; it counts as gone after 1 h 30 min',
  )
  const longAgo = judgeConfirmation(input({ observingSince: at(-9_000 * HOUR), consumers: [once] }))
  expect(longAgo.waitingFor[0]).toContain('counts as gone after 1 d 12 h')
})

test('a consumer that is seen with the old version after promotion starts the quiet time again', () => {
  const back = consumer('orders', 1, 40, 2)
  const answer = judgeConfirmation(input({ now: at(60), consumers: [back] }))
  expect(answer.facts.presumedGone).toHaveLength(1)
  expect(answer.waitingFor).toEqual(['the old key was last used 20 s ago; 30 s without use are needed'])
  expect(judgeConfirmation(input({ now: at(70), consumers: [back] })).decision).toBe('proceed')
})

test('open sessions at the provider are waited for and named', () => {
  const usage = {
    openSessions: 2,
    sessions: [
      { client: '10.0.0.7', application: 'checkout', since: at(-50) },
      { client: '203.0.113.9', application: '', since: at(10) },
    ],
    lagMs: 0,
    source: 'pg_stat_activity',
  }
  const answer = judgeConfirmation(input({ providerUsage: usage }))
  expect(answer.waitingFor).toEqual([
    'the provider still sees 2 open sessions of the old key (checkout from 10.0.0.7, unnamed from 203.0.113.9)',
  ])
  expect(answer.facts).toMatchObject({ openSessions: 2, providerSource: 'pg_stat_activity' })
})

test('a use of the old key that the provider reports must lie back, and so must the lag of the report', () => {
  const used = (seconds: number, lagMs = 0) => ({ lastUsedAt: at(seconds), lagMs, source: 'last_used' })
  expect(judgeConfirmation(input({ providerUsage: used(31) })).decision).toBe('wait')
  expect(judgeConfirmation(input({ providerUsage: used(30) })).decision).toBe('proceed')
  expect(judgeConfirmation(input({ providerUsage: used(-100, 31_000) })).waitingFor[0]).toContain('up to 31 s late')
  expect(judgeConfirmation(input({ providerUsage: used(-100, 30_000) })).decision).toBe('proceed')
})

test('nobody was ever seen: wait for the minimal observation, and say since when we look', () => {
  const answer = judgeConfirmation(
    input({ consumers: [], now: at(4), policy: { quietMs: 0, silenceFactor: 1.5, minObservationMs: 10_000 } }),
  )
  expect(answer.waitingFor).toEqual([
    'no consumer has ever been seen; looking since 2026-01-10T00:00:00.000Z (4.0 s), 10 s are needed',
  ])
  expect(judgeConfirmation(input({ consumers: [], now: at(31) })).decision).toBe('proceed')
})

test('an observation that began too late is not enough, whoever has moved', () => {
  expect(judgeConfirmation(input({ observingSince: at(55) })).waitingFor[0]).toContain('consumers are being watched')
})

test('a consumer is not silent while the server was down: its silence counts from the restart', () => {
  // Up again for 2 s after an hour; the cron would count as gone after 18 s without a word.
  const cron = consumer('nightly-report', 1, 0, 12)
  const restarted = input({ now: at(HOUR), listeningSince: at(HOUR - 2), consumers: [cron] })
  const answer = judgeConfirmation(restarted)
  expect(answer).toMatchObject({ decision: 'wait', facts: { stillOnOld: ['nightly-report'], presumedGone: [] } })
  expect(answer.waitingFor[0]).toMatch(/it counts as gone after 18 s \(this server has been listening again for 2/)
  const later = judgeConfirmation({ ...restarted, now: at(HOUR + 60) })
  expect(later.facts.presumedGone).toMatchObject([{ name: 'nightly-report', silentMs: 62_000 }])
})

test('time that the server was down is neither quiet nor observation', () => {
  const restarted = input({ now: at(HOUR), listeningSince: at(HOUR - 2) })
  expect(judgeConfirmation(restarted).waitingFor).toEqual([
    expect.stringMatching(/^this server began to listen 2.* ago; 30 s without use are needed/),
    expect.stringMatching(/^consumers are being watched; .* 10 s are needed/),
  ])
  expect(judgeConfirmation({ ...restarted, now: at(HOUR + 30) }).decision).toBe('proceed')
})

test('namesakes on several hosts are told apart', () => {
  const two = [consumer('checkout', 1, 59, 5), { ...consumer('checkout', 2, 59, 5), host: 'web-2' }]
  const answer = judgeConfirmation(input({ consumers: two }))
  expect(answer.facts).toMatchObject({ moved: ['checkout on web-2'], stillOnOld: ['checkout on web-1'] })
})

test('a host with a fast clock counts as seen just now', () => {
  expect(judgeConfirmation(input({ consumers: [consumer('checkout', 1, 600, 5)] })).decision).toBe('wait')
})

// ---------- properties ----------

const seconds = (min: number, max: number) => fc.integer({ min, max })
const consumers = fc.array(
  fc
    .record({
      version: fc.constantFrom(1, 2),
      first: seconds(-500, 0),
      last: seconds(0, 300),
      silence: seconds(0, 200),
    })
    .map(({ version, first, last, silence }) => consumer('c', version, last, silence, first)),
  { maxLength: 4 },
)
const usages = fc.option(
  fc.record({
    openSessions: seconds(0, 2),
    lastUsedAt: seconds(-100, 300).map(at),
    lagMs: seconds(0, 60_000),
    source: fc.constant('s'),
  }),
  { nil: undefined },
)
const inputs = fc
  .record({
    now: seconds(0, 900),
    observing: seconds(-1_000, 100),
    listening: seconds(-1_000, 300),
    consumers,
    usage: usages,
    quietMs: seconds(0, 90_000),
  })
  .map(({ now, observing, listening, usage, quietMs, ...rest }) =>
    input({
      now: at(now),
      observingSince: at(observing),
      listeningSince: at(listening),
      policy: { quietMs, silenceFactor: 1.5, minObservationMs: 10_000 },
      ...(usage && { providerUsage: usage }),
      ...rest,
    }),
  )

test('proceed is only said when no rule objects', () => {
  let proceeded = 0
  fc.assert(
    fc.property(inputs, (one) => {
      const { decision, waitingFor, checkAgainMs, facts } = judgeConfirmation(one)
      if (decision === 'wait') return waitingFor.length > 0 && checkAgainMs > 0
      proceeded++
      const goneAt = new Set(facts.presumedGone.map((gone) => gone.lastSeenAt))
      const accounted = one.consumers.every((seen) => {
        if (seen.version >= 2) return true
        const silentMs = +one.now - Math.max(+seen.lastSeenAt, +one.listeningSince)
        const needed = Math.max(10_000, 1.5 * seen.longestSilenceMs, one.policy.quietMs)
        return silentMs >= needed && goneAt.has(seen.lastSeenAt.toISOString())
      })
      const quiet = +one.now - +one.promotedAt >= one.policy.quietMs
      return accounted && quiet && waitingFor.length === 0 && !one.providerUsage?.openSessions
    }),
    { numRuns: 1_000 },
  )
  expect(proceeded).toBeGreaterThan(50)
})

test('time alone never turns proceed into wait', () => {
  let proceeded = 0
  fc.assert(
    fc.property(inputs, seconds(0, 5_000), (one, later) => {
      if (judgeConfirmation(one).decision === 'wait') return true
      proceeded++
      return judgeConfirmation({ ...one, now: new Date(+one.now + later * 1_000) }).decision === 'proceed'
    }),
    { numRuns: 400 },
  )
  expect(proceeded).toBeGreaterThan(20)
})

test('one more consumer that holds the old version never turns wait into proceed, and a fresh one always waits', () => {
  let waited = 0
  fc.assert(
    fc.property(inputs, consumers, (one, more) => {
      const judge = (extra: readonly ConsumerSeen[]): string =>
        judgeConfirmation({ ...one, consumers: [...one.consumers, ...extra] }).decision
      const fresh = { ...consumer('fresh', 1, 0, 1), lastSeenAt: one.now }
      if (judge([fresh]) === 'proceed') return false
      // Without any consumer another clock counts, so only populated inputs compare.
      if (one.consumers.length === 0 || judge([]) === 'proceed') return true
      waited++
      return judge(more) === 'wait'
    }),
    { numRuns: 400 },
  )
  expect(waited).toBeGreaterThan(20)
})

test('what cannot be computed waits', () => {
  const broken = { ...consumer('checkout', 1, 0, 1), longestSilenceMs: Number.NaN }
  expect(judgeConfirmation(input({ now: at(90_000), consumers: [broken] })).decision).toBe('wait')
})
