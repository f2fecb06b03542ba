/** The signs that give a value to a name, or compare it with one. */
import { byteAt } from './tail-bytes'

/** 0: there is none at `at`. */
export function lengthOfSign(at: usize): usize {
  const next = byteAt(at + 1)
  const isLong = byteAt(at + 2) == 0x3d
  switch (byteAt(at)) {
    case 0x3d: // = == === =>
      return next == 0x3d ? (isLong ? 3 : 2) : next == 0x3e ? 2 : 1
    case 0x21: // != !==
      return next == 0x3d ? (isLong ? 3 : 2) : 0
    case 0x3a: // : :=
      return next == 0x3d ? 2 : 1
    case 0x3f: // ?= ??=
      return next == 0x3f && isLong ? 3 : next == 0x3d ? 2 : 0
    case 0x7c: // ||=
      return next == 0x7c && isLong ? 3 : 0
    case 0x2b: // +=
      return next == 0x3d ? 2 : 0
    case 0x2d: // ->
      return next == 0x3e ? 2 : 0
    case 0x2c: // ,
    case 0x3e: // >
    case 0x28: // (
      return 1
    default:
      return 0
  }
}
