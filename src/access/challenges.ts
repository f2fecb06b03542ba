/** What a started sign-in must be answered with: kept sealed, for minutes, and gone with the first answer. */
import type { Db } from '../db/connect.ts'
import type { AccessTables } from '../db/access-tables.ts'
import { newId } from '../base/id.ts'
import { Sensitive } from '../base/sensitive.ts'
import { accessError } from '../secrets/access-error.ts'
import type { Keyring } from '../secrets/keyring.ts'

type Kind = AccessTables['sign_in_challenges']['kind']

const LIFE_MS = 5 * 60_000
/** Anyone may start a sign-in; nobody fills the database with them. */
const MAX_OPEN = 10_000

export async function openChallenge(
  db: Db,
  keyring: Keyring,
  now: Date,
  input: { readonly kind: Kind; readonly data: object; readonly identityId?: string },
): Promise<string> {
  await db.deleteFrom('sign_in_challenges').where('expires_at', '<=', now).execute()
  const { count } = await db
    .selectFrom('sign_in_challenges')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  if (Number(count) >= MAX_OPEN) throw accessError('SIGN_IN_BUSY', 'too many sign-ins were started')
  const id = newId('sic', now)
  const { kind, data, identityId } = input
  await db
    .insertInto('sign_in_challenges')
    .values({
      id,
      kind,
      identity_id: identityId ?? null,
      sealed: keyring.seal(['challenge', id, kind], new Sensitive(JSON.stringify(data))),
      created_at: now,
      expires_at: new Date(now.getTime() + LIFE_MS),
    })
    .execute()
  return id
}

/** Uses it up, right answer or wrong. Throws SIGN_IN_REFUSED when there is none any more. */
export async function takeChallenge<T>(
  db: Db,
  keyring: Keyring,
  now: Date,
  asked: { readonly id: string; readonly kind: Kind; readonly identityId?: string },
): Promise<T> {
  const row = await db
    .deleteFrom('sign_in_challenges')
    .where('id', '=', asked.id)
    .where('kind', '=', asked.kind)
    .where('expires_at', '>', now)
    .where((eb) => (asked.identityId === undefined ? eb.lit(true) : eb('identity_id', '=', asked.identityId)))
    .returning('sealed')
    .executeTakeFirst()
  if (!row) throw accessError('SIGN_IN_REFUSED', 'this sign-in was not started here, or too long ago')
  return JSON.parse(keyring.unseal(['challenge', asked.id, asked.kind], row.sealed).reveal()) as T
}
