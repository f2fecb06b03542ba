import { describe, expect, test } from 'vitest'
import { matchFindings } from '../bench/match-findings.ts'
import { PEERS, type PeerFinding } from '../bench/peers.ts'

const finding = (secret: string, own: Partial<PeerFinding> = {}): PeerFinding => ({
  rule: 'rule',
  file: 'a.ts',
  commit: 'c1',
  line: 1,
  endLine: 1,
  secret,
  ...own,
})
const summary = (theirs: PeerFinding[], ours: PeerFinding[]): unknown => {
  const { both, onlyTheirs, onlyOurs } = matchFindings(theirs, ours)
  return [both.map(({ by }) => by), onlyTheirs.map(({ text }) => text), onlyOurs.map(({ text }) => text)]
}

describe('findings of two scanners are matched', () => {
  test('a leak in many places is one, wherever the other saw it', () => {
    const theirs = [finding('abcdefgh'), finding('abcdefgh', { commit: 'c2', line: 9 })]
    expect(summary(theirs, [finding('abcdefgh', { commit: 'c3', file: 'b.ts' })])).toEqual([['text'], [], []])
  })

  test('a part is the same leak in the same file, or when it is long', () => {
    const whole = finding('https://shop:abcdefgh@db', { line: 7 })
    expect(summary([whole], [finding('abcdefgh')])).toEqual([['part'], [], []])
    expect(summary([whole], [finding('abcdefgh', { file: 'b.ts' })])).toEqual([
      [],
      ['https://shop:abcdefgh@db'],
      ['abcdefgh'],
    ])
    expect(summary([whole], [finding('shop:abcdefgh@db', { file: 'b.ts' })])).toEqual([['part'], [], []])
  })

  test('line breaks, escaped or not, are no difference', () => {
    const theirs = [finding('-----BEGIN KEY-----\\nAAAA\\n')]
    expect(summary(theirs, [finding('-----BEGIN KEY-----\nAAAA\n')])).toEqual([['text'], [], []])
  })

  test('other texts on the same line of a commit are told apart from what nobody else saw', () => {
    const theirs = [finding('the-id', { line: 3, endLine: 4 })]
    expect(summary(theirs, [finding('the-key', { line: 4, endLine: 4 })])).toEqual([['line'], [], []])
    expect(summary(theirs, [finding('the-key', { line: 5, endLine: 5 })])).toEqual([[], ['the-id'], ['the-key']])
    expect(summary(theirs, [finding('the-key', { line: 4, endLine: 4, commit: 'c2' })])).toEqual([
      [],
      ['the-id'],
      ['the-key'],
    ])
  })
})

describe('reports of other scanners are read', () => {
  const place = { file: 'src/a.ts', commit: 'c1', line: 3 }
  const reports: Record<string, string> = {
    gitleaks: JSON.stringify([
      { RuleID: 'rule', File: place.file, Commit: 'c1', StartLine: 3, EndLine: 3, Secret: 'abc', Match: 'key=abc' },
    ]),
    trufflehog: [
      { level: 'info-0', msg: 'a line of its log' },
      { DetectorName: 'rule', Raw: 'ab', RawV2: 'abc', SourceMetadata: { Data: { Git: place } } },
    ]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
    kingfisher: `${JSON.stringify(
      [
        {
          id: 'rule',
          matches: [
            {
              rule: { id: 'rule' },
              finding: {
                snippet: 'abc',
                line: 3,
                path: '',
                git_metadata: { commit: { id: 'c1' }, file: { path: place.file } },
              },
            },
          ],
        },
      ],
      null,
      2,
    )}\n\nScan summary: 1 finding [a line in words]\n`,
  }

  test.each(PEERS)('$name', ({ name, findings }) => {
    const report = reports[name] ?? reports['gitleaks']
    expect(findings(report as string)).toEqual([finding('abc', { ...place, endLine: 3 })])
  })

  test('kingfisher prints nothing when it finds nothing', () => {
    expect(PEERS.find(({ name }) => name === 'kingfisher')?.findings('')).toEqual([])
  })
})
