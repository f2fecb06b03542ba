import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { temporaryFolder } from '../../../test/fakes/git-repository.ts'
import type { Forest } from '../../sources/pack/forest.ts'
import { MAX_STORED_BYTES, STORED_BYTES, storedBytes } from './stored-bytes.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

/** Bytes that are told apart wherever they stand, behind a pack's header. */
function packBytes(length: number, seed: number): Buffer {
  const pattern = createHash('sha512').update(`${seed}`).digest()
  const bytes = Buffer.alloc(length, pattern)
  for (let at = 12; at + 4 < length; at += 61) bytes.writeUInt32LE((at * seed) >>> 0, at)
  bytes.write('PACK', 'latin1')
  bytes.writeUInt32BE(2, 4)
  return bytes
}

test('every entry is given as it lies in its pack, in whatever order they are asked for', () => {
  const packs = [packBytes(9 * 1024 * 1024, 3), packBytes(8 * 1024 * 1024, 5)]
  const paths = packs.map((bytes, i) => join(folder.path, `${i}.pack`))
  packs.forEach((bytes, i) => writeFileSync(paths[i] as string, bytes))
  // Lengths of all kinds: of a few bytes, of some blocks, and of one that is larger than all that is kept.
  const offset: number[] = []
  const firsts = [0]
  const ends = packs.map(({ length }) => length - 20)
  for (const [pack, end] of ends.entries()) {
    let at = 12
    for (let i = 0; at < end; i++) {
      offset.push(at)
      at +=
        i === 40
          ? 1024 * 1024
          : i === 41 && pack === 0
            ? MAX_STORED_BYTES + 4
            : 7 + ((i * 7_919) % (i % 9 === 0 ? 90_000 : 9_000))
    }
    firsts.push(offset.length)
  }
  const count = offset.length
  const forest = {
    count,
    firsts: Uint32Array.from(firsts),
    ends: Float64Array.from(ends),
    offset: Float64Array.from(offset),
    header: new Uint8Array(count).fill(2),
  } as unknown as Forest
  const room = 64
  const bytes = new Uint8Array(room + STORED_BYTES)
  const stored = storedBytes({ forest, packs: paths, whole: undefined, hashBytes: 20, bytes, at: room })
  let seen = 0
  for (let turn = 0; turn < 3 * count; turn++) {
    const entry = turn < count ? turn : (turn * 48_271) % count
    const pack = entry < (firsts[1] as number) ? 0 : 1
    const start = (offset[entry] as number) + 2
    const stop = entry + 1 === firsts[pack + 1] ? (ends[pack] as number) : (offset[entry + 1] as number)
    const at = stored.load(entry)
    if (stop - start > MAX_STORED_BYTES) {
      expect(at).toBe(-1)
      continue
    }
    seen++
    if (!Buffer.from(bytes.buffer, at, stored.end - at).equals((packs[pack] as Buffer).subarray(start, stop)))
      expect.fail(`entry ${entry} of ${stop - start} bytes is another one`)
  }
  stored.close()
  expect(seen).toBeGreaterThan(2 * count)
  expect(bytes.subarray(0, room).every((byte) => byte === 0)).toBe(true)
})
