import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldName, parseIdentityName, parseLabel } from './canonical.ts'

describe('policy name casing and normalisation (CVE-2025-5999, CVE-2025-64761)', () => {
  test.each([
    'root',
    'ROOT',
    ' root',
    'root ',
    'RoOt',
    'ｒｏｏｔ',
    'root\u200b',
    'rооt',
    'house',
    'HOUSE',
    'ſystem',
    'ROOT\0',
  ])('"%s" names no policy', (name) => expect(() => parseLabel(name)).toThrow())
  test('what is accepted is its own and only spelling', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldName(foldName(text))).toBe(foldName(text))
        try {
          expect(parseLabel(text)).toBe(foldName(text))
        } catch {
          // Refused: also an answer.
        }
      }),
    )
    expect(parseLabel('shop-readers.v2')).toBe('shop-readers.v2')
  })
})

test('look-alikes of a person fold to one name, and only plain ones can be made', () => {
  for (const typed of ['Anna', 'ANNA', ' anna ', 'ａｎｎａ']) expect(foldName(typed)).toBe('anna')
  expect(foldName('straße')).toBe(foldName('STRASSE'))
  expect(parseIdentityName('anna@example.org')).toBe('anna@example.org')
  for (const name of ['', 'аnna', 'a b', '-x', 'x'.repeat(65), 'a/b', 'a*']) {
    expect(() => parseIdentityName(name)).toThrow()
  }
})
