/**
 * How far "never seen before" may be trusted for this key. A key with a closed set of clients makes every
 * newcomer news; where newcomers are usual, novelty is noise and must not weigh.
 */
import type { LogDatabase } from './engine.ts'
import { windowParams, type Window } from './facts.ts'
import type { Indicator, IndicatorSeverity } from './indicators/indicator.ts'

/** `none`: less than a day of history. `stable`: below 1 % newcomers. `shifting`: up to 10 %. `open`: above. */
export type Stability = 'none' | 'stable' | 'shifting' | 'open'

export interface Baseline {
  readonly stability: Stability
  readonly rows: number
  readonly clients: number
  readonly from: Date | null
  readonly to: Date | null
  /** Share of the requests in the second half that came from addresses unseen in the first. Null without rows there. */
  readonly noveltyShare: number | null
}

/** A shorter history has not seen every hour of a day once. */
const MIN_SPAN_MS = 24 * 3_600_000
const STABLE_BELOW = 0.01
const OPEN_ABOVE = 0.1

const SQL = `
  WITH middle AS (SELECT min(ts) + ($t0::TIMESTAMP - min(ts)) / 2 AS half FROM b),
  first_half AS (SELECT DISTINCT ip FROM b, middle WHERE ts < half)
  SELECT count(*) AS total, min(ts) AS first_ts, max(ts) AS last_ts, count(DISTINCT (network, family)) AS clients,
    count(*) FILTER (ts >= half) AS later, count(*) FILTER (ts >= half AND ip NOT IN (SELECT ip FROM first_half)) AS fresh
  FROM b, middle`

export async function measureBaseline(database: LogDatabase, window: Window): Promise<Baseline> {
  const [row] = await database.query(SQL, windowParams(window))
  const from = (row?.['first_ts'] ?? null) as Date | null
  const later = Number(row?.['later'] ?? 0)
  const noveltyShare = later === 0 ? null : Number(row?.['fresh']) / later
  return {
    stability: stabilityOf(from === null ? 0 : window.leakedAt.getTime() - from.getTime(), noveltyShare),
    rows: Number(row?.['total'] ?? 0),
    clients: Number(row?.['clients'] ?? 0),
    from,
    to: (row?.['last_ts'] ?? null) as Date | null,
    noveltyShare,
  }
}

export function stabilityOf(spanMs: number, noveltyShare: number | null): Stability {
  if (spanMs < MIN_SPAN_MS || noveltyShare === null) return 'none'
  if (noveltyShare < STABLE_BELOW) return 'stable'
  return noveltyShare <= OPEN_ABOVE ? 'shifting' : 'open'
}

/** Whether a client that the baseline does not know may be called a stranger for that alone. */
export function canTellStrangers(stability: Stability): boolean {
  return stability === 'stable' || stability === 'shifting'
}

const LOWER: Record<IndicatorSeverity, IndicatorSeverity> = {
  critical: 'high',
  high: 'medium',
  medium: 'low',
  low: 'info',
  info: 'info',
}

/** The severity of an indicator on this key: novelty counts fully, one step less, or as information only. */
export function effectiveSeverity(
  indicator: Pick<Indicator, 'novelty' | 'severity'>,
  stability: Stability,
): IndicatorSeverity {
  if (!indicator.novelty || stability === 'stable') return indicator.severity
  return stability === 'shifting' ? LOWER[indicator.severity] : 'info'
}
