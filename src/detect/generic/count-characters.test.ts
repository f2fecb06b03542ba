import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entropyOf } from '../entropy.ts'
import { countCharacters, noCounts } from './count-characters.ts'

const times = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
const longest = (text: string, pattern: RegExp): number =>
  Math.max(0, ...(text.match(pattern) ?? []).map((run) => run.length))

const characters = fc.oneof(
  fc.constantFrom(
    'a',
    'B',
    'e',
    'E',
    '1',
    '9',
    '.',
    '_',
    '-',
    ' ',
    '!',
    '$',
    '(',
    '>',
    'aa',
    '\n',
    '\r',
    '\xe9',
    '\xa0',
  ),
  fc.stringMatching(/^[ -~]{0,6}$/),
)

const counts = noCounts()

test('one pass counts what a pattern for each would', () => {
  fc.assert(
    fc.property(fc.array(characters, { maxLength: 30 }), (pieces) => {
      const value = pieces.join('')
      countCharacters(value, counts)
      expect(counts).toEqual({
        length: value.length,
        entropy: entropyOf(value),
        distinct: new Set(value).size,
        digits: times(value, /\d/g),
        hex: times(value, /[0-9a-f]/g),
        upper: times(value, /[A-Z]/g),
        lower: times(value, /[a-z]/g),
        vowels: times(value, /[aeiouy]/gi),
        rareSpecial: times(value, /[!@#$%^&*~?]/g),
        blanks: times(value, /\s/g),
        brackets: times(value, /[(){}[\]<>]/g),
        dots: times(value, /\./g),
        nonAscii: times(value, /[\x80-\xff]/g),
        longestLetters: longest(value, /[A-Za-z]+/g),
        longestDigits: longest(value, /\d+/g),
        longestLower: longest(value, /[a-z]+/g),
        longestHex: longest(value, /[0-9a-f]+/g),
        longestRepeat: longest(value, /(.)\1+/g),
        classChanges: times(value, /[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]/g),
        digitRuns: times(value, /\d+/g),
        endDigits: longest(value, /\d+$/g),
        separators: value.split(/[^A-Za-z0-9]+/).length - 1,
      })
    }),
    { numRuns: 2_000 },
  )
})
