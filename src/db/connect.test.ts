import { createServer, type AddressInfo } from 'node:net'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { Sensitive } from '../base/sensitive.ts'
import { connectDb } from './connect.ts'

const folder = mkdtempSync(join(tmpdir(), 'rekey-db-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a folder keeps what was committed, for one owner at a time', { timeout: 90_000 }, async () => {
  const data = join(folder, 'data')
  const first = await connectDb({ folder: data })
  expect(first.embedded).toBe(true)
  expect(statSync(data).mode & 0o777).toBe(0o700)
  await sql`create table kept (id int)`.execute(first.db)
  await sql`insert into kept values (7)`.execute(first.db)
  expect((await sql<{ fsync: string }>`show fsync`.execute(first.db)).rows).toEqual([{ fsync: 'on' }])
  await expect(connectDb({ folder: data })).rejects.toMatchObject({ code: 'DB_FOLDER_LOCKED' })
  await first.close()
  const second = await connectDb({ folder: data })
  expect((await sql`select id from kept`.execute(second.db)).rows).toEqual([{ id: 7 }])
  await second.close()
})

const CANARY = 'canary-password'

test.each([
  ['nobody listens', (port: number) => `postgres://rekey:${CANARY}@127.0.0.1:${port}/rekey`],
  ['it is no URL', () => `postgres://rekey:${CANARY}@[bad/rekey`],
])('a server that cannot be reached is named without its password: %s', async (_why, urlOf) => {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  try {
    await connectDb({ url: new Sensitive(urlOf(port)) })
    expect.unreachable()
  } catch (error) {
    expect(error).toMatchObject({ code: 'DB_UNREACHABLE', retryable: true })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('canary')
  }
})
