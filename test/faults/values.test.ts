/** What a user may mistype or feed in: each is refused with a hint, and nothing is stored, read or lost by it. */
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse, type House, type Up } from './program.ts'

let house: House
let up: Up
beforeAll(async () => {
  house = await openHouse()
  up = await house.up()
  const { code, stderr } = await house.set('shop/production/API_KEY', 'key-canary')
  if (code !== 0) throw new Error(stderr)
}, 60_000)
afterAll(() => house.close())

const stored = async (): Promise<string> => (await house.run(['secret', 'list'])).stdout

test.concurrent.each([
  [['secret', 'get', 'shop/production/NONE'], 'SECRET_NOT_FOUND', 'rekey secret list'],
  [['secret', 'get', 'API_KEY'], 'SECRET_NAME_INVALID', 'project/environment/NAME'],
  // Each of these would be read as shop/production/API_KEY, if a URL parser were asked.
  [['secret', 'get', 'shop/staging/../production/API_KEY'], 'SECRET_NAME_INVALID', 'project/environment/NAME'],
  [['secret', 'get', 'shop/x/%2e%2e/production/API_KEY'], 'SECRET_NAME_INVALID', 'project/environment/NAME'],
  [['secret', 'get', 'shop/production/API_KEY?x'], 'SECRET_NOT_FOUND', 'rekey secret list'],
  [['secret', 'get', 'shop/production/API_KEY#x'], 'SECRET_NOT_FOUND', 'rekey secret list'],
  [['secret', 'get', 'shop\\production\\API_KEY'], 'SECRET_NAME_INVALID', 'project/environment/NAME'],
  [['secret', 'get', 'shop/production/ÄPI_KEY'], 'SECRET_NOT_FOUND', 'rekey secret list'],
  [['secret', 'set', 'shop/production/A\u200bB'], 'SECRET_NAME_INVALID', 'project/environment/NAME'],
  [['secret', 'set', '../../etc/X'], 'SECRET_NAME_INVALID', 'project/environment/NAME'],
  [['secret', 'set', 'shop/production/A', 'value-canary'], 'SECRET_VALUE_IN_ARGV', 'Pipe the value in'],
  [['secret', 'set', 'shop/production/A', '--', 'value-canary'], 'SECRET_VALUE_IN_ARGV', 'Pipe the value in'],
  [['secret', 'set', 'shop/production/A', '--value=canary'], 'USAGE', 'rekey help secret'],
  [['secret', 'set', 'shop/production/A', '--file', 'nowhere'], 'SECRET_FILE_UNREADABLE', 'path'],
  [['secret', 'lits'], 'SECRET_USAGE', 'rekey secret list'],
  [['repository', 'add', 'shop/x', '/etc'], 'REPOSITORY_PATH_INVALID', 'git repository'],
  [['repository', 'add', 'shop/x', '/nonexistent'], 'REPOSITORY_PATH_INVALID', 'git repository'],
  [['repository', 'add', 'shop/x', '/etc', '--install-hook'], 'HOOK_NEEDS_BARE', 'bare repository'],
  [['rotate', 'shop/production/NONE'], 'SECRET_NOT_FOUND', 'rekey secret list'],
  [['rotate', 'pause', 'rot_nothing'], 'ROTATION_NOT_FOUND', 'rekey incident show'],
  [['incident', 'show', 'inc_nothing'], 'INCIDENT_NOT_FOUND', 'rekey incident list'],
  [['incident', 'show', '..'], 'SERVER_PATH_INVALID', 'id'],
  [['incident', 'show', '../secrets'], 'INCIDENT_NOT_FOUND', 'rekey incident list'],
  [['identity', 'create', 'checkout'], 'IDENTITY_USAGE', '--read'],
  [['identity', 'token', 'nobody'], 'IDENTITY_NOT_FOUND', 'rekey identity create'],
  [['journal', 'verify', 'nowhere.ndjson'], 'JOURNAL_FILE_UNREADABLE', 'rekey journal export'],
  [['journal', 'export', 'no/such/folder'], 'JOURNAL_FILE_UNWRITABLE', 'folder'],
  [['scan', '/nonexistent'], 'SCAN_PATH_MISSING', 'folder'],
  [['scan', '--josn'], 'USAGE', '--json'],
  [['incidnet'], 'COMMAND_UNKNOWN', 'rekey incident'],
  [['drill', '--kill-at', 'nowhere'], 'DRILL_OPTION_INVALID', 'confirm'],
  [['drill', '--rate', '-1'], 'USAGE', 'rekey help drill'],
  [['drill', '--database-url', `postgres://u:${'canary'.trim()}@127.0.0.1/x`], 'DRILL_OPTION_INVALID', 'env:NAME'],
  [['drill', '--out', '/etc'], 'DRILL_OPTION_INVALID', 'empty'],
])('rekey %j is refused', async (args, code, hint) => {
  const refusal = await house.refuse(args)
  expect(refusal).toContain(`[${code}]`)
  expect(refusal.split('\nhint: ')[1]).toContain(hint)
})

test('none of this has stored anything', async () => {
  expect(await stored()).toBe('shop/production/API_KEY  version 1  0 consumers\n')
})

test('names that another client may send encoded are no names there either', async () => {
  const token = (await house.run(['identity', 'create', 'reader', '--read', '**'])).stdout.trim()
  const names = [
    '../staging/x',
    '%2e%2e/%2e%2e/x',
    'a%2fb',
    '%00',
    'A%00B',
    '%ff',
    '%C3%84',
    '.',
    '%252e%252e',
    'a%20b',
  ]
  for (const name of names) {
    const { status, body } = await sendRaw(`/api/values/shop/production/${name}`, token)
    expect([400, 404], name).toContain(status)
    expect(body).toMatch(/"code":"(SECRET_NAME_INVALID|REQUEST_INVALID|ROUTE_NOT_FOUND|SECRET_NOT_FOUND)"/)
  }
})

/** The path as it stands: a URL parser would tidy it up. */
function sendRaw(path: string, token: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(up.url)
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, path, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      let body = ''
      answer.on('data', (part: Buffer) => (body += part.toString()))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    call.on('error', reject).end()
  })
}

test('a value of 64 KB is stored and read back, one byte more is refused, whatever its size', async () => {
  const full = 'canary'.padEnd(65_536, 'ä'.repeat(10)).slice(0, 60_000 / 2)
  const exact = full + 'x'.repeat(65_536 - Buffer.byteLength(full))
  expect((await house.set('shop/production/BIG', exact)).code).toBe(0)
  expect(await house.get('shop/production/BIG')).toBe(exact)
  for (const more of [1, 600_000, 3_000_000]) {
    const refusal = await house.refuse(['secret', 'set', 'shop/production/BIG'], { input: exact + 'x'.repeat(more) })
    expect(refusal).toMatch(/SECRET_VALUE_INVALID|BODY_TOO_LARGE/)
  }
  expect(await house.get('shop/production/BIG')).toBe(exact)
})

test('an empty value and bytes that are no text are refused; a value with lines and NUL comes back as it was', async () => {
  expect(await house.refuse(['secret', 'set', 'shop/production/E'], { input: '' })).toContain('[SECRET_VALUE_INVALID]')
  const bytes = Buffer.from([0x63, 0xff, 0xfe])
  expect(await house.refuse(['secret', 'set', 'shop/production/E'], { input: bytes })).toContain('[SECRET_NOT_TEXT]')
  expect(await stored()).not.toContain('production/E')
  const odd = '\ufeffcanary\0 \r\n\tÄ 𝄞\n\n'
  expect((await house.set('shop/production/ODD', `${odd}\n`)).code).toBe(0)
  expect(await house.get('shop/production/ODD')).toBe(odd)
})

test('without a server, with a wrong token, and with a server that is gone', async () => {
  const nowhere = { REKEY_HOME: join(house.home, 'empty') }
  for (const args of [
    ['secret', 'get', 'shop/production/API_KEY'],
    ['incident', 'list'],
    ['journal', 'verify'],
  ]) {
    expect(await house.refuse(args, { env: nowhere })).toMatch(/\[SERVER_UNKNOWN\]\nhint: .*rekey up/)
  }
  const wrong = { REKEY_TOKEN: 'rkt_canary' }
  expect(await house.refuse(['secret', 'list'], { env: wrong })).toMatch(/\[AUTH_REQUIRED\]\nhint: .*REKEY_TOKEN/)
  expect(await house.refuse(['journal', 'export', 'journal.ndjson'], { env: wrong })).toContain('[AUTH_REQUIRED]')
  const missing = { REKEY_TOKEN: 'file:nowhere' }
  expect(await house.refuse(['secret', 'list'], { env: missing })).toContain('[TOKEN_UNREADABLE]')
  const gone = { REKEY_URL: 'http://127.0.0.1:1', REKEY_TOKEN: 'rkt_canary' }
  expect(await house.refuse(['secret', 'list'], { env: gone })).toMatch(/\[SERVER_UNREACHABLE\]\nhint: .*rekey up/)
})
