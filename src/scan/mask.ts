/** How a secret is shown: the public prefix of its kind and its length, never a character of its own. */
import { GENERIC_PROVIDER, type Rule } from '../detect/rule.ts'

/** `sk_live_… (32 characters)`; without a known prefix `… (14 characters)`. */
export function maskSecret(secret: string, rule: Pick<Rule, 'provider' | 'literals'>): string {
  // Those words lead to a value and are none of its prefixes.
  if (rule.provider === GENERIC_PROVIDER) return `… (${secret.length} characters)`
  const folded = secret.toLowerCase()
  const prefix = rule.literals
    .filter((literal) => folded.startsWith(literal) && literal.length < secret.length / 2)
    .reduce((longest, literal) => (literal.length > longest.length ? literal : longest), '')
  return `${secret.slice(0, prefix.length)}… (${secret.length} characters)`
}
