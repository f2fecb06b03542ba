/**
 * Weighs a key that has no form of its own by what stands between it and the name of its provider: an assignment to
 * something called a key, such a word alone, or nothing of the kind. Refuses words, numbers and what is named a hash.
 */
import { type Judgement, NAME_OF_CODE } from './provider.ts'

/** What is known of the form, beside its pattern. */
export interface NamedForm {
  /** Whether the key is written in the letters that its form names; a program may have changed them. */
  readonly exact: RegExp
  readonly common: boolean
  /** Hex or a UUID: what hashes and ids are made of, too. */
  readonly plain: boolean
}

const KEY_WORD =
  /key|token|secret|passw|pwd|auth|credential|bearer|access|private|api|jwt|licen[cs]e|client|\bpat\b|\bsid\b/i
/** The end of what leads to a value: `= "`, `: `, `=> '`, `value=`, `>`, `("`. */
const ASSIGNED = /(?:(?:=>|:=|[:=>])\s{0,6}(?:\\?["'`]{1,3})?|[,(]\s{0,6}\\?["'`]{1,3})\s?$/
/** A word for a key right before the value: `--token abc`, `the key "abc"`. */
const WORD_BEFORE = /(?:key|token|secret|password|id)[\s"'`\]\\-]{1,4}$/i
/** Name and key with nothing but blanks between: a list of keys, or of hashes. */
const BESIDE = /^[ \t]{1,4}$/
const HASH_BEFORE =
  /(?:commit|sha-?\d*|md5|hash|digest|checksum|integrity|etag|revision|\brev|tree|blob|uuid|guid|version)["'\s:=@/#-]{0,6}$/i

export function judgeNamed(secret: string, between: string, { exact, common, plain }: NamedForm): Judgement {
  if (/^(?:[a-z_-]+|[A-Z_-]+|\d+)$/.test(secret)) return { keep: false, reason: 'words or a number, not a key' }
  if (NAME_OF_CODE.test(secret)) return { keep: false, reason: 'words as the names of programs are made of' }
  if (HASH_BEFORE.test(between)) return { keep: false, reason: 'stands behind a word for a hash or a version' }
  const asKey = KEY_WORD.test(between)
  const isAssigned = ASSIGNED.test(between)
  if (!asKey && (common || (plain && !isAssigned && !BESIDE.test(between))))
    return { keep: false, reason: 'nothing near it says that it is a key' }
  const weak = !isAssigned && !WORD_BEFORE.test(between)
  const isExact = exact.test(secret)
  const isOneCase = !/[a-z]/.test(secret) || !/[A-Z]/.test(secret)
  if (!isExact && !isOneCase && weak && !asKey)
    return { keep: false, reason: "letters in both cases, which the provider's keys do not have" }

  const score =
    (asKey ? (isAssigned ? -8 : weak ? -38 : -25) : isAssigned ? -30 : -48) -
    (isExact ? 0 : isOneCase ? 8 : 30) -
    // One random key in twenty has no digit; nearly each name of a program has none.
    (/\d/.test(secret) ? 0 : 30) -
    // The nearer of two names is the right one.
    (between.length >> 2)
  return { keep: true, score, reason: reasonOf(asKey, isAssigned) }
}

function reasonOf(asKey: boolean, isAssigned: boolean): string {
  if (!asKey) return 'known only by the name beside it'
  return isAssigned ? 'given to what the provider calls a key' : 'stands near the name and a word for a key'
}
