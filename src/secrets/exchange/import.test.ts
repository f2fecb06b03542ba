import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { formatDotenv, parseDotenv } from './dotenv.ts'
import { guessFormat, parseImport } from './import.ts'

const env = (text: string): Record<string, string> => Object.fromEntries(parseDotenv(text))

test.each<[string, string, Record<string, string>]>([
  ['plain lines', 'A=1\nB=two words\n', { A: '1', B: 'two words' }],
  ['comments and blanks', '# x\n\n  A=1 # tail\nB=a#b\n', { A: '1', B: 'a#b' }],
  ['export, and blanks around the sign', 'export A = 1\n', { A: '1' }],
  ['single quotes: nothing is special', String.raw`A='a $b \n #c'`, { A: String.raw`a $b \n #c` }],
  ['double quotes: escapes are', String.raw`A="a\nb\"c\\d\$e"`, { A: 'a\nb"c\\d$e' }],
  ['back quotes', 'A=`it\'s "x"`', { A: 'it\'s "x"' }],
  ['a value over several lines', 'A="-----\nline\n-----"\nB=2', { A: '-----\nline\n-----', B: '2' }],
  ['Windows line ends and a byte order mark', '\uFEFFA=1\r\nB=2\r\n', { A: '1', B: '2' }],
  ['nothing', 'A=\nB=""', { A: '', B: '' }],
  ['a value with equal signs', 'A=a=b==', { A: 'a=b==' }],
  ['the last of two', 'A=1\nA=2', { A: '2' }],
])('a .env file with %s', (_what, text, expected) => {
  expect(env(text)).toEqual(expected)
})

test.each(['no sign', 'A="never closed', '=x', "A='x\nB=2"])(
  '"%s" is refused with its line, without the text',
  (text) => {
    expect(() => parseDotenv(`OK=1\n${text}`)).toThrow(/^line 2 is not NAME=value$/)
  },
)

const key = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,10}$/)
const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((one) => one.replaceAll('\0', ''))

test('what is written as .env is read back as it was', () => {
  fc.assert(
    fc.property(fc.dictionary(key, fc.oneof(text, fc.stringMatching(/^['"`$\\ \n\r#=a]{0,12}$/))), (values) => {
      const map = new Map(Object.entries(values))
      expect(parseDotenv(formatDotenv(map))).toEqual(map)
    }),
    { numRuns: 500 },
  )
})

test('a shell reads every line that we write, but for line ends, as we meant it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-env-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const values = ['plain', 'two words', `it's`, '$HOME', '`id`', 'a"b', 'back\\slash', '!x', '#x', ' x ', `'"$\`\\`]
  const map = new Map(values.map((value, i) => [`REKEY_TEST_${i}`, value]))
  writeFileSync(join(folder, '.env'), formatDotenv(map))
  const script = `set -a; . ./.env; node -e 'console.log(JSON.stringify(process.env))'`
  const seen = JSON.parse(execFileSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' })) as Record<
    string,
    string
  >
  expect([...map.keys()].map((name) => seen[name])).toEqual(values)
})

test('a name that is no variable cannot be written', () => {
  expect(() => formatDotenv(new Map([['a/b', 'x']]))).toThrow(expect.objectContaining({ code: 'EXPORT_IMPOSSIBLE' }))
})

const A1 = { A: 'one' }
test.each<[string, string, string, unknown, Record<string, string>]>([
  [
    'json',
    'x.json',
    'JSON, nested',
    { A: 'one', b: { c: { D: 2 }, E: true }, l: [1] },
    { A: 'one', 'b/c/D': '2', 'b/E': 'true', l: '[1]' },
  ],
  [
    'doppler',
    'x.json',
    'Doppler',
    { A: { computed: 'one', raw: '${B}' }, DOPPLER_CONFIG: { computed: 'x', raw: 'x' } },
    A1,
  ],
  [
    'infisical',
    'x.json',
    'Infisical',
    [
      { secretKey: 'A', secretValue: 'one' },
      { key: 'B', value: 'two', secretPath: '/p/' },
    ],
    { A: 'one', 'p/B': 'two' },
  ],
  ['vault', 'x.json', 'Vault KV 2', { request_id: 'x', data: { data: A1, metadata: { version: 1 } } }, A1],
  ['vault', 'x.json', 'Vault KV 1', { request_id: 'x', data: A1 }, A1],
  ['aws', 'x.json', 'AWS, one', { Name: 'A', SecretString: 'one' }, A1],
  ['aws', 'x.json', 'AWS, many', { SecretValues: [{ Name: 'p/A', SecretString: 'one' }] }, { 'p/A': 'one' }],
])('%s is recognised and read from %s: %s', (format, file, _what, value, expected) => {
  const written = JSON.stringify(value)
  expect(guessFormat(file, written)).toBe(format)
  expect(Object.fromEntries(parseImport(guessFormat(file, written), written))).toEqual(expected)
})

test('YAML is read like JSON, and an .env file needs no ending', () => {
  expect(Object.fromEntries(parseImport(guessFormat('a.yml', ''), 'A: one\nb:\n  C: 2\n'))).toEqual({
    A: 'one',
    'b/C': '2',
  })
  expect(guessFormat('.env.production', 'A=1')).toBe('env')
})

test.each([
  ['json', '{"canary'],
  ['yaml', 'a: [canary'],
  ['json', '["canary"]'],
  ['json', '{"a":null}'],
  ['aws', '{"SecretString":"canary"}'],
] as const)('%s that cannot be read is refused, and not quoted', (format, written) => {
  expect(() => parseImport(format, written)).toThrow(expect.objectContaining({ code: 'IMPORT_INVALID' }))
  expect(() => parseImport(format, written)).not.toThrow(/canary/)
})
