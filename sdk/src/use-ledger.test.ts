import { expect, test } from 'vitest'
import { CACHE_HOLDER, createUseLedger } from './use-ledger.ts'

const NAME = 'shop/production/DATABASE_URL'

test('counts that come in during a report stay for the next one', () => {
  const ledger = createUseLedger()
  ledger.count(NAME, 1, 5)
  const sent = ledger.rows()
  ledger.count(NAME, 1, 2)
  ledger.acknowledge(sent)
  expect(ledger.rows()).toEqual([{ name: NAME, version: 1, uses: 2 }])
})

test('the last row of a name is the oldest version still held', () => {
  const ledger = createUseLedger()
  const pool = {}
  ledger.hold(CACHE_HOLDER, NAME, [3])
  ledger.hold(pool, NAME, [2, 3])
  ledger.count(NAME, 1, 4)
  ledger.count(NAME, 3, 1)
  expect(ledger.rows().map((row) => row.version)).toEqual([1, 3, 2])
  ledger.hold(pool, NAME, [3])
  expect(ledger.rows().map((row) => row.version)).toEqual([1, 3])
})

test('the cache speaks for a name only while no adapter holds it', () => {
  const ledger = createUseLedger()
  const pool = {}
  ledger.hold(pool, NAME, [1])
  ledger.hold(CACHE_HOLDER, NAME, [2])
  expect(ledger.rows()).toEqual([{ name: NAME, version: 1, uses: 0 }])
  ledger.hold(pool, NAME, [])
  expect(ledger.rows()).toEqual([{ name: NAME, version: 2, uses: 0 }])
})
