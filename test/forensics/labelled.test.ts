/**
 * Investigations of labelled logs (origins in data/ORIGIN.md): which verdict, and how much of each indicator's
 * evidence is really the attack. Thresholds come from public rules, not from these sets.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { articleQuery } from '../../src/forensics/article-query.ts'
import { openLogDatabase } from '../../src/forensics/engine.ts'
import { ingest } from '../../src/forensics/ingest.ts'
import { investigate, type Investigation, type InvestigationInput } from '../../src/forensics/investigate.ts'

interface LabelledRow {
  readonly request_timestamp: string
  readonly api_key_id: string | null
  readonly label: string
}

const data = (name: string): string => join(import.meta.dirname, 'data', `${name}.ndjson.gz`)
const utc = (text: string): Date => new Date(`${text.replace(' ', 'T')}Z`)

function labelled(name: string): LabelledRow[] {
  const lines = gunzipSync(readFileSync(data(name)))
    .toString()
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line) as LabelledRow)
}

/** Share of attack rows in the listed evidence, by indicator. */
function attackShares(answer: Investigation, rows: readonly LabelledRow[]): Record<string, number> {
  return Object.fromEntries(
    answer.indicators.map(({ id, evidence }) => {
      const labels = evidence
        .flatMap((finding) => finding.rows)
        .map((row) => rows[Number(row.id.split(':')[1]) - 1]?.label)
      return [id, labels.filter((label) => label === 'attack').length / labels.length]
    }),
  )
}

function stripeCase(change: Partial<InvestigationInput> = {}): InvestigationInput {
  return {
    sources: [
      {
        name: 'stripe',
        file: data('stripe-leak'),
        format: 'access-log',
        coversFrom: utc('2026-03-10 12:00:00'),
        coversTo: utc('2026-03-13 06:00:00'),
      },
    ],
    key: { id: 'key_abc123xyz', newId: 'key_new456' },
    leakedAt: utc('2026-03-12 23:42:00'),
    refusedAt: utc('2026-03-13 00:24:30'),
    newKeyAt: utc('2026-03-13 00:05:00'),
    ...change,
  }
}

let leak: Investigation
beforeAll(async () => {
  leak = await investigate(stripeCase())
})

test('the leaked Stripe key was abused, and both bounds of the records are given', () => {
  expect(leak.class).toBe('confirmed-abuse')
  expect(leak.coverage).toBe(1)
  expect(leak.gaps).toEqual([])
  expect(leak.baseline).toMatchObject({ stability: 'stable', noveltyShare: 0, clients: 5 })
  expect(leak.strangers.map((client) => [client.ip, client.requests])).toEqual([
    ['185.220.101.5', 146],
    ['198.51.100.7', 1],
    ['45.155.204.9', 22],
    ['203.0.113.50', 1],
  ])
  // By hand: 60 different customers; 40 pages of 100 customers, two of charges (1 and 100), disputes 100.
  expect([leak.recordsAtLeast, leak.recordsAtMost]).toEqual([60, 60 + 4_000 + 201])
})

test('the evidence of the indicators of abuse and intrusion is the attack', () => {
  const shares = attackShares(leak, labelled('stripe-leak'))
  const pure = [
    'I03',
    'I10',
    'I12',
    'I15',
    'I16',
    'I17',
    'I21',
    'I22',
    'I23',
    'I25',
    'I26',
    'I27',
    'I28',
    'I33',
    'I34',
    'I38',
    'I43',
  ]
  for (const id of pure) expect([id, shares[id]]).toEqual([id, 1])
  for (const id of ['I01', 'I02', 'I09', 'I14', 'I18', 'I24']) expect(shares[id], id).toBeGreaterThan(0.9)
  // The one validator was the security team's own; the guards of the rotation are about our services.
  for (const id of ['I11', 'I36', 'I45']) expect([id, shares[id]]).toEqual([id, 0])
  expect(Object.keys(shares)).toHaveLength(pure.length + 6 + 3 + 1)
})

test('attempts after the revocation are told apart: two strangers and a forgotten service of ours', () => {
  const after = leak.indicators.find((indicator) => indicator.id === 'I35')
  expect(after?.evidence.map((finding) => [finding.subject, finding.detail.split(';')[0]])).toEqual([
    ['34.200.10.51 acmecron stripe', 'a service of ours was forgotten'],
    ['185.220.101.5 python-requests', 'a stranger keeps trying'],
    ['45.155.204.9 curl', 'a stranger keeps trying'],
  ])
})

test('the nightly job that nobody saw since the new key is named with its longest silence', () => {
  const silent = leak.indicators.find((indicator) => indicator.id === 'I45')
  expect(silent?.evidence.map((finding) => finding.subject)).toContain('34.200.10.0/24 acmecron stripe')
  expect(silent?.detail).toContain('24.0 h')
})

test('two runs give the same answer', async () => {
  expect(await investigate(stripeCase())).toEqual(leak)
})

test.each([
  ['an hour of the day before', '2026-03-11 10:00:00', '2026-03-11 11:00:00'],
  ['the night before, with the nightly job', '2026-03-11 23:42:00', '2026-03-12 00:40:00'],
  ['the hours just before the attack', '2026-03-12 20:00:00', '2026-03-12 23:30:00'],
])('%s shows no evidence when the logs are complete, and cannot tell with a hole', async (_name, from, to) => {
  const [leakedAt, refusedAt] = [utc(from), utc(to)]
  const benign = (coversTo: Date): InvestigationInput => ({
    sources: stripeCase().sources.map((source) => ({ ...source, coversTo })),
    key: { id: 'key_abc123xyz' },
    leakedAt,
    refusedAt,
  })
  const complete = await investigate(benign(refusedAt))
  expect([complete.class, complete.coverage]).toEqual(['no-evidence', 1])
  expect(complete.strangers).toEqual([])
  const holed = await investigate(benign(new Date(refusedAt.getTime() - 1_000)))
  expect(holed.class).toBe('cannot-tell')
  expect(holed.coverage).toBeLessThan(1)
  expect(holed.gaps).not.toEqual([])
})

test('the stolen AWS role of OTRF was abused, without any earlier traffic to compare with', async () => {
  const answer = await investigate(wholeKey('otrf-s3-theft', 'otrf-02'))
  expect(answer.class).toBe('confirmed-abuse')
  expect(answer.baseline.stability).toBe('none')
  expect(attackShares(answer, labelled('otrf-s3-theft'))).toMatchObject({ I15: 1, I24: 1 })
})

test('the administrator of the same account is not accused: it cannot be told', async () => {
  const answer = await investigate(wholeKey('otrf-s3-theft', 'otrf-01'))
  expect(answer.class).toBe('cannot-tell')
  expect(answer.strangers).toEqual([])
})

test('of forty keys in the Stratus detonations none is cleared, and no evidence is but attack or set-up', async () => {
  const rows = labelled('stratus')
  const keys = [...new Set(rows.flatMap((row) => row.api_key_id ?? []))]
  const classes = new Map<string, string[]>()
  for (const key of keys) {
    const answer = await investigate(wholeKey('stratus', key))
    classes.set(answer.class, [...(classes.get(answer.class) ?? []), key])
  }
  expect(keys).toHaveLength(40)
  expect(classes.get('no-evidence')).toBeUndefined()
  expect(classes.get('confirmed-abuse')?.length).toBe(30)
  // Every call of these was denied.
  expect(classes.get('attempt-only')).toEqual(['stratus-02', 'stratus-13', 'stratus-15', 'stratus-34'])
  expect(classes.get('confirmed-use')).toEqual(['stratus-32', 'stratus-40'])
}, 60_000)

/** All rows of one key as the exposure, with nothing before. */
function wholeKey(name: string, id: string): InvestigationInput {
  const times = labelled(name).flatMap((row) =>
    row.api_key_id === id ? [utc(row.request_timestamp.slice(0, 19))] : [],
  )
  const from = times.at(0) ?? utc('')
  const to = new Date((times.at(-1) ?? utc('')).getTime() + 1_000)
  return {
    sources: [{ name, file: data(name), format: 'access-log', coversFrom: from, coversTo: to }],
    key: { id },
    leakedAt: from,
    refusedAt: to,
  }
}

test("the article's query runs as printed and through its function", async () => {
  const { rows } = await ingest(data('stripe-leak'), 'access-log')
  const database = await openLogDatabase()
  await database.load(rows, 'stripe')
  await database.lockDown()
  const printed = await database.query(`SELECT
    request_timestamp,
    client_ip,
    request_method,
    request_path,
    response_status_code,
    user_agent
  FROM api_access_logs
  WHERE api_key_id = 'key_abc123xyz'
    AND request_timestamp >= '2026-03-12 23:40:00'
  ORDER BY request_timestamp DESC;`)
  const { sql, params } = articleQuery('key_abc123xyz', utc('2026-03-12 23:40:00'))
  const asked = await database.query(sql, params)
  database.close()
  expect(printed).toHaveLength(252)
  expect(asked).toHaveLength(252)
  expect(Object.keys(printed[0] ?? {})).toEqual([
    'request_timestamp',
    'client_ip',
    'request_method',
    'request_path',
    'response_status_code',
    'user_agent',
  ])
})
