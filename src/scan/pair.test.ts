import { expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import type { Finding } from './finding.ts'
import { pairFindings } from './pair.ts'

const rules = new Map([
  ['shop-secret', { partners: [{ rule: 'shop-id', within: 3 }, { rule: 'shop-host' }] }],
  ['shop-id', { part: 'id' as const }],
  ['shop-host', { part: 'context' as const }],
  ['left', { partners: [{ rule: 'right' }] }],
  ['right', {}],
])

let count = 0
function finding(rule: string, file: string, startLine: number, more: Partial<Finding> = {}): Finding {
  const leakId = `lk_${String(++count).padStart(24, '0')}`
  const place = { file, startLine, startColumn: 1, endLine: startLine, endColumn: 9 }
  const base = { rule, about: rule, provider: 'shop', kind: 'key', leakId, confidence: 'medium', score: 60 } as const
  return { ...base, ...place, masked: '…', secret: new Sensitive('value'), reasons: [], ...more }
}

const companionsOf = (findings: readonly Finding[], rule: string): string[] =>
  pairFindings(findings, rules)
    .filter((one) => one.rule === rule)
    .flatMap(({ companions = [] }) => companions.map(({ leakId }) => leakId))

test('the nearest id in the file is the one of a secret, and both are told', () => {
  const far = finding('shop-id', '.env', 1)
  const near = finding('shop-id', '.env', 9)
  const secret = finding('shop-secret', '.env', 10)
  const [lone, paired, whole] = pairFindings([far, near, secret], rules)
  expect(whole).toMatchObject({ score: 70, confidence: 'high', companions: [{ rule: 'shop-id', leakId: near.leakId }] })
  expect(whole?.reasons).toEqual(['belongs to the shop-id a line above'])
  expect(paired).toMatchObject({ score: 70, companions: [{ rule: 'shop-secret', leakId: secret.leakId }] })
  expect(lone).toMatchObject({ score: 35, confidence: 'low' })
  expect(lone?.companions).toBeUndefined()
})

test('on one long line the nearest column decides', () => {
  const [first, second] = [1, 5_000].map((startColumn) => finding('shop-id', 'a.min.js', 1, { startColumn }))
  const secret = finding('shop-secret', 'a.min.js', 1, { startColumn: 4_900 })
  expect(companionsOf([first as Finding, second as Finding, secret], 'shop-secret')).toEqual([second?.leakId])
})

test('in another file it must be the only one of its folder', () => {
  const id = finding('shop-id', 'config/app.js', 80)
  const elsewhere = finding('shop-id', 'other/app.js', 80)
  const secret = finding('shop-secret', 'config/.env', 2)
  expect(companionsOf([id, elsewhere, secret], 'shop-secret')).toEqual([id.leakId])
  const third = finding('shop-id', 'config/b.js', 1)
  expect(companionsOf([id, third, secret], 'shop-secret')).toEqual([])
})

test('in another folder it must be the only one of its commit', () => {
  const id = finding('shop-id', 'a/x.js', 80, { commit: 'c1' })
  const older = finding('shop-id', 'b/x.js', 80, { commit: 'c0' })
  const secret = finding('shop-secret', '.env', 2, { commit: 'c1' })
  expect(companionsOf([id, older, secret], 'shop-secret')).toEqual([id.leakId])
})

test('lines of another version of the file are not compared', () => {
  const ids = ['b1', 'b2'].map((blob) => finding('shop-id', '.env', 1, { blob }))
  const secret = finding('shop-secret', '.env', 2, { blob: 'b2' })
  expect(companionsOf([...ids, secret], 'shop-secret')).toEqual([ids[1]?.leakId])
})

test('a host goes with its key and is never a finding', () => {
  const host = finding('shop-host', '.env', 1)
  const secret = finding('shop-secret', '.env', 2)
  const report = pairFindings([host, secret], rules)
  expect(report.map(({ rule }) => rule)).toEqual(['shop-secret'])
  expect(report[0]?.companions?.[0]).toMatchObject({ rule: 'shop-host', leakId: host.leakId })
  expect(pairFindings([host], rules)).toEqual([])
})

test('two keys of one pair are graded up together, and alone not down', () => {
  const [left, right] = [finding('left', 'a', 1), finding('right', 'a', 2)]
  expect(pairFindings([left, right], rules).map(({ score }) => score)).toEqual([70, 70])
  expect(pairFindings([right], rules)).toEqual([right])
})

test('ten thousand findings take no time that grows with their square', () => {
  const many = Array.from({ length: 5_000 }, (_, line) => [
    finding('left', `f${line % 1_000}`, line),
    finding('right', `f${line % 1_000}`, line),
  ]).flat()
  const started = performance.now()
  const paired = pairFindings(many, rules).filter(({ companions }) => companions !== undefined).length
  expect(paired).toBe(10_000)
  expect(performance.now() - started).toBeLessThan(5_000)
})

const database = new Map([
  [
    'database-password',
    {
      partners: [
        { rule: 'database-host', as: 'host' as const },
        { rule: 'database-user', as: 'user' as const },
      ],
    },
  ],
  ['database-host', { part: 'context' as const }],
  ['database-user', { part: 'context' as const }],
])

test('a password says which host it opens and which user it lets in, from another file of its commit too', () => {
  const host = finding('database-host', 'compose.yml', 4, { commit: 'c1', secret: new Sensitive('db.shop.internal') })
  const user = finding('database-user', '.env', 1, { commit: 'c1', secret: new Sensitive('shop') })
  const password = finding('database-password', '.env', 2, { commit: 'c1' })
  const report = pairFindings([host, user, password], database)
  expect(report.map(({ rule }) => rule)).toEqual(['database-password'])
  expect(report[0]?.reasons).toEqual(['opens db.shop.internal (in compose.yml)', 'lets in shop (a line above)'])
})

test('what may be a key in the place of a user is not repeated', () => {
  const user = finding('database-user', '.env', 1, { secret: new Sensitive('a'.repeat(30)) })
  const [report] = pairFindings([user, finding('database-password', '.env', 2)], database)
  expect(report?.reasons).toEqual(['lets in the database-user (a line above)'])
})

const blocks = new Map([
  ['generic-password', {}],
  [
    'service-host',
    { part: 'context' as const, partners: [{ rule: 'generic-password', within: 4, tells: 'host' as const }] },
  ],
])

test('in blocks of settings each host belongs to the password near it, and the grade stays', () => {
  const host = (line: number, name: string): Finding =>
    finding('service-host', 'database.yml', line, { secret: new Sensitive(name) })
  const report = pairFindings(
    [
      host(2, 'one.internal'),
      finding('generic-password', 'database.yml', 4),
      host(6, 'two.internal'),
      finding('generic-password', 'database.yml', 8),
      host(90, 'far.internal'),
    ],
    blocks,
  )
  expect(report.map(({ reasons, score }) => [score, ...reasons])).toEqual([
    [60, 'opens one.internal (2 lines above)'],
    [60, 'opens two.internal (2 lines above)'],
  ])
})

test('a finding in a file that its rule does not mean is left out', () => {
  const files = new Map([['key-file', { files: /\.key$/ }]])
  const report = pairFindings([finding('key-file', 'config/master.key', 1), finding('key-file', 'etag', 1)], files)
  expect(report.map(({ file }) => file)).toEqual(['config/master.key'])
})
