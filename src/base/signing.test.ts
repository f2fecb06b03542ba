import { expect, test } from 'vitest'
import { equalInConstantTime, hmacSha256, sha256Hex, webhookSignature } from './signing.ts'

test('the hashes are the known ones (RFC 4231 case 2, FIPS 180-2)', () => {
  expect(hmacSha256('Jefe', 'what do ya want for nothing?').toString('hex')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('a signature is the one of the documentation of GitHub', () => {
  expect(webhookSignature("It's a Secret to Everybody", 'Hello, World!')).toBe(
    'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
  )
})

test('values are equal or not, whatever their length and kind', () => {
  expect(equalInConstantTime('abc', Buffer.from('abc'))).toBe(true)
  expect(equalInConstantTime('abc', 'abd')).toBe(false)
  expect(equalInConstantTime('abc', 'abcd')).toBe(false)
  expect(equalInConstantTime('', '')).toBe(true)
  expect(equalInConstantTime('é', 'Ã©')).toBe(false)
})
