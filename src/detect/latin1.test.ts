import fc from 'fast-check'
import { expect, test } from 'vitest'
import { latin1, latin1Portable } from './latin1.ts'

const both = [latin1, latin1Portable]

test.each(both)('one character is one byte, of any bytes, in shared memory, too (%#)', (read) => {
  const ascii = fc.uint8Array({ maxLength: 40, max: 127 }).map((bytes) => Buffer.from(bytes))
  const unicode = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => Buffer.from(text))
  const any = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes))
  fc.assert(
    fc.property(fc.array(fc.oneof(ascii, unicode, any), { maxLength: 5 }), fc.nat({ max: 9 }), (parts, from) => {
      const bytes = Buffer.concat(parts)
      const shared = new Uint8Array(new SharedArrayBuffer(bytes.length))
      shared.set(bytes)
      const start = Math.min(from, bytes.length)
      expect(read(bytes, start, bytes.length)).toBe(bytes.toString('latin1', start))
      expect(read(shared, start, bytes.length)).toBe(bytes.toString('latin1', start))
    }),
  )
})

test.each(['\uFEFFkey', '\uFFFDkey', '\xffkey'])('what a decoder would change stays: %j', (text) => {
  const bytes = Buffer.from(text)
  const long = Buffer.concat([Buffer.alloc(8_190, 'a'), bytes, Buffer.alloc(9_000, 'b')])
  for (const read of both) {
    expect(read(bytes, 0, bytes.length)).toBe(bytes.toString('latin1'))
    expect(read(long, 0, long.length)).toBe(long.toString('latin1'))
  }
})
