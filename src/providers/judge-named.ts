/**
 * Weighs a key that has no form of its own by what stands between it and the name of its provider: an assignment to
 * something called a key, such a word alone, or nothing of the kind. Refuses words, numbers and what is named a hash.
 */
import { surprise } from '../detect/generic/surprise.ts'
import { findPlaceholder } from '../detect/placeholder.ts'
import type { Judgement } from './provider.ts'

/** As long as SHA-1, SHA-2 and SHA-3 write it. */
const HASH = /^(?:[a-f0-9]{40}|[a-f0-9]{56}|[a-f0-9]{64})$/i

/** What is known of the form, beside its pattern. */
export interface NamedForm {
  /** Whether the key is written in the letters that its form names; a program may have changed them. */
  readonly exact: RegExp
  /** The same in any letters: what fits the length only is of another alphabet. */
  readonly alphabet: RegExp
  readonly common: boolean
  /** Hex or a UUID: what hashes and ids are made of, too. */
  readonly plain: boolean
  /** The key is a number. */
  readonly digits: boolean
  /** Characters of the longest key that the form allows. */
  readonly longest: number
}

const KEY_WORD =
  /key|token|secret|passw|pwd|auth|credential|bearer|access|private|api|jwt|licen[cs]e|client|\bpat\b|\bsid\b|(?:app|bot|application)[_. -]?id/i
/** The end of what leads to a value: `= "`, `: `, `=> '`, `value=`, `>`, `("`. */
const ASSIGNED = /(?:(?:=>|:=|[:=>]|\|\|)\s{0,6}(?:\\?["'`]{1,3})?|[,(]\s{0,6}\\?["'`]{1,3})\s?$/
/** A word for a key right before the value: `--token abc`, `the key "abc"`. */
const WORD_BEFORE = /(?:key|token|secret|password|id)[\s"'`\]\\-]{1,4}$/i
/** The name itself is given the value: ` = "`, `": "`. */
const VALUE_OF_NAME = /^\\?["']?\]?\s{0,4}(?:=>|:=|[:=])\s{0,4}\\?["'`]?$/
/** Name and key with nothing but blanks between: a list of keys, or of hashes. */
const BESIDE = /^[ \t]{1,4}$/
const HASH_BEFORE =
  /(?:commit|sha-?\d*|md5|hash|digest|checksum|integrity|etag|revision|\brev|tree|blob|uuid|guid|version)["'\s:=@/#-]{0,6}$/i

export function judgeNamed(secret: string, between: string, form: NamedForm): Judgement {
  const asKey = KEY_WORD.test(between)
  const isCounting = countsUp(secret)
  if (isNumber(secret) ? !(form.digits && asKey) : isOneWord(secret) && !isCounting)
    return { keep: false, reason: 'words or a number, not a key' }
  if (isMadeOfWords(secret) && !isCounting) return { keep: false, reason: 'words as the names of programs are made of' }
  if (HASH_BEFORE.test(between)) return { keep: false, reason: 'stands behind a word for a hash or a version' }
  if (secret.length > form.longest && (!asKey || HASH.test(secret)))
    return { keep: false, reason: "longer than the provider's keys" }
  const isAssigned = ASSIGNED.test(between)
  const isBeside = BESIDE.test(between)
  const isOfAlphabet = form.alphabet.test(secret)
  if (
    !asKey &&
    isUnsaid({ ...form, isOfAlphabet }, { isAssigned, isBeside, isValueOfName: VALUE_OF_NAME.test(between) })
  )
    return { keep: false, reason: 'nothing near it says that it is a key' }
  const weak = !isAssigned && !WORD_BEFORE.test(between)
  const isExact = form.exact.test(secret)
  const isOneCase = !/[a-z]/.test(secret) || !/[A-Z]/.test(secret)
  if (!isExact && !isOneCase && weak && !asKey && !isBeside)
    return { keep: false, reason: "letters in both cases, which the provider's keys do not have" }

  const score =
    (asKey ? (isAssigned ? -8 : weak ? -38 : -25) : isAssigned ? -30 : -48) -
    (isExact ? 0 : !isOfAlphabet ? 25 : isOneCase ? 8 : 30) -
    (form.common && !asKey ? 12 : 0) -
    (isCounting ? 40 : 0) -
    // One random key in twenty has no digit; nearly each name of a program has none.
    (/\d/.test(secret) ? 0 : 30) -
    // The nearer of two names is the right one.
    (between.length >> 2)
  return { keep: true, score, reason: reasonOf(asKey, isAssigned) }
}

/** Noise has a surprise of seven bits and more. */
const WORDS_BELOW = 5.2

/** `authorizationUrl`, `OAuth2TestsMixin`, `signal.addEventListener`: letters that follow each other as in words. */
export function isMadeOfWords(text: string): boolean {
  return !/\d.*\d/.test(text) && surprise(text.replace(/\d/, '')) < WORDS_BELOW
}

const isNumber = (secret: string): boolean => /^\d+$/.test(secret)
const isOneWord = (secret: string): boolean => /^(?:[a-z_-]+|[A-Z_-]+)$/.test(secret)

/** `ABCDEFG-HIJKLMN-OPQRSTU`: as documentation fills the form of a key. */
function countsUp(secret: string): boolean {
  return findPlaceholder(secret.replaceAll(/[-_]/g, ''))?.mayHaveForm === true
}

interface Place {
  readonly isAssigned: boolean
  readonly isBeside: boolean
  readonly isValueOfName: boolean
}

/** Whether what stands there may be anything, as no word says that it is a key. */
function isUnsaid(form: NamedForm & { readonly isOfAlphabet: boolean }, place: Place): boolean {
  // `enigma = "…"`: a word of the language, but its value is no hash.
  if (form.common) return form.plain || !place.isValueOfName
  return (form.plain || !form.isOfAlphabet) && !place.isAssigned && !place.isBeside
}

function reasonOf(asKey: boolean, isAssigned: boolean): string {
  if (!asKey) return 'known only by the name beside it'
  return isAssigned ? 'given to what the provider calls a key' : 'stands near the name and a word for a key'
}
