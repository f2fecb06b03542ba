import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expandTemplate, seededPick } from '../../../test/contract/expand-template.ts'
import { compileImage } from '../kernel/image.ts'
import { createSearcher } from '../searcher.ts'
import { ASSIGNMENTS, readCandidate } from './assignment.ts'
import { findOrdinary } from './ordinary.ts'
import { genericRules, weigh } from './rules.ts'

const RUNS = Number(process.env['REKEY_FUZZ_RUNS'] ?? 3_000)
const { bytes: image } = compileImage(genericRules)
const wasm = createSearcher(image, 'wasm')
const twin = createSearcher(image, 'typescript')

const pick = seededPick(11)
const secrets = ['{a-z0-9:24}', '{A-Za-z0-9:9}', '{a-z:8}', '{A-Za-z:20}', '{a-z0-9:6}#{a-z0-9:5}', '{0-9:6}'].map(
  (template) => expandTemplate(template, pick),
)
const name = fc.constantFrom(
  'password',
  'DB_PASSWORD',
  'api_key',
  'token',
  'clientSecret',
  'auth',
  'Passwort',
  'kennwort',
  'contrase\xf1a',
  'mot_de_passe',
  'keys.of.it',
  `key${'x'.repeat(45)}`,
  'IDENTIFIED BY',
  '\xe5\xaf\x86\xe7\xa0\x81',
)
const close = fc.constantFrom(
  '',
  '',
  '',
  '"',
  "']",
  '\\"',
  ')',
  '[16]',
  '[]',
  ' [0]',
  '[i]',
  ': string',
  ':&str',
  '**',
  ', err',
  ', _',
  ' string',
  ' As String',
  '\\\\"',
)
const sign = fc.constantFrom(
  '=',
  ' = ',
  ':',
  ': ',
  ' := ',
  '=>',
  ' => ',
  '(',
  ', ',
  ' ',
  '  ',
  '==',
  ' === ',
  ' !==',
  '?=',
  '||=',
  '->',
  '>',
  ' - ',
  ' | ',
  '+=',
  ` =${' '.repeat(9)}`,
  '\n    ',
  ' <- ',
  '|',
  ' is ',
  ':-',
  '\xef\xbc\x9a',
)
const wrap = fc.constantFrom(
  '',
  '',
  '',
  '(',
  '[',
  'foo(',
  'new Foo(',
  'value=',
  'value : ',
  '!Ref ',
  'b',
  '@',
  '\\',
  'a.b(',
  'Base64.decode(',
  '[]byte(',
  'String::from( ',
  'os.environ.get("X", ',
  "env['X'] || ",
  'process.env.X_Y ?? ',
  '${X:-',
  '|-\n  ',
  'Bearer ',
  'pass:',
  '** ',
  '\n      value: ',
  '"value": ',
  '{\n  default = ',
  '{ type = string\n  default = ',
  '``',
  `${'w'.repeat(24)}(`,
)
const quote = fc.constantFrom('', '', '"', "'", '`', '\\"')
const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...secrets) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'word',
      'request.body',
      'a1.b2c3'.repeat(4),
      'Auth::user',
      'a?.b?',
      'ab',
      'x',
      '12',
      '123456',
      '1234567)',
      'your own words here',
      'Two words',
      'foo-bar_baz',
      '${x}',
      '',
      '={',
      'long sentence, with a comma',
      'x\ny',
    ),
  },
  { weight: 1, arbitrary: fc.stringMatching(/^[ -~]{0,12}$/) },
)
const rest = fc.constantFrom('', '\n', ')', ';', ' = 1', '{', '==', ').', '!', ' + x', ' // password', ', key: ')
const line = fc
  .tuple(name, close, sign, wrap, quote, value, rest)
  .map(([a, b, c, d, e, f, g]) => a + b + c + d + e + f + e + g)
const text = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join(' '))

test('the kernel passes all that is kept, and both kernels pass the same', () => {
  let kept = 0
  fc.assert(
    fc.property(text, (own) => {
      const bytes = Buffer.from(own, 'latin1')
      const { hits } = wasm.search(bytes)
      expect(twin.search(bytes).hits).toEqual(hits)
      ASSIGNMENTS.forEach(({ family, pattern }, rule) => {
        const sticky = new RegExp(pattern.source, 'yi')
        for (let at = 0; at < own.length; at++) {
          sticky.lastIndex = at
          const match = sticky.exec(own)
          if (match === null) continue
          if (!weigh(readCandidate(family, match)).keep) continue
          kept++
          const found = Array.from(hits.keys()).some(
            (i) => i % 2 === 0 && hits[i + 1] === rule && (hits[i] as number) >= at && (hits[i] as number) < at + 8,
          )
          if (!found) throw new Error(`the kernel refused ${match[0]}`)
        }
      })
    }),
    { numRuns: RUNS },
  )
  expect(kept).toBeGreaterThan(RUNS / 20)
})

const ordinary = (text_: string, family = 'key'): string | undefined => {
  const own = ASSIGNMENTS.find((one) => one.family === family) as (typeof ASSIGNMENTS)[number]
  return findOrdinary(readCandidate(own.family, own.pattern.exec(text_) as RegExpExecArray))
}

test.each([
  ['key, another', 'words that nothing is given to'],
  ['the key of the map', undefined],
  ['the key opens doors', 'words that nothing is given to'],
  ['key: string', 'a word of code'],
  ['key = 404;', 'a small number'],
  ['key = request.body', 'refers to something else'],
  ['key = "short"', 'a short word'],
  ['key: "What it is called"', 'a sentence'],
])('what no rule keeps is told by its form: %s', (own, reason) => {
  if (reason !== undefined) expect(ordinary(own)).toBe(reason)
  expect(wasm.search(Buffer.from(own)).hits).toEqual([])
})

test('what may be a credential is not ordinary', () => {
  const dotted = `key = ${'ab12.cd34'.repeat(3)}`
  expect(ordinary(dotted)).toBeUndefined()
  expect(wasm.search(Buffer.from(dotted)).hits).not.toEqual([])
  expect(ordinary(`key = ${secrets[0]}`)).toBeUndefined()
  expect(ordinary(`key = "${secrets[3]}"`)).toBeUndefined()
  expect(ordinary('password: hunter', 'password')).toBeUndefined()
  expect(ordinary('password = "open the door please"', 'password')).toBeUndefined()
})
