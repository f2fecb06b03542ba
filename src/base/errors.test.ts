import { expect, test } from 'vitest'
import { defineErrors, describeError, isRekeyError } from './errors.ts'

const shopError = defineErrors({
  SHOP_SHUT: { status: 503, exit: 3, hint: 'Come back in the morning.', retryable: true },
  SHOP_GONE: { status: 410, exit: 2, hint: 'Look for another one.' },
})

test('an error carries what its table says, and its own message', () => {
  const error = shopError('SHOP_SHUT', 'the shop is shut')
  expect(error).toMatchObject({ code: 'SHOP_SHUT', status: 503, exit: 3, retryable: true, message: 'the shop is shut' })
  expect(error.hint).toBe('Come back in the morning.')
  expect(shopError('SHOP_GONE', 'gone').retryable).toBe(false)
  expect(shopError.table.SHOP_GONE.status).toBe(410)
})

test('a hint and a cause may be given for one error', () => {
  const cause = new Error('no light')
  const error = shopError('SHOP_SHUT', 'shut', { cause, hint: 'Knock.' })
  expect([error.hint, error.cause]).toEqual(['Knock.', cause])
  expect('cause' in shopError('SHOP_SHUT', 'shut')).toBe(false)
})

test('an error is recognised by class and code', () => {
  const error = shopError('SHOP_GONE', 'gone')
  expect([isRekeyError(error), isRekeyError(error, 'SHOP_GONE'), isRekeyError(error, 'SHOP_SHUT')]).toEqual([
    true,
    true,
    false,
  ])
  expect(isRekeyError({ code: 'SHOP_GONE' })).toBe(false)
})

test('whatever was thrown has a text', () => {
  expect([describeError(new Error('x')), describeError('y'), describeError(undefined)]).toEqual(['x', 'y', 'undefined'])
})
