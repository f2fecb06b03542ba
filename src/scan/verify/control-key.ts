/**
 * A made-up key of the same shape as a real one: the negative control of verification. A provider, or a proxy before
 * it, that accepts this one says nothing about the other. It holds no part of the real key but what every key of its
 * kind shares.
 */
import { Sensitive } from '../../base/sensitive.ts'
import { expandTemplate, type PickNumber } from '../../detect/expand-template.ts'
import type { Detect } from '../../providers/provider.ts'

/** From the templates of the rule, so that a checksum is right; else by swapping each character for one of its class. */
export function makeControlKey(key: Sensitive, detect: Detect | undefined, pick: PickNumber): Sensitive {
  const real = key.reveal()
  const made = (detect?.examples ?? [])
    .flatMap((template) => keyIn(expandTemplate(template, pick), detect as Detect) ?? [])
    .filter((one) => one.length === real.length && one !== real)
    .toSorted((a, b) => sharedStart(b, real) - sharedStart(a, real))
  const [best] = made
  const isLike = best !== undefined && sharedStart(best, real) >= literalStart(real, detect)
  return new Sensitive(isLike ? best : swapCharacters(real, detect, pick))
}

function keyIn(text: string, { pattern }: Detect): string | undefined {
  const match = pattern.exec(text)
  return match?.groups?.['secret'] ?? match?.[0]
}

function sharedStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

/** Length of the literal that a key begins with. */
function literalStart(real: string, detect: Detect | undefined): number {
  const folded = real.toLowerCase()
  return Math.max(0, ...(detect?.literals ?? []).map((literal) => (folded.startsWith(literal) ? literal.length : 0)))
}

/** Keeps the literal that a key begins with, and everything that is neither letter nor digit. */
function swapCharacters(real: string, detect: Detect | undefined, pick: PickNumber): string {
  const kept = literalStart(real, detect)
  const rest = real.slice(kept)
  const swapped = rest.replace(/[0-9a-f]{12,}|[0-9A-F]{12,}|[A-Za-z0-9]/g, (run) => {
    const alphabet = ALPHABETS.find(([form]) => form.test(run))?.[1] as string
    return Array.from(run, () => alphabet[pick(alphabet.length)]).join('')
  })
  return real.slice(0, kept) + swapped
}

const ALPHABETS: readonly (readonly [form: RegExp, alphabet: string])[] = [
  [/^[0-9a-f]{12,}$/, '0123456789abcdef'],
  [/^[0-9A-F]{12,}$/, '0123456789ABCDEF'],
  [/^\d$/, '0123456789'],
  [/^[a-z]$/, 'abcdefghijklmnopqrstuvwxyz'],
  [/^[A-Z]$/, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
]
