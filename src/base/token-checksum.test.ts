import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { tokenChecksum } from './token-checksum.ts'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

test('six digits of base 62 hold the CRC-32, padded with zeros', () => {
  for (const body of ['', 'a', 'A'.repeat(30), 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ']) {
    const text = tokenChecksum(body)
    expect(text).toMatch(/^[0-9A-Za-z]{6}$/)
    expect(text.split('').reduce((sum, digit) => sum * 62 + DIGITS.indexOf(digit), 0)).toBe(crc32(body))
  }
  expect(tokenChecksum('')).toBe('000000')
})
