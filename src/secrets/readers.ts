/**
 * Who read a secret without saying which process they are, and who may read it but never did. The journal is the
 * witness: it has every read since the secret was made. What was never seen may still exist elsewhere.
 */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { decide } from './access.ts'
import { listLiveIdentities } from './identities.ts'

export interface Reader {
  readonly identity: string
  readonly reads: number
  readonly firstReadAt: Date
  readonly lastReadAt: Date
  /** The longest time between two reads; what "silent as usual" means. 0 after a single read. */
  readonly longestSilenceMs: number
}

export interface Entitled {
  readonly identity: string
  readonly kind: 'person' | 'machine'
  /** The rule that lets it read. */
  readonly because: string
}

/** Each identity that the journal saw reading, the latest first. */
export async function listReaders(db: Db, fullName: string): Promise<Reader[]> {
  const { rows } = await sql<{ actor: string; reads: string; first: Date; last: Date; silence: string | null }>`
    select actor, count(*) as reads, min(at) as first, max(at) as last,
      extract(epoch from max(gap)) * 1000 as silence
    from (select actor, at, at - lag(at) over (partition by actor order by seq) as gap
      from journal where subject = ${fullName} and action = 'secret.read') as found
    group by actor order by last desc, actor limit 1000`.execute(db)
  return rows.map(({ actor, reads, first, last, silence }) => ({
    identity: actor,
    reads: Number(reads),
    firstReadAt: first,
    lastReadAt: last,
    longestSilenceMs: Math.round(Number(silence ?? 0)),
  }))
}

/** Who may read now and is in neither list of those who were seen. */
export async function listNeverSeen(
  db: Db,
  now: Date,
  asked: { readonly fullName: string; readonly seen: ReadonlySet<string> },
): Promise<Entitled[]> {
  const identities = await listLiveIdentities(db, now)
  return identities.flatMap(({ name, kind, policies }) => {
    if (asked.seen.has(name)) return []
    const machine = decide(policies, 'read', asked.fullName)
    const screen = decide(policies, 'reveal', asked.fullName)
    const way = machine.allowed ? machine : screen
    return way.allowed ? [{ identity: name, kind, because: way.because }] : []
  })
}
