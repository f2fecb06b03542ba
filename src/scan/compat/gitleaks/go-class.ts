/**
 * Sets of code points for character classes of Go's regular expressions: union, negation, case folding, and their
 * notation for JavaScript. Knows nothing of where a class stands in a pattern.
 */
export type Range = readonly [from: number, to: number]

export const MAX_CODE_POINT = 0x10ffff

const range = (from: string, to: string): Range => [from.codePointAt(0) as number, to.codePointAt(0) as number]
const DIGIT: Range = range('0', '9')
const UPPER: Range = range('A', 'Z')
const LOWER: Range = range('a', 'z')

/** Perl classes of RE2: ASCII only, and `\s` without the vertical tab. */
export const PERL: Readonly<Record<string, readonly Range[]>> = {
  d: [DIGIT],
  s: [
    [9, 10],
    [12, 13],
    [32, 32],
  ],
  w: [DIGIT, UPPER, [95, 95], LOWER],
}

export const POSIX: Readonly<Record<string, readonly Range[]>> = {
  alnum: [DIGIT, UPPER, LOWER],
  alpha: [UPPER, LOWER],
  ascii: [[0, 127]],
  blank: [
    [9, 9],
    [32, 32],
  ],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  digit: [DIGIT],
  graph: [[33, 126]],
  lower: [LOWER],
  print: [[32, 126]],
  punct: [
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ],
  space: [
    [9, 13],
    [32, 32],
  ],
  upper: [UPPER],
  word: PERL['w'] as readonly Range[],
  xdigit: [DIGIT, range('A', 'F'), range('a', 'f')],
}

export function normalize(ranges: readonly Range[]): Range[] {
  const sorted = ranges.toSorted((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [from, to] of sorted) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

export function negate(ranges: readonly Range[]): Range[] {
  const result: Range[] = []
  let next = 0
  for (const [from, to] of normalize(ranges)) {
    if (from > next) result.push([next, from - 1])
    next = to + 1
  }
  if (next <= MAX_CODE_POINT) result.push([next, MAX_CODE_POINT])
  return result
}

/** Beyond this many code points outside of ASCII a range is taken as it stands: such ranges hold both cases. */
const MAX_FOLDED = 4_096

/** With the other case of every letter, as Go folds: `k` has the Kelvin sign, `s` the long s. */
export function fold(ranges: readonly Range[]): Range[] {
  const result: Range[] = [...ranges]
  const add = (text: string): void => {
    const code = text.codePointAt(0) as number
    if (Array.from(text).length === 1) result.push([code, code])
  }
  for (const [from, to] of normalize(ranges)) {
    for (const [low, high, shift] of [
      [65, 90, 32],
      [97, 122, -32],
    ] as const) {
      const [first, last] = [Math.max(from, low), Math.min(to, high)]
      if (first <= last) result.push([first + shift, last + shift])
    }
    const holds = (code: number): boolean => from <= code && code <= to
    if (holds(75) || holds(107)) result.push([0x212a, 0x212a])
    if (holds(83) || holds(115)) result.push([0x17f, 0x17f])
    const first = Math.max(from, 128)
    if (to - first > MAX_FOLDED) continue
    for (let code = first; code <= to; code++) {
      const text = String.fromCodePoint(code)
      add(text.toLowerCase())
      add(text.toUpperCase())
    }
  }
  return normalize(result)
}

/** A class in JavaScript. Without `unicode` code points above the basic plane are left out: no such text is searched. */
export function classText(ranges: readonly Range[], unicode: boolean): string {
  const top = unicode ? MAX_CODE_POINT : 0xffff
  const parts = normalize(ranges)
    .filter(([from]) => from <= top)
    .map(([from, to]) => {
      const end = Math.min(to, top)
      return from === end ? escapeCode(from) : `${escapeCode(from)}-${escapeCode(end)}`
    })
  return `[${parts.join('')}]`
}

/** One code point, safe inside and outside of a class. */
export function escapeCode(code: number): string {
  const text = String.fromCodePoint(code)
  if (/^[0-9A-Za-z_ !"#%&',:;<=>@`~]$/.test(text)) return text
  if (code > 0xffff) return `\\u{${code.toString(16)}}`
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/** Whether JavaScript knows a Unicode class of this name. */
export function isProperty(name: string): boolean {
  try {
    return /^[\w=]+$/.test(name) && new RegExp(`\\p{${name}}`, 'u') instanceof RegExp
  } catch {
    return false
  }
}
