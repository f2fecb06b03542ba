import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Action, Policy } from '../db/tables.ts'
import { decide } from './access.ts'
import { findExcess } from './cover.ts'

const allow = (pattern: string, ...actions: Action[]): Policy => ({ effect: 'allow', pattern, actions })
const deny = (pattern: string, ...actions: Action[]): Policy => ({ effect: 'deny', pattern, actions })

test.each<[string, Policy[], Policy, boolean]>([
  ['the same', [allow('shop/**', 'read')], allow('shop/**', 'read'), true],
  ['a part', [allow('shop/**', 'read')], allow('shop/*/KEY', 'read'), true],
  ['more', [allow('shop/*/KEY', 'read')], allow('shop/**', 'read'), false],
  ['another action', [allow('shop/**', 'read')], allow('shop/**', 'write'), false],
  ['admin covers all', [allow('**', 'admin')], allow('shop/**', 'write', 'approve'), true],
  ['all single actions are not admin', [allow('**', 'read', 'list', 'write')], allow('shop/**', 'admin'), false],
  ['two halves', [allow('a/**', 'read'), allow('b/**', 'read')], allow('b/x', 'read'), true],
  [
    'what is denied inside',
    [allow('**', 'admin'), deny('shop/production/**', 'read')],
    allow('shop/**', 'read'),
    false,
  ],
  [
    'beside what is denied',
    [allow('**', 'admin'), deny('shop/production/**', 'read')],
    allow('shop/dev/**', 'read'),
    true,
  ],
  ['a template may be anything', [allow('shop/anna/**', 'read')], allow('shop/{{identity.name}}/**', 'read'), false],
])('may they grant: %s', (_name, held, wanted, expected) => {
  expect(findExcess(held, [wanted], undefined) === undefined).toBe(expected)
})

test('what ends sooner does not cover what ends later', () => {
  const held = [{ ...allow('**', 'admin'), until: '2026-01-01T00:00:00.000Z' }]
  expect(findExcess(held, [allow('a', 'read')], undefined)).toEqual({ action: 'read', pattern: 'a' })
  expect(findExcess(held, [allow('a', 'read')], '2025-12-31T00:00:00.000Z')).toBeUndefined()
})

test('whatever is covered, every name that the grant allows was allowed before', () => {
  const part = fc.constantFrom('a', 'b', '*', '**')
  const pattern = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
  const rule = fc.record({
    effect: fc.constantFrom('allow' as const, 'deny' as const),
    pattern,
    actions: fc.constantFrom<Action[]>(['read'], ['admin'], ['write']),
  })
  const name = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
  let covered = 0
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 4 }), pattern, fc.array(name, { minLength: 8 }), (held, wanted, names) => {
      if (findExcess(held, [allow(wanted, 'read')], undefined)) {
        return
      }
      covered++
      for (const one of names) {
        if (decide([allow(wanted, 'read')], 'read', one).allowed) expect(decide(held, 'read', one).allowed).toBe(true)
      }
    }),
    { numRuns: 3_000 },
  )
  expect(covered).toBeGreaterThan(100)
})
