import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Chunk } from '../detect/chunk.ts'
import { bodyOfBytes, type RandomAccess } from './archive/body.ts'
import { textBlocks, textChunks } from './text-chunks.ts'

const origin = { path: 'a' }
const text = fc
  .array(fc.constantFrom('a', 'bc', '\n', 'def\n', '\n\n'), { maxLength: 80 })
  .map((parts) => Buffer.from(parts.join('')))
const cut = fc.record({ block: fc.integer({ min: 1, max: 30 }), margin: fc.integer({ min: 1, max: 9 }) })

/** Read into the buffer of whoever asks, as a file is. */
function fileOf(bytes: Buffer, size = bytes.length): RandomAccess {
  return {
    size,
    read(start, length, into = Buffer.alloc(length)) {
      const count = bytes.copy(into, 0, start, Math.min(start + length, bytes.length))
      return into.subarray(0, count)
    },
  }
}

const kept = (chunk: Chunk): Chunk => ({ ...chunk, bytes: Buffer.from(chunk.bytes) })

test('blocks that are read where they lie are the chunks of the stream', async () => {
  await fc.assert(
    fc.asyncProperty(text, cut, async (bytes, options) => {
      const { stream } = bodyOfBytes(bytes)
      const expected: Chunk[] = []
      for await (const chunk of textChunks(stream(), origin, options)) expected.push(kept(chunk))
      for (const random of [fileOf(bytes), bodyOfBytes(bytes).random as RandomAccess]) {
        expect(Array.from(textBlocks(random, origin, options), kept)).toEqual(expected)
      }
    }),
    { numRuns: 500 },
  )
})

test('a file that became shorter ends where it ends', () => {
  fc.assert(
    fc.property(text, cut, fc.nat({ max: 60 }), (bytes, options, more) => {
      const own = Array.from(
        textBlocks(fileOf(bytes, bytes.length + more), origin, options),
        ({ bytes: all, own: part }) => Buffer.from(all.subarray(part?.start ?? 0, part?.end ?? all.length)).toString(),
      )
      expect(own.join('')).toBe(bytes.toString())
    }),
  )
})
