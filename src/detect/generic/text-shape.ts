/**
 * How a value is built: by a person out of words, by a generator, or by a programmer as a reference to something else.
 * Numbers only, no decision. Pure.
 */
import type { Counts } from './count-characters.ts'
import type { ValueReading } from './value-reading.ts'

const flag = (text: string, pattern: RegExp): number => (pattern.test(text) ? 1 : 0)
const sign = (count: number): number => (count > 0 ? 1 : 0)
const share = (part: number, { length }: Readonly<Counts>): number => (length === 0 ? 0 : part / length)

type Measure = (reading: ValueReading) => number

const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
/** Places of the letters on a keyboard, with a gap between its rows. */
const KEYS = new Uint8Array(256)
KEYBOARD.forEach((row, y) => Array.from(row).forEach((key, x) => (KEYS[key.charCodeAt(0)] = 20 * (y + 1) + x)))

/** The longest run of neighbours of the alphabet, of digits or of a keyboard: `abcd`, `4321`, `qwert`. */
function longestSequence(value: string): number {
  let [best, up, down, keys] = [1, 1, 1, 1]
  let before = -9
  for (let at = 0; at < value.length; at++) {
    const own = value.charCodeAt(at) & 255
    const code = own >= 0x41 && own <= 0x5a ? own | 0x20 : own
    up = code === before + 1 ? up + 1 : 1
    down = code === before - 1 ? down + 1 : 1
    const key = KEYS[code] as number
    keys = key !== 0 && key === (KEYS[before] ?? 0) + 1 ? keys + 1 : 1
    best = Math.max(best, up, down, keys)
    before = code
  }
  return Math.min(16, best)
}

/** Names and order are part of the model: train it again after a change. */
export const SHAPE_FEATURES: Readonly<Record<string, Measure>> = {
  length: ({ counts: { length } }) => Math.min(length, 128),
  entropy: ({ counts: { entropy } }) => entropy,
  entropyShare: ({ counts: { entropy, length } }) => entropy / Math.log2(Math.max(2, length)),
  distinct: ({ counts: { distinct, length } }) => distinct / Math.max(1, length),
  digits: ({ counts }) => share(counts.digits, counts),
  upper: ({ counts }) => share(counts.upper, counts),
  lower: ({ counts }) => share(counts.lower, counts),
  special: ({ counts }) => share(counts.length - counts.digits - counts.upper - counts.lower, counts),
  rareSpecial: ({ counts }) => share(counts.rareSpecial, counts),
  blanks: ({ counts }) => share(counts.blanks, counts),
  brackets: ({ counts }) => share(counts.brackets, counts),
  dots: ({ counts }) => share(counts.dots, counts),
  nonAscii: ({ counts }) => share(counts.nonAscii, counts),
  longestLetters: ({ counts: { longestLetters } }) => Math.min(64, longestLetters),
  longestDigits: ({ counts: { longestDigits } }) => Math.min(64, longestDigits),
  longestLower: ({ counts: { longestLower } }) => Math.min(64, longestLower),
  longestRepeat: ({ counts: { longestRepeat } }) => longestRepeat,
  classChanges: ({ counts: { classChanges, length } }) => classChanges / Math.max(1, length),
  parts: ({ counts: { separators } }) => Math.min(12, separators + 1),
  surprise: ({ surprise }) => surprise.mean,
  surpriseMost: ({ surprise }) => surprise.most,
  surpriseLeast: ({ surprise }) => surprise.least,
  words: ({ words: { covered, letters } }) => (letters === 0 ? 0 : covered / letters),
  lettersOutsideWords: ({ words: { covered, letters } }) => Math.min(40, letters - covered),
  longestWord: ({ words }) => words.longest,
  digitRuns: ({ counts }) => Math.min(12, counts.digitRuns),
  endDigits: ({ counts }) => Math.min(16, counts.endDigits),
  hexShare: ({ counts }) => share(counts.hex, counts),
  classes: ({ counts: { lower, upper, digits, length } }) =>
    sign(lower) + sign(upper) + sign(digits) + sign(length - lower - upper - digits),
  vowels: ({ counts: { vowels, upper, lower } }) => (upper + lower === 0 ? 0 : vowels / (upper + lower)),
  isHex: ({ value }) => flag(value, /^[0-9a-f]{8,}$/i),
  isHexLength: ({ value }) => flag(value, /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{48}|[0-9a-f]{64}|[0-9a-f]{128})$/i),
  isUuid: ({ value }) => flag(value, /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i),
  isBase64: ({ value }) => flag(value, /^[A-Za-z0-9+/_-]{16,}={0,2}$/),
  isPadded: ({ value }) => flag(value, /[A-Za-z0-9+/_-]{8}={1,2}$/),
  isNumber: ({ value }) => flag(value, /^[-+]?\d[\d._]*$/),
  isIdentifier: ({ value }) => flag(value, /^[A-Za-z_$][\w$]*$/),
  isConstant: ({ value }) => flag(value, /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/),
  isSnake: ({ value }) => flag(value, /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/),
  isKebab: ({ value }) => flag(value, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/),
  isCamel: ({ value }) => flag(value, /^[a-z]+(?:[A-Z][a-z0-9]+)+$/),
  isDotted: ({ value }) => flag(value, /^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)+$/),
  isCall: ({ value }) => flag(value, /^[\w.$]+\(/),
  isVariable: ({ value }) => flag(value, /^\$[\w{(]|\$\{|\{\{|%\(|%[sdv]|#\{|^%\w+%$|^<%|^@[\w.]+@$|^\$\(/),
  isPath: ({ value }) =>
    flag(
      value,
      /^(?:\.{0,2}|~)\/|\.(?:json|ya?ml|txt|pem|key|crt|js|ts|py|java|go|html?|png|properties|conf|xml|env)$|^\w:\\/i,
    ),
  isType: ({ value }) =>
    flag(
      value,
      /^(?:str(?:ing)?|int(?:eger)?|bool(?:ean)?|bytes?|char|any|object|void|number|float|double|text|optional|list|map|dict|none|nil|null|undefined|true|false|required|password|secret|token|key|hidden|basic|bearer|auth)\b/i,
    ),
  isSentence: ({ value }) => flag(value, /^[A-Z]?[a-z']+(?: [A-Za-z'.,]+){2,}/),
  isPlaceholder: ({ value }) =>
    flag(
      value,
      /x{4,}|\*{3,}|\.{3,}|example|sample|changeme|change[-_ ]?(?:me|it|this)|your|placeholder|insert|replace|todo|dummy|fake|redacted|<[^>]+>|\bmy[-_]/i,
    ),
  isTestWord: ({ value }) => flag(value, /test|demo|foo|bar\b|abc|1234|qwerty|admin|default|hunter2|letmein/i),
  isHash: ({ value }) => flag(value, /^(?:\{\w+\})?\$\w{1,12}\$|^\{\w+\}|^(?:sha\d{1,3}|md5|pbkdf2\w*|bcrypt)[$:]/i),
  isPublicBlob: ({ value }) => flag(value, /^(?:MI[GI][A-Za-z]|-----BEGIN|LS0tLS1CRUdJTiBQVUJM|AAAA[BC]3Nza|ssh-)/),
  startsSpecial: ({ value }) => flag(value, /^[^A-Za-z0-9]/),
  endsSpecial: ({ value }) => flag(value, /[^A-Za-z0-9=]$/),
  hasSlash: ({ value }) => flag(value, /\//),
  hasEquals: ({ value }) => flag(value, /=[^=]/),
  hasEscape: ({ value }) => flag(value, /\\[nrtux"'\\]/),
  isMixed: ({ counts: { lower, upper, digits } }) => sign(lower) * sign(upper) * sign(digits),
  isWordAndEnd: ({ value }) => flag(value, /^[A-Za-z]{3,}[\d!@#$%*?.]{1,6}$/),
  longestSequence: ({ value }) => longestSequence(value),
  longestHex: ({ counts }) => Math.min(64, counts.longestHex),
  isSixteenths: ({ value }) => flag(value, /^[A-Za-z0-9+/=_-]+$/) * (value.length % 8 === 0 ? 1 : 0),
  isProse: ({ value }) => flag(value, /^[^\d_]*[A-Za-z\x80-\xff]{2} [A-Za-z\x80-\xff]{2}[^\d_]*$/),
  isReference: ({ value }) => flag(value, /^[A-Za-z_$][\w$]*(?:\?\.|\.|->|::)[A-Za-z_$]/),
  isHexConstant: ({ value }) => flag(value, /^0x[0-9a-f]+[LlUu]{0,3}$/i),
  isDummy: ({ value }) =>
    flag(
      value,
      /^(?:(?:my|your|the|a|some|test|super|new|old)?[-_ ]?)?(?:pass(?:w(?:or)?d|wd)?|pw|secret|token|key|admin|root|guest|user|demo|default)[-_ ]?(?:key|token)?[\d!@#$]{0,6}$/i,
    ),
  endsLikeName: ({ value }) =>
    flag(value, /[a-z\d](?:Pass|Pwd|Password|Secret|Token|Key)$|_(?:pass|pwd|password|secret|token|key)$/),
}
