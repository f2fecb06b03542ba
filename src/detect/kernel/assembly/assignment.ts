/**
 * The hand-written tail of rules for assignments: what stands behind a name like `password` or `api_key`. Most of it is
 * code that speaks of credentials, and goes no further than here: no RegExp sees it. Refused is only what the pattern
 * (../../generic/assignment.ts) cannot match, and what its judge refuses for certain (../../generic/ordinary.ts); where
 * it takes a second look to tell, the answer is yes. The steps follow the pattern: name, closing quote or bracket, type,
 * sign, wrapping call, value.
 */
import { BLANK, DIGIT, ENDS_VALUE, LETTER, NAME, NOT_FIRST, OTHER, QUOTE, WORD, byteAt, classAt, isBehindEnd, setEnd } from './tail-bytes'
import { mayBeUnusual } from './unusual-assignment'

const MAX_NAME: usize = 50
const MAX_VALUE: usize = 512
const MAX_WRAP: usize = 24

let ofPassword: bool = false
/** The first byte of the sign (0: blanks only), its length, and the blanks before and behind it. */
let sign: u32 = 0
let signLength: usize = 0
let before: usize = 0
let behind: usize = 0

/** Whether the text behind `start`, where the name's word begins, may be a value worth a RegExp. */
export function mayAssign(start: usize, stop: usize, isPassword: bool): bool {
  setEnd(stop)
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
  at += signLength
  const signEnd = at
  while (classAt(at) & BLANK) if (++at - signEnd > 8) return false
  behind = at - signEnd
  return !isBehindEnd(at)
}

function lengthOfSign(at: usize): usize {
  const next = byteAt(at + 1)
  const isLong = byteAt(at + 2) == 0x3d
  switch (byteAt(at)) {
    case 0x3d: // = == === =>
      return next == 0x3d ? (isLong ? 3 : 2) : next == 0x3e ? 2 : 1
    case 0x21: // != !==
      return next == 0x3d ? (isLong ? 3 : 2) : 0
    case 0x3a: // : :=
      return next == 0x3d ? 2 : 1
    case 0x3f: // ?= ??=
      return next == 0x3f && isLong ? 3 : next == 0x3d ? 2 : 0
    case 0x7c: // ||=
      return next == 0x7c && isLong ? 3 : 0
    case 0x2b: // +=
      return next == 0x3d ? 2 : 0
    case 0x2d: // ->
      return next == 0x3e ? 2 : 0
    case 0x2c: // ,
    case 0x3e: // >
    case 0x28: // (
      return 1
    default:
      return 0
  }
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
  if (kind & QUOTE) return mayBeQuoted(at, false)
  if (byte == 0x5c) return true
  if (byte == 0x28 || byte == 0x5b) {
    const inner = at + 1
    // `[16]` behind a blank is a type.
    if (byte == 0x5b && sign == 0 && (classAt(inner) & DIGIT || byteAt(inner) == 0x5d)) return true
    return mayBeWrapped(inner)
  }
  if (kind & NOT_FIRST) return signMayBeValue(byte == 0x29 || byte == 0x5d ? MAX_VALUE : 0)
  const word = behindWord(at)
  if (byteAt(word) == 0x28 && word > at && word - at <= MAX_WRAP) return mayBeWrapped(word + 1)
  if (isWrappingWord(at, word)) return true
  return mayBeBare(at, false)
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

/** A value behind a bracket; without one, the bracket belongs to it. */
function mayBeWrapped(at: usize): bool {
  const kind = classAt(at)
  if (kind & QUOTE) return mayBeQuoted(at, true)
  if (byteAt(at) == 0x5c || kind & NOT_FIRST || isBehindEnd(at)) return true
  return mayBeBare(at, true)
}

function mayBeQuoted(open: usize, isWrapped: bool): bool {
  const quote = byteAt(open)
  const from = open + 1
  let at = from
  let blanks = 0
  let kinds: u32 = 0
  for (; ; at++) {
    const byte = byteAt(at)
    if (byte == quote) break
    if (byte == 0x0a || byte == 0x0d || isBehindEnd(at)) return isWrapped || signMayBeValue(0)
    if (byte == 0x5c || at - from >= MAX_VALUE) return true
    if (byte == 0x20) blanks++
    kinds |= kindOf(at)
  }
  const length = at - from
  if (length < 3) return isWrapped || signMayBeValue(0)
  if (ofPassword) return true
  if (kinds == LETTER && length < 6) return false
  return blanks < 2 || (kinds & DIGIT) != 0
}

// @ts-ignore: decorator
@inline
function kindOf(at: usize): u32 {
  const kind = classAt(at) & (LETTER | DIGIT)
  return kind ? kind : OTHER
}

function mayBeBare(from: usize, isWrapped: bool): bool {
  let at = from
  let kinds: u32 = 0
  while (!isBehindEnd(at) && at - from < MAX_VALUE && !(classAt(at) & ENDS_VALUE)) kinds |= kindOf(at++)
  const length = at - from
  if (length < 3) {
    // `b"…"`, `@"…"`
    return isWrapped || (classAt(at) & QUOTE) != 0 || signMayBeValue(length)
  }
  // A type between the name and its value.
  if (sign == 0x3a && signLength == 1 && mayBeType(from, at)) return true
  if (byteAt(at) == 0x7b) return false
  if (isReference(from, at)) return false
  const isGiven = signLength == 1 && (sign == 0x3d || sign == 0x3a || sign == 0x3e)
  if (ofPassword && (isGiven || signLength != 1)) return true
  if ((kinds & DIGIT) == 0) {
    if (!isGiven) return false
    const core = behindCore(from, at) - from
    if (core < 6) return false
    if (core < 10 && kinds == LETTER) return false
  } else if (length <= 10 && isSmallNumber(from, at)) return false
  return true
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
