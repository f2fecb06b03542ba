import { expect, test } from 'vitest'
import type { Policy } from '../db/tables.ts'
import { flattenPolicies } from './effective.ts'
import { decide, explain } from './access.ts'

const NOW = new Date('2026-01-01T12:00:00Z')
const allow = (pattern: string): Policy => ({ effect: 'allow', pattern, actions: ['read'] })
const row = { name: 'anna', policies: [] as Policy[], metadata: {}, named: [] }

test('rules end by themselves or with their assignment, whichever is first', () => {
  const { policies, freshUntil } = flattenPolicies(
    {
      ...row,
      policies: [{ ...allow('gone'), until: '2026-01-01T11:00:00.000Z' }],
      named: [
        {
          name: 'temporary',
          rules: [allow('a'), { ...allow('b'), until: '2026-01-01T12:30:00.000Z' }],
          until: '2026-01-01T13:00:00+00:00',
        },
      ],
    },
    NOW,
  )
  expect(policies.map(({ pattern, until, from }) => [pattern, until, from])).toEqual([
    ['a', '2026-01-01T13:00:00.000Z', 'temporary'],
    ['b', '2026-01-01T12:30:00.000Z', 'temporary'],
  ])
  expect(freshUntil).toEqual(new Date('2026-01-01T12:30:00Z'))
})

test.each(['*', '**', 'a/b', '..', 'a,b', '+', '', 'x y', 'ａ'])(
  'template injection in policies (GHSA-59w7): the value "%s" fills nothing',
  (team) => {
    const own: Policy[] = [
      allow('shop/{{identity.team}}/KEY'),
      { ...allow('blog/{{identity.team}}/KEY'), effect: 'deny' },
    ]
    const { policies } = flattenPolicies({ ...row, policies: [...own, allow('blog/**')], metadata: { team } }, NOW)
    expect(decide(policies, 'read', 'shop/a/KEY').allowed).toBe(false)
    // A denial that cannot be filled denies for every value.
    expect(decide(policies, 'read', 'blog/a/KEY').allowed).toBe(false)
  },
)

test('a template is filled from the name and the metadata, and from nothing else', () => {
  const own = [allow('shop/{{identity.name}}/K'), allow('shop/{{identity.constructor}}/K')]
  const { policies } = flattenPolicies({ ...row, policies: own, metadata: { team: 'red' } }, NOW)
  expect(policies.map(({ pattern }) => pattern)).toEqual(['shop/anna/K'])
})

test('an explanation names the rule that decided and what is needed', () => {
  const policies: Policy[] = [
    { ...allow('shop/**'), from: 'readers' },
    { effect: 'deny', pattern: 'shop/production/**', actions: ['admin'], from: 'freeze' },
  ]
  const denied = explain(policies, 'read', 'shop/production/KEY')
  expect(denied).toMatchObject({ allowed: false, rule: { from: 'freeze' } })
  expect(denied.needed).toContain('shop/production/** of policy freeze')
  expect(denied.matching.map(({ rule }) => rule.from)).toEqual(['freeze', 'readers'])
  expect(explain(policies, 'write', 'shop/dev/KEY').needed).toContain('allows "write"')
  expect(explain(policies, 'read', 'shop/dev/KEY')).toMatchObject({
    allowed: true,
    because: expect.stringContaining('readers'),
  })
})
