/**
 * How a value is built: by a person out of words, by a generator, or by a programmer as a reference to something else.
 * Numbers only, no decision. Pure.
 */
import type { Counts } from './count-characters.ts'
import { wordCoverage } from './words.ts'
import { surprise } from './surprise.ts'

const flag = (text: string, pattern: RegExp): number => (pattern.test(text) ? 1 : 0)
const longest = (text: string, pattern: RegExp): number =>
  Math.max(0, ...(text.match(pattern) ?? []).map((run) => run.length))
const share = (part: number, { length }: Counts): number => (length === 0 ? 0 : part / length)

type Measure = (value: string, counts: Counts) => number

/** The longest run of neighbours of the alphabet, of digits or of a keyboard: `abcd`, `4321`, `qwert`. */
function longestSequence(value: string): number {
  const text = value.toLowerCase()
  let [best, up, down, keys] = [1, 1, 1, 1]
  for (let at = 1; at < text.length; at++) {
    const step = text.charCodeAt(at) - text.charCodeAt(at - 1)
    up = step === 1 ? up + 1 : 1
    down = step === -1 ? down + 1 : 1
    keys = KEYBOARD.includes(text.slice(at - 1, at + 1)) ? keys + 1 : 1
    best = Math.max(best, up, down, keys)
  }
  return Math.min(16, best)
}

const KEYBOARD = 'qwertyuiop asdfghjkl zxcvbnm'

/** The order is part of the model: append, never insert, and train again. */
export const SHAPE_FEATURES: Readonly<Record<string, Measure>> = {
  length: (_, { length }) => Math.min(length, 128),
  entropy: (_, { entropy }) => entropy,
  entropyShare: (_, { entropy, length }) => entropy / Math.log2(Math.max(2, length)),
  distinct: (_, { distinct, length }) => distinct / Math.max(1, length),
  digits: (_, counts) => share(counts.digits, counts),
  upper: (_, counts) => share(counts.upper, counts),
  lower: (_, counts) => share(counts.lower, counts),
  special: (_, counts) => share(counts.length - counts.digits - counts.upper - counts.lower, counts),
  rareSpecial: (_, counts) => share(counts.rareSpecial, counts),
  blanks: (_, counts) => share(counts.blanks, counts),
  brackets: (_, counts) => share(counts.brackets, counts),
  dots: (_, counts) => share(counts.dots, counts),
  nonAscii: (_, counts) => share(counts.nonAscii, counts),
  longestLetters: (_, { longestLetters }) => Math.min(64, longestLetters),
  longestDigits: (_, { longestDigits }) => Math.min(64, longestDigits),
  longestLower: (_, { longestLower }) => Math.min(64, longestLower),
  longestRepeat: (_, { longestRepeat }) => longestRepeat,
  classChanges: (_, { classChanges, length }) => classChanges / Math.max(1, length),
  parts: (_, { separators }) => Math.min(12, separators + 1),
  surprise,
  words: wordCoverage,
  vowels: (_, { vowels, upper, lower }) => (upper + lower === 0 ? 0 : vowels / (upper + lower)),
  isHex: (value) => flag(value, /^[0-9a-f]{8,}$/i),
  isHexLength: (value) => flag(value, /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{48}|[0-9a-f]{64}|[0-9a-f]{128})$/i),
  isUuid: (value) => flag(value, /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i),
  isBase64: (value) => flag(value, /^[A-Za-z0-9+/_-]{16,}={0,2}$/),
  isPadded: (value) => flag(value, /[A-Za-z0-9+/_-]{8}={1,2}$/),
  isNumber: (value) => flag(value, /^[-+]?\d[\d._]*$/),
  isIdentifier: (value) => flag(value, /^[A-Za-z_$][\w$]*$/),
  isConstant: (value) => flag(value, /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/),
  isSnake: (value) => flag(value, /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/),
  isKebab: (value) => flag(value, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/),
  isCamel: (value) => flag(value, /^[a-z]+(?:[A-Z][a-z0-9]+)+$/),
  isPascal: (value) => flag(value, /^(?:[A-Z][a-z0-9]+){2,}$/),
  isDotted: (value) => flag(value, /^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)+$/),
  isCall: (value) => flag(value, /^[\w.$]+\(/),
  isVariable: (value) => flag(value, /^\$[\w{(]|\$\{|\{\{|%\(|%[sdv]|#\{|^%\w+%$|^<%|^@[\w.]+@$|^\$\(/),
  isAngle: (value) => flag(value, /^<[^>]*>?$/),
  isPath: (value) =>
    flag(
      value,
      /^(?:\.{0,2}|~)\/|\.(?:json|ya?ml|txt|pem|key|crt|js|ts|py|java|go|html?|png|properties|conf|xml|env)$|^\w:\\/i,
    ),
  isUrl: (value) => flag(value, /^[a-z][a-z0-9+.-]*:\/\//i),
  isEmail: (value) => flag(value, /^[\w.+-]+@[\w-]+\.[\w.]+$/),
  isType: (value) =>
    flag(
      value,
      /^(?:str(?:ing)?|int(?:eger)?|bool(?:ean)?|bytes?|char|any|object|void|number|float|double|text|optional|list|map|dict|none|nil|null|undefined|true|false|required|password|secret|token|key|hidden|basic|bearer|auth)\b/i,
    ),
  isSentence: (value) => flag(value, /^[A-Z]?[a-z']+(?: [A-Za-z'.,]+){2,}/),
  isPlaceholder: (value) =>
    flag(
      value,
      /x{4,}|\*{3,}|\.{3,}|example|sample|changeme|change[-_ ]?(?:me|it|this)|your|placeholder|insert|replace|todo|dummy|fake|redacted|<[^>]+>|\bmy[-_]/i,
    ),
  isTestWord: (value) => flag(value, /test|demo|foo|bar\b|abc|1234|qwerty|admin|default|hunter2|letmein/i),
  isDate: (value) => flag(value, /^\d{4}-\d\d-\d\d/),
  isHash: (value) => flag(value, /^(?:\{\w+\})?\$\w{1,12}\$|^\{\w+\}|^(?:sha\d{1,3}|md5|pbkdf2\w*|bcrypt)[$:]/i),
  isPublicBlob: (value) => flag(value, /^(?:MI[GI][A-Za-z]|-----BEGIN|LS0tLS1CRUdJTiBQVUJM|AAAA[BC]3Nza|ssh-)/),
  startsSpecial: (value) => flag(value, /^[^A-Za-z0-9]/),
  endsSpecial: (value) => flag(value, /[^A-Za-z0-9=]$/),
  hasSlash: (value) => flag(value, /\//),
  hasColon: (value) => flag(value, /:/),
  hasEquals: (value) => flag(value, /=[^=]/),
  hasEscape: (value) => flag(value, /\\[nrtux"'\\]/),
  isMixed: (value) => flag(value, /[a-z]/) * flag(value, /[A-Z]/) * flag(value, /\d/),
  isWordAndEnd: (value) => flag(value, /^[A-Za-z]{3,}[\d!@#$%*?.]{1,6}$/),
  longestSequence,
  longestHex: (value) => Math.min(64, longest(value, /[0-9a-f]+/g)),
  isSixteenths: (value) => flag(value, /^[A-Za-z0-9+/=_-]+$/) * (value.length % 8 === 0 ? 1 : 0),
  isProse: (value) => flag(value, /^[^\d_]*[A-Za-z\x80-\xff]{2} [A-Za-z\x80-\xff]{2}[^\d_]*$/),
  isReference: (value) => flag(value, /^[A-Za-z_$][\w$]*(?:\?\.|\.|->|::)[A-Za-z_$]/),
  isHexConstant: (value) => flag(value, /^0x[0-9a-f]+[LlUu]{0,3}$/i),
  isDummy: (value) =>
    flag(
      value,
      /^(?:(?:my|your|the|a|some|test|super|new|old)?[-_ ]?)?(?:pass(?:w(?:or)?d|wd)?|pw|secret|token|key|admin|root|guest|user|demo|default)[-_ ]?(?:key|token)?[\d!@#$]{0,6}$/i,
    ),
}
