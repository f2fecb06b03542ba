import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ingest } from './ingest.ts'
import { utc, withFolder, writeLines } from './test-log.ts'

const good = {
  request_timestamp: '2026-03-12T23:44:41.500',
  client_ip: '203.0.113.7',
  request_method: 'get',
  request_path: '/v1/customers?limit=100',
  response_status_code: 200,
  user_agent: 'curl/8.5.0',
  api_key_id: 'key_1',
}

async function read(lines: readonly (string | object)[]) {
  return withFolder((folder) => ingest(writeLines(folder, lines), 'access-log'))
}

test('a row is read with its line, absent facts are null and times without a zone are UTC', async () => {
  const { rows, rejected, from, to } = await read(['', good])
  expect(rejected).toEqual([])
  expect(rows).toMatchObject([{ line: 2, method: 'GET', country: null, bytesOut: null, keyId: 'key_1' }])
  expect(rows[0]?.at).toBe(utc('2026-03-12 23:44:41.500').getTime())
  expect([from, to]).toEqual([utc('2026-03-12 23:44:41.500'), utc('2026-03-12 23:44:41.500')])
})

test.each([
  ['seconds', 1_773_359_081],
  ['seconds with a fraction', 1_773_359_081.5],
  ['milliseconds', 1_773_359_081_500],
  ['microseconds', 1_773_359_081_500_000],
  ['nanoseconds', 1_773_359_081_500_000_000],
  ['a zone', '2026-03-13T00:44:41.500+01:00'],
  ['a space and no zone', '2026-03-12 23:44:41'],
  ['nine digits', '2026-03-12T23:44:41.500123456Z'],
])('a time in %s is understood', async (_name, value) => {
  const { rows } = await read([{ ...good, request_timestamp: value }])
  expect(new Date(rows[0]?.at ?? 0).toISOString().slice(0, 19)).toBe('2026-03-12T23:44:41')
})

test.each([
  ['not a JSON object', '{"request_timestamp": '],
  ['not a JSON object', `${JSON.stringify(good)}TRAILER`],
  ['not a JSON object', '[1, 2]'],
  ['not a JSON object', 'null'],
  ['request_timestamp is not a time', { ...good, request_timestamp: 'yesterday' }],
  ['request_timestamp is not a time', { ...good, request_timestamp: '12/03/2026' }],
  ['request_timestamp is not between the years 2000 and 2100', { ...good, request_timestamp: 12 }],
  ['client_ip is missing', { ...good, client_ip: undefined }],
  ['request_method is not an HTTP method', { ...good, request_method: 'GET /' }],
  ['response_status_code is not a number', { ...good, response_status_code: '200' }],
  ['response_status_code is not an HTTP status', { ...good, response_status_code: 20_000 }],
  ['user_agent is not a text', { ...good, user_agent: { toString: 1 } }],
])('a bad line is kept with its number and the reason "%s"', async (reason, line) => {
  const { rows, rejected } = await read([good, line, good])
  expect(rows.map((row) => row.line)).toEqual([1, 3])
  expect(rejected).toEqual([{ line: 2, reason }])
})

test('a hostile field is data: long texts are cut with a note, NUL and lone surrogates become marks', async () => {
  const { rows, rejected } = await read([
    { ...good, user_agent: 'A'.repeat(1_000_000) },
    { ...good, user_agent: 'a\0b\ud800c' },
    `{"__proto__": {"polluted": true}, ${JSON.stringify(good).slice(1)}`,
  ])
  expect(rejected).toEqual([])
  expect(rows[0]?.userAgent).toMatch(/^A{4096}\[\+995904 characters\]$/)
  expect(rows[1]?.userAgent).toBe('a\u2400b\ufffdc')
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('only LF ends a line, so a separator of Unicode in a field cannot forge one', async () => {
  const { rows, rejected } = await read([{ ...good, user_agent: `x\u2028${JSON.stringify(good)}\u2029\r` }])
  expect(rejected).toEqual([])
  expect(rows).toHaveLength(1)
})

test('credentials in the query string do not come in', async () => {
  const { rows } = await read([{ ...good, request_path: '/v1/me?access_token=abc123&limit=2&api_key=def' }])
  expect(rows[0]?.path).toBe('/v1/me?access_token=[masked]&limit=2&api_key=[masked]')
})

test.each([
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:4711', '203.0.113.7'],
  ['[2001:DB8:0:0::1]:443', '2001:db8::1'],
  ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
  ['ec2.amazonaws.com', 'ec2.amazonaws.com'],
])('the address %s is spelt %s', async (written, spelt) => {
  const { rows } = await read([{ ...good, client_ip: written }])
  expect(rows[0]?.clientIp).toBe(spelt)
})

test('gzip is told by its content and the hash is that of the raw file', async () => {
  await withFolder(async (folder) => {
    const file = join(folder, 'log')
    writeFileSync(file, gzipSync(`${JSON.stringify(good)}\n${JSON.stringify(good)}`))
    const { rows, sha256 } = await ingest(file, 'access-log')
    expect(rows).toHaveLength(2)
    expect(sha256).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'))
  })
})

test.each([
  ['ends early', (packed: Buffer) => packed.subarray(0, 60_000)],
  ['is damaged in the middle', (packed: Buffer) => packed.fill(0xff, 60_000, 60_100)],
])(
  'a gzip file that %s gives what can be read, says that the rest is lost and is hashed whole',
  async (_name, harm) => {
    await withFolder(async (folder) => {
      const file = join(folder, 'log.gz')
      const lines = Array.from({ length: 9_000 }, (_, i) => {
        return JSON.stringify({ ...good, request_id: createHash('sha256').update(`${i}`).digest('hex') })
      })
      const bytes = harm(gzipSync(lines.join('\n')))
      writeFileSync(file, bytes)
      const { rows, rejected, sha256 } = await ingest(file, 'access-log')
      expect(rows.length).toBeGreaterThan(1_000)
      expect(rows.length).toBeLessThan(9_000)
      expect(rejected.at(-1)?.reason).toMatch(/damaged or ends early/)
      expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
      expect((await ingest(file, 'access-log')).rows).toHaveLength(rows.length)
    })
  },
)

test('a file that is not there and a format that does not exist are errors', async () => {
  await expect(ingest('/nonexistent/log', 'access-log')).rejects.toMatchObject({ code: 'FORENSICS_LOG_UNREADABLE' })
  await expect(ingest('/dev/null', 'nginx' as 'stripe')).rejects.toMatchObject({ code: 'FORENSICS_FORMAT_UNKNOWN' })
  expect(await ingest('/dev/null', 'stripe')).toMatchObject({ rows: [], rejected: [], from: null })
})

test('a Stripe line is read without the key, and a line of an unknown key has no key id', async () => {
  const line = {
    created: 1_773_359_081.25,
    request_id: 'req_1',
    method: 'POST',
    url: 'https://api.stripe.com/v1/refunds',
    status: 200,
    ip_address: '203.0.113.7',
    user_agent: 'curl/8.5.0',
    api_key: 'masked-but-unwanted',
    api_key_id: 'mk_1',
    livemode: true,
    api_version: '',
    response_bytes: 800,
  }
  const { rows } = await withFolder((folder) =>
    ingest(writeLines(folder, [line, { ...line, api_key_id: '', status: 401 }]), 'stripe'),
  )
  expect(rows).toMatchObject([
    { keyId: 'mk_1', path: '/v1/refunds', bytesOut: 800, at: 1_773_359_081_250 },
    { keyId: null, status: 401 },
  ])
  expect(JSON.stringify(rows)).not.toContain('unwanted')
})

test('a CloudTrail file of one line gives one row per record, and bad records are cited by their place', async () => {
  const event = {
    eventTime: '2024-07-31T12:46:41Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    sourceIPAddress: '203.0.113.7',
    userAgent: '[aws-cli/2.1]',
    userIdentity: { accessKeyId: 'id-1', arn: 'arn:x' },
    requestParameters: { bucketName: 'b', key: 'k.txt' },
    additionalEventData: { bytesTransferredOut: 12 },
    readOnly: true,
    eventID: 'e1',
  }
  const denied = { ...event, errorCode: 'AccessDenied', readOnly: false, userIdentity: {} }
  const { rows, rejected } = await withFolder((folder) =>
    ingest(writeLines(folder, [{ Records: [event, denied, 7, { eventTime: 'x' }] }]), 'cloudtrail'),
  )
  expect(rows).toMatchObject([
    {
      line: 1,
      record: 1,
      path: '/s3/GetObject',
      method: 'GET',
      status: 200,
      userAgent: 'aws-cli/2.1',
      resource: 'k.txt',
    },
    { line: 1, record: 2, method: 'POST', status: 403, keyId: null },
  ])
  expect(rejected).toEqual([
    { line: 1, reason: 'record 3: not a JSON object' },
    { line: 1, reason: 'record 4: eventSource is missing' },
  ])
})
