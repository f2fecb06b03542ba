/** Answers below zero of every function of the kernel; `../kernel.ts` names the same numbers. */
export const CORRUPT: i32 = -1
export const FULL: i32 = -2
export const BOUNDS: i32 = -3

/** Bytes that exist behind every region, so that a wide load or store at its end stays in memory. */
export const SLACK: usize = 96

/** Whether `[from, to)` and the slack behind it lie in memory. */
// @ts-ignore: decorator
@inline
export function inMemory(from: usize, to: usize): bool {
  return from <= to && <u64>to + <u64>SLACK <= <u64>memory.size() << 16
}

/** Offsets in an instance's scratch; all of it is SCRATCH_BYTES of `../kernel.ts`. */
export const SCRATCH_INFLATE: usize = 0
export const SCRATCH_SURVIVORS: usize = 32768
export const SCRATCH_DIGITS: usize = 180224
