/** Workflow commands of GitHub Actions: each finding becomes a remark at its line. Masked. */
import type { Confidence, Finding, ScanReport } from '../finding.ts'
import { verdictText } from './verdict-text.ts'

const COMMAND: Readonly<Record<Confidence, string>> = { high: 'error', medium: 'warning', low: 'notice' }

export function githubReport(report: ScanReport): string {
  const findings = report.findings.map((finding) => {
    const { confidence, file, startLine, endLine, about, masked, leakId, commit } = finding
    const said = verdictText(finding)
    const place = `file=${property(file)},line=${startLine},endLine=${endLine}${columns(finding)},title=${property(about)}`
    const text = `${masked}${said === '' ? '' : `, ${said}`} ${leakId}${commit === undefined ? '' : ` in commit ${commit.slice(0, 12)}`}. Rotate it.`
    return `::${COMMAND[confidence]} ${place}::${message(text)}\n`
  })
  const skipped = report.skipped.map(
    ({ path, reason }) => `::warning::${message(`Not searched: ${path}: ${reason}`)}\n`,
  )
  return [...findings, ...skipped].join('')
}

/** GitHub takes columns for one line only. */
function columns({ startLine, endLine, characters }: Finding): string {
  if (characters === undefined || startLine !== endLine) return ''
  return `,col=${characters.start},endColumn=${characters.end}`
}

/** What would end the line would begin a command of its own. */
function message(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return message(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
