/** The report for people: grouped by leak, masked, with what to do next. Safe for any terminal. */
import pc from 'picocolors'
import { findProvider } from '../catalogue-entries.ts'
import type { Finding, ScanReport } from '../finding.ts'
import { compareText } from '../place.ts'
import { isTrackedFile } from '../tracked-secrets-file.ts'
import { printable } from './printable.ts'
import { inspectionText, verdictText } from './verdict-text.ts'

export interface TextOptions {
  readonly color: boolean
  readonly reveal: boolean
}

/** More places or omissions than this are counted, not listed; the JSON report has them all. */
const MAX_PLACES = 10

export function textReport(report: ScanReport, options: TextOptions): string {
  const colors = pc.createColors(options.color)
  const leaks = groupByLeak(report.findings)
  const lines: string[] = []
  for (const places of leaks) lines.push(...leakLines(places, options, colors), '')
  if (report.skipped.length > 0) lines.push(...skippedLines(report, colors), '')
  lines.push(summary(report, leaks.length, colors))
  return `${lines.join('\n')}\n`
}

type Colors = ReturnType<typeof pc.createColors>

/** The surest leak first. */
export function groupByLeak(findings: readonly Finding[]): (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const group = groups.get(finding.leakId)
    if (group) group.push(finding)
    else groups.set(finding.leakId, [finding])
  }
  return [...groups.values()].toSorted((a, b) => best(b) - best(a) || compareText(a[0]?.file ?? '', b[0]?.file ?? ''))
}

function best(places: readonly Finding[]): number {
  return Math.max(...places.map((place) => place.score))
}

function leakLines(places: readonly Finding[], options: TextOptions, colors: Colors): string[] {
  const first = places[0] as Finding
  const shown = options.reveal && first.secret.length > 0 ? first.secret.reveal() : first.masked
  const paint = { high: colors.red, medium: colors.yellow, low: colors.dim }[first.confidence]
  return [
    `${paint(first.confidence.toUpperCase().padEnd(6))} ${colors.bold(first.about)}  ${colors.dim(first.leakId)}`,
    `       ${printable(shown)}`,
    ...places.slice(0, MAX_PLACES).flatMap(placeLines),
    ...(places.length > MAX_PLACES ? [`       … and ${places.length - MAX_PLACES} more places`] : []),
    ...verdictLines(first),
    `       why:  ${first.rule}: ${first.reasons.join('; ')}`,
    ...nextSteps(places).map((step, index) => `       ${index === 0 ? 'next:' : '     '} ${step}`),
  ]
}

function placeLines(place: Finding): string[] {
  const link = place.link === undefined ? [] : [`         ${printable(place.link)}`]
  return [`       ${placeText(place)}`, ...link]
}

function verdictLines(finding: Finding): string[] {
  const verdict = verdictText(finding)
  const may = inspectionText(finding)
  return verdict === '' ? [] : [`       key:  ${verdict}${may === '' ? '' : `: ${may}`}`]
}

function placeText(place: Finding): string {
  const where = `${printable(place.file)}:${place.startLine}:${place.startColumn}`
  if (place.commit === undefined) return where
  const date = place.date === undefined ? '' : `, ${place.date.toISOString().slice(0, 10)}`
  const head = place.inHead === undefined ? '' : place.inHead ? ', still in HEAD' : ', no longer in HEAD'
  const remote = place.pushed === undefined ? '' : `, on a remote since ${place.pushed.at.toISOString().slice(0, 16)}Z`
  return `${where}  commit ${place.commit.slice(0, 12)} by ${printable(place.author ?? 'unknown')}${date}${head}${remote}`
}

function nextSteps(places: readonly Finding[]): string[] {
  const first = places[0] as Finding
  if (isTrackedFile(first)) return ['untrack the file, then rotate what it holds: every clone has it']
  const provider = findProvider(first.provider)
  const docs = provider === undefined ? '' : ` (${provider.docs})`
  const steps = [`rotate it: ${provider?.name ?? first.provider}${docs}`]
  if (places.some((place) => place.commit !== undefined)) {
    steps.push('deleting the line does not help: the commit stays in every clone')
  }
  steps.push('not a key? end the line with a comment `rekey:allow`')
  return steps
}

function skippedLines(report: ScanReport, colors: Colors): string[] {
  const { skipped } = report
  return [
    colors.yellow('Not searched:'),
    ...skipped.slice(0, MAX_PLACES).map((one) => `  ${printable(one.path)}: ${printable(one.reason)}`),
    ...(skipped.length > MAX_PLACES ? [`  … and ${skipped.length - MAX_PLACES} more`] : []),
  ]
}

function summary(report: ScanReport, leaks: number, colors: Colors): string {
  const places = report.findings.length
  const { bytes, commits, workTree } = report.scanned
  const where = commits === 0 ? '' : ` in ${count(commits, 'commit')}${workTree ? ' and the working tree' : ''}`
  const read = `${size(bytes)}${where} searched`
  const suppressed = report.suppressed.length > 0 ? `, ${report.suppressed.length} suppressed` : ''
  const unfinished = `${suppressed}${report.complete ? '' : ', INCOMPLETE'}`
  if (places === 0)
    return `${report.complete ? colors.green('no leaks') : 'no leaks in what was searched'}, ${read}${unfinished}`
  return `${colors.red(`${count(leaks, 'leak')} in ${count(places, 'place')}`)}, ${read}${unfinished}`
}

function size(bytes: number): string {
  if (bytes < 1_000) return count(bytes, 'byte')
  if (bytes < 1e6) return `${(bytes / 1_000).toFixed(1)} kB`
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
