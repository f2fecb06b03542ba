/**
 * The hand-written tail of rules for assignments: what stands behind a name like `password` or `api_key`. Most of it is
 * code that speaks of credentials, and goes no further than here: no RegExp sees it. Refused is only what the pattern
 * (../../generic/assignment.ts) cannot match, and what its judge refuses for certain (../../generic/ordinary.ts); where
 * it takes a second look to tell, the answer is yes. The steps follow the pattern: name, closing quote or bracket, type,
 * sign, wrapping call, value.
 */
import { BLANK, DIGIT, ENDS_VALUE, LETTER, NAME, NOT_FIRST, OTHER, QUOTE, WORD, byteAt, classAt, isBehindEnd, setText } from './tail-bytes'
import { lengthOfSign } from './sign'
import { mayBeUnusual } from './unusual-assignment'

const MAX_NAME: usize = 50
const MAX_VALUE: usize = 512
const MAX_WRAP: usize = 24

let begin: usize = 0
let nameAt: usize = 0
let ofPassword: bool = false
/** The first byte of the sign (0: blanks only), its length, and the blanks before and behind it. */
let sign: u32 = 0
let signLength: usize = 0
let isArrow: bool = false
let before: usize = 0
let behind: usize = 0

/** Whether the text behind `start`, where the name's word begins, may be a value worth a RegExp. */
export function mayAssign(start: usize, from: usize, stop: usize, isPassword: bool): bool {
  setText(start, stop)
  begin = from
  nameAt = start
  ofPassword = isPassword
  let at = start
  while (classAt(at) & NAME) {
    // So long a name is cut by the pattern, somewhere.
    if (++at - start > MAX_NAME) return true
  }
  // Names in other alphabets are rare.
  if (byteAt(start) >= 0x80) return true
  return mayBeUsual(at) || mayBeUnusual(at)
}

function mayBeUsual(from: usize): bool {
  const at = behindBrackets(from)
  if (at == 0) return false
  if (!readSign(at)) return false
  return mayBeValue(at + before + signLength + behind)
}

/** Behind `\"`, `]`, `)` and `[16]`; 0 for a subscript, behind which no sign stands. */
function behindBrackets(from: usize): usize {
  let at = from
  if (byteAt(at) == 0x5c && classAt(at + 1) & QUOTE) at += 2
  else if (classAt(at) & QUOTE) at++
  if (byteAt(at) == 0x5d) at++
  if (byteAt(at) == 0x29) at++
  if (byteAt(at) != 0x5b) return at
  at++
  for (let i = 0; i < 5 && classAt(at) & DIGIT; i++) at++
  return byteAt(at) == 0x5d ? at + 1 : 0
}

/** Sets sign, its length and the blanks around it; false when there is none, or too many blanks. */
function readSign(from: usize): bool {
  let at = from
  while (classAt(at) & BLANK) if (++at - from > 40) return false
  before = at - from
  signLength = lengthOfSign(at)
  if (signLength == 0) {
    sign = 0
    behind = 0
    return before > 0 && before <= 8 && !isBehindEnd(at)
  }
  sign = byteAt(at)
  isArrow = byteAt(at + 1) == 0x3e
  at += signLength
  const signEnd = at
  while (classAt(at) & BLANK) if (++at - signEnd > 8) return false
  behind = at - signEnd
  return !isBehindEnd(at)
}

/** The sign itself may be read as the beginning of a value when nothing else fits: ` ===` and ` =ab`. */
function signMayBeValue(length: usize): bool {
  if (signLength == 0) return false
  const glued = behind == 0 ? length : 0
  if (before > 0 && signLength + glued >= 3) return true
  return signLength > 1 && signLength - 1 + glued >= 3
}

function mayBeValue(at: usize): bool {
  const kind = classAt(at)
  const byte = byteAt(at)
  if (kind & QUOTE) return mayBeQuoted(at, 0)
  if (byte == 0x5c) return true
  if (byte == 0x28 || byte == 0x5b) {
    const inner = at + 1
    // `[16]` behind a blank is a type.
    if (byte == 0x5b && sign == 0 && (classAt(inner) & DIGIT || byteAt(inner) == 0x5d)) return true
    return mayBeWrapped(inner, NOWHERE)
  }
  if (kind & NOT_FIRST) return signMayBeValue(byte == 0x29 || byte == 0x5d ? MAX_VALUE : 0)
  const word = behindWord(at)
  if (byteAt(word) == 0x28 && word > at && word - at <= MAX_WRAP) return mayBeWrapped(word + 1, at)
  if (isWrappingWord(at, word)) return true
  return mayBeBare(at, 0)
}

function behindWord(from: usize): usize {
  let at = from
  while (at - from <= MAX_WRAP && classAt(at) & WORD) at++
  return at
}

/** `new Name(`, `value=` and `!Ref `. */
function isWrappingWord(at: usize, wordEnd: usize): bool {
  const first = byteAt(at) | 0x20
  if (wordEnd - at == 3) return first == 0x6e && (byteAt(at + 1) | 0x20) == 0x65 && (byteAt(at + 2) | 0x20) == 0x77
  if (wordEnd - at == 5 && first == 0x76) {
    const next = classAt(wordEnd) & BLANK ? byteAt(wordEnd + 1) : byteAt(wordEnd)
    return next == 0x3d || next == 0x3a
  }
  return byteAt(at) == 0x21 && (byteAt(at + 1) | 0x20) == 0x72
}

/** No word stands before the bracket. 0: there is no bracket. */
const NOWHERE: usize = 1

/** A value behind a bracket. When there is none, what stands before the bracket at `outer` is the value, if anything is. */
function mayBeWrapped(at: usize, outer: usize): bool {
  const kind = classAt(at)
  if (kind & QUOTE) return mayBeQuoted(at, outer)
  if (byteAt(at) == 0x5c) return true
  if (kind & NOT_FIRST || isBehindEnd(at)) return mayBeOuter(outer)
  return mayBeBare(at, outer)
}

function mayBeOuter(outer: usize): bool {
  return outer > NOWHERE ? mayBeBare(outer, 0) : signMayBeValue(0)
}

function mayBeQuoted(open: usize, outer: usize): bool {
  const quote = byteAt(open)
  const from = open + 1
  let at = from
  let blanks = 0
  let isName = true
  let kinds: u32 = 0
  for (; ; at++) {
    const byte = byteAt(at)
    if (byte == quote) break
    if (byte == 0x0a || byte == 0x0d || isBehindEnd(at)) return mayBeOuter(outer)
    if (byte == 0x5c || at - from >= MAX_VALUE) return true
    if (byte == 0x20) blanks++
    if (!(classAt(at) & LETTER) && byte != 0x5f && byte != 0x2e && byte != 0x24) isName = false
    kinds |= kindOf(at)
  }
  const length = at - from
  if (length < 3) return mayBeOuter(outer)
  if (blanks > 4) return false
  if (ofPassword || kinds & DIGIT) return true
  if (blanks > 1) return false
  if (kinds == LETTER && length < 6) return false
  if ((sign == 0x2c || sign == 0x28) && isName && length <= (kinds & OTHER ? 40 : 11)) return false
  return !(isComparison() && length < 16)
}

/** `==`, `===`, `!=` and `!==`. */
function isComparison(): bool {
  return signLength > 1 && (sign == 0x21 || (sign == 0x3d && !isArrow))
}

// @ts-ignore: decorator
@inline
function kindOf(at: usize): u32 {
  const kind = classAt(at) & (LETTER | DIGIT)
  return kind ? kind : OTHER
}

function mayBeBare(from: usize, outer: usize): bool {
  let at = from
  let kinds: u32 = 0
  let hasBracket = false
  let hasNext = false
  for (; !isBehindEnd(at) && at - from < MAX_VALUE && !(classAt(at) & ENDS_VALUE); at++) {
    kinds |= kindOf(at)
    const byte = byteAt(at)
    if (byte == 0x28 || byte == 0x5b) hasBracket = true
    else if (byte == 0x26) hasNext = true
  }
  const length = at - from
  if (length < 3) {
    // `b"…"`, `@"…"`
    if (classAt(at) & QUOTE && (length == 0 || isPrefix(byteAt(from)))) return true
    return outer == 0 ? signMayBeValue(length) : mayBeOuter(outer)
  }
  // The value of a query ends where the next one begins.
  if (hasNext) return true
  // A type between the name and its value.
  if (sign == 0x3a && signLength == 1 && mayBeType(from, at)) return true
  if (byteAt(at) == 0x7b) return false
  if (isReference(from, at) && !looksDrawn(from, at)) return false
  const isGiven = signLength == 1 && (sign == 0x3d || sign == 0x3a || sign == 0x3e)
  if (ofPassword && (isGiven || signLength != 1)) {
    return signLength != 0 || isFlag() || !isLetters(from, behindCore(from, at))
  }
  if ((kinds & DIGIT) == 0) {
    if (!isGiven || hasBracket) return false
    const core = behindCore(from, at) - from
    if (core < 6) return false
    if (core < 10 && kinds == LETTER) return false
  } else if (length <= 10 && isSmallNumber(from, at)) return false
  return true
}

// @ts-ignore: decorator
@inline
function isPrefix(byte: u32): bool {
  const low = byte | 0x20
  return low == 0x62 || low == 0x72 || low == 0x75 || byte == 0x40 || byte == 0x24
}

/** `--password letmein` */
function isFlag(): bool {
  let at = nameAt
  while (at > begin && nameAt - at <= 120 && (classAt(at - 1) & NAME || byteAt(at - 1) == 0x24)) at--
  return byteAt(at) == 0x2d || nameAt - at > 100
}

function isLetters(from: usize, to: usize): bool {
  for (let at = from; at < to; at++) if (!(classAt(at) & LETTER)) return false
  return to > from
}

function mayBeType(from: usize, to: usize): bool {
  for (let at = from; at < to; at++) if (byteAt(at) == 0x3d) return true
  let at = to
  while (classAt(at) & BLANK) at++
  return byteAt(at) == 0x3d
}

// @ts-ignore: decorator
@inline
function isTrailing(byte: u32): bool {
  return byte == 0x29 || byte == 0x5d || byte == 0x3a || byte == 0x2e || byte == 0x3f || byte == 0x21
}

/** The end of a value without the `)`, `]`, `:`, `.`, `?` and `!` at its end. */
function behindCore(from: usize, to: usize): usize {
  let at = to
  while (at > from && isTrailing(byteAt(at - 1))) at--
  return at
}

function isSmallNumber(from: usize, to: usize): bool {
  const stop = behindCore(from, to)
  if (stop - from > 6 || stop == from) return false
  for (let at = from; at < stop; at++) if (!(classAt(at) & DIGIT)) return false
  return true
}

// @ts-ignore: decorator
@inline
function isOfIdentifier(at: usize): bool {
  return (classAt(at) & WORD) != 0 || byteAt(at) == 0x24
}

/** Long and full of digits: a token with dots in it. */
function looksDrawn(from: usize, to: usize): bool {
  if (to - from < 24) return false
  let digits = 0
  for (let at = from; at < to; at++) if (classAt(at) & DIGIT) digits++
  return digits >= 4
}

/** `request.body`, `options?.key`, `Auth::user`. */
function isReference(from: usize, to: usize): bool {
  let at = from
  if (classAt(at) & DIGIT) return false
  while (at < to && isOfIdentifier(at)) at++
  if (at == from || at >= to) return false
  if (byteAt(at) == 0x3a) {
    if (byteAt(++at) != 0x3a) return false
  } else {
    if (byteAt(at) == 0x3f) at++
    if (byteAt(at) != 0x2e) return false
  }
  const second = ++at
  if (at >= to || classAt(at) & DIGIT) return false
  while (at < to && isOfIdentifier(at)) at++
  if (at == second) return false
  if (at == to) return true
  const byte = byteAt(at)
  return byte == 0x2e || byte == 0x3a || byte == 0x28 || byte == 0x5b || byte == 0x3f || byte == 0x2d
}
