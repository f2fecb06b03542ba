/** --max-archive-depth, on archives that real tools made: what is opened, how a file inside is named, and what is said. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeTar, makeZip } from '../../../../test/fakes/archive-builder.ts'
import { makeRar5, STREAMS } from '../../../../test/fakes/archive-kinds.ts'
import { realArchive, type ArchiveName } from '../../../../test/fakes/archives.ts'
import { loadConfigText } from './config.ts'
import { findNamedFormat } from './file-kind.ts'
import { scanSource } from './scan-source.ts'

let cwd: string
beforeEach(() => void (cwd = mkdtempSync(join(tmpdir(), 'rekey-gitleaks-archives-'))))
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

const RULE = `[[rules]]\nid = "second"\nregex = '''second line'''\n`
const TEXT = 'first line\nsecond line\n'

async function scan(files: Record<string, Buffer>, { depth = 8, config = RULE } = {}) {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true })
    writeFileSync(join(cwd, name), bytes)
  }
  const { rules, allowlists } = loadConfigText(config, 'config', {
    defaults: () => ({ title: '', description: '', minVersion: '', rules: new Map(), order: [], allowlists: [] }),
    readFile: () => '',
    onWarning: () => undefined,
  })
  const { findings, warnings } = await scanSource({
    kind: 'files',
    cwd,
    source: '.',
    platform: 'none',
    followSymlinks: false,
    maxArchiveDepth: depth,
    ignoreFiles: [],
    detect: { rules: [...rules.values()], allowlists, maxDecodeDepth: 0 },
  })
  return { places: findings.map(({ file, startLine }) => `${file}:${startLine}`).toSorted(), warnings }
}

test.each<[ArchiveName, string]>([
  ['t.tar.xz', 'a.tar.xz'],
  ['t.tar.bz2', 'a.tar.bz2'],
  ['t.tar.zst', 'a.TAR.ZST'],
  ['t.7z', 'a.7z'],
  ['lzma.7z', 'sub/a.7z'],
])('%s is opened as %s', async (archive, name) => {
  expect(await scan({ [name]: realArchive(archive) })).toEqual({ places: [`${name}!f/a.txt:2`], warnings: [] })
})

test('archives lie in archives, a single compressed file keeps its name, and names are cleaned', async () => {
  const inner = makeZip([{ name: './x/../b.txt', content: TEXT }])
  const tar = makeTar([
    { name: './deep/in.zip', content: inner },
    { name: 'deep/c.txt.gz', content: gzipSync(TEXT) },
  ])
  const { places, warnings } = await scan({ 'out.tar.gz': gzipSync(tar), 'd.log.gz': gzipSync(TEXT) })
  expect(places).toEqual(['d.log.gz:2', 'out.tar.gz!deep/c.txt.gz:2', 'out.tar.gz!deep/in.zip!b.txt:2'])
  expect(warnings).toEqual([])
})

test('a depth that is reached is said, and depth 0 is silent', async () => {
  const inner = makeZip([{ name: 'b.txt', content: TEXT }])
  const out = makeZip([
    { name: 'in.zip', content: inner },
    { name: 'a.txt', content: TEXT },
  ])
  expect(await scan({ 'out.zip': out }, { depth: 1 })).toEqual({
    places: ['out.zip!a.txt:2'],
    warnings: ['skipping archive: exceeds max archive depth max_archive_depth=1 path=out.zip!in.zip'],
  })
  expect(await scan({ 'out.zip': out }, { depth: 0 })).toEqual({ places: [], warnings: [] })
})

test('allowed paths are asked with the name inside of the outermost archive, and with the whole one', async () => {
  const inner = makeZip([{ name: 'skip/b.txt', content: TEXT }])
  const out = makeZip([
    { name: 'skip/a.txt', content: TEXT },
    { name: 'in.zip', content: inner },
  ])
  const allow = (path: string): string => `${RULE}[[allowlists]]\npaths = ['''${path}''']\n`
  expect((await scan({ 'out.zip': out }, { config: allow('^skip/') })).places).toEqual(['out.zip!in.zip!skip/b.txt:2'])
  expect((await scan({ 'out.zip': out }, { config: allow('!skip/') })).places).toEqual([])
})

test('what cannot be opened is said, and the rest is searched', async () => {
  const { places, warnings } = await scan({
    'a.s2': brotliCompressSync(TEXT),
    'b.zip': Buffer.from('no zip'),
    'c.tar.gz': gzipSync(makeTar([{ name: 'a.txt', content: TEXT }])).subarray(0, 40),
    'd.zip': realArchive('encrypted.zip'),
    'e.txt': Buffer.from(TEXT),
  })
  expect(places).toEqual(['e.txt:2'])
  expect(warnings.join('\n')).toMatch(/s2 is not unpacked path=a\.s2[^]*b\.zip[^]*c\.tar\.gz[^]*encrypted path=d\.zip/)
})

test('every kind that has a name is opened by it, a tar inside too', async () => {
  const kinds = { br: 'a.txt.br', zz: 'a.txt.zz', lz4: 'lz4', lz: 'lzip', sz: 'snappy', Z: 'compress' }
  const tar = makeTar([{ name: 'in.txt', content: TEXT }])
  const files = Object.entries(kinds).flatMap(([ending, kind]) => {
    const pack = STREAMS[kind] as (content: Buffer) => Buffer
    return [
      [`a.txt.${ending}`, pack(Buffer.from(TEXT))],
      [`t.tar.${ending}`, pack(tar)],
    ] as const
  })
  const { places, warnings } = await scan(Object.fromEntries(files))
  expect(places.toSorted()).toEqual(
    files.map(([name]) => (name.startsWith('t') ? `${name}!in.txt:2` : `${name}:2`)).toSorted(),
  )
  expect(warnings).toEqual([])
  expect(await scan(Object.fromEntries(files), { depth: 0 })).toEqual({ places: [], warnings: [] })
})

test('of a rar what is stored is searched, and the rest is said', async () => {
  const rar = makeRar5([
    { content: Buffer.from(TEXT), name: 'a.txt' },
    { content: Buffer.from(TEXT), name: 'b.txt', method: 'compressed' },
  ])
  expect(await scan({ 'x.rar': rar })).toEqual({
    places: ['x.rar!a.txt:2'],
    warnings: ['archive: compressed by RAR, which is not unpacked path=x.rar!b.txt'],
  })
})

test('an ending in the middle of a name counts where the first bytes agree', async () => {
  const zip = makeZip([{ name: 'a.txt', content: TEXT }])
  expect((await scan({ 'x.zip.bak': zip, 'y.backup': zip, 'z.zip.txt': Buffer.from(TEXT) })).places).toEqual([
    'x.zip.bak!a.txt:2',
    'z.zip.txt:2',
  ])
})

test('a format is told by extensions, not by any dot in a name', () => {
  expect(findNamedFormat('a/files.tar.xz')).toEqual({ compression: 'xz', container: 'tar' })
  expect(findNamedFormat('a.tar.v2.gz')).toEqual({ compression: 'gzip', container: 'tar' })
  expect(findNamedFormat('x.tgz')).toEqual({ compression: 'gzip', container: 'tar' })
  for (const name of ['app.browser.js', 'notes.zipper', 'tar', 'a.tar.d/b', '.zip.txt', 'toString'])
    expect(findNamedFormat(name)).toBeUndefined()
})
