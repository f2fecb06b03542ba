/** The bytes that the tail of a rule reads, up to their end, and what they are: the bits of ../byte-class.ts. */

export const NAME: u32 = 1
export const BLANK: u32 = 2
export const QUOTE: u32 = 4
export const ENDS_VALUE: u32 = 8
export const LETTER: u32 = 16
export const DIGIT: u32 = 32
export const NOT_FIRST: u32 = 64
export const WORD: u32 = 128
export const OTHER: u32 = 256

let classes: usize = 0
let end: usize = 0
/** The end of what the tail looked at. */
export let furthest: usize = 0

export function setClasses(image: usize): void {
  classes = image + <usize>load<u32>(image, 52)
}

// @ts-ignore: decorator
@inline
export function byteAt(at: usize): u32 {
  if (at >= furthest) furthest = at + 1
  return at < end ? <u32>load<u8>(at) : 0
}

// @ts-ignore: decorator
@inline
export function classAt(at: usize): u32 {
  if (at >= furthest) furthest = at + 1
  return at < end ? <u32>load<u8>(classes + <usize>load<u8>(at)) : 0
}

/** The tail reads from `from` on, and no further than `stop`. */
export function setText(from: usize, stop: usize): void {
  end = stop
  furthest = from
}

// @ts-ignore: decorator
@inline
export function isBehindEnd(at: usize): bool {
  if (at >= furthest) furthest = at + 1
  return at >= end
}
