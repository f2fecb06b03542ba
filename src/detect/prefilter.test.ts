import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPrefilter } from './prefilter.ts'

test('finds the same places as a search for each literal', () => {
  const literal = fc.stringMatching(/^[ab_]{1,5}$/)
  const text = fc.stringMatching(/^[abAB_c]{0,60}$/)
  fc.assert(
    fc.property(fc.uniqueArray(literal, { minLength: 1, maxLength: 8 }), text, (literals, haystack) => {
      const found: string[] = []
      createPrefilter(literals).find(Buffer.from(haystack), (index, end) => found.push(`${literals[index]}@${end}`))
      const folded = haystack.toLowerCase()
      const expected = literals.flatMap((one) =>
        folded.split('').flatMap((_, at) => (folded.startsWith(one, at) ? [`${one}@${at + one.length}`] : [])),
      )
      expect(found.toSorted()).toEqual(expected.toSorted())
    }),
    { numRuns: 500 },
  )
})

test('without literals nothing is found', () => {
  createPrefilter([]).find(Buffer.from('anything'), () => expect.unreachable())
})
