import { expect, test } from 'vitest'
import { Sensitive } from '../base/sensitive.ts'
import { MASK, createMasker } from './mask-stream.ts'

function mask(values: readonly string[], pieces: readonly (string | Buffer)[]): string {
  const masker = createMasker(values.map((value) => new Sensitive(value)))
  const out = pieces.map((piece) => masker.push(Buffer.from(piece)))
  return Buffer.concat([...out, masker.flush()]).toString()
}

/** Each way to cut `text` in up to three pieces, and one byte at a time. */
function* cuts(text: string): Generator<Buffer[]> {
  const bytes = Buffer.from(text)
  for (let a = 0; a <= bytes.length; a += 1) {
    for (let b = a; b <= bytes.length; b += 1) yield [bytes.subarray(0, a), bytes.subarray(a, b), bytes.subarray(b)]
  }
  yield Array.from(bytes, (byte) => Buffer.of(byte))
}

test.each([
  ['one value', ['hunter-two'], 'a hunter-two b', `a ${MASK} b`],
  ['a value twice in a row', ['aabaab'], 'aabaabaabaab.', `${MASK}.`],
  ['beginnings that lead nowhere', ['aaaaab'], 'aaaaaaaac aaaaa', 'aaaaaaaac aaaaa'],
  ['a value that begins with another', ['abcdef', 'abcdefgh'], 'xabcdefghx abcdefx', `x${MASK}x ${MASK}x`],
  ['values that overlap', ['xxabcd', 'bcdefg'], '-xxabcdefg- xxabcdef', `-${MASK}- ${MASK}ef`],
  ['a value that is not ASCII', ['grüße-€-geheim'], '<grüße-€-geheim>', `<${MASK}>`],
  ['a value at the very end', ['hunter-two'], 'hunter-two', MASK],
])('%s is masked however the stream is cut', (_title, values, text, expected) => {
  for (const pieces of cuts(text)) {
    expect(mask(values, pieces), JSON.stringify(pieces.map(String))).toBe(expected)
  }
})

test('other spellings of a value are masked too', () => {
  const value = 'p@ss "word"/1'
  const printed = [JSON.stringify(value), encodeURIComponent(value), Buffer.from(value).toString('base64')]
  expect(mask([value], [printed.join(' ')])).toBe(`"${MASK}" ${MASK} ${MASK}==`)
})

test('the lines of a key file are masked, its frame is not', () => {
  const body = ['MIIEvQIBADANBgkqhkiG9w0', 'BAQEFAASCBKcwggSjAgEAAo'].map((line) => line.padEnd(40, 'x'))
  const value = ['-----BEGIN THING-----', ...body, '-----END THING-----'].join('\n')
  expect(mask([value], [value.replaceAll('\n', '\r\n> ')])).toBe(
    `-----BEGIN THING-----\r\n> ${MASK}\r\n> ${MASK}\r\n> -----END THING-----`,
  )
})

test('a value of fewer than six characters is left alone', () => {
  expect(mask(['true', ''], ['is true'])).toBe('is true')
})

test('ordinary output is not held back', () => {
  const masker = createMasker([new Sensitive('hunter-two')])
  expect(masker.push(Buffer.from('Continue? [y/N] ')).toString()).toBe('Continue? [y/N] ')
})
