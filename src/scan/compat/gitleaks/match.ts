/** The matches of one rule in a text, and what of a match is the secret. Rules of our catalogue keep their own ways. */
import { byteLength, printableText } from './byte-text.ts'
import type { GitleaksRule } from './rule.ts'

export interface Found {
  readonly start: number
  readonly end: number
  /** Where it is known already. */
  readonly secret?: string
}

export function findMatches(rule: GitleaksRule, text: string): readonly Found[] {
  return rule.regex?.findAll(text) ?? rule.own?.(text) ?? []
}

/** `entropy` is undefined when the rule does not take this secret. */
export function secretOf(
  rule: GitleaksRule,
  match: string,
  known: string | undefined,
): { secret: string; entropy: number | undefined } {
  if (known !== undefined) return { secret: known, entropy: enough(rule, known) }
  // The pattern runs again on the match alone: its anchors and boundaries see nothing else.
  const groups = rule.regex?.groupsOf(match)
  const secret =
    groups === undefined || groups.length < 2
      ? match
      : rule.secretGroup > 0
        ? (groups[rule.secretGroup] ?? '')
        : (groups.slice(1).find((group) => group !== '') ?? match)
  return { secret, entropy: enough(rule, secret) }
}

function enough(rule: GitleaksRule, secret: string): number | undefined {
  const entropy = shannonEntropy(secret)
  return rule.entropy !== 0 && entropy <= rule.entropy ? undefined : entropy
}

/** Counted by characters, divided by bytes: what gitleaks computes. */
function shannonEntropy(text: string): number {
  if (text === '') return 0
  const counts = new Map<string, number>()
  for (const char of printableText(text)) counts.set(char, (counts.get(char) ?? 0) + 1)
  // Multiplied by the inverse, as there: a threshold may be met to the last bit.
  const inverse = 1 / byteLength(text)
  let entropy = 0
  for (const count of counts.values()) entropy -= count * inverse * Math.log2(count * inverse)
  return entropy
}
