import { expect, test } from 'vitest'
import { ingest } from '../ingest.ts'
import { withFolder, writeLines } from '../test-log.ts'

const line = {
  timestamp: '2026-03-12 23:44:41.500 UTC',
  user: 'shop_a',
  dbname: 'shop',
  pid: 26533,
  remote_host: '203.0.113.7',
  remote_port: 46344,
  session_id: '6b04ad41.67a5',
  line_num: 3,
  error_severity: 'LOG',
  message: 'connection authorized: user=shop_a database=shop application_name=shop-checkout/1.0',
  backend_type: 'client backend',
}
const refused = (state_code: string, more: object = {}) => ({
  ...line,
  error_severity: 'FATAL',
  state_code,
  message: 'refused',
  ...more,
})

async function read(lines: readonly (string | object)[]) {
  return withFolder((folder) => ingest(writeLines(folder, lines), 'postgres'))
}

test('a login is a row: the role is the key, the application name is the client', async () => {
  const { rows, rejected } = await read([line])
  expect(rejected).toEqual([])
  expect(rows).toMatchObject([
    {
      line: 1,
      at: Date.UTC(2026, 2, 12, 23, 44, 41, 500),
      clientIp: '203.0.113.7',
      method: 'CONNECT',
      path: '/database',
      status: 200,
      userAgent: 'shop-checkout/1.0',
      keyId: 'shop_a',
      resource: 'shop',
      requestId: '6b04ad41.67a5',
    },
  ])
})

test.each([
  ['28P01', 401],
  ['28000', 403],
  ['42501', 403],
  ['3D000', 404],
  ['53300', 429],
])('a login that is refused with %s is a row with status %i', async (code, status) => {
  const { rows } = await read([refused(code)])
  expect(rows).toMatchObject([{ status, errorCode: code, keyId: 'shop_a', userAgent: 'unnamed (refused first)' }])
})

test('a role that may not log in is refused after its password was accepted: one row, and not a success', async () => {
  const { rows } = await read([line, refused('28000')])
  expect(rows).toMatchObject([{ line: 2, status: 403, userAgent: 'shop-checkout/1.0' }])
  const other = await read([line, refused('28000', { session_id: 'another' })])
  expect(new Set(other.rows.map(({ status }) => status))).toEqual(new Set([200, 403]))
})

test('a login is final a minute later, so a session that is ended then stays a success', async () => {
  const later = { timestamp: '2026-03-12 23:59:00.000 UTC' }
  const { rows } = await read([line, { ...line, ...later, session_id: 'b' }, refused('28000', later)])
  expect(rows.map(({ line: at, status }) => [at, status])).toEqual([
    [1, 200],
    [3, 403],
    [2, 200],
  ])
})

test('lines of the server that tell of no login are understood and are no rows', async () => {
  const { rows, rejected } = await read([
    { ...line, message: 'connection received: host=203.0.113.7 port=46344', user: undefined },
    { ...line, message: 'disconnection: session time: 0:00:00.005 user=shop_a database=shop host=203.0.113.7' },
    { ...line, message: 'checkpoint starting: time', user: undefined, remote_host: undefined },
    refused('57P01', { message: 'terminating connection due to administrator command' }),
  ])
  expect({ rows, rejected }).toEqual({ rows: [], rejected: [] })
})

test('a login that lacks what identifies it is rejected, and so is the log of something else', async () => {
  const { rows, rejected } = await read([
    { ...line, user: undefined },
    { ...line, remote_host: undefined },
    { ...line, timestamp: '2026-03-12 23:44:41.500 CET' },
    { created: 1_773_359_081, method: 'GET', url: '/v1/balance' },
  ])
  expect(rows).toEqual([])
  expect(rejected.map(({ reason }) => reason)).toEqual([
    'user is missing',
    'remote_host is missing',
    'timestamp is not in UTC (log_timezone)',
    'not a line of a PostgreSQL server log',
  ])
})

test.each([
  ['b application_name=c', 'a', 'x'],
  ['shop', 'a database=shop application_name=rekey', 'x'],
  ['shop', 'a', 'x application_name=rekey SSL enabled (no'],
])('no name is taken for a part of another: database %j, role %j, client %j', async (dbname, user, name) => {
  const message = `connection authorized: user=${user} database=${dbname} application_name=${name}`
  const { rows } = await read([{ ...line, user, dbname, message }])
  expect(rows).toMatchObject([{ keyId: user, resource: dbname, userAgent: name }])
})

test('encryption is no part of the client name, and replication is a path of its own', async () => {
  const tls = ' SSL enabled (protocol=TLSv1.3, cipher=TLS_AES_256_GCM_SHA384, bits=256)'
  const { rows } = await read([
    { ...line, message: `${line.message}${tls}` },
    {
      ...line,
      session_id: 'b',
      dbname: '',
      remote_host: '[local]',
      message: 'replication connection authorized: user=shop_a application_name=walreceiver',
    },
    { ...line, session_id: 'c', message: 'connection authorized: user=shop_a database=shop' },
  ])
  expect(rows).toMatchObject([
    { userAgent: 'shop-checkout/1.0' },
    { path: '/replication', userAgent: 'walreceiver', clientIp: '[local]' },
    { userAgent: '' },
  ])
})
