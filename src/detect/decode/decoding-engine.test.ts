import { deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { expandTemplate, seededPick } from '../../../test/contract/expand-template.ts'
import { createEngine } from '../engine.ts'
import { genericRules } from '../generic/rules.ts'
import type { Rule } from '../rule.ts'
import type { Stretch } from './codec.ts'
import { withDecoding } from './decoding-engine.ts'
import { findRuns } from './runs.ts'

const rules: readonly Rule[] = [
  {
    id: 'acme-key',
    provider: 'acme',
    kind: 'secret',
    about: 'Acme key',
    pattern: /\bacme_live_[A-Za-z0-9]{24}\b/,
    literals: ['acme_live_'],
  },
  {
    id: 'named-key',
    provider: 'named',
    kind: 'secret',
    about: 'A key that only its name tells',
    pattern: /\bNAMED_SECRET["']?\s*[=:]\s*["']?(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])/,
    literals: ['named_secret'],
  },
]
const plain = createEngine(rules)
const engine = withDecoding(plain)
const key = expandTemplate('acme_live_{A-Za-z0-9:24}', seededPick(7))

/** What was found, and the original text that it is reported at. */
function find(text: string | Buffer, depth?: number): { secret: string; at: string; reason: string | undefined }[] {
  const bytes = Buffer.from(text as string)
  const used = depth === undefined ? engine : withDecoding(plain, { depth })
  return used.match(bytes).map(({ secret, start, end, reasons }) => ({
    secret,
    at: bytes.toString('latin1', start, end),
    reason: reasons.find((one) => one.startsWith('decoded')),
  }))
}

const hex = (text: string): string => Buffer.from(text).toString('hex')
const base64 = (text: string | Buffer): string => Buffer.from(text as string).toString('base64')
const each = (text: string, write: (code: number) => string): string =>
  Array.from(text, (character) => write(character.charCodeAt(0))).join('')
const digits = (code: number, width: number): string => code.toString(16).padStart(width, '0')

test.each<[name: string, text: string, reason: string]>([
  ['base64', `token: ${base64(key)}\n`, 'base64'],
  ['base64 behind other text', `x: ${base64(`user:${key}@host, and more`)}\n`, 'base64'],
  ['base64 without padding', base64(`${key} !`).replace(/=+$/, ''), 'base64'],
  ['the URL alphabet', `a.${Buffer.from(`{"k??>>":"${key}"}`).toString('base64url')}.c`, 'base64'],
  ['a run behind a name', `prefix-${base64(key)}`, 'base64'],
  ['hex', `x = "${hex(key)}"`, 'hex'],
  ['hex with 0x', `x = 0x${hex(key)}`, 'hex'],
  ['percent', `?k=${each(key, (code) => `%${digits(code, 2)}`)}&`, 'percent-encoding'],
  ['percent in part', `?k%3d${key.replace('_', '%5F')}%26`, 'percent-encoding'],
  ['unicode escapes', `"${each(key, (code) => `\\u${digits(code, 4)}`)}"`, 'backslash escapes'],
  ['unicode escapes in braces', `"${each(key, (code) => `\\u{${digits(code, 2)}}`)}"`, 'backslash escapes'],
  ['hexadecimal escapes', `$'${each(key, (code) => `\\x${digits(code, 2)}`)}'`, 'backslash escapes'],
  ['octal escapes', `$'${each(key, (code) => `\\${code.toString(8).padStart(3, '0')}`)}'`, 'backslash escapes'],
  ['a line end glued to the key', `"a\\n${key}\\nb"`, 'backslash escapes'],
  ['a folded line', `"${key.slice(0, 15)}\\\n${key.slice(15)}"`, 'backslash escapes'],
  ['HTML entities', `<b>${each(key, (code) => `&#${code};`)}</b>`, 'HTML entities'],
  ['HTML entities by name', `<b>${key.replaceAll('_', '&lowbar;')}</b>`, 'HTML entities'],
  ['UTF-16 of PowerShell', `-enc ${base64(Buffer.from(`$k = "${key}"`, 'utf16le'))}`, 'base64 (UTF-16)'],
  ['gzip in base64', `release: ${base64(gzipSync(`{"k":"${key}"}`))}`, 'base64 (gzip)'],
  ['zlib in base64', `release: ${base64(deflateSync(`{"k":"${key}"}`.repeat(3)))}`, 'base64 (zlib)'],
  [
    'quoted-printable',
    `Content-Transfer-Encoding: quoted-printable\n\nkey=3D${key.slice(0, 20)}=\n${key.slice(20)}\n`,
    'quoted-printable',
  ],
])('%s', (_name, text, reason) => {
  const found = find(text)
  expect(found[0]).toMatchObject({ secret: key, reason: `decoded from ${reason}` })
  expect(new Set(found.map(({ secret }) => secret)).size).toBe(1)
  expect(find(text, 0)).toEqual([])
})

test('the place is that of the encoded key, on the right line, over wrapped lines too', () => {
  const wrapped = base64(`${'text before. '.repeat(9)}${key} and after`).replace(/.{60}/g, '$&\n    ')
  const text = `data: |\n    ${wrapped}\n`
  const [found, ...others] = find(text)
  expect(others).toEqual([])
  expect(found?.secret).toBe(key)
  expect(Buffer.from(found?.at ?? '', 'base64').toString()).toContain(key.slice(1, -1))
  expect(text.slice(0, text.indexOf(found?.at as string)).split('\n').length).toBe(4)
})

test('escapes map exactly', () => {
  const escaped = key.replace('_', '\\u005f')
  expect(find(`x = "\\/${escaped}"`)).toMatchObject([{ secret: key, at: escaped }])
})

test('what stands before an encoded value on its line names it: a Kubernetes Secret', () => {
  const value = expandTemplate('{A-Za-z0-9:40}', seededPick(9))
  const manifest = `apiVersion: v1\nkind: Secret\ndata:\n  NAMED_SECRET: ${base64(value)}\n  other: ${base64(key)}\n`
  expect(find(manifest).map(({ secret }) => secret)).toEqual([value, key])
})

test.each([1, 2, 3, 4, 5, 6])('base64 in base64, %i deep', (depth) => {
  let text = key
  for (let i = 0; i < depth; i++) text = base64(text)
  const found = find(text)
  if (depth > 5) expect(found).toEqual([])
  else {
    expect(found).toMatchObject([{ secret: key }])
    expect(text.startsWith(found[0]?.at as string)).toBe(true)
  }
  expect(find(text, depth).length).toBe(1)
  expect(find(text, depth - 1)).toEqual([])
})

test('different notations in each other, and the way is told', () => {
  const text = `"${each(base64(encodeURIComponent(`=${key}/`)), (code) => `\\x${digits(code, 2)}`)}"`
  const [found] = find(text)
  expect(found?.reason).toBe('decoded from backslash escapes, then base64, then percent-encoding (depth 3)')
  expect(find(JSON.stringify(JSON.stringify(JSON.stringify(`a\n${key}`)))).length).toBe(1)
  expect(find(`%25${digits(97, 2)}${key.slice(1)}`)).toMatchObject([{ secret: key }])
})

test('a key is not found twice', () => {
  expect(find(`x="\\u0041 ${key} \\u0041 %41 &amp;"`)).toMatchObject([{ secret: key, reason: undefined }])
  expect(find(`${base64(key)} ${base64(key)}`).length).toBe(2)
})

test('two keys in one compressed text are two', () => {
  const other = expandTemplate('acme_live_{A-Za-z0-9:24}', seededPick(8))
  expect(find(base64(gzipSync(`${key}\n${other}\n`))).length).toBe(2)
})

test('a comment allows an encoded key, outside and inside', () => {
  expect(find(`${base64(key)} # rekey:allow`)).toEqual([])
  expect(find(base64(`${key} # rekey:allow`))).toEqual([])
})

test('the edge of what is decoded makes no word boundary', () => {
  const padding = 'y'.repeat(300)
  expect(find(`"\\u0041${padding}${key}"`)).toEqual([])
  expect(find(`"${'y'.repeat(96)}${key}\\u0041"`)).toEqual([])
})

test('noise that begins like a compressed text is not unpacked, wherever it is wrapped', () => {
  const pick = seededPick(5)
  const noise = Buffer.from([0x78, 0x9c, ...Array.from({ length: 200_000 }, () => pick(256))])
  const lines = base64(noise).replace(/.{76}/g, '$&\n')
  const stretches: Stretch[] = []
  const bytes = Buffer.from(lines)
  const marks = plain.marks(bytes, { start: 0, end: bytes.length })
  findRuns(bytes, marks, (stretch) => stretches.push(stretch))
  expect(stretches).toEqual([])
})

test('what decodes to noise is not searched, and a compressed flood is bounded', () => {
  const pick = seededPick(3)
  const noise = Buffer.from(Array.from({ length: 30_000 }, () => pick(256)))
  expect(find(`${base64(noise)} ${noise.toString('hex')}`)).toEqual([])
  const limits: string[] = []
  const bomb = base64(gzipSync(Buffer.alloc(60_000_000, 'a')))
  const floods = Buffer.from(`${bomb}\n`.repeat(40))
  expect(engine.match(floods, (reason) => limits.push(reason))).toEqual([])
  expect(limits).toEqual(['more encoded text than is decoded at once'])
})

test('what is decoded is judged by its own surroundings, whatever else is decoded beside it', () => {
  const generic = withDecoding(createEngine(genericRules))
  const value = expandTemplate('{A-Za-z0-9:32}', seededPick(5))
  const line = `redirect = "https://host.example/%3Faccess_token%3D${value}"\n`
  const judged = (text: string): unknown[] =>
    generic.match(Buffer.from(text)).map(({ rule, score, reasons }) => ({ rule, score, reasons }))
  const alone = judged(line)
  expect(alone.length).toBe(1)
  for (const other of ['note%3A the admin password of the mysql database\n', '%41 test example of an id\n']) {
    expect(judged(other + line + other)).toEqual(alone)
  }
})

test('a decoded match counts as one where the same key stands there plainly', () => {
  const matches = engine.match(Buffer.from(String.raw`{\"name\": \"${key}\"}`))
  expect(matches.map(({ secret, reasons }) => [secret, reasons.join().includes('decoded')])).toEqual([[key, false]])
  expect(engine.foundDecoded).toBe(true)
  engine.match(Buffer.from(`name: ${key}`))
  expect(engine.foundDecoded).toBe(false)
})
