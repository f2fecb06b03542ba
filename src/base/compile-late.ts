/**
 * Tells V8 to optimize a function only when it has run for long. A scan runs thousands of functions, each for some
 * milliseconds: what its compiler takes for them is not won back. A loop that goes on is optimized a little later.
 */
import { setFlagsFromString } from 'node:v8'

/**
 * Bytes of bytecode that a function runs through before V8 looks at it again; it has 67,584 of itself. Measured: a
 * history of 200 MB costs a quarter less CPU, one of several gigabytes a twentieth.
 */
const BUDGET = 500_000

/** For programs of our own only: it is one setting for the process and all of its threads. */
export function compileLate(): void {
  setFlagsFromString(`--interrupt-budget=${BUDGET}`)
}
