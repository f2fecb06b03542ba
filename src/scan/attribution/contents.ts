/**
 * What trees hold of the blobs that are asked for, at whatever depth: a list of names, each with a blob or with another
 * such list. Trees that hold the same have the same content, by number; most hold nothing, which is 0. So two commits
 * are compared by one look, and a difference is found by descending where numbers differ.
 */
import { sourceError } from '../../sources/source-error.ts'
import { GrowingInts } from './growing-ints.ts'
import { blobOfEdge, type TreeEdges } from './tree-edges.ts'

export const EMPTY = 0
/** Deeper folders than this are made to hurt. */
const MAX_DEPTH = 2_000
const UNKNOWN = -1
const IN_WORK = -2

export class Contents {
  readonly #edges: TreeEdges
  /** Makes a tree known that lies in no pack; false when there is none. */
  readonly #load: (tree: number) => boolean
  readonly #ofTree = new GrowingInts()
  /** Names by number, and the number of an edge's name. */
  readonly #names: string[] = []
  readonly #numbers = new Map<string, number>()
  readonly #nameOfEdge = new GrowingInts()
  /** `name, value` of all contents; a value above zero is a content, below zero a blob. */
  readonly #items = new GrowingInts()
  readonly #first: number[] = [0, 0]
  readonly #byHash = new Map<number, number[]>()
  readonly #stack = new GrowingInts()

  constructor(edges: TreeEdges, load: (tree: number) => boolean) {
    this.#edges = edges
    this.#load = load
  }

  /** Throws PACK_UNREADABLE when a tree is missing, damaged, or made to hurt. */
  of(tree: number, depth = 0): number {
    this.#ofTree.extend(tree + 1, UNKNOWN)
    const known = this.#ofTree.values[tree] as number
    if (known >= 0) return known
    if (known === IN_WORK || depth > MAX_DEPTH) throw unreadable()
    const edges = this.#edges
    if (!edges.isKnown(tree) && !this.#load(tree)) throw unreadable()
    this.#ofTree.values[tree] = IN_WORK
    const from = this.#stack.length
    const end = edges.end.values[tree] as number
    for (let i = edges.first.values[tree] as number; i < end; i++) {
      const edge = edges.lists.values[i] as number
      const child = edges.child.values[edge] as number
      const value = child < 0 ? child : this.of(child, depth + 1)
      if (value === EMPTY) continue
      this.#stack.push(this.#nameOf(edge))
      this.#stack.push(value)
    }
    const content = this.#intern(from)
    this.#stack.length = from
    this.#ofTree.values[tree] = content
    return content
  }

  /** Calls `found` for each path where `content` has a blob that none of `others` has there. */
  differences(
    content: number,
    others: readonly number[],
    found: (blob: number, path: readonly string[]) => void,
  ): void {
    this.#differences(content, others, found, [])
  }

  #differences(
    content: number,
    others: readonly number[],
    found: (blob: number, path: readonly string[]) => void,
    path: string[],
  ): void {
    if (others.includes(content)) return
    const items = this.#items.values
    const end = this.#endOf(content)
    const cursors = others.map((other) => this.#first[other] as number)
    for (let i = this.#first[content] as number; i < end; i += 2) {
      const name = items[i] as number
      const value = items[i + 1] as number
      const theirs = others.map((other, k) => {
        const at = this.#find(other, name, cursors[k] as number)
        if (at < 0) return EMPTY
        cursors[k] = at + 2
        return items[at + 1] as number
      })
      if (theirs.includes(value)) continue
      path.push(this.#names[name] as string)
      if (value < 0) found(blobOfEdge(value), path)
      else
        this.#differences(
          value,
          theirs.map((one) => Math.max(one, EMPTY)),
          found,
          path,
        )
      path.pop()
    }
  }

  /** Both lists are in the order of trees, so it is found near the last one. */
  #find(content: number, name: number, near: number): number {
    const items = this.#items.values
    const end = this.#endOf(content)
    for (let i = near; i < end; i += 2) if (items[i] === name) return i
    for (let i = this.#first[content] as number; i < near; i += 2) if (items[i] === name) return i
    return -1
  }

  #endOf(content: number): number {
    return this.#first[content + 1] as number
  }

  #nameOf(edge: number): number {
    this.#nameOfEdge.extend(edge + 1, UNKNOWN)
    const known = this.#nameOfEdge.values[edge] as number
    if (known !== UNKNOWN) return known
    const text = this.#edges.nameOf(edge)
    let number = this.#numbers.get(text)
    if (number === undefined) {
      number = this.#names.push(text) - 1
      this.#numbers.set(text, number)
    }
    this.#nameOfEdge.values[edge] = number
    return number
  }

  /** The number of the content that lies on the stack from `from` on. */
  #intern(from: number): number {
    const stack = this.#stack
    if (stack.length === from) return EMPTY
    let hash = 0x811c9dc5
    for (let i = from; i < stack.length; i++)
      hash = Math.imul(hash ^ (stack.values[i] as number), 0x01000193) ^ (hash >>> 15)
    const same = this.#byHash.get(hash)
    const known = same?.find((content) => this.#isOnStack(content, from))
    if (known !== undefined) return known
    const content = this.#first.length - 1
    for (let i = from; i < stack.length; i++) this.#items.push(stack.values[i] as number)
    this.#first.push(this.#items.length)
    if (same === undefined) this.#byHash.set(hash, [content])
    else same.push(content)
    return content
  }

  #isOnStack(content: number, from: number): boolean {
    const start = this.#first[content] as number
    const length = this.#endOf(content) - start
    if (length !== this.#stack.length - from) return false
    for (let i = 0; i < length; i++) if (this.#items.values[start + i] !== this.#stack.values[from + i]) return false
    return true
  }
}

function unreadable(): Error {
  return sourceError('PACK_UNREADABLE', 'a tree is missing or damaged')
}
