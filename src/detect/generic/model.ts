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
  /** The sum of a candidate that was kept in training was never lower behind this tree. */
  readonly floor: Float64Array
}

interface Stops {
  readonly least: number
  /** A sum that is lower behind a tree is given up. */
  readonly below: Float64Array
}

/** Sums in another order differ by less. */
const ROUNDING = 1e-9

let loaded: Model | undefined
let stops: Stops | undefined
const features = new LazyFeatures()

function load(): Model {
  const {
    features: names,
    roots,
    floor,
    nodes,
  } = JSON.parse(MODEL) as { features: string[]; roots: number[]; floor: number[]; nodes: number[] }
  if (names.join() !== FEATURE_NAMES.join()) throw new Error('the model was trained on other features: train it again')
  const count = nodes.length / 3
  const mostFrom = new Float64Array(roots.length + 1)
  for (let tree = roots.length - 1; tree >= 0; tree--) {
    let most = -Infinity
    for (let at = roots[tree] as number; at < (roots[tree + 1] ?? count); at++) {
      if ((nodes[at * 3] as number) < 0) most = Math.max(most, nodes[at * 3 + 1] as number)
    }
    mostFrom[tree] = (mostFrom[tree + 1] as number) + most
  }
  const [feature, value, right] = [new Int16Array(count), new Float64Array(count), new Int32Array(count)]
  for (let i = 0; i < count; i++) {
    feature[i] = nodes[i * 3] as number
    value[i] = nodes[i * 3 + 1] as number
    right[i] = nodes[i * 3 + 2] as number
  }
  return {
    roots: Int32Array.from(roots),
    feature,
    value,
    right,
    mostFrom,
    floor: Float64Array.from(floor),
  }
}

function stopsFor(least: number, { mostFrom, floor }: Model): Stops {
  const needed = Math.log(least / (1 - least)) - ROUNDING
  return { least, below: floor.map((lowest, tree) => Math.max(lowest, needed - (mostFrom[tree + 1] as number))) }
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
 * The same for a candidate; undefined when it is less than `least` (0.3 or more). Most candidates are, and it shows
 * after a few trees: a sum is given up when what is left cannot lift it, or when no candidate that was kept in training
 * was ever as low there (a soft cascade: Bourdev and Brandt, 2005). Only the features that were asked for are measured.
 */
export function probabilityFrom(candidate: Candidate, least: number): number | undefined {
  const model = (loaded ??= load())
  const { roots, feature, value, right } = model
  if (stops?.least !== least) stops = stopsFor(least, model)
  const { below } = stops
  features.take(candidate)
  const { known } = features
  let sum = 0
  for (let tree = 0; tree < roots.length; tree++) {
    let at = roots[tree] as number
    for (let own = feature[at] as number; own >= 0; own = feature[at] as number) {
      let measured = known[own] as number
      if (measured !== measured) measured = features.measure(own)
      at = measured <= (value[at] as number) ? at + 1 : (right[at] as number)
    }
    sum += value[at] as number
    if (sum < (below[tree] as number)) return undefined
  }
  return 1 / (1 + Math.exp(-sum))
}
