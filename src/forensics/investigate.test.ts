import { expect, test } from 'vitest'
import { investigate, type Investigation, type InvestigationInput } from './investigate.ts'
import { UNNAMED } from './log-row.ts'
import { LEAK, REFUSED, WINDOW, utc, withFolder, writeLines } from './test-log.ts'

interface Line {
  request_timestamp: string
  client_ip: string
  request_method: string
  request_path: string
  response_status_code: number
  user_agent: string
  api_key_id: string
  request_id?: string
}

const shop: Line = {
  request_timestamp: '',
  client_ip: '10.0.0.1',
  request_method: 'GET',
  request_path: '/v1/events',
  response_status_code: 200,
  user_agent: 'Shop/1.0',
  api_key_id: 'key_old',
}
const intruder = { ...shop, client_ip: '203.0.113.7', user_agent: 'curl/8.5.0' }

/** The shop calls every five minutes from three days before the leak to an hour after the refusal. */
function shopLines(): Line[] {
  const lines: Line[] = []
  for (let at = LEAK.getTime() - 3 * 86_400_000; at <= REFUSED.getTime() + 3_600_000; at += 300_000) {
    lines.push({ ...shop, request_timestamp: new Date(at).toISOString(), request_id: `r${at}` })
  }
  return lines
}
const at = (time: string, line: Line, change: Partial<Line> = {}): Line => ({
  ...line,
  ...change,
  request_timestamp: `2026-03-12T${time}Z`,
})

async function judged(
  lines: readonly (Line | string)[],
  change: Partial<InvestigationInput> = {},
): Promise<Investigation> {
  return withFolder((folder) => {
    const file = writeLines(folder, lines)
    const source = {
      name: 'log',
      file,
      format: 'access-log' as const,
      coversFrom: WINDOW.baselineFrom,
      coversTo: WINDOW.until,
    }
    return investigate({ sources: [source], key: { id: 'key_old' }, leakedAt: LEAK, refusedAt: REFUSED, ...change })
  })
}

test('our own traffic alone is no evidence', async () => {
  const answer = await judged(shopLines())
  expect([answer.class, answer.coverage, answer.gaps, answer.strangers]).toEqual(['no-evidence', 1, [], []])
})

test('a stranger that was always refused is an attempt', async () => {
  const answer = await judged([...shopLines(), at('12:10:00', intruder, { response_status_code: 401 })])
  expect(answer.class).toBe('attempt-only')
  expect(answer.strangers).toMatchObject([{ ip: '203.0.113.7', requests: 1, succeeded: 0 }])
})

test('a stranger that only asks for the balance is use, not abuse', async () => {
  const answer = await judged([...shopLines(), at('12:10:00', intruder, { request_path: '/v1/balance' })])
  expect(answer.class).toBe('confirmed-use')
  expect(answer.indicators.map((indicator) => indicator.id)).toContain('I15')
})

test('a stranger in our own network with another client is seen', async () => {
  const line = at('12:10:00', intruder, { client_ip: '10.0.0.1', request_path: '/v1/customers/cus_1A' })
  const answer = await judged([...shopLines(), line])
  expect(answer.class).toBe('confirmed-abuse')
  expect([answer.recordsAtLeast, answer.recordsAtMost]).toEqual([1, 1])
})

test('our own client that does what it never did needs a person', async () => {
  const answer = await judged([
    ...shopLines(),
    at('12:10:00', shop, { request_method: 'POST', request_path: '/iam/CreateUser' }),
  ])
  expect(answer.class).toBe('cannot-tell')
  expect(answer.sentence).toContain('a person must say')
})

test('half an hour without a single line is a gap, though the source declares to be complete', async () => {
  const lines = shopLines().filter(
    (line) => !/T12:(1[5-9]|[23]\d|4[0-4])/.test(line.request_timestamp) || line.request_timestamp < LEAK.toISOString(),
  )
  const answer = await judged(lines)
  expect(answer.class).toBe('cannot-tell')
  expect(answer.coverage).toBeCloseTo(25 / 60, 2)
  expect(answer.gaps).toEqual([
    '2026-03-12 12:10:00 to 2026-03-12 12:45:00 UTC: the log is silent for longer than it ever was at this hour',
  ])
})

test('a log that stops before the refusal is a gap', async () => {
  const answer = await judged(shopLines().filter((line) => line.request_timestamp < '2026-03-12T12:20'))
  expect(answer.class).toBe('cannot-tell')
  expect(answer.coverage).toBeLessThan(0.3)
})

test('one unreadable line forbids the clean answer and is listed without its text', async () => {
  const answer = await judged([...shopLines(), '{"user_agent": "<script>'])
  expect(answer.class).toBe('cannot-tell')
  expect(answer.sources[0]?.rejected.count).toBe(1)
  expect(JSON.stringify(answer)).not.toContain('script')
})

test('a key that no log knows is not cleared', async () => {
  expect((await judged(shopLines(), { key: { id: 'key_typo' } })).class).toBe('cannot-tell')
})

test('our own probes are left out and listed, but the name excuses no reading of data', async () => {
  const probe = { ...intruder, user_agent: 'rekey/0.1', request_path: '/v1/balance' }
  const quiet = await judged([...shopLines(), at('12:10:00', probe)])
  expect(quiet.class).toBe('no-evidence')
  expect(quiet.excused).toMatchObject([{ ip: '203.0.113.7', because: 'own-probe', requests: 1 }])
  const disguised = await judged([...shopLines(), at('12:10:00', probe, { request_path: '/v1/customers?limit=100' })])
  expect(disguised.class).toBe('confirmed-abuse')
  const writing = await judged([
    ...shopLines(),
    at('12:10:00', probe, { request_method: 'POST', request_path: '/v1/refunds' }),
  ])
  expect(writing.class).toBe('confirmed-abuse')
})

test('a login under our name is a probe only where the new key was used as well', async () => {
  const login = { ...shop, request_method: 'CONNECT', request_path: '/database', user_agent: 'rekey' }
  const withNew = { key: { id: 'key_old', newId: 'key_new' }, newKeyAt: utc('2026-03-12 12:30:00') }
  const proven = at('12:40:00', login, { client_ip: '198.51.100.2', api_key_id: 'key_new' })
  const probe = at('12:10:00', login, { client_ip: '198.51.100.2' })
  const refused = { ...probe, ...at('13:00:00', probe), user_agent: UNNAMED, response_status_code: 401 }
  const quiet = await judged([...shopLines(), probe, proven, refused], withNew)
  expect(quiet.class).toBe('no-evidence')
  expect(quiet.excused.map(({ ip, userAgent }) => [ip, userAgent])).toEqual([
    ['198.51.100.2', 'rekey'],
    ['198.51.100.2', UNNAMED],
  ])
  const disguised = at('12:10:00', login, { client_ip: '203.0.113.7' })
  const seen = await judged([...shopLines(), probe, proven, disguised], withNew)
  expect([seen.class, seen.strangers.map(({ ip }) => ip)]).toEqual(['confirmed-use', ['203.0.113.7']])
  const tried = await judged([...shopLines(), proven, { ...refused, client_ip: '203.0.113.7' }], withNew)
  expect([tried.class, tried.strangers.map(({ ip }) => ip)]).toEqual(['attempt-only', ['203.0.113.7']])
})

test('a log of logins says that it does not show what a stranger did', async () => {
  const login = (time: string, application: string, ip: string) => ({
    timestamp: `${time} UTC`,
    user: 'shop_a',
    dbname: 'shop',
    remote_host: ip,
    session_id: `${time} ${ip}`,
    error_severity: 'LOG',
    message: `connection authorized: user=shop_a database=shop application_name=${application}`,
  })
  const lines = shopLines().map(({ request_timestamp }) =>
    login(request_timestamp.replace('T', ' ').replace('Z', ''), 'shop', '10.0.0.1'),
  )
  const asked = (more: readonly object[]): Promise<Investigation> =>
    withFolder((folder) =>
      investigate({
        sources: [
          {
            name: 'logins',
            file: writeLines(folder, [...lines, ...more]),
            format: 'postgres',
            coversFrom: WINDOW.baselineFrom,
            coversTo: WINDOW.until,
          },
        ],
        key: { id: 'shop_a' },
        leakedAt: LEAK,
        refusedAt: REFUSED,
      }),
    )
  const quiet = await asked([])
  expect([quiet.class, quiet.coverage, quiet.gaps]).toEqual(['no-evidence', 1, []])
  const used = await asked([login('2026-03-12 12:10:00', 'psql', '203.0.113.7')])
  expect([used.class, used.gaps]).toEqual([
    'confirmed-use',
    ['logins: this log does not show what was read or changed in a session'],
  ])
})

test('an authorised address is left out and listed', async () => {
  const line = at('12:10:00', intruder, { request_path: '/v1/customers/cus_1A' })
  const answer = await judged([...shopLines(), line], { authorised: ['203.0.113.7'] })
  expect(answer.class).toBe('no-evidence')
  expect(answer.excused).toMatchObject([{ ip: '203.0.113.7', because: 'authorised' }])
})

test('evidence cites the line of the file, and the same request in two files counts once', async () => {
  const line = at('12:10:00', intruder, { request_path: '/v1/customers/cus_1A', request_id: 'req_1' })
  const answer = await withFolder(async (folder) => {
    const file = writeLines(folder, [...shopLines(), line])
    const source = { file, format: 'access-log' as const, coversFrom: WINDOW.baselineFrom, coversTo: WINDOW.until }
    const sources = [
      { ...source, name: 'first' },
      { ...source, name: 'second' },
    ]
    return investigate({ sources, key: { id: 'key_old' }, leakedAt: LEAK, refusedAt: REFUSED })
  })
  const total = shopLines().length + 1
  expect(answer.sources.map((source) => [source.rows, source.duplicates])).toEqual([
    [total, 0],
    [0, total],
  ])
  const read = answer.indicators.find((indicator) => indicator.id === 'I24')
  expect(read?.evidence[0]?.rows).toEqual([
    {
      id: `first:${total}`,
      at: '2026-03-12T12:10:00.000Z',
      ip: '203.0.113.7',
      method: 'GET',
      path: '/v1/customers/cus_1A',
      status: 200,
      userAgent: 'curl/8.5.0',
    },
  ])
})

test('long evidence is capped with a count', async () => {
  const many = Array.from({ length: 50 }, (_, i) => at(`12:10:${String(i).padStart(2, '0')}`, intruder))
  const answer = await judged([...shopLines(), ...many])
  const finding = answer.indicators.find((indicator) => indicator.id === 'I01')?.evidence[0]
  expect([finding?.n, finding?.rows.length, finding?.moreRows]).toEqual([50, 20, 30])
})

test('hostile lines do not break an investigation', async () => {
  const hostile = [
    at('12:10:00', intruder, { user_agent: `'; DROP TABLE facts; --`, request_path: `/v1/customers/cus_1'A` }),
    at('12:10:01', intruder, { user_agent: 'x'.repeat(1_000_000), request_path: `/${'a/'.repeat(100_000)}` }),
    at('12:10:02', intruder, {
      user_agent: '\0\u202e(((((',
      request_path: '/%00/../../etc?limit=99999999999999999999',
    }),
    at('12:10:03', intruder, {
      client_ip: `1.2.3.4' OR 1=1`,
      request_path: '/v1/customers?limit=99999999999999999999',
    }),
    at('12:10:04', intruder, { client_ip: ':::::', request_path: '/v1/customers?limit=-5' }),
  ]
  const answer = await judged([...shopLines(), ...hostile, 'not json', '{}', '\0'])
  expect(answer.class).toBe('confirmed-abuse')
  expect(answer.sources[0]).toMatchObject({ rows: shopLines().length + 5, rejected: { count: 3 } })
  expect(answer.recordsAtMost).toBeLessThan(2_000)
})

test.each([
  ['the refusal before the leak', { leakedAt: REFUSED, refusedAt: LEAK }],
  ['no time', { leakedAt: new Date(NaN) }],
  ['a baseline after the leak', { baselineFrom: utc('2026-04-01 00:00:00') }],
])('%s is refused', async (_name, change) => {
  await expect(judged(shopLines(), change)).rejects.toMatchObject({ code: 'FORENSICS_WINDOW_INVALID' })
})
