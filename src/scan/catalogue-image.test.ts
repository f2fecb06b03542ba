import { expect, test } from 'vitest'
import { compileImage, findImage } from '../detect/kernel/image.ts'
import { makeCatalogueImage } from './catalogue-image.ts'
import { catalogue } from './catalogue.ts'

test('every rule of the catalogue can be searched, and its image is taken for these rules only', () => {
  const rules = catalogue()
  const { bytes, print } = makeCatalogueImage()
  const { specs, refused } = compileImage(rules)
  const found = findImage(bytes, rules)
  expect(found?.bytes).toBe(bytes)
  expect({ ...found, bytes: undefined }).toEqual({ bytes: undefined, specs, refused })
  expect(findImage(bytes, rules, print)).toBeDefined()
  expect(findImage(bytes, rules, [print[0], print[1] ^ 1])).toBeUndefined()
  expect(findImage(bytes, rules.slice(1))).toBeUndefined()
  expect(findImage(bytes.subarray(0, 1_000), rules)).toBeUndefined()
})

test('a rule without three fixed bytes is refused with the reason', () => {
  const bare = { id: 'bare', pattern: /[0-9a-f]{32}/, literals: [] }
  expect(compileImage([bare]).refused).toMatchObject([
    { rule: 'bare', reason: expect.stringContaining('three fixed bytes') },
  ])
})
