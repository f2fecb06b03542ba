/** The flags of Go's regular expressions, which may change in the middle of a pattern: `(?i)`, `(?s-m:…)`. */
import { GoSyntaxError } from './go-syntax-error.ts'

export interface Flags {
  readonly fold: boolean
  readonly multiline: boolean
  readonly dotAll: boolean
  readonly swapGreed: boolean
}

export const NO_FLAGS: Flags = { fold: false, multiline: false, dotAll: false, swapGreed: false }

/** `(?i)` holds to the end of the group around it; `(?i:` opens a group. Throws GoSyntaxError on any other `(?`. */
export function readFlagGroup(rest: string, before: Flags): { flags: Flags; length: number; isGroup: boolean } {
  const [found, on = '', off = '', end] = /^\(\?([imsU]*)(-[imsU]+)?([:)])/.exec(rest) ?? []
  if (found === undefined || (end === ')' && on === '' && off === ''))
    throw new GoSyntaxError('invalid or unsupported Perl syntax', /^\(\?(?:<?[=!]|.)?/s.exec(rest)?.[0] ?? rest)
  const set = (flags: Flags, letters: string, value: boolean): Flags => ({
    fold: letters.includes('i') ? value : flags.fold,
    multiline: letters.includes('m') ? value : flags.multiline,
    dotAll: letters.includes('s') ? value : flags.dotAll,
    swapGreed: letters.includes('U') ? value : flags.swapGreed,
  })
  return { flags: set(set(before, on, true), off, false), length: found.length, isGroup: end === ':' }
}
