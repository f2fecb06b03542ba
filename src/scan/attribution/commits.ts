/** The commits of a history: tree, parents and time of each, and their order as `git log --date-order` has it. */
import { GrowingInts } from './growing-ints.ts'
import { NONE } from './id-table.ts'
import type { ObjectNumbers } from './object-numbers.ts'
import type { ObjectVisitor, VisitedObject } from './object-walk.ts'

export interface CommitsOptions {
  /** Where objects that are visited lie. */
  readonly bytes: Uint8Array
  readonly hashBytes: number
  readonly numbers: ObjectNumbers
}

const NEWLINE = 0x0a
const TREE = Buffer.from('tree ')
const PARENT = Buffer.from('parent ')
const COMMITTER = Buffer.from('committer ')

export class Commits implements ObjectVisitor {
  readonly #of: CommitsOptions
  readonly #id: Uint8Array
  /** By commit: its tree or `NONE`, and where its parents begin and end. */
  readonly #trees = new GrowingInts()
  readonly #firstParent = new GrowingInts()
  readonly #parentsEnd = new GrowingInts()
  readonly #parents = new GrowingInts()
  #times = new Float64Array(1_024)

  constructor(of: CommitsOptions) {
    this.#of = of
    this.#id = new Uint8Array(of.hashBytes)
  }

  visit({ entry, at, length }: VisitedObject): void {
    this.add(entry, this.#of.bytes, at, at + length)
  }

  /** False when the bytes are no commit. */
  add(commit: number, bytes: Uint8Array, at = 0, end = bytes.length): boolean {
    const { numbers, hashBytes } = this.#of
    if (!startsWith(bytes, at, TREE) || !this.#readId(bytes, at + TREE.length, end)) return false
    const tree = numbers.of(this.#id)
    let line = at + TREE.length + 2 * hashBytes + 1
    const firstParent = this.#parents.length
    while (startsWith(bytes, line, PARENT) && this.#readId(bytes, line + PARENT.length, end)) {
      this.#parents.push(numbers.of(this.#id))
      line += PARENT.length + 2 * hashBytes + 1
    }
    // The author's line, then the committer's.
    while (line < end && bytes[line++] !== NEWLINE);
    const time = line < end && startsWith(bytes, line, COMMITTER) ? timeIn(bytes, line, end) : 0
    this.#trees.extend(commit + 1, NONE)
    this.#trees.values[commit] = tree
    this.#firstParent.fit(commit + 1)[commit] = firstParent
    this.#parentsEnd.fit(commit + 1)[commit] = this.#parents.length
    if (commit >= this.#times.length) {
      const larger = new Float64Array(2 * commit)
      larger.set(this.#times)
      this.#times = larger
    }
    this.#times[commit] = time
    return true
  }

  isKnown(commit: number): boolean {
    return commit < this.#trees.length && this.#trees.values[commit] !== NONE
  }

  treeOf(commit: number): number {
    return this.#trees.values[commit] as number
  }

  /** Seconds since 1970 by the committer's clock; 0 when they could not be read. */
  timeOf(commit: number): number {
    return this.#times[commit] as number
  }

  parentsOf(commit: number): Int32Array {
    return this.#parents.values.subarray(this.#firstParent.values[commit], this.#parentsEnd.values[commit])
  }

  #readId(bytes: Uint8Array, at: number, end: number): boolean {
    const { hashBytes } = this.#of
    if (at + 2 * hashBytes >= end) return false
    for (let i = 0; i < hashBytes; i++) {
      const high = digit(bytes[at + 2 * i] as number)
      const low = digit(bytes[at + 2 * i + 1] as number)
      if (high < 0 || low < 0) return false
      this.#id[i] = (high << 4) | low
    }
    return true
  }
}

function startsWith(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false
  return true
}

function digit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  return byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : NONE
}

/** The number behind the address in `committer Name <address> 1700000000 +0100`. */
function timeIn(bytes: Uint8Array, line: number, end: number): number {
  let at = line
  while (at < end && bytes[at] !== NEWLINE) at++
  while (at > line && bytes[at - 1] !== 0x3e) at--
  while (bytes[at] === 0x20) at++
  let time = 0
  for (; (bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39; at++)
    time = time * 10 + (bytes[at] as number) - 0x30
  return time
}
