/**
 * The kernel in plain TypeScript: the same answers as WebAssembly, slower. It runs where WebAssembly is
 * forbidden, and it is what the tests compare the compiled kernel with. Read assembly/ for the reasons.
 */
import { type DeltaFrame, type Kernel, type KernelPlace, STATUS } from './kernel.ts'
import { inflateStream } from './typescript-inflate.ts'
import { findMarks } from './typescript-marks.ts'
import { TypescriptSearch } from './typescript-search.ts'
import { windowsAround } from './typescript-windows.ts'

const NOWHERE = -1
const { CORRUPT, FULL, BOUNDS } = STATUS

export function createTypescriptKernel(place: KernelPlace): Kernel {
  return new TypescriptKernel(place)
}

class TypescriptKernel extends TypescriptSearch implements Kernel {
  readonly kind = 'typescript'
  deltaBase = 0
  deltaTarget = 0
  dirtyCount = 0
  bringsZero = false
  /** Where the reader of a delta stands. */
  #reader = 0
  #dirty = 0
  #dirtyAt = 0
  #dirtyEnd = 0

  /** Without a memo the answers are the same, later. */
  remember(): number {
    return 0
  }

  keepQuiet(): void {}

  forget(memo: number): void {
    this.words[memo >>> 2] = 0
  }

  inflate(src: number, srcEnd: number, dst: number, size: number): number {
    if (!this.inMemory(src, srcEnd) || !this.inMemory(dst, dst + size)) return BOUNDS
    return inflateStream(this.bytes.subarray(src, srcEnd), this.bytes.subarray(dst, dst + size)) ?? CORRUPT
  }

  marks(at: number, length: number, from: number, to: number, ...[out, outEnd]: [out: number, outEnd: number]): number {
    if (!this.inMemory(at, at + length) || !this.inMemory(out, outEnd) || from > to || to > length) return BOUNDS
    this.out = out
    this.outEnd = outEnd
    let isFull = false
    findMarks(this.bytes.subarray(at, at + length), { from, to }, (position, kind) => {
      if (!this.append(position, kind)) isFull = true
    })
    return isFull ? FULL : (this.out - out) >>> 3
  }

  marksNear(
    at: number,
    length: number,
    dirty: number,
    dirtyCount: number,
    ...[out, outEnd]: [out: number, outEnd: number, memo: number]
  ): number {
    if (!this.inMemory(at, at + length) || !this.inMemory(out, outEnd)) return BOUNDS
    const ranges = this.words.subarray(dirty >>> 2, (dirty >>> 2) + 2 * dirtyCount)
    let written = out
    const windows = windowsAround(this.bytes.subarray(at, at + length), ranges)
    for (let i = 0; i < windows.length; i += 2) {
      const count = this.marks(at, length, windows[i] as number, windows[i + 1] as number, written, outEnd)
      if (count < 0) return count
      written += 8 * count
    }
    return (written - out) >>> 3
  }

  newlines(from: number, to: number): number {
    if (!this.inMemory(from, to)) return BOUNDS
    let count = 0
    for (let at = from; at < to; at++) if (this.bytes[at] === 0x0a) count++
    return count
  }

  #readSize(end: number): number {
    let value = 0
    for (let shift = 0; shift < 42; shift += 7) {
      if (this.#reader >= end) return Infinity
      const byte = this.bytes[this.#reader++] as number
      value += (byte & 127) * 2 ** shift
      if (byte < 128) return value
    }
    return Infinity
  }

  deltaHeader(delta: number, deltaEnd: number): number {
    if (!this.inMemory(delta, deltaEnd)) return BOUNDS
    this.#reader = delta
    const base = this.#readSize(deltaEnd)
    const target = this.#readSize(deltaEnd)
    if (base > 0x7fff_ffff || target > 0x7fff_ffff) return CORRUPT
    this.deltaBase = base
    this.deltaTarget = target
    return 0
  }

  #readCopy(code: number): { from: number; size: number } {
    const part = (bit: number, shift: number): number =>
      code & bit ? (this.bytes[this.#reader++] as number) * 2 ** shift : 0
    const from = part(1, 0) + part(2, 8) + part(4, 16) + part(8, 24)
    const size = part(16, 0) + part(32, 8) + part(64, 16)
    return { from, size: size === 0 ? 0x1_0000 : size }
  }

  #startDelta(frame: Pick<DeltaFrame, 'delta' | 'deltaEnd' | 'base' | 'baseLength' | 'dst' | 'dstEnd'>): number {
    const status = this.deltaHeader(frame.delta, frame.deltaEnd)
    if (status < 0) return status
    if (!this.inMemory(frame.base, frame.base + frame.baseLength) || !this.inMemory(frame.dst, frame.dstEnd))
      return BOUNDS
    if (this.deltaTarget > frame.dstEnd - frame.dst) return BOUNDS
    return this.deltaBase === frame.baseLength ? 0 : CORRUPT
  }

  /** One step of a delta at `op`: what was copied or inserted; undefined when it is wrong. */
  #step(frame: Pick<DeltaFrame, 'deltaEnd' | 'base' | 'baseLength'>, op: number, end: number): Step | undefined {
    const code = this.bytes[this.#reader++] as number
    if (code & 128) {
      const { from, size } = this.#readCopy(code)
      if (this.#reader > frame.deltaEnd || from + size > frame.baseLength || size > end - op) return undefined
      this.bytes.copyWithin(op, frame.base + from, frame.base + from + size)
      return { from, size }
    }
    if (code === 0 || code > frame.deltaEnd - this.#reader || code > end - op) return undefined
    this.bytes.copyWithin(op, this.#reader, this.#reader + code)
    this.#reader += code
    return { from: NOWHERE, size: code }
  }

  applyOnly(frame: Pick<DeltaFrame, 'delta' | 'deltaEnd' | 'base' | 'baseLength' | 'dst' | 'dstEnd'>): number {
    const status = this.#startDelta(frame)
    if (status < 0) return status
    const end = frame.dst + this.deltaTarget
    let op = frame.dst
    while (this.#reader < frame.deltaEnd) {
      const step = this.#step(frame, op, end)
      if (step === undefined) return CORRUPT
      op += step.size
    }
    return op === end ? this.deltaTarget : CORRUPT
  }

  index(candidates: number, count: number, length: number, ...[out, outEnd]: [out: number, outEnd: number]): number {
    if (!this.inMemory(out, outEnd)) return BOUNDS
    const blocks = (length >>> 7) + 2
    if (outEnd - out < blocks * 4) return FULL
    const { words } = this
    const end = candidates + count * 8
    let at = candidates
    for (let block = 0; block < blocks; block++) {
      while (at < end && (words[at >>> 2] as number) < block * 128) at += 8
      words[(out >>> 2) + block] = at
    }
    return blocks * 4
  }

  #addDirty(from: number, to: number): void {
    if (this.#dirtyAt + 8 <= this.#dirtyEnd) {
      this.words[this.#dirtyAt >>> 2] = from
      this.#dirtyAt += 8
    }
    if (this.#dirtyAt > this.#dirty) this.words[(this.#dirtyAt >>> 2) - 1] = to
  }

  /** Moves the candidates of the base that start in `[first, last]`; false: the output is full. */
  #carry(frame: DeltaFrame, first: number, last: number, shift: number): boolean {
    const known = frame.candidates + frame.count * 8
    for (let at = this.words[(frame.blockIndex >>> 2) + (first >>> 7)] as number; at < known; at += 8) {
      const position = this.words[at >>> 2] as number
      if (position > last) break
      if (position >= first && !this.append(position + shift, this.words[(at >>> 2) + 1] as number)) return false
    }
    return true
  }

  applyDelta(frame: DeltaFrame): number {
    const status = this.#startDelta(frame)
    if (status < 0) return status
    if (!this.inMemory(frame.out, frame.outEnd) || !this.inMemory(frame.dirty, frame.dirtyEnd)) return BOUNDS
    if (frame.dirtyEnd - frame.dirty < 8) return BOUNDS
    this.out = frame.out
    this.outEnd = frame.outEnd
    this.bringsZero = false
    this.#dirty = this.#dirtyAt = frame.dirty
    this.#dirtyEnd = frame.dirtyEnd
    const { dst } = frame
    const end = dst + this.deltaTarget
    let op = dst
    let scanFrom = dst
    let sourceEnd = 0
    while (this.#reader < frame.deltaEnd) {
      const step = this.#step(frame, op, end)
      if (step === undefined) return CORRUPT
      const { from, size } = step
      if (from === NOWHERE || size < 4) {
        if (from === NOWHERE) this.bringsZero ||= this.bytes.subarray(op, op + size).includes(0)
        op += size
        sourceEnd = NOWHERE
        continue
      }
      let first = from
      if (from === sourceEnd) first = op === dst ? from : from - 3
      else {
        this.#addDirty(scanFrom - dst, op - dst + 3)
        if (!this.scanRange(dst, op + size, scanFrom, op)) return FULL
      }
      if (!this.#carry(frame, first, from + size - 4, op - dst - from)) return FULL
      op += size
      scanFrom = op - 3
      sourceEnd = from + size
    }
    if (op !== end) return CORRUPT
    this.#addDirty(scanFrom - dst, this.deltaTarget)
    if (!this.scanRange(dst, end, scanFrom, end)) return FULL
    this.dirtyCount = (this.#dirtyAt - frame.dirty) >>> 3
    return (this.out - frame.out) >>> 3
  }
}

interface Step {
  /** Where in the base the bytes came from; NOWHERE for inserted ones. */
  readonly from: number
  readonly size: number
}
