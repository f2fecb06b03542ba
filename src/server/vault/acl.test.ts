import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildAcl, capabilitiesOn, comparePriority, decideOn, type Operation } from './acl.ts'
import { fillTemplate } from './identity-template.ts'
import { parsePath } from './path.ts'
import { parsePolicy, policyName } from './policy.ts'

function may(text: string, operation: Operation, path: string, body: object = {}, wrapSeconds?: number): boolean {
  const question = { operation, path, body: body as Record<string, unknown>, wrapSeconds }
  return decideOn(buildAcl(parsePolicy(text)), question).allowed
}
const rule = (path: string, ...capabilities: string[]): string =>
  `path "${path}" { capabilities = ${JSON.stringify(capabilities)} }\n`

describe('which rule decides', () => {
  test('nothing allows nothing', () => {
    expect(may('', 'read', 'secret/data/a')).toBe(false)
  })
  test('the exact path decides over any pattern, in both directions', () => {
    const text = rule('secret/*', 'read') + rule('secret/data/closed', 'deny')
    expect(may(text, 'read', 'secret/data/open')).toBe(true)
    expect(may(text, 'read', 'secret/data/closed')).toBe(false)
    expect(may(rule('secret/*', 'deny') + rule('secret/data/a', 'read'), 'read', 'secret/data/a')).toBe(true)
  })
  test('+ is one whole segment, * at the end is any rest', () => {
    expect(may(rule('secret/+/db', 'read'), 'read', 'secret/app/db')).toBe(true)
    expect(may(rule('secret/+/db', 'read'), 'read', 'secret/a/b/db')).toBe(false)
    expect(may(rule('secret/+/db', 'read'), 'read', 'secret/db')).toBe(false)
    expect(may(rule('secret/da*', 'read'), 'read', 'secret/data/x')).toBe(true)
    expect(may(rule('+/data/te*', 'read'), 'read', 'kv/data/team/a')).toBe(true)
  })
  test.each([
    // The documented order: later first wildcard, no *, fewer +, longer, greater.
    ['secret/data/*', 'secret/*'],
    ['secret/a/+', 'secret/+/b'],
    ['secret/+/b', 'secret/+/*'],
    ['secret/+/a/b', 'secret/+/+/b'],
    ['secret/+/abc/*', 'secret/+/ab/*'],
    ['secret/+/b', 'secret/+/a'],
  ])('%s has priority over %s', (higher, lower) => {
    expect(comparePriority(higher, lower)).toBeGreaterThan(0)
    expect(comparePriority(lower, higher)).toBeLessThan(0)
  })
  test('rules of several policies on one path are joined, and deny wins there', () => {
    expect(may(rule('a/b', 'read') + rule('a/b', 'update'), 'update', 'a/b')).toBe(true)
    expect(may(rule('a/b', 'read') + rule('a/b', 'deny'), 'read', 'a/b')).toBe(false)
  })
  test('GHSA-xp3c: a list cannot go round a more specific denial by its trailing slash', () => {
    const text = rule('secret/metadata/*', 'list') + rule('secret/metadata/closed', 'deny')
    expect(may(text, 'list', 'secret/metadata/closed/')).toBe(false)
    expect(may(text, 'list', 'secret/metadata/open/')).toBe(true)
    expect(
      may(
        rule('secret/metadata/*', 'list') + rule('secret/metadata/closed/', 'deny'),
        'list',
        'secret/metadata/closed',
      ),
    ).toBe(false)
  })
  test('capabilities are told as they are decided', () => {
    const acl = buildAcl(parsePolicy(rule('a/*', 'read', 'list') + rule('a/b', 'deny')))
    expect(capabilitiesOn(acl, 'a/c')).toEqual(['list', 'read'])
    expect(capabilitiesOn(acl, 'a/b')).toEqual(['deny'])
    expect(capabilitiesOn(acl, 'x')).toEqual(['deny'])
  })
})

describe('parameters and wrapping', () => {
  const text = (more: string): string => `path "a" { capabilities = ["update"]\n ${more} }`
  test('allowed, denied and required parameters', () => {
    const allowed = text('allowed_parameters = { "ttl" = ["1h", "2*"], "name" = [] }')
    expect(may(allowed, 'update', 'a', { ttl: '1h', name: 'x' })).toBe(true)
    expect(may(allowed, 'update', 'a', { ttl: '24h' })).toBe(true)
    expect(may(allowed, 'update', 'a', { ttl: '3h' })).toBe(false)
    expect(may(allowed, 'update', 'a', { other: 1 })).toBe(false)
    expect(may(text('denied_parameters = { "role" = ["root"] }'), 'update', 'a', { Role: 'root' })).toBe(false)
    expect(may(text('denied_parameters = { "*" = [] }'), 'update', 'a', { x: 1 })).toBe(false)
    expect(may(text('required_parameters = ["why"]'), 'update', 'a', {})).toBe(false)
    expect(may(text('required_parameters = ["why"]'), 'update', 'a', { why: 'so' })).toBe(true)
  })
  test('wrapping within its limits only', () => {
    const bounded = text('min_wrapping_ttl = "1m"\n max_wrapping_ttl = "1h"')
    expect([undefined, 30, 60, 3600, 3601].map((seconds) => may(bounded, 'update', 'a', {}, seconds))).toEqual([
      false,
      false,
      true,
      true,
      false,
    ])
  })
})

describe('what is not understood is refused', () => {
  test.each([
    'path "a" { capabilities = ["reed"] }',
    'path "a" { capabilites = ["read"] }',
    'path "a*b" { capabilities = ["read"] }',
    'path "a/b+/c" { capabilities = ["read"] }',
    'paths "a" { capabilities = ["read"] }',
    'path "a" { capabilities = ["read"]',
    'path "a" { capabilities = <<E\nread\nE\n}',
    '{"path": {"a": {"capabilities": "read"}}}',
    '{"path": [1]}',
    'path "a" '.concat('{ x = '.repeat(60), '1', '}'.repeat(60)),
  ])('%s', (text) => {
    expect(() => parsePolicy(text)).toThrow('failed to parse policy')
  })
  test('HCL and JSON say the same', () => {
    const hcl = parsePolicy(
      '# c\npath "a/*" { /* x */ capabilities = ["read", "list",] } // y\npath b { policy = "write" }',
    )
    const json = parsePolicy('{"path": {"a/*": {"capabilities": ["read", "list"]}, "b": {"policy": "write"}}}')
    expect(json).toEqual(hcl)
  })
})

test('CVE-2025-5999, CVE-2025-64761: no spelling of a name becomes another one, least of all root', () => {
  for (const text of ['ROOT', ' root', 'root ', 'Root']) expect(policyName(text)).toBe('root')
  for (const text of ['ｒoot', 'r​oot', 'ro\u0000ot', 'rооt', 'root/', 'a//b', '../root', ''])
    expect(() => policyName(text), JSON.stringify(text)).toThrow('invalid policy name')
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), (text) => {
      let name: string
      try {
        name = policyName(text)
      } catch {
        return
      }
      expect(policyName(name)).toBe(name)
      if (name === 'root') expect(text.trim().toLowerCase()).toBe('root')
    }),
  )
})

test('CVE-2026-3605, GHSA-mwr2: a path has one spelling; any other is refused', () => {
  for (const raw of [
    'a/../b',
    'a/./b',
    'a//b',
    'a/%2e%2e/b',
    'a%2F..%2Fb',
    'a/%00',
    'a\\b',
    'a/%5Cb',
    'a/b%20',
    '%20a',
    'a/...',
    'a/e%CC%81',
    'a/%E2%80%AE',
    '%zz',
    '/a',
    '%ff',
  ])
    expect(() => parsePath(raw), raw).toThrow()
  expect(parsePath('secret/data/a%2Fb')).toBe('secret/data/a/b')
  expect(parsePath('secret/metadata/')).toBe('secret/metadata/')
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '.', '/', '%', '2', 'e', 'E', 'F', '\\', ' ', '\u0301') }),
      (raw) => {
        let path: string
        try {
          path = parsePath(raw)
        } catch {
          return
        }
        expect(path).not.toMatch(/(?:^|\/)\.{1,2}(?:\/|$)|\/\/|\\/)
        expect(parsePath(encodeURIComponent(path))).toBe(path)
      },
    ),
  )
})

test('GHSA-59w7: a value with a meaning in paths fills no template', () => {
  const entity = (value: string) => ({
    id: 'e',
    name: value,
    metadata: { team: value },
    alias: { accessor: 'acc', name: value, metadata: {} },
  })
  const path = 'secret/data/{{identity.entity.name}}/*'
  expect(fillTemplate(path, entity('ada'))).toBe('secret/data/ada/*')
  for (const value of ['*', '+', 'a/b', '..', '', 'a,b', 'a b', 'a*', '{{identity.entity.id}}'])
    expect(fillTemplate(path, entity(value)), value).toBeUndefined()
  expect(fillTemplate(path, null)).toBeUndefined()
  expect(fillTemplate('{{identity.entity.metadata.constructor}}', entity('x'))).toBeUndefined()
  expect(fillTemplate('{{identity.entity.aliases.acc.name}}/x', entity('ada'))).toBe('ada/x')
})
