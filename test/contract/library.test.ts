import { expect, test } from 'vitest'
import * as library from '../../src/library.ts'
import type * as published from '../../detect.d.ts'

test('what is published is what is declared', () => {
  // The compiler compares the two; what runs here only names them.
  const declared: typeof published = library
  const back: Pick<typeof library, 'catalogue'> = { catalogue: declared.catalogue }
  expect(Object.keys(declared).toSorted()).toEqual(['catalogue', 'createEngine', 'withDecoding'])
  expect(back.catalogue().length).toBeGreaterThan(200)
})
