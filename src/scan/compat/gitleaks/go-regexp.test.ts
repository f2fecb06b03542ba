import { setFlagsFromString } from 'node:v8'
import { expect, test } from 'vitest'
import { compileGo, joinGo } from './go-regexp.ts'

const found = (pattern: string, text: string): string[] =>
  compileGo(pattern)
    .findAll(text)
    .map(({ start, end }) => text.slice(start, end))

test.each([
  ['flags change in the middle of a group', '(?i)ab(?-i)c', 'ABc ABC', ['ABc']],
  ['flags hold to the end of their group', '(?:(?i)a|b)c', 'Ac Bc AC', ['Ac', 'Bc']],
  ['a scoped flag holds inside only', '(?i:key)=x', 'KEY=x KEY=X', ['KEY=x']],
  ['ranges fold', '(?i)[a-c]{2}', 'Ab xC bC', ['Ab', 'bC']],
  ['k has the Kelvin sign', '(?i)k', 'kK\u212a', ['k', 'K', '\u212a']],
  ['space has no vertical tab', String.raw`\s`, '\t\v\u00a0 ', ['\t', ' ']],
  ['a dot takes no line break, and takes a line separator', '.+', 'a\u2028b\nc', ['a\u2028b', 'c']],
  ['(?s) lets it', '(?s)a.b', 'a\nb', ['a\nb']],
  ['the end of text is no end of line', 'a$', 'a\na', ['a']],
  ['(?m) knows LF only', '(?m)^a$', 'a\r\na\na', ['a', 'a']],
  ['(?m) beside the start of text', String.raw`(?m)\A.|^b`, 'b\nb', ['b', 'b']],
  ['\\z', String.raw`a\z`, 'aa', ['a']],
  ['quoted text', String.raw`\Qa.b\E+`, 'a.bb axb', ['a.bb']],
  ['POSIX classes', '[[:alpha:][:^ascii:]_]+', 'ab1\u00e9_', ['ab', '\u00e9_']],
  ['Unicode classes', String.raw`\p{Greek}+|\pN`, '\u03b1\u03b2x7', ['\u03b1\u03b2', '7']],
  ['astral characters are one', '^.$', '\u{1f600}', ['\u{1f600}']],
  ['octal and hexadecimal', String.raw`\101\x42\x{43}`, 'ABC', ['ABC']],
  ['a brace may stand for itself', 'a{,2}{x}', 'a{,2}{x}', ['a{,2}{x}']],
  ['brackets in a class', '[]a]+|[^]a]', ']a-', [']a', '-']],
  ['(?U) swaps greed', '(?U)a+', 'aa', ['a', 'a']],
  ['leftmost first, not longest', 'a|ab', 'ab', ['a']],
  ['no empty match right behind a match', 'a*', 'aab', ['aa', '']],
  ['two groups may have one name', '(?P<n>a)(?P<n>b)', 'ab', ['ab']],
])('%s', (_, pattern, text, expected) => {
  expect(found(pattern, text)).toEqual(expected)
})

test.each([
  ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
  ['(?<!a)', 'invalid or unsupported Perl syntax: `(?<!`'],
  ['a++', 'invalid nested repetition operator: `++`'],
  ['a{1001}', 'invalid repeat count: `{1001}`'],
  [String.raw`(a)\1`, String.raw`invalid escape sequence: \`\1\``.replaceAll('\\`', '`')],
  [String.raw`\xzz`, String.raw`invalid escape sequence: \`\xzz\``.replaceAll('\\`', '`')],
  ['*a', 'missing argument to repetition operator: `*`'],
  ['[b-a]', 'invalid character class range: `b-a`'],
  ['(a', 'missing closing ): `(a`'],
  ['a)', 'unexpected ): `a)`'],
  ['[a', 'missing closing ]: `[a`'],
  ['[[:nope:]]', 'invalid character class range: `[:nope:]`'],
])('%s is refused in the words of RE2', (pattern, message) => {
  expect(() => compileGo(pattern)).toThrow(message)
})

test('patterns that are joined are each one of their own', () => {
  expect(joinGo(['a', 'b']).test('b')).toBe(true)
  expect(() => joinGo(['a', '('])).toThrow('missing closing ): `(`')
  expect(() => joinGo(['(a', 'b)'])).toThrow('missing closing ): `(a`')
})

test('nested repetitions cost no time without end', () => {
  setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks')
  const before = process.cpuUsage()
  for (const text of ['a'.repeat(60) + 'b', `${'a'.repeat(60)}\r`, `${'a'.repeat(60)}\u{1f600}`])
    for (const pattern of ['(a+)+$', '(?m)^(a+)+$', '(?i)(a|a)*c']) compileGo(pattern).findAll(text)
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000)
})
