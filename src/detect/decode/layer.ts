/**
 * What one round of decoding made: a buffer of pieces with gaps between them, and the way from each of its bytes back
 * to the original. The way is computed for the few pieces in which something was found.
 */
import { Decoded, isWordByte, type Stretch } from './codec.ts'

export interface Piece {
  /** Where the piece begins in the layer: first its context, then what was decoded. */
  readonly at: number
  readonly bodyAt: number
  readonly bodyEnd: number
  readonly end: number
  /** The same in the layer above. */
  readonly contextStart: number
  readonly stretch: Stretch
  readonly suffixEnd: number
}

export interface Range {
  readonly start: number
  readonly end: number
}

/** What stands before a value on its line names it. */
const CONTEXT_BEFORE = 96
/** Room for the quote and the comma behind it. */
const CONTEXT_AFTER = 4
const NEWLINE = 0x0a
const SPACE = 0x20
/** Between two pieces: no pattern of a key matches over it, save those that match anything. */
const GAP = Uint8Array.of(NEWLINE, 0, NEWLINE)

export class Layer {
  readonly bytes: Uint8Array
  readonly depth: number
  readonly #above: Layer | undefined
  readonly #pieces: readonly Piece[]
  readonly #traces = new Map<Piece, Decoded>()

  private constructor(bytes: Uint8Array, above: Layer | undefined, pieces: readonly Piece[]) {
    this.bytes = bytes
    this.depth = above === undefined ? 0 : above.depth + 1
    this.#above = above
    this.#pieces = pieces
  }

  static original(bytes: Uint8Array): Layer {
    return new Layer(bytes, undefined, [])
  }

  get isOriginal(): boolean {
    return this.#above === undefined
  }

  /** Starts a layer of what is decoded from this one. */
  below(): { readonly length: number; add(stretch: Stretch): void; finish(): Layer | undefined } {
    const { bytes } = this
    const out = new Decoded(1024)
    const pieces: Piece[] = []
    // No piece stands at the beginning: there a run is taken for the rest of a longer one.
    out.append(GAP, 0, 0)
    return {
      get length() {
        return out.length
      },
      add: (stretch) => {
        pieces.push(compose(bytes, stretch, out))
        out.append(GAP, 0, 0)
      },
      finish: () => (pieces.length === 0 ? undefined : new Layer(out.bytes.subarray(0, out.length), this, pieces)),
    }
  }

  /** The piece that holds the byte at `offset`; undefined in a gap. */
  pieceAt(offset: number): Piece | undefined {
    let low = 0
    let high = this.#pieces.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const piece = this.#pieces[middle] as Piece
      if (offset < piece.at) high = middle - 1
      else if (offset >= piece.end) low = middle + 1
      else return piece
    }
    return undefined
  }

  piecesIn(start: number, end: number): readonly Piece[] {
    return this.#pieces.filter((piece) => piece.at < end && start < piece.end)
  }

  /** Whether `[start, end)` holds anything that was decoded: context alone was searched above. */
  isChanged(start: number, end: number): boolean {
    const piece = this.pieceAt(start)
    return piece !== undefined && start < piece.bodyEnd && end > piece.bodyAt
  }

  /** Whether `[start, end)` reads otherwise than the text above that it was made of. */
  isRewritten(start: number, end: number): boolean {
    const piece = this.pieceAt(start)
    if (piece === undefined || !this.isChanged(start, end)) return false
    const { starts, ends } = this.#trace(piece).trace as NonNullable<Decoded['trace']>
    const last = Math.min(end, piece.end) - 1
    return (ends[last - piece.at] as number) - (starts[start - piece.at] as number) !== last + 1 - start
  }

  /** Whether `[start, end)` touches the edge of its piece where the text above goes on with the same word. */
  isCut(start: number, end: number): boolean {
    const piece = this.pieceAt(start)
    const above = this.#above?.bytes
    if (piece === undefined || above === undefined) return true
    if (start === piece.at && isWordByte(above[piece.contextStart - 1]) && isWordByte(above[piece.contextStart]))
      return true
    return end === piece.end && isWordByte(above[piece.suffixEnd]) && isWordByte(above[piece.suffixEnd - 1])
  }

  /** The bytes of the original that `[start, end)` was made of. */
  locate(start: number, end: number): Range | undefined {
    if (this.#above === undefined) return { start, end }
    const piece = this.pieceAt(start)
    if (piece === undefined || end > piece.end || end <= start) return undefined
    const { starts, ends } = this.#trace(piece).trace as NonNullable<Decoded['trace']>
    return this.#above.locate(starts[start - piece.at] as number, ends[end - 1 - piece.at] as number)
  }

  /** The names of the notations that the byte at `offset` came through, the outermost first. */
  way(offset: number): string[] {
    const piece = this.pieceAt(offset)
    if (this.#above === undefined || piece === undefined) return []
    return [...this.#above.way(piece.stretch.start), piece.stretch.codec.name]
  }

  #trace(piece: Piece): Decoded {
    const known = this.#traces.get(piece)
    if (known !== undefined) return known
    const above = (this.#above as Layer).bytes
    const traced = new Decoded(piece.end - piece.at, { traced: true })
    compose(above, piece.stretch, traced)
    this.#traces.set(piece, traced)
    return traced
  }
}

/** Appends what `stretch` decodes to, between what stands before and behind it on its line. */
function compose(source: Uint8Array, stretch: Stretch, out: Decoded): Piece {
  const { codec, start, end } = stretch
  const at = out.length
  const contextStart = lineStart(source, start)
  const suffixEnd = lineEnd(source, end)
  out.copy(source, contextStart, start)
  // A run of digits is a value of its own, even where its name or its `0x` is glued to it.
  if (codec.standsAlone && isWordByte(source[start - 1])) out.put(SPACE, start, start)
  const bodyAt = out.length
  codec.decode(source, stretch, out)
  const bodyEnd = out.length
  if (codec.standsAlone && isWordByte(source[end])) out.put(SPACE, end, end)
  out.copy(source, end, suffixEnd)
  return { at, bodyAt, bodyEnd, end: out.length, contextStart, stretch, suffixEnd }
}

function lineStart(bytes: Uint8Array, at: number): number {
  let start = at
  while (start > 0 && at - start < CONTEXT_BEFORE && bytes[start - 1] !== NEWLINE) start--
  return start
}

function lineEnd(bytes: Uint8Array, at: number): number {
  let end = at
  while (end < bytes.length && end - at < CONTEXT_AFTER && bytes[end] !== NEWLINE) end++
  return end
}
