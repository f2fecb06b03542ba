/**
 * Evaluates the trained trees. The file of the model is data: three numbers a node in preorder, `feature, threshold,
 * index of the right child`, and `-1, value, 0` for a leaf; the left child follows its parent. Deterministic.
 */
import type { Candidate } from './assignment.ts'
import { FEATURE_NAMES, LazyFeatures } from './features.ts'
import { MODEL } from './model.gen.ts'

interface Model {
  readonly roots: Int32Array
  /** -1 for a leaf. */
  readonly feature: Int16Array
  /** The threshold of a node, the value of a leaf. */
  readonly value: Float64Array
  readonly right: Int32Array
  /** What the trees from one on can add at most. */
  readonly mostFrom: Float64Array
}

/** Sums in another order differ by less. */
const ROUNDING = 1e-9

let loaded: Model | undefined
let features: LazyFeatures | undefined

function load(): Model {
  const {
    features: names,
    roots,
    nodes,
  } = JSON.parse(MODEL) as { features: string[]; roots: number[]; nodes: number[] }
  if (names.join() !== FEATURE_NAMES.join()) throw new Error('the model was trained on other features: train it again')
  const count = nodes.length / 3
  const column = (place: number): number[] => Array.from({ length: count }, (_, i) => nodes[i * 3 + place] as number)
  const mostFrom = new Float64Array(roots.length + 1)
  for (let tree = roots.length - 1; tree >= 0; tree--) {
    let most = -Infinity
    for (let at = roots[tree] as number; at < (roots[tree + 1] ?? count); at++) {
      if ((nodes[at * 3] as number) < 0) most = Math.max(most, nodes[at * 3 + 1] as number)
    }
    mostFrom[tree] = (mostFrom[tree + 1] as number) + most
  }
  return {
    roots: Int32Array.from(roots),
    feature: Int16Array.from(column(0)),
    value: Float64Array.from(column(1)),
    right: Int32Array.from(column(2)),
    mostFrom,
  }
}

/** How likely these features are those of a credential, 0 to 1. */
export function probability(measured: readonly number[]): number {
  const { roots, feature, value, right } = (loaded ??= load())
  let sum = 0
  for (let tree = 0; tree < roots.length; tree++) {
    let at = roots[tree] as number
    for (let own = feature[at] as number; own >= 0; own = feature[at] as number) {
      at = (measured[own] as number) <= (value[at] as number) ? at + 1 : (right[at] as number)
    }
    sum += value[at] as number
  }
  return 1 / (1 + Math.exp(-sum))
}

/**
 * The same for a candidate; undefined when it is certainly less than `least`. Most candidates are, and are known to
 * be after a quarter of the trees: only the features that these ask for are measured.
 */
export function probabilityFrom(candidate: Candidate, least: number): number | undefined {
  const { roots, feature, value, right, mostFrom } = (loaded ??= load())
  const needed = Math.log(least / (1 - least)) - ROUNDING
  if (features === undefined) features = new LazyFeatures(candidate)
  else features.take(candidate)
  let sum = 0
  for (let tree = 0; tree < roots.length; tree++) {
    if (sum + (mostFrom[tree] as number) < needed) return undefined
    let at = roots[tree] as number
    for (let own = feature[at] as number; own >= 0; own = feature[at] as number) {
      at = features.at(own) <= (value[at] as number) ? at + 1 : (right[at] as number)
    }
    sum += value[at] as number
  }
  const likely = 1 / (1 + Math.exp(-sum))
  return likely < least ? undefined : likely
}
