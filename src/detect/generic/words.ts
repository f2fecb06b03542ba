/** How much of a text is made of words that programmers write. */
import { VOCABULARY } from './vocabulary.gen.ts'

const SHORTEST = 4
const LONGEST = 12

let known: ReadonlySet<string> | undefined

/** Share of the letters that lie in a word of at least four letters, 0 to 1; 0 for a text without letters. */
export function wordCoverage(text: string): number {
  known ??= new Set(VOCABULARY.split(' '))
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
  for (let length = Math.min(LONGEST, run.length - at); length >= SHORTEST; length--) {
    if (words.has(run.slice(at, at + length))) return length
  }
  return 0
}
