/**
 * Opens values for those who may read them. Nothing is revealed before its journal entry is durable: all who read
 * at one time share one commit. Under the lock of that commit everything that was remembered is compared with what
 * changed meanwhile, on any node; whoever is concerned begins anew.
 */
import { sql } from 'kysely'
import type { Clock } from '../base/clock.ts'
import { isRekeyError } from '../base/errors.ts'
import type { Db } from '../db/connect.ts'
import { appendAt, appendTo, gather, lockHead, type LockedHead, type NewEntry } from '../journal/append.ts'
import type { ChainHead } from '../journal/chain.ts'
import { readChangedSeq } from '../journal/read.ts'
import type { Keyring } from './keyring.ts'
import { ancestorsOf } from './environments.ts'
import type { Memory } from './memory.ts'
import { formatSecretName, type SecretName } from './name.ts'
import { identityKey } from './touches.ts'
import { secretError } from './secret-error.ts'
import {
  findSealed,
  getSecret,
  openSealed,
  type SealedVersion,
  type StoredSecret,
  type StoredVersion,
  type Which,
} from './store.ts'

export interface ReadRequest {
  readonly name: SecretName
  /** Default: current. */
  readonly which?: Which | undefined
  /** The identity's name: whose act the journal says it was. */
  readonly actor: string
  /** Facts of the journal's entry beside the version: who runs on it, through which door. Never a value. */
  readonly detail?: Readonly<Record<string, unknown>> | undefined
  /** Where the environment lacks it, the one that it takes from is asked: of `current` only. */
  readonly inherit?: boolean | undefined
  /** What the answer depends on beside the secret and the rights of its actor: see touches.ts. */
  readonly also?: readonly string[] | undefined
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

interface Sealed {
  readonly secret: StoredSecret
  readonly version: SealedVersion
  /** The names that were looked at: a change of any of them may give another answer. */
  readonly names: readonly string[]
}

interface Attempt {
  readonly entry: NewEntry
  /** The secret, its reader, and what else the answer depends on. */
  readonly names: readonly string[]
  /** The memory's count when the work for it began. */
  readonly since: number
  /** Set when this is the first read of the day. */
  readonly touch: { readonly id: string; readonly day: Date } | undefined
}

/** Somebody who changes one secret without a pause keeps its readers waiting, but not for ever. */
const MAX_ATTEMPTS = 20

export interface ReadDeps {
  readonly db: Db
  readonly keyring: Keyring
  readonly clock: Clock
  readonly memory: Memory
}

export function createReads({ db, keyring, clock, memory }: ReadDeps): Reads {
  const commitAll = createCommit({ db, clock, memory })
  const commit = gather<Attempt, boolean>(commitAll)

  async function findOwn(name: SecretName, which: Which): Promise<Omit<Sealed, 'names'>> {
    const secret = await getSecret(db, name, { withDeleted: true })
    return { secret, version: await findSealed(db, secret, which) }
  }

  /** Its own, or the nearest one that it takes from; a deleted one only when there is no other. */
  async function findInherited(name: SecretName, names: string[]): Promise<Omit<Sealed, 'names'>> {
    let answer: Omit<Sealed, 'names'> | undefined
    let problem: unknown
    for (const environment of [name.environment, ...(await ancestorsOf({ db, memory }, name))]) {
      const one = { ...name, environment }
      names.push(formatSecretName(one))
      try {
        const found = await findOwn(one, 'current')
        if (!found.secret.deletedAt) return found
        answer ??= found
      } catch (error) {
        if (!isRekeyError(error, 'SECRET_NOT_FOUND')) throw error
        problem ??= error
      }
    }
    if (answer) return answer
    throw problem
  }

  async function find(name: SecretName, which: Which, inherit: boolean): Promise<Sealed> {
    const fullName = formatSecretName(name)
    const key = typeof which === 'object' ? `id ${which.externalId}` : String(which)
    const mayInherit = inherit && which === 'current'
    return memory.recall(`${fullName}\n${key}${mayInherit ? ' or inherited' : ''}`, async () => {
      const names: string[] = mayInherit ? [] : [fullName]
      const value = mayInherit ? await findInherited(name, names) : await findOwn(name, which)
      return { value: { ...value, names }, names, keep: true }
    })
  }

  async function attempt({
    name,
    which = 'current',
    inherit = false,
    actor,
    detail,
    also = [],
    authorise,
  }: ReadRequest): Promise<Read | undefined> {
    const since = memory.count
    const now = clock.now()
    const { secret, version, names: looked } = await find(name, which, inherit)
    const asking = authorise(secret)
    if (asking) await asking
    if (secret.deletedAt) throw secretError('SECRET_DELETED', `${secret.fullName} is deleted`)
    const opened = openSealed(keyring, secret, version, now)
    const asked = formatSecretName(name)
    const entry: NewEntry = {
      actor,
      action: 'secret.read',
      subject: secret.fullName,
      detail: { version: opened.number, ...(asked !== secret.fullName && { inheritedBy: asked }), ...detail },
    }
    const names = [...looked, identityKey(actor), ...also]
    const isValid = await commit({ entry, names, since, touch: touchOf(secret, now) })
    return isValid ? { secret, version: opened } : undefined
  }

  return {
    async open(request) {
      for (let i = 0; i < MAX_ATTEMPTS; i++) {
        const since = memory.count
        try {
          const read = await attempt(request)
          if (read) return read
        } catch (error) {
          // No commit has compared this refusal with the journal: what is remembered may be out of date.
          await memory.catchUp(db, await readChangedSeq(db))
          const { name, actor, also = [] } = request
          if (!memory.hasChanged(since, [formatSecretName(name), identityKey(actor), ...also])) throw error
        }
      }
      throw secretError('SECRET_BUSY', `${formatSecretName(request.name)} is changed faster than it can be read`)
    },
  }
}

/**
 * Answers for each whether it still held when its entry was written; the others have written nothing. As long as
 * nobody else writes to the journal, one statement does it: it finds the head where this node left it, so nothing has
 * changed since. Else the head is locked, and what has changed is looked at.
 */
function createCommit({
  db,
  clock,
  memory,
}: Omit<ReadDeps, 'keyring'>): (attempts: readonly Attempt[]) => Promise<boolean[]> {
  let left: LockedHead | undefined

  async function commitUnchanged(attempts: readonly Attempt[]): Promise<boolean> {
    const head = left
    left = undefined
    if (!head || head.changedSeq > memory.seq) return false
    if (attempts.some(({ since, names, touch }) => touch || memory.hasChanged(since, names))) return false
    left = await appendAt(
      db,
      head,
      clock.now(),
      attempts.map(({ entry }) => entry),
    )
    return left !== undefined
  }

  return async (attempts) => {
    if (await commitUnchanged(attempts)) return attempts.map(() => true)
    return db.transaction().execute(async (tx) => {
      const head = await lockHead(tx)
      await memory.catchUp(tx, head.changedSeq)
      const isValid = attempts.map(({ since, names }) => !memory.hasChanged(since, names))
      const valid = attempts.filter((_, i) => isValid[i])
      if (!valid.length) return isValid
      const chained = await appendTo(
        tx,
        head,
        clock.now(),
        valid.map(({ entry }) => entry),
      )
      await touchAll(tx, valid)
      // Not committed yet: should that fail, the next one does not find the head there, and looks again.
      left = { ...(chained.at(-1) as ChainHead), changedSeq: head.changedSeq }
      return isValid
    })
  }
}

/** The day of the last read is written once a day; the copy in memory learns it with the next change. */
const touched = new WeakMap<StoredSecret, number>()

function touchOf(secret: StoredSecret, now: Date): Attempt['touch'] {
  const day = new Date(now)
  day.setUTCHours(0, 0, 0, 0)
  const last = Math.max(secret.accessedOn?.getTime() ?? 0, touched.get(secret) ?? 0)
  if (last >= day.getTime()) return undefined
  touched.set(secret, day.getTime())
  return { id: secret.id, day }
}

async function touchAll(tx: Db, attempts: readonly Attempt[]): Promise<void> {
  const list = attempts.flatMap(({ touch }) => touch ?? [])
  const [first] = list
  if (!first) return
  const ids = [...new Set(list.map(({ id }) => id))].sort()
  await sql`update secrets set accessed_on = ${first.day} where id = any(${ids}::text[])
    and (accessed_on is null or accessed_on < ${first.day})`.execute(tx)
}
