/**
 * base64 in any of its alphabets, with or without padding, on one line or wrapped; what it carries may be text,
 * UTF-16 text (PowerShell's `-EncodedCommand`), gzip or zlib. Kubernetes Secrets and the segments of a JWT are such runs.
 */
import { Decoded, type Codec } from './codec.ts'
import { inflateBounded } from './inflate.ts'
import { judgeHead, type Plausible } from './plausible.ts'

/** Value of each byte in both alphabets at once; 64 for what is in none. */
export const BASE64_VALUE = (() => {
  const value = new Uint8Array(256).fill(64)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  for (let i = 0; i < 64; i++) value[alphabet.charCodeAt(i)] = i
  value[0x2d] = 62
  value[0x5f] = 63
  return value
})()

/** Most that compressed bytes inside of one run may become. */
const MAX_INFLATED_BYTES = 4 * 1024 * 1024

export function isBase64Byte(byte: number | undefined): boolean {
  return byte !== undefined && (BASE64_VALUE[byte] as number) < 64
}

/** Whether the first three bytes of a run may begin anything. Refuses nearly all runs without a call. */
export function mayBeginBase64(bytes: Uint8Array, start: number): boolean {
  const second = BASE64_VALUE[bytes[start + 1] as number] as number
  const third = BASE64_VALUE[bytes[start + 2] as number] as number
  const a = MAY_BEGIN[((BASE64_VALUE[bytes[start] as number] as number) << 2) | (second >> 4)] as number
  if (a === 0) return false
  const b = MAY_BEGIN[((second & 15) << 4) | (third >> 2)] as number
  if (a === TEXT && b === TEXT)
    return (MAY_BEGIN[((third & 3) << 6) | (BASE64_VALUE[bytes[start + 3] as number] as number)] as number) === TEXT
  return true
}

const TEXT = 1
const OTHER = 2
/** By first byte: text, or the first byte of UTF-8, gzip, or a mark of UTF-16. */
const MAY_BEGIN = Uint8Array.from({ length: 256 }, (_, byte) => {
  if ((byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09) return TEXT
  return byte === 0x1f || (byte >= 0xc2 && byte < 0xf5) || byte === 0xff ? OTHER : 0
})

/** What a run that starts at `start` and goes on to `end` at least decodes to, if anything worth a search. */
export function judgeBase64(bytes: Uint8Array, start: number, end: number): Plausible | undefined {
  const length = Math.floor(((end - start) * 6) / 8)
  const at = (index: number): number => {
    if (index >= length) return -1
    const from = start + Math.floor(index / 3) * 4 + (index % 3)
    const shift = (index % 3) * 2
    const here = BASE64_VALUE[bytes[from] as number] as number
    const next = BASE64_VALUE[bytes[from + 1] as number] as number
    return ((here << (shift + 2)) | (next >> (4 - shift))) & 0xff
  }
  return judgeHead(at, length)
}

/** Characters that are not of the alphabet (line ends, indentation, padding) are passed over. */
function decodeRun(bytes: Uint8Array, start: number, end: number, out: Decoded): void {
  if (out.trace === undefined) {
    out.length = decodeUntraced(bytes, { start, end }, out.reserve(end - start), out.length)
    return
  }
  let bits = 0
  let count = 0
  let from = start
  for (let i = start; i < end; i++) {
    const value = BASE64_VALUE[bytes[i] as number] as number
    if (value === 64) continue
    bits = ((bits << 6) | value) & 0xffff
    count += 6
    if (count >= 8) {
      count -= 8
      out.put((bits >> count) & 0xff, from, i + 1)
      from = count === 0 ? i + 1 : i
    } else if (count === 6) from = i
  }
}

/** The same without a way back: nearly everything that is decoded is searched once, and nothing is found. */
function decodeUntraced(
  bytes: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
  out: Uint8Array,
  from: number,
): number {
  let at = from
  let bits = 0
  let count = 0
  for (let i = start; i < end; i++) {
    const value = BASE64_VALUE[bytes[i] as number] as number
    if (value === 64) continue
    bits = (bits << 6) | value
    count += 6
    if (count >= 8) {
      count -= 8
      out[at++] = bits >> count
    }
  }
  return at
}

/** So much of a run is unpacked before all of it is: two random bytes are the beginning of zlib's format too often. */
const SAMPLE_BYTES = 4_096
const SAMPLE_UNPACKED = 64

/** Whether what seems to be compressed unpacks to text. Reads a bounded part, over line ends. */
export function unpacksToText(kind: 'gzip' | 'zlib', bytes: Uint8Array, start: number): boolean {
  const end = Math.min(bytes.length, start + SAMPLE_BYTES)
  const packed = new Uint8Array(end - start)
  const length = decodeUntraced(bytes, { start, end }, packed, 0)
  const { bytes: sample } = inflateBounded(kind, packed.subarray(0, length), SAMPLE_UNPACKED)
  return sample.length > 0 && judgeHead((index) => sample[index] ?? -1, sample.length) !== undefined
}

const plain: Codec = {
  name: 'base64',
  standsAlone: true,
  decode: (bytes, { start, end }, out) => decodeRun(bytes, start, end, out),
}

const utf16: Codec = {
  name: 'base64 (UTF-16)',
  standsAlone: true,
  decode(bytes, { start, end }, out) {
    const units = new Decoded((end - start) * 0.75, { traced: true })
    decodeRun(bytes, start, end, units)
    const { starts, ends } = units.trace as NonNullable<Decoded['trace']>
    const unitAt = (at: number): number => (units.bytes[at] as number) | ((units.bytes[at + 1] as number) << 8)
    for (let i = 0; i + 1 < units.length; i += 2) {
      const first = unitAt(i)
      const isPair = first >= 0xd800 && first < 0xdc00 && i + 3 < units.length
      const code = isPair ? 0x1_0000 + ((first - 0xd800) << 10) + (unitAt(i + 2) - 0xdc00) : first
      if (code !== 0xfeff) out.putCodePoint(code, starts[i] as number, ends[i + (isPair ? 3 : 1)] as number)
      if (isPair) i += 2
    }
  },
}

/** One place of the text stands for nothing alone in compressed bytes: all of it is the place. */
function compressed(kind: 'gzip' | 'zlib'): Codec {
  return {
    name: `base64 (${kind})`,
    standsAlone: true,
    decode(bytes, { start, end }, out) {
      const packed = new Decoded((end - start) * 0.75)
      decodeRun(bytes, start, end, packed)
      const { bytes: unpacked } = inflateBounded(kind, packed.bytes.subarray(0, packed.length), MAX_INFLATED_BYTES)
      out.append(unpacked, start, end)
    },
  }
}

export const BASE64_CODECS: Readonly<Record<Plausible, Codec>> = {
  text: plain,
  'UTF-16': utf16,
  gzip: compressed('gzip'),
  zlib: compressed('zlib'),
}
