/**
 * Lines of which nothing that is encoded in them is a match, by content: the same lines come again in other versions and
 * in other files. It lies behind the memo of verdicts (memo.ts):
 *
 *   known    two digests of the lines: u64; a place for each number that the first may end with
 *   asked    how many windows were asked about and not known: u32, 0: three u32; their digests, as above
 */
import { digest, first, second, SLOTS_END } from './memo'

const PLACES: u64 = 65536
const MOST_ASKED: u32 = 1024
const ASKED: usize = SLOTS_END + (<usize>PLACES << 4)

// @ts-ignore: decorator
@inline
function placeOf(memo: usize, digestOfLines: u64): usize {
  return memo + SLOTS_END + (<usize>(digestOfLines & (PLACES - 1)) << 4)
}

function put(place: usize, a: u64, b: u64): void {
  store<u64>(place, a)
  store<u64>(place, b, 8)
}

/** Nobody asked for a window yet. */
export function askAnew(memo: usize): void {
  store<u32>(memo + ASKED, 0)
}

/** The window in hand. */
let own: u64 = 0
let ownToo: u64 = 0

/** Whether a window is known. `edge` tells what its bytes do not: where it begins or ends with the whole text. */
export function isQuiet(memo: usize, start: usize, stop: usize, edge: u64): bool {
  digest(start, stop)
  own = first ^ edge
  ownToo = second
  const place = placeOf(memo, own)
  return load<u64>(place) == own && load<u64>(place, 8) == ownToo
}

/** The window that was asked for last holds nothing encoded, or what it holds is decoded now. */
export function note(memo: usize, marks: i32): void {
  if (marks == 0) return put(placeOf(memo, own), own, ownToo)
  const asked = load<u32>(memo + ASKED)
  if (asked >= MOST_ASKED) return
  put(memo + ASKED + 16 + (<usize>asked << 4), own, ownToo)
  store<u32>(memo + ASKED, asked + 1)
}

/** Of all windows that were asked for since `askAnew` nothing decoded was a match. */
export function keepQuiet(memo: usize): void {
  const end = memo + ASKED + 16 + (<usize>load<u32>(memo + ASKED) << 4)
  for (let at = memo + ASKED + 16; at < end; at += 16) put(placeOf(memo, load<u64>(at)), load<u64>(at), load<u64>(at, 8))
}

export function forgetQuiet(memo: usize): void {
  memory.fill(memo + SLOTS_END, 0, <usize>PLACES << 4)
  askAnew(memo)
}
