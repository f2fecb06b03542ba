/** Markdown for the summary of a CI step or a comment: a table of leaks. Masked; names cannot become markup. */
import type { Finding, ScanReport } from '../finding.ts'
import { groupByLeak } from './text.ts'
import { verdictText } from './verdict-text.ts'

/** A step's summary ends at 1 MiB; people stop earlier. */
const MAX_LEAKS = 100

export function markdownReport(report: ScanReport): string {
  const leaks = groupByLeak(report.findings)
  const lines = [
    `### ${leaks.length === 0 ? 'No leaks' : `${leaks.length} ${leaks.length === 1 ? 'leak' : 'leaks'}`}`,
    '',
    ...(leaks.length === 0 ? [] : ['| | What | Where | Commit |', '| --- | --- | --- | --- |']),
    ...leaks.slice(0, MAX_LEAKS).map(leakRow),
    ...(leaks.length > MAX_LEAKS ? ['', `… and ${leaks.length - MAX_LEAKS} more.`] : []),
    ...(leaks.length === 0 ? [] : ['', 'Rotate each key: deleting the line leaves it in every clone.']),
    ...(report.complete ? [] : ['', '**Not searched:**', '']),
    ...report.skipped.slice(0, MAX_LEAKS).map(({ path, reason }) => `- ${code(path)}: ${text(reason)}`),
    '',
  ]
  return lines.join('\n')
}

function leakRow(places: readonly Finding[]): string {
  const first = places[0] as Finding
  const more = places.length > 1 ? ` and ${places.length - 1} more` : ''
  const where = `${code(`${first.file}:${first.startLine}`)}${more}`
  const commit = first.commit === undefined ? '' : code(first.commit.slice(0, 12))
  const said = verdictText(first)
  return `| ${first.confidence}${said === '' ? '' : `, ${text(said)}`} | ${text(first.about)} ${code(first.masked)} | ${where} | ${commit} |`
}

const plain = (given: string): string => given.replace(/[\p{Cc}\p{Cs}]/gu, '\uFFFD')

function text(given: string): string {
  return plain(given).replace(/[\\`*_{}[\]()#+!|<>~@&-]/g, (character) => `&#${character.codePointAt(0)};`)
}

/** A code span that no name can end, and that a table does not cut. */
function code(given: string): string {
  return `<code>${text(given)}</code>`
}
