/**
 * The keyring: keys that seal data keys, themselves sealed by the root key. Each carries a check value, so
 * that a wrong root key is recognised at the start, before anything is written.
 * The key for leak ids is derived from the first one: ids stay equal as long as the keyring lives.
 */
import { hkdfSync, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Sensitive } from '../base/sensitive.ts'
import { hmacSha256 } from '../base/signing.ts'
import { newId } from '../base/id.ts'
import type { Db } from '../db/connect.ts'
import { decrypt, encrypt, seal, unseal, type KeyringKey, type SealContext } from './seal.ts'
import { secretError } from './secret-error.ts'

export interface Keyring {
  seal(context: SealContext, value: Sensitive): Buffer
  unseal(context: SealContext, sealed: Buffer): Sensitive
  /** Key of leak ids, and of the hashes of tokens: nothing can be tested offline without it. */
  readonly leakKey: Buffer
  readonly tokenKey: Buffer
}

const WRAP_CONTEXT = Buffer.from('rekey keyring v1')

/** True when nothing was sealed in this database yet. */
export async function isKeyringEmpty(db: Db): Promise<boolean> {
  return (await db.selectFrom('keyring').select('id').limit(1).executeTakeFirst()) === undefined
}

/** Opens the keyring, or makes the first key of a new database. Throws ROOT_KEY_WRONG. */
export async function openKeyring(db: Db, rootKey: Buffer, now: Date): Promise<Keyring> {
  const keys = await readKeys(db, rootKey)
  if (!keys.length) keys.push(...(await addFirstKey(db, rootKey, now)))
  const byId = new Map(keys.map(({ id, key }) => [id, key]))
  const newest = keys.at(-1) as KeyringKey
  const oldest = keys[0] as KeyringKey
  return {
    seal: (context, value) => seal(newest, context, value),
    unseal: (context, sealed) => unseal((id) => byId.get(id), context, sealed),
    leakKey: derive(oldest.key, 'leak ids'),
    tokenKey: derive(oldest.key, 'tokens'),
  }
}

function openKey(row: { id: string; wrapped_key: Buffer; check_value: Buffer }, rootKey: Buffer): KeyringKey {
  try {
    const key = decrypt(rootKey, Buffer.concat([WRAP_CONTEXT, Buffer.from(row.id)]), row.wrapped_key)
    if (checkValue(key).equals(row.check_value)) return { id: row.id, key }
  } catch {
    // Falls through to the one error that says the remedy.
  }
  throw secretError('ROOT_KEY_WRONG', `the root key does not open keyring key ${row.id}`)
}

async function readKeys(db: Db, rootKey: Buffer): Promise<KeyringKey[]> {
  const rows = await db.selectFrom('keyring').selectAll().orderBy('created_at').orderBy('id').execute()
  return rows.map((row) => openKey(row, rootKey))
}

/** Two nodes may start on a new database at the same time: the second one finds the key of the first. */
async function addFirstKey(db: Db, rootKey: Buffer, now: Date): Promise<KeyringKey[]> {
  return db.transaction().execute(async (tx) => {
    await sql`lock table keyring in share row exclusive mode`.execute(tx)
    const keys = await readKeys(tx, rootKey)
    return keys.length ? keys : [await addKey(tx, rootKey, now)]
  })
}

async function addKey(db: Db, rootKey: Buffer, now: Date): Promise<KeyringKey> {
  const id = newId('key', now)
  const key = randomBytes(32)
  const wrapped = encrypt(rootKey, Buffer.concat([WRAP_CONTEXT, Buffer.from(id)]), key)
  await db
    .insertInto('keyring')
    .values({ id, wrapped_key: wrapped, check_value: checkValue(key), created_at: now })
    .execute()
  return { id, key }
}

function checkValue(key: Buffer): Buffer {
  return hmacSha256(key, 'check value').subarray(0, 8)
}

function derive(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `rekey ${purpose}`, 32))
}
