import { describe, expect, test } from 'vitest'
import { findAllowComment } from '../inline-comments.ts'
import type { Finding, ScanReport } from '../finding.ts'
import { applyBaseline } from '../baseline.ts'
import { applyPolicy } from './apply-policy.ts'
import { parseScanSettings } from './scan-settings.ts'
import { createUserRules } from './user-rules.ts'

const FILE = `
project: shop
scan:
  rules:
    - id: acme-token
      about: Acme token
      regex: 'acme_([a-z0-9]{8})'
      keywords: [acme_]
      entropy: 2
      confidence: high
      allowlists:
        - stopwords: [aaaa]
    - id: acme-pair
      regex: 'secret=(\\w+)'
      required:
        - id: acme-user
          withinLines: 1
    - id: acme-user
      regex: 'user=(\\w+)'
      skipReport: true
  policy:
    - rule: acme-token
      path: '^docs/'
      reason: made up for the manual
    - rule: acme-pair
      confidence: low
      reason: test accounts
`

function hits(text: string, path = 'src/a.txt') {
  const { rules } = parseScanSettings(FILE, 'rekey.yaml')
  return createUserRules(rules).hitsIn({ bytes: Buffer.from(text), origin: { path } }, 'key')
}

test('a rule of rekey.yaml finds its group, at the place of the group, in bytes', () => {
  const [hit] = hits('\u00e9\u00e9 = acme_k3x9q2z7\n')
  expect(hit).toMatchObject({ rule: 'acme-token', provider: 'custom', confidence: 'high', startLine: 1 })
  expect([hit?.startColumn, hit?.endColumn]).toEqual([13, 20])
  expect(hit?.secret.length).toBe(8)
  expect(hit?.masked).not.toContain('k3x9')
})

test('stop words, entropy and required parts decide', () => {
  expect(hits('acme_aaaak3x9')).toEqual([])
  expect(hits('acme_bbbbbbbb')).toEqual([])
  expect(hits('secret=abc').length).toBe(0)
  expect(hits('user=me\nsecret=abc').map(({ rule }) => rule)).toEqual(['acme-pair'])
  expect(hits('user=me\n\n\nsecret=abc')).toEqual([])
})

test('a comment is named on the hit', () => {
  expect(hits('acme_k3x9q2z7 # nosecret')[0]?.allowedBy).toBe('nosecret')
  expect(hits('acme_k3x9q2z7 # nosecrets.txt')[0]?.allowedBy).toBeUndefined()
})

test('comments of other tools count on their line, and those for the next line on the line before', () => {
  const find = (text: string): string | undefined => {
    const bytes = Buffer.from(text)
    const start = bytes.indexOf('KEY')
    return findAllowComment(bytes, start, start + 3)
  }
  expect(find('KEY // pragma: allowlist secret')).toBe('pragma: allowlist secret')
  expect(find('# pragma: allowlist nextline secret\nKEY')).toBe('pragma: allowlist nextline secret')
  expect(find('a # trufflehog:ignore\nKEY')).toBeUndefined()
  expect(find('KEY\n# kingfisher:ignore')).toBeUndefined()
  expect(find('KEY # kingfisher:ignore')).toBe('kingfisher:ignore')
})

describe('policy', () => {
  const finding = (rule: string, file: string, more: object = {}): Finding =>
    ({ rule, file, leakId: `lk_${'0'.repeat(24)}`, reasons: [], confidence: 'high', ...more }) as unknown as Finding
  const report = (...findings: Finding[]): ScanReport =>
    ({ version: 1, complete: true, skipped: [], findings, suppressed: [], scanned: {} }) as unknown as ScanReport
  const { policy } = parseScanSettings(FILE, 'rekey.yaml')

  test('what it sets aside stays in the report, with its reason', () => {
    const { findings, suppressed } = applyPolicy(
      report(finding('acme-token', 'docs/a.md'), finding('acme-token', 'a')),
      policy,
    )
    expect(findings.map(({ file }) => file)).toEqual(['a'])
    expect(suppressed.map(({ reason, finding: { file } }) => [file, reason])).toEqual([
      ['docs/a.md', 'made up for the manual'],
    ])
  })

  test('it grades with a reason', () => {
    const [graded] = applyPolicy(report(finding('acme-pair', 'a')), policy).findings
    expect(graded).toMatchObject({ confidence: 'low', reasons: ['graded by rekey.yaml: test accounts'] })
  })

  test('a live key is set aside by nothing', () => {
    const live = finding('acme-token', 'docs/a.md', { verdict: { state: 'live' } })
    expect(applyPolicy(report(live), policy).suppressed).toEqual([])
    const entry = { leakId: live.leakId, rule: live.rule, file: live.file, reason: 'old', owner: 'me' }
    const judged = applyBaseline(report(live), [entry], new Date(0))
    expect(judged.suppressed).toEqual([])
    expect(judged.findings[0]?.reasons.join()).toContain('live')
  })
})

test('limits of verification', () => {
  const text = `scan:
  verify:
    requests-per-minute: 30
    at-once: 2
    requests-per-host: 0
    requests: 500
    timeout: 5s
    hosts: [api.github.com, '*.slack.com']
    off: openai
`
  expect(parseScanSettings(text, 'rekey.yaml').verify).toEqual({
    requestsPerMinute: 30,
    atOnce: 2,
    requestsPerHost: 0,
    requests: 500,
    timeoutMs: 5_000,
    hosts: ['api.github.com', '*.slack.com'],
    off: ['openai'],
  })
  expect(parseScanSettings('scan:\n  verify: {}', 'rekey.yaml').verify).toEqual({})
  expect(parseScanSettings('scan:\n  rules: []', 'rekey.yaml').verify).toEqual({})
})

test.each([
  ['requests-per-minut: 3', '3:5: verify has no field "requests-per-minut"; did you mean requests-per-minute?'],
  ['requests-per-minute: 0', '3:26: requests-per-minute must be a whole number from 1 to 60000'],
  ['requests-per-minute: many', '3:26: requests-per-minute must be a whole number'],
  ['at-once: 1.5', '3:14: at-once must be a whole number from 1 to 16'],
  ['requests: -1', '3:15: requests must be a whole number from 0'],
  ['requests: [1]', '3:15: requests must be a whole number from 0'],
  ['timeout: 5', '3:14: timeout is a duration such as 5s'],
  ['timeout: 5h', '3:14: timeout must be from 1s to 60s'],
  ['hosts: https://api.github.com', '3:12: hosts are names such as api.github.com'],
  ['hosts: [api.github.com:8080]', '3:12: hosts are names such as api.github.com'],
  ["hosts: ['*']", '3:12: hosts are names such as api.github.com'],
  ['hosts: { a: b }', '3:12: hosts must be a list'],
  ['off: [3]', '3:11: off must be a text'],
  ['- a', '3:5: verify must hold names and values'],
])('a limit that is none is refused with its place: %s', (line, message) => {
  expect(() => parseScanSettings(`scan:\n  verify:\n    ${line}`, 'rekey.yaml')).toThrow(`rekey.yaml:${message}`)
})

test.each([
  ['scan:\n  rules:\n    - id: a\n      regexp: x', 'rekey.yaml:4:7: rule has no field "regexp"; did you mean regex?'],
  [
    'scan:\n  rules:\n    - id: a\n      regex: "(?=x)"',
    'rekey.yaml:4:14: a: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
  ],
  [
    'scan:\n  rules:\n    - id: a',
    'rekey.yaml:3:7: a: both |regex| and |path| are empty, this rule will have no effect',
  ],
  ['scan:\n  policy:\n    - rule: a', 'rekey.yaml:3:7: a line of policy needs a reason'],
  ['scan:\n  rules: x', 'rekey.yaml:2:10: rules must be a list'],
  [
    'scan:\n  rules:\n    - id: a\n      regex: x\n      required: [{ id: b }]',
    'rekey.yaml:3:5: a requires b, which is no rule of this file',
  ],
])('a mistake is told with its place: %j', (text, message) => {
  expect(() => parseScanSettings(text, 'rekey.yaml')).toThrow(message)
})
