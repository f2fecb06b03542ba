import { expect, test } from 'vitest'
import { charactersOf } from './position.ts'

test('characters are counted as editors count them', () => {
  const bytes = Buffer.from('a\nüber 🔑 = secret\n')
  const start = bytes.indexOf('secret')
  expect(charactersOf(bytes, start, start + 6)).toEqual({ start: 11, end: 17 })
  expect(charactersOf(bytes, 0, 1)).toEqual({ start: 1, end: 2 })
  expect(charactersOf(Buffer.alloc(40_000, 'x'), 30_000, 30_010)).toBeUndefined()
})
