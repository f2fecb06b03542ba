import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markWords, NO_ASCII } from './word-marks.ts'

const GROUPS = [['user', 'users'], ['ser', 'server'], ['e-mail', 'a'], [NO_ASCII]]
const mark = markWords(GROUPS)

test.each([
  ['', 0],
  ['UserName', 0b111],
  ['observer', 0b10],
  ['E-MAIL', 0b100],
  ['us er', 0],
  ['\xe9', 0b1000],
])('%j', (text, expected) => {
  expect(mark(text)).toBe(expected)
})

test('any text: what is marked is what is included', () => {
  const piece = fc.constantFrom('us', 'er', 'use', 's', 'ver', 'e-', 'mail', 'a', ' ', '\xff', 'SER')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('').toLowerCase()
      const expected = GROUPS.map((words) => words.some((word) => text.replaceAll('\xff', NO_ASCII).includes(word)))
      expect(GROUPS.map((_, group) => (mark(pieces.join('')) & (1 << group)) !== 0)).toEqual(expected)
    }),
  )
})
