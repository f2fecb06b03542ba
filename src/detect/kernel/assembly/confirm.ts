/**
 * K2: decides candidates without a RegExp. A list of variants belongs to each gram; a variant is one way to
 * write a rule's key: a class of bytes for every place of the anchor, then (if the rule demands it) a run of
 * at least n bytes of one class within a distance. What passes is a hit for the RegExp to judge; what fails
 * cannot match. The layout is written by ../image.ts (all offsets count from the first variant):
 *
 *   list     n of rules with a variant without a run, n of the others; of the others least run, class of the run,
 *            far, 1 if a long run (long-runs.ts) is one of them: u16; variants of the first, then of the others: u32
 *   variant  rule: u16, at, length of the anchor: u8; next run, its class, the class before it, its distance, tail: u16;
 *            edges before and behind the anchor, before and behind the run: u16; most of the run: u16; the place in the
 *            anchor that is looked at first: u16; u16 classes
 *
 * An edge is the class of the byte beside, with NO_END where the text may not end there instead. Those of a run hold no
 * byte of its class. Without an edge behind it a run is at least so long, with one it is that long and at most `most`.
 *
 * A candidate is its position and its state. What is known of it moves along with it when its bytes are copied, and is
 * asked for again only when a new byte lies where it may change the answer. The state is one of three:
 *
 *   no match  0, 0, reach: 10 bits, list: 20 bits   no byte behind position + 8 × reach had a say; 0: not decided yet
 *   a hit     1, 0, reach, list                     a RegExp has to judge it
 *   judged    0, 1, number of the verdict: 30 bits  what came of it, and its list, stand in the table of verdicts:
 *                                                   kept: 1 bit, list; forward, back: u16
 *
 * What would be a hit is no longer one where a memo knows its verdict by the bytes around it (memo.ts).
 *
 * A list is its place in words. Work is counted in bytes looked at. When the budget is used up, the rest is left
 * undecided and `limited` is set.
 */
import { mayAssign } from './assignment'
import { forgetRuns, isClear } from './long-runs'
import { recall } from './memo'
import { BOUNDS, FULL, inMemory } from './status'
import { furthest, setClasses } from './tail-bytes'
import { isNear, LIST } from './verdict'

const ALIVE: u32 = 0x80000000
const JUDGED: u32 = 0x40000000
const KEPT: u32 = 0x80000000
const MOST_REACH: u32 = 1023
const SHORT_RUN: usize = 6
const NO_EDGE: u32 = 0xffff
const NO_END: u32 = 0x8000
/** A program looks no further back: the anchor of a variant, and the name before a tail. */
const BACK: u32 = 128

let program: usize = 0
let sets: usize = 0
/** Bytes before a gram that may matter to any rule. */
let mostBack: u32 = 0
let work: i32 = 0
/** The end of what was looked at for the candidate in hand. */
let seen: usize = 0
export let limited: u32 = 0

export function setProgram(image: usize): void {
  program = image + <usize>load<u32>(image, 24)
  sets = image + <usize>load<u32>(image, 28)
  mostBack = load<u32>(image, 48)
  setClasses(image)
}

// @ts-ignore: decorator
@inline
function has(set: usize, byte: u32): bool {
  return ((<u32>load<u8>(set + (byte >>> 3)) >>> (byte & 7)) & 1) != 0
}

// @ts-ignore: decorator
@inline
function setAt(id: u32): usize {
  return sets + (<usize>id << 5)
}

// @ts-ignore: decorator
@inline
function see(end: usize): void {
  if (end > seen) seen = end
}

/** Where in `[from, to)` the first `length` bytes of the class in a row begin, or 0: looked at from the far end of each try. */
// @ts-ignore: decorator
@inline
function findRun(set: usize, length: usize, from: usize, to: usize): usize {
  see(to)
  while (from + length <= to) {
    let i = from + length
    while (i > from && has(set, <u32>load<u8>(i - 1))) i--
    work -= <i32>(from + length - i) + 1
    if (i == from) return from
    from = i
  }
  return 0
}

/** The end of the bytes of a class that begin at `from`, at most `to`. */
// @ts-ignore: decorator
@inline
function endOf(set: usize, from: usize, to: usize): usize {
  let at = from
  while (at < to && has(set, <u32>load<u8>(at))) at++
  see(at + 1)
  work -= <i32>(at - from)
  return at
}

/** Whether an edge allows the byte at `at`, or that the text ends there. */
// @ts-ignore: decorator
@inline
function edgeFits(edge: u32, at: usize, isInside: bool): bool {
  if (edge == NO_EDGE) return true
  return isInside ? has(setAt(edge & ~NO_END), <u32>load<u8>(at)) : (edge & NO_END) == 0
}

/** A run begins at `from` or behind bytes of another class. A short one is sought from near, a long one from afar. */
function runFits(variant: usize, run: usize, from: usize, hi: usize): bool {
  const set = setAt(<u32>load<u16>(variant, 6))
  const through = setAt(<u32>load<u16>(variant, 8))
  const before = <u32>load<u16>(variant, 18)
  const behind = <u32>load<u16>(variant, 20)
  const most = <usize>load<u16>(variant, 22)
  let last = from + <usize>load<u16>(variant, 10)
  if (last > hi) last = hi
  if (run < SHORT_RUN) last = endOf(through, from, last)
  const far = last + run < hi ? last + run : hi
  for (let at = from; at <= last; ) {
    const start = findRun(set, run, at, far)
    if (start == 0) return false
    if (before == NO_EDGE && behind == NO_EDGE) return run < SHORT_RUN || endOf(through, from, start) == start
    const stop = last + (behind == NO_EDGE ? 0 : most) + 1
    at = endOf(set, start + run, stop < hi ? stop : hi)
    // Nothing else is at once that long and reaches to the edge.
    const first = before == NO_EDGE && behind != NO_EDGE && at > start + most ? at - most : start
    if (first > last || !edgeFits(before, first - 1, true)) continue
    if (behind != NO_EDGE && (at - first > most || !edgeFits(behind, at, at < hi))) continue
    return run < SHORT_RUN || endOf(through, from, first) == first
  }
  return false
}

/** Whether the byte at a place of the anchor is of its class. */
// @ts-ignore: decorator
@inline
function placeFits(variant: usize, start: usize, place: usize): bool {
  return has(setAt(<u32>load<u16>(variant + 26 + (place << 1))), <u32>load<u8>(start + place))
}

function variantFits(variant: usize, gram: usize, lo: usize, hi: usize): bool {
  const at = <usize>load<u8>(variant, 2)
  const length = <usize>load<u8>(variant, 3)
  work -= 2
  if (gram < lo + at) return false
  const start = gram - at
  const end = start + length
  see(end + 1)
  if (end > hi) return false
  if (!placeFits(variant, start, <usize>load<u16>(variant, 24))) return false
  if (!edgeFits(<u32>load<u16>(variant, 14), start - 1, start > lo)) return false
  for (let i = at; i < length; i++) {
    if (!placeFits(variant, start, i)) return false
  }
  if (!edgeFits(<u32>load<u16>(variant, 16), end, end < hi)) return false
  for (let i: usize = 0; i < at; i++) {
    if (!placeFits(variant, start, i)) return false
  }
  const run = <usize>load<u16>(variant, 4)
  if (run == 0) return tailFits(variant, start, lo, hi)
  return runFits(variant, run, end, hi)
}

/** 0: none; 1: an assignment; 2: one to the name of a password. */
function tailFits(variant: usize, start: usize, lo: usize, hi: usize): bool {
  const tail = load<u16>(variant, 12)
  if (tail == 0) return true
  work -= 32
  const fits = mayAssign(start, lo, hi, tail == 2)
  see(furthest)
  return fits
}

/** Whether a run that all variants with a run ask for lies in `[from, to)`. */
function hasRun(entry: usize, from: usize, to: usize): bool {
  if (load<u16>(entry, 10) != 0 && isClear(from, to)) {
    see(to)
    work -= 4
    return false
  }
  return findRun(setAt(<u32>load<u16>(entry, 6)), <usize>load<u16>(entry, 4), from, to) != 0
}

/** `rule`: or the state of a judged candidate. */
function putHit(out: usize, position: u32, rule: u32, candidate: usize): usize {
  store<u32>(out, position)
  store<u32>(out, rule, 4)
  store<u32>(out, <u32>candidate, 8)
  return out + 12
}

/** Appends a hit for each rule whose variant fits; returns the new end of the output, or 0 when it is full. */
function decide(candidate: usize, list: u32, lo: usize, hi: usize, out: usize, outEnd: usize): usize {
  const entry = program + (<usize>list << 2)
  const position = load<u32>(candidate)
  const gram = lo + <usize>position
  seen = gram + 4
  work -= 4
  const lone = <usize>load<u16>(entry)
  let count = lone + <usize>load<u16>(entry, 2)
  if (count > lone) {
    const last = gram + <usize>load<u16>(entry, 8)
    if (!hasRun(entry, gram, last < hi ? last : hi)) count = lone
  }
  let before: u32 = 0xffffffff
  for (let i: usize = 0; i < count; i++) {
    const variant = program + <usize>load<u32>(entry + 12 + (i << 2))
    const rule = <u32>load<u16>(variant)
    if (rule == before) continue
    if (!variantFits(variant, gram, lo, hi)) continue
    if (out + 12 > outEnd) return 0
    before = rule
    out = putHit(out, position, rule, candidate)
  }
  return out
}

/**
 * `count` candidates in the order of their position; `dirty` ranges say which bytes are new, in their order. A
 * candidate that no new byte can concern keeps its state. `dirtyCount` -1: all are decided. `memo` 0: there is none.
 */
export function confirm(
  at: usize,
  length: usize,
  candidates: usize,
  count: u32,
  dirty: usize,
  dirtyCount: i32,
  verdicts: usize,
  memo: usize,
  out: usize,
  outEnd: usize,
  budget: i32,
): i32 {
  const hi = at + length
  const end = candidates + (<usize>count << 3)
  if (!inMemory(at, hi) || !inMemory(candidates, end) || !inMemory(out, outEnd)) return BOUNDS
  const dirtyEnd = dirtyCount < 0 ? dirty : dirty + (<usize>dirtyCount << 3)
  /** The first ranges that may lie near enough to a program, and to a verdict. */
  let near = dirty
  let range = dirty
  let hits = out
  work = budget
  limited = 0
  forgetRuns()
  for (let entry = candidates; entry < end; entry += 8) {
    const position = load<u32>(entry)
    const state = load<u32>(entry, 4)
    let list = state & LIST
    if (state & JUDGED) {
      const verdict = verdicts + (<usize>(state & ~JUDGED) << 3)
      list = load<u32>(verdict) & LIST
      if (dirtyCount >= 0) {
        while (range < dirtyEnd && load<u32>(range, 4) + mostBack <= position) range += 8
        if (!isNear(verdict, position, range, dirtyEnd)) {
          if ((load<u32>(verdict) & KEPT) == 0) continue
          if (hits + 12 > outEnd) return FULL
          hits = putHit(hits, position, state, entry)
          continue
        }
      }
    } else if (dirtyCount >= 0 && (state & ALIVE) == 0) {
      const reach = (state >>> 20) << 3
      while (near < dirtyEnd && load<u32>(near, 4) + BACK <= position) near += 8
      if (reach != 0 && (near == dirtyEnd || load<u32>(near) >= position + reach)) continue
    }
    if (work <= 0) {
      limited = 1
      store<u32>(entry, list, 4)
      continue
    }
    const next = decide(entry, list, at, hi, hits, outEnd)
    if (next == 0) return FULL
    if (memo != 0 && next != hits) {
      const verdict = recall(memo, at, <u32>length, position, list)
      if (verdict != 0) {
        const known = JUDGED | (<u32>(verdict - verdicts) >>> 3)
        store<u32>(entry, known, 4)
        if (load<u32>(verdict) & KEPT) hits = putHit(hits, position, known, entry)
        continue
      }
    }
    const reach = (<u32>(seen - at + 7) - position) >>> 3
    store<u32>(entry, (next != hits ? ALIVE : 0) | (reach > MOST_REACH ? 0 : reach << 20) | list, 4)
    hits = next
  }
  return <i32>((hits - out) / 12)
}
