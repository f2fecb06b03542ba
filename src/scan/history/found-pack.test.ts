import { expect, test } from 'vitest'
import type { Located } from '../located.ts'
import { FoundPacker, FoundReader } from './found-pack.ts'
import type { FoundObject } from './walk-options.ts'

const located = (more: Partial<Located> = {}): Located => ({
  rule: 'acme-key',
  secret: 'täst \0 value',
  score: 61.5,
  reasons: ['named', 'not in \0 a word list'],
  startLine: 3,
  startColumn: 7,
  endLine: 4,
  endColumn: 1,
  characters: { start: 7, end: 1 },
  allowedBy: undefined,
  ...more,
})

test('what is found comes out of its packs as it went in, in any number of them', () => {
  const objects: FoundObject[] = [
    { entry: 12, digest: 'a'.repeat(40), found: [located(), located({ startLine: 9, characters: undefined })] },
    { entry: 0, digest: 'b'.repeat(40), found: [located({ allowedBy: 'rekey:allow', secret: '' })] },
    // Joined they would be the same text.
    { entry: 5, digest: 'c'.repeat(40), found: [located({ reasons: ['named', 'not in ', ' a word list'] })] },
    { entry: 6, digest: 'd'.repeat(40), found: [located({ reasons: [], rule: 'rekey:allow' }), located()] },
  ]
  const packer = new FoundPacker()
  const reader = new FoundReader()
  const read: FoundObject[] = []
  for (const size of [1, 2, 0, 1]) {
    for (const one of objects.slice(read.length, read.length + size)) packer.add(one)
    reader.read(structuredClone(packer.take()), (one) => read.push(one))
  }
  expect(read).toStrictEqual(objects)
})

test('a text that many objects hold is sent once', () => {
  const packer = new FoundPacker()
  packer.add({ entry: 1, digest: 'a', found: [located(), located()] })
  expect(packer.take().texts).toEqual(['acme-key', located().secret])
  packer.add({ entry: 2, digest: 'b', found: [located({ secret: 'another' })] })
  const { texts, reasons } = packer.take()
  expect([texts, reasons]).toEqual([['another'], []])
})
