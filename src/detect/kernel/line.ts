/** A way to write what a pattern matches: a row of byte sets, with gaps and seams between them. */
import { type ByteSet, unionOf } from './byte-set.ts'
import { ANYTHING, bothOf } from './edge.ts'
import type { Edge, Edges } from './regex-tree.ts'

export interface Gap {
  readonly least: number
  readonly most: number
  /** The bytes that it may hold. */
  readonly set: ByteSet
}

/** A place without bytes that demands something of those beside it; never beside a set, which has its demands in it. */
export interface Seam extends Edges {
  readonly isSeam: true
}

export type Item = ByteSet | Gap | Seam
export type Line = readonly Item[]

export function isSet(item: Item | undefined): item is ByteSet {
  return item instanceof Uint8Array
}

export function isSeam(item: Item | undefined): item is Seam {
  return item !== undefined && !isSet(item) && 'isSeam' in item
}

export function isGap(item: Item | undefined): item is Gap {
  return item !== undefined && !isSet(item) && !isSeam(item)
}

/** The byte of the line at a place, if it stands there, or the next one behind it (`step` 1) or before it (-1). */
export function besideOf(line: Line, at: number, step: 1 | -1): Edge {
  const item = line[at]
  if (item === undefined) return ANYTHING
  if (isSet(item)) return { set: item, orEnd: false }
  if (isSeam(item)) {
    const demand = step === 1 ? item.behind : item.before
    return bothOf(demand, besideOf(line, at + step, step)) ?? ANYTHING
  }
  if (item.least > 0) return { set: item.set, orEnd: false }
  const beyond = besideOf(line, at + step, step)
  return { set: unionOf([item.set, beyond.set]), orEnd: beyond.orEnd }
}
