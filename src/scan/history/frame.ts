/** What the walk over a family keeps of each object on the way down: where it lies and what is known of it. */

/** An object in memory: its bytes, its candidates with their verdicts, and an index over these. */
export interface Frame {
  readonly entry: number
  readonly at: number
  readonly length: number
  readonly candidates: number
  count: number
  /** How many verdicts there are for it and what it is made of. */
  verdicts: number
  blockIndex: number
  /** First free address behind it. */
  top: number
  /** Whether its candidates are all there. Otherwise what is made from it is searched whole. */
  carries: boolean
  limited: boolean
  /** Whether nothing that is decoded from it is a match: then of what is made from it only new bytes are decoded. */
  decodesToNothing: boolean
  /** Whether there is a byte of zero anywhere in it. Without one it is no binary, and only new bytes can make it one. */
  hasZero: boolean
  nextChild: number
}

/** What `confirm` found in an object. */
export interface Searched {
  readonly at: number
  readonly length: number
  readonly hits: number
}

export type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Regions begin at multiples of sixteen. */
export const aligned = (address: number): number => Math.ceil(address / 16) * 16
