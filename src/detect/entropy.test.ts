import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entropyOf } from './entropy.ts'

/** By the definition, in the order in which the characters come. */
function defined(text: string): number {
  const all = Array.from(text)
  const shares = [...new Set(all)].map((one) => all.filter((other) => other === one).length / text.length)
  return shares.reduce((bits, share) => bits - share * Math.log2(share), 0)
}

test('the entropy is the one of the definition, to the last bit, one text after another', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  )
  fc.assert(
    fc.property(text, text, (first, second) => {
      expect([entropyOf(first), entropyOf(second), entropyOf(first)]).toEqual([
        defined(first),
        defined(second),
        defined(first),
      ])
    }),
    { numRuns: 500 },
  )
  expect(entropyOf('aaaa')).toBe(0)
  expect(entropyOf('0123456789abcdef')).toBe(4)
})
