/**
 * Puts the providers' answers into a report. A live key is sure and is set aside by nothing, so it comes back from
 * what comments had set aside; a dead one stays in the report, graded low. Pure.
 */
import type { Inspection, Verdict } from '../../providers/provider.ts'
import type { Confidence, Finding, ScanReport } from '../finding.ts'
import { isLive } from '../live.ts'
import { compareFindings } from '../place.ts'

/** What a provider said of one key. */
export interface Answered {
  readonly verdict: Verdict
  readonly inspection?: Inspection
  /** Why the verdict is what it is, where the provider alone does not explain it. */
  readonly note?: string
}

export function applyVerdicts(report: ScanReport, answers: ReadonlyMap<string, Answered>): ScanReport {
  const judge = (finding: Finding): Finding => withVerdict(finding, answers.get(finding.leakId))
  const suppressed = report.suppressed.map((one) => ({ ...one, finding: judge(one.finding) }))
  const back = suppressed.filter(({ finding }) => isLive(finding)).map(({ finding }) => finding)
  return {
    ...report,
    findings: [...report.findings.map(judge), ...back].toSorted(compareFindings),
    suppressed: suppressed.filter(({ finding }) => !isLive(finding)),
  }
}

function withVerdict(finding: Finding, answered: Answered | undefined): Finding {
  if (answered === undefined) return finding
  const { verdict, inspection, note } = answered
  return {
    ...finding,
    verdict,
    ...(inspection && { inspection }),
    ...grade(finding, verdict),
    reasons: [...finding.reasons, `${describeVerdict(verdict)}${note === undefined ? '' : `: ${note}`}`],
  }
}

function grade({ confidence, score }: Finding, { state }: Verdict): { confidence: Confidence; score: number } {
  if (state === 'live' || state === 'restricted') return { confidence: 'high', score: 100 }
  return state === 'dead' ? { confidence: 'low', score: Math.min(score, 20) } : { confidence, score }
}

const UNKNOWN: Readonly<Record<Extract<Verdict, { state: 'unknown' }>['why'], string>> = {
  network: 'not verified: the provider did not answer',
  'rate-limited': 'not verified: the provider or the budget of this run allows no more questions',
  policy: 'not verified: no rule lets us ask',
  ambiguous: 'not verified: the answer proves nothing',
  canary: 'not verified: a planted key, which must not be tried',
  untrusted: 'not verified: a made-up key was accepted as well',
}

/** One sentence for people. */
export function describeVerdict(verdict: Verdict): string {
  switch (verdict.state) {
    case 'live':
      return 'verified: the provider accepts the key'
    case 'restricted':
      return 'verified: the provider accepts the key, with restricted rights'
    case 'dead':
      return `verified: the key is dead (${verdict.why})`
    case 'unknown':
      return UNKNOWN[verdict.why]
  }
}
