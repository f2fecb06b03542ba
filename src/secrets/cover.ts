/**
 * Nobody grants more than they hold: is everything that some rules allow allowed to somebody already? Decided
 * over all names at once, as a question about languages: a pattern is a small automaton over the parts of a
 * name, and the automata of the wanted and the held rules are walked together. Pure.
 */
import { ACTIONS, type Action, type Policy } from '../db/access-tables.ts'

/** A part that no pattern spells out: it stands for every other one. */
const ANY_OTHER = '\0'
/** More steps than any honest pair of policies needs; beyond it the answer is no. */
const MAX_STEPS = 20_000

export interface Excess {
  readonly action: Action
  readonly pattern: string
}

/**
 * The first action and pattern of `wanted` that `held` does not allow in full; undefined when all is covered.
 * `until` is when the grant ends: what the giver holds for a shorter time does not count.
 */
export function findExcess(
  held: readonly Policy[],
  wanted: readonly Policy[],
  until: string | undefined,
): Excess | undefined {
  for (const { pattern, actions, until: ruleUntil } of wanted) {
    const end = earlier(until, ruleUntil)
    for (const action of actions.includes('admin') ? ACTIONS : actions) {
      const mine = held.filter((rule) => rule.actions.includes(action) || rule.actions.includes('admin'))
      const allows = mine.filter((rule) => rule.effect === 'allow' && lastsTo(rule, end)).map((rule) => rule.pattern)
      const denies = mine.filter((rule) => rule.effect === 'deny').map((rule) => rule.pattern)
      if (!isCovered(pattern, allows, denies)) return { action: actions.includes(action) ? action : 'admin', pattern }
    }
  }
  return undefined
}

function earlier(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a < b ? a : b
}

function lastsTo(rule: Policy, end: string | undefined): boolean {
  return rule.until === undefined || (end !== undefined && end <= rule.until)
}

/** Does every name that `wanted` matches match one of `allows` and none of `denies`? */
function isCovered(wanted: string, allows: readonly string[], denies: readonly string[]): boolean {
  const [inner, outer, barred] = [automaton([wanted]), automaton(allows), automaton(denies)]
  const alphabet = [ANY_OTHER, ...new Set([...inner.words, ...outer.words, ...barred.words])]
  const seen = new Set<string>()
  const queue = [{ i: inner.start, o: outer.start, b: barred.start }]
  for (let steps = 0; queue.length; steps++) {
    if (steps > MAX_STEPS) return false
    const { i, o, b } = queue.pop() as (typeof queue)[number]
    if (inner.accepts(i) && (!outer.accepts(o) || barred.accepts(b))) return false
    for (const word of alphabet) {
      const next = { i: inner.step(i, word), o: outer.step(o, word), b: barred.step(b, word) }
      const key = `${next.i.join()}|${next.o.join()}|${next.b.join()}`
      if (next.i.length === 0 || seen.has(key)) continue
      seen.add(key)
      queue.push(next)
    }
  }
  return true
}

/** A state is a place in one of the patterns: pattern index * 256 + part index. A set of them is sorted. */
type States = readonly number[]

function automaton(patterns: readonly string[]): {
  readonly words: readonly string[]
  readonly start: States
  step(from: States, word: string): States
  accepts(states: States): boolean
} {
  const all = patterns.map((pattern) => pattern.split('/').map((part) => (part.startsWith('{{') ? '*' : part)))
  const partAt = (state: number): string | undefined => all[state >> 8]?.[state & 255]
  const close = (states: number[]): States => {
    for (const state of states) {
      if (partAt(state) === '**' && !states.includes(state + 1)) states.push(state + 1)
    }
    return states.toSorted((a, b) => a - b)
  }
  return {
    words: all.flat().filter((part) => part !== '*' && part !== '**'),
    start: close(all.map((_, index) => index << 8)),
    step(from, word) {
      const to = from.flatMap((state) => {
        const part = partAt(state)
        if (part === '**') return [state]
        return part === '*' || part === word ? [state + 1] : []
      })
      return close([...new Set(to)])
    },
    accepts: (states) => states.some((state) => (state & 255) === (all[state >> 8]?.length ?? 0)),
  }
}
