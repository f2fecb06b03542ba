/**
 * Stores values of many callers in one commit: who writes at the same time shares the wait for the disk. Whether each
 * may is decided beforehand, by what this node remembers; under the lock of the journal's head that is compared with
 * what changed meanwhile, on any node, so that it holds in the very transaction that writes. Who is concerned by a
 * change is asked again.
 */
import type { Clock } from '../base/clock.ts'
import { isRekeyError } from '../base/errors.ts'
import type { Db } from '../db/connect.ts'
import { gather, type LockedHead, type NewEntry } from '../journal/append.ts'
import { readChangedSeq } from '../journal/read.ts'
import type { Keyring } from './keyring.ts'
import type { Memory } from './memory.ts'
import { formatSecretName } from './name.ts'
import { putValues, saysFacts, type NewValue, type StoredValue } from './put-value.ts'
import { secretError } from './secret-error.ts'
import { identityKey } from './touches.ts'

/** Throws when the caller may not write it; answers entries for the journal that permission leaves. */
export type AuthoriseWrite = () => Promise<readonly NewEntry[]>

export interface Writes {
  /** Resolves when it is on disk; throws what `authorise` and `putValue` throw. */
  put(value: NewValue, authorise?: AuthoriseWrite): Promise<StoredValue>
}

interface Attempt {
  readonly value: NewValue
  /** The memory's count when the caller was asked whether they may. */
  readonly since: number
}

/** A value has up to 64 KiB, and a statement carries all of a batch. */
const MAX_BATCH = 64
const MAX_ATTEMPTS = 20

/** Somebody's rights changed while a batch was written: all of it is undone, and its callers are asked again. */
class RightsChanged extends Error {}

interface Deps {
  readonly db: Db
  readonly keyring: Keyring
  readonly clock: Clock
  readonly memory: Memory
}

export function createWrites({ db, keyring, clock, memory }: Deps): Writes {
  const putAll = (attempts: readonly Attempt[]) =>
    db.transaction().execute((tx) => {
      const onHead = async ({ changedSeq }: LockedHead): Promise<void> => {
        await memory.catchUp(tx, changedSeq)
        const isConcerned = ({ since, value }: Attempt): boolean => memory.hasChanged(since, [identityKey(value.actor)])
        if (attempts.some(isConcerned)) throw new RightsChanged()
      }
      const values = attempts.map(({ value }) => value)
      return putValues(tx, keyring, clock.now(), values, { onHead })
    })

  const putShared = gather<Attempt, StoredValue>(async (attempts) => {
    try {
      return await putAll(attempts)
    } catch (error) {
      if (attempts.length === 1 || error instanceof RightsChanged) throw error
      // What the database itself refuses of one (a text that it cannot keep) shall not fail the others.
      const alone: (StoredValue | Error)[] = []
      for (const one of attempts) alone.push(await putAll([one]).then(([done]) => done as StoredValue, toError))
      return alone
    }
  }, MAX_BATCH)

  async function putAlone(attempt: Attempt): Promise<StoredValue> {
    const [result] = await putAll([attempt])
    if (isRekeyError(result)) throw result
    return result as StoredValue
  }

  /** A refusal may rest on what this node remembers: it counts only when that is up to date. */
  async function ask(value: NewValue, since: number, authorise: AuthoriseWrite): Promise<readonly NewEntry[]> {
    try {
      return await authorise()
    } catch (error) {
      await memory.catchUp(db, await readChangedSeq(db))
      if (memory.hasChanged(since, [identityKey(value.actor)])) throw new RightsChanged()
      throw error
    }
  }

  return {
    async put(value, authorise = async () => []) {
      for (let i = 0; i < MAX_ATTEMPTS; i++) {
        const since = memory.count
        try {
          const because = await ask(value, since, authorise)
          const attempt = { value: { ...value, because }, since }
          return await (saysFacts(value) ? putAlone(attempt) : putShared(attempt))
        } catch (error) {
          if (!(error instanceof RightsChanged)) throw error
        }
      }
      throw secretError('SECRET_BUSY', `rights on ${formatSecretName(value.name)} change faster than it can be written`)
    },
  }
}

function toError(error: unknown): Error {
  return isRekeyError(error) || error instanceof Error ? error : new Error(String(error))
}
