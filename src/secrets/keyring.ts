/**
 * The keyring: keys that seal data keys, themselves sealed by the root key. Each carries a check value and the
 * fingerprint of its root key, so that a wrong one is recognised at the start, before anything is written.
 * Keys of other purposes (leak ids, tokens, checkpoints) lie beside them and stay when those are rotated.
 */
import { hkdfSync, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '../base/id.ts'
import type { Sensitive } from '../base/sensitive.ts'
import { equalInConstantTime, hmacSha256 } from '../base/signing.ts'
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import { decrypt, encrypt, rewrap, seal, unseal, type KeyringKey, type SealContext } from './seal.ts'
import { secretError } from './secret-error.ts'

export interface Keyring {
  seal(context: SealContext, value: Sensitive): Buffer
  unseal(context: SealContext, sealed: Buffer): Sensitive
  /** The same value under the newest key, without opening it; undefined when it needs none, or is of the first format. */
  rewrap(sealed: Buffer): Buffer | undefined
  /** Key of leak ids, and of the hashes of tokens: nothing can be tested offline without it. */
  readonly leakKey: Buffer
  readonly tokenKey: Buffer
  /** Seed of the key that signs the journal's checkpoints. */
  readonly checkpointSeed: Buffer
  /** The key that seals now. */
  readonly newestId: string
  /** Looks for keys that other nodes have added; from `now` on the newest of them seals. */
  refresh(db: Db, now: Date): Promise<void>
  /** From now on it seals only while this holds. Without it, always: in tests, and before a server serves. */
  sealOnlyWhile(mayNow: () => boolean): void
  /** From now on this is the root key: a key that is added will be sealed with it. */
  useRootKey(rootKey: Buffer): void
}

type Purpose = 'data' | 'leak-ids' | 'tokens' | 'checkpoints'

export interface OpenKey extends KeyringKey {
  readonly purpose: Purpose
  readonly createdAt: Date
}

const WRAP_CONTEXT = Buffer.from('rekey keyring v1')

/** True when nothing was sealed in this database yet. */
export async function isKeyringEmpty(db: Db): Promise<boolean> {
  return (await db.selectFrom('keyring').select('id').limit(1).executeTakeFirst()) === undefined
}

/** Names a root key without telling anything of it. */
export function fingerprintOf(rootKey: Buffer): string {
  return hmacSha256(rootKey, 'root key id').toString('hex').slice(0, 12)
}

/** Whether it opens this keyring. Works before the schema is brought up to date, and changes nothing. */
export async function opensKeyring(db: Db, rootKey: Buffer): Promise<boolean> {
  try {
    await readKeys(db, rootKey)
    return true
  } catch {
    return false
  }
}

/** Throws ROOT_KEY_WRONG. Works before the schema is brought up to date, and changes nothing. */
export async function checkRootKey(db: Db, rootKey: Buffer): Promise<void> {
  await readKeys(db, rootKey)
}

/** Opens the keyring, or makes the first keys of a new database. Throws ROOT_KEY_WRONG. */
export async function openKeyring(db: Db, rootKey: Buffer, now: Date): Promise<Keyring> {
  let root = rootKey
  let keys = await readKeys(db, root)
  if (PURPOSES.some((purpose) => !keys.some((key) => key.purpose === purpose))) keys = await addFirstKeys(db, root, now)
  let newest = newestOf(keys, now)
  let byId = new Map(keys.map(({ id, key }) => [id, key]))
  const keyFor = (purpose: Purpose): Buffer => (keys.find((key) => key.purpose === purpose) as OpenKey).key
  const find = (id: string): Buffer | undefined => byId.get(id)
  let maySeal = (): boolean => true
  const sealer = (): OpenKey => {
    if (maySeal()) return newest
    throw secretError('KEYRING_STALE', 'this node has not reached the database for a while, and seals nothing')
  }
  return {
    seal: (context, value) => seal(sealer(), context, value),
    unseal: (context, sealed) => unseal(find, context, sealed),
    rewrap: (sealed) => rewrap(find, sealer(), sealed),
    sealOnlyWhile(mayNow) {
      maySeal = mayNow
    },
    leakKey: keyFor('leak-ids'),
    tokenKey: keyFor('tokens'),
    checkpointSeed: keyFor('checkpoints'),
    get newestId() {
      return newest.id
    },
    async refresh(from, at) {
      keys = await readKeys(from, root)
      byId = new Map(keys.map(({ id, key }) => [id, key]))
      newest = newestOf(keys, at)
    },
    useRootKey(next) {
      root = next
    },
  }
}

const PURPOSES: readonly Purpose[] = ['data', 'leak-ids', 'tokens', 'checkpoints']

/** A key is announced a moment before it seals, so that every node can open what it seals. */
function newestOf(keys: readonly OpenKey[], now: Date): OpenKey {
  const data = keys.filter(({ purpose }) => purpose === 'data')
  return data.findLast(({ createdAt }) => createdAt <= now) ?? (data[0] as OpenKey)
}

export interface KeyRow {
  readonly id: string
  readonly wrapped_key: Buffer
  readonly check_value: Buffer
  readonly created_at: Date
  /** A database that is older than these columns does not have them yet. */
  readonly purpose?: Purpose
  readonly root_id?: string | null
}

/** Throws ROOT_KEY_WRONG. */
export function openRingKey(row: KeyRow, rootKey: Buffer): OpenKey {
  const purpose = row.purpose ?? 'data'
  try {
    const key = decrypt(rootKey, wrapContext(row.id, purpose), row.wrapped_key)
    if (equalInConstantTime(checkValue(key), row.check_value)) {
      return { id: row.id, key, purpose, createdAt: row.created_at }
    }
  } catch {
    // Falls through to the one error that says the remedy.
  }
  const given = fingerprintOf(rootKey)
  const wanted = row.root_id ? `, which root key ${row.root_id} sealed; the one given is ${given}` : ''
  throw secretError('ROOT_KEY_WRONG', `the root key does not open keyring key ${row.id}${wanted}`)
}

function wrapContext(id: string, purpose: Purpose): Buffer {
  return Buffer.concat([WRAP_CONTEXT, Buffer.from(purpose === 'data' ? id : `${id} ${purpose}`)])
}

async function readKeys(db: Db, rootKey: Buffer): Promise<OpenKey[]> {
  const rows = await db.selectFrom('keyring').selectAll().orderBy('created_at').orderBy('id').execute()
  return rows.map((row) => openRingKey(row, rootKey))
}

/** Two nodes may start on a new database at the same time: the second one finds the keys of the first. */
async function addFirstKeys(db: Db, rootKey: Buffer, now: Date): Promise<OpenKey[]> {
  return db.transaction().execute(async (tx) => {
    await sql`lock table keyring in share row exclusive mode`.execute(tx)
    const keys = await readKeys(tx, rootKey)
    const first = keys.find(({ purpose }) => purpose === 'data') ?? (await addKey(tx, rootKey, now, 'data'))
    for (const purpose of PURPOSES) {
      if (purpose === 'data' || keys.some((key) => key.purpose === purpose)) continue
      // Those that used to be derived stay what they were: leak ids and tokens of an older database remain valid.
      const key = purpose === 'checkpoints' ? randomBytes(32) : derive(first.key, purpose.replace('-', ' '))
      await addKey(tx, rootKey, now, purpose, key)
    }
    return readKeys(tx, rootKey)
  })
}

async function addKey(
  db: Db,
  rootKey: Buffer,
  createdAt: Date,
  purpose: Purpose,
  key: Buffer = randomBytes(32),
): Promise<OpenKey> {
  const id = newId('key', createdAt)
  const wrapped = encrypt(rootKey, wrapContext(id, purpose), key)
  const row = { id, wrapped_key: wrapped, check_value: checkValue(key), created_at: createdAt }
  await db
    .insertInto('keyring')
    .values({ ...row, purpose, root_id: fingerprintOf(rootKey) })
    .execute()
  return { id, key, purpose, createdAt }
}

/** Adds a key that seals from `from` on. Throws ROOT_KEY_WRONG when another node has changed the root key meanwhile. */
export async function addDataKey(
  tx: Db,
  rootKey: Buffer,
  now: Date,
  input: { from: Date; actor: string },
): Promise<string> {
  await sql`lock table keyring in share row exclusive mode`.execute(tx)
  await readKeys(tx, rootKey)
  const { id } = await addKey(tx, rootKey, input.from, 'data')
  const detail = { key: id, from: input.from.toISOString() }
  await append(tx, now, [{ actor: input.actor, action: 'keyring.key-added', subject: 'keyring', detail }])
  return id
}

/** Seals every key of the ring with another root key: all or none. Throws ROOT_KEY_WRONG. */
export async function changeRootKey(
  tx: Db,
  keys: { from: Buffer; to: Buffer },
  now: Date,
  actor: string,
): Promise<void> {
  await sql`lock table keyring in share row exclusive mode`.execute(tx)
  for (const { id, key, purpose } of await readKeys(tx, keys.from)) {
    await tx
      .updateTable('keyring')
      .set({ wrapped_key: encrypt(keys.to, wrapContext(id, purpose), key), root_id: fingerprintOf(keys.to) })
      .where('id', '=', id)
      .execute()
  }
  const detail = { from: fingerprintOf(keys.from), to: fingerprintOf(keys.to) }
  await append(tx, now, [{ actor, action: 'keyring.root-key-changed', subject: 'keyring', detail }])
}

function checkValue(key: Buffer): Buffer {
  return hmacSha256(key, 'check value').subarray(0, 8)
}

function derive(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `rekey ${purpose}`, 32))
}
