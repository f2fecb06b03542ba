import { expect, test } from 'vitest'
import { chainEntry, findBreak, GENESIS, type JournalEntry } from './chain.ts'

const ENTRY: Omit<JournalEntry, 'seq'> = {
  at: new Date('2026-11-20T10:00:00.000Z'),
  actor: 'ada',
  action: 'version.stored',
  subject: 'shop/production/DATABASE_URL',
  detail: { version: 2, stage: 'current' },
}

test('the first entry follows the known beginning, with a hash that anybody can compute', () => {
  const first = chainEntry(GENESIS, ENTRY)
  expect(first).toMatchObject({ seq: 1, prevHash: '0'.repeat(64) })
  // printf '%s' '[1,"2026-11-20T10:00:00.000Z","ada","version.stored","shop/production/DATABASE_URL",
  //   {"stage":"current","version":2},"00…00"]' | sha256sum
  expect(first.hash).toBe('61c80d4a0a214de49048770aaab961c280adc00f8b5df0f0f28349b1b98188ad')
})

test('the order in which facts were written does not change the hash', () => {
  const other = { ...ENTRY, detail: { stage: 'current', version: 2 } }
  expect(chainEntry(GENESIS, other).hash).toBe(chainEntry(GENESIS, ENTRY).hash)
})

test('an entry that follows has no break; every other one says what is wrong', () => {
  const first = chainEntry(GENESIS, ENTRY)
  const second = chainEntry(first, ENTRY)
  expect(findBreak(first, second)).toBeUndefined()
  expect(findBreak(GENESIS, second)).toBe('entry 1 is missing: 2 follows 0')
  expect(findBreak({ seq: 1, hash: second.hash }, second)).toBe('entry 2 does not follow the one before it')
  expect(findBreak(first, { ...second, actor: 'eve' })).toBe('entry 2 was changed after it was written')
})
