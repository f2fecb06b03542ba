/**
 * The kernel over one blob: grams, then confirm programs, and out come hits for the RegExps to judge. A blob
 * is copied into the kernel's memory in pieces that overlap by all that a program may look at, so memory is
 * bounded and no cut is visible.
 */
import {
  ALL_DIRTY,
  createKernelMemory,
  HIT_WORDS,
  type Kernel,
  SCRATCH_BYTES,
  SLACK,
  workBudget,
} from './kernel/kernel.ts'
import { createTypescriptKernel } from './kernel/typescript-kernel.ts'
import { createWasmKernel, wasmModule } from './kernel/wasm-kernel.ts'

export type KernelKind = Kernel['kind']

export interface Searcher {
  readonly kind: KernelKind
  /** Pairs of position and rule, in the order of the position. `limited`: too much work; some were left undecided. */
  search(bytes: Uint8Array): { readonly hits: number[]; readonly limited: boolean }
  /** Where encoded text may begin in the window: pairs of position and MARK. */
  marks(bytes: Uint8Array, window: { readonly start: number; readonly end: number }): number[]
}

/** Stays in the cache of a core, with the candidates of ordinary text. */
const PIECE = 256 * 1024
/** More than a program looks back, and more than it looks ahead: run ≤ 200, distance ≤ 400, anchor ≤ 64. */
const BEFORE = 192
const AFTER = 1_024

/** A cut between two backslashes would hide which of them escapes the other. */
function cutOf(bytes: Uint8Array, at: number, end: number): number {
  let cut = at
  const most = Math.min(end, at + BEFORE)
  while (cut < most && bytes[cut - 1] === 0x5c) cut++
  return cut
}

export function createSearcher(image: Uint8Array, kind: KernelKind): Searcher {
  const room = BEFORE + PIECE + BEFORE + AFTER + SLACK
  const candidateBytes = PIECE * 8
  const { memory, imageAt, heapAt } = createKernelMemory(image, {
    bytes: SCRATCH_BYTES + room + candidateBytes * 2 + 3 * SLACK,
  })
  const place = { memory, imageAt, scratchAt: heapAt }
  const kernel =
    kind === 'wasm' ? createWasmKernel({ ...place, module: wasmModule(false) }) : createTypescriptKernel(place)
  const blobAt = heapAt + SCRATCH_BYTES
  const candidatesAt = (blobAt + room + SLACK) & ~7
  const hitsAt = candidatesAt + candidateBytes + SLACK
  const hitsEnd = hitsAt + candidateBytes

  return {
    kind: kernel.kind,
    search(bytes) {
      const hits: number[] = []
      let limited = false
      for (let from = 0; from < bytes.length; from += PIECE) {
        const to = Math.min(bytes.length, from + PIECE)
        const first = Math.max(0, from - BEFORE)
        const last = Math.min(bytes.length, to + AFTER)
        const length = last - first
        kernel.bytes.set(bytes.subarray(first, last), blobAt)
        const count = kernel.scan(blobAt, length, from - first, to - first, candidatesAt, candidatesAt + candidateBytes)
        if (count === 0) continue
        const alive = kernel.confirm({
          at: blobAt,
          length,
          candidates: candidatesAt,
          count,
          dirty: 0,
          dirtyCount: ALL_DIRTY,
          verdicts: 0,
          memo: 0,
          out: hitsAt,
          outEnd: hitsEnd,
          budget: workBudget(length),
        })
        limited ||= kernel.limited || alive < 0
        const { words } = kernel
        for (let i = hitsAt >>> 2, end = i + Math.max(0, alive) * HIT_WORDS; i < end; i += HIT_WORDS) {
          hits.push((words[i] as number) + first, words[i + 1] as number)
        }
      }
      return { hits, limited }
    },
    marks(bytes, { start, end }) {
      const found: number[] = []
      for (let from = start; from < end;) {
        const to = cutOf(bytes, Math.min(end, from + PIECE), end)
        const first = Math.max(0, from - BEFORE)
        const last = Math.min(bytes.length, to + AFTER)
        kernel.bytes.set(bytes.subarray(first, last), blobAt)
        const range = [from - first, to - first] as const
        const count = kernel.marks(blobAt, last - first, ...range, candidatesAt, candidatesAt + candidateBytes)
        const { words } = kernel
        for (let i = candidatesAt >>> 2, stop = i + Math.max(0, count) * 2; i < stop; i += 2) {
          found.push((words[i] as number) + first, words[i + 1] as number)
        }
        from = to
      }
      return found
    },
  }
}
