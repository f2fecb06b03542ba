/**
 * Forms that stand between name and value now and then: a string within strings, a size, the next member, a call, a
 * default. Nothing is told from anything else: what begins like one of them goes on to the RegExp.
 */
import { BLANK, DIGIT, NAME, QUOTE, WORD, byteAt, classAt } from './tail-bytes'

/** `value` */
const VALUE: usize = memory.data<u8>([0x76, 0x61, 0x6c, 0x75, 0x65])
/** How far behind a name the forms lie that `mayBeUnusual` knows. */
const REACH: usize = 160

/** `from` is behind the name. */
export function mayBeUnusual(from: usize): bool {
  let at = from
  // A string within strings.
  if (byteAt(at) == 0x5c && byteAt(at + 1) == 0x5c) return true
  while (byteAt(at) == 0x5c || classAt(at) & QUOTE || byteAt(at) == 0x5d || byteAt(at) == 0x29) {
    if (++at - from > 8) return false
  }
  // `**Password**: …`
  if (byteAt(at) == 0x2a) return true
  // `token, err := …`
  if (byteAt(at) == 0x2c && hasEquals(at + 1, 8)) return true
  at = behindSize(at)
  const name = at
  at = behindBlanks(at)
  if (isNextMember(at)) return true
  if (at > name && isMarkOfBlanks(at)) return true
  const first = byteAt(at)
  const next = byteAt(at + 1)
  // `password <- …`, `| password | … |`, a colon of full width
  if (((first == 0x3c || first == 0x3a) && next == 0x2d) || first == 0xef) return true
  if (first == 0x7c && (next != 0x7c || byteAt(at + 2) == 0x3d)) return true
  let signEnd = at
  while (isOfSign(byteAt(signEnd))) if (++signEnd - at > 4) return false
  if (signEnd == at) return at > name && isUnusualValue(at)
  const value = behindBlanks(signEnd)
  return isNextMember(value) || isUnusualValue(value)
}

/** Behind `[16]` and `[]`. */
function behindSize(from: usize): usize {
  let at = classAt(from) & BLANK ? from + 1 : from
  if (byteAt(at) != 0x5b) return from
  at++
  while (classAt(at) & DIGIT && at - from < 8) at++
  return byteAt(at) == 0x5d ? at + 1 : from
}

/** What stands between blanks: `IDENTIFIED BY …`, `password is …`, `password string = …`, `password As String = …`. */
function isMarkOfBlanks(at: usize): bool {
  const first = byteAt(at) | 0x20
  const second = byteAt(at + 1) | 0x20
  const isShort = (classAt(at + 2) & WORD) == 0
  if (isShort && ((first == 0x69 && second == 0x73) || (first == 0x62 && second == 0x79))) return true
  if (byteAt(at) == 0x5b) return hasEquals(at, 24)
  return isTypeWithSign(at) || (first == 0x61 && second == 0x73 && isShort && isTypeWithSign(at + 3))
}

/** The letters with which the types of text begin: string, text, NSString, QString, any, bytes. */
// @ts-ignore: decorator
@inline
function isOfType(low: u32): bool {
  return low == 0x73 || low == 0x74 || low == 0x6e || low == 0x71 || low == 0x61 || low == 0x62
}

/** `string =`, `std::string? =` */
function isTypeWithSign(from: usize): bool {
  let at = from
  if (!isOfType(byteAt(at) | 0x20)) return false
  while (classAt(at) & WORD || byteAt(at) == 0x3a) if (++at - from > 16) return false
  if (at == from) return false
  if (byteAt(at) == 0x3f || byteAt(at) == 0x21) at++
  if (classAt(at) & BLANK) at++
  return byteAt(at) == 0x3d
}

function isUnusualValue(from: usize): bool {
  const byte = byteAt(from)
  const next = byteAt(from + 1)
  // `password: |-`, `${X:-…}`, a value between two backquotes
  if (byte == 0x7c || byte == 0x3e || (byte == 0x24 && next == 0x7b) || (byte == 0x60 && next == 0x60)) return true
  if (byte == 0x2a || byte == 0x5b || byte == 0x26) return true
  // `Authorization: Bearer …`, and a call: `Base64.decode("…")`, `env['X'] || "…"`, `process.env.X ?? "…"`
  let at = from
  while (classAt(at) & NAME || byteAt(at) == 0x3a || byteAt(at) == 0x21) if (++at - from > 80) return false
  if (at == from) return false
  const length = at - from
  const letter = byte | 0x20
  const mayBeScheme = letter == 0x62 || letter == 0x64 || letter == 0x74
  if (mayBeScheme && length >= 5 && length <= 6 && classAt(at) & BLANK) return true
  // `pass:"…"`, `b"…"`
  if (classAt(at) & QUOTE || byteAt(at) == 0x5c) return length <= 2 || byteAt(at - 1) == 0x3a
  if (byteAt(at) == 0x28 || byteAt(at) == 0x5b) return isQuoteAt(at + 1) || isCallAt(at + 1)
  at = behindBlanks(at)
  return byteAt(at) == 0x7c || byteAt(at) == 0x3f
}

/** `value="…"`, `"value": "…"`, `{ default = "…" }`, also on the next line. */
function isNextMember(from: usize): bool {
  let at = from
  if (byteAt(at) == 0x7b) {
    at = behindBlanks(at + 1)
    const first = byteAt(at) | 0x20
    return at > from + 1 && (first == 0x64 || first == 0x74)
  }
  if (classAt(at) & QUOTE) at++
  for (let i: usize = 0; i < 5; i++) if ((byteAt(at + i) | 0x20) != <u32>load<u8>(VALUE + i)) return false
  return true
}

// @ts-ignore: decorator
@inline
function isOfSign(byte: u32): bool {
  if (byte == 0x3d || byte == 0x3a || byte == 0x2c || byte == 0x28 || byte == 0x3e) return true
  return byte == 0x2d || byte == 0x3f || byte == 0x2b || byte == 0x21
}

function behindBlanks(from: usize): usize {
  let at = from
  while (classAt(at) & BLANK && at - from < REACH) at++
  return at
}

function hasEquals(from: usize, length: usize): bool {
  for (let at = from; at < from + length; at++) {
    if (byteAt(at) == 0x3d) return true
    if (byteAt(at) == 0x0a) return false
  }
  return false
}

function behindFewBlanks(from: usize): usize {
  let at = from
  while (classAt(at) & BLANK && at - from < 8) at++
  return at
}

/** `"`, perhaps with a prefix, and two blanks before it. */
function isQuoteAt(from: usize): bool {
  let at = from
  if (classAt(at) & BLANK) at++
  if (classAt(at) & BLANK) at++
  const byte = byteAt(at)
  const low = byte | 0x20
  const isPrefix = low == 0x62 || low == 0x72 || low == 0x75 || byte == 0x40 || byte == 0x24
  return (classAt(at) & QUOTE) != 0 || (isPrefix && (classAt(at + 1) & QUOTE) != 0)
}

/** `Base64.decode("`, `new Text("`, `[]byte("` */
function isCallAt(from: usize): bool {
  let at = behindFewBlanks(from)
  if ((byteAt(at) | 0x20) == 0x6e && (byteAt(at + 1) | 0x20) == 0x65 && (byteAt(at + 2) | 0x20) == 0x77) {
    if (classAt(at + 3) & BLANK) at = behindFewBlanks(at + 3)
  }
  const name = at
  while (classAt(at) & NAME || byteAt(at) == 0x3a || byteAt(at) == 0x5b || byteAt(at) == 0x5d) if (++at - name > 48) return false
  if (byteAt(at) == 0x21) at++
  return at > name && byteAt(at) == 0x28 && isQuoteAt(at + 1)
}
