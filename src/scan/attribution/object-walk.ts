/**
 * Reads every commit, or every tree, of a delta forest once: each family depth first, so that what an object is made
 * from lies in memory when it is made. Objects that cannot be made here are passed over.
 */
import { setImmediate } from 'node:timers/promises'
import { createKernelMemory, SCRATCH_BYTES, SLACK, type Kernel } from '../../detect/kernel/kernel.ts'
import { createWasmKernel, wasmModule } from '../../detect/kernel/wasm-kernel.ts'
import type { Forest, ForestOfPacks } from '../../sources/pack/forest.ts'
import { aligned, type Mutable } from '../history/frame.ts'
import { STORED_BYTES, storedBytes, type StoredBytes } from '../history/stored-bytes.ts'

/** The packs of a repository, as a scan has read them. */
export interface PackedObjects extends Pick<ForestOfPacks, 'forest' | 'entryOf' | 'idOf'> {
  readonly packs: readonly string[]
  /** All bytes of the packs, where they are held in memory. */
  readonly whole: readonly Uint8Array[] | undefined
  readonly hashBytes: number
}

export interface ObjectVisitor {
  /**
   * An object of `length` bytes at `at`. At depth 0 it is stored whole; below, the delta in `[delta, deltaEnd)` made it
   * of the one that was last visited at the depth above.
   */
  visit(object: VisitedObject): void
}

export interface VisitedObject {
  readonly entry: number
  readonly at: number
  readonly length: number
  readonly depth: number
  readonly delta: number
  readonly deltaEnd: number
  /** Whether something is made of it in turn. */
  readonly hasChildren: boolean
}

const DELTA_BYTES = 8 * 1024 * 1024
/** Room for a line of ancestors; only what is used is ever taken from the system. */
const STACK_BYTES = 64 * 1024 * 1024
const TURN_MS = 40

interface Frame {
  readonly at: number
  readonly length: number
  next: number
}

export class ObjectWalk {
  readonly bytes: Uint8Array
  readonly #forest: Forest
  readonly #kernel: Kernel
  readonly #stored: StoredBytes
  readonly #deltaAt: number
  readonly #stackAt: number
  readonly #stackEnd: number
  /** What the visitor is told, for millions of objects in turn. */
  readonly #visited: Mutable<VisitedObject> = {
    entry: 0,
    at: 0,
    length: 0,
    depth: 0,
    delta: 0,
    deltaEnd: 0,
    hasChildren: false,
  }

  constructor(objects: PackedObjects) {
    this.#forest = objects.forest
    const { memory, imageAt, heapAt } = createKernelMemory(new Uint8Array(0), {
      bytes: SCRATCH_BYTES + STORED_BYTES + DELTA_BYTES + STACK_BYTES,
    })
    const scratchAt = aligned(heapAt)
    this.#kernel = createWasmKernel({ memory, imageAt, scratchAt, module: wasmModule(false) })
    this.bytes = this.#kernel.bytes
    const storedAt = aligned(scratchAt + SCRATCH_BYTES)
    this.#stored = storedBytes({ ...objects, bytes: this.bytes, at: storedAt })
    this.#deltaAt = aligned(storedAt + STORED_BYTES + SLACK)
    this.#stackAt = aligned(this.#deltaAt + DELTA_BYTES + SLACK)
    this.#stackEnd = this.bytes.length - 2 * SLACK
  }

  close(): void {
    this.#stored.close()
  }

  /** Visits all objects of a type. Throws the reason of an abort. */
  async all(type: number, visitor: ObjectVisitor, signal?: AbortSignal): Promise<void> {
    const { count, base } = this.#forest
    let turn = performance.now()
    for (let entry = 0; entry < count; entry++) {
      if (this.#forest.type[entry] !== type || (base[entry] as number) >= 0) continue
      this.#family(entry, visitor)
      if ((entry & 127) !== 0 || performance.now() - turn < TURN_MS) continue
      await setImmediate()
      signal?.throwIfAborted()
      turn = performance.now()
    }
  }

  #family(root: number, visitor: ObjectVisitor): void {
    const { size, child, sibling } = this.#forest
    const length = size[root] as number
    const at = this.#stackAt
    if (at + length + SLACK > this.#stackEnd) return
    const stored = this.#stored.load(root)
    if (stored < 0 || this.#kernel.inflate(stored, this.#stored.end, at, length) < 0) return
    this.#visit(visitor, { entry: root, at, length, depth: 0 })
    // Most commits: nothing is made of them.
    if ((child[root] as number) < 0) return
    const stack: Frame[] = [{ at, length, next: child[root] as number }]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const entry = top.next
      if (entry < 0) {
        stack.pop()
        continue
      }
      top.next = sibling[entry] as number
      const made = this.#make(entry, top)
      if (made === undefined) continue
      this.#visit(visitor, { entry, at: made.at, length: made.length, depth: stack.length })
      if (made.next >= 0) stack.push(made)
    }
  }

  #visit(visitor: ObjectVisitor, of: Pick<VisitedObject, 'entry' | 'at' | 'length' | 'depth'>): void {
    const visited = this.#visited
    visited.entry = of.entry
    visited.at = of.at
    visited.length = of.length
    visited.depth = of.depth
    visited.delta = of.depth === 0 ? 0 : this.#deltaAt
    visited.deltaEnd = of.depth === 0 ? 0 : this.#deltaAt + (this.#forest.size[of.entry] as number)
    visited.hasChildren = (this.#forest.child[of.entry] as number) >= 0
    visitor.visit(visited)
  }

  #make(entry: number, base: Frame): Frame | undefined {
    const kernel = this.#kernel
    const size = this.#forest.size[entry] as number
    const stored = size > DELTA_BYTES ? -1 : this.#stored.load(entry)
    const delta = this.#deltaAt
    const deltaEnd = delta + size
    if (stored < 0 || kernel.inflate(stored, this.#stored.end, delta, size) < 0) return undefined
    if (kernel.deltaHeader(delta, deltaEnd) < 0) return undefined
    const length = kernel.deltaTarget
    const at = aligned(base.at + base.length + SLACK)
    if (at + length + SLACK > this.#stackEnd) return undefined
    const dstEnd = at + length + SLACK
    if (kernel.applyOnly({ delta, deltaEnd, base: base.at, baseLength: base.length, dst: at, dstEnd }) !== length) {
      return undefined
    }
    return { at, length, next: this.#forest.child[entry] as number }
  }
}
