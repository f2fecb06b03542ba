import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Action, Policy } from '../db/tables.ts'
import { decide, matchesPattern } from './access.ts'

test.each([
  ['shop/production/KEY', 'shop/production/KEY', true],
  ['shop/production/KEY', 'shop/production/KEY2', false],
  ['shop/*/KEY', 'shop/production/KEY', true],
  ['shop/*/KEY', 'shop/production/eu/KEY', false],
  ['shop/*', 'shop/production/KEY', false],
  ['shop/**', 'shop/production/KEY', true],
  ['shop/**', 'shop/production/eu/KEY', true],
  ['shop/**', 'shopping/production/KEY', false],
  ['shop/**/KEY', 'shop/production/KEY', true],
  ['shop/**/KEY', 'shop/production/eu/KEY', true],
  ['shop/**/KEY', 'shop/KEY', true],
  ['shop/**/eu/**', 'shop/production/eu/KEY', true],
  ['shop/**/eu/**', 'shop/production/us/KEY', false],
  ['**', 'shop/production/KEY', true],
  ['**', 'house', true],
  ['*', 'house', true],
  ['*', 'shop/production/KEY', false],
  ['house', 'house', true],
  ['shop/**', 'house', false],
  ['shop/prod*/KEY', 'shop/production/KEY', false],
  ['SHOP/**', 'shop/production/KEY', false],
  ['', 'shop/production/KEY', false],
  ['shop/production/', 'shop/production/KEY', false],
])('the pattern "%s" on "%s": %s', (pattern, name, matches) => {
  expect(matchesPattern(pattern, name)).toBe(matches)
})

test('a pattern of many stars is decided at once', () => {
  const name = 'a/b/c/d/e/f/g/h'
  const before = performance.now()
  expect(matchesPattern(`${'**/'.repeat(90)}z`, name)).toBe(false)
  expect(matchesPattern(`${'**/*/'.repeat(40)}z`, name)).toBe(false)
  expect(matchesPattern('**/'.repeat(90) + 'h', name)).toBe(true)
  expect(performance.now() - before).toBeLessThan(500)
})

const allow = (pattern: string, ...actions: Action[]): Policy => ({ effect: 'allow', pattern, actions })
const deny = (pattern: string, ...actions: Action[]): Policy => ({ effect: 'deny', pattern, actions })
const KEY = 'shop/production/KEY'

test('nothing is allowed that no policy allows', () => {
  expect(decide([], 'read', KEY)).toEqual({ allowed: false, because: `no policy allows "read" on ${KEY}` })
  expect(decide([allow('shop/**', 'list')], 'read', KEY).allowed).toBe(false)
  expect(decide([allow('blog/**', 'read')], 'read', KEY).allowed).toBe(false)
})

test('a refusal wins over every permission, whichever comes first and however exact it is', () => {
  const policies = [allow(KEY, 'read'), deny('shop/**', 'read'), allow('**', 'admin')]
  expect(decide(policies, 'read', KEY)).toMatchObject({ allowed: false, because: 'denied by shop/**' })
  expect(decide(policies.toReversed(), 'read', KEY).allowed).toBe(false)
  expect(decide(policies, 'write', KEY)).toMatchObject({ allowed: true, because: 'allowed by **' })
})

test('admin stands for every action, to allow and to refuse; no other action stands for admin', () => {
  for (const action of ['read', 'list', 'write', 'rotate', 'admin'] as const) {
    expect(decide([allow('shop/**', 'admin')], action, KEY).allowed).toBe(true)
    expect(
      decide([allow('**', 'read', 'list', 'write', 'rotate', 'admin'), deny(KEY, 'admin')], action, KEY).allowed,
    ).toBe(false)
  }
  expect(decide([allow('**', 'read', 'list', 'write', 'rotate')], 'admin', KEY).allowed).toBe(false)
})

// ---------- properties ----------

const ACTIONS: readonly Action[] = ['read', 'list', 'write', 'rotate', 'admin']
const action = fc.constantFrom(...ACTIONS)
const name = fc.array(fc.constantFrom('a', 'b', 'house'), { minLength: 1, maxLength: 5 }).map((list) => list.join('/'))
const pattern = fc
  .array(fc.constantFrom('a', 'b', 'house', '*', '**'), { minLength: 1, maxLength: 5 })
  .map((list) => list.join('/'))
const policies = fc.array(
  fc.record({
    effect: fc.constantFrom('allow' as const, 'deny' as const),
    pattern,
    actions: fc.uniqueArray(action, { minLength: 1 }),
  }),
  { maxLength: 6 },
)

/** The meaning of a pattern, said as a regular expression: one part a star, any number for two. */
function asRegExp(text: string): RegExp {
  const body = text
    .split('/')
    .map((part) => ({ '*': '/[^/]+', '**': '(?:/[^/]+)*' })[part] ?? `/${part}`)
    .join('')
  return new RegExp(`^${body}$`)
}

test('a pattern means what its regular expression means', () => {
  fc.assert(
    fc.property(pattern, name, (one, other) => {
      expect(matchesPattern(one, other)).toBe(asRegExp(one).test(`/${other}`))
    }),
    { numRuns: 2_000 },
  )
})

test('whatever is allowed is allowed by some policy and denied by none, in any order', () => {
  const covers = (policy: Policy, wanted: Action, on: string): boolean =>
    asRegExp(policy.pattern).test(`/${on}`) && (policy.actions.includes(wanted) || policy.actions.includes('admin'))
  fc.assert(
    fc.property(policies, action, name, (list, wanted, on) => {
      const applies = list.filter((policy) => covers(policy, wanted, on))
      const expected =
        applies.some(({ effect }) => effect === 'allow') && applies.every(({ effect }) => effect === 'allow')
      expect(decide(list, wanted, on).allowed).toBe(expected)
      expect(decide(list.toReversed(), wanted, on).allowed).toBe(expected)
    }),
    { numRuns: 2_000 },
  )
})
