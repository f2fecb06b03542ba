/** How a secret is shown: the public prefix of its kind and its length, never a character of its own. */
import type { Rule } from '../detect/rule.ts'

/** `sk_live_… (32 characters)`; without a known prefix `… (14 characters)`. */
export function maskSecret(secret: string, rule: Rule): string {
  const folded = secret.toLowerCase()
  const prefix = rule.literals
    .filter((literal) => folded.startsWith(literal) && literal.length < secret.length / 2)
    .reduce((longest, literal) => (literal.length > longest.length ? literal : longest), '')
  return `${secret.slice(0, prefix.length)}… (${secret.length} characters)`
}
