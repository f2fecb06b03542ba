/** JUnit XML: each leak and place is a failed test, so that any CI shows it. Masked. */
import type { Finding, ScanReport } from '../finding.ts'
import { verdictText } from './verdict-text.ts'

export function junitReport(report: ScanReport): string {
  const { findings, skipped } = report
  const cases = [...findings.map(failure), ...skipped.map(({ path, reason }) => error(path, reason))]
  // Without any test a CI shows nothing, not even that all is well.
  const shown = cases.length > 0 ? cases : ['    <testcase classname="rekey" name="no leaks"/>']
  const counts = `tests="${shown.length}" failures="${findings.length}" errors="${skipped.length}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="rekey scan" ${counts}>`,
    ...shown,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function failure(finding: Finding): string {
  const { rule, about, masked, leakId, file, startLine, commit } = finding
  const said = verdictText(finding)
  const where = `${file}:${startLine}${commit === undefined ? '' : ` in commit ${commit}`}`
  return [
    `    <testcase classname="${xml(rule)}" name="${xml(where)}">`,
    `      <failure message="${xml(`${about}: ${masked}${said === '' ? '' : `; ${said}`}`)}" type="leak">${xml(leakId)}</failure>`,
    '    </testcase>',
  ].join('\n')
}

function error(path: string, reason: string): string {
  return [
    `    <testcase classname="rekey" name="${xml(path)}">`,
    `      <error message="${xml(`not searched: ${reason}`)}" type="incomplete"/>`,
    '    </testcase>',
  ].join('\n')
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML 1.0 has no place for most control characters and for lone surrogates, not even as references. */
function xml(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] as string)
}
