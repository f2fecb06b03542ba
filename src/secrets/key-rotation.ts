/**
 * Changes the keys while the server runs: a new key of the ring, under which all data keys are sealed anew, and a new
 * root key. Killed at any point, the next start finds in the database and beside the key file what is left to do.
 */
import { access, readFile, rename, rm } from 'node:fs/promises'
import { sleep, type Clock } from '../base/clock.ts'
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import { addDataKey, changeRootKey, fingerprintOf, opensKeyring, type Keyring } from './keyring.ts'
import { destroyUnusedKeys, resealAll } from './reseal.ts'
import { createUnlock, type RootKeyLock, type Unlock } from './root-key-lock.ts'
import { createRootKey, findRootKey, syncFolderOf } from './root-key.ts'
import { secretError } from './secret-error.ts'

export interface KeyRotation {
  /** Answers the new key's id, and how many values are sealed with it now. */
  rotateKeyring(actor: string): Promise<{ key: string; values: number }>
  /** Makes a new root key in the place of the old one. Throws ROOT_KEY_NOT_IN_FILE when it comes from elsewhere. */
  rotateRootKey(actor: string): Promise<{ rootKey: string }>
  /** For a backup, which is sealed under it. */
  rootKey(): Buffer
  /** Which keys there are. */
  status(): Promise<{ rootKey: string; keys: KeyState[]; nodes: NodeState[] }>
  /** Finishes what a killed process began; destroys keys that seal nothing any more. */
  tidy(): Promise<void>
  /** Some node has changed the keyring. */
  heard(): Promise<void>
}

interface KeyState {
  readonly id: string
  readonly createdAt: Date
  readonly purpose: string
  readonly seals: boolean
  /** Nothing is sealed with it since then; it is destroyed when every node has said that it left it. */
  readonly retiredAt: Date | null
}

interface NodeState {
  readonly name: string
  readonly seenAt: Date
  /** The key that it seals with, by its own word. */
  readonly key: string
}

interface Deps {
  readonly db: Db
  readonly keyring: Keyring
  readonly clock: Clock
  readonly rootKey: { readonly key: Buffer; readonly file: string | undefined; readonly unlock?: Unlock | undefined }
  readonly faultPoint: (name: string) => void
}

/** So long before it seals, a key is announced: every node has heard of it by then. */
const ANNOUNCE_MS = 3_000

export function createKeyRotation({ db, keyring, clock, rootKey, faultPoint }: Deps): KeyRotation {
  let root = rootKey.key

  async function finish(): Promise<number> {
    await keyring.refresh(db, clock.now())
    return resealAll(db, keyring, () => faultPoint('keyring:batch'))
  }

  /** The new key lies under the lock of the old one. */
  async function lockNow(file: string): Promise<RootKeyLock> {
    const text = await readFile(file, 'utf8').catch(() => '')
    const lock = await (rootKey.unlock ?? createUnlock())(text)
    const found = await lock.open(text).catch(() => undefined)
    if (!found?.equals(root))
      throw secretError('ROOT_KEY_CHANGED', `${file} does not hold the root key of this server any more`)
    return lock
  }

  return {
    async rotateKeyring(actor) {
      const now = clock.now()
      const from = new Date(now.getTime() + ANNOUNCE_MS)
      const key = await db.transaction().execute((tx) => addDataKey(tx, root, now, { from, actor }))
      faultPoint('keyring:added')
      await sleep(ANNOUNCE_MS + 50)
      const values = await finish()
      faultPoint('keyring:resealed')
      await append(db, clock.now(), [
        { actor, action: 'keyring.resealed', subject: 'keyring', detail: { key, values } },
      ])
      return { key, values }
    },
    async rotateRootKey(actor) {
      const { file } = rootKey
      if (file === undefined)
        throw secretError('ROOT_KEY_NOT_IN_FILE', 'the root key of this server does not come from a file')
      const lock = await lockNow(file)
      await rm(nextOf(file), { force: true })
      const next = await createRootKey(nextOf(file), lock)
      faultPoint('root-key:written')
      await db.transaction().execute((tx) => changeRootKey(tx, { from: root, to: next }, clock.now(), actor))
      faultPoint('root-key:committed')
      await moveNext(file)
      root = next
      keyring.useRootKey(next)
      faultPoint('root-key:moved')
      return { rootKey: fingerprintOf(next) }
    },
    rootKey: () => root,
    async status() {
      const rows = await db
        .selectFrom('keyring')
        .select(['id', 'created_at', 'purpose', 'retired_at'])
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      const keys = rows.map(({ id, created_at, purpose, retired_at }) => ({
        id,
        createdAt: created_at,
        retiredAt: retired_at,
        purpose,
        seals: id === keyring.newestId,
      }))
      const nodes = await db.selectFrom('nodes').selectAll().orderBy('name').execute()
      return {
        rootKey: fingerprintOf(root),
        keys,
        nodes: nodes.map(({ name, seen_at, key_id }) => ({ name, seenAt: seen_at, key: key_id })),
      }
    },
    async tidy() {
      const values = await finish()
      const detail = { key: keyring.newestId, values }
      if (values)
        await append(db, clock.now(), [{ actor: 'rekey', action: 'keyring.resealed', subject: 'keyring', detail }])
      await destroyUnusedKeys(db, keyring, clock.now())
    },
    async heard() {
      await keyring.refresh(db, clock.now())
      await sleep(ANNOUNCE_MS + 50)
      await keyring.refresh(db, clock.now())
    },
  }
}

const nextOf = (file: string): string => `${file}.next`

async function moveNext(file: string): Promise<void> {
  await rename(nextOf(file), file)
  await syncFolderOf(file)
}

/**
 * The root key that opens this database: from its source, or the one beside it that a change of the root key left
 * there when it was killed. Undefined when there is none. Throws ROOT_KEY_INVALID or ROOT_KEY_MISSING.
 */
export async function settleRootKey(
  db: Db,
  source: { value?: string | undefined; nextValue?: string | undefined; file: string; unlock?: Unlock | undefined },
): Promise<Buffer | undefined> {
  const found = await findRootKey(source)
  if (source.value !== undefined) {
    if (source.nextValue === undefined || !found) return found
    const next = await findRootKey({ ...source, value: source.nextValue })
    return next && (await opensKeyring(db, next)) ? next : found
  }
  const nextFile = nextOf(source.file)
  const hasNext = await access(nextFile).then(
    () => true,
    () => false,
  )
  if (!hasNext) return found
  if (found && (await opensKeyring(db, found))) {
    // The change was killed before it was committed: nothing is sealed with that key.
    await rm(nextFile, { force: true })
    return found
  }
  const next = await findRootKey({ file: nextFile, unlock: source.unlock })
  if (!next || !(await opensKeyring(db, next))) return found
  await moveNext(source.file)
  return next
}
