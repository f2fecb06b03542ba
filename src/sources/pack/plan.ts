/** The order in which the families of a forest are walked, cut into units of work that workers take in turn. */
import { shared, storedEnd, WANTED, type Forest } from './forest.ts'

export interface Plan {
  /** Roots of families in the order of work. */
  readonly roots: Uint32Array
  /** First root of each unit of work, and the count at the end. */
  readonly units: Uint32Array
  /** Bytes of the packs that the walk reads. */
  readonly stored: number
}

const UNIT_BYTES = 256 * 1024

/**
 * Large families come first, so that no worker is left alone with one at the end; the small ones follow in the order
 * of the file, many to a unit, so that it is read once from its start to its end.
 */
export function planWork(forest: Forest): Plan {
  const { base, child, sibling, wanted, count } = forest
  markBelow(forest)
  const weight = (entry: number): number => storedEnd(forest, entry) - (forest.offset[entry] as number)
  let stored = 0
  const large: { root: number; bytes: number }[] = []
  const small: number[] = []
  const bytes: number[] = []
  const pending: number[] = []
  for (let root = 0; root < count; root++) {
    if ((base[root] as number) >= 0 || wanted[root] === 0) continue
    let sum = 0
    pending.push(root)
    for (let parent = pending.pop(); parent !== undefined; parent = pending.pop()) {
      sum += weight(parent)
      for (let one = child[parent] as number; one >= 0; one = sibling[one] as number) {
        if (wanted[one] !== 0) pending.push(one)
      }
    }
    stored += sum
    if (sum >= UNIT_BYTES) large.push({ root, bytes: sum })
    else {
      small.push(root)
      bytes.push(sum)
    }
  }
  large.sort((a, b) => b.bytes - a.bytes || a.root - b.root)
  const roots = shared(Uint32Array, large.length + small.length)
  const units: number[] = []
  large.forEach(({ root }, i) => {
    units.push(i)
    roots[i] = root
  })
  let filled = UNIT_BYTES
  small.forEach((root, i) => {
    if (filled >= UNIT_BYTES) {
      units.push(large.length + i)
      filled = 0
    }
    filled += bytes[i] as number
    roots[large.length + i] = root
  })
  units.push(roots.length)
  const sharedUnits = shared(Uint32Array, units.length)
  sharedUnits.set(units)
  return { roots, units: sharedUnits, stored }
}

/** Whatever an entry to be searched is made from has to be made too. */
function markBelow({ base, wanted, count }: Forest): void {
  for (let entry = 0; entry < count; entry++) {
    if (((wanted[entry] as number) & WANTED.search) === 0) continue
    for (let own = base[entry] as number; own >= 0; own = base[own] as number) {
      const known = wanted[own] as number
      if ((known & WANTED.below) !== 0) break
      wanted[own] = known | WANTED.below
    }
  }
}
