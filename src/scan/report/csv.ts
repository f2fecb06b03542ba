/** CSV (RFC 4180) for a spreadsheet: one line a finding. Masked; a cell never begins a formula. */
import type { ScanReport } from '../finding.ts'
import { verdictText } from './verdict-text.ts'

const COLUMNS =
  'leakId,rule,provider,confidence,file,startLine,startColumn,commit,author,date,inHead,masked,link,verdict'

export function csvReport(report: ScanReport): string {
  const lines = report.findings.map((finding) =>
    [
      finding.leakId,
      finding.rule,
      finding.provider,
      finding.confidence,
      finding.file,
      finding.startLine,
      finding.startColumn,
      finding.commit,
      finding.author,
      finding.date?.toISOString(),
      finding.inHead,
      finding.masked,
      finding.link,
      verdictText(finding),
    ]
      .map(cell)
      .join(','),
  )
  return [COLUMNS, ...lines, ''].join('\r\n')
}

/** File and author names are hostile: a spreadsheet would run what begins with one of these characters. */
function cell(value: string | number | boolean | undefined): string {
  const text = String(value ?? '')
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
