/**
 * An engine that also sees what is encoded. It puts all that can be decoded into one buffer, in the place where it
 * stood (with what stands before it on its line, so that `AWS_SECRET: <base64>` keeps its name), searches that once,
 * and does the same with the result, down to the asked depth. A match is reported at the original bytes.
 */
import { isAllowedInline } from '../allow.ts'
import type { Match } from '../chunk.ts'
import type { Engine } from '../engine.ts'
import type { Stretch } from './codec.ts'
import { DEFAULT_DECODE_DEPTH } from './decode-depth.ts'
import { findEscapes } from './escapes.ts'
import { MARK } from '../kernel/kernel.ts'
import { Layer, type Range } from './layer.ts'
import { findQuotedPrintable } from './quoted-printable.ts'
import { findRuns } from './runs.ts'

export interface DecodeOptions {
  /** How often what was decoded is decoded again; 0 for not at all. */
  readonly depth?: number
}

/** The part of an engine that is needed. */
type Matching = Pick<Engine, 'match' | 'marks'>

export interface DecodingEngine {
  /**
   * `onLimit` is told, in words, when a limit kept something from being decoded. `marks`, as the kernel gives them, say
   * where encoded text may begin; without them all bytes are looked at. Of a blob that is made from another one the
   * marks around what is new are enough (windows.ts), if nothing that was decoded from the other was a match and
   * `reachesFar` was not told of it. What is written plainly is matched in the whole blob all the same.
   */
  match(bytes: Uint8Array, onLimit?: (reason: string) => void, marks?: ArrayLike<number>): Match[]
  /** Whether the last bytes held a notation that goes on without an end: marks around what is new do not tell what it concerns. */
  readonly reachesFar: boolean
  /** Whether anything decoded from the last bytes was a match, also where one that stands there plainly outweighs it. */
  readonly foundDecoded: boolean
}

/** All layers of one chunk together may hold this much, and a fixed part for small chunks with compressed bytes. */
const MAX_GROWTH = 3
const MAX_EXTRA_BYTES = 16 * 1024 * 1024

export function withDecoding(engine: Matching, { depth = DEFAULT_DECODE_DEPTH }: DecodeOptions = {}): DecodingEngine {
  let reachesFar = false
  let foundDecoded = false
  return {
    get reachesFar() {
      return reachesFar
    },
    get foundDecoded() {
      return foundDecoded
    },
    match(bytes, onLimit, given) {
      let matches = engine.match(bytes)
      foundDecoded = false
      let marks = depth === 0 ? NO_MARKS : (given ?? engine.marks(bytes, wholeOf(bytes)))
      reachesFar = holds(marks, MARK.quotedPrintable)
      if (marks.length === 0) return matches
      let room = MAX_GROWTH * bytes.length + MAX_EXTRA_BYTES
      let layer = Layer.original(bytes)
      for (let level = 1; level <= depth; level++) {
        const next = decodeLayer(layer, { marks, room, onLimit })
        if (next === undefined) break
        room -= next.bytes.length
        const decoded = matchesOf(engine, next, bytes)
        foundDecoded ||= decoded.length > 0
        matches = mergeMatches(matches, decoded)
        layer = next
        if (level < depth) marks = engine.marks(layer.bytes, wholeOf(layer.bytes))
      }
      return matches
    },
  }
}

const NO_MARKS: readonly number[] = []
const wholeOf = (bytes: Uint8Array): Range => ({ start: 0, end: bytes.length })

/** `marks`: pairs of position and kind. */
function holds(marks: ArrayLike<number>, kind: number): boolean {
  for (let i = 1; i < marks.length; i += 2) if (marks[i] === kind) return true
  return false
}

interface Decoding {
  readonly marks: ArrayLike<number>
  readonly room: number
  readonly onLimit: ((reason: string) => void) | undefined
}

/** The layer below `layer`; undefined when nothing is encoded where the marks are. */
function decodeLayer(layer: Layer, { marks, room, onLimit }: Decoding): Layer | undefined {
  const stretches: Stretch[] = []
  // What a layer took over unchanged was looked at in the layer above.
  const isFresh = layer.isOriginal ? undefined : (start: number, end: number) => layer.isRewritten(start, end)
  const add = (stretch: Stretch): void => void stretches.push(stretch)
  findRuns(layer.bytes, marks, (stretch) => isFresh?.(stretch.start, stretch.end) === false || add(stretch))
  findEscapes(layer.bytes, marks, add, isFresh)
  if (layer.isOriginal) findQuotedPrintable(layer.bytes, marks, add)
  if (stretches.length === 0) return undefined
  const builder = layer.below()
  for (const stretch of stretches) {
    if (builder.length > room) {
      onLimit?.('more encoded text than is decoded at once')
      break
    }
    builder.add(stretch)
  }
  return builder.finish()
}

function matchesOf(engine: Matching, layer: Layer, original: Uint8Array): Match[] {
  const found: Match[] = []
  for (const match of engine.match(layer.bytes)) {
    const placed = placeMatch(layer, match)
    if (placed !== undefined) found.push(placed)
    // Two pieces that lie side by side are not one text: each is asked alone.
    else for (const alone of matchAlone(engine, layer, match)) found.push(alone)
  }
  return found.filter(({ start, end }) => !isAllowedInline(original, start, end))
}

function placeMatch(layer: Layer, match: Match): Match | undefined {
  const piece = layer.pieceAt(match.start)
  if (piece === undefined || match.end > piece.end) return undefined
  return piece === layer.pieceAt(match.end - 1) ? moveMatch(layer, match) : undefined
}

function* matchAlone(engine: Matching, layer: Layer, spanning: Match): Generator<Match> {
  for (const piece of layer.piecesIn(spanning.start, spanning.end)) {
    for (const match of engine.match(layer.bytes.subarray(piece.at, piece.end))) {
      const moved = { ...match, start: match.start + piece.at, end: match.end + piece.at }
      if (moved.end > spanning.start && moved.start < spanning.end) {
        const placed = moveMatch(layer, moved)
        if (placed !== undefined) yield placed
      }
    }
  }
}

function moveMatch(layer: Layer, match: Match): Match | undefined {
  const { start, end } = match
  if (!layer.isChanged(start, end) || layer.isCut(start, end)) return undefined
  const original = layer.locate(start, end)
  if (original === undefined) return undefined
  const way = layer.way(start)
  const depth = way.length === 1 ? '' : ` (depth ${way.length})`
  return {
    ...match,
    ...original,
    reasons: [...match.reasons, `decoded from ${way.join(', then ')}${depth}`],
  }
}

/** Both in the order of their start. Where they meet, the better score stays, and what was found without decoding. */
function mergeMatches(earlier: readonly Match[], later: readonly Match[]): Match[] {
  if (later.length === 0) return [...earlier]
  const candidates = [
    ...earlier.map((match) => ({ match, rank: 0 })),
    ...later.map((match) => ({ match, rank: 1 })),
  ].toSorted(
    (a, b) =>
      b.match.score - a.match.score || a.rank - b.rank || a.match.start - b.match.start || a.match.end - b.match.end,
  )
  const kept = new Spans()
  return candidates
    .filter(({ match, rank }) => kept.add(match, rank))
    .map(({ match }) => match)
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
}

/** Spans by 4 KiB block. Several different keys in one compressed text have the same place: they are all kept. */
class Spans {
  readonly #blocks = new Map<number, { match: Match; rank: number }[]>()

  add(match: Match, rank: number): boolean {
    const first = match.start >> 12
    const last = (match.end - 1) >> 12
    for (let block = first; block <= last; block++) {
      if (this.#blocks.get(block)?.some((kept) => isSame(kept, { match, rank }))) return false
    }
    for (let block = first; block <= last; block++) {
      const spans = this.#blocks.get(block)
      if (spans) spans.push({ match, rank })
      else this.#blocks.set(block, [{ match, rank }])
    }
    return true
  }
}

function isSame(kept: { match: Match; rank: number }, other: { match: Match; rank: number }): boolean {
  if (kept.match.start >= other.match.end || other.match.start >= kept.match.end) return false
  const sameplace = kept.match.start === other.match.start && kept.match.end === other.match.end
  return !(sameplace && kept.rank === 1 && other.rank === 1 && kept.match.secret !== other.match.secret)
}
