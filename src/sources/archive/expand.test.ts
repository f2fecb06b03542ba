import { deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makeTar, makeZip } from '../../../test/fakes/archive-builder.ts'
import { realArchive, type ArchiveName } from '../../../test/fakes/archives.ts'
import type { Chunk, Skipped } from '../../detect/chunk.ts'
import { expand, type ExpandOptions } from './expand.ts'

interface Opened {
  readonly texts: Record<string, string>
  readonly skipped: readonly string[]
  readonly chunks: readonly Chunk[]
}

async function open(bytes: Buffer, options: Omit<ExpandOptions, 'onSkip'> = {}): Promise<Opened> {
  const skipped: Skipped[] = []
  const chunks: Chunk[] = []
  const source = expand({ bytes, origin: { path: 'x' } }, { ...options, onSkip: (one) => skipped.push(one) })
  for await (const chunk of source) chunks.push(chunk)
  const texts: Record<string, string> = {}
  for (const { origin, bytes: text } of chunks)
    texts[origin.path] = (texts[origin.path] ?? '') + Buffer.from(text).toString()
  return { texts, chunks, skipped: skipped.map(({ path, reason }) => `${path}: ${reason}`) }
}

const LINES = 'first line\nsecond line\n'
const NUMBERS = Array.from({ length: 2_000 }, (_, i) => `${i + 1}\n`).join('')

test.each<ArchiveName>(['t.tar.xz', 'blocks.tar.xz', 't.tar.bz2', 't.tar.zst', 't.7z', 'lzma.7z', 'bzip2.7z'])(
  'what a real tool packed comes out as it was: %s',
  async (name) => {
    const { texts, skipped } = await open(realArchive(name))
    expect(texts).toEqual({ 'x!f/a.txt': LINES, 'x!f/n.txt': NUMBERS })
    expect(skipped).toEqual([])
  },
)

test('several streams behind each other are one text', async () => {
  expect((await open(realArchive('two.bz2'))).texts).toEqual({ x: LINES + NUMBERS })
  expect((await open(Buffer.concat([gzipSync('a\n'), gzipSync('b\n')]))).texts).toEqual({ x: 'a\nb\n' })
})

test('the rows of a database, long ones over many pages and in UTF-16', async () => {
  const { texts, skipped } = await open(realArchive('x.db'))
  const rows = Array.from({ length: 40 }, (_, i) => `row ${i} ${'x'.repeat(i * 30)}\tblob${i}\n`).join('')
  expect(texts['x!t']).toBe(rows)
  expect(texts['x!sqlite_schema']).toContain('CREATE TABLE t(a text,b blob,n int)')
  expect(skipped).toEqual([])
  expect((await open(realArchive('u16.db'))).texts['x!users']).toBe('hello wörld\n')
})

test('what is encrypted is reported', async () => {
  expect(await open(realArchive('encrypted.7z'))).toMatchObject({ texts: {}, skipped: ['x: archive: encrypted'] })
  expect(await open(realArchive('encrypted.zip'))).toMatchObject({
    texts: {},
    skipped: ['x!f/a.txt: archive entry: encrypted (and 1 more entries)'],
  })
})

test('archives lie in archives, and the path tells all of them', async () => {
  const jar = makeZip([{ name: 'META-INF/a.properties', content: 'in the jar\n' }])
  const layer = gzipSync(
    makeTar([
      { name: 'app/lib.jar', content: jar },
      { name: 'etc/env', content: 'in the layer\n' },
    ]),
  )
  const config = '{"config":{"Env":["A=1"]}}'
  const image = makeTar([
    { name: 'blobs/sha256/aa', content: layer },
    { name: 'blobs/sha256/bb', content: config },
    { name: 'link', content: '', type: '2' },
  ])
  const { texts, chunks, skipped } = await open(image)
  expect(texts).toEqual({
    'x!blobs/sha256/aa!app/lib.jar!META-INF/a.properties': 'in the jar\n',
    'x!blobs/sha256/aa!etc/env': 'in the layer\n',
    'x!blobs/sha256/bb': config,
  })
  expect(chunks[0]?.origin.inner).toBe('blobs/sha256/aa!app/lib.jar!META-INF/a.properties')
  expect(skipped).toEqual([])
  const shallow = await open(image, { archiveDepth: 2 })
  expect(Object.keys(shallow.texts)).toEqual(['x!blobs/sha256/aa!etc/env', 'x!blobs/sha256/bb'])
  expect(shallow.skipped).toEqual([
    'x!blobs/sha256/aa!app/lib.jar: archive: lies deeper than 2 others (--archive-depth)',
  ])
  expect(await open(image, { archiveDepth: 0 })).toMatchObject({ texts: {}, skipped: [] })
})

test('long names of tar, and names that would lead out of a folder are names only', async () => {
  const long = `${'d/'.repeat(120)}file`
  const pax = `path=${long}\n`
  const tar = makeTar([
    { name: 'x', content: `${long}\0`, type: 'L' },
    { name: 'short', content: 'gnu\n' },
    { name: 'x', content: `${pax.length + 4} ${pax}`, type: 'x' },
    { name: 'short', content: 'pax\n' },
    { name: '../../etc/passwd', content: 'slip\n' },
    { name: 'odd\nname', content: 'odd\n' },
  ])
  expect((await open(tar)).texts).toEqual({
    [`x!${long}`]: 'gnu\npax\n',
    'x!../../etc/passwd': 'slip\n',
    'x!odd\ufffdname': 'odd\n',
  })
})

test('a PDF: what is drawn, in parts and in hexadecimal, and its own objects', async () => {
  const drawn = deflateSync('BT (to) Tj [(ken ) -20 (= ab\\143)] TJ <646566> Tj ET')
  const pdf = Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj <</Title (a \\(title\\))>> endobj\n2 0 obj <</Filter /FlateDecode>> stream\n'),
    drawn,
    Buffer.from('\nendstream endobj\ntrailer <<>>\n'),
  ])
  const { texts } = await open(pdf)
  expect(texts['x!text']).toContain('a (title)\n')
  expect(texts['x!text']).toContain('to\nken = abc\ndef\n')
})

test.each([
  ['utf16le', [0xff, 0xfe], 'utf-16le'],
  ['utf16le', [], 'utf-16le'],
  ['utf16be', [0xfe, 0xff], 'utf-16be'],
  ['utf32le', [0xff, 0xfe, 0, 0], 'utf-32le'],
  ['utf32be', [], 'utf-32be'],
] as const)('wide text is read: %s with the mark %j', async (kind, mark, encoding) => {
  const text = 'password = "hello"\nsecond line, wörld 😀\n'
  const units = Buffer.from(text, 'utf16le')
  if (kind === 'utf16be') units.swap16()
  const wide = Buffer.concat(
    Array.from(text, (character) => {
      const unit = Buffer.alloc(4)
      if (kind === 'utf32le') unit.writeUInt32LE(character.codePointAt(0) as number)
      else unit.writeUInt32BE(character.codePointAt(0) as number)
      return unit
    }),
  )
  const bytes = Buffer.concat([Buffer.from(mark), kind.startsWith('utf16') ? units : wide])
  const { texts, chunks } = await open(bytes)
  expect(texts).toEqual({ x: text })
  expect(chunks[0]).toMatchObject({ encoding, from: { line: 1, column: 1 + mark.length } })
})

test('a binary file is passed over without a word', async () => {
  expect(await open(Buffer.from([1, 2, 0, 3, 4]))).toMatchObject({ texts: {}, skipped: [] })
})
