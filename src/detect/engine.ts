/**
 * Bytes in, matches out. A prefilter finds the rules' literals, windows around them are merged, and each
 * rule's RegExp judges only its own windows. Pure: no I/O, no clock, no random number, no knowledge of
 * files or git. A match does not depend on how the bytes around it lie.
 */
import { isAllowedInline } from './allow.ts'
import type { Match } from './chunk.ts'
import { createPrefilter } from './prefilter.ts'
import type { Rule } from './rule.ts'
import { assess } from './score.ts'
import { addWindow, readWindow, type Window } from './window.ts'

export interface Engine {
  /** Matches in the order of their start. Those on a line marked `rekey:allow` are left out. */
  match(bytes: Uint8Array): Match[]
}

/** Bytes around a literal when a rule names no window of its own. */
export const DEFAULT_WINDOW = { before: 64, after: 512 } as const

/** A match with the stretch that its whole pattern covered, which may be wider than the key. */
interface Candidate {
  readonly match: Match
  readonly start: number
  readonly end: number
}

export function createEngine(rules: readonly Rule[]): Engine {
  const patterns = rules.map((rule) => new RegExp(rule.pattern.source, withFlags(rule.pattern.flags, 'gd')))
  const literals = [...new Set(rules.flatMap((rule) => rule.literals))]
  const rulesOf = literals.map((literal) =>
    rules.flatMap((rule, index) => (rule.literals.includes(literal) ? [index] : [])),
  )
  const prefilter = createPrefilter(literals)

  const findWindows = (bytes: Uint8Array): Map<number, Window[]> => {
    const windows = new Map<number, Window[]>()
    prefilter.find(bytes, (literal, end) => {
      const start = end - (literals[literal] as string).length
      for (const rule of rulesOf[literal] as number[]) {
        const { before, after } = rules[rule]?.window ?? DEFAULT_WINDOW
        let own = windows.get(rule)
        if (own === undefined) windows.set(rule, (own = []))
        addWindow(own, Math.max(0, start - before), Math.min(bytes.length, end + after))
      }
    })
    return windows
  }

  return {
    match(bytes) {
      const candidates: Candidate[] = []
      for (const [index, windows] of findWindows(bytes)) {
        const rule = rules[index] as Rule
        const pattern = patterns[index] as RegExp
        for (const window of windows) candidates.push(...judgeWindow(rule, pattern, bytes, window))
      }
      return keepBest(candidates, rules).filter((match) => !isAllowedInline(bytes, match.start, match.end))
    },
  }
}

function judgeWindow(rule: Rule, pattern: RegExp, bytes: Uint8Array, window: Window): Candidate[] {
  const { text, offset } = readWindow(bytes, window)
  const candidates: Candidate[] = []
  pattern.lastIndex = window.start - offset
  for (;;) {
    const found = pattern.exec(text)
    // What starts in the margin holds no literal of this window: it belongs to the next window or to none.
    if (found === null || found.index + offset >= window.end) return candidates
    if (found[0] === '') pattern.lastIndex++
    const [start, end] = found.indices?.groups?.['secret'] ?? [found.index, found.index + found[0].length]
    const secret = text.slice(start, end)
    const assessment = assess(rule, secret, found)
    if (!assessment.keep) continue
    candidates.push({
      match: {
        rule: rule.id,
        provider: rule.provider,
        kind: rule.kind,
        start: start + offset,
        end: end + offset,
        secret,
        score: assessment.score,
        reasons: assessment.reasons,
      },
      start: found.index + offset,
      end: found.index + offset + found[0].length,
    })
  }
}

/**
 * Where several rules saw the same key, the best one stays: the highest score, then the earlier rule.
 * Two parts of one credential (a key id and its secret) are the same key when one rule covers both.
 */
function keepBest(candidates: readonly Candidate[], rules: readonly Rule[]): Match[] {
  if (candidates.length < 2) return candidates.map((candidate) => candidate.match)
  const rank = new Map(rules.map((rule, index) => [rule.id, index]))
  const byQuality = candidates.toSorted(
    (a, b) =>
      b.match.score - a.match.score ||
      b.end - b.start - (a.end - a.start) ||
      (rank.get(a.match.rule) as number) - (rank.get(b.match.rule) as number) ||
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
  if (kept.match.provider === other.match.provider) {
    return kept.start < other.match.end && other.match.start < kept.end
  }
  return kept.match.start < other.match.end && other.match.start < kept.match.end
}

function withFlags(flags: string, more: string): string {
  return [...new Set(flags + more)].join('')
}
