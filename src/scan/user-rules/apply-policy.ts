/** Grades findings and sets them aside as the policy of rekey.yaml says. Nothing gets lost: see `suppressed`. Pure. */
import type { Finding, ScanReport } from '../finding.ts'
import { isLive } from '../live.ts'
import type { PolicyLine } from './scan-settings.ts'

const OWNER = 'rekey.yaml'

/** The first line that fits sets a finding aside; the last that grades it has the say. A live key is never set aside. */
export function applyPolicy(report: ScanReport, policy: readonly PolicyLine[]): ScanReport {
  if (policy.length === 0) return report
  const graded = report.findings.map((finding) => grade(finding, policy))
  const asideOf = (finding: Finding): PolicyLine | undefined =>
    isLive(finding) ? undefined : policy.find((line) => line.confidence === undefined && fits(line, finding))
  return {
    ...report,
    findings: graded.filter((finding) => asideOf(finding) === undefined),
    suppressed: [
      ...report.suppressed,
      ...graded.flatMap((finding) => {
        const line = asideOf(finding)
        return line === undefined ? [] : [{ finding, reason: line.reason, owner: OWNER }]
      }),
    ],
  }
}

function grade(finding: Finding, policy: readonly PolicyLine[]): Finding {
  const line = policy.findLast((one) => one.confidence !== undefined && fits(one, finding))
  if (line?.confidence === undefined) return finding
  return {
    ...finding,
    confidence: line.confidence,
    reasons: [...finding.reasons, `graded by rekey.yaml: ${line.reason}`],
  }
}

function fits({ rule, path }: PolicyLine, finding: Finding): boolean {
  return (rule === undefined || rule === finding.rule) && (path === undefined || path.test(finding.file))
}
