/** Reports as gitleaks writes them, to the byte: JSON and SARIF as Go encodes them, CSV, JUnit. */
import { printableText } from './byte-text.ts'
import type { GitleaksFinding } from './finding.ts'
import type { GitleaksRule } from './rule.ts'

/** Go's encoder: HTML characters and line separators are escaped, and so is a mark in the place of each broken byte. */
export function goJson(value: unknown, indent: string | number): string {
  return JSON.stringify(value, undefined, indent)
    .replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, '$1\\ufffd')
}

/** The shortest number that is the same in 32 bits, which is how Go prints one. */
export function float32(value: number): number {
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === Math.fround(value)) return short
  }
  return value
}

function jsonFields(finding: GitleaksFinding): Record<string, unknown> {
  return {
    RuleID: finding.ruleId,
    Description: finding.description,
    StartLine: finding.startLine,
    EndLine: finding.endLine,
    StartColumn: finding.startColumn,
    EndColumn: finding.endColumn,
    Match: finding.match,
    Secret: finding.secret,
    File: finding.file,
    SymlinkFile: finding.symlinkFile,
    Commit: finding.commit,
    ...(finding.link === '' ? {} : { Link: finding.link }),
    Entropy: float32(finding.entropy),
    Author: finding.author,
    Email: finding.email,
    Date: finding.date,
    Message: finding.message,
    Tags: finding.tags,
    Fingerprint: finding.fingerprint,
  }
}

export function jsonReport(findings: readonly GitleaksFinding[]): string {
  return `${goJson(findings.map(jsonFields), 1)}\n`
}

const CSV_COLUMNS: readonly (readonly [string, (finding: GitleaksFinding) => string | number])[] = [
  ['RuleID', (one) => one.ruleId],
  ['Commit', (one) => one.commit],
  ['File', (one) => one.file],
  ['SymlinkFile', (one) => one.symlinkFile],
  ['Secret', (one) => one.secret],
  ['Match', (one) => one.match],
  ['StartLine', (one) => one.startLine],
  ['EndLine', (one) => one.endLine],
  ['StartColumn', (one) => one.startColumn],
  ['EndColumn', (one) => one.endColumn],
  ['Author', (one) => one.author],
  ['Message', (one) => one.message],
  ['Date', (one) => one.date],
  ['Email', (one) => one.email],
  ['Fingerprint', (one) => one.fingerprint],
  ['Tags', (one) => one.tags.join(' ')],
]

/** Nothing at all without findings. The first finding decides whether there is a column of links. */
export function csvReport(findings: readonly GitleaksFinding[]): string {
  if (findings.length === 0) return ''
  const columns = findings[0]?.link
    ? [...CSV_COLUMNS, ['Link', (one: GitleaksFinding) => one.link] as const]
    : CSV_COLUMNS
  const rows = [columns.map(([name]) => name), ...findings.map((one) => columns.map(([, read]) => String(read(one))))]
  return rows.map((row) => `${row.map(csvField).join(',')}\n`).join('')
}

function csvField(text: string): string {
  const needsQuotes = text === '\\.' || /[",\r\n]/.test(text) || /^\s/u.test(text)
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text
}

export function junitReport(findings: readonly GitleaksFinding[]): string {
  const cases = findings.map((finding) => {
    const { ruleId, file, startLine, commit, description } = finding
    const at = commit === '' ? '' : `, at commit ${commit}`
    const message = xml(`${ruleId} has detected a secret in file ${file}, line ${startLine}${at}.`)
    const data = xml(goJson(jsonFields(finding), '\t'))
    return (
      `\n\t\t<testcase classname="${xml(description)}" file="${xml(file)}" name="${message}" time="">` +
      `\n\t\t\t<failure message="${message}" type="${xml(description)}">${data}</failure>\n\t\t</testcase>`
    )
  })
  const { length } = findings
  const end = length === 0 ? '' : '\n\t'
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n\t<testsuite failures="${length}" name="gitleaks" ` +
    `tests="${length}" time="">${cases.join('')}${end}</testsuite>\n</testsuites>`
  )
}

const XML: Readonly<Record<string, string>> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}

function xml(text: string): string {
  return (
    printableText(text)
      .replace(/["'&<>\t\n\r]/g, (char) => XML[char] as string)
      // oxlint-disable-next-line no-control-regex -- XML 1.0 has no notation for these characters
      .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
  )
}

export function sarifReport(findings: readonly GitleaksFinding[], rules: readonly GitleaksRule[]): string {
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'gitleaks',
            semanticVersion: 'v8.0.0',
            informationUri: 'https://github.com/gitleaks/gitleaks',
            rules: rules.map(({ id, description }) => ({ id, shortDescription: { text: description } })),
          },
        },
        results: findings.map(sarifResult),
      },
    ],
  }
  return `${goJson(document, 1)}\n`
}

function sarifResult(finding: GitleaksFinding): Record<string, unknown> {
  const { ruleId, file, symlinkFile, commit, secret, startLine, startColumn, endLine, endColumn } = finding
  const at = commit === '' ? '' : ` at commit ${commit}`
  return {
    message: { text: `${ruleId} has detected secret for file ${file}${at}.` },
    ruleId,
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: symlinkFile || file },
          region: { startLine, startColumn, endLine, endColumn, snippet: { text: secret } },
        },
      },
    ],
    partialFingerprints: {
      commitSha: commit,
      email: finding.email,
      author: finding.author,
      date: finding.date,
      commitMessage: finding.message,
    },
    properties: { tags: finding.tags },
  }
}
