import { expect, test } from 'vitest'
import { ByteReader } from './byte-reader.ts'

async function* inBlocks(text: string, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size))
}

test.each([1, 2, 3, 7, 100])('lines and counted runs are the same in blocks of %d bytes', async (size) => {
  const reader = new ByteReader(inBlocks('head 5\nab\ncd\nnext\nrest', size))
  expect((await reader.readUntil(10))?.toString()).toBe('head 5')
  expect((await reader.readExactly(3))?.toString()).toBe('ab\n')
  expect(await reader.skip(3)).toBe(true)
  expect((await reader.readUntil(10))?.toString()).toBe('next')
  expect((await reader.readUntil(10))?.toString()).toBe('rest')
  expect(await reader.readUntil(10)).toBeUndefined()
})

test('a stream that ends too early gives nothing', async () => {
  expect(await new ByteReader(inBlocks('abc', 2)).readExactly(4)).toBeUndefined()
  expect(await new ByteReader(inBlocks('abc', 2)).skip(4)).toBe(false)
})
