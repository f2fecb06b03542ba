/**
 * The reports that forges take, against what forges ask of them: SARIF against the schema of the standard (as Microsoft's
 * SARIF SDK ships it), GitLab's report against the demands of its schema 15.2.1 (gitlabhq:
 * lib/gitlab/ci/parsers/security/validators/schemas/15.2.1/secret-detection-report-format.json), which was read line by
 * line and is stated here in our own words, for all that our report holds.
 */
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' }
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fakeGithubToken } from '../../../test/fakes/keys.ts'
import { Sensitive } from '../../base/sensitive.ts'
import type { Finding, ScanReport } from '../finding.ts'
import { gitlabReport } from './gitlab.ts'
import { sarifReport } from './sarif.ts'

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
formats.default(ajv)

const text = { type: 'string', minLength: 1 }
const time = { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$` }
const list = (items: object, more = {}): object => ({ type: 'array', items, ...more })
function table(required: Record<string, object>, optional: Record<string, object> = {}): object {
  return { type: 'object', required: Object.keys(required), properties: { ...required, ...optional } }
}
const url = { type: 'string', pattern: '^(https?|ftp)://.+' }
const tool = table(
  { id: text, name: text, version: text, vendor: table({ name: text }) },
  { url: { type: 'string', pattern: '^https?://.+' } },
)
const GITLAB = table({
  version: { type: 'string', pattern: String.raw`^\d+\.\d+\.\d+$` },
  scan: table(
    {
      analyzer: tool,
      scanner: tool,
      start_time: time,
      end_time: time,
      status: { enum: ['success', 'failure'] },
      type: { const: 'secret_detection' },
    },
    { messages: list(table({ level: { enum: ['info', 'warn', 'fatal'] }, value: text })) },
  ),
  vulnerabilities: list(
    table(
      {
        id: text,
        identifiers: list(table({ type: text, name: text, value: text }, { url }), {
          minItems: 1,
        }),
        location: table(
          { commit: table({ sha: text }, { author: { type: 'string' }, date: text, message: text }) },
          { file: { type: 'string' }, start_line: { type: 'number' }, end_line: { type: 'number' } },
        ),
      },
      {
        name: { type: 'string', maxLength: 255 },
        description: { type: 'string', maxLength: 1_048_576 },
        solution: { type: 'string', maxLength: 7_000 },
        severity: { enum: ['Info', 'Unknown', 'Low', 'Medium', 'High', 'Critical'] },
        links: list(table({ url }, { name: { type: 'string' } })),
      },
    ),
  ),
})

/** It names draft 04 of JSON Schema and uses nothing that later drafts changed, but for the name of `id`. */
const { $schema: _draft, id: _id, ...sarif } = sarifSchema as Record<string, unknown>
const check = { sarif: ajv.compile(sarif), gitlab: ajv.compile(GITLAB) }
const TIMES = { startedAt: new Date('2026-01-02T03:04:05.678Z'), endedAt: new Date('2026-01-02T03:05:00Z') }

function errorsOf(form: keyof typeof check, document: string): unknown {
  check[form](JSON.parse(document))
  return check[form].errors
}

/** Anything that a repository can make a finding of: names, lines and authors are a stranger's. */
const finding: fc.Arbitrary<Finding> = fc.record(
  {
    rule: fc.constantFrom('github-token', 'tracked-env-file', 'my-rule'),
    about: fc.constantFrom('GitHub token', 'x'.repeat(400)),
    provider: fc.constantFrom('github', 'generic', 'nobody'),
    kind: fc.constant('token'),
    leakId: fc.integer({ min: 1, max: 9 }).map((digit) => `lk_${String(digit).repeat(24)}`),
    confidence: fc.constantFrom('low', 'medium', 'high'),
    score: fc.integer({ min: 0, max: 100 }),
    file: fc.oneof(fc.string({ minLength: 1, unit: 'binary' }), fc.constantFrom('a b/%.md', 'x.zip!y z', '\ud800/é\n')),
    startLine: fc.integer({ min: 1, max: 1e7 }),
    startColumn: fc.integer({ min: 1, max: 1e9 }),
    endLine: fc.constant(10_000_001),
    endColumn: fc.integer({ min: 1, max: 1e9 }),
    characters: fc.constantFrom({ start: 1, end: 9 }, { start: 7, end: 7 }),
    masked: fc.constant('ghp_… (40 characters)'),
    secret: fc.constant(new Sensitive(fakeGithubToken())),
    commit: fc.constant('c'.repeat(40)),
    author: fc.string({ unit: 'binary' }),
    date: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
    inHead: fc.boolean(),
    link: fc.constant('https://forge.example/o/r/a%20b'),
    reasons: fc.array(fc.string(), { maxLength: 2 }),
  },
  {
    requiredKeys: [
      'rule',
      'about',
      'provider',
      'kind',
      'leakId',
      'confidence',
      'score',
      'file',
      'startLine',
      'startColumn',
      'endLine',
      'endColumn',
      'masked',
      'secret',
      'reasons',
    ],
  },
)

const report: fc.Arbitrary<ScanReport> = fc.record({
  version: fc.constant(1 as const),
  complete: fc.boolean(),
  skipped: fc.array(fc.record({ path: fc.string(), reason: fc.string() }), { maxLength: 2 }),
  findings: fc.array(finding, { maxLength: 3 }),
  suppressed: fc.array(
    fc.record({ finding, reason: fc.string(), owner: fc.string(), expires: fc.constant('2027-01-31') }),
    { maxLength: 2 },
  ),
  scanned: fc.constant({ bytes: 1, chunks: 1, commits: 1, workTree: true }),
})

test('SARIF is what the standard says, whatever was found', () => {
  fc.assert(fc.property(report, (given) => errorsOf('sarif', sarifReport(given)) === null))
})

test('GitLab takes the report, whatever was found', () => {
  fc.assert(fc.property(report, (given) => errorsOf('gitlab', gitlabReport(given, TIMES)) === null))
})

test('the schemas refuse what is wrong', () => {
  const [one] = fc.sample(
    report.filter(({ findings }) => findings.length > 0),
    { numRuns: 1, seed: 1 },
  ) as [ScanReport]
  expect(errorsOf('sarif', sarifReport(one).replaceAll('"startLine": ', '"startLine": -'))).not.toBeNull()
  expect(errorsOf('gitlab', gitlabReport(one, TIMES).replaceAll('"identifiers"', '"other"'))).not.toBeNull()
})
