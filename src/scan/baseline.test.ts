import { expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import { applyBaseline, formatBaseline, isDay, parseBaseline, type BaselineEntry } from './baseline.ts'
import type { Finding, ScanReport } from './finding.ts'

const ID = (digit: string): string => `lk_${digit.repeat(24)}`

const entry = (digit: string, more: Partial<BaselineEntry> = {}): BaselineEntry => ({
  leakId: ID(digit),
  rule: 'github-token',
  file: 'conf',
  reason: 'a test key',
  owner: 'ada@example.org',
  ...more,
})

function report(...leakIds: string[]): ScanReport {
  const findings = leakIds.map((leakId) => ({ leakId, file: 'conf', secret: new Sensitive('x') }) as Finding)
  const scanned = { bytes: 0, chunks: 0, commits: 0, workTree: false }
  return { version: 1, complete: true, skipped: [], findings, suppressed: [], scanned }
}

const TODAY = new Date('2026-11-20T23:59:59Z')
const left = (entries: readonly BaselineEntry[]): string[] =>
  applyBaseline(report(ID('1'), ID('2'), ID('1')), entries, TODAY).findings.map(({ leakId }) => leakId)

test('an accepted leak is suppressed at each of its places, another leak is not', () => {
  const { findings, suppressed } = applyBaseline(report(ID('1'), ID('2'), ID('1')), [entry('1')], TODAY)
  expect(findings.map(({ leakId }) => leakId)).toEqual([ID('2')])
  expect(suppressed).toMatchObject([
    { finding: { leakId: ID('1') }, reason: 'a test key', owner: 'ada@example.org' },
    { finding: { leakId: ID('1') } },
  ])
})

test('an entry counts through its last day and no longer', () => {
  expect(left([entry('1', { expires: '2026-11-20' })])).toEqual([ID('2')])
  expect(left([entry('1', { expires: '2026-11-19' })])).toEqual([ID('1'), ID('2'), ID('1')])
})

test('of two lines for one leak the stricter counts', () => {
  const strict = entry('1', { expires: '2026-11-19' })
  expect(left([strict, entry('1')])).toContain(ID('1'))
  expect(left([entry('1'), strict])).toContain(ID('1'))
})

test('what is written is read again, sorted, whatever the names hold', () => {
  const entries = [entry('2', { file: 'a\tb\\n\r\nc', reason: 'tab\there' }), entry('1', { expires: '2027-01-31' })]
  const text = formatBaseline(entries)
  expect(text.split('\n').filter((line) => line.startsWith('lk_'))).toHaveLength(2)
  expect(parseBaseline(text)).toEqual(entries.toReversed())
  expect(formatBaseline(parseBaseline(text))).toBe(text)
  expect(parseBaseline(text.replaceAll('\n', '\r\n'))).toEqual(parseBaseline(text))
})

test.each([
  ['a conflict that nobody resolved', '<<<<<<< HEAD'],
  ['a missing field', `${ID('1')}\trule\tfile\treason\towner`],
  ['no reason', `${ID('1')}\trule\tfile\t \towner\tnever`],
  ['no owner', `${ID('1')}\trule\tfile\treason\t\tnever`],
  ['a day that does not exist', `${ID('1')}\trule\tfile\treason\towner\t2027-02-30`],
  ['a leak id that is none', `lk_1\trule\tfile\treason\towner\tnever`],
])('%s is refused with its line', (_, line) => {
  const lines = `# comment\n\n${line}\n`
  expect(() => parseBaseline(lines)).toThrow(expect.objectContaining({ code: 'BASELINE_INVALID' }))
  expect(() => parseBaseline(lines)).toThrow('.rekey-baseline:3 ')
})

test('days', () => {
  expect(['2027-01-31', '2027-1-31', '2027-13-01', 'x', '2027-02-29', '2028-02-29'].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
    false,
    true,
  ])
})
