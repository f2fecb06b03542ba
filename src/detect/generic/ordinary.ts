/**
 * Values that are no credentials for certain: words of a sentence or of code, and small numbers. The kernel knows them
 * too (../kernel/assembly/assignment.ts), and refuses them before any RegExp is asked: both must say the same.
 */
import type { Candidate } from './assignment.ts'

/** Unquoted code: `request.body.password`, `Auth::user`. Most candidates of a program are such. */
const REFERENCE = /^[A-Za-z_$][\w$]*(?:\?\.|\.|->|::)[A-Za-z_$][\w$]*(?:$|[.:>([?-])/
const SMALL_NUMBER = /^\d{1,6}$/
const SHORT_WORD = /^[A-Za-z]{1,5}$/
const WORD = /^[A-Za-z]{1,9}$/
/** Closes or ends a sentence: no part of a word. */
const TRAILING = /[)\]:.?!]+$/
const GIVEN: ReadonlySet<string> = new Set(['=', ':', '>'])

/** Why the value is none, or undefined when it may be one. */
export function findOrdinary({ family, sign, quote, value }: Candidate): string | undefined {
  const isPassword = family === 'password'
  if (quote !== '') {
    if (isPassword) return undefined
    if (SHORT_WORD.test(value)) return 'a short word'
    return /\d/.test(value) || value.split(' ', 3).length < 3 ? undefined : 'a sentence'
  }
  if (REFERENCE.test(value)) return 'refers to something else'
  const isGiven = GIVEN.has(sign)
  if (isPassword && sign !== ',' && sign !== '(') return undefined
  const core = value.replace(TRAILING, '')
  if (/\d/.test(value)) return value.length <= 10 && SMALL_NUMBER.test(core) ? 'a small number' : undefined
  if (!isGiven) return 'words that nothing is given to'
  return core.length < 6 || (core.length < 10 && WORD.test(value)) ? 'a word of code' : undefined
}
