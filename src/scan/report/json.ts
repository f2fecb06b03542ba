/** The JSON report. Its shape is stable API; the secret itself is in it only when the caller reveals it. */
import type { Finding, ScanReport } from '../finding.ts'

export function jsonReport(report: ScanReport, options: { readonly reveal: boolean }): string {
  const { version, complete, skipped, findings, suppressed } = report
  const document = {
    version,
    complete,
    skipped,
    suppressed: suppressed.length,
    findings: findings.map((finding) => jsonFinding(finding, options.reveal)),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

export function jsonFinding(finding: Finding, reveal: boolean): Record<string, unknown> {
  const { rule, provider, leakId, confidence, score, file, startLine, startColumn, endLine, endColumn } = finding
  const { commit, author, date, inHead, pushed, link, reasons, companions, verdict, inspection, secret } = finding
  return {
    rule,
    provider,
    leakId,
    confidence,
    score,
    file,
    startLine,
    startColumn,
    endLine,
    endColumn,
    // Undefined ones are left out by JSON.
    commit,
    author,
    date: date?.toISOString(),
    inHead,
    pushed: pushed && { at: pushed.at.toISOString(), by: pushed.by },
    link,
    reasons,
    companions: companions?.map(({ rule: partner, leakId: id }) => ({ rule: partner, leakId: id })),
    verdict,
    inspection,
    secret: reveal ? secret.reveal() : undefined,
  }
}
