/**
 * Where keys cannot be: most rules ask for a long run of letters, digits, `_` and `-` near their gram, and most text has
 * none for hundreds of bytes. What was seen for one candidate is known for those behind it.
 */
/** `../long-run.ts` names the same number and the same bytes. */
const LONG: usize = 24
const BLOCK: usize = 64

/** No long run lies whole between these addresses. */
let clearFrom: usize = 0
let clearTo: usize = 0

/** Before a text that was not there yet. */
export function forgetRuns(): void {
  clearFrom = 0
  clearTo = 0
}

// @ts-ignore: decorator
@inline
function wordsOf(at: usize): u64 {
  const bytes = v128.load(at)
  const letters = i8x16.le_u(i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(25))
  const numbers = i8x16.le_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(9))
  const others = v128.or(i8x16.eq(bytes, i8x16.splat(0x5f)), i8x16.eq(bytes, i8x16.splat(0x2d)))
  return <u64>i8x16.bitmask(v128.or(v128.or(letters, numbers), others))
}

/** Where long runs begin that lie whole in the block. */
// @ts-ignore: decorator
@inline
function longStarts(at: usize): u64 {
  const ones = wordsOf(at) | (wordsOf(at + 16) << 16) | (wordsOf(at + 32) << 32) | (wordsOf(at + 48) << 48)
  let long = ones & (ones >>> 1)
  long &= long >>> 2
  long &= long >>> 4
  return long & (long >>> 8) & (long >>> 16)
}

/** Whether no long run lies whole in `[from, to)`. A run that begins before `from` does not. */
export function isClear(from: usize, to: usize): bool {
  if (from < clearFrom || from + LONG > clearTo) {
    clearFrom = from
    clearTo = from
  }
  while (clearTo < to) {
    const at = clearTo - clearFrom < LONG ? clearFrom : clearTo - (LONG - 1)
    const starts = longStarts(at)
    if (starts != 0) {
      clearTo = at + <usize>ctz(starts) + LONG - 1
      return clearTo >= to
    }
    clearTo = at + BLOCK
  }
  return true
}
