import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import { readChangedSeq, readEntries } from '../journal/read.ts'
import { verifyJournal } from '../journal/verify.ts'
import { freshDatabase, START, testClock, testKeyring } from '../../test/fakes/database.ts'
import type { Keyring } from './keyring.ts'
import { createMemory, type Memory } from './memory.ts'
import { parseSecretName } from './name.ts'
import { putValue } from './put-value.ts'
import { createReads, type ReadRequest, type Reads } from './reads.ts'
import { deleteSecret, restoreSecret } from './secret-life.ts'
import { getSecret } from './store.ts'
import { createWrites } from './writes.ts'

const NAME = parseSecretName('shop/production/KEY')
let db: Db
let keyring: Keyring
beforeEach(async () => {
  db = await freshDatabase()
  keyring = await testKeyring(db)
})

/** One node: what it remembers is its own. */
async function node(): Promise<Reads & { memory: Memory }> {
  const memory = createMemory(await readChangedSeq(db))
  return { ...createReads({ db, keyring, clock: testClock(), memory }), memory }
}
const put = (value: string, name = NAME) =>
  db.transaction().execute((tx) => putValue(tx, keyring, START, { name, value: new Sensitive(value), actor: 'ada' }))
const request = (more: Partial<ReadRequest> = {}): ReadRequest => ({
  name: NAME,
  actor: 'ben',
  authorise: () => {},
  ...more,
})
const valueOf = async (reads: Reads, more?: Partial<ReadRequest>): Promise<string> =>
  (await reads.open(request(more))).version.value.reveal()

test('what another node stored is read at once, from the first read after its commit', async () => {
  await put('one')
  const [a, b] = [await node(), await node()]
  for (const [i, reader] of [a, b, a, b, b, a].entries()) {
    await put(`value ${i}`)
    expect([await valueOf(reader), await valueOf(b), await valueOf(a)]).toEqual(Array(3).fill(`value ${i}`))
  }
  await db.transaction().execute(async (tx) => {
    await deleteSecret(tx, START, await getSecret(tx, NAME), { purgeAt: START, actor: 'ada' })
  })
  await expect(valueOf(a)).rejects.toMatchObject({ code: 'SECRET_DELETED' })
  await expect(valueOf(b)).rejects.toMatchObject({ code: 'SECRET_DELETED' })
  // And what is refused is looked up again as well: neither node has written an entry since.
  await db.transaction().execute(async (tx) => {
    await restoreSecret(tx, START, await getSecret(tx, NAME, { withDeleted: true }), 'ada')
  })
  expect([await valueOf(b), await valueOf(a)]).toEqual(['value 5', 'value 5'])
})

test('a change between the look-up and the commit is seen: the reader begins anew', async () => {
  await put('old')
  const reads = await node()
  await valueOf(reads)
  let asked = 0
  const authorise = async (): Promise<void> => {
    if (asked++ === 0) await put('new')
  }
  expect(await valueOf(reads, { authorise })).toBe('new')
  expect(asked).toBe(2)
  const versions = (await readEntries(db)).flatMap(({ action, detail }) =>
    action === 'secret.read' ? detail['version'] : [],
  )
  expect(versions).toEqual([1, 2])
})

test('a right that was taken away in between is asked for again, and nothing is journalled or revealed', async () => {
  await put('one')
  const reads = await node()
  let mayRead = true
  const authorise = async (): Promise<void> => {
    if (!mayRead) throw new Error('denied')
    mayRead = false
    await append(db, START, [{ actor: 'ada', action: 'token.revoked', subject: 'ben', detail: {} }])
  }
  await expect(reads.open(request({ authorise }))).rejects.toThrow('denied')
  expect((await readEntries(db)).filter(({ action }) => action === 'secret.read')).toEqual([])
})

test('what concerns others makes nobody begin anew; what nobody knows concerns all', async () => {
  await put('one')
  const reads = await node()
  const countAsks = async (action: string, detail: Record<string, unknown> = {}): Promise<number> => {
    let asked = 0
    const authorise = async (): Promise<void> => {
      if (asked++ === 0) await append(db, START, [{ actor: 'ada', action, subject: 'shop/production/OTHER', detail }])
    }
    await reads.open(request({ authorise }))
    return asked
  }
  expect(await countAsks('version.stored')).toBe(1)
  expect(await countAsks('rotation.step-done')).toBe(1)
  expect(await countAsks('consumer.moved')).toBe(1)
  expect(await countAsks('version.promoted', { secret: 'shop/production/KEY' })).toBe(2)
  expect(await countAsks('policy.changed')).toBe(2)
  expect(await countAsks('something.new')).toBe(2)
})

test('who is changed without a pause is told so in the end', async () => {
  await put('one')
  const reads = await node()
  const authorise = async (): Promise<void> => void (await put('again'))
  await expect(reads.open(request({ authorise }))).rejects.toMatchObject({ code: 'SECRET_BUSY', status: 503 })
})

test('an entry that cannot be written keeps every value of its commit inside', async () => {
  await put('one')
  const reads = await node()
  await sql`alter table journal add constraint disk_full check (action <> 'secret.read')`.execute(db)
  try {
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => valueOf(reads)))
    expect(all.map(({ status }) => status)).toEqual(Array(5).fill('rejected'))
  } finally {
    await sql`alter table journal drop constraint disk_full`.execute(db)
  }
  expect(await valueOf(reads)).toBe('one')
})

test('a thousand reads at once share commits, leave a thousand entries, and the chain holds', async () => {
  await put('one')
  const reads = await node()
  await Promise.all(Array.from({ length: 1_000 }, () => valueOf(reads)))
  const check = await verifyJournal(db)
  expect(check).toMatchObject({ ok: true })
  expect((await readEntries(db, { limit: 2_000 })).filter(({ action }) => action === 'secret.read')).toHaveLength(1_000)
  expect(await getSecret(db, NAME)).toMatchObject({ accessedOn: new Date('2024-03-05T00:00:00Z') })
})

test('a memory that missed more than it can count forgets everything', async () => {
  await put('one')
  const reads = await node()
  await valueOf(reads)
  const before = reads.memory.count
  for (let i = 0; i < 600; i++) {
    await append(db, START, [{ actor: 'ada', action: 'version.stored', subject: `shop/production/${i}`, detail: {} }])
    await reads.memory.catchUp(db, await readChangedSeq(db))
  }
  expect(reads.memory.hasChanged(before, ['shop/production/KEY'])).toBe(true)
  expect(reads.memory.hasChanged(reads.memory.count - 1, ['shop/production/KEY'])).toBe(false)
})

test('writes of many callers share a commit; one that is refused, or that the database refuses, fails alone', async () => {
  const memory = createMemory(await readChangedSeq(db))
  const writes = createWrites({ db, keyring, clock: testClock(), memory })
  const write = (name: string, value: string, more = {}) =>
    writes.put({ name: parseSecretName(`shop/production/${name}`), value: new Sensitive(value), actor: 'ada', ...more })
  const answers = await Promise.allSettled([
    write('A', 'one'),
    write('A', 'two'),
    write('B', 'x'.repeat(65_537)),
    write('C', 'three', { actor: 'a\0' }),
    write('D', 'four', { description: 'the fourth' }),
    write('E', 'five', { expected: 7 }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
    'fulfilled',
    'rejected',
  ])
  const reads = await node()
  expect(await valueOf(reads, { name: parseSecretName('shop/production/A') })).toBe('two')
  expect(await getSecret(db, parseSecretName('shop/production/D'))).toMatchObject({ description: 'the fourth' })
  expect(await verifyJournal(db)).toMatchObject({ ok: true })
})
