/**
 * What an indicator is: one question to the log, as SQL over the views of ../facts.ts, with the evidence rows as
 * its answer. It reports what happened; what that means together is judged in ../verdict.ts.
 * An indicator imports this file and nothing else.
 */
export type IndicatorSeverity = 'critical' | 'high' | 'medium' | 'low' | 'info'

/**
 * What a successful row of it proves:
 * - `abuse`: harm, whoever did it, unless this client always did so;
 * - `abuse-by-stranger`: ordinary business of a known client, harm when a stranger does it;
 * - `intrusion`: the conduct of an intruder, no harm in itself;
 * - `none`: a circumstance.
 */
export type IndicatorProof = 'abuse' | 'abuse-by-stranger' | 'intrusion' | 'none'

export interface Indicator {
  readonly id: `I${number}`
  readonly title: string
  readonly severity: IndicatorSeverity
  /** Not asked when the key has no usable history. */
  readonly needsBaseline: boolean
  /** Rests on "never seen before", which means little where new clients are common: see ../baseline.ts. */
  readonly novelty: boolean
  readonly proof: IndicatorProof
  /** What was done, after "they" in the verdict's sentence. Only with a proof of abuse. */
  readonly deed?: string
  /** The question in plain words. */
  readonly question: string
  /** What else can cause it, for the person who judges a finding. */
  readonly otherCauses: string
  /**
   * DuckDB SQL over w, b, s, k, clients and api_access_logs with $t0 (leak), $t1 (end of the logs), $rev (first
   * refusal), $newt (new key issued), $b0, $key, $newkey.
   * Columns: subject, n, first_seen, last_seen, detail, rids (row numbers of api_access_logs).
   */
  readonly sql: string
}

export function defineIndicator(indicator: Indicator): Indicator {
  return indicator
}

/** Four of the six columns, the same in almost every indicator. */
export const TALLY = 'count(*) AS n, min(ts) AS first_seen, max(ts) AS last_seen, list(rid ORDER BY rid) AS rids'

/** "12 of 15 requests succeeded", as SQL. */
export const SUCCESS_NOTE = "count(*) FILTER (ok) || ' of ' || count(*) || ' requests succeeded'"
