/** Stores values of many callers in one commit: who writes at the same time shares the wait for the disk. */
import type { Clock } from '../base/clock.ts'
import { isRekeyError } from '../base/errors.ts'
import type { Db } from '../db/connect.ts'
import { gather } from '../journal/append.ts'
import type { Keyring } from './keyring.ts'
import { putValues, saysFacts, type NewValue, type StoredValue } from './put-value.ts'

export interface Writes {
  /** Resolves when it is on disk; throws what `putValue` throws. */
  put(value: NewValue): Promise<StoredValue>
}

/** A value has up to 64 KiB, and a statement carries all of a batch. */
const MAX_BATCH = 64

export function createWrites({ db, keyring, clock }: { db: Db; keyring: Keyring; clock: Clock }): Writes {
  const putAll = (values: readonly NewValue[]) =>
    db.transaction().execute((tx) => putValues(tx, keyring, clock.now(), values))
  const putShared = gather<NewValue, StoredValue>(async (values) => {
    try {
      return await putAll(values)
    } catch (error) {
      if (values.length === 1) throw error
      // What the database itself refuses of one (a text that it cannot keep) shall not fail the others.
      const alone: (StoredValue | Error)[] = []
      for (const value of values) alone.push(await putAll([value]).then(([one]) => one as StoredValue, toError))
      return alone
    }
  }, MAX_BATCH)
  return {
    async put(value) {
      if (!saysFacts(value)) return putShared(value)
      const [result] = await putAll([value])
      if (isRekeyError(result)) throw result
      return result as StoredValue
    },
  }
}

function toError(error: unknown): Error {
  return isRekeyError(error) || error instanceof Error ? error : new Error(String(error))
}
