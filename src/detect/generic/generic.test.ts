import { expect, test } from 'vitest'
import { expandTemplate } from '../../../test/contract/expand-template.ts'
import { createEngine } from '../engine.ts'
import { ASSIGNMENTS, readCandidate } from './assignment.ts'
import { FEATURE_NAMES, featuresOf } from './features.ts'
import { probability, probabilityFrom } from './model.ts'
import { genericRules, KEEP_FROM } from './rules.ts'
import { surprise } from './surprise.ts'
import { ValueReading } from './value-reading.ts'

const engine = createEngine(genericRules)
const found = (text: string): string[] =>
  engine.match(Buffer.from(text, 'latin1')).map(({ rule, secret }) => `${rule}: ${secret}`)

const PASSWORD = expandTemplate('{A-Za-z0-9:6}#{a-z0-9:9}')
const TOKEN = expandTemplate('{a-z0-9:32}')

test.each([
  `DB_PASSWORD=${PASSWORD}`,
  `  password: ${PASSWORD}`,
  `spring.datasource.password=${PASSWORD}`,
  `const dbPassword = '${PASSWORD}'`,
  `String password = "${PASSWORD}";`,
  `"password": "${PASSWORD}",`,
  `"{\\"password\\": \\"${PASSWORD}\\"}"`,
  `<password>${PASSWORD}</password>`,
  `mysql --password=${PASSWORD} shop`,
  `password => '${PASSWORD}',`,
  `$config['db_password'] = '${PASSWORD}';`,
  `user.setPassword("${PASSWORD}");`,
])('the value is found, whole and alone: %s', (line) => {
  expect(found(line)).toEqual([`generic-password: ${PASSWORD}`])
})

test('what counts up in the length of a key is graded low, and refused when it is shorter', () => {
  const bytes = Buffer.from(Array.from({ length: 32 }, (_, i) => i))
  const score = (text: string): number[] => engine.match(Buffer.from(text)).map((match) => match.score)
  expect(score(`sharedSecret = "${bytes.toString('base64')}"`)).toEqual([10])
  expect(score(`sharedSecret = "${bytes.toString('hex')}"`)).toEqual([10])
  expect(score(`sharedSecret = "${bytes.toString('hex').slice(0, 20)}"`)).toEqual([])
})

test('a token and a client secret are named after what they are called', () => {
  expect(found(`auth_token = "${TOKEN}"`)).toEqual([`generic-token: ${TOKEN}`])
  expect(found(`clientSecret: '${TOKEN}'`)).toEqual([`generic-secret: ${TOKEN}`])
})

test.each([
  'password = os.environ["DB_PASSWORD"]',
  'const password = req.body.password',
  'password: string;',
  '    Password: XmlStringMaxLen256;',
  `server_public_key = '${TOKEN}'`,
  `tokenChecksum: '${TOKEN}${TOKEN}'`,
  `const KEEPASS_PREVIEW = '${TOKEN}'`,
  `auth: "${TOKEN}\${name}"`,
  'Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089">',
  `publicKey = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE${TOKEN}${TOKEN}"`,
  '<input type="password" name="password" placeholder="Your password">',
  'if (token === undefined) throw new TokenError(message)',
  'keyboard: "qwertz"',
  'password: ${DB_PASSWORD}',
  'public_key = load_public_key(path)',
  "label_password: 'Enter your password'",
  'tokens := strings.Split(line, " ")',
  'primary_key: true',
  'const validKeyChars = "0123456789abcdefghijklmnopqrstuvwxyz_-."',
  'const keyStr = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="',
  `auth/token.py,sha256=${TOKEN.repeat(2)},1234`,
  `${TOKEN.repeat(2)}KEY\n${TOKEN.repeat(2)}=`,
  'key: /eyJ[A-Za-z0-9]{130}/,',
  String.raw`key: /eyJhbGciOiJIUzI1NiJ9\.[A-Za-z0-9]{130}/,`,
])('code that only speaks of credentials is none: %s', (line) => {
  expect(found(line)).toEqual([])
})

test('the model was trained on the features of this version', () => {
  expect(new Set(FEATURE_NAMES).size).toBe(FEATURE_NAMES.length)
  expect(found(`DB_PASSWORD=${PASSWORD}`)).toHaveLength(1)
})

test('noise surprises, words do not', () => {
  expect(surprise(expandTemplate('{a-z0-9:24}'))).toBeGreaterThan(surprise('connectionTimeoutSeconds') + 1)
  const reading = new ValueReading()
  reading.take('connectionTimeout')
  expect(reading.words).toEqual({ letters: 17, covered: 17, longest: 10 })
  reading.take('qzxvkw')
  expect(reading.words).toEqual({ letters: 6, covered: 0, longest: 0 })
})

test('no input takes the patterns long', () => {
  for (const text of [
    `password${' '.repeat(5_000)}`,
    `password=${'\\'.repeat(5_000)}`,
    'password="'.repeat(2_000),
    `key${'.'.repeat(9_000)}`,
  ]) {
    for (const { pattern } of ASSIGNMENTS) {
      const exec = new RegExp(pattern.source, 'gi')
      expect([...text.matchAll(exec)].length).toBeLessThan(5_000)
    }
  }
})

test('the answer of a part of the trees is that of all of them', () => {
  const names = ['password', 'dbPassword', 'token', 'author', 'api_key', 'secretName', 'keyboard.layout']
  const signs = [' = ', ': ', '=', '(', ', ', ' ']
  const values = [`"${PASSWORD}"`, TOKEN, `'${TOKEN}'`, '"Ada Lovelace"', 'value', 'req.body', '"shop@1234"', '`abc`']
  let [kept, lost] = [0, 0]
  for (const { family, pattern } of ASSIGNMENTS) {
    for (const line of names.flatMap((name) => signs.flatMap((sign) => values.map((value) => name + sign + value)))) {
      const match = pattern.exec(line)
      if (match === null) continue
      const candidate = readCandidate(family, match)
      const likely = probability(featuresOf(candidate))
      const quick = probabilityFrom(candidate, KEEP_FROM)
      if (quick !== undefined) expect(quick).toBe(likely)
      else if (likely >= KEEP_FROM) lost++
      if (quick !== undefined) kept++
    }
  }
  expect(kept).toBeGreaterThan(10)
  expect(lost).toBe(0)
})
