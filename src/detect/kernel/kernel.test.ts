import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  align,
  both,
  bench,
  type Bench,
  blob,
  candidatesIn,
  hitsIn,
  piece,
  rules,
  RUNS,
  search,
  twin,
  wasm,
} from '../../../test/fakes/kernel-scene.ts'
import { ALL_DIRTY, SLACK, STATUS, workBudget } from './kernel.ts'
import { createWasmKernel, wasmModule } from './wasm-kernel.ts'

test('a run is seen wherever it lies, and only when it is long enough', () => {
  for (let before = 0; before < 70; before++) {
    for (const length of [23, 24, 25, 26, 27]) {
      const text = Buffer.from(`granite granite ${' '.repeat(before)}${'k'.repeat(length)}.`)
      const [first, second] = both.map((own) => search(own, text).hits.map(([position]) => position))
      expect(first).toEqual(length < 26 ? [] : [0, 8])
      expect(second).toEqual(first)
    }
  }
})

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

test('both kernels count the same work', () => {
  fc.assert(
    fc.property(blob, fc.nat({ max: 4_000 }), (bytes, budget) => {
      const [first, second] = both.map((own) => {
        const { blobAt, length, candidatesAt, count, end } = search(own, bytes)
        const frame = { at: blobAt, length, candidates: candidatesAt, count, dirty: 0, dirtyCount: ALL_DIRTY }
        const hits = own.kernel.confirm({ ...frame, verdicts: 0, memo: 0, out: end, outEnd: end + 400_000, budget })
        return { hits: hitsIn(own, end, hits), limited: own.kernel.limited }
      })
      expect(first).toEqual(second)
    }),
    { numRuns: RUNS },
  )
})

test('work beyond the budget is left undecided, and said', () => {
  const bytes = Buffer.from('cobalt '.repeat(2_000))
  const limits = both.map(({ kernel, at }) => {
    kernel.bytes.set(bytes, at)
    const candidates = align(at + bytes.length + SLACK)
    const count = kernel.scan(at, bytes.length, 0, bytes.length, candidates, candidates + 400_000)
    const frame = { at, length: bytes.length, candidates, count, dirty: 0, dirtyCount: ALL_DIRTY, verdicts: 0, memo: 0 }
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
  const shared = bench('wasm', { shared: true })
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
