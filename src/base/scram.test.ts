import { expect, test } from 'vitest'
import { scramSha256Verifier } from './scram.ts'
import { Sensitive } from './sensitive.ts'

test('a verifier is the same for the same password and seed, and holds neither', () => {
  const password = new Sensitive('correct-horse')
  const verifier = scramSha256Verifier(password, 'rot_1 shop_b')
  expect(verifier).toMatch(/^SCRAM-SHA-256\$4096:[\w+/]{22}==\$[\w+/]{43}=:[\w+/]{43}=$/)
  expect(scramSha256Verifier(password, 'rot_1 shop_b')).toBe(verifier)
  expect(scramSha256Verifier(password, 'rot_2 shop_b')).not.toBe(verifier)
  expect(scramSha256Verifier(new Sensitive('other'), 'rot_1 shop_b')).not.toBe(verifier)
  expect(verifier).not.toMatch(/correct|shop_b/)
})
