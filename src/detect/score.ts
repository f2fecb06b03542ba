/**
 * How sure we are that matched text is a real key, 0 to 100, with the reasons in words. Refuses what
 * cannot be a key. Scores compare matches of the same bytes and drive the confidence in a report.
 */
import { entropyOf } from './entropy.ts'
import { findPlaceholder } from './placeholder.ts'
import type { Assessment, Rule } from './rule.ts'

const FORMAT_SCORE = 60
const PLACEHOLDER_SCORE = 15
const RANDOM_BITS = 3.5
const REPETITIVE_BITS = 2.5

export function assess(rule: Rule, secret: string, match: RegExpExecArray): Assessment {
  if (rule.weigh) return rule.weigh(secret, match)
  const placeholder = findPlaceholder(secret)
  if (placeholder?.mayHaveForm === false) return { keep: false, reason: placeholder.reason }
  const bits = entropyOf(secret)
  if (rule.minEntropy !== undefined && bits < rule.minEntropy) {
    return { keep: false, reason: `too regular: ${bits.toFixed(1)} bits per character` }
  }
  const judgement = rule.judge?.(secret, match)
  if (judgement?.keep === false) return { keep: false, reason: judgement.reason }

  const reasons = ['has the format of the provider']
  let score = FORMAT_SCORE
  // Documentation is graded lower, never hidden: its "example" may be the one that somebody pasted over.
  if (placeholder) return { keep: true, score: PLACEHOLDER_SCORE, reasons: [...reasons, placeholder.reason] }
  if (bits >= RANDOM_BITS && secret.length >= 16) {
    score += 15
    reasons.push(`looks random (${bits.toFixed(1)} bits per character)`)
  } else if (bits < REPETITIVE_BITS) {
    score -= 15
    reasons.push(`looks made by hand (${bits.toFixed(1)} bits per character)`)
  }
  if (judgement) {
    score += judgement.score ?? 0
    reasons.push(judgement.reason)
  }
  return { keep: true, score: Math.min(100, Math.max(0, score)), reasons }
}
