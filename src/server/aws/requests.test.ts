import { expect, test } from 'vitest'
import { parseSecretId } from './arn.ts'
import { matchesFilters, type Filterable } from './filters.ts'
import { readToken, takePage, writeToken } from './pagination.ts'
import { randomPassword } from './random-password.ts'
import { requests } from './service-model.ts'
import { readRequest } from './validate.ts'

test('what the service model forbids is refused in the words of AWS', () => {
  expect(() => readRequest(requests.GetSecretValue, {})).toThrow(
    "1 validation error detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null",
  )
  expect(() => readRequest(requests.ListSecrets, { MaxResults: 101, SortOrder: 'up' })).toThrow(
    "2 validation errors detected: Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100; Value 'up' at 'sortOrder'",
  )
  expect(() => readRequest(requests.GetSecretValue, { SecretId: ['a'] })).toThrow('can not be converted to a String')
  expect(() => readRequest(requests.GetSecretValue, null)).toThrow('can not be converted to a structure')
})

test('members that nobody knows, and names of the language, reach nothing', () => {
  const body = JSON.parse('{"SecretId":"a","__proto__":{"VersionId":"x"},"constructor":1,"Other":[[[]]]}') as unknown
  expect(readRequest(requests.GetSecretValue, body)).toEqual({ SecretId: 'a' })
})

test('a value that is refused does not stand in the message', () => {
  const SecretBinary = Buffer.alloc(65_537, 'canary').toString('base64')
  expect(() => readRequest(requests.CreateSecret, { Name: 'a', SecretBinary })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('Y2FuYXJ5') }),
  )
})

test('the end of an ARN is its suffix, whatever the name looks like', () => {
  const arn = (rest: string): string => `arn:aws:secretsmanager:eu-west-1:${'1'.repeat(12)}:secret:${rest}`
  expect(parseSecretId(arn('a/b-c1d2e3'))).toMatchObject({ name: 'a/b', suffix: 'c1d2e3' })
  expect(parseSecretId(arn('a/b'))).toEqual({ name: 'a/b', account: '1'.repeat(12) })
  expect(parseSecretId('x-a1b2c3')).toEqual({ name: 'x-a1b2c3' })
  expect(() => parseSecretId('a b')).toThrow('Invalid name')
  expect(() => parseSecretId('arn:aws:s3:::bucket')).toThrow("can't find")
})

const secret: Filterable = {
  name: 'prod/AppBeta',
  description: 'Payments of the EU',
  tags: { Team: 'Red' },
  primaryRegion: undefined,
  owningService: undefined,
}
test.each<[string, string[], boolean]>([
  ['name', ['prod/'], true],
  ['name', ['PROD/'], false],
  ['name', ['!prod/'], false],
  ['name', ['x', 'prod'], true],
  ['description', ['pay eu'], true],
  ['description', ['pay us'], false],
  ['description', ['!us'], true],
  ['tag-key', ['Te'], true],
  ['tag-value', ['red'], false],
  ['all', ['beta'], true],
  ['all', ['eta'], false],
  ['all', ['/'], false],
])('the filter %s %j says %s', (Key, Values, expected) => {
  expect(matchesFilters(secret, [{ Key: Key as 'name', Values }])).toBe(expected)
})

test('a token belongs to its question, and to this server', () => {
  const pages = { key: Buffer.alloc(32, 1), question: 'a' }
  const first = takePage([1, 2, 3], String, pages, { max: 2, token: undefined })
  expect(first.page).toEqual([1, 2])
  expect(takePage([1, 2, 3], String, pages, { max: 2, token: first.nextToken })).toEqual({
    page: [3],
    nextToken: undefined,
  })
  const token = writeToken(pages, '2')
  expect(() => readToken({ ...pages, question: 'b' }, token)).toThrow('NextToken')
  expect(() => readToken({ ...pages, key: Buffer.alloc(32, 2) }, token)).toThrow('NextToken')
  expect(() => readToken(pages, `${token}AAAA`)).toThrow('NextToken')
})

test('passwords hold each kind that is wanted, and nothing that is excluded', () => {
  for (let i = 0; i < 50; i++) {
    const password = randomPassword({ PasswordLength: 4, ExcludeCharacters: 'aA0!' })
    expect(password).toMatch(/^(?=.*[b-z])(?=.*[B-Z])(?=.*[1-9])(?=.*[^A-Za-z0-9!]).{4}$/)
  }
  expect(randomPassword({ ExcludePunctuation: true })).toMatch(/^[A-Za-z0-9]{32}$/)
  expect(() => randomPassword({ PasswordLength: 3 })).toThrow('too short')
  expect(() =>
    randomPassword({ ExcludeLowercase: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true }),
  ).toThrow('excluded')
})
