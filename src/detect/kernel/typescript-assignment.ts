/**
 * The tail of rules for assignments in plain TypeScript. The reasons stand in assembly/assignment.ts; every step and
 * every number here is the same.
 */
import { BYTE_CLASS, CLASS } from './byte-class.ts'
import { lengthOfSign } from './typescript-sign.ts'
import { mayBeUnusual } from './typescript-unusual.ts'

const { NAME, BLANK, QUOTE, ENDS_VALUE, LETTER, DIGIT, NOT_FIRST, WORD } = CLASS
const OTHER = 256
const MAX_NAME = 50
const MAX_VALUE = 512
const MAX_WRAP = 24

/** The place of a sign: its first byte (0: blanks only), its length, and the blanks before and behind it. */
interface Sign {
  readonly byte: number
  readonly length: number
  readonly isArrow: boolean
  readonly before: number
  readonly behind: number
}

/** Where the name's word begins, in the blob `[begin, end)`. */
interface Place {
  readonly start: number
  readonly begin: number
  readonly end: number
}

/** Whether the text behind `start`, where the name's word begins, may be a value worth a RegExp. */
export function mayAssign(bytes: Uint8Array, place: Place, isPassword: boolean): boolean {
  return new Tail(bytes, place, isPassword).fits()
}

class Tail {
  readonly #bytes: Uint8Array
  readonly #start: number
  readonly #begin: number
  readonly #end: number
  readonly #ofPassword: boolean
  #sign: Sign = { byte: 0, length: 0, isArrow: false, before: 0, behind: 0 }

  constructor(bytes: Uint8Array, { start, begin, end }: Place, ofPassword: boolean) {
    this.#bytes = bytes
    this.#start = start
    this.#begin = begin
    this.#end = end
    this.#ofPassword = ofPassword
  }

  #byteAt(at: number): number {
    return at < this.#end ? (this.#bytes[at] as number) : 0
  }

  #is(at: number, kind: number): boolean {
    return at < this.#end && ((BYTE_CLASS[this.#bytes[at] as number] as number) & kind) !== 0
  }

  fits(): boolean {
    let at = this.#start
    while (this.#is(at, NAME)) if (++at - this.#start > MAX_NAME) return true
    if (this.#byteAt(this.#start) >= 0x80) return true
    return this.#mayBeUsual(at) || mayBeUnusual(this.#bytes, at, this.#end)
  }

  #mayBeUsual(from: number): boolean {
    const at = this.#behindBrackets(from)
    const sign = at === 0 ? undefined : this.#readSign(at)
    if (sign === undefined) return false
    this.#sign = sign
    return this.#mayBeValue(at + sign.before + sign.length + sign.behind)
  }

  #behindBrackets(from: number): number {
    let at = from
    if (this.#byteAt(at) === 0x5c && this.#is(at + 1, QUOTE)) at += 2
    else if (this.#is(at, QUOTE)) at++
    if (this.#byteAt(at) === 0x5d) at++
    if (this.#byteAt(at) === 0x29) at++
    if (this.#byteAt(at) !== 0x5b) return at
    at++
    for (let i = 0; i < 5 && this.#is(at, DIGIT); i++) at++
    return this.#byteAt(at) === 0x5d ? at + 1 : 0
  }

  #readSign(from: number): Sign | undefined {
    let at = from
    while (this.#is(at, BLANK)) if (++at - from > 40) return undefined
    const before = at - from
    const length = lengthOfSign(this.#byteAt(at), this.#byteAt(at + 1), this.#byteAt(at + 2))
    if (length === 0)
      return before > 0 && before <= 8 && at < this.#end
        ? { byte: 0, length, isArrow: false, before, behind: 0 }
        : undefined
    const byte = this.#byteAt(at)
    const isArrow = this.#byteAt(at + 1) === 0x3e
    at += length
    const signEnd = at
    while (this.#is(at, BLANK)) if (++at - signEnd > 8) return undefined
    return at < this.#end ? { byte, length, isArrow, before, behind: at - signEnd } : undefined
  }

  #signMayBeValue(length: number): boolean {
    const { length: own, before, behind } = this.#sign
    if (own === 0) return false
    const glued = behind === 0 ? length : 0
    return (before > 0 && own + glued >= 3) || (own > 1 && own - 1 + glued >= 3)
  }

  #mayBeValue(at: number): boolean {
    const byte = this.#byteAt(at)
    if (this.#is(at, QUOTE)) return this.#mayBeQuoted(at, 0)
    if (byte === 0x5c) return true
    if (byte === 0x28 || byte === 0x5b) {
      const inner = at + 1
      const isType = byte === 0x5b && (this.#is(inner, DIGIT) || this.#byteAt(inner) === 0x5d)
      return (isType && this.#sign.byte === 0) || this.#mayBeWrapped(inner, NOWHERE)
    }
    if (this.#is(at, NOT_FIRST)) return this.#signMayBeValue(byte === 0x29 || byte === 0x5d ? MAX_VALUE : 0)
    const word = this.#behindWord(at)
    if (this.#byteAt(word) === 0x28 && word > at && word - at <= MAX_WRAP) return this.#mayBeWrapped(word + 1, at)
    return this.#isWrappingWord(at, word) || this.#mayBeBare(at, 0)
  }

  #behindWord(from: number): number {
    let at = from
    while (at - from <= MAX_WRAP && this.#is(at, WORD)) at++
    return at
  }

  #isWrappingWord(at: number, wordEnd: number): boolean {
    const first = this.#byteAt(at) | 0x20
    if (wordEnd - at === 3) {
      return first === 0x6e && (this.#byteAt(at + 1) | 0x20) === 0x65 && (this.#byteAt(at + 2) | 0x20) === 0x77
    }
    if (wordEnd - at === 5 && first === 0x76) {
      const next = this.#byteAt(this.#is(wordEnd, BLANK) ? wordEnd + 1 : wordEnd)
      return next === 0x3d || next === 0x3a
    }
    return this.#byteAt(at) === 0x21 && (this.#byteAt(at + 1) | 0x20) === 0x72
  }

  #mayBeWrapped(at: number, outer: number): boolean {
    if (this.#is(at, QUOTE)) return this.#mayBeQuoted(at, outer)
    if (this.#byteAt(at) === 0x5c) return true
    if (this.#is(at, NOT_FIRST) || at >= this.#end) return this.#mayBeOuter(outer)
    return this.#mayBeBare(at, outer)
  }

  #mayBeOuter(outer: number): boolean {
    return outer > NOWHERE ? this.#mayBeBare(outer, 0) : this.#signMayBeValue(0)
  }

  #mayBeQuoted(open: number, outer: number): boolean {
    const quote = this.#byteAt(open)
    const from = open + 1
    let at = from
    let blanks = 0
    let isName = true
    let kinds = 0
    for (; ; at++) {
      const byte = this.#byteAt(at)
      if (byte === quote) break
      if (byte === 0x0a || byte === 0x0d || at >= this.#end) return this.#mayBeOuter(outer)
      if (byte === 0x5c || at - from >= MAX_VALUE) return true
      if (byte === 0x20) blanks++
      if (!this.#is(at, LETTER) && byte !== 0x5f && byte !== 0x2e && byte !== 0x24) isName = false
      kinds |= this.#kindOf(at)
    }
    const length = at - from
    if (length < 3) return this.#mayBeOuter(outer)
    if (blanks > 4) return false
    if (this.#ofPassword || (kinds & DIGIT) !== 0) return true
    if (blanks > 1 || (kinds === LETTER && length < 6)) return false
    const { byte, length: signLength, isArrow } = this.#sign
    if ((byte === 0x2c || byte === 0x28) && isName && length <= ((kinds & OTHER) === 0 ? 11 : 40)) return false
    const isComparison = signLength > 1 && (byte === 0x21 || (byte === 0x3d && !isArrow))
    return !(isComparison && length < 16)
  }

  #kindOf(at: number): number {
    const kind = (BYTE_CLASS[this.#byteAt(at)] as number) & (LETTER | DIGIT)
    return kind === 0 ? OTHER : kind
  }

  #mayBeBare(from: number, outer: number): boolean {
    let at = from
    let kinds = 0
    let hasBracket = false
    let hasNext = false
    for (; at < this.#end && at - from < MAX_VALUE && !this.#is(at, ENDS_VALUE); at++) {
      kinds |= this.#kindOf(at)
      hasBracket ||= this.#byteAt(at) === 0x28 || this.#byteAt(at) === 0x5b
      hasNext ||= this.#byteAt(at) === 0x26
    }
    const length = at - from
    if (length < 3) {
      if (this.#is(at, QUOTE) && (length === 0 || PREFIX.has(this.#byteAt(from)))) return true
      return outer === 0 ? this.#signMayBeValue(length) : this.#mayBeOuter(outer)
    }
    if (hasNext) return true
    const { byte, length: signLength } = this.#sign
    if (byte === 0x3a && signLength === 1 && this.#mayBeType(from, at)) return true
    if (this.#byteAt(at) === 0x7b) return false
    if (this.#isReference(from, at) && !this.#looksDrawn(from, at)) return false
    const isGiven = signLength === 1 && (byte === 0x3d || byte === 0x3a || byte === 0x3e)
    if (this.#ofPassword && (isGiven || signLength !== 1)) {
      return signLength !== 0 || this.#isFlag() || !this.#isLetters(from, this.#behindCore(from, at))
    }
    if ((kinds & DIGIT) !== 0) return length > 10 || !this.#isSmallNumber(from, at)
    const core = this.#behindCore(from, at) - from
    return isGiven && !hasBracket && core >= 6 && (core >= 10 || kinds !== LETTER)
  }

  #isFlag(): boolean {
    let at = this.#start
    while (at > this.#begin && this.#start - at <= 120) {
      if (!this.#is(at - 1, NAME) && this.#byteAt(at - 1) !== 0x24) break
      at--
    }
    return this.#byteAt(at) === 0x2d || this.#start - at > 100
  }

  #isLetters(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (!this.#is(at, LETTER)) return false
    return to > from
  }

  #mayBeType(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (this.#byteAt(at) === 0x3d) return true
    let at = to
    while (this.#is(at, BLANK)) at++
    return this.#byteAt(at) === 0x3d
  }

  #behindCore(from: number, to: number): number {
    let at = to
    while (at > from && TRAILING.has(this.#byteAt(at - 1))) at--
    return at
  }

  #isSmallNumber(from: number, to: number): boolean {
    const stop = this.#behindCore(from, to)
    if (stop - from > 6 || stop === from) return false
    for (let at = from; at < stop; at++) if (!this.#is(at, DIGIT)) return false
    return true
  }

  #behindIdentifier(from: number, to: number): number {
    let at = from
    if (this.#is(at, DIGIT)) return from
    while (at < to && (this.#is(at, WORD) || this.#byteAt(at) === 0x24)) at++
    return at
  }

  #looksDrawn(from: number, to: number): boolean {
    if (to - from < 24) return false
    let digits = 0
    for (let at = from; at < to; at++) if (this.#is(at, DIGIT)) digits++
    return digits >= 4
  }

  #isReference(from: number, to: number): boolean {
    let at = this.#behindIdentifier(from, to)
    if (at === from || at >= to) return false
    if (this.#byteAt(at) === 0x3a) {
      if (this.#byteAt(++at) !== 0x3a) return false
    } else {
      if (this.#byteAt(at) === 0x3f) at++
      if (this.#byteAt(at) !== 0x2e) return false
    }
    const second = ++at
    if (at >= to) return false
    at = this.#behindIdentifier(at, to)
    return at !== second && (at === to || AFTER_REFERENCE.has(this.#byteAt(at)))
  }
}

const setOfText = (text: string): ReadonlySet<number> =>
  new Set(Array.from(text, (character) => character.charCodeAt(0)))
/** 0: no bracket was met. */
const NOWHERE = 1
const PREFIX = setOfText('bBrRuU@$')
/** Closes or ends a sentence: no part of a word. */
const TRAILING = setOfText(')]:.?!')
const AFTER_REFERENCE = setOfText('.:([?-')
