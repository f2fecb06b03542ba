import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import { readEntries } from '../journal/read.ts'
import { dumpTables, emptyTables, freshDatabase, stagesOf, START, testKeyring } from '../../test/fakes/database.ts'
import type { Keyring } from './keyring.ts'
import { parseSecretName } from './name.ts'
import { putValue } from './put-value.ts'
import { dropPending, promotePending, storePending } from './stages.ts'
import { findSecret, findVersion, getSecret, listSecrets, openVersion, type Stage, type StoredSecret } from './store.ts'

let db: Db
let keyring: Keyring
beforeEach(async () => {
  db = await freshDatabase()
  keyring = await testKeyring(db)
})

const NAME = parseSecretName('shop/production/KEY')

function put(value: string, more: Partial<Parameters<typeof putValue>[3]> = {}): ReturnType<typeof putValue> {
  const input = { name: NAME, value: new Sensitive(value), actor: 'ada', ...more }
  return db.transaction().execute((tx) => putValue(tx, keyring, START, input))
}
const pend = (secret: StoredSecret, value: string): Promise<number> =>
  db.transaction().execute((tx) =>
    storePending(tx, keyring, START, {
      secret,
      value: new Sensitive(value),
      handle: { id: value },
      createdBy: 'rot_1',
    }),
  )
const valueOf = async (which: Stage | number): Promise<string> =>
  (await openVersion(db, keyring, await getSecret(db, NAME), which)).value.reveal()

test('a value is stored sealed, numbered, and journalled without itself', async () => {
  expect(await put('canary-one')).toMatchObject({ number: 1, secret: { fullName: 'shop/production/KEY' } })
  expect(await put('canary-two')).toMatchObject({ number: 2 })
  expect(await valueOf('current')).toBe('canary-two')
  expect(await valueOf('previous')).toBe('canary-one')
  expect(await valueOf(1)).toBe('canary-one')
  const dump = await dumpTables(db)
  expect(dump).not.toContain('canary')
  expect(dump).not.toContain(Buffer.from('canary').toString('hex'))
  expect((await readEntries(db)).map(({ action, detail }) => [action, detail])).toEqual([
    ['secret.created', { id: (await getSecret(db, NAME)).id }],
    ['version.stored', { version: 1, stage: 'current' }],
    ['version.stored', { version: 2, stage: 'current' }],
  ])
})

test('what is not there is said by name', async () => {
  await expect(getSecret(db, NAME)).rejects.toMatchObject({
    code: 'SECRET_NOT_FOUND',
    message: 'there is no secret shop/production/KEY',
  })
  await put('one')
  await expect(valueOf('previous')).rejects.toMatchObject({ message: 'shop/production/KEY has no previous version' })
  await expect(valueOf(7)).rejects.toMatchObject({ message: 'shop/production/KEY has no version 7' })
})

test.each([
  ['nothing', ''],
  ['65,537 bytes', 'x'.repeat(65_537)],
  ['65,538 bytes in fewer characters', 'é'.repeat(32_769)],
  ['half a character', 'a\ud83d'],
])('a value of %s is refused, and no secret is made', async (_what, value) => {
  await expect(put(value)).rejects.toMatchObject({ code: 'SECRET_VALUE_INVALID', status: 400 })
  expect(await findSecret(db, NAME)).toBeUndefined()
})

test.each([
  ['one byte', 'x'],
  ['65,536 bytes', 'é'.repeat(32_768)],
  ['every control character', String.fromCharCode(...Array.from({ length: 32 }, (_, i) => i))],
  ['characters of four bytes', '🔑🔑'],
])('a value of %s comes back as it was', async (_what, value) => {
  await put(value)
  expect(await valueOf('current')).toBe(value)
})

test('provider, kind and rotation are kept until they are told anew', async () => {
  await put('one', { provider: 'stripe', kind: 'secret', rotation: { quietMs: 5 } })
  await put('two')
  expect(await getSecret(db, NAME)).toMatchObject({ provider: 'stripe', kind: 'secret', rotation: { quietMs: 5 } })
  await put('three', { kind: 'restricted' })
  expect(await getSecret(db, NAME)).toMatchObject({ provider: 'stripe', kind: 'restricted', rotation: { quietMs: 5 } })
  await put('four', { rotation: { soakMs: 7 } })
  expect(await getSecret(db, NAME)).toMatchObject({ provider: 'stripe', rotation: { soakMs: 7 } })
})

test('secrets are listed by project and environment', async () => {
  for (const name of ['shop/production/B', 'shop/production/A', 'shop/staging/A', 'blog/production/A'])
    await put('x', { name: parseSecretName(name) })
  const list = async (scope: Parameters<typeof listSecrets>[1]): Promise<string[]> =>
    (await listSecrets(db, scope)).map(({ fullName }) => fullName)
  expect(await list({ project: 'shop', environment: 'production' })).toEqual(['shop/production/A', 'shop/production/B'])
  expect(await list({ project: 'blog' })).toEqual(['blog/production/A'])
  expect(await list({})).toHaveLength(4)
})

test('two who store at once both store: one version is current, the numbers are dense', async () => {
  await Promise.all(Array.from({ length: 8 }, (_, i) => put(`value ${i}`)))
  const rows = await stagesOf(db)
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(rows.map(({ stage }) => stage)).toEqual([null, null, null, null, null, null, 'previous', 'current'])
  expect(await db.selectFrom('secrets').select('id').execute()).toHaveLength(1)
})

test('while a candidate waits nobody stores over it', async () => {
  const { secret } = await put('one')
  await pend(secret, 'candidate')
  await expect(put('two')).rejects.toMatchObject({ code: 'SECRET_PENDING', status: 409 })
  await expect(pend(secret, 'a second candidate')).rejects.toThrow()
  expect(await valueOf('current')).toBe('one')
  await db.transaction().execute((tx) => dropPending(tx, secret.id))
  expect(await put('two')).toMatchObject({ number: 3 })
})

test('without a candidate nothing is promoted, and the current version stays', async () => {
  const { secret } = await put('one')
  await expect(promotePending(db, secret.id, START)).rejects.toMatchObject({ code: 'SECRET_NOT_FOUND' })
  expect(await valueOf('current')).toBe('one')
})

test('a sealed value that was moved to another row is refused', async () => {
  await put('one')
  const other = parseSecretName('shop/staging/KEY')
  await put('of staging', { name: other })
  const secrets = { production: await getSecret(db, NAME), staging: await getSecret(db, other) }
  const { sealed } = await db
    .selectFrom('versions')
    .select('sealed')
    .where('secret_id', '=', secrets.production.id)
    .executeTakeFirstOrThrow()
  await db.updateTable('versions').set({ sealed }).where('secret_id', '=', secrets.staging.id).execute()
  await expect(openVersion(db, keyring, secrets.staging, 'current')).rejects.toMatchObject({ code: 'SECRET_TAMPERED' })
  await db.updateTable('secrets').set({ environment: 'qa' }).where('id', '=', secrets.production.id).execute()
  const moved = await getSecret(db, parseSecretName('shop/qa/KEY'))
  await expect(openVersion(db, keyring, moved, 'current')).rejects.toMatchObject({ code: 'SECRET_TAMPERED' })
})

// ---------- stages, against a model ----------

interface Model {
  versions: number
  current?: number
  pending?: number
  previous?: number
}

/** What each operation must do, in the simplest words. Undefined: it must be refused. */
const MODEL = {
  put: (m: Model): Model | undefined =>
    m.pending ? undefined : { ...m, versions: m.versions + 1, ...withPrevious(m.current), current: m.versions + 1 },
  pend: (m: Model): Model | undefined =>
    m.pending || !m.versions ? undefined : { ...m, versions: m.versions + 1, pending: m.versions + 1 },
  promote: ({ pending, ...m }: Model): Model | undefined =>
    pending ? { versions: m.versions, ...withPrevious(m.current), current: pending } : undefined,
  drop: ({ pending: _pending, ...m }: Model): Model | undefined => (m.versions ? m : undefined),
}
const withPrevious = (current: number | undefined): { previous?: number } => (current ? { previous: current } : {})

async function act(operation: keyof typeof MODEL, at: number): Promise<unknown> {
  if (operation === 'put') return put(`value ${at}`)
  const secret = await getSecret(db, NAME)
  if (operation === 'pend') return pend(secret, `value ${at}`)
  return db
    .transaction()
    .execute((tx) => (operation === 'promote' ? promotePending(tx, secret.id, START) : dropPending(tx, secret.id)))
}

test('stages move right over any 50 operations', { timeout: 30_000 }, async () => {
  const operations = fc.array(fc.constantFrom('put' as const, 'pend' as const, 'promote' as const, 'drop' as const), {
    minLength: 50,
    maxLength: 50,
  })
  await fc.assert(
    fc.asyncProperty(operations, async (list) => {
      await emptyTables(db)
      keyring = await testKeyring(db)
      let model: Model = { versions: 0 }
      for (const [at, operation] of list.entries()) {
        const next = MODEL[operation](model)
        const answer = await act(operation, at).then(
          () => true,
          () => false,
        )
        expect(answer, `${operation} at ${at}`).toBe(next !== undefined)
        model = next ?? model
        const rows = await stagesOf(db)
        expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: model.versions }, (_, i) => i + 1))
        const stages = rows.flatMap(({ number, stage }) => (stage ? [[stage, number]] : []))
        const { versions: _, ...expected } = model
        expect(Object.fromEntries(stages)).toEqual(expected)
      }
    }),
    { numRuns: 8 },
  )
  expect(await findVersion(db, 'nobody', 'current')).toBeUndefined()
})
