/** The rarer kinds: what real programs packed comes out as it was, and what is cut, wrong or endless is reported. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { CONTAINERS, makeRar4, makeRar5, STREAMS } from '../../../test/fakes/archive-kinds.ts'
import { makeTar } from '../../../test/fakes/archive-builder.ts'
import type { Skipped } from '../../detect/chunk.ts'
import { expand, needsOpening, type ExpandOptions } from './expand.ts'

async function open(
  bytes: Buffer,
  options: Omit<ExpandOptions, 'onSkip'> = {},
  path = 'x',
): Promise<{ texts: Record<string, string>; skipped: string[] }> {
  const skipped: Skipped[] = []
  const texts: Record<string, string> = {}
  for await (const { origin, bytes: text } of expand(
    { bytes, origin: { path } },
    { ...options, onSkip: (one) => skipped.push(one) },
  ))
    texts[origin.path] = (texts[origin.path] ?? '') + Buffer.from(text).toString()
  return { texts, skipped: skipped.map((one) => `${one.path}: ${one.reason}${one.failed === true ? ' (failed)' : ''}`) }
}

/** Half a megabyte: words that come again, digits that do not, and long runs. */
const TEXT = Array.from({ length: 6_000 }, (_, i) => {
  const noise = createHash('sha256').update(String(i)).digest('base64')
  return i % 7 === 0 ? `${'='.repeat(200)}\n` : `line ${i % 50} of a text ${noise}\n`
}).join('')
const streams = Object.entries(STREAMS)
const containers = Object.entries(CONTAINERS)
const pathOf = (kind: string): string => (kind.startsWith('a.') ? kind : 'x')

test.each(streams)('%s', async (kind, pack) => {
  const path = pathOf(kind)
  const packed = pack(Buffer.from(TEXT))
  expect(needsOpening(packed, path)).toBe(true)
  const { texts, skipped } = await open(packed, {}, path)
  expect(skipped).toEqual([])
  expect(texts[path] === TEXT).toBe(true)
  for (const content of kind.startsWith('a.') ? ['a'] : ['', 'a', 'ab\n'])
    expect(await open(pack(Buffer.from(content)), {}, path)).toEqual({
      texts: content === '' ? {} : { [path]: content },
      skipped: [],
    })
})

test.each(containers)('%s', async (_, pack) => {
  const packed = pack(Buffer.from(TEXT))
  expect(needsOpening(packed)).toBe(true)
  const { texts, skipped } = await open(packed)
  expect([skipped, Object.keys(texts)]).toEqual([[], ['x!f/a.txt']])
  expect(texts['x!f/a.txt'] === TEXT).toBe(true)
})

test.each([...streams, ...containers])(
  '%s, cut anywhere, gives what was there before and says so',
  async (kind, pack) => {
    const path = pathOf(kind)
    const packed = pack(Buffer.from(TEXT))
    for (const part of [0.1, 0.5, 0.97]) {
      const { texts, skipped } = await open(packed.subarray(0, Math.floor(packed.length * part)), {}, path)
      const text = Object.values(texts).join('')
      expect(TEXT.startsWith(text)).toBe(true)
      // Nothing tells that a text of `compress` or a chunk of Snappy is the last.
      if (!/^compress|^snappy/.test(kind) || text.length < TEXT.length * part * 0.5)
        expect(skipped[0]).toMatch(/damaged: .*\(failed\)$/)
    }
  },
)

test.each(streams)('a bomb: %s', async (kind, pack) => {
  const path = pathOf(kind)
  const bomb = pack(Buffer.alloc(24 * 1024 * 1024, 'a'))
  const limits = { ratio: 50, ratioFromBytes: 1024 * 1024, totalBytes: 16 * 1024 * 1024 }
  const { texts, skipped } = await open(bomb, { limits }, path)
  expect(skipped).toMatchObject([expect.stringMatching(/unpacks to more than (?:50 times its size|16 MB)$/)])
  expect(texts[path]?.length ?? 0).toBeLessThan(20 * 1024 * 1024)
  expect(await open(bomb, { archiveDepth: 0 }, path)).toEqual({ texts: {}, skipped: [] })
})

test('many frames and members are one text', async () => {
  const count = 5_000
  for (const kind of ['lz4', 'lzip']) {
    const one = STREAMS[kind]?.(Buffer.from('a')) as Buffer
    const { texts, skipped } = await open(Buffer.concat(Array.from({ length: count }, () => one)))
    expect([texts['x'] === 'a'.repeat(count), skipped]).toEqual([true, []])
  }
})

test.each(containers)('entries beyond a limit: %s', async (_, pack) => {
  const { texts, skipped } = await open(pack(Buffer.from(TEXT)), { limits: { entryBytes: 1_000 } })
  expect(skipped).toEqual(['x!f/a.txt: archive: larger than 0 MB'])
  expect(texts).toEqual({})
  expect((await open(pack(makeTar([{ name: 'b', content: 'b\n' }])))).texts).toEqual({ 'x!f/a.txt!b': 'b\n' })
})

test.each([
  ['4', makeRar4],
  ['5', makeRar5],
])('of rar %s what is compressed or encrypted is named, and the rest is read', async (_, make) => {
  const content = Buffer.from('plain\n')
  const { texts, skipped } = await open(
    make([
      { name: 'a', content, method: 'compressed' },
      { name: 'b', content },
      { name: 'c', content, isEncrypted: true },
      { name: 'd', content, method: 'compressed' },
      { name: 'e', content },
    ]),
  )
  expect(texts).toEqual({ 'x!b': 'plain\n', 'x!e': 'plain\n' })
  expect(skipped).toEqual([
    'x!a: archive entry: compressed by RAR, which is not unpacked (and 1 more entries)',
    'x!c: archive entry: encrypted',
  ])
})

test('a name alone makes no archive, and neither do two bytes', async () => {
  expect((await open(Buffer.from('text\n'), {}, 'notes.br')).texts).toEqual({ 'notes.br': 'text\n' })
  expect((await open(Buffer.from('text\n'), {}, 'notes.zz')).texts).toEqual({ 'notes.zz': 'text\n' })
  expect(needsOpening(Buffer.from('0707 is a time of the day, and LZIP a program'))).toBe(false)
  expect(needsOpening(Buffer.from([0xc7, 0x71, ...Array.from({ length: 60 }, (_, i) => i)]))).toBe(false)
  expect(needsOpening(Buffer.from([0x1f, 0x9d, 0xff, 1, 2, 3]))).toBe(false)
})
