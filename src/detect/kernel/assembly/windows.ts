/**
 * Which part of a blob has to be decoded anew when only some ranges of it changed: the lines of these ranges, and as
 * much around them as belongs to the same encoded text. Whatever is decoded from such a window is decoded from the
 * whole blob in the same way, and whatever the whole blob gives outside of the windows it gave before the change.
 */
import { digitAt, setText } from './head'
import { marks } from './marks'
import { askAnew, isQuiet, note } from './quiet'
import { BOUNDS, FULL, inMemory } from './status'

const NEWLINE: u32 = 0x0a
const RETURN: u32 = 0x0d
const BACKSLASH: u32 = 0x5c
/** A comment that allows a match stands this near, and so does all that gives a value its name. */
const SIGHT: usize = 8192
/** The shortest line of base64 that may go on in the next one, and the shortest run of all. */
const MIN_WRAPPED: usize = 40
const MIN_RUN: usize = 16

let blob: usize = 0
let end: usize = 0

// @ts-ignore: decorator
@inline
function byteAt(at: usize): u32 {
  return at >= blob && at < end ? <u32>load<u8>(at) : 0
}

/** Behind the last line end in `[least, at)`; `least` when there is none. */
// @ts-ignore: decorator
@inline
function lineStart(least: usize, at: usize): usize {
  let start = at
  while (start >= least + 16) {
    const ends = <u32>i8x16.bitmask(i8x16.eq(v128.load(start - 16), i8x16.splat(<i8>NEWLINE)))
    if (ends) return start + 16 - <usize>clz(ends)
    start -= 16
  }
  while (start > least && <u32>load<u8>(start - 1) != NEWLINE) start--
  return start
}

/** The first line end in `[at, most)`; `most` when there is none. */
// @ts-ignore: decorator
@inline
function lineEnd(at: usize, most: usize): usize {
  let stop = at
  for (; stop < most; stop += 16) {
    const ends = <u32>i8x16.bitmask(i8x16.eq(v128.load(stop), i8x16.splat(<i8>NEWLINE)))
    if (!ends) continue
    const found = stop + <usize>ctz(ends)
    return found < most ? found : most
  }
  return most
}

/** The beginning of the line at `at`, or of the earlier line that goes on in it; that of the blob where lines are endless. */
function startBefore(at: usize): usize {
  let start = at
  while (true) {
    const least = start - blob > SIGHT ? start - SIGHT : blob
    start = lineStart(least, start)
    if (start == least) return blob
    const stop = byteAt(start - 2) == RETURN ? start - 2 : start - 1
    if (byteAt(stop - 1) != BACKSLASH && !endsInRun(stop)) return start
    start = stop
  }
}

function endsInRun(stop: usize): bool {
  if (stop < blob + MIN_WRAPPED) return false
  for (let i: usize = 1; i <= MIN_WRAPPED; i++) if (digitAt(stop - i) == 64) return false
  return true
}

/** Whether the window in hand ends within a line, or before one that belongs to it. */
let isCut = false

function endBehind(at: usize): usize {
  let stop = at
  while (true) {
    const most = end - stop > SIGHT ? stop + SIGHT : end
    stop = lineEnd(stop, most)
    if (stop == most) {
      isCut = most != end
      return most
    }
    const before = byteAt(stop - 1)
    const isContinued = before == BACKSLASH || (before == RETURN && byteAt(stop - 2) == BACKSLASH)
    if (!isContinued && !startsWithRun(stop + 1)) {
      isCut = false
      return stop
    }
    stop++
  }
}

/** Where the text before it ends decides how a line of base64 is read. */
function startsWithRun(start: usize): bool {
  let at = start
  while (byteAt(at) == 0x20 || byteAt(at) == 0x09) at++
  for (let i: usize = 0; i < MIN_RUN; i++) if (digitAt(at + i) == 64) return false
  return true
}

/** What begins in a window, but for one that a memo knows to hold nothing; below 0: there is no room. */
function marksIn(start: usize, stop: usize, out: usize, outEnd: usize, memo: usize): i32 {
  const isKnowable = memo != 0 && !isCut
  const edge: u64 = (start == blob ? 1 : 0) | (stop == end ? 2 : 0)
  if (isKnowable && isQuiet(memo, start, stop, edge)) return 0
  const count = marks(blob, end - blob, start - blob, stop - blob, out, outEnd)
  if (isKnowable && count >= 0) note(memo, count)
  return count
}

/**
 * What begins in the windows around `dirty` ranges, which are in the order of their start. `memo` 0: there is none.
 */
export function marksNear(
  at: usize,
  length: usize,
  dirty: usize,
  dirtyCount: u32,
  target: usize,
  targetEnd: usize,
  memo: usize,
): i32 {
  if (!inMemory(at, at + length) || !inMemory(target, targetEnd)) return BOUNDS
  blob = at
  end = at + length
  setText(at, end)
  if (memo != 0) askAnew(memo)
  const dirtyEnd = dirty + (<usize>dirtyCount << 3)
  let out = target
  let start = at
  /** The end of the window in hand; 0: there is none. */
  let stop: usize = 0
  for (let range = dirty; ; range += 8) {
    let from: usize = end + 2
    let changed: usize = 0
    if (range < dirtyEnd) {
      changed = at + <usize>load<u32>(range, 4)
      if (changed > end) changed = end
      if (stop != 0 && changed <= stop) continue
      from = startBefore(at + <usize>load<u32>(range))
    }
    // The end of one line and the beginning of the next have a line end between them.
    if (from > stop + 1) {
      if (stop != 0) {
        const count = marksIn(start, stop, out, targetEnd, memo)
        if (count < 0) return FULL
        out += <usize>count << 3
      }
      start = from
    }
    if (range >= dirtyEnd) break
    stop = endBehind(changed)
  }
  return <i32>((out - target) >>> 3)
}
