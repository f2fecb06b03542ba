/**
 * What a node remembers between requests: sealed rows and who a token belongs to; never an open value. It is right up
 * to one entry of the journal. Whoever holds the journal's head brings it up to date there and learns whether what
 * it was about to say still holds; so a change on any node is seen by every answer that follows its commit.
 */
import type { Db } from '../db/connect.ts'
import { PASSIVE } from '../journal/append.ts'
import { identityKey, touchOf, VAULT_RIGHTS } from './touches.ts'

interface Change {
  readonly action: string
  readonly subject: string
  readonly detail: Readonly<Record<string, unknown>>
}

const MAX_KEPT = 20_000
/** Of so many changes it is known what they touched; before that, everything counts as changed. */
const MAX_CHANGES = 500

interface Touched {
  readonly at: number
  readonly names: ReadonlySet<string>
  readonly rights: boolean
  readonly all: boolean
}

export interface Memory {
  /** Counts the changes that were seen: what was learned at one count may be out of date at the next. */
  readonly count: number
  /** The entry up to which it is right. */
  readonly seq: number
  /** What is remembered under this key, or what `load` finds. */
  recall<T>(key: string, load: () => Promise<Remembered<T>>): Promise<T>
  /** Undefined when it is not remembered. */
  find<T>(key: string): T | undefined
  /** Forgets what changed up to `changedSeq`. The caller holds the head of the journal. */
  catchUp(tx: Db, changedSeq: number): Promise<void>
  /** Whether a change that was seen since `count` touched one of these names, or the rights of all. */
  hasChanged(since: number, names: readonly string[]): boolean
}

export interface Remembered<T> {
  readonly value: T
  /** What it depends on: names of secrets, and of identities (`identityKey`). */
  readonly names: readonly string[]
  /** It depends on policies and approval rules as well. */
  readonly ofRights?: boolean
  /** False: say it, and do not remember it. */
  readonly keep: boolean
}

export function createMemory(seq: number): Memory {
  const kept = new Map<string, Remembered<unknown>>()
  const byName = new Map<string, Set<string>>()
  const changes: Touched[] = []
  let count = 0
  let upTo = seq

  function forget(key: string): void {
    for (const name of kept.get(key)?.names ?? []) {
      const keys = byName.get(name)
      keys?.delete(key)
      if (!keys?.size) byName.delete(name)
    }
    kept.delete(key)
  }

  function keep(key: string, remembered: Remembered<unknown>): void {
    forget(key)
    kept.set(key, remembered)
    for (const name of remembered.names) {
      const keys = byName.get(name) ?? new Set()
      byName.set(name, keys.add(key))
    }
    const oldest = kept.keys().next()
    if (kept.size > MAX_KEPT && !oldest.done) forget(oldest.value)
  }

  function touch(list: readonly Change[]): void {
    const names = new Set<string>()
    let rights = false
    let all = false
    for (const { action, subject, detail } of list) {
      const what = touchOf(action)
      if (what === 'secret') {
        names.add(subject)
        // A rotation's entry may be about its secret under another subject.
        if (typeof detail['secret'] === 'string') names.add(detail['secret'])
      } else if (what === 'identity') {
        names.add(identityKey(subject))
        // Tokens of the Vault API are revoked under the same action.
        if (action.startsWith('token.')) names.add(VAULT_RIGHTS)
      } else if (what === 'vault-rights') names.add(VAULT_RIGHTS)
      else if (what === 'rights') rights = true
      else if (what === 'everything') all = true
    }
    if (all) for (const key of kept.keys()) forget(key)
    if (rights) for (const [key, { ofRights }] of kept) if (ofRights) forget(key)
    for (const name of names) for (const key of byName.get(name) ?? []) forget(key)
    if (!all && !rights && !names.size) return
    changes.push({ at: ++count, names, rights, all })
    if (changes.length > MAX_CHANGES) changes.shift()
  }

  return {
    get count() {
      return count
    },
    get seq() {
      return upTo
    },
    find: <T>(key: string) => kept.get(key)?.value as T | undefined,
    async recall<T>(key: string, load: () => Promise<Remembered<T>>) {
      const found = kept.get(key)
      if (found) return found.value as T
      const before = count
      const remembered = await load()
      // What was loaded while something changed may be from before that.
      if (remembered.keep && before === count) keep(key, remembered)
      return remembered.value
    },
    async catchUp(tx, changedSeq) {
      if (changedSeq <= upTo) return
      const list = await tx
        .selectFrom('journal')
        .select(['action', 'subject', 'detail'])
        .where('seq', '>', upTo)
        .where('seq', '<=', changedSeq)
        .where('action', 'not in', [...PASSIVE])
        .orderBy('seq')
        .limit(MAX_LOOK + 1)
        .execute()
      touch(list.length > MAX_LOOK ? [{ action: 'everything', subject: '', detail: {} }] : list)
      upTo = Math.max(upTo, changedSeq)
    },
    hasChanged(since, names) {
      if (since === count) return false
      if ((changes[0]?.at ?? 0) > since + 1) return true
      return changes.some(
        ({ at, names: touched, rights, all }) =>
          at > since && (all || rights || names.some((name) => touched.has(name))),
      )
    },
  }
}

/** More than that at once: forgetting everything is cheaper. */
const MAX_LOOK = 2_000
