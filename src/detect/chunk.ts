/** Bytes to be searched, with the place that they came from. Sources make chunks, the engine reads them. */
export interface Origin {
  /** Path as the user knows it, with `/`. Inside an archive: `outer.zip!inner/path`. */
  readonly path: string
  /** Full object id of the blob, when the bytes come from git. */
  readonly blob?: string
}

export interface Chunk {
  readonly bytes: Uint8Array
  readonly origin: Origin
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
