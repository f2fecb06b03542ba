/**
 * Who used the key without being known, how much they read, and who was left out of the question on purpose
 * (our own probes by their User-Agent, clients that a person vouched for).
 */
import type { LogDatabase, SqlRow } from './engine.ts'
import { windowParams, type Window } from './facts.ts'

export interface ClientUse {
  readonly ip: string
  readonly userAgent: string
  readonly requests: number
  readonly succeeded: number
  readonly firstSeen: Date
  readonly lastSeen: Date
}

export interface Records {
  /** Different objects about people that were read one by one. */
  readonly atLeast: number
  /** The same plus every page of a list, at its limit. */
  readonly atMost: number
}

/** What a page holds when it names no limit, and the most we believe a page to hold (S3's largest page). */
const DEFAULT_PAGE = 100
const LARGEST_PAGE = 1_000

const USE = `SELECT ip, ua, count(*) AS requests, count(*) FILTER (ok) AS succeeded, min(ts) AS first_ts, max(ts) AS last_ts`

/** Every client of the window that the baseline does not know, in the order of arrival. */
export async function listUnknownClients(database: LogDatabase): Promise<ClientUse[]> {
  const rows = await database.query(`${USE} FROM s GROUP BY ip, ua ORDER BY first_ts, ip, ua`)
  return rows.map(toClientUse)
}

export interface Excused extends ClientUse {
  readonly because: 'own-probe' | 'authorised'
}

export async function listExcused(database: LogDatabase): Promise<Excused[]> {
  const rows = await database.query(
    `${USE}, authorised FROM excused GROUP BY ip, ua, authorised ORDER BY first_ts, ip, ua`,
  )
  return rows.map((row) => ({ ...toClientUse(row), because: row['authorised'] ? 'authorised' : 'own-probe' }))
}

/** Both bounds of the records about people that `ips` (clients unknown to the baseline) read with success. */
export async function countRecords(database: LogDatabase, window: Window, ips: readonly string[]): Promise<Records> {
  const [row] = await database.query(
    `WITH reads AS (
       SELECT route, object, try_cast(parameter_of(path, '(?:limit|per_page|page_size|maxresults|max-keys)') AS BIGINT) AS stated
       FROM s WHERE ok AND list_contains(acts, 'personal') AND ip IN (SELECT unnest(from_json($ips, '["VARCHAR"]'))))
     SELECT count(DISTINCT (route, object)) FILTER (object IS NOT NULL) AS objects,
       coalesce(sum(least(greatest(coalesce(stated, ${DEFAULT_PAGE}), 0), ${LARGEST_PAGE}))
         FILTER (object IS NULL), 0)::BIGINT AS listed
     FROM reads`,
    { ...windowParams(window), ips: JSON.stringify(ips) },
  )
  const atLeast = Number(row?.['objects'] ?? 0)
  return { atLeast, atMost: atLeast + Number(row?.['listed'] ?? 0) }
}

/** Rows of the key in all imported logs, before and after the leak. */
export async function countKeyRows(database: LogDatabase): Promise<number> {
  const [row] = await database.query('SELECT count(*) AS n FROM facts WHERE old')
  return Number(row?.['n'] ?? 0)
}

function toClientUse(row: SqlRow): ClientUse {
  return {
    ip: String(row['ip']),
    userAgent: String(row['ua']),
    requests: Number(row['requests']),
    succeeded: Number(row['succeeded']),
    firstSeen: row['first_ts'] as Date,
    lastSeen: row['last_ts'] as Date,
  }
}
