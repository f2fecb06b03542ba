import { beforeEach, expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import type { Db } from '../db/connect.ts'
import { readEntries } from '../journal/read.ts'
import { freshDatabase, START, testKeyring } from '../../test/fakes/database.ts'
import type { Keyring } from './keyring.ts'
import { fromAwsLabel, toAwsLabel, type Label } from './labels.ts'
import { parseScopePart, parseSecretName } from './name.ts'
import { addVersion, addVersions, type NewVersion } from './new-version.ts'
import {
  createSecret,
  deleteSecret,
  deleteVersions,
  destroyVersions,
  purgeDue,
  purgeSecret,
  restoreSecret,
  undeleteVersions,
  updateSecret,
} from './secret-life.ts'
import { moveLabel } from './stages.ts'
import {
  findSecret,
  getSecret,
  getSecretById,
  listSecrets,
  listVersions,
  openVersion,
  type StoredSecret,
} from './store.ts'

let db: Db
let keyring: Keyring
let secret: StoredSecret
const NAME = parseSecretName('shop/production/KEY')
const ID = 'f'.repeat(32)
const later = (ms: number): Date => new Date(START.getTime() + ms)
const inTx = <T>(act: (tx: Db) => Promise<T>): Promise<T> => db.transaction().execute(act)
const create = (name = NAME): Promise<StoredSecret> => inTx((tx) => createSecret(tx, START, { name, actor: 'ada' }))
const add = (value: string | undefined, more: Partial<NewVersion> = {}): ReturnType<typeof addVersion> =>
  inTx((tx) =>
    addVersion(tx, keyring, START, {
      secret,
      actor: 'ada',
      ...(value === undefined ? {} : { value: new Sensitive(value) }),
      ...more,
    }),
  )
const move = (label: Label, to?: number, from?: number): Promise<void> =>
  inTx((tx) => moveLabel(tx, START, { secret, label, to, from, actor: 'ada' }))
const open = async (which: Parameters<typeof openVersion>[3]): Promise<string> =>
  (await openVersion(db, keyring, secret, which, START)).value.reveal()
const labels = async (): Promise<Record<number, readonly Label[]>> =>
  Object.fromEntries((await listVersions(db, secret.id, START)).map((one) => [one.number, one.labels]))

beforeEach(async () => {
  db = await freshDatabase()
  keyring = await testKeyring(db)
  secret = await create()
})

test('AWS’s labels are our stages, and its others never are', () => {
  for (const label of ['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS', 'current', 'label:current', 'blue'])
    expect(toAwsLabel(fromAwsLabel(label))).toBe(label)
  expect(fromAwsLabel('AWSCURRENT')).toBe('current')
  expect(fromAwsLabel('current')).toBe('label:current')
})

test.each(['', '.', '..', 'a/b', 'a b', 'house', 'x'.repeat(65)])('"%s" is no project and no environment', (text) => {
  expect(() => parseScopePart(text)).toThrow(expect.objectContaining({ code: 'SECRET_NAME_INVALID' }))
})

test('the same id with the same value is one version; with another value it is refused', async () => {
  expect(await add('one', { externalId: ID })).toMatchObject({ number: 1, isNew: true, labels: ['current'] })
  expect(await add('one', { externalId: ID })).toMatchObject({ number: 1, isNew: false })
  await expect(add('two', { externalId: ID })).rejects.toMatchObject({ code: 'VERSION_ID_TAKEN' })
  await expect(add('one', { externalId: ID, content: 'binary' })).rejects.toMatchObject({
    code: 'SECRET_VALUE_INVALID',
  })
  await expect(add('b25l', { externalId: ID, content: 'binary' })).rejects.toMatchObject({ code: 'VERSION_ID_TAKEN' })
  await expect(add('two', { externalId: 'short' })).rejects.toMatchObject({ code: 'VERSION_ID_INVALID' })
  expect(await listVersions(db, secret.id, START)).toHaveLength(1)
  expect(await open({ externalId: ID })).toBe('one')
})

test('an announced version is empty until it is filled under its id', async () => {
  await add('one')
  expect(await add(undefined, { externalId: ID, labels: ['pending'] })).toMatchObject({ number: 2, isNew: true })
  expect(await add(undefined, { externalId: ID, labels: ['pending'] })).toMatchObject({ isNew: false })
  await expect(open('pending')).rejects.toMatchObject({ code: 'VERSION_EMPTY', status: 404 })
  await expect(add('over it')).rejects.toMatchObject({ code: 'SECRET_PENDING' })
  expect(await add('two', { externalId: ID, labels: ['pending'] })).toMatchObject({ number: 2, isNew: true })
  expect(await open('pending')).toBe('two')
  expect(await add('three', { besidePending: true })).toMatchObject({ number: 3 })
  await move('current', 2, 3)
  expect(await labels()).toEqual({ 1: [], 2: ['current', 'pending'], 3: ['previous'] })
  await move('pending', undefined, 2)
  expect(await labels()).toEqual({ 1: [], 2: ['current'], 3: ['previous'] })
})

test('bytes come back as they were, up to 65,536 of them', async () => {
  const bytes = Buffer.from(Array.from({ length: 65_536 }, (_, i) => i % 256))
  await add(bytes.toString('base64'), { content: 'binary' })
  const version = await openVersion(db, keyring, secret, 'current')
  expect(Buffer.from(version.value.reveal(), 'base64').equals(bytes)).toBe(true)
  expect(version.content).toBe('binary')
  const tooMany = Buffer.concat([bytes, Buffer.from('x')]).toString('base64')
  await expect(add(tooMany, { content: 'binary' })).rejects.toMatchObject({ code: 'SECRET_VALUE_INVALID' })
  await expect(add('no base64!', { content: 'binary' })).rejects.toMatchObject({ code: 'SECRET_VALUE_INVALID' })
  await expect(add('{"a":', { content: 'json' })).rejects.toMatchObject({ code: 'SECRET_VALUE_INVALID' })
  await add('')
  expect(await open('current')).toBe('')
})

test('what a value is cannot be changed behind its back', async () => {
  await add('b25l')
  await db.updateTable('versions').set({ content: 'binary' }).execute()
  await expect(open('current')).rejects.toMatchObject({ code: 'SECRET_TAMPERED' })
})

test('who compares and sets with an old number is refused', async () => {
  await add('one', { expected: 0 })
  await expect(add('two', { expected: 0 })).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
  await add('two', { expected: 1 })
  expect(await open('current')).toBe('two')
})

test('many versions in one batch: each is judged by itself, in order', async () => {
  const other = await create(parseSecretName('shop/production/OTHER'))
  const version = (one: StoredSecret, value: string, more = {}): NewVersion => ({
    secret: one,
    value: new Sensitive(value),
    actor: 'ada',
    ...more,
  })
  const answers = await inTx((tx) =>
    addVersions(tx, keyring, START, [
      version(secret, 'one', { externalId: ID }),
      version(secret, 'x'.repeat(65_537)),
      version(other, 'of the other'),
      version(secret, 'one', { externalId: ID }),
      version(secret, 'two', { expected: 1 }),
      version(secret, 'three', { expected: 1 }),
    ]),
  )
  expect(answers).toMatchObject([
    { number: 1, isNew: true },
    { code: 'SECRET_VALUE_INVALID' },
    { number: 1 },
    { number: 1, isNew: false },
    { number: 2, isNew: true },
    { code: 'VERSION_CONFLICT' },
  ])
  expect(await labels()).toEqual({ 1: ['previous'], 2: ['current'] })
  expect(await getSecretById(db, secret.id)).toMatchObject({ lastNumber: 2 })
  expect((await openVersion(db, keyring, other, 'current')).value.reveal()).toBe('of the other')
  expect(await inTx((tx) => addVersions(tx, keyring, START, []))).toEqual([])
})

test('a label moves only from where the mover says it is', async () => {
  await add('one')
  await add('two')
  await expect(move('current', 1)).rejects.toMatchObject({ code: 'LABEL_ELSEWHERE' })
  await expect(move('current', 1, 1)).rejects.toMatchObject({ code: 'LABEL_ELSEWHERE' })
  await expect(move('current', undefined, 2)).rejects.toMatchObject({ code: 'LABEL_INVALID' })
  await expect(move('current', 9, 2)).rejects.toMatchObject({ code: 'SECRET_NOT_FOUND' })
  await expect(move('label:')).rejects.toMatchObject({ code: 'LABEL_INVALID' })
  await move('current', 1, 2)
  expect(await labels()).toEqual({ 1: ['current'], 2: ['previous'] })
  await move('current', 1)
  for (let i = 0; i < 19; i++) await move(`label:${i}`, 1)
  await expect(move('label:20', 1)).rejects.toMatchObject({ code: 'LABEL_INVALID' })
})

test('a deleted secret is restored within its window, and its name is taken until it is destroyed', async () => {
  await add('one')
  const deleted = await inTx((tx) => deleteSecret(tx, START, secret, { purgeAt: later(1_000), actor: 'ada' }))
  expect(deleted.purgeAt).toEqual(later(1_000))
  expect(await findSecret(db, NAME)).toBeUndefined()
  expect(await listSecrets(db)).toEqual([])
  expect(await listSecrets(db, { withDeleted: true })).toHaveLength(1)
  await expect(create()).rejects.toMatchObject({ code: 'SECRET_DELETED' })
  await expect(add('two')).rejects.toMatchObject({ code: 'SECRET_DELETED' })
  await expect(inTx((tx) => updateSecret(tx, START, secret, { actor: 'ada', description: 'x' }))).rejects.toMatchObject(
    {
      code: 'SECRET_DELETED',
    },
  )
  await inTx((tx) => restoreSecret(tx, START, secret, 'ada'))
  expect(await open('current')).toBe('one')
  await expect(inTx((tx) => restoreSecret(tx, START, secret, 'ada'))).rejects.toMatchObject({
    code: 'SECRET_NOT_DELETED',
  })
  await inTx((tx) => deleteSecret(tx, START, secret, { purgeAt: later(1_000), actor: 'ada' }))
  expect(await purgeDue(db, later(999))).toBe(0)
  expect(await purgeDue(db, later(1_000))).toBe(1)
  await expect(open(1)).rejects.toMatchObject({ code: 'VERSION_DESTROYED' })
  await expect(inTx((tx) => restoreSecret(tx, START, secret, 'ada'))).rejects.toMatchObject({
    code: 'SECRET_NOT_FOUND',
  })
  const again = await create()
  expect(again.id).not.toBe(secret.id)
  await inTx((tx) => purgeSecret(tx, START, secret, 'ada'))
  expect(await getSecret(db, NAME)).toMatchObject({ id: again.id })
  expect(await db.selectFrom('versions').select('sealed').execute()).toEqual([{ sealed: null }])
})

test('a version is deleted, taken back and destroyed', async () => {
  await add('one')
  await add('two', { deleteAt: later(1_000) })
  expect((await openVersion(db, keyring, secret, 'current', later(999))).number).toBe(2)
  await expect(openVersion(db, keyring, secret, 'current', later(1_000))).rejects.toMatchObject({
    code: 'VERSION_DELETED',
  })
  await expect(openVersion(db, keyring, secret, 'current')).rejects.toMatchObject({ code: 'VERSION_DELETED' })
  const change = { secret, numbers: [1, 2, 7], actor: 'ada' }
  await inTx((tx) => deleteVersions(tx, START, change))
  await expect(open(1)).rejects.toMatchObject({ code: 'VERSION_DELETED', status: 404 })
  await inTx((tx) => undeleteVersions(tx, START, change))
  expect([await open(1), await open(2)]).toEqual(['one', 'two'])
  await inTx((tx) => destroyVersions(tx, START, { ...change, numbers: [1] }))
  await inTx((tx) => undeleteVersions(tx, START, change))
  await expect(open(1)).rejects.toMatchObject({ code: 'VERSION_DESTROYED' })
  const seen = await listVersions(db, secret.id, START)
  expect(seen.map(({ state, hasValue }) => [state, hasValue])).toEqual([
    ['destroyed', false],
    ['enabled', true],
  ])
  const actions = (await readEntries(db)).map(({ action, detail }) => [action, detail['versions']])
  expect(actions.slice(-4)).toEqual([
    ['version.deleted', [1, 2]],
    ['version.undeleted', [1, 2]],
    ['version.destroyed', [1]],
    ['version.undeleted', [2]],
  ])
})

test('what is said about a secret is kept, and limited', async () => {
  const update = (facts: object): Promise<StoredSecret> =>
    inTx((tx) => updateSecret(tx, START, secret, { actor: 'ada', ...facts }))
  await update({ description: 'the till', tags: { team: 'shop' }, owner: 'ada', aws: { suffix: 'abcdef' } })
  expect(await update({ vault: { max: 10 }, description: '' })).toMatchObject({
    description: '',
    tags: { team: 'shop' },
    owner: 'ada',
    aws: { suffix: 'abcdef' },
    vault: { max: 10 },
  })
  expect(await update({ owner: null, aws: null })).toMatchObject({ owner: null, aws: null })
  for (const bad of [{ description: 'x'.repeat(2_049) }, { tags: { '': 'x' } }, { tags: { x: 'x'.repeat(257) } }])
    await expect(update(bad)).rejects.toMatchObject({ code: 'SECRET_METADATA_INVALID' })
})

test('pages of names are in the order of bytes and never skip or repeat', async () => {
  const names = [
    'shop/production/a/B',
    'shop/production/Z',
    'shop/production/é',
    'shop/staging/KEY',
    'shop2/production/KEY',
  ]
  for (const name of names) await create(parseSecretName(name))
  const all = (await listSecrets(db)).map(({ fullName }) => fullName)
  expect(all).toEqual(
    [...names, 'shop/production/KEY'].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
  )
  const paged: string[] = []
  for (let after = ''; ;) {
    const page = await listSecrets(db, { after, limit: 2 })
    paged.push(...page.map(({ fullName }) => fullName))
    if (page.length < 2) break
    after = paged.at(-1) as string
  }
  expect(paged).toEqual(all)
  expect((await listSecrets(db, { project: 'shop' })).map(({ fullName }) => fullName)).not.toContain(
    'shop2/production/KEY',
  )
  expect(
    await listSecrets(db, { project: 'shop', environment: 'production', prefix: 'shop/production/a/' }),
  ).toHaveLength(1)
  expect(await listSecrets(db, { environment: 'production' })).toHaveLength(5)
})
