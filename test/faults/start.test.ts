/** A server that cannot start says why and how to go on, and leaves everything as it was. */
import { existsSync } from 'node:fs'
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectDb } from '../../src/db/connect.ts'
import { dumpTables } from '../fakes/database.ts'
import { openHouse, type House } from './program.ts'

let house: House
beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

test('a port in use: nothing is made, and the next start works', async () => {
  const holder = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => holder.once('listening', resolve))
  const { port } = holder.address() as AddressInfo
  const refusal = await house.refuse(['up', '--port', String(port)])
  holder.close()
  expect(refusal).toContain(`port ${port} on 127.0.0.1 is in use [PORT_IN_USE]`)
  expect(
    ['data/pg', 'data/pg.new', 'root.key', 'local.json'].filter((path) => existsSync(join(house.home, path))),
  ).toEqual([])
  await house.up()
}, 60_000)

test('an address that is not of this machine', async () => {
  expect(await house.refuse(['up', '--host', '192.0.2.1', '--port', '0'])).toContain('[ADDRESS_UNUSABLE]')
}, 60_000)

test('a data folder locked by another process', async () => {
  const first = await house.up()
  const refusal = await house.refuse(['up', '--port', '0'])
  expect(refusal).toContain(`is in use by process ${first.child.pid} [DB_FOLDER_LOCKED]`)
  // The refused start did not take the running server's address away from its user.
  expect((await house.run(['secret', 'list'])).code).toBe(0)
  // A lock whose owner was killed does not stand in the way.
  await first.stop('SIGKILL')
  await house.up()
}, 60_000)

test('a root key that is missing, wrong or no key: the start is refused, no row changes, and the key opens it again', async () => {
  const file = join(house.home, 'root.key')
  const first = await house.up()
  await house.set('shop/production/A', 'value-canary')
  expect(await first.stop()).toBe(0)
  const key = await readFile(file, 'utf8')
  const tables = await dumpFolder(house.home)
  expect(tables).toContain('keyring')

  await rename(file, `${file}.away`)
  expect(await house.refuse(['up', '--port', '0'])).toMatch(/\[ROOT_KEY_MISSING\]\nhint: .*REKEY_ROOT_KEY/)
  expect(existsSync(file)).toBe(false)
  await writeFile(file, Buffer.alloc(32, 7).toString('base64'))
  expect(await house.refuse(['up', '--port', '0'])).toMatch(/\[ROOT_KEY_WRONG\]\nhint: .*REKEY_ROOT_KEY/)
  await writeFile(file, 'canary, and no key')
  expect(await house.refuse(['up', '--port', '0'])).toMatch(/\[ROOT_KEY_INVALID\]\nhint: .*32 bytes/)
  expect(await dumpFolder(house.home)).toBe(tables)

  // Given by the environment it wins over the file.
  await house.up([], { REKEY_ROOT_KEY: key.trim() })
  expect(await house.get('shop/production/A')).toBe('value-canary')
}, 90_000)

/** Every row of a stopped server. Of a copy: PostgreSQL writes its own books whenever it opens a folder. */
async function dumpFolder(home: string): Promise<string> {
  const copy = join(home, 'copy')
  await cp(join(home, 'data'), copy, { recursive: true })
  const { db, close } = await connectDb({ folder: copy })
  try {
    return await dumpTables(db)
  } finally {
    await close()
    await rm(copy, { recursive: true })
  }
}

test('a first start that was cut short leaves nothing in the way of the next one', async () => {
  const child = house.up().catch((error: Error) => error.message)
  // As soon as the folder is being made.
  while (!existsSync(join(house.home, 'data/pg.new'))) await new Promise((resolve) => setImmediate(resolve))
  const pid = await readPid(house.home)
  process.kill(pid, 'SIGKILL')
  expect(await child).toContain('SIGKILL')
  expect(existsSync(join(house.home, 'data/pg'))).toBe(false)
  await house.up()
}, 60_000)

/** The process that holds the folder's lock. */
async function readPid(home: string): Promise<number> {
  const refusal = await house.refuse(['up', '--port', '0', '--data', join(home, 'data')])
  return Number(/in use by process (\d+)/.exec(refusal)?.[1])
}

test('a corrupt configuration names the line, and the option that was meant', async () => {
  const file = join(house.home, 'rekey.yaml')
  await writeFile(file, 'server:\n  prot: 7373\n')
  expect(await house.refuse(['up'])).toMatch(
    /rekey\.yaml:2: there is no option server\.prot \[CONFIG_KEY_UNKNOWN\]\nhint: Did you mean server\.port\?/,
  )
  await writeFile(file, 'server:\n  port: [7373\n')
  expect(await house.refuse(['up'])).toMatch(/rekey\.yaml:\d: .*\[CONFIG_FILE_INVALID\]/)
  await writeFile(file, `database:\n  url: postgres://rekey:${'canary'.trim()}@127.0.0.1/rekey\n`)
  expect(await house.refuse(['up'])).toMatch(/\[CONFIG_SECRET_IN_CLEAR\]\nhint: .*env:NAME/)
  expect(await house.refuse(['up', '--config', 'nowhere.yaml'])).toContain('[CONFIG_FILE_UNREADABLE]')
  expect(await house.refuse(['up', '--port', 'abc'])).toMatch(/--port.*"abc" is not a whole number/)
}, 30_000)

test.each([
  ['nobody listens', '127.0.0.1:1/rekey', '127.0.0.1:1/rekey does not answer: connect ECONNREFUSED'],
  ['its name is unknown', 'no-such-host.invalid/rekey', 'no-such-host.invalid:5432/rekey does not answer'],
  ['the password splits the URL', '5432/canary@127.0.0.1/rekey', 'not of the form postgres://USER:PASSWORD@HOST'],
])(
  'a database that cannot be reached, never with its password: %s',
  async (_why, place, words) => {
    const password = place.includes('@') ? '' : 'password-canary@'
    const url = ['postgres://rekey', password + place].join(':')
    const refusal = await house.refuse(['up', '--port', '0'], { env: { DATABASE_URL: url } })
    expect(refusal).toContain(words)
    expect(refusal).toContain('[DB_UNREACHABLE]')
    expect(refusal).not.toContain('canary')
  },
  30_000,
)
