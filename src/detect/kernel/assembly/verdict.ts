/** What the table of verdicts says: see confirm.ts for its layout. */

/** The bits of a candidate's state, and of an entry, that name its list. */
export const LIST: u32 = 0xfffff

/** Whether a new byte lies where a verdict looked, before or behind its gram; `range` is the first that may. */
// @ts-ignore: decorator
@inline
export function isNear(verdict: usize, position: u32, range: usize, dirtyEnd: usize): bool {
  const stop = position + <u32>load<u16>(verdict, 4)
  const back = <u32>load<u16>(verdict, 6)
  for (; range < dirtyEnd && load<u32>(range) < stop; range += 8) {
    if (load<u32>(range, 4) + back > position) return true
  }
  return false
}
