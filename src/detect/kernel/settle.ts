/**
 * Tells the candidates of a blob what the judge made of their hits: a candidate whose hits were all refused is dead
 * like one that no program confirmed. What is made of the blob inherits that, and the judge is asked again only where
 * a new byte lies within sight of the rule. Without this every version of a file would have its words judged anew.
 */
import { REFUSED } from './kernel.ts'

const ALIVE = 0x8000_0000

export interface Settling {
  /** The kernel's memory in words of four bytes. */
  readonly words: Uint32Array
  /** Addresses, as given to `confirm`, and what it answered. */
  readonly candidates: number
  readonly count: number
  readonly hits: number
  readonly hitCount: number
}

export function settle({ words, candidates, count, hits, hitCount }: Settling): void {
  let entry = candidates >>> 2
  const end = entry + 2 * count
  const first = hits >>> 2
  for (let hit = first; hit < first + 2 * hitCount;) {
    const position = words[hit] as number
    let isRefused = true
    for (; hit < first + 2 * hitCount && words[hit] === position; hit += 2) {
      if (((words[hit + 1] as number) & REFUSED) === 0) isRefused = false
    }
    while (entry < end && (words[entry] as number) < position) entry += 2
    if (isRefused && entry < end && words[entry] === position) words[entry + 1] = (words[entry + 1] as number) % ALIVE
  }
}
