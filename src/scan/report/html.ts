/**
 * One HTML file for people who were not there: no script, no request to anywhere, readable in the dark and on paper.
 * Masked; whatever a file or an author is called stays text.
 */
import { findProvider } from '../catalogue-entries.ts'
import type { Finding, ScanReport, SuppressedFinding } from '../finding.ts'
import { groupByLeak } from './text.ts'
import { inspectionText, verdictText } from './verdict-text.ts'

export function htmlReport(report: ScanReport): string {
  const leaks = groupByLeak(report.findings)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Rekey: ${leaks.length} ${leaks.length === 1 ? 'leak' : 'leaks'}</title>
<style>${STYLE}</style>
<main>
<h1>${heading(leaks.length, report.findings.length)}</h1>
${report.complete ? '' : '<p class="warn"><strong>Incomplete:</strong> some of it was not searched; see below.</p>'}
${leaks.map(leakSection).join('\n')}
${section(
  'Not searched',
  report.skipped.map(({ path, reason }) => `<code>${html(path)}</code>: ${html(reason)}`),
)}
${section('Accepted by the baseline', report.suppressed.map(acceptedLine))}
</main>
</html>
`
}

function heading(leaks: number, places: number): string {
  if (leaks === 0) return 'No leaks'
  return `${leaks} ${leaks === 1 ? 'leak' : 'leaks'} in ${places} ${places === 1 ? 'place' : 'places'}`
}

function leakSection(places: readonly Finding[]): string {
  const first = places[0] as Finding
  const provider = findProvider(first.provider)
  const next = provider
    ? `<a href="${html(provider.docs)}" rel="noreferrer">${html(provider.name)}</a>`
    : html(first.provider)
  return `<section class="${first.confidence}">
<h2><span>${first.confidence}</span> ${html(first.about)}</h2>
<p><code>${html(first.masked)}</code> <small>${html(first.leakId)}</small></p>
<table><thead><tr><th>Place<th>Commit<th>Author<th>Date<th>In HEAD</thead><tbody>
${places.map(placeRow).join('\n')}
</tbody></table>
${verdictParagraph(first)}<p>Why: ${html(first.rule)}: ${html(first.reasons.join('; '))}. Next: rotate it at ${next}.</p>
</section>`
}

function verdictParagraph(finding: Finding): string {
  const may = inspectionText(finding)
  const said = [verdictText(finding), may].filter(Boolean).join(': ')
  return said === '' ? '' : `<p>The provider says: <strong>${html(said)}</strong></p>\n`
}

function placeRow({ file, startLine, startColumn, commit, author, date, inHead, link }: Finding): string {
  const cells = [
    `<code>${html(file)}:${startLine}:${startColumn}</code>`,
    commit === undefined ? '' : linked(`<code>${html(commit.slice(0, 12))}</code>`, link),
    html(author ?? ''),
    date?.toISOString().slice(0, 10) ?? '',
    inHead === undefined ? '' : inHead ? 'yes' : 'no',
  ]
  return `<tr>${cells.map((cell) => `<td>${cell}`).join('')}`
}

/** Nothing but the web: an address comes from the configuration of a repository that may be anybody's. */
function linked(shown: string, link: string | undefined): string {
  return link !== undefined && /^https?:/.test(link) ? `<a href="${html(link)}" rel="noreferrer">${shown}</a>` : shown
}

function acceptedLine({ finding, reason, owner, expires }: SuppressedFinding): string {
  const until = expires === undefined ? '' : `, until ${html(expires)}`
  return `<code>${html(finding.file)}:${finding.startLine}</code> ${html(finding.about)}: ${html(reason)} (${html(owner)}${until})`
}

function section(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `<h2>${title}</h2>\n<ul>${items.map((item) => `<li>${item}`).join('\n')}</ul>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Control characters and those that turn the direction of text are shown as the replacement character. */
function html(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] as string)
}

const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:2rem auto;padding:0 1rem}
section{border-left:.35rem solid #8a8a8a;padding:.1rem 1rem;margin:1.5rem 0}
section.high{border-color:#d1242f}section.medium{border-color:#bf8700}
h2{font-size:1.1rem}h2 span{font-size:.75rem;text-transform:uppercase;letter-spacing:.05em;opacity:.8}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;padding:.2rem .6rem .2rem 0;vertical-align:top;overflow-wrap:anywhere}
.warn{border:1px solid #bf8700;padding:.5rem 1rem}
`
