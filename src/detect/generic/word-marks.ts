/**
 * Which groups of words stand in a text, whatever their case: one pass for all of them (Aho and Corasick, 1975), because
 * every candidate asks it of the lines around it. Pure.
 */

/** All that is no ASCII counts as one letter, which a word may name as this. */
export const NO_ASCII = '\x80'

/** Bit n is set when a word of group n was seen. */
export type MarkWords = (text: string) => number

/** At most 31 groups; words in small letters. Nothing is made before the first text. */
export function markWords(groups: readonly (readonly string[])[]): MarkWords {
  let made: Automaton | undefined
  return (text) => {
    const { symbolOf, next, markOf } = (made ??= automatonOf(groups))
    let state = 0
    let seen = 0
    for (let at = 0; at < text.length; at++) {
      state = next[state + (symbolOf[text.charCodeAt(at) & 255] as number)] as number
      seen |= markOf[state] as number
    }
    return seen
  }
}

interface Automaton {
  readonly symbolOf: Uint8Array
  /** A state is the place of its row. */
  readonly next: Uint16Array
  readonly markOf: Int32Array
}

function automatonOf(groups: readonly (readonly string[])[]): Automaton {
  const symbolOf = symbolsOf(groups)
  const width = Math.max(...symbolOf) + 1
  const newRow = (): number[] => Array<number>(width).fill(0)
  const rows: number[][] = [newRow()]
  const marks: number[] = [0]
  groups.forEach((words, group) => {
    for (const word of words) {
      let state = 0
      for (const code of codesOf(word)) {
        const row = rows[state] as number[]
        const symbol = symbolOf[code] as number
        if (row[symbol] === 0) {
          row[symbol] = rows.length
          rows.push(newRow())
          marks.push(0)
        }
        state = row[symbol] as number
      }
      marks[state] = (marks[state] as number) | (1 << group)
    }
  })
  link(rows, marks)
  const next = new Uint16Array(rows.length * width)
  rows.forEach((row, state) => row.forEach((target, symbol) => (next[state * width + symbol] = target * width)))
  const markOf = new Int32Array(rows.length * width)
  marks.forEach((mark, state) => (markOf[state * width] = mark))
  return { symbolOf, next, markOf }
}

const codesOf = (word: string): number[] => Array.from(word, (character) => character.charCodeAt(0))

/** A number for each character that occurs in a word, 0 for all others. */
function symbolsOf(groups: readonly (readonly string[])[]): Uint8Array {
  const symbols = new Uint8Array(256)
  let count = 0
  for (const code of groups.flat().flatMap(codesOf)) if (symbols[code] === 0) symbols[code] = ++count
  for (let code = 0x41; code <= 0x5a; code++) symbols[code] = symbols[code | 0x20] as number
  symbols.fill(symbols[NO_ASCII.charCodeAt(0)] as number, 0x80)
  return symbols
}

/** Where a row has no way on, it goes on as the longest end of its text that begins a word. */
function link(rows: number[][], marks: number[]): void {
  const failure = rows.map(() => 0)
  const queue = (rows[0] as number[]).filter((state) => state !== 0)
  for (let i = 0; i < queue.length; i++) {
    const state = queue[i] as number
    const back = failure[state] as number
    marks[state] = (marks[state] as number) | (marks[back] as number)
    ;(rows[state] as number[]).forEach((target, symbol, row) => {
      const other = (rows[back] as number[])[symbol] as number
      if (target === 0) row[symbol] = other
      else {
        failure[target] = other
        queue.push(target)
      }
    })
  }
}
