/** What the walk over a family keeps of each object on the way down: where it lies and what is known of it. */

/** An object in memory: its bytes, its candidates with their verdicts, and an index over these. */
export interface Frame {
  readonly entry: number
  readonly at: number
  readonly length: number
  readonly candidates: number
  count: number
  blockIndex: number
  /** First free address behind it. */
  top: number
  /** Whether its candidates are all there. Otherwise what is made from it is searched whole. */
  carries: boolean
  limited: boolean
  /** Whether nothing that is decoded from it is a match: then of what is made from it only new bytes are decoded. */
  decodesToNothing: boolean
  nextChild: number
}

/** What `confirm` found in an object. */
export interface Searched {
  readonly at: number
  readonly length: number
  readonly hits: number
}
