/**
 * Escapes that stand inside of ordinary text: `\u0073`, `\x73`, `\163`, `\/` and `\"` of JSON, YAML, JavaScript and the
 * shell; `%73` of URLs; `&#115;` of HTML. A stretch is the surroundings of escapes that stand near each other.
 */
import { hexNumber, hexValue, isWordByte, type Codec, type Decoded, type OnStretch } from './codec.ts'
import { MARK } from '../kernel/kernel.ts'

/** What is decoded behind an escape, up to the end of its line, and a word that goes on then is taken whole. */
const AFTER = 256
const MAX_WORD = 4_096

const BACKSLASH = 0x5c
const PERCENT = 0x25
const AMPERSAND = 0x26
const NEWLINE = 0x0a

/** What one escape stands for, and how many bytes it takes; undefined when it is none. */
interface Escape {
  readonly code: number
  readonly length: number
}

const NOTHING = -1

const SIMPLE: Readonly<Record<string, number>> = {
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  b: 0x08,
  f: 0x0c,
  '/': 0x2f,
  '"': 0x22,
  "'": 0x27,
  '\\': 0x5c,
  '`': 0x60,
  '\n': NOTHING,
}
const SIMPLE_CODE = new Int16Array(256).fill(-2)
for (const [character, code] of Object.entries(SIMPLE)) SIMPLE_CODE[character.charCodeAt(0)] = code

function readBackslash(bytes: Uint8Array, at: number): Escape | undefined {
  const kind = bytes[at + 1]
  if (kind === undefined) return undefined
  const simple = SIMPLE_CODE[kind] as number
  if (simple !== -2) return { code: simple, length: 2 }
  if (kind === 0x0d && bytes[at + 2] === 0x0a) return { code: NOTHING, length: 3 }
  if (kind === 0x75) return readUnicode(bytes, at)
  if (kind === 0x78) return fixed(bytes, at, 2)
  if (kind === 0x55) return fixed(bytes, at, 8)
  return readOctal(bytes, at)
}

function fixed(bytes: Uint8Array, at: number, digits: number): Escape | undefined {
  const code = hexNumber(bytes, at + 2, at + 2 + digits)
  return code === -1 ? undefined : { code, length: 2 + digits }
}

function readUnicode(bytes: Uint8Array, at: number): Escape | undefined {
  if (bytes[at + 2] === 0x7b) {
    let end = at + 3
    while (end < at + 9 && hexValue(bytes[end]) !== -1) end++
    const code = bytes[end] === 0x7d ? hexNumber(bytes, at + 3, end) : -1
    return code === -1 ? undefined : { code, length: end + 1 - at }
  }
  const high = fixed(bytes, at, 4)
  if (high === undefined || high.code < 0xd800 || high.code >= 0xdc00) return high
  const isPair = bytes[at + 6] === BACKSLASH && bytes[at + 7] === 0x75
  const low = isPair ? hexNumber(bytes, at + 8, at + 12) : -1
  if (low < 0xdc00 || low > 0xdfff) return high
  return { code: 0x1_0000 + ((high.code - 0xd800) << 10) + (low - 0xdc00), length: 12 }
}

function readOctal(bytes: Uint8Array, at: number): Escape | undefined {
  let code = 0
  for (let i = 1; i <= 3; i++) {
    const digit = (bytes[at + i] ?? 0) - 0x30
    if (digit < 0 || digit > 7) return undefined
    code = code * 8 + digit
  }
  return code > 0xff ? undefined : { code, length: 4 }
}

function readPercent(bytes: Uint8Array, at: number): Escape | undefined {
  const code = hexNumber(bytes, at + 1, at + 3)
  return code === -1 ? undefined : { code, length: 3 }
}

const ENTITIES: Readonly<Record<string, number>> = {
  amp: 0x26,
  lt: 0x3c,
  gt: 0x3e,
  quot: 0x22,
  apos: 0x27,
  nbsp: 0x20,
  colon: 0x3a,
  sol: 0x2f,
  commat: 0x40,
  equals: 0x3d,
  period: 0x2e,
  lowbar: 0x5f,
  num: 0x23,
  percnt: 0x25,
  plus: 0x2b,
  dollar: 0x24,
  excl: 0x21,
  lpar: 0x28,
  rpar: 0x29,
  ast: 0x2a,
  semi: 0x3b,
  quest: 0x3f,
  bsol: 0x5c,
  grave: 0x60,
  Tab: 0x09,
  NewLine: 0x0a,
}

function readEntity(bytes: Uint8Array, at: number): Escape | undefined {
  let end = at + 1
  while (end < at + 11 && (isWordByte(bytes[end]) || bytes[end] === 0x23)) end++
  if (bytes[end] !== 0x3b || end === at + 1) return undefined
  const name = String.fromCharCode(...bytes.subarray(at + 1, end))
  const isHex = /^#x[\da-f]{1,6}$/i.test(name)
  const code = isHex ? Number.parseInt(name.slice(2), 16) : /^#\d{1,7}$/.test(name) ? Number(name.slice(1)) : undefined
  const known = code ?? (Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined)
  return known === undefined ? undefined : { code: known, length: end + 1 - at }
}

type Read = (bytes: Uint8Array, at: number) => Escape | undefined

function createCodec(name: string, sign: number, read: Read, write: 'byte' | 'character'): Codec {
  return {
    name,
    decode(bytes, { start, end }, out) {
      let at = start
      while (at < end) {
        const next = bytes.indexOf(sign, at)
        if (next === -1 || next >= end) break
        out.copy(bytes, at, next)
        const escape = read(bytes, next)
        at = next + (escape?.length ?? 1)
        if (escape === undefined) out.copy(bytes, next, at)
        else putEscape(out, escape, { start: next, end: at, write })
      }
      if (at < end) out.copy(bytes, at, end)
    },
  }
}

function putEscape(
  out: Decoded,
  { code, length }: Escape,
  place: { readonly start: number; readonly end: number; readonly write: 'byte' | 'character' },
): void {
  if (code === NOTHING) return
  // `%C3%A9` and `\xc3\xa9` are the bytes of a character; `\u00e9` and `&eacute;` are the character.
  if (code <= 0xff && (place.write === 'byte' || length === 4)) out.put(code, place.start, place.end)
  else out.putCodePoint(code, place.start, place.end)
}

const backslash = createCodec('backslash escapes', BACKSLASH, readBackslash, 'character')
const percent = createCodec('percent-encoding', PERCENT, readPercent, 'byte')
const entity = createCodec('HTML entities', AMPERSAND, readEntity, 'character')

/**
 * The length of an escape that can hide a key or its name; 0 for others. `\n` at the end of a text hides nothing; before
 * a letter it glues an `n` to what follows, and a pattern that starts at a word boundary passes it by.
 */
function lengthOfBackslash(bytes: Uint8Array, at: number): number {
  const kind = bytes[at + 1]
  if (kind === 0x6e || kind === 0x72 || kind === 0x74 || kind === 0x62 || kind === 0x66)
    return isWordByte(bytes[at + 2]) ? 2 : 0
  if (kind === 0x0a || kind === 0x0d) return isWordByte(bytes[at - 1]) ? 2 : 0
  if (kind === BACKSLASH) return startsEscape(bytes[at + 2]) ? 2 : 0
  if (kind === 0x27 || kind === 0x60) return 0
  return readBackslash(bytes, at)?.length ?? 0
}

/** Behind a doubled backslash: the escapes of a text inside of a text. */
function startsEscape(kind: number | undefined): boolean {
  return kind === 0x75 || kind === 0x78 || kind === 0x6e || kind === 0x22 || kind === 0x2f || kind === BACKSLASH
}

const KINDS: readonly { mark: number; codec: Codec; lengthOf: (bytes: Uint8Array, at: number) => number }[] = [
  { mark: MARK.backslash, codec: backslash, lengthOf: lengthOfBackslash },
  { mark: MARK.percent, codec: percent, lengthOf: (bytes, at) => readPercent(bytes, at)?.length ?? 0 },
  { mark: MARK.entity, codec: entity, lengthOf: (bytes, at) => readEntity(bytes, at)?.length ?? 0 },
]

/** `marks`: pairs of position and MARK. `isFresh` tells whether a range is worth a look; without it all are. */
export function findEscapes(
  bytes: Uint8Array,
  marks: ArrayLike<number>,
  onStretch: OnStretch,
  isFresh?: (start: number, end: number) => boolean,
): void {
  for (const { mark, codec, lengthOf } of KINDS) {
    let start = -1
    let end = 0
    for (let i = 0; i < marks.length; i += 2) {
      if (marks[i + 1] !== mark) continue
      const at = marks[i] as number
      const length = lengthOf(bytes, at)
      if (length === 0 || isFresh?.(at, at + length) === false) continue
      if (start !== -1 && at > end) onStretch({ codec, start, end })
      if (start === -1 || at > end) start = at
      if (at + length + AFTER / 2 > end) end = endOfSurroundings(bytes, at + length)
    }
    if (start !== -1) onStretch({ codec, start, end })
  }
}

function endOfSurroundings(bytes: Uint8Array, from: number): number {
  let end = from
  const soon = Math.min(bytes.length, from + AFTER)
  while (end < soon && bytes[end] !== NEWLINE) end++
  const late = Math.min(bytes.length, soon + MAX_WORD)
  if (end === soon) while (end < late && isWordByte(bytes[end])) end++
  return end
}
