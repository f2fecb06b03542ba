/** The unusual forms of assignments in plain TypeScript. The reasons stand in assembly/unusual-assignment.ts. */
import { BYTE_CLASS, CLASS } from './byte-class.ts'

const { NAME, BLANK, QUOTE, DIGIT, WORD } = CLASS
const REACH = 160
/** The letters with which the types of text begin. */
const TYPES: ReadonlySet<number> = new Set(Array.from('stnqabSTNQAB', (char) => char.charCodeAt(0)))
const NEW = Array.from('new', (char) => char.charCodeAt(0))
const VALUE = Array.from('value', (char) => char.charCodeAt(0))
const PREFIX: ReadonlySet<number> = new Set(Array.from('bruBRU@$', (char) => char.charCodeAt(0)))
const SIGN: ReadonlySet<number> = new Set(Array.from('=:,(>-?+!', (char) => char.charCodeAt(0)))

/** `from` is behind the name. */
export function mayBeUnusual(bytes: Uint8Array, from: number, end: number): boolean {
  return new Unusual(bytes, end).fits(from)
}

class Unusual {
  readonly #bytes: Uint8Array
  readonly #end: number

  constructor(bytes: Uint8Array, end: number) {
    this.#bytes = bytes
    this.#end = end
  }

  fits(from: number): boolean {
    let at = from
    if (this.#byteAt(at) === 0x5c && this.#byteAt(at + 1) === 0x5c) return true
    while (this.#byteAt(at) === 0x5c || this.#is(at, QUOTE) || this.#byteAt(at) === 0x5d || this.#byteAt(at) === 0x29) {
      if (++at - from > 8) return false
    }
    // `**Password**: …`
    if (this.#byteAt(at) === 0x2a) return true
    // `token, err := …`
    if (this.#byteAt(at) === 0x2c && this.#hasEquals(at + 1, 8)) return true
    at = this.#behindSize(at)
    const name = at
    at = this.#behindBlanks(at)
    if (this.#isNextMember(at)) return true
    if (at > name && this.#isMarkOfBlanks(at)) return true
    const first = this.#byteAt(at)
    const next = this.#byteAt(at + 1)
    // `password <- …`, `| password | … |`, a colon of full width
    if (((first === 0x3c || first === 0x3a) && next === 0x2d) || first === 0xef) return true
    if (first === 0x7c && (next !== 0x7c || this.#byteAt(at + 2) === 0x3d)) return true
    let signEnd = at
    while (this.#isOfSign(this.#byteAt(signEnd))) if (++signEnd - at > 4) return false
    if (signEnd === at) return at > name && this.#isUnusualValue(at)
    const value = this.#behindBlanks(signEnd)
    return this.#isNextMember(value) || this.#isUnusualValue(value)
  }

  /** Behind `[16]` and `[]`. */
  #behindSize(from: number): number {
    let at = this.#is(from, BLANK) ? from + 1 : from
    if (this.#byteAt(at) !== 0x5b) return from
    at++
    while (this.#is(at, DIGIT) && at - from < 8) at++
    return this.#byteAt(at) === 0x5d ? at + 1 : from
  }

  /** What stands between blanks: `IDENTIFIED BY …`, `password is …`, `password string = …`, `password As String = …`. */
  #isMarkOfBlanks(at: number): boolean {
    const first = this.#byteAt(at) | 0x20
    const second = this.#byteAt(at + 1) | 0x20
    const isShort = !this.#is(at + 2, WORD)
    if (isShort && ((first === 0x69 && second === 0x73) || (first === 0x62 && second === 0x79))) return true
    if (this.#byteAt(at) === 0x5b) return this.#hasEquals(at, 24)
    return this.#isTypeWithSign(at) || (first === 0x61 && second === 0x73 && isShort && this.#isTypeWithSign(at + 3))
  }

  /** `string =`, `std::string? =` */
  #isTypeWithSign(from: number): boolean {
    let at = from
    if (!TYPES.has(this.#byteAt(at))) return false
    while (this.#is(at, WORD) || this.#byteAt(at) === 0x3a) if (++at - from > 16) return false
    if (at === from) return false
    if (this.#byteAt(at) === 0x3f || this.#byteAt(at) === 0x21) at++
    if (this.#is(at, BLANK)) at++
    return this.#byteAt(at) === 0x3d
  }

  #isUnusualValue(from: number): boolean {
    const byte = this.#byteAt(from)
    const next = this.#byteAt(from + 1)
    // `password: |-`, `${X:-…}`, a value between two backquotes
    if (byte === 0x7c || byte === 0x3e || (byte === 0x24 && next === 0x7b) || (byte === 0x60 && next === 0x60))
      return true
    if (byte === 0x2a || byte === 0x5b || byte === 0x26) return true
    // `Authorization: Bearer …`, and a call: `Base64.decode("…")`, `env['X'] || "…"`, `process.env.X ?? "…"`
    let at = from
    while (this.#is(at, NAME) || this.#byteAt(at) === 0x3a || this.#byteAt(at) === 0x21)
      if (++at - from > 80) return false
    if (at === from) return false
    const length = at - from
    const letter = byte | 0x20
    const mayBeScheme = letter === 0x62 || letter === 0x64 || letter === 0x74
    if (mayBeScheme && length >= 5 && length <= 6 && this.#is(at, BLANK)) return true
    if (this.#is(at, QUOTE) || this.#byteAt(at) === 0x5c) return length <= 2 || this.#byteAt(at - 1) === 0x3a
    if (this.#byteAt(at) === 0x28 || this.#byteAt(at) === 0x5b) return this.#isQuoteAt(at + 1) || this.#isCallAt(at + 1)
    at = this.#behindBlanks(at)
    return this.#byteAt(at) === 0x7c || this.#byteAt(at) === 0x3f
  }

  /** `value="…"`, `"value": "…"`, `{ default = "…" }`, also on the next line. */
  #isNextMember(from: number): boolean {
    let at = from
    if (this.#byteAt(at) === 0x7b) {
      at = this.#behindBlanks(at + 1)
      const first = this.#byteAt(at) | 0x20
      return at > from + 1 && (first === 0x64 || first === 0x74)
    }
    if (this.#is(at, QUOTE)) at++
    return VALUE.every((byte, i) => (this.#byteAt(at + i) | 0x20) === byte)
  }

  #isOfSign(byte: number): boolean {
    return SIGN.has(byte)
  }

  #behindBlanks(from: number): number {
    let at = from
    while (this.#is(at, BLANK) && at - from < REACH) at++
    return at
  }

  #hasEquals(from: number, length: number): boolean {
    for (let at = from; at < from + length; at++) {
      if (this.#byteAt(at) === 0x3d) return true
      if (this.#byteAt(at) === 0x0a) return false
    }
    return false
  }

  #behindFewBlanks(from: number): number {
    let at = from
    while (this.#is(at, BLANK) && at - from < 8) at++
    return at
  }

  #isQuoteAt(from: number): boolean {
    let at = from
    if (this.#is(at, BLANK)) at++
    if (this.#is(at, BLANK)) at++
    return this.#is(at, QUOTE) || (PREFIX.has(this.#byteAt(at)) && this.#is(at + 1, QUOTE))
  }

  #isCallAt(from: number): boolean {
    let at = this.#behindFewBlanks(from)
    const isNew = NEW.every((byte, i) => (this.#byteAt(at + i) | 0x20) === byte)
    if (isNew && this.#is(at + 3, BLANK)) at = this.#behindFewBlanks(at + 3)
    const name = at
    while (this.#is(at, NAME) || [0x3a, 0x5b, 0x5d].includes(this.#byteAt(at))) if (++at - name > 48) return false
    if (this.#byteAt(at) === 0x21) at++
    return at > name && this.#byteAt(at) === 0x28 && this.#isQuoteAt(at + 1)
  }

  #byteAt(at: number): number {
    return at < this.#end ? (this.#bytes[at] as number) : 0
  }

  #is(at: number, kind: number): boolean {
    return at < this.#end && ((BYTE_CLASS[this.#bytes[at] as number] as number) & kind) !== 0
  }
}
