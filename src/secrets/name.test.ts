import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatSecretName, fromAwsName, parseSecretName, toAwsName } from './name.ts'

test('a name is project, environment, perhaps a path, and NAME', () => {
  expect(parseSecretName('shop/production/DATABASE_URL')).toEqual({
    project: 'shop',
    environment: 'production',
    path: '',
    name: 'DATABASE_URL',
  })
  expect(parseSecretName('shop/production/billing/eu/KEY')).toMatchObject({ path: 'billing/eu', name: 'KEY' })
})

const scope = fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/).filter((text) => !/^\.{1,2}$/.test(text) && text !== 'house')
const part = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((text) => text.normalize('NFC').replaceAll(/[/\\*%]|[\p{C}\p{Z}]/gu, '_'))
  .filter((text) => !/^\.{1,2}$/.test(text))
const parts = fc
  .tuple(scope, scope, fc.array(part, { minLength: 1, maxLength: 20 }))
  .map(([project, environment, rest]) => [project, environment, ...rest])

test('format undoes parse: a name has one spelling', () => {
  fc.assert(
    fc.property(parts, (list) => {
      expect(formatSecretName(parseSecretName(list.join('/')))).toBe(list.join('/'))
    }),
  )
})

test('whatever is accepted is its own canonical spelling', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const name = `shop/production/${text}`
      try {
        expect(formatSecretName(parseSecretName(name))).toBe(name)
      } catch (error) {
        expect(error).toMatchObject({ code: 'SECRET_NAME_INVALID' })
        return
      }
      expect(name).toBe(name.normalize('NFC'))
      expect(name.split('/')).not.toContain('')
      expect(name).not.toMatch(/[*\\]|\p{Cc}|%[0-9a-f]{2}|\/\.{1,2}(?:\/|$)/iu)
    }),
  )
})

const awsName = fc.stringMatching(/^[A-Za-z0-9/_+=.@-]{1,512}$/)

test('every name of AWS is one secret, and no two are the same', () => {
  const home = { project: 'aws', environment: 'main' }
  fc.assert(
    fc.property(fc.oneof(awsName, fc.stringMatching(/^[/.]{1,512}$/)), (name) => {
      const secret = fromAwsName(home, name)
      expect(parseSecretName(formatSecretName(secret))).toEqual(secret)
      expect(toAwsName(secret)).toBe(name)
    }),
  )
  expect(formatSecretName(fromAwsName(home, '/a//../b'))).toBe('aws/main/~/a/~/~../b')
  expect(formatSecretName(fromAwsName(home, '/'.repeat(512)))).toHaveLength('aws/main/'.length + 1_025)
  expect(toAwsName(parseSecretName('shop/production/a b'))).toBeUndefined()
  for (const odd of ['', 'a b', 'a~b', 'é', 'x'.repeat(513)])
    expect(() => fromAwsName(home, odd)).toThrow(expect.objectContaining({ code: 'SECRET_NAME_INVALID' }))
})

test.each([
  ['a space inside', 'shop/production/KEY of Ada'],
  ['accents', 'shop/production/clé'],
  ['a full-width letter: another one than the narrow one', 'shop/production/ＫEY'],
  ['a percent sign', 'shop/production/100%'],
  ['a plus', 'shop/production/+'],
  ['many parts', `shop/production/${'a/'.repeat(200)}KEY`],
])('%s may stand in a name', (_what, text) => {
  expect(formatSecretName(parseSecretName(text))).toBe(text)
})

test.each([
  ['nothing', ''],
  ['too few parts', 'shop/production'],
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
  ['a Cyrillic letter in a project', 'shоp/production/KEY'],
  ['a long s', 'ſhop/production/KEY'],
  ['a joined accent', 'shop/production/KE\u0301Y'],
  ['a full-width slash', 'shop／production/x/KEY'],
  ['a project of 65 characters', `${'p'.repeat(65)}/production/KEY`],
  ['a path of 1,101 characters', `shop/production/${'K'.repeat(1_101)}`],
  ['a path of 2,049 bytes', `shop/production/${'é'.repeat(1_025)}`],
  ['a space that does not break', 'shop/production/a\u00a0b'],
  ['a character of no width', 'shop/production/a\u200bb'],
  ['a turn of the writing direction', 'shop/production/a\u202eb'],
  ['half a character', 'shop/production/a\ud83d'],
  ['an encoded dot in a part', 'shop/production/a%2eb'],
  ['a pattern', 'shop/*/KEY'],
  ['a project that would be the house', 'house/production/KEY'],
])('%s is no name', (_what, text) => {
  expect(() => parseSecretName(text)).toThrow(expect.objectContaining({ code: 'SECRET_NAME_INVALID', status: 400 }))
})

test('a very long text is refused without being repeated', () => {
  expect(() => parseSecretName('x'.repeat(1_000_000))).toThrow(/^"x{120}" is not the name of a secret$/)
})
