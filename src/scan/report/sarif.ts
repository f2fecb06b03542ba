/**
 * SARIF 2.1.0, as code scanning of GitHub, GitLab and Azure DevOps reads it. Never holds a key or the text around it:
 * such reports are uploaded and shown. The same report gives the same bytes.
 */
import { version } from '../../base/version.ts'
import { ruleEntries } from '../catalogue-entries.ts'
import type { Confidence, Finding, ScanReport, SuppressedFinding } from '../finding.ts'
import { isLive } from '../live.ts'
import { compareFindings, compareText } from '../place.ts'
import { verdictText } from './verdict-text.ts'

/** Error, warning and note decide what a forge shows; the number (0..10) how it is sorted. */
const LEVEL: Readonly<Record<Confidence, string>> = { high: 'error', medium: 'warning', low: 'note' }
const SEVERITY: Readonly<Record<Confidence, string>> = { high: '9.0', medium: '7.0', low: '4.0' }
const LIVE_SEVERITY = '10.0'

export function sarifReport(report: ScanReport): string {
  const all = [...report.findings.map((finding) => ({ finding })), ...report.suppressed]
  all.sort((a, b) => compareFindings(a.finding, b.finding))
  const rules = ruleList(all.map(({ finding }) => finding))
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]))
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Rekey', semanticVersion: version, rules } },
        invocations: [
          {
            executionSuccessful: report.complete,
            toolExecutionNotifications: report.skipped.map(({ path, reason }) => ({
              level: 'warning',
              message: { text: `Not searched: ${path}: ${reason}` },
            })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: all.map((one) => result(one, indexes.get(one.finding.rule) as number)),
      },
    ],
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

interface SarifRule {
  readonly id: string
}

/** The rules that fired. A rule's level and severity are those of its surest finding. */
function ruleList(findings: readonly Finding[]): SarifRule[] {
  const known = new Set(ruleEntries().map(({ id }) => id))
  const order: readonly Confidence[] = ['low', 'medium', 'high']
  const surest = new Map<string, Finding>()
  for (const finding of findings) {
    const other = surest.get(finding.rule)
    const isSurer = (one: Finding): number => order.indexOf(one.confidence) + (isLive(one) ? 1 : 0)
    if (other === undefined || isSurer(finding) > isSurer(other)) surest.set(finding.rule, finding)
  }
  return [...surest.values()]
    .toSorted((a, b) => compareText(a.rule, b.rule))
    .map(({ rule, about, provider, confidence, verdict }) => ({
      id: rule,
      shortDescription: { text: about },
      help: {
        text: known.has(rule)
          ? 'Rotate the key: deleting the line leaves it in every clone. Not a key? End the line with a comment rekey:allow.'
          : 'Untrack the file, then rotate what it holds.',
      },
      defaultConfiguration: { level: LEVEL[confidence] },
      properties: {
        'security-severity': isLive({ verdict }) ? LIVE_SEVERITY : SEVERITY[confidence],
        precision: precisionOf(confidence),
        tags: ['security', provider],
      },
    }))
}

function result(one: { readonly finding: Finding } | SuppressedFinding, ruleIndex: number): Record<string, unknown> {
  const { finding } = one
  const { rule, about, masked, leakId, confidence, score, commit, inHead, link, reasons, verdict, inspection } = finding
  const said = verdictText(finding)
  return {
    ruleId: rule,
    ruleIndex,
    kind: 'fail',
    level: LEVEL[confidence],
    // What is proven to open a door comes first.
    rank: isLive(finding) ? 100 : score,
    message: { text: `${about}: ${masked}${said === '' ? '' : `; ${said}`}` },
    locations: [{ physicalLocation: physicalLocation(finding) }],
    // By content: the same leak stays the same on another line, a different key there is another one.
    partialFingerprints: { 'rekeyLeakId/v1': leakId, 'rekeyPlace/v1': `${leakId}:${finding.file}` },
    suppressions: 'reason' in one ? [suppression(one)] : [],
    hostedViewerUri: link,
    // Undefined ones are left out by JSON.
    properties: { leakId, confidence, score, commit, inHead, reasons, verdict, inspection },
  }
}

function physicalLocation({ file, startLine, endLine, characters }: Finding): Record<string, unknown> {
  return {
    artifactLocation: {
      // Half a character, of a name that was cut, is no URI.
      uri: file
        .replace(/\p{Cs}/gu, '\uFFFD')
        .split('/')
        .map(encodeURIComponent)
        .join('/'),
      uriBaseId: '%SRCROOT%',
    },
    // Undefined ones are left out by JSON.
    region: { startLine, startColumn: characters?.start, endLine, endColumn: characters?.end },
  }
}

function suppression({ finding, reason, owner, expires }: SuppressedFinding): Record<string, unknown> {
  const until = expires === undefined ? '' : `, until ${expires}`
  const kind = finding.allowedBy === undefined ? 'external' : 'inSource'
  return { kind, status: 'accepted', justification: `${reason} (${owner}${until})` }
}

function precisionOf(confidence: Confidence): string {
  return confidence === 'high' ? 'very-high' : confidence
}
