/** How much of a text is made of words that programmers write. */
import { VOCABULARY } from './vocabulary.gen.ts'

const SHORTEST = 4
const LONGEST = 12

let known: ReadonlySet<string> | undefined
/** Whether any word begins with these four letters, by their number in base 26. */
let beginnings: Uint8Array | undefined

function numberOfFour(text: string, at: number): number {
  let number = 0
  for (let i = at; i < at + SHORTEST; i++) number = number * 26 + text.charCodeAt(i) - 97
  return number
}

function read(): ReadonlySet<string> {
  const words = VOCABULARY.split(' ')
  beginnings = new Uint8Array(26 ** SHORTEST)
  for (const word of words) beginnings[numberOfFour(word, 0)] = 1
  return new Set(words)
}

export interface Words {
  letters: number
  /** Letters that lie in a word of at least four letters. */
  covered: number
  longest: number
}

/** Into `words`, which serves one text after another. */
export function findWords(text: string, words: Words): void {
  known ??= read()
  words.letters = words.covered = words.longest = 0
  for (let from = 0; from < text.length; from++) {
    const start = from
    while (from < text.length && isLetter(text.charCodeAt(from))) from++
    words.letters += from - start
    if (from - start >= SHORTEST) coverRun(text.slice(start, from).toLowerCase(), known, words)
  }
}

const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a

function coverRun(run: string, all: ReadonlySet<string>, words: Words): void {
  for (let at = 0; at + SHORTEST <= run.length;) {
    const length = longestWordAt(run, at, all)
    words.covered += length
    if (length > words.longest) words.longest = length
    at += Math.max(1, length)
  }
}

function longestWordAt(run: string, at: number, words: ReadonlySet<string>): number {
  if (beginnings?.[numberOfFour(run, at)] === 0) return 0
  for (let length = Math.min(LONGEST, run.length - at); length >= SHORTEST; length--) {
    if (words.has(run.slice(at, at + length))) return length
  }
  return 0
}
