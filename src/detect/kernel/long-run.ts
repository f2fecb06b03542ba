/** Runs that keys have and other text hardly ever has. assembly/long-runs.ts names the same bytes and the same number. */
import { type ByteSet, isWithin, setOf } from './byte-set.ts'

export const LONG_RUN = 24

export const LONG_RUN_BYTES: ByteSet = setOf((byte) => /[\w-]/.test(String.fromCharCode(byte)))

/** Whether every run of so many bytes of a class holds a long run. */
export function isLongRun(set: ByteSet, length: number): boolean {
  return length >= LONG_RUN && isWithin(set, LONG_RUN_BYTES)
}
