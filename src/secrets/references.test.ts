import { expect, test } from 'vitest'
import { expand, listReferences } from './references.ts'

test('a reference is the full name of a secret in ${}; all else is text', () => {
  const text = 'pg://${shop/base/db/USER}:${shop/base/db/PASSWORD}@${HOST} $${shop/base/X} ${shop/base/db/USER} ${}'
  expect(listReferences(text)).toEqual(['shop/base/db/USER', 'shop/base/db/PASSWORD'])
  const values = new Map([
    ['shop/base/db/USER', 'ada'],
    ['shop/base/db/PASSWORD', '${shop/base/db/USER}$&'],
  ])
  // What comes out of a reference is not looked at again here, and no `$&` of it means anything.
  expect(expand(text, values)).toBe('pg://ada:${shop/base/db/USER}$&@${HOST} ${shop/base/X} ada ${}')
})

test.each(['${shop//X}', '${shop/../X}', '${shop/base/a%2eb}', '${house/base/X}'])('%s is refused', (text) => {
  expect(() => listReferences(text)).toThrow(expect.objectContaining({ code: 'REFERENCE_INVALID' }))
})

test('more references than a value may have are refused', () => {
  const text = Array.from({ length: 51 }, (_, i) => `\${shop/base/N${i}}`).join('')
  expect(() => listReferences(text)).toThrow(expect.objectContaining({ code: 'REFERENCE_INVALID' }))
})
