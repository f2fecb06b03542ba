/**
 * JSON lines: one finding a line, then one line that says how complete the scan was. For pipes and logs: a
 * reader needs no more than a line at a time, and a report that was cut off lacks its last line.
 */
import type { ScanReport } from '../finding.ts'
import { jsonFinding } from './json.ts'

export function jsonlReport(report: ScanReport, options: { readonly reveal: boolean }): string {
  const { version, complete, skipped, findings, suppressed } = report
  const lines = findings.map((finding) => ({ type: 'finding', ...jsonFinding(finding, options.reveal) }))
  const end = { type: 'end', version, complete, skipped, findings: findings.length, suppressed: suppressed.length }
  return [...lines, end].map((line) => `${JSON.stringify(line)}\n`).join('')
}
