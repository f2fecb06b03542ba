/**
 * Bytes in, matches out. The kernel searches every byte for the rarest four bytes of each rule and confirms
 * what stands around them; each rule's RegExp judges only what is left. Pure: no I/O, no clock, no random
 * number, no knowledge of files or git. A match does not depend on how the bytes around it lie.
 */
import { isAllowedInline } from './allow.ts'
import type { Match } from './chunk.ts'
import { createJudge, type Judgement, type SwitchedOff } from './judge.ts'
import { keepBest, leftmost } from './keep-best.ts'
import type { RefusedRule, RuleSource } from './kernel/compile-rule.ts'
import { compileImage, findImage, type Fingerprint } from './kernel/image.ts'
import type { Rule } from './rule.ts'
import { createSearcher, type KernelKind, type Searcher } from './searcher.ts'
import { type Tellers, tellersOf, withoutLone } from './tellers.ts'
import type { Found } from './trial.ts'
import type { Verdicts } from './verdicts.ts'

export interface EngineOptions {
  /** The image that the build made of these rules; of other rules it is not used. */
  readonly image?: Uint8Array | undefined
  /** The fingerprint of the rules, where it is known: to take it of hundreds of patterns costs ten milliseconds. */
  readonly print?: Fingerprint | undefined
  /** Default: WebAssembly where there is one. The answers are the same. */
  readonly kernel?: KernelKind | undefined
  /** Milliseconds from anywhere, to bound the time of custom rules. */
  readonly now?: (() => number) | undefined
  /** Called with the reason when a blob cost too much and some of it was left undecided. */
  readonly onLimit?: ((reason: string) => void) | undefined
}

export interface Engine {
  /** Matches in the order of their start. Those on a line marked `rekey:allow` are left out. */
  match(bytes: Uint8Array): Match[]
  /**
   * The same for a blob that the caller searched with the kernel itself: `hits` as its `confirm` writes them. What is
   * judged is settled, and what is made of the blob inherits that.
   */
  judge(bytes: Uint8Array, hits: Uint32Array, verdicts: Verdicts): Match[]
  /** Where encoded text may begin in a window of the bytes, for decode/: pairs of position and MARK. */
  marks(bytes: Uint8Array, window: { readonly start: number; readonly end: number }): number[]
  /** Every place where a rule's pattern fits, in the order of their start, and why it was kept or dropped. */
  explain(bytes: Uint8Array): Explained[]
  /** The tables of the rules, for `createKernelMemory`. */
  readonly image: Uint8Array
  /** Rules that cannot be searched, each with the reason. */
  readonly refused: readonly RefusedRule[]
  /** Custom rules that took too long so far. */
  readonly switchedOff: readonly SwitchedOff[]
}

export interface Explained {
  readonly rule: Rule
  readonly start: number
  readonly end: number
  readonly secret: string
  readonly kept: boolean
  /** 0 for what its own rule dropped. */
  readonly score: number
  readonly reasons: readonly string[]
}

const FLOOD = 'too many beginnings of keys for its size: some of them were not looked at'

export function createEngine(rules: readonly Rule[], options: EngineOptions = {}): Engine {
  const {
    bytes: image,
    specs,
    refused,
  } = (options.image === undefined ? undefined : findImage(options.image, rules, options.print)) ?? compileImage(rules)
  const judge = createJudge(rules, specs, options.now)
  let searcher: Searcher | undefined
  let explaining: Searcher | undefined
  let tellers: Tellers | undefined
  const theTellers = (): Tellers => (tellers ??= tellersOf(rules))

  const matchesOf = (bytes: Uint8Array, { found, limited }: Judgement): Match[] => {
    if (limited) options.onLimit?.(FLOOD)
    if (found.length === 0) return []
    // What is refused must not stand in the way: `--password password=…` is a word, and then a key.
    const candidates = leftmost(found).flatMap((one) => {
      const rule = rules[one.rule] as Rule
      const match = matchOf(rule, one)
      if (match === undefined) return []
      const { start, end } = one
      return [
        { match, rule: one.rule, isFallback: rule.fallback === true, isPart: rule.part !== undefined, start, end },
      ]
    })
    return withoutLone(keepBest(candidates), theTellers()).filter(
      ({ start, end }) => !isAllowedInline(bytes, start, end),
    )
  }

  return {
    image,
    refused,
    switchedOff: judge.switchedOff,
    match(bytes) {
      searcher ??= createSearcher(image, options.kernel ?? 'wasm')
      const { hits, limited } = searcher.search(bytes)
      if (limited) options.onLimit?.(FLOOD)
      return matchesOf(bytes, judge.judge(bytes, hits, 'kept'))
    },
    judge: (bytes, hits, verdicts) => matchesOf(bytes, judge.carry(bytes, hits, verdicts)),
    marks(bytes, window) {
      searcher ??= createSearcher(image, options.kernel ?? 'wasm')
      return searcher.marks(bytes, window)
    },
    explain(bytes) {
      explaining ??= createSearcher(compileImage(rules.map(withoutTail)).bytes, options.kernel ?? 'wasm')
      const { hits } = explaining.search(bytes)
      const kept = new Set(
        matchesOf(bytes, judge.judge(bytes, hits, 'kept')).map(({ rule, start }) => `${rule} ${start}`),
      )
      return leftmost(judge.judge(bytes, hits, 'all').found)
        .map((one) => explained(rules[one.rule] as Rule, one, bytes, { kept, tellers: theTellers() }))
        .toSorted((a, b) => a.start - b.start || b.score - a.score)
    },
  }
}

/** A tail refuses what a judge would refuse with a reason. */
function withoutTail({ id, pattern, literals, window }: Rule): RuleSource {
  return { id, pattern, literals, ...(window === undefined ? {} : { window }) }
}

interface Kept {
  readonly kept: ReadonlySet<string>
  readonly tellers: Tellers
}

function explained(rule: Rule, found: Found, bytes: Uint8Array, { kept, tellers }: Kept): Explained {
  const { assessment, secretStart: start, secretEnd: end, secret } = found
  const place = { rule, start, end, secret }
  if (!assessment.keep) return { ...place, kept: false, score: 0, reasons: [assessment.reason] }
  const { score, reasons } = assessment
  if (kept.has(`${rule.id} ${start}`)) return { ...place, kept: true, score, reasons }
  const why = isAllowedInline(bytes, start, end)
    ? 'a comment on the line allows it'
    : tellers.has(rule.id)
      ? 'it only tells of a password near it, and there is none'
      : 'a better rule saw the same key'
  return { ...place, kept: false, score, reasons: [...reasons, why] }
}

function matchOf(rule: Rule, found: Found): Match | undefined {
  const { assessment } = found
  if (!assessment.keep) return undefined
  return {
    rule: rule.id,
    provider: rule.provider,
    kind: rule.kind,
    start: found.secretStart,
    end: found.secretEnd,
    secret: found.secret,
    score: assessment.score,
    reasons: assessment.reasons,
  }
}
