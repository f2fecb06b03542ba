/**
 * The leaks that somebody has accepted: one line a leak, sorted, with reason, owner and last day. Lines say nothing of
 * line numbers or dates of scans, so they change only when somebody decides. Known by content: the same key on
 * another line stays accepted, a different key on the same line does not. Pure.
 */
import type { Finding, ScanReport } from './finding.ts'
import { isLive } from './live.ts'
import { compareText } from './place.ts'
import { scanError } from './scan-error.ts'

export const BASELINE_FILE = '.rekey-baseline'

export interface BaselineEntry {
  readonly leakId: string
  readonly rule: string
  /** Where the leak was seen first. For people: it is not compared. */
  readonly file: string
  readonly reason: string
  readonly owner: string
  /** Last day (UTC) on which it counts, `2027-01-31`; undefined for no end. */
  readonly expires?: string
}

const HEADER = '# Leaks that are accepted: leak id, rule, file, reason, owner, last day. Written by `rekey baseline`.'
const NEVER = 'never'
const LIVE = 'the baseline accepts it, and it is live: a live key is never set aside'

/** Throws BASELINE_INVALID with the line; the text itself is not repeated. */
export function parseBaseline(text: string): BaselineEntry[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (/^\s*(?:#.*)?$/.test(line)) return []
    const fields = line.split('\t').map(unescape)
    const [leakId = '', rule = '', file = '', reason = '', owner = '', expires = ''] = fields
    const isFine =
      fields.length === 6 && /^lk_[0-9a-f]{24}$/.test(leakId) && reason.trim() !== '' && owner.trim() !== ''
    if (!isFine || !(expires === NEVER || isDay(expires))) {
      throw scanError('BASELINE_INVALID', `${BASELINE_FILE}:${index + 1} is not a line of a baseline`)
    }
    return { leakId, rule, file, reason, owner, ...(expires === NEVER ? {} : { expires }) }
  })
}

export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const lines = entries.map(({ leakId, rule, file, reason, owner, expires = NEVER }) =>
    [leakId, rule, file, reason, owner, expires].map(escape).join('\t'),
  )
  return `${[HEADER, ...[...new Set(lines)].toSorted(compareText)].join('\n')}\n`
}

/** The report without what is accepted today. Where a merge left two lines for a leak, the stricter one counts. */
export function applyBaseline(report: ScanReport, entries: readonly BaselineEntry[], now: Date): ScanReport {
  const accepted = new Map<string, BaselineEntry>()
  for (const entry of entries) {
    const other = accepted.get(entry.leakId)
    if (other === undefined || lastDay(entry) < lastDay(other)) accepted.set(entry.leakId, entry)
  }
  const entryOf = ({ leakId }: Finding): BaselineEntry | undefined => {
    const entry = accepted.get(leakId)
    return entry === undefined || isExpired(entry, now) ? undefined : entry
  }
  const suppressed = report.findings.flatMap((finding) => {
    const entry = isLive(finding) ? undefined : entryOf(finding)
    if (entry === undefined) return []
    const { reason, owner, expires } = entry
    return [{ finding, reason, owner, ...(expires === undefined ? {} : { expires }) }]
  })
  const aside = new Set(suppressed.map(({ finding }) => finding))
  return {
    ...report,
    findings: report.findings
      .filter((finding) => !aside.has(finding))
      .map((finding) =>
        entryOf(finding) === undefined ? finding : { ...finding, reasons: [...finding.reasons, LIVE] },
      ),
    suppressed: [...report.suppressed, ...suppressed],
  }
}

export function isExpired(entry: BaselineEntry, now: Date): boolean {
  return lastDay(entry) < now.toISOString().slice(0, 10)
}

/** A day that exists, as `2027-01-31`. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function lastDay({ expires = '9999-12-31' }: BaselineEntry): string {
  return expires
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escape(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] as string)
}

function unescape(text: string): string {
  return text.replace(
    /\\([\\tnr])/g,
    (_, letter: string) => ({ '\\': '\\', t: '\t', n: '\n', r: '\r' })[letter] as string,
  )
}
