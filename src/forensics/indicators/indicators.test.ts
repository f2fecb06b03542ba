/** Every indicator: the contract, one small log on which it must fire, and a quiet one on which none may. */
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { LogRow } from '../log-row.ts'
import { LEAK, logRow, quietDays, withLog, type TestRow } from '../test-log.ts'
import { indicators } from './index.ts'

const bot = { clientIp: '203.0.113.7', userAgent: 'curl/8.5.0' }

/** `count` rows from the leak on, `stepMs` apart. */
function rows(count: number, stepMs: number, row: (index: number) => Partial<TestRow>): LogRow[] {
  return Array.from({ length: count }, (_, index) => ({
    ...logRow({ at: '2026-03-12 12:00:00', ...row(index) }),
    at: LEAK.getTime() + 60_000 + index * stepMs,
  }))
}
function late(row: Partial<TestRow>, count = 1): LogRow[] {
  return rows(count, 1_000, () => row).map((one) => ({ ...one, at: one.at + 3_700_000 }))
}
const enriched = (row: LogRow): LogRow => ({ ...row, country: 'US', asn: 64500 })
const own = quietDays()
const post = { ...bot, method: 'POST' }

/** Indicator, the log since the leak, and the subjects it must report. */
const cases: [id: string, log: LogRow[], subjects: string[], baseline?: LogRow[]][] = [
  ['I01', rows(1, 0, () => bot), ['203.0.113.7']],
  ['I02', rows(1, 0, () => ({ ...bot, asn: 64999 })), ['AS64999'], own.map(enriched)],
  ['I03', rows(1, 0, () => ({ ...bot, country: 'XX' })), ['XX'], own.map(enriched)],
  ['I09', rows(1, 0, () => ({ userAgent: 'Other/1.0' })), ['other']],
  ['I10', rows(1, 0, () => bot), ['203.0.113.7 curl']],
  ['I11', rows(1, 0, () => ({ userAgent: 'TruffleHog' })), ['10.0.0.1 trufflehog']],
  ['I12', rows(1, 0, () => ({ ...bot, userAgent: '' })), ['203.0.113.7']],
  ['I13', rows(1, 0, () => ({ userAgent: 'Shop/1.1' })), ['Shop/1.1']],
  ['I14', rows(2, 1_800_000, () => bot), ['203.0.113.7 curl']],
  ['I15', rows(1, 0, () => ({ ...bot, path: '/v1/balance' })), ['203.0.113.7 curl']],
  ['I16', rows(10, 50_000, (i) => ({ ...bot, path: `/v1/thing${'x'.repeat(i)}` })), ['203.0.113.7']],
  ['I17', rows(3, 1, (i) => ({ ...bot, path: `/v1/thing${'x'.repeat(i)}`, status: 403 })), ['203.0.113.7']],
  ['I18', rows(1, 0, () => ({ path: '/v1/payouts' })), ['GET /v1/payouts']],
  ['I19', rows(1, 0, () => ({ ...bot, path: '/.git/config', status: 404 })), ['203.0.113.7']],
  ['I21', rows(20, 1_000, () => bot), ['2026-03-12 12:00']],
  ['I22', rows(1, 0, () => ({ ...bot, bytesOut: 1_000 })), ['203.0.113.7'], own.map((r) => ({ ...r, bytesOut: 10 }))],
  ['I23', rows(10, 50_000, (i) => ({ ...bot, path: `/v1/logs?page=${i}` })), ['203.0.113.7 /v1/logs']],
  ['I24', rows(1, 0, () => ({ ...bot, path: '/v1/customers?limit=3' })), ['203.0.113.7 /v1/customers']],
  ['I25', rows(20, 20_000, (i) => ({ ...bot, path: `/v1/items/it_${i}` })), ['203.0.113.7 /v1/items/:id']],
  ['I26', rows(1, 0, () => ({ method: 'POST' })), ['10.0.0.1 POST /v1/events']],
  ['I27', rows(1, 0, () => ({ ...post, path: '/v1/refunds' })), ['203.0.113.7 POST /v1/refunds']],
  ['I28', rows(1, 0, () => ({ ...post, path: '/iam/CreateUser' })), ['203.0.113.7 POST /iam/CreateUser']],
  ['I29', rows(1, 0, () => ({ method: 'POST', path: '/iam/PutUserPolicy' })), ['10.0.0.1 POST /iam/PutUserPolicy']],
  [
    'I30',
    rows(1, 0, () => ({ ...post, path: '/cloudtrail/StopLogging' })),
    ['203.0.113.7 POST /cloudtrail/StopLogging'],
  ],
  ['I31', rows(5, 1_000, () => ({ ...bot, path: '/secretsmanager/GetSecretValue' })), ['203.0.113.7']],
  ['I33', rows(1, 0, () => ({ ...bot, status: 429 })), ['203.0.113.7']],
  ['I34', rows(10, 60_000, () => bot), ['203.0.113.7 curl']],
  ['I35', late({ status: 401 }), ['10.0.0.1 shop']],
  ['I36', rows(1, 0, () => ({})).map((r) => ({ ...r, at: r.at + 1_800_000 })), ['10.0.0.0/24 shop']],
  ['I37', rows(2, 0, (i) => ({ ...bot, keyId: i === 0 ? 'key_old' : 'key_new' })), ['203.0.113.7 curl']],
  ['I38', rows(2, 0, (i) => ({ ...bot, keyId: i === 0 ? 'key_old' : 'key_3' })), ['203.0.113.7 on key_3']],
  ['I39', rows(1, 0, () => ({})), ['2026-03-12 12:01:00']],
  ['I43', rows(8, 5_000, (i) => ({ ...bot, path: `/v1/thing${'x'.repeat(i)}` })), ['203.0.113.7']],
  ['I44', rows(1, 0, () => ({ ...bot, method: 'DELETE' })), ['203.0.113.7 DELETE /v1/events']],
  ['I45', rows(1, 0, () => ({})), ['10.0.0.0/24 shop']],
  ['I46', rows(1, 0, () => ({ ...post, path: '/s3/PutBucketPolicy' })), ['203.0.113.7 POST /s3/PutBucketPolicy']],
  ['I47', rows(1, 0, () => ({ ...post, path: '/ssm/SendCommand' })), ['203.0.113.7 POST /ssm/SendCommand']],
  ['I48', rows(1, 0, () => ({ ...post, path: '/signin/ConsoleLogin' })), ['203.0.113.7 POST /signin/ConsoleLogin']],
]

/** The quiet night: the same client goes on as ever, moves to the new key half an hour after the leak, and stays. */
function quietNight(): LogRow[] {
  return rows(8, 900_000, (i) => ({ keyId: i < 2 ? 'key_old' : 'key_new' })).filter((row) => row.at > LEAK.getTime())
}

test('the list holds every file, sorted by id, each id once', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => /^i\d\d-/.test(name))
  const ids = indicators.map((indicator) => indicator.id)
  expect(ids).toEqual(files.map((name) => name.slice(0, 3).toUpperCase()).toSorted())
  expect(new Set(ids).size).toBe(ids.length)
  expect(cases.map(([id]) => id)).toEqual(ids)
})

test('only a proof of abuse names a deed, and every such one does', () => {
  for (const { id, proof, deed } of indicators)
    expect([id, deed !== undefined]).toEqual([id, proof.startsWith('abuse')])
})

test.each(cases)('%s fires on its case and cites the rows', async (id, log, subjects, baseline = own) => {
  const all = [...baseline, ...log]
  await withLog(all, async (database, params) => {
    const indicator = indicators.find((candidate) => candidate.id === id)
    const found = await database.query(indicator?.sql ?? '', params)
    expect(found.map((row) => row['subject'])).toEqual(subjects)
    for (const row of found) {
      expect(Object.keys(row).toSorted()).toEqual(['detail', 'first_seen', 'last_seen', 'n', 'rids', 'subject'])
      expect(row['detail']).toEqual(expect.any(String))
      const rids = (row['rids'] as bigint[]).map(Number)
      expect(rids.length).toBeGreaterThan(0)
      expect(rids.every((rid) => rid >= 0 && rid < all.length)).toBe(true)
    }
  })
})

async function firedOn(log: readonly LogRow[]): Promise<string[]> {
  return withLog(log, async (database, params) => {
    const fired: string[] = []
    for (const { id, sql } of indicators) if ((await database.query(sql, params)).length > 0) fired.push(id)
    return fired
  })
}

test('none fires on a quiet night of the same client, and none breaks on an empty log', async () => {
  expect(await firedOn([...own, ...quietNight()])).toEqual([])
  expect(await firedOn([])).toEqual([])
})

test('a log that ends at the leak is a gap and a consumer that was not seen', async () => {
  expect(await firedOn(own)).toEqual(['I39', 'I45'])
})

test.each([
  ['I16', rows(9, 50_000, (i) => ({ ...bot, path: `/v1/thing${'x'.repeat(i)}` }))],
  ['I16', rows(10, 70_000, (i) => ({ ...bot, path: `/v1/thing${'x'.repeat(i)}` }))],
  ['I17', rows(2, 1, (i) => ({ ...bot, path: `/v1/thing${'x'.repeat(i)}`, status: 403 }))],
  ['I17', late({ ...bot, status: 401 }, 30)],
  ['I19', rows(14, 1, (i) => ({ ...bot, path: `/nowhere/${i}`, status: 404 }))],
  ['I23', rows(9, 1_000, (i) => ({ ...bot, path: `/v1/logs?page=${i}` }))],
  ['I25', rows(19, 1_000, (i) => ({ ...bot, path: `/v1/items/it_${i}` }))],
  ['I31', rows(4, 1_000, () => ({ ...bot, path: '/secretsmanager/GetSecretValue' }))],
  ['I34', rows(9, 60_000, () => bot)],
  ['I14', rows(1, 0, () => bot).map((row) => ({ ...row, at: row.at + 900_000 }))],
])('%s stays silent just below its threshold', async (id, log) => {
  await withLog([...own, ...log], async (database, params) => {
    const indicator = indicators.find((candidate) => candidate.id === id)
    expect(await database.query(indicator?.sql ?? '', params)).toEqual([])
  })
})

test('what a client always did is no finding when it goes on doing it', async () => {
  const admin = { clientIp: '10.0.0.9', userAgent: 'Terraform/1.9', method: 'POST', path: '/iam/CreateUser' }
  const before = [logRow({ at: '2026-03-10 08:00:00', ...admin })]
  const persistence = indicators.find((indicator) => indicator.id === 'I28')
  await withLog([...own, ...before, ...rows(3, 1_000, () => admin)], async (database, params) => {
    expect(await database.query(persistence?.sql ?? '', params)).toEqual([])
  })
})
