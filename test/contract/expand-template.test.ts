import { expect, test } from 'vitest'
import { checksumBase36, checksumHex, checksumHexReversed, tokenChecksum } from '../../src/base/token-checksum.ts'
import { expandTemplate, seededPick } from './expand-template.ts'
import { longestMatch } from './longest-match.ts'

test('a class is filled with its characters, and the same seed gives the same text', () => {
  const text = expandTemplate('ab_{A-Z0-9_-:20}!', seededPick(7))
  expect(text).toMatch(/^ab_[A-Z0-9_-]{20}!$/)
  expect(expandTemplate('ab_{A-Z0-9_-:20}!', seededPick(7))).toBe(text)
  expect(expandTemplate('ab_{A-Z0-9_-:20}!', seededPick(8))).not.toBe(text)
})

test('the checksum is that of the random run before it', () => {
  const text = expandTemplate('t_{A-Za-z0-9:30}{checksum}')
  expect(text.slice(32)).toBe(tokenChecksum(text.slice(2, 32)))
})

test('the other checksums are those of the run, or of the token before them', () => {
  const [run = '', hex] = expandTemplate('t_{A-Za-z0-9:30} {checksum:hex}').slice(2).split(' ')
  expect(hex).toBe(checksumHex(run))
  const reversed = expandTemplate('KEY=glsa_{A-Za-z0-9:32}_{checksum:hex-reversed}').slice(4)
  expect(reversed.slice(-8)).toBe(checksumHexReversed(reversed.slice(0, -9)))
  const routable = expandTemplate('"glpat-{A-Za-z0-9:36}.01.10{checksum:base36}"').slice(1, -1)
  expect(routable.slice(-7)).toBe(checksumBase36(routable.slice(0, -7)))
})

test('other braces stay', () => {
  expect(expandTemplate('${NAME} {{ x }} {"a": 1}')).toBe('${NAME} {{ x }} {"a": 1}')
})

test.each([
  ['abc', 3],
  ['a{2,5}b?', 6],
  ['(?:ab|[c\\]]{4})', 4],
  ['(?<!x)a(?=yyy)', 4],
  ['a+', Infinity],
  ['(?:a|b{3,})', Infinity],
])('the longest match of %s has %d characters', (source, length) => {
  expect(longestMatch(source)).toBe(length)
})
