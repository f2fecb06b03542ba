import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import {
  align,
  both,
  type Bench,
  blob,
  candidatesIn,
  hitsIn,
  piece,
  remembering,
  rules,
  RUNS,
  search,
  type Searched,
  twin,
  verdictsOf,
  wasm,
} from '../../../test/fakes/kernel-scene.ts'
import type { Match } from '../chunk.ts'
import { createEngine } from '../engine.ts'
import type { Rule } from '../rule.ts'
import type { Verdicts } from '../verdicts.ts'
import { blockIndexBytes, HIT_WORDS, SLACK, STATUS, workBudget } from './kernel.ts'

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
    memo: own.memo,
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
  ['wasm with a memo', remembering],
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
    verdicts.look(searched.blobAt, searched.length)
    const from = searched.hitsAt / 4
    const hits = own.kernel.words.subarray(from, from + HIT_WORDS * searched.hits.length)
    return engine.judge(own.kernel.bytes.subarray(searched.blobAt, searched.blobAt + searched.length), hits, verdicts)
  }
  const noVerdicts = (): Verdicts => verdictsOf(own)

  test('and is what judging anew would give, through several versions', () => {
    // What a memo knows of one text is asked for in the next ones.
    const verdicts = noVerdicts()
    fc.assert(
      fc.property(blob, fc.array(ops, { minLength: 1, maxLength: 4 }), (first, versions) => {
        verdicts.forgetFrom(0)
        verdicts.makeRoom()
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
