import { expect, test } from 'vitest'
import { newId } from './id.ts'

const at = (ms: number): Date => new Date(Date.UTC(2026, 10, 20) + ms)

test('an id names what it is, in 26 characters that nobody mistakes for others', () => {
  expect(newId('inc', at(0))).toMatch(/^inc_[0-9abcdefghjkmnpqrstvwxyz]{26}$/)
})

test('ids sort by the time of their making', () => {
  const ids = [0, 1, 999, 1_000, 86_400_000, 400 * 86_400_000].map((ms) => newId('rot', at(ms)))
  expect(ids.toReversed().toSorted()).toEqual(ids)
})

test('the random part is random, and all of it is used', () => {
  const asked: number[] = []
  const id = newId('tok', at(0), (bytes) => {
    asked.push(bytes)
    return Buffer.from(Array.from({ length: bytes }, (_, i) => i))
  })
  expect(asked).toEqual([16])
  expect(id.endsWith('0123456789abcdef')).toBe(true)
  expect(new Set(Array.from({ length: 1_000 }, () => newId('tok', at(0)))).size).toBe(1_000)
})
