/**
 * What a hit of the kernel is worth: the rule's RegExp on the bytes around it, then score.ts. Every start that a
 * hit allows is tried by itself, so a match depends on its own bytes only; of a rule's overlapping matches
 * the leftmost stays, as when the RegExp reads the whole text. Windows are bounded, and so is the work per blob.
 */
import type { RuleSpec } from './kernel/image.ts'
import { REFUSED, RULE_OF_HIT } from './kernel/kernel.ts'
import { latin1 } from './latin1.ts'
import type { Assessment, Rule } from './rule.ts'
import { assess } from './score.ts'

/** One match of one rule: where its whole pattern and where its key stand. */
export interface Found {
  readonly rule: number
  readonly start: number
  readonly end: number
  readonly secretStart: number
  readonly secretEnd: number
  readonly secret: string
  readonly assessment: Assessment
}

/** Pairs of position and rule, as the kernel writes them. */
export interface Hits {
  readonly length: number
  [index: number]: number
}

export interface SwitchedOff {
  readonly rule: string
  readonly reason: string
}

export interface Judge {
  /**
   * `hits`: pairs of position and rule; those that gave no match are marked with REFUSED. `all`: what is refused is
   * found, too, with the reason. `remember`: answers for a text seen before come from memory.
   */
  judge(bytes: Uint8Array, hits: Hits, how: 'all' | 'kept' | 'remember'): { found: Found[]; limited: boolean }
  readonly switchedOff: readonly SwitchedOff[]
}

/** A custom rule may take this long for one window, a few times, and this long in all. */
const SLOW_MS = 20
const MAX_SLOW = 3
const MAX_TOTAL_MS = 2_000
/** Characters that the RegExps may be given for one blob. */
const textBudget = (length: number): number => 4_000_000 + 8 * length
const MEMO_CHARACTERS = 4_000_000
/** A text with more hits is likely to repeat itself, as text that is made to cost does. */
const MANY_HITS = 2_000

/** A match relative to the start of its window. */
type Local = Omit<Found, 'rule'>

interface Tried {
  readonly rule: Rule
  readonly spec: RuleSpec
  readonly search: RegExp
  /** Says where the groups stand, which costs: only for what is kept. */
  readonly locate: RegExp
  slow: number
  totalMs: number
  off: boolean
}

export function createJudge(rules: readonly Rule[], specs: readonly RuleSpec[], now?: () => number): Judge {
  const tried: (Tried | undefined)[] = []
  const switchedOff: SwitchedOff[] = []
  /** By rule and text: a key made of both would be a copy of the text for each hit. */
  const memo: Map<string, Judged[]>[] = []
  let remembered = 0

  /** RegExps are made when their rule has its first hit: a catalogue has hundreds of rules. */
  const trial = (index: number): Tried => {
    let own = tried[index]
    if (own === undefined) {
      const rule = rules[index] as Rule
      const spec = specs[index] as RuleSpec
      const flags = rule.pattern.flags.replace(/[dgy]/g, '')
      const search = new RegExp(rule.pattern.source, `${flags}${spec.starts.length > 0 ? 'y' : 'g'}`)
      const locate = new RegExp(rule.pattern.source, `${flags}dy`)
      tried[index] = own = { rule, spec, search, locate, slow: 0, totalMs: 0, off: false }
    }
    return own
  }

  const switchOff = (own: Tried, reason: string): void => {
    own.off = true
    switchedOff.push({ rule: own.rule.id, reason })
  }

  /** Runs a custom rule under the clock. */
  const timed = (own: Tried, work: () => Local[]): Local[] => {
    if (now === undefined || own.rule.custom !== true) return work()
    const startedAt = now()
    const found = work()
    const took = now() - startedAt
    own.totalMs += took
    if (took > SLOW_MS && ++own.slow >= MAX_SLOW) {
      switchOff(own, `its pattern took more than ${SLOW_MS} ms for one place, ${MAX_SLOW} times`)
    } else if (own.totalMs > MAX_TOTAL_MS) switchOff(own, `its pattern took more than ${MAX_TOTAL_MS} ms`)
    return found
  }

  const recall = (own: Tried, index: number, window: Window): readonly Local[] => {
    const texts = (memo[index] ??= new Map<string, Judged[]>())
    const judged = texts.get(window.text)
    const known = judged?.find(({ first, last }) => first === window.first && last === window.last)
    if (known !== undefined) return known.locals
    const locals = timed(own, () => matchesIn(own, window, false))
    remembered += window.text.length
    if (remembered > MEMO_CHARACTERS) {
      memo.length = 0
      remembered = window.text.length
    }
    const { first, last, text } = window
    if (judged !== undefined && memo[index] === texts) judged.push({ first, last, locals })
    else (memo[index] ??= new Map<string, Judged[]>()).set(text, [{ first, last, locals }])
    return locals
  }

  return {
    switchedOff,
    judge(bytes, hits, how) {
      const found: Found[] = []
      const doneTo: number[] = []
      let budget = textBudget(bytes.length)
      const repeats = how === 'remember' || (how === 'kept' && hits.length > 2 * MANY_HITS)
      for (let i = 0; i < hits.length; i += 2) {
        const position = hits[i] as number
        const index = (hits[i + 1] as number) & RULE_OF_HIT
        const own = trial(index)
        if (own.off) continue
        const window = windowAt(bytes, position, own.spec, doneTo[index] ?? 0)
        // All its starts were tried for an earlier hit, which stands for both.
        if (window === undefined) {
          hits[i + 1] = ((hits[i + 1] as number) | REFUSED) >>> 0
          continue
        }
        // Exact starts of two hits may interleave; a range of starts never goes back.
        if (own.spec.starts.length === 0) doneTo[index] = window.offset + window.last + 1
        budget -= window.text.length
        if (budget < 0) return { found, limited: true }
        const locals = repeats ? recall(own, index, window) : timed(own, () => matchesIn(own, window, how === 'all'))
        if (!locals.some(({ assessment }) => assessment.keep)) hits[i + 1] = ((hits[i + 1] as number) | REFUSED) >>> 0
        for (const local of locals) found.push(placed(local, index, window.offset))
      }
      return { found, limited: false }
    },
  }
}

function placed(local: Local, rule: number, offset: number): Found {
  return {
    rule,
    start: local.start + offset,
    end: local.end + offset,
    secretStart: local.secretStart + offset,
    secretEnd: local.secretEnd + offset,
    secret: local.secret,
    assessment: local.assessment,
  }
}

/** What a text holds for one rule, among the starts that were tried. */
interface Judged {
  readonly first: number
  readonly last: number
  readonly locals: readonly Local[]
}

interface Window {
  readonly text: string
  /** The byte at which the text begins. */
  readonly offset: number
  /** Places in the text at which a match may begin. */
  readonly first: number
  readonly last: number
}

/** The text around a hit, without the starts that an earlier hit of the rule tried; undefined when none is left. */
function windowAt(bytes: Uint8Array, position: number, spec: RuleSpec, doneTo: number): Window | undefined {
  const last = position - spec.back.least
  const first = Math.max(0, doneTo, position - spec.back.most)
  if (first > last) return undefined
  const offset = Math.max(0, first - spec.sight)
  const text = latin1(bytes, offset, Math.min(bytes.length, position + spec.forward + spec.sight))
  return { text, offset, first: first - offset, last: last - offset }
}

function matchesIn({ rule, spec, search, locate }: Tried, { text, first, last }: Window, all: boolean): Local[] {
  const locals: Local[] = []
  if (search.sticky) {
    for (const start of spec.starts) {
      const at = last + spec.back.least - start
      if (at < first) continue
      search.lastIndex = at
      const found = search.exec(text)
      if (found !== null) weighInto(locals, { rule, locate, found, all })
    }
    return locals
  }
  for (search.lastIndex = first; ; search.lastIndex++) {
    const found = search.exec(text)
    if (found === null || found.index > last) return locals
    weighInto(locals, { rule, locate, found, all })
    search.lastIndex = found.index
  }
}

interface Fitting {
  readonly rule: Rule
  readonly locate: RegExp
  readonly found: RegExpExecArray
  readonly all: boolean
}

function weighInto(locals: Local[], { rule, locate, found, all }: Fitting): void {
  const [whole] = found
  const assessment = assess(rule, found.groups?.['secret'] ?? whole, found)
  if (!assessment.keep && !all) return
  const start = found.index
  locate.lastIndex = start
  const [secretStart, secretEnd] = locate.exec(found.input)?.indices?.groups?.['secret'] ?? [
    start,
    start + whole.length,
  ]
  const secret = found.input.slice(secretStart, secretEnd)
  locals.push({ start, end: start + whole.length, secretStart, secretEnd, secret, assessment })
}
