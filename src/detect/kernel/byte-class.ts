/** What the tails of rules ask of a byte, as bits: one table for both kernels, carried in the image. */
export const CLASS = {
  /** Part of a name: `[\w.-]`. */
  NAME: 1,
  BLANK: 2,
  QUOTE: 4,
  /** Ends a value that stands without quotes. */
  ENDS_VALUE: 8,
  LETTER: 16,
  DIGIT: 32,
  /** Cannot begin a value that stands without quotes. */
  NOT_FIRST: 64,
  WORD: 128,
} as const

const MEANING: readonly (readonly [bit: number, accepts: RegExp])[] = [
  [CLASS.NAME, /[\w.-]/],
  [CLASS.BLANK, /\s/],
  [CLASS.QUOTE, /["'`]/],
  [CLASS.ENDS_VALUE, /[\s"'`,;<>{}|\\]/],
  [CLASS.LETTER, /[A-Za-z]/],
  [CLASS.DIGIT, /\d/],
  [CLASS.NOT_FIRST, /[\s"'`,;<>(){}[\]|\\]/],
  [CLASS.WORD, /\w/],
]

export const BYTE_CLASS: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  MEANING.reduce((bits, [bit, accepts]) => (accepts.test(String.fromCharCode(byte)) ? bits | bit : bits), 0),
)
