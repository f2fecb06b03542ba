/**
 * The decoding passes of gitleaks: percent, Unicode escapes, hex and base64 are replaced in place, and the rules run
 * again on the result. Narrower than our own decoders on purpose: what gitleaks does not decode, it does not report.
 */
import { compileGo } from './go-regexp.ts'

interface Span {
  readonly start: number
  readonly end: number
}

export interface Segment {
  /** In the text as it was read. */
  readonly original: Span
  /** In the text before this pass. */
  readonly encoded: Span
  /** In the text after it. */
  readonly decoded: Span
  readonly value: string
  /** Bits in the order of `KINDS`. */
  readonly kinds: number
  readonly depth: number
  readonly before: readonly Segment[]
}

/** In order of precedence: what encodes a part of a value goes before what encodes all of it. */
const KINDS: readonly { name: string; pattern: string; decode: (text: string) => string }[] = [
  { name: 'percent', pattern: '%[0-9A-Fa-f]{2}(?:.*%[0-9A-Fa-f]{2})?', decode: decodePercent },
  {
    name: 'unicode',
    pattern: String.raw`(?:U\+[a-fA-F0-9]{4}(?:\s|$))+|(?:\\{1,2}[uU][a-fA-F0-9]{4})+`,
    decode: decodeUnicode,
  },
  { name: 'hex', pattern: '[0-9A-Fa-f]{32,}', decode: decodeHex },
  { name: 'base64', pattern: String.raw`[\w/+-]{16,}={0,2}`, decode: decodeBase64 },
]
const ANY = compileGo(KINDS.map(({ pattern }) => `(?:${pattern})`).join('|'))
const EACH = KINDS.map(({ pattern }) => compileGo(`^(?:${pattern})$`))

interface Encoded extends Span {
  readonly kind: number
}

/** One pass. Without segments nothing was encoded and the text is as before. */
export function decodePass(text: string, before: readonly Segment[]): { text: string; segments: Segment[] } {
  const segments: Segment[] = []
  const parts: string[] = []
  let [at, shift] = [0, 0]
  for (const { start, end, kind } of findEncoded(text)) {
    const value = (KINDS[kind] as (typeof KINDS)[number]).decode(text.slice(start, end))
    if (value === '') continue
    const encoded = { start, end }
    const inside = before.filter((one) => overlap(encoded, one.decoded))
    segments.push({
      original: toOriginal(before, encoded),
      encoded,
      decoded: { start: start + shift, end: start + shift + value.length },
      value,
      kinds: inside.reduce((kinds, one) => kinds | one.kinds, 1 << kind),
      depth: (before[0]?.depth ?? 0) + 1,
      before,
    })
    parts.push(text.slice(at, start), value)
    shift += value.length - (end - start)
    at = end
  }
  return { text: segments.length === 0 ? text : parts.join('') + text.slice(at), segments }
}

/** Neighbours that touch compete: the one of lower precedence waits for the next pass. */
function findEncoded(text: string): Encoded[] {
  const all = ANY.findAll(text).map(({ start, end }) => {
    const found = text.slice(start, end)
    return { start, end, kind: EACH.findIndex((one) => one.test(found)) }
  })
  const yields = (one: Encoded, other: Encoded | undefined): boolean =>
    other !== undefined && overlap(one, other) && other.kind < one.kind
  return all.filter((one, index) => !yields(one, all[index - 1]) && !yields(one, all[index + 1]))
}

/** The segments whose decoded text a match touches. */
export function segmentsAt(segments: readonly Segment[], start: number, end: number): Segment[] {
  return segments.filter((one) => overlap(one.decoded, { start, end }))
}

export function segmentTags(segments: readonly Segment[]): string[] {
  const kinds = segments.reduce((all, one) => all | one.kinds, 0)
  const names = KINDS.flatMap(({ name }, index) => (kinds & (1 << index) ? [`decoded:${name}`] : []))
  return segments.length === 0 ? [] : [...names, `decode-depth:${segments[0]?.depth}`]
}

/** The decoded line or lines around `segments`. */
export function decodedLine(segments: readonly Segment[], text: string): string {
  const { start, end } = segments.map((one) => one.decoded).reduce(merge)
  const from = text.lastIndexOf('\n', start)
  const to = text.indexOf('\n', end)
  return text.slice(Math.max(from, 0), to < 0 ? undefined : to)
}

/** A place of the decoded text in the text as it was read. Inside of one segment: the whole of what was encoded. */
export function toOriginal(segments: readonly Segment[], place: Span): Span {
  if (segments.length === 0) return place
  let encoded: Span | undefined
  for (const one of segments) {
    if (!overlap(one.decoded, place)) continue
    if (one.decoded.start <= place.start && place.end <= one.decoded.end) return one.original
    const wide = merge(one.decoded, place)
    const reached = {
      start: one.encoded.start + wide.start - one.decoded.start,
      end: one.encoded.end + wide.end - one.decoded.end,
    }
    encoded = encoded === undefined || encoded.end === 0 ? reached : merge(encoded, reached)
  }
  if (encoded === undefined || encoded.end === 0) return place
  return toOriginal(segments[0]?.before ?? [], encoded)
}

/** Touching counts. */
function overlap(a: Span, b: Span): boolean {
  return b.start <= a.end && b.end >= a.start
}

function merge(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) }
}

function isPrintable(code: number): boolean {
  return code >= 0x09 && code <= 0x7e
}

function printableOrNothing(bytes: Uint8Array): string {
  return bytes.every(isPrintable) ? Buffer.from(bytes).toString('latin1') : ''
}

function decodePercent(text: string): string {
  let isFine = true
  const decoded = text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => {
    const code = Number.parseInt(hex, 16)
    isFine &&= isPrintable(code)
    return String.fromCharCode(code)
  })
  return isFine ? decoded : ''
}

function decodeUnicode(text: string): string {
  const codes = [...text.matchAll(/[uU]\+?([a-fA-F0-9]{4})/g)].map((found) => Number.parseInt(found[1] as string, 16))
  return codes.map((code) => (code >= 0xd800 && code <= 0xdfff ? '\ufffd' : String.fromCharCode(code))).join('')
}

function decodeHex(text: string): string {
  return text.length % 2 === 0 && /\d/.test(text) ? printableOrNothing(Buffer.from(text, 'hex')) : ''
}

/** Padded standard base64, else unpadded base64url. Without a digit or symbol it is taken for a word. */
function decodeBase64(text: string): string {
  if (!/[0-9+/_-]/.test(text)) return ''
  const isStandard = text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
  const decoded = isStandard ? printableOrNothing(Buffer.from(text, 'base64')) : ''
  if (decoded !== '' || !/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return decoded
  return printableOrNothing(Buffer.from(text, 'base64url'))
}
