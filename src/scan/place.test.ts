import { expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import type { Introduction } from './attribute.ts'
import type { Hit } from './collect.ts'
import { placeHits, type Provenance } from './place.ts'

const blobs = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(40))

const hit = (blob: string, more: Partial<Hit> = {}): Hit => ({
  rule: 'acme-key',
  about: 'Acme key',
  provider: 'acme',
  kind: 'secret',
  leakId: 'lk_1',
  confidence: 'high',
  score: 80,
  file: `blob:${blob}`,
  startLine: 1,
  startColumn: 1,
  endLine: 1,
  endColumn: 9,
  masked: '…',
  secret: new Sensitive(''),
  blob,
  reasons: ['named'],
  ...more,
})

const came = (path: string, age: number): Introduction => ({
  path,
  age,
  commit: String(age).padStart(40, '0'),
  author: `author ${age}`,
  email: 'a@example.com',
  date: new Date(age * 1_000),
})

const [first = '', second = '', third = '', lost = ''] = blobs
const provenance: Provenance = {
  introductions: new Map([
    [first, [came('src/a.ts', 3), came('test/a.ts', 2)]],
    [second, [came('src/a.ts', 7)]],
    [third, [came('src/a.ts', 7), came('docs/b.md', 1)]],
  ]),
  commits: new Map([['e'.repeat(40), came('', 5)]]),
  head: new Map([
    ['src/a.ts', third],
    ['test/a.ts', second],
  ]),
  staged: new Map(),
  prefix: '',
}
const hits = [
  hit(first),
  hit(second, { reasons: ['of the second'] }),
  hit(third, { reasons: ['of the third'] }),
  hit(third, { leakId: 'lk_2', startLine: 4, rule: 'b-rule', score: 70 }),
  hit(third, { leakId: 'lk_2', startLine: 4, rule: 'a-rule', score: 60 }),
  hit(lost, { startColumn: 5 }),
  hit('', { blob: undefined, file: `commit:${'e'.repeat(40)}`, leakId: 'lk_3' }),
]

test('of one leak at one place the oldest counts, and of two of the same age the first by blob and rule', () => {
  const at = (file: string, line: number) =>
    placeHits(hits, provenance).find((one) => one.file === file && one.startLine === line)
  expect(at('src/a.ts', 1)).toMatchObject({
    blob: second,
    reasons: ['of the second'],
    author: 'author 7',
    inHead: true,
  })
  expect(at('src/a.ts', 4)).toMatchObject({ rule: 'a-rule', score: 60, inHead: true })
  expect(at('test/a.ts', 1)).toMatchObject({ blob: first, author: 'author 2', inHead: true, score: 75 })
  expect(at(`blob:${lost}`, 1)).toMatchObject({ inHead: false, reasons: ['named', expect.stringContaining('unreach')] })
  const message = at(`commit:${'e'.repeat(40)}`, 1)
  expect(message).toMatchObject({ author: 'author 5' })
  expect(message).not.toHaveProperty('inHead')
})

test('the order in which threads find has no say', () => {
  const placed = placeHits(hits, provenance)
  for (let turn = 1; turn < hits.length; turn++) {
    expect(placeHits([...hits.slice(turn), ...hits.slice(0, turn)], provenance)).toEqual(placed)
    expect(placeHits([...hits.slice(turn), ...hits.slice(0, turn)].toReversed(), provenance)).toEqual(placed)
  }
})
