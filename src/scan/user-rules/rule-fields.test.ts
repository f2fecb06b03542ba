/** Rubbish in a rule of rekey.yaml: each is refused with its place, in words of the house. */
import { expect, test } from 'vitest'
import { parseScanSettings } from './scan-settings.ts'
import { isChecksumRight } from './rule-checksum.ts'
import { compileGo } from '../compat/gitleaks/go-regexp.ts'

const parse = (rule: string) =>
  parseScanSettings(`scan:\n  rules:\n    - {id: a, regex: '(b)(c)', ${rule}}\n`, 'rekey.yaml')

test.each([
  ['entropy: lots', 'entropy must be a number from 0 to 8'],
  ['entropy: -3', 'entropy must be a number from 0 to 8'],
  ['secretGroup: x', 'secretGroup must be a whole number from 0 to 100'],
  ['secretGroup: 4', 'invalid regex secret group 4'],
  ['keywords: 7', 'keywords must be a text'],
  ['keywords: {a: b}', 'keywords must be a list'],
  ['provider: [x]', 'provider must be a text'],
  ['skipReport: maybe', 'skipReport must be true or false'],
  ['confidence: sure', 'confidence is low, medium or high'],
  ['required: b', 'required must be a list'],
  ['required: [{withinLines: 3}]', 'rule ID is empty'],
  ['required: [{id: a}]', 'a requires itself'],
  ['required: [{id: b, within: 3}]', 'required has no field "within"'],
  ['allowlists: x', 'allowlists must be a list'],
  ['allowlists: [{stopword: [x]}]', 'allowlists has no field "stopword"; did you mean stopwords?'],
  ['allowlists: [{stopwords: [x], regexTarget: nowhere}]', "unknown allowlist |regexTarget| 'nowhere'"],
  ['checksum: crc32', 'checksum must hold names and values'],
  ['checksum: {name: md5, of: 1, is: 2}', 'a checksum is one of crc32-base62, crc32-base36'],
  ['checksum: {name: luhn, of: 1, is: 3}', 'is must be a whole number from 0 to 2'],
  ['checksum: {name: luhn, of: 1}', 'a checksum says with of and is'],
  ['verify: https://a.example', 'verify must hold names and values'],
  ['verify: {url: "http://a.example/me"}', 'url is https://HOST/PATH with a fixed host and no port'],
  ['verify: {url: "https://a.example:8443/me"}', 'url is https://HOST/PATH'],
  ['verify: {url: "https://{key}.example/me"}', 'url is https://HOST/PATH'],
  ['verify: {url: "https://u:p@a.example/me"}', 'url is https://HOST/PATH'],
  ['verify: {method: GET}', 'url must be a text'],
  ['verify: {url: "https://a.example/{user}"}', 'url has a placeholder that is neither {key} nor a rule'],
  ['verify: {url: "https://a.example", headers: {x: "{other}"}}', 'headers has a placeholder'],
  ['verify: {url: "https://a.example", method: DELETE}', 'method is GET or POST'],
  ['verify: {url: "https://a.example", json: {a: b}, form: {a: b}}', 'a body is json or form, not both'],
  ['verify: {url: "https://a.example", json: {a: b}, method: GET}', 'a request with a body is a POST'],
  ['verify: {url: "https://a.example", dead: [200]}', 'a status of dead must be a whole number from 400 to 499'],
  ['verify: {url: "https://a.example", alive: id}', 'verify has no field "alive"; did you mean live?'],
])('%s', (rule, message) => {
  expect(() => parse(rule)).toThrow(message)
  expect(() => parse(rule)).toThrow(/^rekey\.yaml:3:\d+: (?!rekey)/)
  expect(() => parse(rule)).toThrow(expect.objectContaining({ code: 'SCAN_SETTINGS_INVALID' }))
})

test('a pattern must be a text, and there must be one', () => {
  expect(() => parseScanSettings('scan:\n  rules: [{id: a, regex: 5}]', 'rekey.yaml')).toThrow('regex must be a text')
  expect(() => parseScanSettings('scan:\n  rules: [null]', 'rekey.yaml')).toThrow('rule must hold names and values')
})

test('aliases stand for what they name', () => {
  const { rules, policy } = parseScanSettings(
    `scan:
  rules:
    - { id: a, regex: &r 'abc(.)', keywords: &k [abc], required: &q { id: c } }
    - { id: b, regex: *r, keywords: *k, required: *q }
    - { id: c, regex: x }
  policy:
    - &p { rule: a, reason: x }
    - *p
`,
    'rekey.yaml',
  )
  const [a, b] = rules
  expect({ ...b, id: 'a', description: 'a' }).toMatchObject({ keywords: a?.keywords, required: a?.required })
  expect(b?.regex?.source).toBe('abc(.)')
  expect(policy).toHaveLength(2)
})

test.each(['keywords: *e', 'allowlists: [{stopwords: *e}]', 'required: &s [*s]'])(
  'aliases of aliases end in an error: %s',
  (rule) => {
    const levels = ['b', 'c', 'd', 'e'].map((name, index) => {
      const before = 'abcd'[index]
      return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join()}]`
    })
    const text = ['a: &a [x]', ...levels, 'scan:', `  rules: [{ id: a, regex: x, ${rule} }]`].join('\n')
    expect(() => parseScanSettings(text, 'rekey.yaml')).toThrow(/^rekey\.yaml:[57]:\d+: /)
  },
)

test.each([
  ['crc32-hex', 'hello', '3610a686', true],
  ['crc32-hex-reversed', 'hello', '86a61036', true],
  ['crc32-hex', 'hello', '3610a687', false],
  // ISO/IEC 7812-1, annex B: the number 7992739871 has the check digit 3.
  ['luhn', '7992739871', '3', true],
  ['luhn', '7992739871', '4', false],
])('%s of %s is %s: %s', (name, of, is, expected) => {
  const regex = compileGo('(\\w+)-(\\w+)')
  expect(isChecksumRight({ name, of: 1, is: 2 }, regex, `${of}-${is}`)).toBe(expected)
})
