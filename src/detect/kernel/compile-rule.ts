/**
 * From a rule's pattern to what the kernel searches: for each way to write the key the rarest four bytes, the
 * classes around them, and how far from them a match can begin and end. A pattern that has no such bytes is
 * searched by the rule's literals within the rule's window; a rule that has neither is refused with the reason.
 * Every match of the pattern (of at most the window's length) contains a gram of the result: no silent miss.
 */
import { setOf } from './byte-set.ts'
import { type Choice, chooseGrams } from './choose-gram.ts'
import { gramFrequency } from './gram-frequency.ts'
import { isGap, isSet, type Item, type Line } from './line.ts'
import { FEW_LINES, linesOf, MAX_LINES } from './linear.ts'
import { parseRegex, RegexError } from './regex.ts'
import { extentOf, sightOf } from './regex-tree.ts'
import { type Tail, type Variant, variantsOf } from './variants.ts'

export interface RuleSource {
  readonly id: string
  readonly pattern: RegExp
  readonly literals: readonly string[]
  readonly window?: { readonly before: number; readonly after: number } | undefined
  /** A hand-written program of the kernel for what follows the name with which the pattern begins. */
  readonly tail?: Tail
  /** Bytes beside a match that its judge looks at. */
  readonly sight?: number
}

export interface CompiledRule {
  readonly variants: readonly Variant[]
  /** A match begins `back.least` to `back.most` bytes before a gram; exactly at `starts` when that is known. */
  readonly back: { readonly least: number; readonly most: number }
  readonly starts: readonly number[]
  /** A match ends at most this far behind the beginning of a gram. */
  readonly forward: number
  /** Bytes beside a match that its look-arounds may see. */
  readonly sight: number
  readonly by: 'pattern' | 'literals'
  /** Candidates that source text is expected to give, and what they cost. */
  readonly hitsPerMegabyte: number
  readonly msPerMegabyte: number
}

export interface RefusedRule {
  readonly rule: string
  readonly reason: string
  readonly msPerMegabyte: number
}

/** Bytes around a gram when a pattern has no bound and its rule names no window. */
export const DEFAULT_WINDOW = { before: 64, after: 512 } as const
/** A pattern's own extent beyond this needs a window that the rule names. */
const MAX_WINDOW = 2_048
const MAX_NAMED_WINDOW = 60_000
const MAX_STARTS = 8
const MS_PER_HIT = 80e-6
/** The whole filter takes about 1.5 ms for a megabyte. */
const MAX_MS_PER_MEGABYTE = 1

function extent(item: Item): { readonly least: number; readonly most: number } {
  return isGap(item) ? item : isSet(item) ? ONE : NONE
}

const ONE = { least: 1, most: 1 }
const NONE = { least: 0, most: 0 }

function extentOfLine(items: Line): { least: number; most: number } {
  let least = 0
  let most = 0
  for (const item of items) {
    const own = extent(item)
    least += own.least
    most += own.most
  }
  return { least, most }
}

function linesOfLiterals(literals: readonly string[]): Line[] {
  return literals.map((literal) =>
    Array.from(literal, (character) =>
      setOf((byte) => String.fromCharCode(byte).toLowerCase() === character.toLowerCase()),
    ),
  )
}

/** Why nobody should run this pattern, however rare its anchor is. */
function findFault(rule: RuleSource): string | undefined {
  const { before, after } = rule.window ?? DEFAULT_WINDOW
  if (!(before >= 0 && after >= 0 && before <= MAX_NAMED_WINDOW && after <= MAX_NAMED_WINDOW)) {
    return `its window is not within 0 to ${MAX_NAMED_WINDOW} bytes`
  }
  return undefined
}

export function compileRule(rule: RuleSource): CompiledRule | RefusedRule {
  const refuse = (reason: string, msPerMegabyte = 0): RefusedRule => ({ rule: rule.id, reason, msPerMegabyte })
  const fault = findFault(rule)
  if (fault !== undefined) return refuse(fault)
  let compiled: CompiledRule | undefined
  try {
    const tree = parseRegex(rule.pattern)
    if (extentOf(tree).least === 0) return refuse('its pattern matches the empty text')
    const sight = Math.min(256, Math.max(16, rule.sight ?? 0, sightOf(tree)))
    const ways = [MAX_LINES, FEW_LINES].flatMap((plain) => {
      const lines = linesOf(tree, plain)
      const choices = lines === undefined ? undefined : chooseGrams(lines)
      return choices === undefined ? [] : [fromPattern(rule, choices, sight)]
    })
    compiled = cheapestOf(ways) ?? fromLiterals(rule, sight, extentOf(tree).most)
  } catch (error) {
    if (!(error instanceof RegexError)) throw error
    return refuse(`its pattern cannot be read: ${error.message}`)
  }
  if (compiled === undefined) return refuse('neither its pattern nor its literals hold three fixed bytes in a row', 1e3)
  if (compiled.msPerMegabyte > MAX_MS_PER_MEGABYTE) {
    const { msPerMegabyte, hitsPerMegabyte } = compiled
    return refuse(
      `its rarest bytes are too frequent: ${hitsPerMegabyte.toFixed(0)} candidates and ${msPerMegabyte.toFixed(1)} ms per MB`,
      msPerMegabyte,
    )
  }
  return compiled
}

/** A hit that no run confirmed goes to the RegExp, which costs many times as much. */
const COST_OF_REGEXP = 20

/** The first of those that cost least. */
function cheapestOf(ways: readonly CompiledRule[]): CompiledRule | undefined {
  const costOf = ({ variants, hitsPerMegabyte }: CompiledRule): number =>
    hitsPerMegabyte * (variants.some(({ run, tail }) => run === undefined && tail === undefined) ? COST_OF_REGEXP : 1)
  return ways.toSorted((a, b) => costOf(a) - costOf(b))[0]
}

export function isRefused(result: CompiledRule | RefusedRule): result is RefusedRule {
  return 'reason' in result
}

function fromPattern(rule: RuleSource, choices: readonly Choice[], sight: number): CompiledRule {
  const { before, after } = rule.window ?? DEFAULT_WINDOW
  const starts = new Set<number>()
  const back = { least: Infinity, most: 0 }
  let forward = 0
  for (const { line, at } of choices) {
    const ahead = extentOfLine(line.slice(0, at))
    const behind = extentOfLine(line.slice(at)).most
    const most = bounded(ahead.most, rule.window?.before, before + at)
    back.least = Math.min(back.least, ahead.least)
    back.most = Math.max(back.most, most)
    forward = Math.max(forward, bounded(behind, rule.window?.after, after))
    if (ahead.least === most) starts.add(most)
    else starts.add(-1)
  }
  const fixed = !starts.has(-1) && starts.size <= MAX_STARTS
  return complete(
    choices,
    {
      back: { least: Math.min(back.least, back.most), most: back.most },
      starts: fixed ? [...starts].toSorted((a, b) => b - a) : [],
      forward,
      sight,
      by: 'pattern',
    },
    rule.tail,
  )
}

/** What a pattern can take, unless that is too much: then what the rule or the default allows. */
function bounded(own: number, named: number | undefined, allowed: number): number {
  if (own <= MAX_WINDOW) return own
  return named === undefined ? (own === Infinity ? allowed : MAX_WINDOW) : Math.max(allowed, Math.min(own, named))
}

function fromLiterals(rule: RuleSource, sight: number, most: number): CompiledRule | undefined {
  const known = chooseGrams(linesOfLiterals(rule.literals))
  if (known === undefined) return undefined
  const { before, after } = rule.window ?? DEFAULT_WINDOW
  return complete(known, {
    back: { least: 0, most: Math.min(most, before + Math.max(...known.map(({ at }) => at))) },
    starts: [],
    forward: Math.min(most, after + Math.max(...known.map(({ line, at }) => line.length - at))),
    sight,
    by: 'literals',
  })
}

function complete(
  choices: readonly Choice[],
  rest: Pick<CompiledRule, 'back' | 'starts' | 'forward' | 'sight' | 'by'>,
  tail?: Tail,
): CompiledRule {
  const grams = new Set(choices.flatMap((choice) => choice.grams))
  const hits = [...grams].reduce((total, gram) => total + gramFrequency(gram), 0) * 1e6
  const variants = variantsOf(choices, tail)
  return { variants, ...rest, hitsPerMegabyte: hits, msPerMegabyte: hits * MS_PER_HIT }
}
