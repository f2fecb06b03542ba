import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Match } from '../chunk.ts'
import { createEngine } from '../engine.ts'
import type { Rule } from '../rule.ts'
import { Verdicts } from '../verdicts.ts'
import { compileImage } from './image.ts'
import {
  ALL_DIRTY,
  blockIndexBytes,
  createKernelMemory,
  ALIVE,
  HIT_WORDS,
  type Kernel,
  reserve,
  SCRATCH_BYTES,
  SLACK,
  STATUS,
  workBudget,
} from './kernel.ts'
import { createTypescriptKernel } from './typescript-kernel.ts'
import { createWasmKernel, wasmModule } from './wasm-kernel.ts'

const rules = [
  { id: 'token', pattern: /(?<![a-z])acme_[a-z0-9]{8,24}(?![a-z0-9])/, literals: [] },
  { id: 'named', pattern: /brick[ -]{0,4}pass\s?=\s?[^\s]{4,20}/i, literals: [] },
  { id: 'short', pattern: /(?<=\s)Zx\.[0-9]{0,3}/, literals: [] },
  { id: 'far', pattern: /cobalt[^]{0,60}?[0-9a-f]{12}/, literals: [] },
]
const image = compileImage(rules).bytes

const HEAP = 6_000_000
const VERDICT_BYTES = 64 * 1024
const RUNS = Number(process.env['REKEY_FUZZ_RUNS'] ?? 300)

interface Bench {
  readonly kernel: Kernel
  readonly verdictsAt: number
  /** Free memory of the test. */
  readonly at: number
}

function bench(kind: Kernel['kind'], shared = false): Bench {
  const { memory, imageAt, heapAt } = createKernelMemory(image, { bytes: SCRATCH_BYTES + 64, shared })
  reserve(memory, heapAt + SCRATCH_BYTES + HEAP)
  const place = { memory, imageAt, scratchAt: heapAt }
  const kernel =
    kind === 'wasm' ? createWasmKernel({ ...place, module: wasmModule(shared) }) : createTypescriptKernel(place)
  const verdictsAt = heapAt + SCRATCH_BYTES
  return { kernel, verdictsAt, at: verdictsAt + VERDICT_BYTES }
}

const wasm = bench('wasm')
const twin = bench('typescript')
const both = [wasm, twin] as const

const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'acme_',
      'ACME_',
      'brick pass=',
      'Brick-pass = ',
      'Zx.',
      ' zx.',
      'cobalt',
      ' ',
      '\n',
      '=',
    ),
  },
  { weight: 4, arbitrary: fc.stringMatching(/^[a-z0-9]{1,30}$/) },
  { weight: 1, arbitrary: fc.nat({ max: 200 }).map((n) => '.'.repeat(n)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 9 }).map((bytes) => Buffer.from(bytes).toString('latin1')) },
)
const blob = fc.array(piece, { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join(''), 'latin1'))

/** Candidates without what is only known of them in passing: position, and list with ALIVE. */
function candidatesIn({ kernel }: Bench, at: number, count: number): number[][] {
  const { words } = kernel
  return Array.from({ length: count }, (_, i) => {
    const state = words[at / 4 + i * 2 + 1] as number
    return [words[at / 4 + i * 2] as number, (state & 0xf_ffff) + (state >= ALIVE ? ALIVE : 0)]
  })
}

/** Hits as pairs of position and rule. */
function hitsIn({ kernel }: Bench, at: number, count: number): number[][] {
  const { words } = kernel
  return Array.from({ length: count }, (_, i) => Array.from(words.subarray(at / 4 + i * HIT_WORDS).subarray(0, 2)))
}

const align = (at: number): number => (at + 63) & ~63

interface Searched {
  readonly blobAt: number
  readonly length: number
  readonly candidatesAt: number
  readonly count: number
  readonly candidates: number[][]
  readonly hits: number[][]
  readonly hitsAt: number
  readonly end: number
}

/** A whole blob at `at`: scan and confirm. */
function search(own: Bench, bytes: Uint8Array, at = own.at): Searched {
  const { kernel } = own
  const blobAt = align(at)
  const { length } = bytes
  kernel.bytes.set(bytes, blobAt)
  // What stands behind a blob must not matter.
  kernel.bytes.fill(0x5f, blobAt + length, blobAt + length + SLACK)
  const candidatesAt = align(blobAt + length + SLACK)
  const candidatesEnd = candidatesAt + length * 8
  const count = kernel.scan(blobAt, length, 0, length, candidatesAt, candidatesEnd)
  const out = align(candidatesEnd + SLACK)
  const outEnd = out + length * 4 * HIT_WORDS * rules.length
  const hits = kernel.confirm({
    at: blobAt,
    length,
    candidates: candidatesAt,
    count,
    dirty: 0,
    dirtyCount: ALL_DIRTY,
    verdicts: own.verdictsAt,
    out,
    outEnd,
    budget: workBudget(length),
  })
  expect([count, hits].every((result) => result >= 0)).toBe(true)
  const found = { hits: hitsIn(own, out, hits), hitsAt: out }
  const candidates = candidatesIn(own, candidatesAt, count)
  return { blobAt, length, candidatesAt, count, candidates, ...found, end: align(outEnd + SLACK) }
}

test('both kernels find the same, and every match of every pattern holds a hit', () => {
  fc.assert(
    fc.property(blob, (bytes) => {
      const [compiled, plain] = [search(wasm, bytes), search(twin, bytes)]
      expect(plain.candidates).toEqual(compiled.candidates)
      expect(plain.hits).toEqual(compiled.hits)
      const text = bytes.toString('latin1')
      rules.forEach(({ pattern }, rule) => {
        const own = compiled.hits.filter(([, hit]) => hit === rule).map(([position]) => position as number)
        for (const match of text.matchAll(new RegExp(pattern, `${pattern.flags}g`))) {
          const end = match.index + match[0].length
          expect(own.some((position) => position >= match.index && position < end)).toBe(true)
        }
      })
    }),
    { numRuns: RUNS },
  )
})

test('a scan in pieces gives the candidates of a scan as a whole', () => {
  fc.assert(
    fc.property(blob, fc.array(fc.nat({ max: 2_000 }), { maxLength: 5 }), (bytes, cuts) => {
      const whole = search(wasm, bytes)
      const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((a, b) => a - b), bytes.length]
      const positions = places.slice(1).flatMap((to, i) => {
        const from = places[i] as number
        const out = align(whole.end)
        const count = wasm.kernel.scan(whole.blobAt, bytes.length, from, to, out, out + 8 * bytes.length)
        return candidatesIn(wasm, out, count).map(([position]) => position)
      })
      expect(positions).toEqual(whole.candidates.map(([position]) => position))
    }),
    { numRuns: RUNS },
  )
})

// ---------- deltas ----------

type Op = { readonly from: number; readonly size: number } | { readonly insert: Buffer }

const ops = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ from: fc.nat({ max: 1_500 }), size: fc.nat({ max: 300 }) }) },
    // Continues where the copy before it ended: no seam.
    { weight: 1, arbitrary: fc.nat({ max: 60 }).map((size) => ({ from: -1, size })) },
    { weight: 2, arbitrary: piece.map((text) => ({ insert: Buffer.from(text.slice(0, 127), 'latin1') })) },
  ),
  { minLength: 1, maxLength: 14 },
)

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]
}

/** A delta as git writes it, and the target that it stands for. */
function encodeDelta(base: Buffer, asked: readonly Op[]): { delta: Buffer; target: Buffer } {
  const body: number[] = []
  const target: Buffer[] = []
  let last = 0
  for (const op of asked) {
    if ('insert' in op) {
      if (op.insert.length > 0) body.push(op.insert.length, ...op.insert)
      target.push(op.insert)
      continue
    }
    const from = Math.min(op.from === -1 ? last : op.from, base.length)
    const size = Math.min(op.size, base.length - from)
    last = from + size
    if (size === 0) continue
    body.push(0x80 | 1 | 2 | 16 | 32, from & 255, from >>> 8, size & 255, size >>> 8)
    target.push(base.subarray(from, last))
  }
  const whole = Buffer.concat(target)
  return { delta: Buffer.from([...varint(base.length), ...varint(whole.length), ...body]), target: whole }
}

/** Applies `delta` behind a searched base; what `confirm` says then. */
function carry(
  own: Bench,
  known: Searched,
  delta: Uint8Array,
  dirtyRoom = 4_096,
): { status: number } & Partial<Searched> {
  const { kernel } = own
  const indexAt = align(known.end)
  const indexEnd = indexAt + blockIndexBytes(known.length)
  expect(kernel.index(known.candidatesAt, known.count, known.length, indexAt, indexEnd)).toBe(indexEnd - indexAt)
  const deltaAt = align(indexEnd + SLACK)
  kernel.bytes.set(delta, deltaAt)
  const dst = align(deltaAt + delta.length + SLACK)
  const dstEnd = dst + 20_000
  kernel.bytes.fill(0xaa, dstEnd + SLACK, dstEnd + SLACK + 64)
  const out = align(dstEnd + 2 * SLACK)
  const outEnd = out + 200_000
  const dirty = align(outEnd + SLACK)
  const count = kernel.applyDelta({
    delta: deltaAt,
    deltaEnd: deltaAt + delta.length,
    base: known.blobAt,
    baseLength: known.length,
    candidates: known.candidatesAt,
    count: known.count,
    blockIndex: indexAt,
    dst,
    dstEnd,
    out,
    outEnd,
    dirty,
    dirtyEnd: dirty + dirtyRoom,
  })
  expect(kernel.bytes.subarray(dstEnd + SLACK, dstEnd + SLACK + 64).every((byte) => byte === 0xaa)).toBe(true)
  if (count < 0) return { status: count }
  const hitsAt = align(dirty + dirtyRoom + SLACK)
  const hits = kernel.confirm({
    at: dst,
    length: kernel.deltaTarget,
    candidates: out,
    count,
    dirty,
    dirtyCount: kernel.dirtyCount,
    verdicts: own.verdictsAt,
    out: hitsAt,
    outEnd: hitsAt + 400_000,
    budget: workBudget(20_000),
  })
  return {
    status: hits,
    blobAt: dst,
    length: kernel.deltaTarget,
    candidatesAt: out,
    count,
    candidates: candidatesIn(own, out, count),
    hits: hitsIn(own, hitsAt, hits),
    hitsAt,
    end: hitsAt + 400_000 + SLACK,
  }
}

test.each([4_096, 8])('what is carried over a delta is what a full search finds (room for ranges: %i)', (dirtyRoom) => {
  fc.assert(
    fc.property(blob, ops, (base, asked) => {
      const { delta, target } = encodeDelta(base, asked)
      const [first, second] = both.map((own) => {
        const full = search(own, target)
        const carried = carry(own, search(own, base), delta, dirtyRoom)
        const { blobAt = 0, length = 0 } = carried
        expect(Buffer.from(own.kernel.bytes.subarray(blobAt, blobAt + length)).equals(target)).toBe(true)
        expect(carried.candidates).toEqual(full.candidates)
        expect(carried.hits).toEqual(full.hits)
        return carried
      })
      expect(first?.hits).toEqual(second?.hits)
    }),
    { numRuns: RUNS },
  )
})

describe.each([
  ['wasm', wasm],
  ['typescript', twin],
])('what was judged is inherited (%s)', (_, own) => {
  const asked = vi.fn<() => void>()
  const engine = createEngine(
    rules.map((rule): Rule => ({
      ...rule,
      provider: rule.id,
      kind: 'key',
      about: 'key',
      judge: (secret) => {
        asked()
        return { keep: secret.length % 3 !== 0, reason: 'by its length' }
      },
    })),
  )
  const judge = (searched: Searched, verdicts: Verdicts): Match[] => {
    const from = searched.hitsAt / 4
    const hits = own.kernel.words.subarray(from, from + HIT_WORDS * searched.hits.length)
    return engine.judge(own.kernel.bytes.subarray(searched.blobAt, searched.blobAt + searched.length), hits, verdicts)
  }
  const noVerdicts = (): Verdicts => new Verdicts(own.kernel.words, { at: own.verdictsAt, bytes: VERDICT_BYTES })

  test('and is what judging anew would give, through several versions', () => {
    fc.assert(
      fc.property(blob, fc.array(ops, { minLength: 1, maxLength: 4 }), (first, versions) => {
        const verdicts = noVerdicts()
        let text: Buffer = first
        let known = search(own, first)
        expect(judge(known, verdicts)).toEqual(engine.match(first))
        for (const change of versions) {
          const { delta, target } = encodeDelta(text, change)
          known = carry(own, known, delta) as Searched
          expect(judge(known, verdicts)).toEqual(engine.match(target))
          text = target
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('and nothing is judged again that no new byte concerns', () => {
    const verdicts = noVerdicts()
    const base = Buffer.from('acme_k3v9q2m7x1 acme_k3v9q2m7x1ab '.repeat(40))
    const known = search(own, base)
    expect(judge(known, verdicts)).toHaveLength(40)
    asked.mockClear()
    const { delta } = encodeDelta(base, [
      { from: 0, size: 680 },
      { insert: Buffer.from(' new ') },
      { from: 680, size: base.length - 680 },
    ])
    expect(judge(carry(own, known, delta) as Searched, verdicts)).toHaveLength(40)
    expect(asked.mock.calls.length).toBeLessThan(16)
  })
})

test('a hostile delta gets a status, the same from both kernels, and writes nowhere else', () => {
  const flips = fc.array(fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 })
  const seen = new Set<boolean>()
  fc.assert(
    fc.property(blob, ops, flips, fc.nat({ max: 40 }), (base, asked, changes, cut) => {
      const { delta } = encodeDelta(base, asked)
      for (const [place, value] of changes) delta[place % delta.length] = value
      const wrong = delta.subarray(0, Math.max(0, delta.length - cut))
      const [first, second] = both.map((own) => carry(own, search(own, base), wrong))
      expect(second?.status).toBe(first?.status)
      expect(second?.candidates).toEqual(first?.candidates)
      seen.add((first?.status ?? 0) < 0)
    }),
    { numRuns: RUNS * 2 },
  )
  expect(seen).toEqual(new Set([true, false]))
})

test('a delta applied without candidates gives the same target', () => {
  const base = Buffer.from('0123456789'.repeat(50))
  const { delta, target } = encodeDelta(base, [
    { from: 7, size: 300 },
    { insert: Buffer.from('new') },
    { from: 0, size: 5 },
  ])
  for (const { kernel, at } of both) {
    kernel.bytes.set(base, at)
    const deltaAt = at + 1_024
    kernel.bytes.set(delta, deltaAt)
    const dst = at + 2_048
    const frame = {
      delta: deltaAt,
      deltaEnd: deltaAt + delta.length,
      base: at,
      baseLength: base.length,
      dst,
      dstEnd: dst + 400,
    }
    expect(kernel.applyOnly(frame)).toBe(target.length)
    expect(Buffer.from(kernel.bytes.subarray(dst, dst + target.length))).toEqual(target)
    expect(kernel.applyOnly({ ...frame, baseLength: base.length - 1 })).toBe(STATUS.CORRUPT)
    expect(kernel.applyOnly({ ...frame, dstEnd: dst + 10 })).toBe(STATUS.BOUNDS)
  }
})

// ---------- inflate ----------

describe('inflate', () => {
  const data = fc.oneof(
    blob,
    fc.uint8Array({ maxLength: 3_000 }).map((bytes) => Buffer.from(bytes)),
    fc
      .tuple(piece, fc.nat({ max: 4_000 }))
      .map(([text, n]) => Buffer.from(text.repeat(1 + n / (1 + text.length)), 'latin1')),
  )
  const level = fc.constantFrom(0, 1, 6, 9)

  function inflateIn({ kernel, at }: Bench, stream: Uint8Array, size: number): { status: number; output?: Buffer } {
    kernel.bytes.fill(0xff, at, at + stream.length + SLACK)
    kernel.bytes.set(stream, at)
    const dst = align(at + stream.length + SLACK)
    kernel.bytes.fill(0xaa, dst + size + SLACK, dst + size + 2 * SLACK)
    const status = kernel.inflate(at, at + stream.length, dst, size)
    expect(kernel.bytes.subarray(dst + size + SLACK, dst + size + 2 * SLACK).every((byte) => byte === 0xaa)).toBe(true)
    return status < 0 ? { status } : { status, output: Buffer.from(kernel.bytes.slice(dst, dst + size)) }
  }

  test('gives what zlib packed, and says where the stream ended', () => {
    fc.assert(
      fc.property(data, level, fc.uint8Array({ maxLength: 20 }), (bytes, strength, behind) => {
        const packed = deflateSync(bytes, { level: strength })
        for (const own of both) {
          const { status, output } = inflateIn(own, Buffer.concat([packed, behind]), bytes.length)
          expect(status).toBe(packed.length)
          expect(output?.equals(bytes)).toBe(true)
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('a wrong size, a cut and flipped bytes get the same answer from both kernels, and never a trap', () => {
    const seen = new Set<boolean>()
    fc.assert(
      fc.property(
        data,
        level,
        fc.array(fc.tuple(fc.nat({ max: 3_000 }), fc.nat({ max: 255 })), { maxLength: 3 }),
        fc.nat({ max: 30 }),
        fc.integer({ min: -5, max: 5 }),
        (bytes, strength, changes, cut, wrong) => {
          const packed = deflateSync(bytes, { level: strength })
          for (const [place, value] of changes) packed[2 + (place % (packed.length - 2))] = value
          const stream = packed.subarray(0, Math.max(0, packed.length - cut))
          const size = Math.max(0, bytes.length + wrong)
          const [first, second] = both.map((own) => inflateIn(own, stream, size))
          expect(second).toEqual(first)
          seen.add((first?.status ?? 0) < 0)
        },
      ),
      { numRuns: RUNS * 3 },
    )
    expect(seen).toEqual(new Set([true, false]))
  })
})

test('a region outside of memory is refused', () => {
  for (const { kernel } of both) {
    const end = kernel.bytes.length
    expect(kernel.scan(end - 10, 10, 0, 10, 65_536, 70_000)).toBe(STATUS.BOUNDS)
    expect(kernel.inflate(end - 10, end, 65_536, 10)).toBe(STATUS.BOUNDS)
    expect(kernel.inflate(65_536, 65_636, end - 10, 10)).toBe(STATUS.BOUNDS)
  }
})

test('an output that is too small is said, not overrun', () => {
  const bytes = Buffer.from('acme_ '.repeat(50))
  for (const { kernel, at } of both) {
    kernel.bytes.set(bytes, at)
    const out = align(at + bytes.length + SLACK)
    expect(kernel.scan(at, bytes.length, 0, bytes.length, out, out + 16)).toBe(STATUS.FULL)
  }
})

test('work beyond the budget is left undecided, and said', () => {
  const bytes = Buffer.from('cobalt '.repeat(2_000))
  const limits = both.map(({ kernel, at }) => {
    kernel.bytes.set(bytes, at)
    const candidates = align(at + bytes.length + SLACK)
    const count = kernel.scan(at, bytes.length, 0, bytes.length, candidates, candidates + 400_000)
    const frame = { at, length: bytes.length, candidates, count, dirty: 0, dirtyCount: ALL_DIRTY, verdicts: 0 }
    const out = align(candidates + 400_000 + SLACK)
    kernel.confirm({ ...frame, out, outEnd: out + 400_000, budget: 1_000 })
    const small = kernel.limited
    kernel.confirm({ ...frame, out, outEnd: out + 400_000, budget: workBudget(bytes.length) })
    return [small, kernel.limited]
  })
  expect(limits).toEqual([
    [true, false],
    [true, false],
  ])
})

test('two instances share one memory', () => {
  const shared = bench('wasm', true)
  const second = createWasmKernel({
    memory: shared.kernel.memory,
    module: wasmModule(true),
    imageAt: 4_096,
    scratchAt: align(shared.at + 3_000_000),
  })
  const bytes = Buffer.from('x acme_k3v9q2m7x1 y')
  const found = search(shared, bytes)
  expect(found.hits).toEqual(search(wasm, bytes).hits)
  expect(second.scan(found.blobAt, bytes.length, 0, bytes.length, found.end, found.end + 400)).toBe(found.count)
})
