/**
 * What the hits of the kernel are worth. Every start that a hit allows is tried by itself (trial.ts), so a match
 * depends on its own bytes only; of a rule's overlapping matches the leftmost stays, as when the RegExp reads the whole
 * text. Windows are bounded, and so is the work per blob.
 */
import type { RuleSpec } from './kernel/image.ts'
import { HIT_WORDS, JUDGED } from './kernel/kernel.ts'
import type { Rule } from './rule.ts'
import { type Found, type How, type Outcome, placed, Trial } from './trial.ts'
import type { Verdicts } from './verdicts.ts'

export interface SwitchedOff {
  readonly rule: string
  readonly reason: string
}

export interface Judgement {
  readonly found: Found[]
  /** There was more to look at than the bytes deserve; the rest was not judged. */
  readonly limited: boolean
}

export interface Judge {
  /** `hits`: pairs of position and rule. `all`: what is refused is found, too, with the reason. */
  judge(bytes: Uint8Array, hits: ArrayLike<number>, how: 'all' | 'kept'): Judgement
  /** Hits as the kernel writes them: those with a verdict have been judged, and the others are given one. */
  carry(bytes: Uint8Array, hits: Uint32Array, verdicts: Verdicts): Judgement
  readonly switchedOff: readonly SwitchedOff[]
}

/** A custom rule may take this long for one window, a few times, and this long in all. */
const SLOW_MS = 20
const MAX_SLOW = 3
const MAX_TOTAL_MS = 2_000
/** Characters that the rules may be shown for one blob. */
const textBudget = (length: number): number => 4_000_000 + 8 * length
/** A text with more hits is likely to repeat itself, as text that is made to cost does. */
const MANY_HITS = 2_000

/** The time that a custom rule took. */
interface Spent {
  slow: number
  totalMs: number
}

export function createJudge(rules: readonly Rule[], specs: readonly RuleSpec[], now?: () => number): Judge {
  /** Made when their rule has its first hit: a catalogue has hundreds of rules. */
  const trials: (Trial | undefined)[] = []
  const spent = new Map<Rule, Spent>()
  const off = new Set<number>()
  const switchedOff: SwitchedOff[] = []

  const trialOf = (index: number): Trial =>
    (trials[index] ??= new Trial(rules[index] as Rule, index, specs[index] as RuleSpec))

  const charge = (index: number, rule: Rule, took: number): void => {
    const own = spent.get(rule) ?? { slow: 0, totalMs: 0 }
    spent.set(rule, own)
    own.totalMs += took
    if (took > SLOW_MS) own.slow++
    const reason =
      own.slow >= MAX_SLOW
        ? `its pattern took more than ${SLOW_MS} ms for one place, ${MAX_SLOW} times`
        : own.totalMs > MAX_TOTAL_MS
          ? `its pattern took more than ${MAX_TOTAL_MS} ms`
          : undefined
    if (reason === undefined) return
    off.add(index)
    switchedOff.push({ rule: rule.id, reason })
  }

  /** One pass over the hits of a blob. */
  const passOver = (bytes: Uint8Array, how: How): Pass => {
    const doneTo: number[] = []
    let budget = textBudget(bytes.length)
    return (position, index) => {
      const trial = trialOf(index)
      if (off.has(index)) return NOTHING
      const isTimed = now !== undefined && trial.rule.custom === true
      const startedAt = isTimed ? now() : 0
      const outcome = trial.ask(bytes, { position, doneTo: doneTo[index] ?? 0 }, how)
      if (isTimed) charge(index, trial.rule, now() - startedAt)
      if (trial.triesAll) doneTo[index] = Math.max(doneTo[index] ?? 0, trial.endOfStarts(position))
      budget -= outcome.cost
      return budget < 0 ? undefined : outcome
    }
  }

  return {
    switchedOff,
    judge(bytes, hits, how) {
      const found: Found[] = []
      const all = how === 'all'
      const pass = passOver(bytes, { all, repeats: !all && hits.length > 2 * MANY_HITS, carries: false })
      for (let i = 0; i < hits.length; i += 2) {
        const position = hits[i] as number
        const outcome = pass(position, hits[i + 1] as number)
        if (outcome === undefined) return { found, limited: true }
        for (const one of outcome.found) found.push(placed(one, position))
      }
      return { found, limited: false }
    },
    carry(bytes, hits, verdicts) {
      const found: Found[] = []
      const pass = passOver(bytes, { all: false, repeats: hits.length > HIT_WORDS * MANY_HITS, carries: true })
      for (let i = 0; i < hits.length;) {
        const position = hits[i] as number
        const rule = hits[i + 1] as number
        if (rule & JUDGED) {
          for (const one of verdicts.keptBy(rule)) found.push(placed(one, position))
          i += HIT_WORDS
          continue
        }
        // All rules of one candidate have one verdict.
        const candidate = hits[i + 2] as number
        const kept: Found[] = []
        let [back, forward, isDear] = [0, 0, false]
        for (; hits[i + 2] === candidate; i += HIT_WORDS) {
          const outcome = pass(position, hits[i + 1] as number)
          if (outcome === undefined) return { found, limited: true }
          back = Math.max(back, outcome.back)
          forward = Math.max(forward, outcome.forward)
          isDear ||= outcome.isDear
          for (const one of outcome.found) {
            kept.push(one)
            found.push(placed(one, position))
          }
        }
        verdicts.settle(candidate, { back, forward, kept, isDear })
      }
      return { found, limited: false }
    },
  }
}

/** Asks about one hit; undefined when the blob's budget is used up. */
type Pass = (position: number, rule: number) => Outcome | undefined

const NOTHING: Outcome = { found: [], back: 0, forward: 0, cost: 0, isDear: false }
