/** The kernel in WebAssembly, from the bytes that the build put into wasm.gen.ts. Runs wherever WebAssembly does. */
import { bytesOfBase64 } from '../../base/bytes-of-base64.ts'
import type { Kernel, KernelPlace } from './kernel.ts'
import { SHARED_WASM, WASM } from './wasm.gen.ts'

type Call = (...args: number[]) => number
interface Cell {
  readonly value: number
}
interface Exports {
  readonly setUp: Call
  readonly inflate: Call
  readonly scan: Call
  readonly index: Call
  readonly confirm: Call
  readonly marks: Call
  readonly marksNear: Call
  readonly newlines: Call
  readonly remember: Call
  readonly keepQuiet: Call
  readonly forget: Call
  readonly deltaHeader: Call
  readonly applyDelta: Call
  readonly applyOnly: Call
  readonly deltaBase: Cell
  readonly deltaTarget: Cell
  readonly dirtyCount: Cell
  readonly bringsZero: Cell
  readonly limited: Cell
}

const modules = new Map<boolean, WebAssembly.Module>()

/** Compiled once; may be posted to workers. A shared memory needs a module of its own. */
export function wasmModule(shared: boolean): WebAssembly.Module {
  let module = modules.get(shared)
  if (module === undefined) {
    module = new WebAssembly.Module(bytesOfBase64(shared ? SHARED_WASM : WASM))
    modules.set(shared, module)
  }
  return module
}

export function createWasmKernel(place: KernelPlace & { readonly module: WebAssembly.Module }): Kernel {
  const { memory, module } = place
  const instance = new WebAssembly.Instance(module, { env: { memory } })
  const kernel = instance.exports as unknown as Exports
  kernel.setUp(place.scratchAt, place.imageAt, ...(place.seed ?? [0, 0]))
  let bytes = new Uint8Array(memory.buffer)
  let words = new Uint32Array(memory.buffer)
  const renew = (): void => {
    bytes = new Uint8Array(memory.buffer)
    words = new Uint32Array(memory.buffer)
  }
  return {
    kind: 'wasm',
    memory,
    get bytes() {
      if (bytes.buffer !== memory.buffer) renew()
      return bytes
    },
    get words() {
      if (words.buffer !== memory.buffer) renew()
      return words
    },
    inflate: kernel.inflate,
    scan: kernel.scan,
    index: kernel.index,
    marks: kernel.marks,
    marksNear: kernel.marksNear,
    newlines: kernel.newlines,
    forget: kernel.forget,
    keepQuiet: kernel.keepQuiet,
    deltaHeader: kernel.deltaHeader,
    get deltaBase() {
      return kernel.deltaBase.value >>> 0
    },
    get deltaTarget() {
      return kernel.deltaTarget.value >>> 0
    },
    get dirtyCount() {
      return kernel.dirtyCount.value >>> 0
    },
    get bringsZero() {
      return kernel.bringsZero.value !== 0
    },
    get limited() {
      return kernel.limited.value !== 0
    },
    applyDelta: (frame) =>
      kernel.applyDelta(
        frame.delta,
        frame.deltaEnd,
        frame.base,
        frame.baseLength,
        frame.candidates,
        frame.count,
        frame.blockIndex,
        frame.dst,
        frame.dstEnd,
        frame.out,
        frame.outEnd,
        frame.dirty,
        frame.dirtyEnd,
      ),
    applyOnly: (frame) =>
      kernel.applyOnly(frame.delta, frame.deltaEnd, frame.base, frame.baseLength, frame.dst, frame.dstEnd),
    remember: (frame) =>
      kernel.remember(
        frame.memo,
        frame.at,
        frame.length,
        frame.position,
        frame.list,
        frame.kept,
        frame.back,
        frame.forward,
      ),
    confirm: (frame) =>
      kernel.confirm(
        frame.at,
        frame.length,
        frame.candidates,
        frame.count,
        frame.dirty,
        frame.dirtyCount,
        frame.verdicts,
        frame.memo,
        frame.out,
        frame.outEnd,
        frame.budget,
      ),
  }
}
