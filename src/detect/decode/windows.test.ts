import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expandTemplate, seededPick } from '../../../test/contract/expand-template.ts'
import { createEngine } from '../engine.ts'
import { withDecoding } from './decoding-engine.ts'
import { windowsAround } from '../kernel/typescript-windows.ts'

const RUNS = Number(process.env['REKEY_FUZZ_RUNS'] ?? 1_500)
const pattern = /(?<![A-Za-z0-9_])acme_live_[A-Za-z0-9]{24}(?![A-Za-z0-9_])/
const plain = createEngine([{ id: 'acme-key', provider: 'acme', kind: 'key', about: 'key', pattern, literals: [] }])
const engine = withDecoding(plain)
const key = expandTemplate('acme_live_{A-Za-z0-9:24}', seededPick(7))
const base64 = Buffer.from(
  `This is a longer text of several lines, and its key is "${key}" as it is. `.repeat(3),
).toString('base64')
const wrapped = base64.replace(/.{60}/g, '$&\n')
const escaped = key.replace('acme', '\\u0061cme').replace('_', '\\x5f')

const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '\n',
      '\r\n',
      '\\\n',
      ' ',
      '"',
      '=',
      '# rekey:allow',
      'A',
      '\\',
      '%41',
      'quoted-printable',
      'x'.repeat(40),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      base64,
      wrapped,
      escaped,
      `%61${key.slice(1)}`,
      key.replace('_', '=5F'),
      Buffer.from(key).toString('hex'),
    ),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(base64, wrapped, escaped), fc.nat({ max: 300 }), fc.nat({ max: 300 }))
      .map(([text, from, length]) => text.slice(from, from + length)),
  },
  { weight: 1, arbitrary: fc.nat({ max: 200 }).map((n) => 'prose that ends in\n'.repeat(n)) },
)
const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))

function marksAround(bytes: Buffer, ranges: readonly number[]): number[] {
  const windows = windowsAround(bytes, ranges)
  return windows.flatMap((start, i) =>
    i % 2 === 1 ? [] : plain.marks(bytes, { start, end: windows[i + 1] as number }),
  )
}

function decoded(bytes: Buffer, ranges?: readonly number[]): unknown[] {
  const matches = engine.match(bytes, undefined, ranges && marksAround(bytes, ranges))
  return matches.filter(({ reasons }) => reasons.some((reason) => reason.startsWith('decoded')))
}

test('what is decoded around a change is all that the change brought', () => {
  let found = 0
  fc.assert(
    fc.property(text, text, text, fc.nat({ max: 400 }), (before, middle, after, cut) => {
      const removed = after.slice(cut)
      // The base had nothing: then all that there is stands in the windows.
      if (decoded(Buffer.from(before + removed)).length > 0 || engine.reachesFar) return
      const target = Buffer.from(before + middle + removed)
      const all = decoded(target)
      expect(decoded(target, [before.length, before.length + middle.length])).toEqual(all)
      found += all.length
    }),
    { numRuns: RUNS },
  )
  expect(found).toBeGreaterThan(20)
})

test('a window is the lines of the change, not the blob', () => {
  const lines = Buffer.from('const line = 1;\n'.repeat(10_000))
  expect(windowsAround(lines, [80_005, 80_010, 80_020, 80_021])).toEqual([80_000, 80_031])
  expect(windowsAround(lines, [5, 6, 80_005, 80_010])).toEqual([0, 15, 80_000, 80_015])
})
