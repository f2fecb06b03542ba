/**
 * Loaders of files that strangers write (configurations, baselines, other scanners' files, patterns) and the reader of
 * packs, on mutated real ones: each ends, and refuses with an error of ours or reports what it could not read.
 * `FUZZ_SECONDS` makes it run longer (scripts/fuzz.mjs).
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRekeyError } from '../../src/base/errors.ts'
import { parseBaseline } from '../../src/scan/baseline.ts'
import { parseIgnoreFile, parseKnownFindings } from '../../src/scan/compat/gitleaks/baseline.ts'
import { loadConfigText } from '../../src/scan/compat/gitleaks/config.ts'
import { compileGo } from '../../src/scan/compat/gitleaks/go-regexp.ts'
import { GoSyntaxError } from '../../src/scan/compat/gitleaks/go-syntax-error.ts'
import { findKnown } from '../../src/scan/migrate/read-known.ts'
import { findRules } from '../../src/scan/migrate/read-rules.ts'
import { scanPath } from '../../src/scan/scan.ts'
import { parseScanSettings } from '../../src/scan/user-rules/scan-settings.ts'
import { packsOf, plantHistory } from '../fakes/planted-history.ts'
import { folder, repository } from '../fakes/rekey-process.ts'

const seconds = Number(process.env['FUZZ_SECONDS'] ?? 4)
const settings = { numRuns: 1_000_000, interruptAfterTimeLimit: seconds * 1_000, markInterruptAsFailure: false }
const timeout = seconds * 1_000 + 60_000

const CONFIG = `title = "t"
[extend]
useDefault = true
disabledRules = ["a"]
[[rules]]
id = "r"
regex = '''(?i)key_([a-z0-9]{4,8})\\b'''
entropy = 3.1
secretGroup = 1
keywords = ["key_"]
[[rules.allowlists]]
condition = "AND"
regexTarget = "line"
stopwords = ["x"]
paths = ['''^a/''']
[[rules.required]]
id = "r"
withinLines = 3
`
const YAML = `scan:
  rules:
    - id: acme
      description: Acme
      regex: acme_([a-z0-9]{8})
      keywords: [acme_]
      examples: ['acme_{a-z0-9:8}']
  policy:
    - rule: acme
      path: '^docs/'
      reason: examples
`
const KNOWN = [
  '{"version":"1.5.0","plugins_used":[],"results":{"a":[{"hashed_secret":"0123456789012345678901234567890123456789","line_number":1}]}}',
  '[{"RuleID":"a","File":"b","StartLine":1,"Entropy":3.5,"Tags":[]}]',
  'repositories:\n  - id: x\n    findings:\n      - path: a\n        fingerprint: "12"\n',
  '{"rules":[{"id":"@secretlint/secretlint-rule-pattern","options":{"patterns":[{"name":"x","patterns":["/a/i"]}]}}]}',
  'detectors:\n  - name: x\n    keywords: [a]\n    regex:\n      id: "[a-z]+"\n',
]

const token = fc.constantFrom(
  '[',
  ']',
  '{',
  '}',
  '"',
  "'''",
  '=',
  ':',
  '\n',
  '- ',
  '&a ',
  '*a',
  '<<: ',
  '!!js ',
  '\u0000',
  '\ud800',
  '1e999',
  '-1',
  '(?',
  '(?P<',
  '\\Q',
  '[^',
  '{1001}',
  '__proto__',
)
/** A text with pieces taken out, doubled, and put in. */
function mutatedText(texts: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat(),
    length: fc.nat({ max: 12 }),
    put: fc.oneof(token, fc.string({ maxLength: 6 })),
  })
  return fc.tuple(fc.constantFrom(...texts), fc.array(change, { maxLength: 8 })).map(([text, changes]) =>
    changes.reduce((left, { at, length, put }) => {
      const place = at % (left.length + 1)
      return left.slice(0, place) + put + left.slice(place + length)
    }, text),
  )
}

/** How often `work` took a text and how often it refused one; a refusal is an error of ours. */
function outcomes(
  texts: readonly string[],
  work: (text: string) => unknown,
  isOurs = isRekeyError as (error: unknown) => boolean,
) {
  const counts = { taken: 0, refused: 0 }
  const share = { ...settings, interruptAfterTimeLimit: settings.interruptAfterTimeLimit / 6 }
  fc.assert(
    fc.property(mutatedText(texts), (text) => {
      try {
        work(text)
        counts.taken++
      } catch (error) {
        if (!isOurs(error)) throw error
        counts.refused++
      }
    }),
    share,
  )
  return counts
}

test('configurations, baselines and the files of other scanners', { timeout }, () => {
  const defaults = () => ({ title: '', description: '', minVersion: '', rules: new Map(), order: [], allowlists: [] })
  const gitleaks = outcomes([CONFIG], (text) =>
    loadConfigText(text, 'f', { defaults, readFile: () => '', onWarning: () => undefined, isKnownId: () => false }),
  )
  expect(Math.min(gitleaks.taken, gitleaks.refused)).toBeGreaterThan(5)
  const ours = outcomes([YAML], (text) => parseScanSettings(text, 'rekey.yaml'))
  expect(Math.min(ours.taken, ours.refused)).toBeGreaterThan(5)
  outcomes([`lk_${'1'.repeat(24)} 2027-01-31 ada a reason\n`], parseBaseline)
  outcomes(KNOWN, (text) => [findKnown(text, 'x.json'), findRules(text, 'x.yaml')])
  // The gitleaks mode says itself what it makes of these.
  outcomes(KNOWN, parseKnownFindings, (error) => error instanceof Error)
  outcomes(['a/b:rule:1\n# c\nc\\d:e:f:2\n'], parseIgnoreFile)
})

test('patterns in the syntax of Go', { timeout }, () => {
  const samples = [
    String.raw`(?i)\b(?P<x>[^\s"']{8,64})(?:$|\z)`,
    String.raw`[[:alpha:]\d\p{Greek}-]+?(a|b)*`,
    String.raw`\Qa.b\E\x{1F600}(?s:.)\C`,
  ]
  const counts = outcomes(
    samples,
    (text) => compileGo(text).findAll('key="abc def" Ω😀\n'),
    (error) => error instanceof GoSyntaxError,
  )
  expect(Math.min(counts.taken, counts.refused)).toBeGreaterThan(20)
})

test('packs', { timeout }, async () => {
  const repo = repository()
  plantHistory(repo, 4)
  repo.git('repack', '-adfq')
  repo.git('rm', '--quiet', '-r', '.')
  repo.git('commit', '--quiet', '--message', 'gone')
  const copy = join(folder(), 'copy')
  cpSync(repo.path, copy, { recursive: true })
  const [pack] = packsOf({ ...repo, path: copy }) as [string]
  const files = ['.pack', '.idx'].map((end) => ({ path: pack + end, bytes: readFileSync(pack + end) }))
  const change = fc.record({
    file: fc.nat({ max: 1 }),
    at: fc.nat(),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }),
    cut: fc.boolean(),
  })
  const scan = () => scanPath({ path: copy, history: true, leakKey: 'k', threads: 1 })
  // The first one compiles the catalogue.
  expect((await scan()).complete).toBe(true)
  let incomplete = 0
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const now = files.map(({ bytes }) => Buffer.from(bytes))
      for (const { file, at, bytes, cut } of changes) {
        const place = at % (now[file]?.length || 1)
        if (cut) now[file] = Buffer.from(now[file]?.subarray(0, place) ?? [])
        else now[file]?.set(bytes.subarray(0, (now[file]?.length ?? 0) - place), place)
      }
      files.forEach(({ path }, index) => writeFileSync(path, now[index] as Buffer, { mode: 0o644, flag: 'w' }))
      if (!(await scan()).complete) incomplete++
    }),
    // A busy machine makes few runs: one that is cut for certain is the first.
    { ...settings, examples: [[[{ file: 0, at: 40, bytes: Uint8Array.of(0), cut: true }]]] },
  )
  expect(incomplete).toBeGreaterThan(0)
})
