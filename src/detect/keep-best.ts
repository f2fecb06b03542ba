/**
 * One key, one match. Of a rule's own overlapping matches the leftmost stays; where several rules saw the
 * same key the best one stays: no fallback, the highest score, then the longer stretch, then the earlier rule. A rule that
 * reads a key and what names it covers both; a key id that has a rule of its own stays beside its secret.
 */
import type { Match } from './chunk.ts'

/** A match with the stretch that its whole pattern covered, which may be wider than the key. */
export interface Candidate {
  readonly match: Match
  readonly rule: number
  readonly isFallback: boolean
  /** What it found is no key by itself: the id of one, a host. */
  readonly isPart: boolean
  readonly start: number
  readonly end: number
}

/** Those that reading from left to right would give: each rule goes on where its last match ended. */
export function leftmost<T extends { readonly rule: number; readonly start: number; readonly end: number }>(
  found: readonly T[],
): T[] {
  const ends: number[] = []
  return found
    .toSorted((a, b) => a.start - b.start)
    .filter(({ rule, start, end }) => {
      if (start < (ends[rule] ?? 0)) return false
      ends[rule] = end
      return true
    })
}

export function keepBest(candidates: readonly Candidate[]): Match[] {
  if (candidates.length < 2) return candidates.map((candidate) => candidate.match)
  const byQuality = candidates.toSorted(
    (a, b) =>
      Number(a.isFallback) - Number(b.isFallback) ||
      b.match.score - a.match.score ||
      b.end - b.start - (a.end - a.start) ||
      a.rule - b.rule ||
      a.start - b.start,
  )
  const kept = new KeptSpans()
  return byQuality
    .filter((candidate) => kept.add(candidate))
    .map((candidate) => candidate.match)
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
}

/** Kept candidates by 4 KiB block, so that a flood of matches stays far from quadratic. */
class KeptSpans {
  readonly #blocks = new Map<number, Candidate[]>()

  /** False when a kept candidate is already the same key. */
  add(candidate: Candidate): boolean {
    const first = candidate.start >> 12
    const last = candidate.end >> 12
    for (let block = first; block <= last; block++) {
      if (this.#blocks.get(block)?.some((kept) => isSameKey(kept, candidate))) return false
    }
    for (let block = first; block <= last; block++) {
      const kept = this.#blocks.get(block)
      if (kept) kept.push(candidate)
      else this.#blocks.set(block, [candidate])
    }
    return true
  }
}

function isSameKey(kept: Candidate, other: Candidate): boolean {
  if (kept.match.provider === other.match.provider && kept.isPart === other.isPart) {
    return kept.start < other.match.end && other.match.start < kept.end
  }
  return kept.match.start < other.match.end && other.match.start < kept.match.end
}
