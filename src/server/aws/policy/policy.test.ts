import { expect, test } from 'vitest'
import { denyingStatement, isLike, type PolicyRequest } from './evaluate.ts'
import { isPublic, parsePolicy } from './parse.ts'

const ACCOUNT = '0'.repeat(12)
const request: PolicyRequest = {
  principal: `arn:aws:iam::${ACCOUNT}:user/checkout`,
  account: ACCOUNT,
  action: 'secretsmanager:GetSecretValue',
  arn: `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:a-abcdef`,
  now: new Date('2026-03-05T10:00:00.000Z'),
  ip: '10.1.2.3',
  isSecure: false,
  tags: { team: 'red' },
}

const policy = (statement: object): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 'secretsmanager:*', Resource: '*', ...statement }],
  })
const isDenied = (statement: object, more: Partial<PolicyRequest> = {}): boolean =>
  denyingStatement(policy(statement), { ...request, ...more }) !== undefined

test('a Deny holds for whom, what and where it names', () => {
  expect(isDenied({})).toBe(true)
  expect(isDenied({ Effect: 'Allow' })).toBe(false)
  expect(isDenied({ Action: 'secretsmanager:Put*' })).toBe(false)
  expect(isDenied({ Action: undefined, NotAction: 'secretsmanager:Put*' })).toBe(true)
  expect(isDenied({ Principal: { AWS: request.principal } })).toBe(true)
  expect(isDenied({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/other` } })).toBe(false)
  expect(isDenied({ Principal: undefined, NotPrincipal: { AWS: request.principal } })).toBe(false)
  expect(isDenied({ Resource: '*:secret:b-*' })).toBe(false)
})

test('its conditions are weighed', () => {
  const when = (operator: string, key: string, value: string): object => ({
    Condition: { [operator]: { [key]: value } },
  })
  expect(isDenied(when('NotIpAddress', 'aws:SourceIp', '10.0.0.0/8'))).toBe(false)
  expect(isDenied(when('NotIpAddress', 'aws:SourceIp', '10.0.0.0/8'), { ip: '192.0.2.1' })).toBe(true)
  expect(isDenied(when('IpAddress', 'aws:SourceIp', '10.0.0.0/8'), { ip: '::ffff:10.9.9.9' })).toBe(true)
  expect(isDenied(when('Bool', 'aws:SecureTransport', 'false'))).toBe(true)
  expect(isDenied(when('StringEquals', 'secretsmanager:ResourceTag/team', 'red'))).toBe(true)
  expect(isDenied(when('StringNotEquals', 'aws:username', 'checkout'))).toBe(false)
  expect(isDenied(when('DateGreaterThan', 'aws:CurrentTime', '2026-01-01T00:00:00Z'))).toBe(true)
})

test.each<[string, string]>([
  ['{', 'no JSON'],
  ['[]', 'no JSON object'],
  [policy({ Effect: 'Maybe' }), 'Effect'],
  [policy({ Action: 's3:Get' }), 'no action of Secrets Manager'],
  [policy({ Principal: { AWS: 'somebody' } }), 'no principal'],
  [policy({ Conditon: {} }), 'no part of a Statement'],
  [policy({ Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }), 'cannot be honoured'],
])('refuses what it cannot keep: %s', (text, why) => {
  expect(() => parsePolicy(text)).toThrow(why)
})

test('public is who lets anybody in without a narrowing condition', () => {
  const isOpen = (statement: object): boolean => isPublic(parsePolicy(policy({ Effect: 'Allow', ...statement })))
  expect(isOpen({})).toBe(true)
  expect(isOpen({ Principal: { AWS: '*' } })).toBe(true)
  expect(isOpen({ Principal: { AWS: ACCOUNT } })).toBe(false)
  expect(isOpen({ Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } } })).toBe(false)
  expect(isOpen({ Condition: { StringLike: { 'aws:PrincipalArn': '*' } } })).toBe(true)
})

test('patterns are matched in linear time', () => {
  expect(isLike('a*b?d', 'axxbcd')).toBe(true)
  expect(isLike('a*b?d', 'axxbcdx')).toBe(false)
  expect(isLike('*a'.repeat(50), 'a'.repeat(20_000) + 'b')).toBe(false)
})
