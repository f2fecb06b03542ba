/**
 * Asks the indicators and adds to each finding what the verdict weighs: which of its rows are by clients that the
 * baseline does not know, and which succeeded. Evidence is cited by row, capped, with the true count beside it.
 */
import { effectiveSeverity, type Baseline } from './baseline.ts'
import type { LogDatabase, SqlRow } from './engine.ts'
import { windowParams, type Window } from './facts.ts'
import { indicators } from './indicators/index.ts'
import type { Indicator, IndicatorProof, IndicatorSeverity } from './indicators/indicator.ts'

export interface RawFinding {
  readonly subject: string
  readonly n: number
  readonly firstSeen: Date
  readonly lastSeen: Date
  readonly detail: string
  /** Row numbers of `api_access_logs`. */
  readonly rids: readonly number[]
}

export interface IndicatorRun {
  readonly id: string
  readonly title: string
  readonly question: string
  readonly otherCauses: string
  /** On this key: lowered where novelty means little. */
  readonly severity: IndicatorSeverity
  readonly proof: IndicatorProof
  readonly deed: string
  /** `not-asked`: it needs a baseline and there is none that can be trusted. */
  readonly outcome: 'fired' | 'quiet' | 'not-asked'
  readonly findings: readonly RawFinding[]
  /** Distinct rows in all findings. */
  readonly rows: number
  readonly unknownIps: readonly string[]
  readonly unknownOkIps: readonly string[]
  readonly knownOk: number
}

/** In the order of the catalogue. Deterministic for equal logs and windows. */
export async function runIndicators(
  database: LogDatabase,
  window: Window,
  baseline: Baseline,
): Promise<IndicatorRun[]> {
  const runs: IndicatorRun[] = []
  for (const indicator of indicators) {
    const isAsked = !indicator.needsBaseline || baseline.stability !== 'none'
    runs.push(await runIndicator(database, window, { indicator, baseline, isAsked }))
  }
  return runs
}

async function runIndicator(
  database: LogDatabase,
  window: Window,
  question: { indicator: Indicator; baseline: Baseline; isAsked: boolean },
): Promise<IndicatorRun> {
  const { indicator, baseline, isAsked } = question
  const rows = isAsked ? await database.query(weighed(indicator.sql), windowParams(window)) : []
  const findings = rows.map(toFinding)
  return {
    id: indicator.id,
    title: indicator.title,
    question: indicator.question,
    otherCauses: indicator.otherCauses,
    severity: effectiveSeverity(indicator, baseline.stability),
    proof: indicator.proof,
    deed: indicator.deed ?? indicator.title,
    outcome: !isAsked ? 'not-asked' : findings.length > 0 ? 'fired' : 'quiet',
    findings,
    rows: new Set(findings.flatMap((finding) => finding.rids)).size,
    unknownIps: distinctTexts(rows, 'unknown_ips'),
    unknownOkIps: distinctTexts(rows, 'unknown_ok_ips'),
    knownOk: rows.reduce((sum, row) => sum + Number(row['known_ok'] ?? 0), 0),
  }
}

function weighed(sql: string): string {
  return `WITH found AS MATERIALIZED (${sql}),
  weights AS (
    SELECT subject,
      list_sort(list(DISTINCT k.ip) FILTER (unknown_client)) AS unknown_ips,
      list_sort(list(DISTINCT k.ip) FILTER (unknown_client AND ok)) AS unknown_ok_ips,
      count(*) FILTER (ok AND NOT unknown_client) AS known_ok
    FROM (SELECT subject, unnest(rids) AS rid FROM found) JOIN k USING (rid) GROUP BY subject)
  SELECT found.*, unknown_ips, unknown_ok_ips, known_ok FROM found LEFT JOIN weights USING (subject)
  ORDER BY n DESC, subject`
}

function toFinding(row: SqlRow): RawFinding {
  return {
    subject: String(row['subject']),
    n: Number(row['n']),
    firstSeen: row['first_seen'] as Date,
    lastSeen: row['last_seen'] as Date,
    detail: typeof row['detail'] === 'string' ? row['detail'] : '',
    rids: (row['rids'] as (bigint | number)[]).map(Number),
  }
}

function distinctTexts(rows: readonly SqlRow[], column: string): string[] {
  return [...new Set(rows.flatMap((row) => (row[column] ?? []) as string[]))].toSorted()
}
