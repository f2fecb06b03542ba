/**
 * The kernel: what is compiled to WebAssembly. One instance serves one worker; the memory may be shared by
 * many, each with a scratch of its own. `../kernel.ts` is the interface, `../typescript-kernel.ts` the twin.
 */
import { setProgram } from './confirm'
import { setInflateScratch } from './inflate'
import { buildFixedTables } from './inflate-table'
import { buildDigits } from './head'
import { forgetVerdicts, setSeed } from './memo'
import { forgetQuiet } from './quiet'
import { setGrams } from './scan'

export { confirm, limited } from './confirm'
export { applyDelta, applyOnly, bringsZero, deltaBase, deltaHeader, deltaTarget, dirtyCount, index } from './delta'
export { inflate } from './inflate'
export { newlines } from './lines'
export { marks } from './marks'
export { remember } from './memo'
export { keepQuiet } from './quiet'
export { scan } from './scan'
export { marksNear } from './windows'

/** Makes an empty memo. */
export function forget(memo: usize): void {
  forgetVerdicts(memo)
  forgetQuiet(memo)
}

export function setUp(scratch: usize, image: usize, seedLow: u32, seedHigh: u32): void {
  setInflateScratch(scratch)
  buildFixedTables(scratch)
  buildDigits(scratch)
  setGrams(scratch, image)
  setProgram(image)
  setSeed(seedLow, seedHigh)
}
