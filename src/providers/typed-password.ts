/**
 * Passwords that somebody typed where a program or a function takes one: as an argument of a command, in a call, in a
 * file of the program. What stands there is a value or a name for one, and no more is known of its form.
 */
import type { Detect, Judgement } from './provider.ts'

/** Bytes of a command between its name and the option. */
export const OPTIONS = String.raw`\s(?:[^\r\n|;]{0,200}?\s)?`

/** An argument of a command: in quotes, or up to a blank. Variables, options and redirections are none. */
export const ARGUMENT = String.raw`["']?(?<secret>(?<=')[^'\r\n\\]{3,120}(?=')|(?<=")[^"\r\n$\x60\\]{3,120}(?=")|(?<!["'])[^\s"'$<>{(\x60;|&%\\*=,-][^\s"'\x60;|&<>\\]{2,120})`

/** A literal in a call. */
export const LITERAL = String.raw`["'](?<secret>(?<=')[^'\r\n\\$]{3,120}(?=')|(?<=")[^"\r\n\\$]{3,120}(?="))["']`

const NAME =
  /^[<{$%[(]|[>}]$|^(?:(?:my|your|the|some|db|root|user|admin|new|old|test|a)?[-_]?(?:pass(?:w(?:or)?d|phrase)?|passw0rd|secret|token|pwd|pw|user(?:name)?|string|value)\d{0,4}|your\w*|\w+[-_]here|\*+|x+|\.+|-+|y(?:es)?|no(?:ne)?|null|undefined|changeme|changeit)$/i
/** Strings that are put together from a variable. */
const JOINED = /^[\x60'"]?\s?[+.]\s|\s[+.]\s?[\x60'"]?$/
const PLACE = /^(?:~|\.{0,2})\/|^[A-Za-z]:\\|:\/\/|^@/

export function judgeTyped(secret: string): Judgement {
  if (NAME.test(secret)) return { keep: false, reason: 'a name stands where the password would' }
  if (JOINED.test(secret)) return { keep: false, reason: 'a variable stands where the password would' }
  if (/^\d{1,5}$/.test(secret)) return { keep: false, reason: 'a port or a number' }
  if (PLACE.test(secret)) return { keep: false, reason: 'a path or an address' }
  if (/^[A-Za-z_]+$/.test(secret)) return { keep: true, score: -30, reason: 'a password or a word' }
  const score = secret.length < 8 ? -25 : 0
  return { keep: true, score, reason: 'stands where this program takes a password' }
}

export type TypedFacts = Pick<Detect, 'rule' | 'about' | 'literals' | 'examples' | 'lookalikes'>

/**
 * A rule for a password that is an argument: `program … -p VALUE`. `lead` is a pattern that ends before the value; flag `i`
 * is for programs that people write in any letters.
 */
export function typedArgument(lead: string, facts: TypedFacts, flags: '' | 'i' = ''): Detect {
  return {
    ...facts,
    pattern: new RegExp(`(?<![\\w.-])${lead}${ARGUMENT}`, flags),
    fallback: true,
    window: { before: 260, after: 560 },
    judge: judgeTyped,
  }
}
