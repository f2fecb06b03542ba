import { expect, test } from 'vitest'
import { sayOpens } from './opens.ts'

test('host and user are named, without what follows the host', () => {
  expect(sayOpens({ host: 'db.shop.internal:5432/orders?ssl=1', user: 'shop' })).toBe(
    'opens db.shop.internal:5432 as shop',
  )
  expect(sayOpens({ host: 'db-0.shop.internal:27017,db-1.shop.internal/x' })).toBe('opens db-0.shop.internal:27017')
})

test('nothing is repeated that may be a key', () => {
  expect(sayOpens({ host: 'git.shop.internal', user: 'x'.repeat(40) })).toBe('opens git.shop.internal')
  expect(sayOpens({ host: 'a1'.repeat(20), user: 'shop' })).toBeUndefined()
  expect(sayOpens({})).toBeUndefined()
})
