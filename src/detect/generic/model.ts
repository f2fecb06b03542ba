/**
 * Evaluates the trained trees. The file of the model is data: three numbers a node in preorder, `feature, threshold,
 * index of the right child`, and `-1, value, 0` for a leaf; the left child follows its parent. Deterministic.
 */
import { FEATURE_NAMES } from './features.ts'
import { MODEL } from './model.gen.ts'

interface Model {
  readonly roots: readonly number[]
  readonly nodes: Float64Array
}

let loaded: Model | undefined

function load(): Model {
  const { features, roots, nodes } = JSON.parse(MODEL) as { features: string[]; roots: number[]; nodes: number[] }
  if (features.join() !== FEATURE_NAMES.join())
    throw new Error('the model was trained on other features: train it again')
  return { roots, nodes: Float64Array.from(nodes) }
}

/** How likely these features are those of a credential, 0 to 1. */
export function probability(features: readonly number[]): number {
  loaded ??= load()
  const { roots, nodes } = loaded
  let sum = 0
  for (const root of roots) {
    let at = root * 3
    for (let feature = nodes[at] as number; feature >= 0; feature = nodes[at] as number) {
      at = (features[feature] as number) <= (nodes[at + 1] as number) ? at + 3 : (nodes[at + 2] as number) * 3
    }
    sum += nodes[at + 1] as number
  }
  return 1 / (1 + Math.exp(-sum))
}
