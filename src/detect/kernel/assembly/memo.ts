/**
 * Verdicts by content. A verdict depends on the bytes around its candidate, as far as it looked, and on nothing else:
 * where the same bytes stand in another object, or in another place, it is known. Histories are full of them: copies of
 * files, versions that git did not store as deltas, lines that are written again and again.
 *
 *   memo     number of entries, then seven words of 0: u32
 *   verdicts list, kept: u32; forward, back: u16; as in the table of verdicts, so that numbers behind it name them
 *   facts    two digests of the bytes that it depends on: u64; how many of them stand before and from the candidate on:
 *            u32; the digest of those next to it, 0: u32
 *   slots    number of an entry + 1: u32, sought by the digest of the bytes next to it
 *
 * Bytes are compared by 128 bits of a digest with a secret seed.
 */
import { LIST } from './verdict'

const ENTRIES: u32 = 131072
const HEAD: usize = 32
const FACTS: usize = HEAD + (<usize>ENTRIES << 3)
const SLOTS: usize = FACTS + (<usize>ENTRIES << 5)
const SLOT_MASK: u32 = 2 * ENTRIES - 1
export const SLOTS_END: usize = SLOTS + (<usize>ENTRIES << 3)
/** So many slots are tried. */
const WAYS: u32 = 8
/** The bytes next to a candidate, which are sought in the slots: about as many as most verdicts depend on. */
const NEAR_BACK: u32 = 128
const NEAR_FORWARD: u32 = 192

const ODD_1: u64 = 0x9e3779b97f4a7c15
const ODD_2: u64 = 0xd6e8feb86659fd93

let seed: u64 = 0
export let first: u64 = 0
export let second: u64 = 0

export function setSeed(low: u32, high: u32): void {
  seed = (<u64>high << 32) | <u64>low
}

/** Leaves the digests of the bytes in `first` and `second`. Every step is a bijection of both for given bytes. */
export function digest(from: usize, to: usize): void {
  let a = seed ^ <u64>(to - from)
  let b = ~seed
  let at = from
  for (; at + 8 <= to; at += 8) {
    const word = load<u64>(at)
    a = rotl(a ^ word, 29) * ODD_1
    b = rotl(b + word, 37) * ODD_2
  }
  if (at < to) {
    const word = load<u64>(at) & (((<u64>1) << (<u64>(to - at) << 3)) - 1)
    a = rotl(a ^ word, 29) * ODD_1
    b = rotl(b + word, 37) * ODD_2
  }
  first = (a ^ (a >>> 32)) * ODD_2
  second = (b ^ (b >>> 29)) * ODD_1
}

// @ts-ignore: decorator
@inline
function least(a: u32, b: u32): u32 {
  return a < b ? a : b
}

/** The digest of the bytes next to a candidate, with its list. */
// @ts-ignore: decorator
@inline
function nearKey(at: usize, length: u32, position: u32, list: u32): u32 {
  const back = least(NEAR_BACK, position)
  digest(at + position - back, at + position + least(NEAR_FORWARD, length - position))
  const key = first + (<u64>((list << 8) | back)) * ODD_2
  return <u32>((key ^ (key >>> 32)) >>> 3)
}

// @ts-ignore: decorator
@inline
function slotOf(memo: usize, key: u32): usize {
  return memo + SLOTS + (<usize>(key & SLOT_MASK) << 2)
}

/** The address of a known verdict, or 0. */
export function recall(memo: usize, at: usize, length: u32, position: u32, list: u32): usize {
  const key = nearKey(at, length, position, list)
  /** What `first` and `second` are of; yet of nothing that is asked for. */
  let before: u32 = 0xffffffff
  let behind: u32 = 0xffffffff
  for (let way: u32 = 0; way < WAYS; way++) {
    const number = load<u32>(slotOf(memo, key + way))
    if (number == 0) return 0
    const facts = memo + FACTS + (<usize>(number - 1) << 5)
    if (load<u32>(facts, 24) != key) continue
    const verdict = memo + HEAD + (<usize>(number - 1) << 3)
    if ((load<u32>(verdict) & LIST) != list) continue
    const back = load<u32>(facts, 16)
    const forward = load<u32>(facts, 20)
    // An object that begins or ends within its sight must do so at the same place.
    if (back != least(<u32>load<u16>(verdict, 6), position)) continue
    if (forward != least(<u32>load<u16>(verdict, 4), length - position)) continue
    if (back != before || forward != behind) {
      digest(at + position - back, at + position + forward)
      before = back
      behind = forward
    }
    if (load<u64>(facts) == first && load<u64>(facts, 8) == second) return verdict
  }
  return 0
}

/** Remembers a verdict that looked so far. Its address, or 0 where there is no room. */
export function remember(
  memo: usize,
  at: usize,
  length: u32,
  position: u32,
  list: u32,
  kept: u32,
  back: u32,
  forward: u32,
): usize {
  const number = load<u32>(memo)
  if (number >= ENTRIES) return 0
  const key = nearKey(at, length, position, list)
  // Where all places are taken, one that is not sought any longer mostly has to go; its entry stays for who names it.
  let way: u32 = 0
  while (way < WAYS && load<u32>(slotOf(memo, key + way)) != 0) way++
  const slot = slotOf(memo, key + (way < WAYS ? way : number & (WAYS - 1)))
  const before = least(back, position)
  const behind = least(forward, length - position)
  digest(at + position - before, at + position + behind)
  const facts = memo + FACTS + (<usize>number << 5)
  store<u64>(facts, first)
  store<u64>(facts, second, 8)
  store<u32>(facts, before, 16)
  store<u32>(facts, behind, 20)
  store<u32>(facts, key, 24)
  const verdict = memo + HEAD + (<usize>number << 3)
  store<u32>(verdict, list | kept)
  store<u16>(verdict, <u16>forward, 4)
  store<u16>(verdict, <u16>back, 6)
  store<u32>(slot, number + 1)
  store<u32>(memo, number + 1)
  return verdict
}

export function forgetVerdicts(memo: usize): void {
  store<u32>(memo, 0)
  memory.fill(memo + SLOTS, 0, <usize>(SLOT_MASK + 1) << 2)
}
