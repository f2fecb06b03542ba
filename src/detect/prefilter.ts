/**
 * One pass over bytes that finds where any of many literals stands, without regard to ASCII case
 * (Aho-Corasick as a dense table over byte classes). It says where to look; it decides nothing.
 */

export interface Prefilter {
  /** Calls `onHit` for each literal that ends before `end`, in the order of `end`. `literal` is its index. */
  find(bytes: Uint8Array, onHit: (literal: number, end: number) => void): void
}

/** `literals` are lower-case ASCII and not empty. */
export function createPrefilter(literals: readonly string[]): Prefilter {
  const { classOf, classes } = classifyBytes(literals)
  const trie = buildTrie(literals, classOf, classes)
  const { next, firstAccepting, hitsOf } = numberStates(trie, classes)

  return {
    find(bytes, onHit) {
      let state = 0
      const length = bytes.length
      for (let i = 0; i < length; i++) {
        // A state is its row offset, so a step is two loads and an addition.
        state = next[state + (classOf[bytes[i] as number] as number)] as number
        if (state >= firstAccepting) {
          for (const literal of hitsOf[state / classes] as number[]) onHit(literal, i + 1)
        }
      }
    },
  }
}

/** Bytes that no literal holds share class 0; the two cases of a letter share one class. */
function classifyBytes(literals: readonly string[]): { classOf: Uint8Array; classes: number } {
  const classOf = new Uint8Array(256)
  let classes = 1
  for (const byte of new Set(literals.flatMap((literal) => [...Buffer.from(literal, 'latin1')]))) {
    const upper = byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte
    classOf[byte] = classes
    classOf[upper] = classes
    classes++
  }
  return { classOf, classes }
}

interface Trie {
  /** `goto[state * classes + class]`; complete: each state has an edge for each class. */
  readonly goto: readonly number[]
  readonly outputs: readonly (readonly number[])[]
}

function buildTrie(literals: readonly string[], classOf: Uint8Array, classes: number): Trie {
  const goto: number[] = Array.from({ length: classes }, () => -1)
  const outputs: number[][] = [[]]
  literals.forEach((literal, index) => {
    let state = 0
    for (const byte of Buffer.from(literal, 'latin1')) {
      const edge = state * classes + (classOf[byte] as number)
      if (goto[edge] === -1) {
        goto[edge] = outputs.length
        outputs.push([])
        for (let i = 0; i < classes; i++) goto.push(-1)
      }
      state = goto[edge] as number
    }
    outputs[state]?.push(index)
  })
  completeEdges(goto, outputs, classes)
  return { goto, outputs }
}

/** Breadth first: a missing edge goes where the longest proper suffix of the state goes. */
function completeEdges(goto: number[], outputs: number[][], classes: number): void {
  const suffix: number[] = [0]
  const queue: number[] = []
  for (let c = 0; c < classes; c++) {
    const child = goto[c] as number
    if (child === -1) goto[c] = 0
    else {
      suffix[child] = 0
      queue.push(child)
    }
  }
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] as number
    const fallback = suffix[state] as number
    outputs[state]?.push(...(outputs[fallback] as number[]))
    for (let c = 0; c < classes; c++) {
      const edge = state * classes + c
      const onFallback = goto[fallback * classes + c] as number
      const child = goto[edge] as number
      if (child === -1) goto[edge] = onFallback
      else {
        suffix[child] = onFallback
        queue.push(child)
      }
    }
  }
}

/** Accepting states get the highest numbers, so that one comparison recognises them. */
function numberStates(
  trie: Trie,
  classes: number,
): { next: Uint32Array; firstAccepting: number; hitsOf: readonly (readonly number[])[] } {
  const count = trie.outputs.length
  const old = Array.from({ length: count }, (_, state) => state)
  const order = [
    ...old.filter((state) => trie.outputs[state]?.length === 0),
    ...old.filter((state) => trie.outputs[state]?.length !== 0),
  ]
  const newNumber: number[] = []
  order.forEach((state, position) => (newNumber[state] = position))
  const next = new Uint32Array(count * classes)
  order.forEach((state, position) => {
    for (let c = 0; c < classes; c++) {
      next[position * classes + c] = (newNumber[trie.goto[state * classes + c] as number] as number) * classes
    }
  })
  const accepting = order.findIndex((state) => trie.outputs[state]?.length !== 0)
  return {
    next,
    firstAccepting: (accepting === -1 ? count : accepting) * classes,
    hitsOf: order.map((state) => trie.outputs[state] as number[]),
  }
}
