import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatSecretName, parseSecretName } from './name.ts'

test('a name is project, environment, perhaps a path, and NAME', () => {
  expect(parseSecretName('shop/production/DATABASE_URL')).toEqual({
    project: 'shop',
    environment: 'production',
    path: '',
    name: 'DATABASE_URL',
  })
  expect(parseSecretName('shop/production/billing/eu/KEY')).toMatchObject({ path: 'billing/eu', name: 'KEY' })
})

const part = fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/).filter((text) => !/^\.{1,2}$/.test(text))
const parts = fc.array(part, { minLength: 3, maxLength: 8 }).filter(([project]) => project !== 'house')

test('format undoes parse: a name has one spelling', () => {
  fc.assert(
    fc.property(parts, (list) => {
      expect(formatSecretName(parseSecretName(list.join('/')))).toBe(list.join('/'))
    }),
  )
})

test('no text outside of the alphabet is a name, wherever it stands', () => {
  const odd = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/^[A-Za-z0-9._-]+$/.test(text))
  fc.assert(
    fc.property(parts, fc.nat(7), odd, (list, at, text) => {
      const broken = list.with(at % list.length, text.replaceAll('/', '%'))
      fc.pre(!/^[A-Za-z0-9._-]+$/.test(broken.join('')))
      expect(() => parseSecretName(broken.join('/'))).toThrow(expect.objectContaining({ code: 'SECRET_NAME_INVALID' }))
    }),
  )
})

test.each([
  ['nothing', ''],
  ['too few parts', 'shop/production'],
  ['too many parts', 'a/b/c/d/e/f/g/h/i'],
  ['an empty part', 'shop//KEY'],
  ['a slash before', '/shop/production/KEY'],
  ['a slash behind', 'shop/production/KEY/'],
  ['a way up', 'shop/production/../KEY'],
  ['a dot', 'shop/./production/KEY'],
  ['an encoded way up', 'shop/production/%2e%2e/KEY'],
  ['an encoded slash', 'shop%2Fproduction/x/KEY'],
  ['a backslash', 'shop\\production/x/KEY'],
  ['a space behind', 'shop/production/KEY '],
  ['a line break behind', 'shop/production/KEY\n'],
  ['a NUL', 'shop/production/KEY\0'],
  ['a Cyrillic letter that looks Latin', 'shоp/production/KEY'],
  ['a full-width letter', 'shop/production/ＫEY'],
  ['a long s', 'ſhop/production/KEY'],
  ['a joined accent', 'shop/production/KE\u0301Y'],
  ['a full-width slash', 'shop／production/x/KEY'],
  ['a part of 65 characters', `shop/production/${'K'.repeat(65)}`],
  ['a pattern', 'shop/*/KEY'],
  ['a project that would be the house', 'house/production/KEY'],
])('%s is no name', (_what, text) => {
  expect(() => parseSecretName(text)).toThrow(expect.objectContaining({ code: 'SECRET_NAME_INVALID', status: 400 }))
})

test('a very long text is refused without being repeated', () => {
  expect(() => parseSecretName('x'.repeat(1_000_000))).toThrow(/^"x{120}" is not the name of a secret$/)
})
