import { beforeEach, expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import { tokenChecksum } from '../base/token-checksum.ts'
import type { Db } from '../db/connect.ts'
import { readEntries } from '../journal/read.ts'
import { dumpTables, freshDatabase, START, testKeyring } from '../../test/fakes/database.ts'
import {
  createIdentity,
  createToken,
  findIdentity,
  findTokenOwner,
  redeemSetupToken,
  revokeToken,
  type Identity,
  type TokenKind,
} from './identities.ts'
import { openKeyring, type Keyring } from './keyring.ts'

let db: Db
let keyring: Keyring
let ada: Identity
beforeEach(async () => {
  db = await freshDatabase()
  keyring = await testKeyring(db)
  ada = await createIdentity(db, START, {
    name: 'ada',
    kind: 'person',
    policies: [{ effect: 'allow', pattern: '**', actions: ['admin'] }],
    actor: 'rekey',
  })
})

const later = (ms: number): Date => new Date(START.getTime() + ms)
const make = (kind: TokenKind, ttlMs?: number): Promise<Sensitive> =>
  db.transaction().execute((tx) =>
    createToken(tx, keyring, START, {
      identity: ada,
      kind,
      actor: 'rekey',
      ...(ttlMs === undefined ? {} : { ttlMs }),
    }),
  )
const ownerOf = (token: Sensitive, now = START, kinds: TokenKind[] = ['api']): Promise<Identity | undefined> =>
  findTokenOwner(db, keyring, now, token, kinds)

test('a token is found by its form alone: prefix, 30 characters, checksum', async () => {
  for (let i = 0; i < 20; i++) {
    const [, body, sum] = /^rkt_([0-9A-Za-z]{30})([0-9A-Za-z]{6})$/.exec((await make('api')).reveal()) ?? []
    expect(tokenChecksum(body as string)).toBe(sum)
  }
})

test('a token proves its owner; one character of another does not', async () => {
  const token = await make('api')
  expect(await ownerOf(token)).toEqual(ada)
  const text = token.reveal()
  for (const wrong of [`${text}x`, text.slice(0, -1), text.toUpperCase(), text.replace('rkt_', 'rkt-'), '', ' ']) {
    expect(await ownerOf(new Sensitive(wrong))).toBeUndefined()
  }
})

test('a token is good for its own kind only', async () => {
  const tokens = { api: await make('api'), session: await make('session'), setup: await make('setup', 60_000) }
  for (const [kind, token] of Object.entries(tokens)) {
    for (const asked of ['api', 'session', 'setup'] as const) {
      expect(Boolean(await ownerOf(token, START, [asked])), `${kind} as ${asked}`).toBe(kind === asked)
    }
  }
})

test('a token ends: by its time, by revocation, with its identity', async () => {
  const timed = await make('api', 1_000)
  expect(await ownerOf(timed, later(999))).toBeDefined()
  expect(await ownerOf(timed, later(1_000))).toBeUndefined()

  const revoked = await make('api')
  const other = await make('api')
  await revokeToken(db, keyring, START, revoked)
  expect(await ownerOf(revoked)).toBeUndefined()
  expect(await ownerOf(other)).toBeDefined()

  await db.updateTable('identities').set({ disabled_at: START }).where('name', '=', 'ada').execute()
  expect(await ownerOf(other)).toBeUndefined()
  expect(await findIdentity(db, 'ada')).toBeUndefined()
})

test('no table holds the text of a token, as text or as bytes', async () => {
  const tokens = await Promise.all([make('api'), make('session'), make('setup', 60_000)])
  await redeemSetupToken(db, keyring, START, tokens[2])
  const dump = await dumpTables(db)
  expect(dump).toContain('token.created')
  for (const token of tokens) {
    const text = token.reveal()
    for (const part of [text, text.slice(4, 34), text.slice(4, 16)]) {
      expect(dump).not.toContain(part)
      expect(dump).not.toContain(Buffer.from(part).toString('hex'))
      expect(dump).not.toContain(Buffer.from(part).toString('base64'))
    }
  }
})

test('a hash from another database proves nothing here', async () => {
  const token = await make('api')
  await db.deleteFrom('keyring').execute()
  const another = await openKeyring(db, Buffer.alloc(32, 9), START)
  expect(await findTokenOwner(db, another, START, token, ['api'])).toBeUndefined()
})

test('a setup token works once; of two racers one wins', async () => {
  const token = await make('setup', 60_000)
  const redeem = (): Promise<Identity> => db.transaction().execute((tx) => redeemSetupToken(tx, keyring, START, token))
  const answers = await Promise.allSettled([redeem(), redeem(), redeem()])
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected'])
  await expect(redeem()).rejects.toMatchObject({ code: 'SETUP_TOKEN_INVALID', status: 401 })
})

test.each<[string, (token: Sensitive) => Promise<unknown>, number]>([
  ['after its time', () => Promise.resolve(), 60_000],
  ['after it was revoked', (token) => revokeToken(db, keyring, START, token), 0],
  [
    'of an identity that was disabled',
    () => db.updateTable('identities').set({ disabled_at: START }).where('name', '=', 'ada').execute(),
    0,
  ],
])('a setup token %s is refused', async (_when, spoil, afterMs) => {
  const token = await make('setup', 60_000)
  await spoil(token)
  const redeem = redeemSetupToken(db, keyring, later(afterMs), token)
  await expect(redeem).rejects.toMatchObject({ code: 'SETUP_TOKEN_INVALID' })
})

test('an api token or a session is no setup token', async () => {
  for (const kind of ['api', 'session'] as const) {
    const token = await make(kind, 60_000)
    await expect(redeemSetupToken(db, keyring, START, token)).rejects.toMatchObject({ code: 'SETUP_TOKEN_INVALID' })
    expect(await ownerOf(token, START, [kind])).toBeDefined()
  }
})

test('a name is taken once, also by one that was disabled, and the transaction lives on', async () => {
  const input = { name: 'ada', kind: 'machine', policies: [], actor: 'rekey' } as const
  await expect(createIdentity(db, START, input)).rejects.toMatchObject({ code: 'IDENTITY_EXISTS' })
  await db.updateTable('identities').set({ disabled_at: START }).execute()
  await db.transaction().execute(async (tx) => {
    await expect(createIdentity(tx, START, input)).rejects.toMatchObject({ code: 'IDENTITY_EXISTS' })
    expect(await findIdentity(tx, 'bob')).toBeUndefined()
  })
})

test('who got what is in the journal', async () => {
  await make('api')
  const entries = await readEntries(db)
  expect(entries.map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
    ['rekey', 'identity.created', 'ada'],
    ['rekey', 'token.created', 'ada'],
  ])
  expect(entries[0]?.detail).toMatchObject({ kind: 'person', policies: [{ pattern: '**' }] })
})
