/** How unlike written words a text is: the mean surprise of its letters, each after the two before it. */
import { TRIGRAMS } from './vocabulary.gen.ts'

/** a to z, any digit, anything else. */
export const SYMBOLS = 28
const DIGIT = 26
const OTHER = 27
/** A step of the stored table, in bits. */
export const BITS_PER_STEP = 1 / 8

let table: Uint8Array | undefined

export function symbolOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 97
  if (code >= 65 && code <= 90) return code - 65
  return code >= 48 && code <= 57 ? DIGIT : OTHER
}

/** Bits per character, about 3 for words and 5 for noise; 0 for an empty text. */
export function surprise(text: string): number {
  table ??= Uint8Array.from(atob(TRIGRAMS), (character) => character.charCodeAt(0))
  let [first, second] = [OTHER, OTHER]
  let steps = 0
  for (let at = 0; at < text.length; at++) {
    const third = symbolOf(text.charCodeAt(at))
    steps += table[(first * SYMBOLS + second) * SYMBOLS + third] as number
    first = second
    second = third
  }
  return text.length === 0 ? 0 : (steps * BITS_PER_STEP) / text.length
}
