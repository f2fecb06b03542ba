/** Counts what a value is made of, in one pass over its characters. Every candidate that reaches the model is counted. */

export interface Counts {
  length: number
  /** Bits per character. */
  entropy: number
  distinct: number
  digits: number
  /** `0-9a-f`, in small letters. */
  hex: number
  upper: number
  lower: number
  vowels: number
  rareSpecial: number
  blanks: number
  brackets: number
  dots: number
  nonAscii: number
  /** The longest stretches of one kind. */
  longestLetters: number
  longestDigits: number
  longestLower: number
  longestHex: number
  /** The longest stretch of one character; 0 when no two stand together. */
  longestRepeat: number
  /** Pairs of a small and a capital letter, or of a letter and a digit; a character belongs to one. */
  classChanges: number
  /** Stretches of digits, and how many digits end the text. */
  digitRuns: number
  endDigits: number
  /** Stretches of what is neither letter nor digit. */
  separators: number
}

export function noCounts(): Counts {
  return {
    length: 0,
    entropy: 0,
    distinct: 0,
    digits: 0,
    hex: 0,
    upper: 0,
    lower: 0,
    vowels: 0,
    rareSpecial: 0,
    blanks: 0,
    brackets: 0,
    dots: 0,
    nonAscii: 0,
    longestLetters: 0,
    longestDigits: 0,
    longestLower: 0,
    longestHex: 0,
    longestRepeat: 0,
    classChanges: 0,
    digitRuns: 0,
    endDigits: 0,
    separators: 0,
  }
}

const DIGIT = 1
const UPPER = 2
const LOWER = 4
const VOWEL = 8
const RARE = 16
const BLANK = 32
const BRACKET = 64
const LINE_END = 128
const HEX = 256
const LETTER = UPPER | LOWER
const WORD = LETTER | DIGIT

const KINDS = kindsOf([
  [DIGIT, '0123456789'],
  [UPPER, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  [LOWER, 'abcdefghijklmnopqrstuvwxyz'],
  [VOWEL, 'aeiouyAEIOUY'],
  [RARE, '!@#$%^&*~?'],
  [BLANK, ' \t\n\v\f\r\xa0'],
  [BRACKET, '(){}[]<>'],
  [LINE_END, '\r\n'],
  [HEX, '0123456789abcdef'],
])

function kindsOf(all: readonly (readonly [number, string])[]): Uint16Array {
  const kinds = new Uint16Array(256)
  for (const [bit, characters] of all) {
    for (let i = 0; i < characters.length; i++)
      kinds[characters.charCodeAt(i)] = (kinds[characters.charCodeAt(i)] as number) | bit
  }
  return kinds
}

/** How often each character was seen, and the characters in the order in which they were. */
const times = new Uint32Array(256)
const seen = new Uint8Array(256)

/** Into `counts`, which serves one value after another: nothing is allocated. */
export function countCharacters(value: string, counts: Counts): void {
  const { length } = value
  let digits = 0
  let hex = 0
  let hexRun = 0
  let longestHex = 0
  let digitRuns = 0
  let upper = 0
  let lower = 0
  let vowels = 0
  let rareSpecial = 0
  let blanks = 0
  let brackets = 0
  let dots = 0
  let nonAscii = 0
  let letterRun = 0
  let digitRun = 0
  let lowerRun = 0
  let repeat = 1
  let longestLetters = 0
  let longestDigits = 0
  let longestLower = 0
  let longestRepeat = 0
  let classChanges = 0
  let separators = 0
  let distinct = 0
  let before = -1
  let kindBefore = WORD
  let mayChange = false
  for (let i = 0; i < length; i++) {
    const code = value.charCodeAt(i) & 255
    const kind = KINDS[code] as number
    const count = times[code] as number
    if (count === 0) seen[distinct++] = code
    times[code] = count + 1
    if (kind & DIGIT) {
      digits++
      if (digitRun === 0) digitRuns++
      if (++digitRun > longestDigits) longestDigits = digitRun
    } else digitRun = 0
    if (kind & HEX) {
      hex++
      if (++hexRun > longestHex) longestHex = hexRun
    } else hexRun = 0
    if (kind & LETTER) {
      if (kind & UPPER) upper++
      if (kind & VOWEL) vowels++
      if (++letterRun > longestLetters) longestLetters = letterRun
    } else letterRun = 0
    if (kind & LOWER) {
      lower++
      if (++lowerRun > longestLower) longestLower = lowerRun
    } else lowerRun = 0
    if ((kind & WORD) === 0) {
      if (kindBefore & WORD) separators++
      if (kind & RARE) rareSpecial++
      if (kind & BLANK) blanks++
      if (kind & BRACKET) brackets++
      if (code === 0x2e) dots++
      if (code >= 0x80) nonAscii++
    }
    if (mayChange && isChange(kindBefore, kind)) {
      classChanges++
      mayChange = false
    } else mayChange = true
    repeat = code === before && (kind & LINE_END) === 0 ? repeat + 1 : 1
    if (repeat > longestRepeat && repeat > 1) longestRepeat = repeat
    before = code
    kindBefore = kind
  }
  counts.entropy = takeEntropy(distinct, length)
  counts.length = length
  counts.distinct = distinct
  counts.digits = digits
  counts.hex = hex
  counts.longestHex = longestHex
  counts.digitRuns = digitRuns
  counts.endDigits = digitRun
  counts.upper = upper
  counts.lower = lower
  counts.vowels = vowels
  counts.rareSpecial = rareSpecial
  counts.blanks = blanks
  counts.brackets = brackets
  counts.dots = dots
  counts.nonAscii = nonAscii
  counts.longestLetters = longestLetters
  counts.longestDigits = longestDigits
  counts.longestLower = longestLower
  counts.longestRepeat = longestRepeat
  counts.classChanges = classChanges
  counts.separators = separators
}

function isChange(before: number, now: number): boolean {
  if (before & LOWER && now & UPPER) return true
  return (before & LETTER && now & DIGIT) !== 0 || (before & DIGIT && now & LETTER) !== 0
}

/** The entropy of what was counted, which is forgotten. */
function takeEntropy(distinct: number, length: number): number {
  let bits = 0
  for (let i = 0; i < distinct; i++) {
    const code = seen[i] as number
    const part = (times[code] as number) / length
    bits -= part * Math.log2(part)
    times[code] = 0
  }
  return bits
}
