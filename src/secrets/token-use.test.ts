import { beforeEach, expect, test } from 'vitest'
import { freshDatabase, START, testClock, testKeyring } from '../../test/fakes/database.ts'
import type { Db } from '../db/connect.ts'
import { createIdentity, createToken, findToken, type NewToken } from './identities.ts'
import type { Keyring } from './keyring.ts'
import { isInRanges } from '../base/ip-ranges.ts'
import { parseIpRanges, useToken } from './token-use.ts'

let db: Db
let keyring: Keyring
beforeEach(async () => {
  db = await freshDatabase()
  keyring = await testKeyring(db)
})

async function makeToken(limits: Partial<NewToken>): Promise<(at: Date, ip?: string) => Promise<string | undefined>> {
  const identity = await createIdentity(db, START, { name: 'ci', kind: 'machine', policies: [], actor: 'test' })
  const token = await createToken(db, keyring, START, { identity, kind: 'api', actor: 'test', ...limits })
  return async (at, ip = '192.0.2.7') => {
    const found = await findToken(db, keyring, at, token, ['api'])
    return found ? useToken(db, at, found.token, { ip, identityId: identity.id }) : 'not found'
  }
}
const at = (ms: number): Date => new Date(START.getTime() + ms)

test('a counted token works as often as it says, also when all ask at once', async () => {
  const use = await makeToken({ maxUses: 3 })
  const answers = await Promise.all(Array.from({ length: 8 }, () => use(START)))
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(3)
})

test('an idle session ends, one that is used goes on until its absolute end', async () => {
  const use = await makeToken({ idleMs: 600_000, ttlMs: 1_500_000 })
  for (const minute of [9, 18, 24]) expect(await use(at(minute * 60_000))).toBeUndefined()
  expect(await use(at(25 * 60_000))).toBe('not found')
  const other = await db.selectFrom('tokens').select('last_used_at').executeTakeFirstOrThrow()
  expect(other.last_used_at).toEqual(at(24 * 60_000))
})

test('a session that was left alone is refused', async () => {
  const use = await makeToken({ idleMs: 600_000 })
  expect(await use(at(600_001))).toContain('idle')
})

test('a token that is bound to networks is refused elsewhere, and IPv4 inside IPv6 is IPv4', async () => {
  const use = await makeToken({ ipRanges: ['10.0.0.0/8', '2001:db8::/32'] })
  const clock = testClock()
  for (const ip of ['10.1.2.3', '::ffff:10.1.2.3', '2001:db8::1']) expect(await use(clock.now(), ip)).toBeUndefined()
  for (const ip of ['11.0.0.1', '::ffff:11.0.0.1', '2001:db9::1', '', 'localhost']) {
    expect(await use(clock.now(), ip)).toContain('address')
  }
})

test('ranges are checked when they are written', () => {
  expect(parseIpRanges(['10.0.0.0/8', '::1'])).toHaveLength(2)
  expect(isInRanges('10.0.0.1', ['::ffff:10.0.0.1'])).toBe(true)
  for (const wrong of ['10.0.0.0/33', 'example.org', '10.0.0.0/8/9', '10.0.0/8', '10.0.0.0/-1', '']) {
    expect(() => parseIpRanges([wrong])).toThrow()
  }
})
