/**
 * Both kernels over a small set of rules, each with a memory of its own, and texts that are full of what the rules look
 * for.
 */
import fc from 'fast-check'
import { expect } from 'vitest'
import { compileImage } from '../../src/detect/kernel/image.ts'
import {
  ALIVE,
  ALL_DIRTY,
  createKernelMemory,
  HIT_WORDS,
  type Kernel,
  LIST,
  MEMO_BYTES,
  reserve,
  SCRATCH_BYTES,
  SLACK,
  workBudget,
} from '../../src/detect/kernel/kernel.ts'
import { Verdicts } from '../../src/detect/verdicts.ts'
import { createTypescriptKernel } from '../../src/detect/kernel/typescript-kernel.ts'
import { createWasmKernel, wasmModule } from '../../src/detect/kernel/wasm-kernel.ts'

export const rules = [
  { id: 'token', pattern: /(?<![a-z])acme_[a-z0-9]{8,24}(?![a-z0-9])/, literals: [] },
  { id: 'named', pattern: /brick[ -]{0,4}pass\s?=\s?[^\s]{4,20}/i, literals: [] },
  { id: 'short', pattern: /(?<=\s)Zx\.[0-9]{0,3}/, literals: [] },
  { id: 'far', pattern: /cobalt[^]{0,60}?[0-9a-f]{12}/, literals: [] },
  { id: 'long', pattern: /granite[^]{0,90}?[\w-]{26,40}/, literals: [] },
]
const image = compileImage(rules).bytes

const HEAP = 6_000_000 + MEMO_BYTES
const VERDICT_BYTES = 64 * 1024
export const RUNS = Number(process.env['REKEY_FUZZ_RUNS'] ?? 300)

export interface Bench {
  readonly kernel: Kernel
  readonly verdictsAt: number
  /** Where the memo of verdicts lies; 0: there is none. */
  readonly memo: number
  /** Free memory of the test. */
  readonly at: number
}

export function bench(kind: Kernel['kind'], { shared = false, hasMemo = false } = {}): Bench {
  const { memory, imageAt, heapAt } = createKernelMemory(image, { bytes: SCRATCH_BYTES + 64, shared })
  reserve(memory, heapAt + SCRATCH_BYTES + HEAP)
  const place = { memory, imageAt, scratchAt: heapAt }
  const kernel =
    kind === 'wasm' ? createWasmKernel({ ...place, module: wasmModule(shared) }) : createTypescriptKernel(place)
  const verdictsAt = heapAt + SCRATCH_BYTES
  const memoAt = verdictsAt + VERDICT_BYTES
  return { kernel, verdictsAt, memo: hasMemo ? memoAt : 0, at: memoAt + MEMO_BYTES }
}

export const wasm = bench('wasm')
export const twin = bench('typescript')
export const both = [wasm, twin] as const
export const remembering = bench('wasm', { hasMemo: true })

export function verdictsOf({ kernel, verdictsAt }: Bench): Verdicts {
  return new Verdicts(kernel, { at: verdictsAt, bytes: VERDICT_BYTES, memo: verdictsAt + VERDICT_BYTES })
}

export const piece = fc.oneof(
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
      'granite',
      ' ',
      '\n',
      '=',
    ),
  },
  { weight: 4, arbitrary: fc.stringMatching(/^[a-z0-9]{1,30}$/) },
  { weight: 2, arbitrary: fc.stringMatching(/^[\w-]{22,45}$/) },
  { weight: 1, arbitrary: fc.nat({ max: 200 }).map((n) => '.'.repeat(n)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 9 }).map((bytes) => Buffer.from(bytes).toString('latin1')) },
)
export const blob = fc.array(piece, { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join(''), 'latin1'))

/** Candidates without what is only known of them in passing: position, and list with ALIVE. */
export function candidatesIn({ kernel }: Bench, at: number, count: number): number[][] {
  const { words } = kernel
  return Array.from({ length: count }, (_, i) => {
    const state = words[at / 4 + i * 2 + 1] as number
    return [words[at / 4 + i * 2] as number, (state & LIST) + (state >= ALIVE ? ALIVE : 0)]
  })
}

/** Hits as pairs of position and rule. */
export function hitsIn({ kernel }: Bench, at: number, count: number): number[][] {
  const { words } = kernel
  return Array.from({ length: count }, (_, i) => Array.from(words.subarray(at / 4 + i * HIT_WORDS).subarray(0, 2)))
}

export const align = (at: number): number => (at + 63) & ~63

export interface Searched {
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
export function search(own: Bench, bytes: Uint8Array, at = own.at): Searched {
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
    memo: own.memo,
    out,
    outEnd,
    budget: workBudget(length),
  })
  expect([count, hits].every((result) => result >= 0)).toBe(true)
  const found = { hits: hitsIn(own, out, hits), hitsAt: out }
  const candidates = candidatesIn(own, candidatesAt, count)
  return { blobAt, length, candidatesAt, count, candidates, ...found, end: align(outEnd + SLACK) }
}
