/**
 * One rule asked about one hit of the kernel. First its automaton, which mostly says that nothing can match; then its
 * RegExp on the text around the hit, at every start that the hit allows; then score.ts. With the answer comes how far
 * from the hit it looked: as long as these bytes stay, so does the answer.
 */
import { Automaton } from './kernel/automaton.ts'
import type { RuleSpec } from './kernel/image.ts'
import { PROGRAM_BACK } from './kernel/kernel.ts'
import { parseRegex } from './kernel/regex.ts'
import { latin1 } from './latin1.ts'
import { NARROW_SIGHT, type Assessment, type Rule } from './rule.ts'
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

export interface Outcome {
  /** Places count from the hit. */
  readonly found: readonly Found[]
  /** How far before and behind the hit lies what had a say. */
  readonly back: number
  readonly forward: number
  /** Characters that were looked at. */
  readonly cost: number
  /** Whether it took the RegExp to tell. */
  readonly isDear: boolean
}

/** A rule with fewer hits is not worth an automaton. */
const FEW_HITS = 24
/** Where nobody asks how far was looked, its worth is what it refuses: to make a large one costs as much as these. */
const MANY_REFUSED = 4_000
const MEMO_CHARACTERS = 400_000

export interface Hit {
  readonly position: number
  /** Starts before it were tried for an earlier hit. */
  readonly doneTo: number
}

export interface How {
  /** What is refused is found, too. */
  readonly all: boolean
  /** The text is likely to repeat itself. */
  readonly repeats: boolean
  /** What is made of the text inherits the answer: how far was looked matters. */
  readonly carries: boolean
}

/** The text around a hit, and the places in it at which a match may begin. */
interface Window {
  readonly text: string
  /** The byte at which the text begins. */
  readonly offset: number
  readonly first: number
  readonly last: number
}

interface Answer extends Omit<Window, 'text' | 'offset'> {
  readonly outcome: Outcome
}

export class Trial {
  readonly rule: Rule
  readonly #index: number
  readonly #spec: RuleSpec
  readonly #search: RegExp
  /** Says where the groups stand, which costs: only for what is kept. */
  readonly #locate: RegExp
  #automaton: Automaton | undefined
  #isMade = false
  #hits = 0
  #refused = 0
  readonly #memo = new Map<string, Answer[]>()
  #remembered = 0

  constructor(rule: Rule, index: number, spec: RuleSpec) {
    this.rule = rule
    this.#index = index
    this.#spec = spec
    const flags = rule.pattern.flags.replace(/[dgy]/g, '')
    this.#search = new RegExp(rule.pattern.source, `${flags}${spec.starts.length > 0 ? 'y' : 'g'}`)
    this.#locate = new RegExp(rule.pattern.source, `${flags}dy`)
  }

  /** Whether a hit tries all starts up to the hit: a later one need not try them again. Exact starts may interleave. */
  get triesAll(): boolean {
    return this.#spec.starts.length === 0
  }

  /** The place behind the last start that a hit allows. */
  endOfStarts(position: number): number {
    return position - this.#spec.back.least + 1
  }

  ask(bytes: Uint8Array, hit: Hit, { all, repeats, carries }: How): Outcome {
    const { position, doneTo } = hit
    const { back, forward, sight } = this.#spec
    const last = position - back.least
    const first = Math.max(0, doneTo, position - back.most)
    // What leaves its starts to an earlier hit depends on that one's program, too.
    const whole = { back: back.most + Math.max(sight, PROGRAM_BACK), forward: forward + sight }
    if (first > last) return { found: [], ...whole, cost: 0, isDear: false }
    let end = Math.min(bytes.length, position + forward + sight)
    // Who asks for fewer starts depends on what was said of the others.
    const isTrimmed = doneTo > position - back.most
    let seen: Seen = { from: isTrimmed ? position - whole.back : first - sight, to: end }
    const automaton = this.#theAutomaton(repeats || carries)
    if (automaton !== undefined) {
      const mayMatch = automaton.mayMatch(bytes, { first, last, end })
      const { horizon } = automaton
      if (!mayMatch && !all) {
        // Look-arounds had no say in that.
        const reach = { back: isTrimmed ? whole.back : position - first, forward: horizon - position }
        return { found: [], ...reach, cost: horizon - first, isDear: false }
      }
      const from = isTrimmed ? seen.from : first - Math.min(sight, automaton.sight)
      seen = { from, to: Math.min(end, horizon + automaton.sight) }
      if (automaton.sight <= sight) end = Math.min(end, horizon + sight)
    }
    const offset = Math.max(0, first - sight)
    const window = { text: latin1(bytes, offset, end), offset, first: first - offset, last: last - offset }
    return repeats ? this.#recall(window, hit, seen) : this.#judge(window, hit, { seen, all })
  }

  #theAutomaton(isWanted: boolean): Automaton | undefined {
    this.#hits++
    if (isWanted ? this.#hits <= FEW_HITS : this.#refused <= MANY_REFUSED) return undefined
    if (!this.#isMade) {
      this.#isMade = true
      this.#automaton = Automaton.of(parseRegex(this.rule.pattern))
    }
    return this.#automaton
  }

  #recall(window: Window, hit: Hit, seen: Seen): Outcome {
    const { text, first, last } = window
    const known = this.#memo.get(text)?.find((answer) => answer.first === first && answer.last === last)
    if (known !== undefined) return known.outcome
    const outcome = this.#judge(window, hit, { seen, all: false })
    this.#remembered += text.length
    if (this.#remembered > MEMO_CHARACTERS) {
      this.#memo.clear()
      this.#remembered = text.length
    }
    this.#memo.set(text, [...(this.#memo.get(text) ?? []), { first, last, outcome }])
    return outcome
  }

  #judge(window: Window, { position }: Hit, { seen, all }: { seen: Seen; all: boolean }): Outcome {
    const found: Found[] = []
    let { from, to } = seen
    const nearest = this.#next(window, -1)
    if (nearest === null) this.#refused++
    for (let match = nearest; match !== null; match = this.#next(window, match.index)) {
      const { index } = match
      const [whole] = match
      const assessment = assess(this.rule, match.groups?.['secret'] ?? whole, match)
      const start = window.offset + index
      const sight = assessment.isNarrow === true ? NARROW_SIGHT : this.#spec.sight
      from = Math.min(from, start - sight)
      to = Math.max(to, start + whole.length + sight)
      if (assessment.keep || all) found.push(this.#found(match, assessment, window.offset - position))
    }
    return { found, back: position - from, forward: to - position, cost: window.text.length, isDear: true }
  }

  /** `shift`: from a place in the text to one that counts from the hit. */
  #found(match: RegExpExecArray, assessment: Assessment, shift: number): Found {
    const [whole] = match
    const start = match.index
    const end = start + whole.length
    this.#locate.lastIndex = start
    const [from, to] = this.#locate.exec(match.input)?.indices?.groups?.['secret'] ?? [start, end]
    return {
      rule: this.#index,
      start: start + shift,
      end: end + shift,
      secretStart: from + shift,
      secretEnd: to + shift,
      secret: match.input.slice(from, to),
      assessment,
    }
  }

  /** The first match of those that begin behind `before`, in the order of their starts. */
  #next({ text, first, last }: Window, before: number): RegExpExecArray | null {
    const search = this.#search
    const { starts, back } = this.#spec
    if (search.sticky) {
      for (const start of starts) {
        const at = last + back.least - start
        if (at < first || at <= before) continue
        search.lastIndex = at
        const match = search.exec(text)
        if (match !== null) return match
      }
      return null
    }
    search.lastIndex = Math.max(first, before + 1)
    const match = search.exec(text)
    return match === null || match.index > last ? null : match
  }
}

interface Seen {
  readonly from: number
  readonly to: number
}

/** The same match, at its place in the bytes. */
export function placed(found: Found, position: number): Found {
  return {
    rule: found.rule,
    start: found.start + position,
    end: found.end + position,
    secretStart: found.secretStart + position,
    secretEnd: found.secretEnd + position,
    secret: found.secret,
    assessment: found.assessment,
  }
}
