/**
 * Rules for credentials of no provider that we know: a value that is assigned to something called like a password,
 * token, secret or key. The pattern proposes, the trained model decides, and the reasons say what it saw.
 */
import { type Assessment, GENERIC_PROVIDER, type Rule } from '../rule.ts'
import { beginsPublicDer, decodeBase64 } from '../../base/private-key-der.ts'
import { findPlaceholder, type Placeholder } from '../placeholder.ts'
import {
  ASSIGNMENT_SIGHT,
  ASSIGNMENT_WINDOW,
  ASSIGNMENTS,
  type Candidate,
  type Family,
  readCandidate,
} from './assignment.ts'
import { probabilityFrom } from './model.ts'
import { findOrdinary } from './ordinary.ts'

/** Below it a candidate is dropped. Chosen by cross-validation over repositories: docs/accuracy.md. */
export const KEEP_FROM = 0.35
/** Generic findings never outrank one of a provider, whose score starts at 60. */
const LOWEST_SCORE = 25
const HIGHEST_SCORE = 58

const ABOUT: Readonly<Record<Family, string>> = {
  password: 'Password',
  token: 'Token',
  secret: 'Secret',
  key: 'Key',
  auth: 'Credential',
}

export const genericRules: readonly Rule[] = ASSIGNMENTS.map(({ family, literals, pattern }) => ({
  id: `generic-${family}`,
  provider: GENERIC_PROVIDER,
  kind: family,
  about: ABOUT[family],
  pattern,
  literals,
  window: ASSIGNMENT_WINDOW,
  sight: ASSIGNMENT_SIGHT,
  fallback: true,
  tail: family === 'password' ? 'password' : 'assignment',
  weigh: (_: string, match: RegExpExecArray) => weigh(readCandidate(family, match)),
}))

/** As long as a key and of its letters, a filler is graded low: it may be a key with an unlucky stretch in it. */
const LIKE_A_KEY = /^(?!.*:\/\/)[\w+/=.:-]{24,}$/
const FILLER_SCORE = 10

/** What keys are made of, as programs that make them write it: `validKeyChars = "abc…"`, `keyStr = "ABC…"`. */
const ALPHABET = /^[\w=+/.-]*(?:abcdefghijklmnopqrstuvwxyz|0123456789)[\w=+/.-]*$/i
const OF_CHARACTERS = /^_?(?:char|str|alphabet|set|s$)/i

/** Our own reports are committed, too. */
const LEAK_ID = /^lk_[0-9a-f]{24}$/
const LEAK_ID_LENGTH = 27

/** `auth_token` is a token: its candidate is found there, too. */
const LATER_WORD = /pass|pwd|token|secret|key|auth|cred/i

/** Regular expressions: `[a-z0-9]{32}`, `(?:`, `\\w+`. */
const PATTERN = /\[[^\]\s]{2,40}\][+*{?]|\(\?[:=!<]|\\[wdsbWDS][+*{]/

/** `,UAAU,CAACxD,GAAG`: any word of four letters comes up in a large one. */
const MAPPINGS = /(?:[,;]+[A-Za-z0-9+/]{4,12}){3}/

/** `PublicKeyToken=…` in the name of a .NET assembly is a hash of its public key. */
const OF_PUBLIC_KEY = /public_?key_?$/i
const PUBLIC = /public[_-]?$/i
/** Names of what is computed of a key and opens nothing. */
const CHECKSUM_NAME = /(?:checksum|fingerprint|thumbprint|digest)$/i

/** Words that end like one for a password. */
const NO_PASSWORD = /(?<![A-Za-z])(?:kee|by|com|tres|sur)pass(?![cpw])/i

/** `Basic ${user}:…`: what is put together when the program runs. */
const PUT_TOGETHER = /\$\{[\w.$]+\}/

/** `password: SmbPassword;`: a member of a declaration. */
const TYPE = /^[A-Za-z_$][\w$.]*$/

/** As lists of files write it: `sha256=…`, `md5:…`. */
const CHECKSUM = /^(?:sha\d{1,3}|md5)[-=:_]/i

/** Inside of a certificate or a picture any word of three letters comes up, at the end of a line too. */
const ENCODED_LINE = /[A-Za-z0-9+/]{24}$/
const ENCODED = /^[A-Za-z0-9+/]{24,}={0,2}$/

const DER = /^M[A-Za-z0-9+/]{39}/
const isPublicDer = (value: string): boolean => DER.test(value) && beginsPublicDer(decodeBase64(value.slice(0, 40)))

/** What is refused before the model is asked. */
export function refuse(candidate: Candidate): string | undefined {
  return refuseForm(candidate) ?? findPlaceholder(candidate.value)?.reason
}

function refuseForm(candidate: Candidate): string | undefined {
  const { family, value, quote, rest } = candidate
  if (rest.length >= 3 && LATER_WORD.test(rest)) return 'the last word of its name decides'
  const ordinary = findOrdinary(candidate)
  if (ordinary !== undefined) return ordinary
  const { after } = candidate
  if (after.startsWith('{')) return 'the beginning of a template'
  if (rest !== '' && OF_CHARACTERS.test(rest) && ALPHABET.test(value)) return 'an alphabet'
  if (value.length === LEAK_ID_LENGTH && LEAK_ID.test(value)) return 'the id of a leak'
  if (CHECKSUM.test(value)) return 'a checksum'
  if (family === 'token' && OF_PUBLIC_KEY.test(candidate.own)) return 'the token of a public key'
  if (candidate.sign === ':' && quote === '' && after.startsWith(';') && TYPE.test(value)) return 'a type'
  if (family === 'password' && NO_PASSWORD.test(candidate.name)) return 'no word for a password'
  if (PUT_TOGETHER.test(value)) return 'a text with a variable in it'
  if (family === 'key' && PUBLIC.test(candidate.own)) return 'a public key'
  if (CHECKSUM_NAME.test(rest)) return 'a checksum'
  if (isPublicDer(value)) return 'a public key or a certificate'
  if (candidate.sign === '' && ENCODED_LINE.test(candidate.before + candidate.own) && ENCODED.test(value))
    return 'two lines of encoded text'
  if (MAPPINGS.test(after) && MAPPINGS.test(candidate.before)) return 'the mappings of a source map'
  if (PATTERN.test(value) || (quote === '' && /^\\[.dwsb/(]/.test(after))) return 'a pattern, not a value'
  return undefined
}

/** Pure: the same candidate has the same answer everywhere. */
export function weigh(candidate: Candidate): Assessment {
  const refusal = refuseForm(candidate)
  // Only the model looks above and below the line.
  if (refusal !== undefined) return { keep: false, reason: refusal, isNarrow: true }
  const filler = findPlaceholder(candidate.value)
  if (filler !== undefined) return weighFiller(candidate, filler)
  const likely = probabilityFrom(candidate, KEEP_FROM)
  if (likely === undefined) return { keep: false, reason: 'its name and form are rarely those of a credential' }
  const percent = `${Math.round(likely * 100)} %`
  const share = (likely - KEEP_FROM) / (1 - KEEP_FROM)
  return {
    keep: true,
    score: Math.round(LOWEST_SCORE + share * (HIGHEST_SCORE - LOWEST_SCORE)),
    // The name itself is not repeated: what stands there may be a key.
    reasons: [
      `is given to something called a ${candidate.family}`,
      `name and form are those of a credential (${percent})`,
    ],
  }
}

function weighFiller({ family, value }: Candidate, { reason, mayHaveForm }: Placeholder): Assessment {
  if (!mayHaveForm || !LIKE_A_KEY.test(value)) return { keep: false, reason }
  return { keep: true, score: FILLER_SCORE, reasons: [`is given to something called a ${family}`, reason] }
}
