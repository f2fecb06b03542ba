/**
 * Failed sign-ins, counted per folded name: no spelling of a name gets tries of its own, and a name that does not
 * exist is counted and locked like one that does. After five the name waits, twice as long each time.
 */
import type { Db } from '../db/connect.ts'
import { hmacSha256 } from '../base/signing.ts'
import { accessError } from '../secrets/access-error.ts'
import { foldName } from '../secrets/canonical.ts'
import type { Keyring } from '../secrets/keyring.ts'

const FREE_TRIES = 5
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 15 * 60_000
const FORGET_MS = 24 * 3_600_000

function nameHash(keyring: Keyring, name: string): string {
  return hmacSha256(keyring.tokenKey, `sign-in ${foldName(name)}`).toString('hex')
}

/**
 * Takes one try, before anything is checked: many at once cannot outrun the count. Throws SIGN_IN_LOCKED.
 * A success gives the tries back.
 */
export async function takeTry(db: Db, keyring: Keyring, now: Date, name: string): Promise<void> {
  const name_hash = nameHash(keyring, name)
  await db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('sign_in_failures')
      .where('last_at', '<', new Date(now.getTime() - FORGET_MS))
      .execute()
    await tx
      .insertInto('sign_in_failures')
      .values({ name_hash, failures: 0, last_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const row = await tx
      .selectFrom('sign_in_failures')
      .selectAll()
      .where('name_hash', '=', name_hash)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (row.locked_until && row.locked_until > now) {
      const seconds = Math.ceil((row.locked_until.getTime() - now.getTime()) / 1_000)
      throw accessError('SIGN_IN_LOCKED', 'too many failed sign-ins with this name', {
        hint: `Wait ${seconds} s, then try again. An administrator can set a new password.`,
      })
    }
    const failures = row.failures + 1
    const wait = Math.min(FIRST_WAIT_MS * 2 ** (failures - FREE_TRIES), LONGEST_WAIT_MS)
    const locked_until = failures >= FREE_TRIES ? new Date(now.getTime() + wait) : null
    await tx
      .updateTable('sign_in_failures')
      .set({ failures, last_at: now, locked_until })
      .where('name_hash', '=', name_hash)
      .execute()
  })
}

export async function giveTriesBack(db: Db, keyring: Keyring, name: string): Promise<void> {
  await db.deleteFrom('sign_in_failures').where('name_hash', '=', nameHash(keyring, name)).execute()
}
