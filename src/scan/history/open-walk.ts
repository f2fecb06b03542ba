/** Gives a walk its kernel and the memory that it works in: one of its own for each thread. */
import { getRandomValues } from 'node:crypto'
import { createEngine } from '../../detect/engine.ts'
import { createKernelMemory, type Kernel, SCRATCH_BYTES } from '../../detect/kernel/kernel.ts'
import { createTypescriptKernel } from '../../detect/kernel/typescript-kernel.ts'
import { createWasmKernel, wasmModule } from '../../detect/kernel/wasm-kernel.ts'
import type { Forest } from '../../sources/pack/forest.ts'
import type { Plan } from '../../sources/pack/plan.ts'
import { catalogueTables } from '../catalogue-image.ts'
import { catalogue } from '../catalogue.ts'
import { walkFamilies, type Walk } from './walk-families.ts'
import type { WalkOptions } from './walk-options.ts'

/** Room for a line of ancestors. Only what is used is ever taken from the system. */
const WORK_BYTES = 182 * 1024 * 1024

export interface ForestJob {
  readonly kernel: Kernel['kind']
  readonly decodeDepth?: number | undefined
  readonly forest: Forest
  readonly plan: Plan
  readonly packs: readonly string[]
  readonly whole: readonly Uint8Array[] | undefined
  readonly hashBytes: number
}

export function openWalk(job: ForestJob, events: Pick<WalkOptions, 'onFound' | 'onLeave' | 'onLimited'>): Walk {
  let judged = -1
  const engine = createEngine(catalogue(), {
    ...catalogueTables(),
    onLimit: (reason) => events.onLimited(judged, reason),
  })
  const { memory, imageAt, heapAt } = createKernelMemory(engine.image, { bytes: SCRATCH_BYTES + WORK_BYTES })
  const scratchAt = Math.ceil(heapAt / 16) * 16
  const [low = 0, high = 0] = getRandomValues(new Uint32Array(2))
  const place = { memory, imageAt, scratchAt, seed: [low, high] } as const
  const kernel =
    job.kernel === 'wasm' ? createWasmKernel({ ...place, module: wasmModule(false) }) : createTypescriptKernel(place)
  const onJudge = (entry: number): void => void (judged = entry)
  return walkFamilies({ ...job, ...events, onJudge, engine, kernel, heapAt: scratchAt + SCRATCH_BYTES })
}
