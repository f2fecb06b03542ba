/** Opens the keys of a database at the start of a server, and looks after them while it runs. */
import { sql } from 'kysely'
import { systemClock } from '../base/clock.ts'
import type { Db } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import { settleRootKey } from '../secrets/key-rotation.ts'
import { changeRootKey, checkRootKey, isKeyringEmpty, openKeyring, type Keyring } from '../secrets/keyring.ts'
import { BEAT_MS, type Node } from '../secrets/nodes.ts'
import type { RootKeyLock, Unlock } from '../secrets/root-key-lock.ts'
import { createRootKey, findRootKey } from '../secrets/root-key.ts'
import { secretError } from '../secrets/secret-error.ts'
import type { App } from './app.ts'

export interface RootKeySource {
  readonly value?: string | undefined
  readonly nextValue?: string | undefined
  readonly file: string
  /** Opens a file that is under a lock. */
  readonly unlock?: Unlock | undefined
  /** The lock of a key that is made at the first start. */
  readonly firstLock?: RootKeyLock | undefined
}

export interface OpenedKeys {
  readonly keyring: Keyring
  readonly rootKey: Buffer
}

/** The key is checked before the schema is touched: a start with the wrong one changes nothing. */
export async function openKeys(db: Db, source: RootKeySource): Promise<OpenedKeys> {
  const isNew = !(await hasKeyring(db))
  const found = isNew ? await findRootKey(source) : await settleRootKey(db, source)
  if (!found && !isNew) {
    throw secretError(
      'ROOT_KEY_MISSING',
      `there is no root key at ${source.file}, and this database was sealed with one`,
    )
  }
  const now = systemClock.now()
  if (!isNew) {
    await checkRootKey(db, found as Buffer)
    await migrate(db, now)
    const rootKey = await useNextValue(db, found as Buffer, source.nextValue)
    return { rootKey, keyring: await openKeyring(db, rootKey, now) }
  }
  await migrate(db, now)
  const rootKey = found ?? (await createRootKey(source.file, source.firstLock))
  return { rootKey, keyring: await openKeyring(db, rootKey, now) }
}

/** Where no file holds the root key, its successor is given at a start. */
async function useNextValue(db: Db, key: Buffer, nextValue: string | undefined): Promise<Buffer> {
  const next = nextValue === undefined ? undefined : await findRootKey({ value: nextValue, file: '' })
  if (!next || next.equals(key)) return key
  await db.transaction().execute((tx) => changeRootKey(tx, { from: key, to: next }, systemClock.now(), 'rekey'))
  return next
}

/** Keys that a killed process left half rotated, and those that seal nothing any more. */
const TIDY_KEYS_MS = 10 * 60_000

export function tendKeys(app: App, node: Node, onError: (error: unknown) => void): () => void {
  const beat = (): void => void node.beat().catch(onError)
  const tidy = (): void => void app.keys.tidy().catch(onError)
  const unsubscribe = app.feed.subscribe(({ action }) => {
    if (action.startsWith('keyring.')) void app.keys.heard().then(beat, onError)
  })
  const first = setTimeout(tidy, 5_000).unref()
  const timer = setInterval(tidy, TIDY_KEYS_MS).unref()
  const beats = setInterval(beat, BEAT_MS).unref()
  return () => {
    unsubscribe()
    clearTimeout(first)
    clearInterval(timer)
    clearInterval(beats)
  }
}

async function hasKeyring(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: string | null }>`select to_regclass('keyring')::text as found`.execute(db)
  return rows[0]?.found !== null && !(await isKeyringEmpty(db))
}
