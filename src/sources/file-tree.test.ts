import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, deflateSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/fakes/git-repository.ts'
import type { Skipped } from '../detect/chunk.ts'
import { fileTree } from './file-tree.ts'

const folders: { remove: () => void }[] = []
afterEach(() => {
  for (const one of folders.splice(0)) one.remove()
})

function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const created = temporaryFolder()
  folders.push(created)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(created.path, path, '..'), { recursive: true })
    writeFileSync(join(created.path, path), content)
  }
  return created.path
}

async function read(root: string): Promise<{ paths: string[]; skipped: Skipped[] }> {
  const skipped: Skipped[] = []
  const paths: string[] = []
  for await (const chunk of fileTree({ root, onSkip: (one) => skipped.push(one) })) paths.push(chunk.origin.path)
  return { paths, skipped }
}

test('all text files are read in the order of their names, .git is not', async () => {
  const root = folder({
    'b.txt': 'b',
    'a/z': 'z',
    'node_modules/x/y.js': 'y',
    '.git/config': 'c',
    '.env': 'e',
    'i.png': Buffer.from([0]),
  })
  expect(await read(root)).toEqual({ paths: ['.env', 'a/z', 'b.txt', 'node_modules/x/y.js'], skipped: [] })
})

test('what only its name tells to be compressed is opened, small or large', async () => {
  const noise = Buffer.from(Array.from({ length: 200_000 }, (_, i) => i).join(' '))
  const large = Buffer.concat([noise, randomBytes(9 * 1024 * 1024)])
  const root = folder({
    'a.js.br': brotliCompressSync('a\n'),
    'b.zz': deflateSync(large, { level: 1 }),
    'c.br': 'text\n',
  })
  const texts = new Map<string, number>()
  for await (const { origin, bytes } of fileTree({ root, onSkip: (one) => expect(one).toBeUndefined() }))
    texts.set(origin.path, (texts.get(origin.path) ?? 0) + bytes.length)
  expect([...texts.keys()]).toEqual(['a.js.br', 'b.zz', 'c.br'])
  expect([texts.get('a.js.br'), texts.get('c.br')]).toEqual([2, 5])
  // Blocks of a text may share what stands at their border.
  expect(texts.get('b.zz')).toBeGreaterThanOrEqual(large.length)
})

test('symbolic links, pipes and loops are not followed', async () => {
  const outside = folder({ secret: 's' })
  const root = folder({ a: 'a' })
  symlinkSync(join(outside, 'secret'), join(root, 'link'))
  symlinkSync(outside, join(root, 'folder'))
  symlinkSync('.', join(root, 'loop'))
  execFileSync('mkfifo', [join(root, 'pipe')])
  expect(await read(root)).toEqual({ paths: ['a'], skipped: [] })
})

test('names with line breaks, names that are no UTF-8, and folders of such names are read', async () => {
  const root = folder({ 'a\nb': 'x' })
  const odd = Buffer.concat([Buffer.from(`${root}/c`), Buffer.from([0xff])])
  mkdirSync(odd)
  writeFileSync(Buffer.concat([odd, Buffer.from('/d'), Buffer.from([0xfe])]), 'y')
  expect(await read(root)).toEqual({ paths: ['a\nb', 'c\ufffd/d\ufffd'], skipped: [] })
})

test('a line of 100 MB and a large sparse file are read in bounded pieces', async () => {
  const root = folder({ line: Buffer.alloc(100 * 1024 ** 2, 'ab '), sparse: 'text\n'.repeat(2_000) })
  truncateSync(join(root, 'sparse'), 200 * 1024 ** 2)
  let largest = 0
  let length = 0
  for await (const { bytes, own } of fileTree({ root, onSkip: (one) => expect(one).toBeUndefined() })) {
    largest = Math.max(largest, bytes.length)
    length += (own?.end ?? bytes.length) - (own?.start ?? 0)
  }
  expect(largest).toBeLessThan(9 * 1024 ** 2)
  expect(length).toBe(300 * 1024 ** 2)
})

test('a text file over the limit is reported, a binary one is left out as any other', async () => {
  const root = folder({ a: 'a', sparse: 'text\n'.repeat(2_000), 'sparse.bin': '' })
  truncateSync(join(root, 'sparse'), 10 * 1024 ** 3)
  truncateSync(join(root, 'sparse.bin'), 10 * 1024 ** 3)
  const { paths, skipped } = await read(root)
  expect(paths).toEqual(['a'])
  expect(skipped).toEqual([{ path: 'sparse', reason: 'larger than 4096 MB (10240 MB)' }])
})

test('a file that vanishes while the tree is read is reported', async () => {
  const root = folder({ a: 'a', b: 'b' })
  const skipped: Skipped[] = []
  const source = fileTree({ root, onSkip: (one) => skipped.push(one) })
  await source.next()
  execFileSync('rm', [join(root, 'b')])
  expect((await source.next()).done).toBe(true)
  expect(skipped).toEqual([{ path: 'b', reason: 'vanished while it was read' }])
})

test('a file that is cut or put out of the way while it is read is reported, one that grows is not', async () => {
  const root = folder({ large: 'line of text\n'.repeat(2_000_000), swapped: 'x' })
  const skipped: Skipped[] = []
  const source = fileTree({ root, onSkip: (one) => skipped.push(one) })
  expect((await source.next()).value).toMatchObject({ origin: { path: 'large' } })
  truncateSync(join(root, 'large'), 10 * 1024 ** 2)
  execFileSync('rm', [join(root, 'swapped')])
  symlinkSync('/etc/hostname', join(root, 'swapped'))
  while ((await source.next()).done !== true);
  expect(skipped).toEqual([
    { path: 'large', reason: 'became shorter while it was read' },
    { path: 'swapped', reason: 'not readable: ELOOP' },
  ])
  const grown = folder({ log: 'line of text\n'.repeat(2_000_000) })
  const reading = fileTree({ root: grown, onSkip: (one) => skipped.push(one) })
  await reading.next()
  appendFileSync(join(grown, 'log'), 'more\n')
  while ((await reading.next()).done !== true);
  expect(skipped).toHaveLength(2)
})
