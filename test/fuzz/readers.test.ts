/**
 * Decoders and archive readers on mutated real archives, nested and cut, and on text made of every notation: they end,
 * throw nothing, keep within their limits, and the places that they report lie in the input.
 * `FUZZ_SECONDS` makes it run longer (scripts/fuzz.mjs).
 */
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withDecoding } from '../../src/detect/decode/decoding-engine.ts'
import { createEngine } from '../../src/detect/engine.ts'
import { expand } from '../../src/sources/archive/expand.ts'
import { makeTar, makeZip } from '../fakes/archive-builder.ts'
import { CONTAINERS, makeRar4, makeRar5, STREAMS } from '../fakes/archive-kinds.ts'
import { ARCHIVE_NAMES, realArchive } from '../fakes/archives.ts'

const seconds = Number(process.env['FUZZ_SECONDS'] ?? 6)
const settings = { numRuns: 1_000_000, interruptAfterTimeLimit: seconds * 1_000, markInterruptAsFailure: false }
const timeout = seconds * 1_000 + 60_000

const corpus = [
  ...ARCHIVE_NAMES.map(realArchive),
  makeZip([
    { name: 'a', content: 'a'.repeat(500) },
    { name: 'b', content: 'b' },
  ]),
  makeTar([
    { name: 'a', content: 'a'.repeat(500) },
    { name: 'x', content: '20 path=long/name\n', type: 'x' },
  ]),
  gzipSync('gzip'.repeat(100)),
  ...[...Object.values(STREAMS), ...Object.values(CONTAINERS)].map((pack) =>
    pack(Buffer.from('text that '.repeat(99))),
  ),
  ...[makeRar4, makeRar5].map((make) =>
    make([
      { content: Buffer.from('a'), method: 'compressed' },
      { content: Buffer.from('b'), isEncrypted: true, name: 'b' },
      { content: Buffer.from('c'), name: 'c' },
    ]),
  ),
  Buffer.from('%PDF-1.4\n1 0 obj <</Filter /FlateDecode>> stream\nabc\nendstream [(a) <62>] TJ (\\051'),
]

const mutation = fc.record({
  at: fc.nat(),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  kind: fc.constantFrom('write', 'insert', 'remove', 'cut', 'repeat'),
})

const mutated = fc.tuple(fc.constantFrom(...corpus), fc.array(mutation, { maxLength: 6 })).map(([start, mutations]) => {
  let bytes: Buffer = Buffer.from(start)
  for (const { at, bytes: own, kind } of mutations) {
    const place = bytes.length === 0 ? 0 : at % bytes.length
    const [head, tail] = [bytes.subarray(0, place), bytes.subarray(place)]
    if (kind === 'write') bytes = Buffer.concat([head, own, tail.subarray(own.length)])
    else if (kind === 'insert') bytes = Buffer.concat([head, own, tail])
    else if (kind === 'remove') bytes = Buffer.concat([head, tail.subarray(own.length)])
    else if (kind === 'cut') bytes = Buffer.from(head)
    else bytes = Buffer.concat([head, tail, tail])
  }
  return bytes
})

test('archive readers', { timeout }, async () => {
  let opened = 0
  const limits = { totalBytes: 8e6, entryBytes: 4e6, entries: 1_000, memoryBytes: 4e6, milliseconds: 5_000 }
  await fc.assert(
    fc.asyncProperty(mutated, async (bytes) => {
      let length = 0
      const skipped: string[] = []
      const options = { limits, onSkip: ({ path }: { path: string }) => void skipped.push(path) }
      // Two kinds are told by their names.
      const origin = { path: ['x', 'x.br', 'x.zz'][bytes.length % 3] as string }
      for await (const chunk of expand({ bytes, origin }, options)) length += chunk.bytes.length
      expect(length).toBeLessThan(3e7)
      expect(skipped.every((path) => path.startsWith('x'))).toBe(true)
      opened++
    }),
    settings,
  )
  expect(opened).toBeGreaterThan(50)
})

const engine = withDecoding(
  createEngine([
    { id: 'r', provider: 'p', kind: 'k', about: 'a', pattern: /\bkey_[a-z0-9]{4,12}\b/, literals: ['key_'] },
  ]),
)
const encodings: readonly ((text: string) => string)[] = [
  (text) => btoa(text.replaceAll(/[^\0-\u00ff]/g, '?')),
  (text) => Buffer.from(text).toString('hex'),
  (text) => Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  (text) => JSON.stringify(text),
  (text) => Array.from(text, (one) => `\\u{${(one.codePointAt(0) as number).toString(16)}}`).join(''),
  (text) => Array.from(text, (one) => `&#${one.codePointAt(0)};`).join(''),
  (text) => gzipSync(text).toString('base64'),
  (text) => Buffer.from(text, 'utf16le').toString('base64'),
  (text) => text.slice(0, text.length >> 1),
]
const piece = fc.oneof(
  fc.constantFrom('key_abcd1234', ' ', '\n', '\\', '%', '&', '=', '\\u', '\\x4', '0x', 'H4sI', '/', '-'),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const written = fc
  .tuple(fc.array(piece, { maxLength: 12 }), fc.array(fc.constantFrom(...encodings), { maxLength: 6 }))
  .map(([pieces, steps]) => steps.reduce((text, step) => `${text} ${step(text)}`.slice(-20_000), pieces.join('')))

test('decoders', { timeout }, () => {
  let found = 0
  fc.assert(
    fc.property(written, (text) => {
      const bytes = Buffer.from(text)
      let last = 0
      for (const { start, end } of engine.match(bytes)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(bytes.length)
        last = start
        found++
      }
    }),
    settings,
  )
  expect(found).toBeGreaterThan(50)
})
