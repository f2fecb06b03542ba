/** Opens values for those who may read them: nothing is revealed before its journal entry is durable. */
import { sql } from 'kysely'
import type { Clock } from '../base/clock.ts'
import type { Db } from '../db/connect.ts'
import type { JournalWriter } from '../journal/append.ts'
import type { Keyring } from './keyring.ts'
import { formatSecretName, type SecretName } from './name.ts'
import { secretError } from './secret-error.ts'
import { getSecret, openVersion, type StoredSecret, type StoredVersion, type Which } from './store.ts'

export interface ReadRequest {
  readonly name: SecretName
  /** Default: current. */
  readonly which?: Which | undefined
  /** The identity's name: whose act the journal says it was. */
  readonly actor: string
  /** Facts of the journal's entry beside the version: who runs on it, through which door. Never a value. */
  readonly detail?: Readonly<Record<string, unknown>> | undefined
  /** Throws when the caller may not read it. Asked again when anything changed before the entry was durable. */
  readonly authorise: (secret: StoredSecret) => void | Promise<void>
}

export interface Read {
  readonly secret: StoredSecret
  readonly version: StoredVersion
}

export interface Reads {
  /**
   * Resolves when the journal's entry is on disk. Throws what `authorise` throws, SECRET_NOT_FOUND, SECRET_DELETED,
   * VERSION_EMPTY, VERSION_DELETED, VERSION_DESTROYED or SECRET_TAMPERED.
   */
  open(request: ReadRequest): Promise<Read>
}

export function createReads(deps: { db: Db; keyring: Keyring; clock: Clock; journal: JournalWriter }): Reads {
  const { db, keyring, clock, journal } = deps
  return {
    async open({ name, which = 'current', actor, detail, authorise }) {
      const now = clock.now()
      const secret = await getSecret(db, name, { withDeleted: true })
      await authorise(secret)
      if (secret.deletedAt) throw secretError('SECRET_DELETED', `${formatSecretName(name)} is deleted`)
      const version = await openVersion(db, keyring, secret, which, now)
      await touch(db, secret, now)
      const facts = { version: version.number, ...detail }
      await journal.write({ actor, action: 'secret.read', subject: secret.fullName, detail: facts })
      return { secret, version }
    },
  }
}

/** The day of the last read: written once a day. */
async function touch(db: Db, { id, accessedOn }: StoredSecret, now: Date): Promise<void> {
  const day = new Date(now)
  day.setUTCHours(0, 0, 0, 0)
  if (accessedOn && accessedOn >= day) return
  await sql`update secrets set accessed_on = ${day} where id = ${id}`.execute(db)
}
