/** Counts lines, where that is asked for each of many findings. */
import { BOUNDS, inMemory } from './status'

/** Line ends in `[from, to)`. */
export function newlines(from: usize, to: usize): i32 {
  if (!inMemory(from, to)) return BOUNDS
  let count = 0
  let at = from
  for (; at + 16 <= to; at += 16) {
    count += popcnt<i32>(i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(0x0a))))
  }
  for (; at < to; at++) if (load<u8>(at) == 0x0a) count++
  return count
}
