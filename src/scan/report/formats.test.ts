import { expect, test } from 'vitest'
import { fakeGithubToken } from '../../../test/fakes/keys.ts'
import { Sensitive } from '../../base/sensitive.ts'
import type { Finding, ScanReport } from '../finding.ts'
import { csvReport } from './csv.ts'
import { githubReport } from './github.ts'
import { gitlabReport } from './gitlab.ts'
import { htmlReport } from './html.ts'
import { jsonlReport } from './jsonl.ts'
import { junitReport } from './junit.ts'
import { sarifReport } from './sarif.ts'

function finding(more: Partial<Finding> = {}): Finding {
  return {
    rule: 'github-token',
    about: 'GitHub token',
    provider: 'github',
    kind: 'token',
    leakId: `lk_${'1'.repeat(24)}`,
    confidence: 'high',
    score: 95,
    file: 'conf/app.ini',
    startLine: 2,
    startColumn: 9,
    endLine: 2,
    endColumn: 48,
    masked: 'ghp_… (40 characters)',
    secret: new Sensitive(fakeGithubToken()),
    commit: 'c'.repeat(40),
    author: 'Ada',
    reasons: ['the checksum is right'],
    ...more,
  }
}

function report(findings: readonly Finding[], more: Partial<ScanReport> = {}): ScanReport {
  const scanned = { bytes: 1, chunks: 1, commits: 1, workTree: true }
  return { version: 1, complete: true, skipped: [], findings, suppressed: [], scanned, ...more }
}

const HOSTILE = finding({ file: '=a,b\n::error::"<&\u0007ü.txt', author: '@SUM(1)', confidence: 'low', rule: 'a-rule' })
const SKIPPED = { complete: false, skipped: [{ path: 'x\ny', reason: 'too <large>' }] }

interface Sarif {
  runs: {
    tool: { driver: { rules: { id: string; properties: Record<string, unknown> }[] } }
    invocations: { executionSuccessful: boolean; toolExecutionNotifications: unknown[] }[]
    results: Record<string, unknown>[]
  }[]
}

function sarif(given: ScanReport): Sarif['runs'][number] {
  return (JSON.parse(sarifReport(given)) as Sarif).runs[0] as Sarif['runs'][number]
}

test('SARIF names level, severity and place, and is known by content', () => {
  const run = sarif(report([finding(), HOSTILE]))
  expect(run.tool.driver.rules.map(({ id, properties }) => [id, properties['security-severity']])).toEqual([
    ['a-rule', '4.0'],
    ['github-token', '9.0'],
  ])
  expect(run.results.map(({ ruleId, ruleIndex, level }) => [ruleId, ruleIndex, level])).toEqual([
    ['a-rule', 0, 'note'],
    ['github-token', 1, 'error'],
  ])
  const [, result] = run.results as [unknown, Record<string, unknown>]
  expect(result).toMatchObject({
    message: { text: 'GitHub token: ghp_… (40 characters)' },
    partialFingerprints: { 'rekeyLeakId/v1': finding().leakId },
    suppressions: [],
  })
  const moved = sarif(report([finding({ startLine: 9, endLine: 9, commit: 'd'.repeat(40) })])).results[0]
  expect(moved?.['partialFingerprints']).toEqual(result['partialFingerprints'])
})

test('SARIF tells what is accepted and by whom, and what was not searched', () => {
  const suppressed = [{ finding: finding(), reason: 'revoked', owner: 'ada', expires: '2027-01-31' }]
  const run = sarif(report([], { suppressed, ...SKIPPED }))
  expect(run.results[0]?.['suppressions']).toEqual([
    { kind: 'external', status: 'accepted', justification: 'revoked (ada, until 2027-01-31)' },
  ])
  expect(run.invocations[0]).toMatchObject({ executionSuccessful: false })
  expect(run.invocations[0]?.toolExecutionNotifications).toHaveLength(1)
})

test('what a comment in the source allows is told apart, and GitHub marks the columns of one line', () => {
  const allowed = finding({ allowedBy: 'gitleaks:allow' })
  const run = sarif(report([], { suppressed: [{ finding: allowed, reason: 'gitleaks:allow', owner: 'the source' }] }))
  expect(run.results[0]?.['suppressions']).toMatchObject([{ kind: 'inSource', status: 'accepted' }])
  const characters = { start: 9, end: 49 }
  expect(githubReport(report([finding({ characters })]))).toContain(',line=2,endLine=2,col=9,endColumn=49,title=')
  expect(githubReport(report([finding({ characters, endLine: 3 })]))).toContain(',line=2,endLine=3,title=')
})

test('a CSV cell is one cell and no formula', () => {
  const [head, ...rows] = csvReport(report([HOSTILE])).split('\r\n')
  expect(head?.split(',')).toHaveLength(14)
  expect(rows[0]).toContain(',low,"\'=a,b\n::error::""<&\u0007ü.txt",2,9,')
  expect(rows[0]).toContain(`,'@SUM(1),`)
})

test('JUnit is well-formed whatever a file is called, and says so when all is well', () => {
  const text = junitReport(report([HOSTILE], SKIPPED))
  expect(text).toContain('tests="2" failures="1" errors="1"')
  expect(text).toContain('name="=a,b\uFFFD::error::&quot;&lt;&amp;\uFFFDü.txt:2 in commit ccc')
  expect(text).toContain('message="not searched: too &lt;large&gt;"')
  expect(junitReport(report([]))).toContain('tests="1" failures="0" errors="0"')
})

test('a file name cannot give a command to GitHub Actions', () => {
  const text = githubReport(report([HOSTILE, finding()], SKIPPED))
  expect(text.split('\n')).toEqual([
    expect.stringContaining(
      '::notice file==a%2Cb%0A%3A%3Aerror%3A%3A"<&\u0007ü.txt,line=2,endLine=2,title=GitHub token::',
    ),
    expect.stringMatching(/^::error file=conf\/app\.ini,line=2,/),
    '::warning::Not searched: x%0Ay: too <large>',
    '',
  ])
})

const TIMES = { startedAt: new Date('2026-01-02T03:04:05.678Z'), endedAt: new Date('2026-01-02T03:05:00Z') }
const gitlab = (given: ScanReport): string => gitlabReport(given, TIMES)
const jsonl = (given: ScanReport): string => jsonlReport(given, { reveal: false })

test('GitLab gets times without a zone, a commit for each place, and an id that stays', () => {
  const document = JSON.parse(gitlab(report([finding(), HOSTILE], SKIPPED))) as {
    scan: Record<string, unknown>
    vulnerabilities: { id: string; location: Record<string, unknown> }[]
  }
  expect(document.scan).toMatchObject({
    start_time: '2026-01-02T03:04:05',
    status: 'failure',
    messages: [{ level: 'warn', value: 'Not searched: x\ny: too <large>' }],
  })
  const [first] = document.vulnerabilities
  expect(first?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(first?.location).toMatchObject({ file: 'conf/app.ini', start_line: 2, commit: { sha: 'c'.repeat(40) } })
  const later = JSON.parse(gitlabReport(report([finding()]), { ...TIMES, endedAt: new Date() })) as typeof document
  expect(later.vulnerabilities[0]?.id).toBe(first?.id)
  const { commit: _, ...nowhere } = finding()
  expect(gitlab(report([nowhere]))).toContain('"sha": "0000000"')
})

test('JSON lines end with a line that says whether all was searched', () => {
  const lines = jsonl(report([finding()], SKIPPED))
    .trimEnd()
    .split('\n')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { type: 'finding', rule: 'github-token' },
    { type: 'end', complete: false, findings: 1 },
  ])
})

test('the HTML page runs nothing and asks nobody, whatever a file is called', () => {
  const text = htmlReport(report([finding({ file: '<img src=x onerror=alert(1)>', author: '"><script>' })], SKIPPED))
  expect(text).not.toMatch(/<img|<script|@import|url\(/)
  expect(text).toContain('&lt;img')
  expect(text).toContain("default-src 'none'")
  expect(text).toContain('Incomplete')
})

const LINK = `https://forge.example/a/blob/${'c'.repeat(40)}/conf/app.ini#L2`

test.each([sarifReport, csvReport, gitlab, jsonl, htmlReport])('%o leads to the place on its forge', (format) => {
  expect(format(report([finding({ link: LINK })]))).toContain(LINK)
})

test('a link leads to the web and nowhere else', () => {
  expect(htmlReport(report([finding({ link: 'javascript:alert(1)' })]))).not.toContain('javascript:')
})

test.each([sarifReport, csvReport, junitReport, githubReport, gitlab, jsonl, htmlReport])(
  '%o holds no key and is the same twice',
  (format) => {
    const given = report([finding(), HOSTILE], { suppressed: [{ finding: finding(), reason: 'r', owner: 'o' }] })
    expect(format(given)).not.toContain(fakeGithubToken().slice(4, 14))
    expect(format(given)).toBe(format(given))
  },
)
