import { expect, test } from 'vitest'
import { isBech32 } from './bech32.ts'

/** Valid and invalid strings of BIP 173. */
const VALID = [
  'A12UEL5L',
  'a12uel5l',
  'an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs',
  'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw',
  'split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w',
]
const INVALID = [
  'pzry9x0s0muk',
  '1pzry9x0s0muk',
  'x1b4n0q5v',
  'li1dgmt3',
  'A1G7SGD8',
  '10a06t8',
  '1qzzfhee',
  'A12uEL5L',
]

test('the strings of the specification are told apart', () => {
  for (const text of VALID) expect(isBech32(text), text).toBe(true)
  for (const text of INVALID) expect(isBech32(text), text).toBe(false)
})

test('one changed character is seen', () => {
  expect(isBech32('abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxq')).toBe(false)
})
