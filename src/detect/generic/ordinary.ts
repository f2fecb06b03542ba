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
const LETTERS = /^[A-Za-z]+$/
/** Long and without a separator, it may as well be random letters. */
const NAME = /^(?:[A-Za-z_.$]{1,11}|(?=.*[_.$])[A-Za-z_.$]{12,40})$/
/** Closes or ends a sentence: no part of a word. */
const TRAILING = /[)\]:.?!]+$/
const BRACKET = /[([]/
const GIVEN: ReadonlySet<string> = new Set(['=', ':', '>'])
const COMPARED: ReadonlySet<string> = new Set(['==', '===', '!=', '!=='])
/** A passphrase has four words, a sentence more. */
const MAX_WORDS = 5

/** Long and full of digits: a token with dots in it, as no program names its members. */
function looksDrawn(value: string): boolean {
  return value.length >= 24 && (value.match(/\d/g)?.length ?? 0) >= 4
}

/** Why the value is none, or undefined when it may be one. */
export function findOrdinary(candidate: Candidate): string | undefined {
  return candidate.quote === '' ? findOrdinaryCode(candidate) : findOrdinaryText(candidate)
}

function findOrdinaryText({ family, sign, value }: Candidate): string | undefined {
  const words = value.split(' ', MAX_WORDS + 1).length
  if (words > MAX_WORDS) return 'a sentence'
  if (family === 'password' || /\d/.test(value)) return undefined
  if (words > 2) return 'a sentence'
  if (SHORT_WORD.test(value)) return 'a short word'
  if ((sign === ',' || sign === '(') && NAME.test(value)) return 'a name beside another'
  return COMPARED.has(sign) && value.length < 16 ? 'a word that something is compared with' : undefined
}

function findOrdinaryCode({ family, name, sign, value }: Candidate): string | undefined {
  if (REFERENCE.test(value) && !looksDrawn(value)) return 'refers to something else'
  const core = value.replace(TRAILING, '')
  if (family === 'password' && sign !== ',' && sign !== '(') {
    // `--password letmein` is a flag with its value.
    return sign === '' && !name.startsWith('-') && LETTERS.test(core) ? 'words of a sentence' : undefined
  }
  if (/\d/.test(value)) return value.length <= 10 && SMALL_NUMBER.test(core) ? 'a small number' : undefined
  if (!GIVEN.has(sign)) return 'words that nothing is given to'
  if (BRACKET.test(value)) return 'a piece of code'
  return core.length < 6 || (core.length < 10 && WORD.test(value)) ? 'a word of code' : undefined
}
