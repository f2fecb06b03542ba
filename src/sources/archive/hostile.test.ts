/** Archives that lie, flood, nest without end or stop in the middle: reported, bounded, and no crash. */
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makeTar, makeZip } from '../../../test/fakes/archive-builder.ts'
import { ARCHIVE_NAMES, realArchive } from '../../../test/fakes/archives.ts'
import type { ArchiveLimits } from './budget.ts'
import { expand } from './expand.ts'

async function open(
  bytes: Buffer,
  limits: Partial<ArchiveLimits> = {},
): Promise<{ paths: string[]; skipped: string[]; length: number }> {
  const skipped: string[] = []
  const paths: string[] = []
  let length = 0
  const onSkip = ({ path, reason }: { path: string; reason: string }): void => void skipped.push(`${path}: ${reason}`)
  for await (const chunk of expand({ bytes, origin: { path: 'x' } }, { onSkip, limits })) {
    paths.push(chunk.origin.path)
    length += chunk.bytes.length
  }
  return { paths, skipped, length }
}

const flood = (megabytes: number): Buffer => Buffer.alloc(megabytes * 1024 ** 2, 'a')

test('a zip bomb ends at the ratio, and the rest of the archive is read', async () => {
  const bomb = makeZip([
    { name: 'bomb', content: flood(64) },
    { name: 'after', content: 'after\n' },
  ])
  const { paths, skipped, length } = await open(bomb)
  expect(skipped).toEqual(['x!bomb: archive: unpacks to more than 200 times its size'])
  expect(paths.at(-1)).toBe('x!after')
  expect(length).toBeLessThan(40 * 1024 ** 2)
})

test('a compressed stream that floods ends as well, nested too', async () => {
  const inner = gzipSync(flood(64))
  expect((await open(inner)).skipped).toEqual(['x: archive: unpacks to more than 200 times its size'])
  expect((await open(gzipSync(inner))).skipped).toEqual(['x: archive: unpacks to more than 200 times its size'])
})

test('each limit is reported when it bites', async () => {
  const entries = Array.from({ length: 20 }, (_, i) => ({ name: `f${i}`, content: 'content\n'.repeat(100) }))
  const zip = makeZip(entries)
  expect((await open(zip, { entries: 10 })).skipped).toEqual(['x: archive: more than 10 entries'])
  expect((await open(zip, { entryBytes: 700 })).skipped.length).toBe(20)
  const total = await open(zip, { totalBytes: 3_000 })
  expect(total.skipped).toEqual(['x: archive: unpacks to more than 0 MB'])
  expect(total.paths.length).toBe(3)
  expect((await open(zip, { milliseconds: -1 })).skipped).toEqual([
    'x: archive: reading it took longer than -0.001 seconds',
  ])
  const nested = makeTar([{ name: 'a.zip', content: zip }])
  expect((await open(nested, { memoryBytes: 100 })).skipped[0]).toMatch(/^x!a\.zip: archive: larger than/)
})

test('entries that lie over each other are not read twice', async () => {
  const zip = makeZip([
    { name: 'real', content: 'real\n' },
    { name: 'again', content: '', claims: { headerAt: 0, compressedSize: 7 } },
  ])
  const { paths, skipped } = await open(zip)
  expect(paths).toEqual(['x!real'])
  expect(skipped).toEqual(['x: archive: 1 of its entries lie over others and were not read'])
})

test('lies about sizes and places', async () => {
  const beyond = makeZip([{ name: 'a', content: 'a\n', claims: { headerAt: 0xfffffff0 } }])
  expect((await open(beyond)).skipped).toEqual(['x!a: archive entry: damaged: it has no header'])
  const long = makeZip([{ name: 'a', content: 'a\n', claims: { compressedSize: 1e9 } }])
  expect((await open(long)).skipped).toEqual(['x!a: archive is damaged: it ends within an entry'])
  const small = makeZip([{ name: 'a', content: 'longer than it claims\n', claims: { size: 1 } }])
  expect(await open(small)).toMatchObject({ paths: ['x!a'], length: 22 })
  const odd = makeZip([{ name: 'a', content: 'a\n', claims: { method: 77 } }])
  expect((await open(odd)).skipped).toEqual(['x!a: archive entry: compression method 77 is not known'])
  const tar = makeTar([{ name: 'a', content: 'a\n', size: '77777777777\0' }])
  expect((await open(tar)).skipped.join()).toContain('it ends within an entry')
})

test('a zip that lost its directory is read from the beginning', async () => {
  const zip = makeZip(
    [
      { name: 'a', content: 'a\n' },
      { name: 'b', content: 'b\n' },
    ],
    { withoutDirectory: true },
  )
  const { paths, skipped } = await open(zip)
  expect(paths).toEqual(['x!a', 'x!b'])
  expect(skipped[0]).toContain('its directory is missing')
})

test('an archive that holds itself ends at the depth', async () => {
  let nested: Buffer = Buffer.from('core\n')
  for (let i = 0; i < 30; i++) nested = makeZip([{ name: 'z', content: nested }])
  expect((await open(nested)).skipped).toEqual(['x!z!z!z!z!z: archive: lies deeper than 5 others (--archive-depth)'])
  let packed: Buffer = gzipSync('core\n')
  for (let i = 0; i < 30; i++) packed = gzipSync(packed)
  expect((await open(packed)).skipped).toEqual(['x: archive: lies deeper than 5 others (--archive-depth)'])
})

test.each(ARCHIVE_NAMES)('cut anywhere, %s is reported and what stands before the cut is read', async (name) => {
  const whole = realArchive(name)
  for (let cut = 1; cut < whole.length; cut += Math.max(1, Math.floor(whole.length / 40))) {
    const { skipped } = await open(whole.subarray(0, cut))
    expect(skipped.length).toBeLessThan(50)
  }
  const { skipped, length } = await open(whole.subarray(0, whole.length >> 1))
  expect(skipped.length + length).toBeGreaterThan(0)
})
