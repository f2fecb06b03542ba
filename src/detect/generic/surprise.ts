/** How unlike written words a text is: the surprise of its letters, each after the two before it. */
import { bytesOfBase64 } from '../../base/bytes-of-base64.ts'
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

/** Bits per character: about 3 for words and 5 for noise; 0 for an empty text. */
export interface Surprise {
  mean: number
  /** Of the most and of the least surprising six characters in a row; of a shorter text, the mean. */
  most: number
  least: number
}

const WINDOW = 6
const last = new Uint8Array(WINDOW)

/** Writes into an object that serves one text after another: nothing is allocated. */
export function measureSurprise(text: string, into: Surprise): void {
  table ??= bytesOfBase64(TRIGRAMS)
  const width = Math.min(WINDOW, text.length)
  let [first, second] = [OTHER, OTHER]
  let [all, inWindow, most, least] = [0, 0, 0, Infinity]
  for (let at = 0; at < text.length; at++) {
    const third = symbolOf(text.charCodeAt(at))
    const steps = table[(first * SYMBOLS + second) * SYMBOLS + third] as number
    const slot = at % WINDOW
    all += steps
    inWindow += at < WINDOW ? steps : steps - (last[slot] as number)
    last[slot] = steps
    if (at >= width - 1) {
      if (inWindow > most) most = inWindow
      if (inWindow < least) least = inWindow
    }
    first = second
    second = third
  }
  const isEmpty = text.length === 0
  into.mean = isEmpty ? 0 : (all * BITS_PER_STEP) / text.length
  into.most = isEmpty ? 0 : (most * BITS_PER_STEP) / width
  into.least = isEmpty ? 0 : (least * BITS_PER_STEP) / width
}

const own: Surprise = { mean: 0, most: 0, least: 0 }

export function surprise(text: string): number {
  measureSurprise(text, own)
  return own.mean
}
