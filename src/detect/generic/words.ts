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

/** Share of the letters that lie in a word of at least four letters, 0 to 1; 0 for a text without letters. */
export function wordCoverage(text: string): number {
  known ??= read()
  let letters = 0
  let covered = 0
  for (const run of text.toLowerCase().match(/[a-z]+/g) ?? []) {
    letters += run.length
    for (let at = 0; at + SHORTEST <= run.length;) {
      const length = longestWordAt(run, at, known)
      covered += length
      at += Math.max(1, length)
    }
  }
  return letters === 0 ? 0 : covered / letters
}

function longestWordAt(run: string, at: number, words: ReadonlySet<string>): number {
  if (beginnings?.[numberOfFour(run, at)] === 0) return 0
  for (let length = Math.min(LONGEST, run.length - at); length >= SHORTEST; length--) {
    if (words.has(run.slice(at, at + length))) return length
  }
  return 0
}
