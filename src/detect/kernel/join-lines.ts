/**
 * Two lines one behind the other. Where a seam meets a set, what it demands goes into the set, so that seams are left
 * beside gaps and at the ends of lines only. A line that nothing can fit is dropped.
 */
import { ALL_BYTES, type ByteSet, intersectionOf, NO_BYTES, setOf, without } from './byte-set.ts'
import { bothOf } from './edge.ts'
import { besideOf, isSeam, isSet, type Item, type Line, type Seam } from './line.ts'
import type { Edge } from './regex-tree.ts'

const WORD = setOf((byte) => /\w/.test(String.fromCharCode(byte)))
const NOT_WORD = without(ALL_BYTES, WORD)

/** Undefined: nothing fits both. */
export function joined(left: Line, right: Line): Line | undefined {
  const [before, behind] = [left.at(-1), right[0]]
  const first = isSeam(before) ? before : undefined
  const second = isSeam(behind) ? behind : undefined
  if (first === undefined && second === undefined) return [...left, ...right]
  const seam: Seam = {
    isSeam: true,
    before: bothOf(first?.before, second?.before),
    behind: bothOf(first?.behind, second?.behind),
    ofWord: first?.ofWord ?? second?.ofWord,
  }
  return settled(first === undefined ? left : left.slice(0, -1), seam, second === undefined ? right : right.slice(1))
}

function settled(left: Line, given: Seam, right: Line): Line | undefined {
  const [previous, next] = [left.at(-1), right[0]]
  const { before, behind, ofWord } = withWordEdge(left, given, right)
  let [a, b] = [left, right]
  if (before !== undefined && isSet(previous)) {
    const set = demanded(previous, before, left.at(-2))
    if (set === NO_BYTES) return undefined
    a = [...left.slice(0, -1), set]
  }
  if (behind !== undefined && isSet(next)) {
    const set = demanded(next, behind, right[1])
    if (set === NO_BYTES) return undefined
    b = [set, ...right.slice(1)]
  }
  const rest = {
    ...(before === undefined || isSet(previous) ? {} : { before }),
    ...(behind === undefined || isSet(next) ? {} : { behind }),
    ...(ofWord === undefined ? {} : { ofWord }),
  }
  return Object.keys(rest).length === 0 ? [...a, ...b] : [...a, { isSeam: true, ...rest }, ...b]
}

/** The set of a place with a demand in it. A run of equal sets tells more than the demand on its first or last byte. */
function demanded(set: ByteSet, edge: Edge, neighbour: Item | undefined): ByteSet {
  const both = intersectionOf(set, edge.set)
  return set === neighbour && both !== NO_BYTES ? set : both
}

/** Where one side of `\b` is known, it demands something of the other. */
function withWordEdge(left: Line, seam: Seam, right: Line): Seam {
  if (seam.ofWord !== true) return seam
  const { isSeam: is, before, behind } = seam
  const other = otherSide(besideOf(right, 0, 1))
  if (other !== undefined) return { isSeam: is, before: bothOf(before, other), behind }
  const own = otherSide(besideOf(left, left.length - 1, -1))
  if (own !== undefined) return { isSeam: is, before, behind: bothOf(behind, own) }
  // Between two sets that do not tell it would part what belongs together.
  return isSet(left.at(-1)) && isSet(right[0]) ? { isSeam: is, before, behind } : seam
}

/** What stands beyond a word's edge from a byte; undefined when that does not tell. */
function otherSide({ set, orEnd }: Edge): Edge | undefined {
  if (orEnd) return undefined
  if (intersectionOf(set, NOT_WORD) === NO_BYTES) return { set: NOT_WORD, orEnd: true }
  return intersectionOf(set, WORD) === NO_BYTES ? { set: WORD, orEnd: false } : undefined
}
