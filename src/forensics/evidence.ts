/** Findings as they leave this folder: with the log rows behind them, cited by file and line, capped, counted. */
import type { LogDatabase } from './engine.ts'
import type { LoadedRows } from './load-sources.ts'
import type { IndicatorRun, RawFinding } from './run-indicators.ts'

/** ISO 8601 in UTC. */
type Time = string

export interface EvidenceRow {
  /** `source:line`, the place in the raw file. */
  readonly id: string
  readonly at: Time
  readonly ip: string
  readonly method: string
  readonly path: string
  readonly status: number
  readonly userAgent: string
}

export interface Finding {
  readonly subject: string
  readonly n: number
  readonly firstSeenAt: Time
  readonly lastSeenAt: Time
  readonly detail: string
  /** The first rows in log order; `moreRows` are not listed. */
  readonly rows: readonly EvidenceRow[]
  readonly moreRows: number
}

export interface IndicatorReport {
  readonly id: string
  readonly title: string
  readonly severity: string
  readonly question: string
  readonly otherCauses: string
  /** Counts of all findings and of their distinct rows, whatever is listed. */
  readonly findings: number
  readonly rows: number
  /** The first findings in one line. */
  readonly detail: string
  readonly evidence: readonly Finding[]
}

const MAX_FINDINGS = 50
const MAX_ROWS_PER_FINDING = 20
const FINDINGS_IN_DETAIL = 3

/** Reports of the indicators that fired. */
export async function reportIndicators(
  database: LogDatabase,
  loaded: LoadedRows,
  runs: readonly IndicatorRun[],
): Promise<IndicatorReport[]> {
  const fired = runs.filter((run) => run.outcome === 'fired')
  const listed = fired.flatMap((run) => run.findings.slice(0, MAX_FINDINGS).flatMap(firstRows))
  const rows = await fetchRows(database, loaded, [...new Set(listed)])
  return fired.map((run) => ({
    id: run.id,
    title: run.title,
    severity: run.severity,
    question: run.question,
    otherCauses: run.otherCauses,
    findings: run.findings.length,
    rows: run.rows,
    detail: summarise(run.findings),
    evidence: run.findings.slice(0, MAX_FINDINGS).map((finding) => toFinding(finding, rows)),
  }))
}

function firstRows(finding: RawFinding): readonly number[] {
  return finding.rids.slice(0, MAX_ROWS_PER_FINDING)
}

async function fetchRows(
  database: LogDatabase,
  loaded: LoadedRows,
  rids: readonly number[],
): Promise<ReadonlyMap<number, EvidenceRow>> {
  const rows = await database.query(
    `SELECT rowid AS rid, request_timestamp, client_ip, request_method, request_path, response_status_code, user_agent
     FROM api_access_logs WHERE rowid IN (SELECT unnest(from_json($rids, '["BIGINT"]')))`,
    { rids: JSON.stringify(rids) },
  )
  return new Map(
    rows.map((row) => {
      const rid = Number(row['rid'])
      return [
        rid,
        {
          id: loaded.cite(rid),
          at: (row['request_timestamp'] as Date).toISOString(),
          ip: String(row['client_ip']),
          method: String(row['request_method']),
          path: String(row['request_path']),
          status: Number(row['response_status_code']),
          userAgent: String(row['user_agent']),
        },
      ]
    }),
  )
}

function toFinding(finding: RawFinding, rows: ReadonlyMap<number, EvidenceRow>): Finding {
  const listed = firstRows(finding).flatMap((rid) => rows.get(rid) ?? [])
  return {
    subject: finding.subject,
    n: finding.n,
    firstSeenAt: finding.firstSeen.toISOString(),
    lastSeenAt: finding.lastSeen.toISOString(),
    detail: finding.detail,
    rows: listed,
    moreRows: finding.rids.length - listed.length,
  }
}

function summarise(findings: readonly RawFinding[]): string {
  const first = findings.slice(0, FINDINGS_IN_DETAIL).map((finding) => `${finding.subject}: ${finding.detail}`)
  const more = findings.length - first.length
  return more > 0 ? `${first.join('. ')}. And ${more} more` : first.join('. ')
}
