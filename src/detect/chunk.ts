/** Bytes to be searched, with the place that they came from. Sources make chunks, the engine reads them. */
export interface Origin {
  /** Path as the user knows it, with `/`. Inside an archive: `outer.zip!inner/path`. */
  readonly path: string
  /** The part of `path` behind the first `!`, when the bytes come out of an archive. */
  readonly inner?: string
  /** Full object id of the blob, when the bytes come from git. */
  readonly blob?: string
}

/** How the original is written when `bytes` are UTF-8 that was made of it. */
export type WideEncoding = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be'

export interface Chunk {
  readonly bytes: Uint8Array
  readonly origin: Origin
  /** Where the first byte stands in a file that is cut into several chunks; line 1, column 1 otherwise. */
  readonly from?: { readonly line: number; readonly column: number }
  /** The part whose matches are this chunk's: what starts outside of it is seen whole in a neighbour, which overlaps. */
  readonly own?: { readonly start: number; readonly end: number }
  /** Columns are counted in the bytes of the original. */
  readonly encoding?: WideEncoding
}

/** Something that a source did not read, and why. A scan with any of these is incomplete. */
export interface Skipped {
  readonly path: string
  readonly reason: string
  /** No limit of ours: what should be there could not be read, or the source ended before its end. */
  readonly failed?: true
}

/** A credential-shaped run of bytes. Offsets are bytes within the chunk; the end is exclusive. */
export interface Match {
  readonly rule: string
  readonly provider: string
  readonly kind: string
  readonly start: number
  readonly end: number
  /** The key itself as latin1 text. Turned into `Sensitive` at once by whoever keeps it. */
  readonly secret: string
  /** 0..100. */
  readonly score: number
  readonly reasons: readonly string[]
}
