import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { temporaryFolder } from '../../../test/fakes/git-repository.ts'
import { fakeGithubToken } from '../../../test/fakes/keys.ts'
import { blobId, writeDelta, writePack, type Op, type PackEntry } from '../../../test/fakes/pack-writer.ts'
import { withDecoding } from '../../detect/decode/decoding-engine.ts'
import { createEngine, type Engine } from '../../detect/engine.ts'
import { createKernelMemory, SCRATCH_BYTES, type Kernel } from '../../detect/kernel/kernel.ts'
import { createTypescriptKernel } from '../../detect/kernel/typescript-kernel.ts'
import { createWasmKernel, wasmModule } from '../../detect/kernel/wasm-kernel.ts'
import { buildForest } from '../../sources/pack/forest.ts'
import { openPacks } from '../../sources/pack/open-packs.ts'
import { planWork } from '../../sources/pack/plan.ts'
import { readCatalogueImage } from '../catalogue-image.ts'
import { catalogue } from '../catalogue.ts'
import { readWhole } from './stored-bytes.ts'
import { walkFamilies } from './walk-families.ts'

const RUNS = Number(process.env['REKEY_FUZZ_RUNS'] ?? 150)
const folder = temporaryFolder()
mkdirSync(join(folder.path, 'pack'))
afterAll(() => folder.remove())

const engine: Engine = createEngine(catalogue(), { image: readCatalogueImage() })
const decoding = withDecoding(engine)
const heap = createKernelMemory(engine.image, { bytes: SCRATCH_BYTES + 32 * 1024 * 1024 })
const scratchAt = Math.ceil(heap.heapAt / 16) * 16
const place = { memory: heap.memory, imageAt: heap.imageAt, scratchAt }
const kernels: readonly Kernel[] = [
  createWasmKernel({ ...place, module: wasmModule(false) }),
  createTypescriptKernel(place),
]

const KEYS = [1, 2, 3].map((seed) => fakeGithubToken(seed))
const text = fc
  .array(fc.constantFrom('a line\n', 'token = ', ...KEYS, 'prose that goes on and on ', '\n', '\0', 'A'.repeat(70)), {
    maxLength: 12,
  })
  .map((pieces) => Buffer.from(pieces.join('')))
const op: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ from: fc.nat({ max: 300 }), size: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ from: fc.constantFrom(0, 0xff_ffff, 0x7fff_ffff), size: fc.constantFrom(1, 0xffff, 0xff_ffff) }),
  text.map((insert) => ({ insert })),
)
const made = fc.record({
  base: fc.nat({ max: 9 }),
  byId: fc.boolean(),
  ops: fc.array(op, { maxLength: 6 }),
  /** Added to the sizes that the delta announces. */
  lie: fc.constantFrom<readonly [number, number]>(
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
    [1, 0],
    [0, 1],
    [0, -1],
    [0, 2 ** 30],
  ),
  wrongId: fc.boolean(),
})
type Made = typeof made extends fc.Arbitrary<infer T> ? T : never
const plans = fc.array(
  fc.oneof(
    text.map((whole) => ({ whole })),
    made,
  ),
  { minLength: 1, maxLength: 10 },
)

/** What each entry is, if it is anything: made step by step, as the format says. */
function contentsOf(list: readonly ({ whole: Buffer } | Made)[]): (Buffer | undefined)[] {
  const known: (Buffer | undefined)[] = []
  const contentAt = (i: number, depth: number): Buffer | undefined => {
    const entry = list[i]
    if (entry === undefined || depth > list.length) return undefined
    if ('whole' in entry) return entry.whole
    const base = entry.base === i ? undefined : contentAt(entry.base, depth + 1)
    if (base === undefined || entry.lie.some((one) => one !== 0)) return undefined
    const parts: Buffer[] = []
    for (const one of entry.ops) {
      if (!('insert' in one)) {
        if (one.from + one.size > base.length) return undefined
        parts.push(base.subarray(one.from, one.from + one.size))
      } else parts.push(one.insert)
    }
    return Buffer.concat(parts)
  }
  list.forEach((_, i) => (known[i] = contentAt(i, 0)))
  return known
}

function entriesOf(
  list: readonly ({ whole: Buffer } | Made)[],
  contents: readonly (Buffer | undefined)[],
): PackEntry[] {
  return list.map((entry, i): PackEntry => {
    const content = contents[i]
    const salt = Buffer.from(`no content ${i}`)
    if ('whole' in entry) return { id: blobId(entry.whole), whole: entry.whole }
    const id = content === undefined || entry.wrongId ? blobId(salt) : blobId(content)
    const baseSize = (contents[entry.base]?.length ?? 0) + entry.lie[0]
    const size = entry.ops.reduce((sum, one) => sum + ('insert' in one ? one.insert.length : one.size), 0)
    return {
      id,
      base: entry.base,
      byId: entry.byId,
      delta: writeDelta(baseSize, Math.max(0, size + entry.lie[1]), entry.ops),
    }
  })
}

interface Answer {
  readonly found: Record<string, string[]>
  readonly left: string[]
}

function walk(kernel: Kernel, held: boolean): Answer | 'unusable' {
  const opened = openPacks([folder.path], 20)
  try {
    if (opened.packs.length === 0) return 'unusable'
    const { forest, broken, idOf } = buildForest(opened.packs)
    const found: Record<string, string[]> = {}
    const left = new Set(broken.map(idOf))
    const files = opened.packs.map(({ file }) => file)
    const plan = planWork(forest)
    const walking = walkFamilies({
      forest,
      plan,
      packs: files.map(({ path }) => path),
      whole: held ? readWhole(files) : undefined,
      hashBytes: 20,
      kernel,
      heapAt: scratchAt + SCRATCH_BYTES,
      engine,
      onJudge: () => undefined,
      onFound: ({ entry, digest, found: all }) => {
        if (digest !== idOf(entry)) left.add(idOf(entry))
        else found[digest] = all.map(({ secret }) => secret)
      },
      onLeave: (entry) => void left.add(idOf(entry)),
      onLimited: () => undefined,
    })
    for (let unit = 0; unit + 1 < plan.units.length; unit++) walking.unit(unit)
    walking.close()
    return { found, left: [...left].toSorted() }
  } finally {
    opened.close()
  }
}

function write({ pack, index }: { pack: Buffer; index: Buffer }): void {
  writeFileSync(join(folder.path, 'pack', 'pack-x.pack'), pack)
  writeFileSync(join(folder.path, 'pack', 'pack-x.idx'), index)
}

/** In every way of reading; they must agree. */
function walkEveryWay(): Answer | 'unusable' {
  const [first, ...others] = kernels.flatMap((kernel) => [walk(kernel, true), walk(kernel, false)])
  for (const other of others) expect(other).toEqual(first)
  return first as Answer | 'unusable'
}

test('circles, copies out of bounds and sizes that lie: what is whole is found, the rest is left to git', () => {
  let keys = 0
  fc.assert(
    fc.property(plans, (list) => {
      const contents = contentsOf(list)
      const entries = entriesOf(list, contents)
      write(writePack(entries))
      const answer = walkEveryWay()
      if (answer === 'unusable') throw new Error('the pack itself is right')
      entries.forEach(({ id }, i) => {
        const content = contents[i]
        const hex = id.toString('hex')
        if (content === undefined || answer.left.includes(hex)) return
        const secrets = content.includes(0) ? [] : decoding.match(content).map(({ secret }) => secret)
        if (blobId(content).equals(id)) expect(answer.found[hex] ?? []).toEqual(secrets)
        else expect(answer.found[hex]).toBeUndefined()
        keys += secrets.length
      })
    }),
    { numRuns: RUNS },
  )
  expect(keys).toBeGreaterThan(RUNS / 4)
})

test('whatever byte is wrong, and wherever a pack ends: nothing that was not there is found', () => {
  fc.assert(
    fc.property(
      plans,
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 }),
      fc.nat(),
      (list, bytes, cut) => {
        const contents = contentsOf(list)
        const { pack, index } = writePack(entriesOf(list, contents))
        for (const [at, value] of bytes) pack[at % pack.length] = value
        write({ pack: cut % 3 === 0 ? pack.subarray(0, cut % pack.length) : pack, index })
        const answer = walkEveryWay()
        if (answer === 'unusable') return
        const real = new Set(
          contents.flatMap((content) => (content === undefined ? [] : [blobId(content).toString('hex')])),
        )
        for (const id of Object.keys(answer.found)) expect(real.has(id)).toBe(true)
      },
    ),
    { numRuns: RUNS },
  )
})
