/**
 * GitLab's secret detection report, as `artifacts:reports:secret_detection` takes it. Written to version 15.2.1 of
 * its schema (gitlabhq: lib/gitlab/ci/parsers/security/validators/schemas). Never holds a key or the text around it.
 */
import { createHash } from 'node:crypto'
import { version } from '../../base/version.ts'
import { findProvider } from '../catalogue-entries.ts'
import type { Confidence, Finding, ScanReport } from '../finding.ts'

/** When the scan ran; GitLab refuses a report without. */
export interface ScanTimes {
  readonly startedAt: Date
  readonly endedAt: Date
}

const SCHEMA_VERSION = '15.2.1'
const SEVERITY: Readonly<Record<Confidence, string>> = { high: 'Critical', medium: 'High', low: 'Low' }
/** What GitLab's own analyzer writes where there is no commit to name. */
const NO_COMMIT = '0000000'
const MAX_NAME = 255

export function gitlabReport(report: ScanReport, times: ScanTimes): string {
  const tool = { id: 'rekey', name: 'Rekey', version, vendor: { name: 'Rekey' } }
  const document = {
    version: SCHEMA_VERSION,
    scan: {
      analyzer: tool,
      scanner: tool,
      type: 'secret_detection',
      start_time: seconds(times.startedAt),
      end_time: seconds(times.endedAt),
      status: report.complete ? 'success' : 'failure',
      messages: report.skipped.map(({ path, reason }) => ({
        level: 'warn',
        value: `Not searched: ${path}: ${reason}`,
      })),
    },
    vulnerabilities: report.findings.map(vulnerability),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function vulnerability(finding: Finding): Record<string, unknown> {
  const { rule, about, provider, leakId, confidence, file, startLine, endLine, masked, commit, author, date } = finding
  const known = findProvider(provider)
  return {
    id: uuidOf(`${leakId}\n${file}\n${startLine}\n${finding.startColumn}`),
    name: about.slice(0, MAX_NAME),
    description: `${about}: ${masked}. ${finding.reasons.join('; ')}`,
    severity: SEVERITY[confidence],
    solution: 'Rotate the key: deleting the line leaves it in every clone.',
    identifiers: [
      { type: 'rekey_rule', name: `Rekey rule ${rule}`, value: rule },
      { type: 'rekey_leak', name: `Rekey leak ${leakId}`, value: leakId },
    ],
    links: [
      ...(known === undefined ? [] : [{ name: known.name, url: known.docs }]),
      ...(finding.link === undefined ? [] : [{ name: 'Where it stands', url: finding.link }]),
    ],
    location: {
      file,
      start_line: startLine,
      end_line: endLine,
      // Undefined ones are left out by JSON.
      commit: { sha: commit ?? NO_COMMIT, author: author || undefined, date: date?.toISOString() },
    },
  }
}

/** The same leak at the same place has the same id in every run: a UUID of version 8, made from a hash. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** GitLab's times have no zone and mean UTC. */
function seconds(at: Date): string {
  return at.toISOString().slice(0, 19)
}
