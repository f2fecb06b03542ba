/** What a walk over a delta forest is given, and what it answers. */
import type { Engine } from '../../detect/engine.ts'
import type { Kernel } from '../../detect/kernel/kernel.ts'
import type { Forest } from '../../sources/pack/forest.ts'
import type { Plan } from '../../sources/pack/plan.ts'
import type { Located } from '../located.ts'

export interface FoundObject {
  readonly entry: number
  /** Hash of the bytes that were searched, to be compared with the object's id. */
  readonly digest: string
  readonly found: readonly Located[]
}

export interface WalkOptions {
  readonly forest: Forest
  readonly plan: Plan
  readonly packs: readonly string[]
  /** All bytes of the packs, where they are held in memory. */
  readonly whole: readonly Uint8Array[] | undefined
  readonly hashBytes: number
  readonly kernel: Kernel
  /** The kernel's memory from here on is ours. */
  readonly heapAt: number
  readonly engine: Engine
  readonly decodeDepth?: number | undefined
  /** Called before an object is judged. */
  readonly onJudge: (entry: number) => void
  readonly onFound: (found: FoundObject) => void
  /** Git shall be asked for this object. */
  readonly onLeave: (entry: number) => void
  /** The search of this object was cut short: it is made to cost time. */
  readonly onLimited: (entry: number, reason: string) => void
}
