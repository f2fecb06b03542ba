import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { checksumBase36, checksumHex, checksumHexReversed, tokenChecksum } from './token-checksum.ts'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

test('six digits of base 62 hold the CRC-32, padded with zeros', () => {
  for (const body of ['', 'a', 'A'.repeat(30), 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ']) {
    const text = tokenChecksum(body)
    expect(text).toMatch(/^[0-9A-Za-z]{6}$/)
    expect(text.split('').reduce((sum, digit) => sum * 62 + DIGITS.indexOf(digit), 0)).toBe(crc32(body))
  }
  expect(tokenChecksum('')).toBe('000000')
})

test('the other spellings hold the same number', () => {
  for (const body of ['a', 'glsa_{}'.repeat(5), 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ']) {
    expect(checksumHex(body)).toMatch(/^[0-9a-f]{8}$/)
    expect(Number.parseInt(checksumHex(body), 16)).toBe(crc32(body))
    expect(Buffer.from(checksumHexReversed(body), 'hex').readUInt32LE()).toBe(crc32(body))
    expect(checksumBase36(body)).toMatch(/^[0-9a-z]{7}$/)
    expect(Number.parseInt(checksumBase36(body), 36)).toBe(crc32(body))
  }
  expect([checksumHex(''), checksumHexReversed(''), checksumBase36('')]).toEqual(['00000000', '00000000', '0000000'])
})
