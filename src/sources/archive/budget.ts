/**
 * The limits of one archive with all that is nested in it. An archive is hostile input: a few kilobytes may claim to
 * be petabytes. What a limit keeps out is reported.
 */

export interface ArchiveLimits {
  /** How deep archives may lie in each other; 0 opens none. */
  readonly depth: number
  /** All that may come out of one outermost archive. */
  readonly totalBytes: number
  readonly entryBytes: number
  readonly entries: number
  /** Output divided by input, once the output is larger than `ratioFromBytes`. */
  readonly ratio: number
  readonly ratioFromBytes: number
  readonly milliseconds: number
  /** What must be in memory as a whole: an archive inside of another whose format needs to be read out of order. */
  readonly memoryBytes: number
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  depth: 5,
  totalBytes: 4 * 1024 ** 3,
  entryBytes: 1024 ** 3,
  entries: 200_000,
  ratio: 200,
  ratioFromBytes: 32 * 1024 ** 2,
  milliseconds: 300_000,
  memoryBytes: 128 * 1024 ** 2,
}

/** Thrown inside of the readers only; `expand` makes a `Skipped` of it. */
export class LimitReached extends Error {
  /** Whether nothing more of the outermost archive is read. */
  readonly endsAll: boolean

  constructor(reason: string, options: { readonly endsAll: boolean }) {
    super(reason)
    this.endsAll = options.endsAll
  }
}

/** Thrown inside of the readers only: the bytes are not what the format says. */
export class Damaged extends Error {}

/** An archive or an entry that cannot be read by design: encrypted, or of a kind that we do not know. */
export class Unreadable extends Error {}

export class Budget {
  readonly limits: ArchiveLimits
  readonly #now: () => number
  readonly #startedAt: number
  readonly #signal: AbortSignal | undefined
  #bytes = 0
  #entries = 0

  constructor(limits: ArchiveLimits, options: { now: () => number; signal?: AbortSignal | undefined }) {
    this.limits = limits
    this.#now = options.now
    this.#startedAt = options.now()
    this.#signal = options.signal
  }

  countEntry(): void {
    if (++this.#entries > this.limits.entries)
      throw new LimitReached(`more than ${this.limits.entries} entries`, { endsAll: true })
    this.check()
  }

  check(): void {
    this.#signal?.throwIfAborted()
    if (this.#now() - this.#startedAt > this.limits.milliseconds)
      throw new LimitReached(`reading it took longer than ${this.limits.milliseconds / 1000} seconds`, {
        endsAll: true,
      })
  }

  /** Passes a stream on as long as it keeps to the limits. `compressed` tells how much was read to make it. */
  async *meter(stream: AsyncIterable<Uint8Array>, compressed?: () => number): AsyncGenerator<Uint8Array> {
    const { entryBytes, totalBytes, ratio, ratioFromBytes } = this.limits
    let length = 0
    for await (const piece of stream) {
      length += piece.length
      this.#bytes += piece.length
      this.check()
      if (this.#bytes > totalBytes)
        throw new LimitReached(`unpacks to more than ${inMegabytes(totalBytes)}`, { endsAll: true })
      if (length > entryBytes) throw new LimitReached(`larger than ${inMegabytes(entryBytes)}`, { endsAll: false })
      if (compressed !== undefined && length > ratioFromBytes && length > ratio * compressed())
        throw new LimitReached(`unpacks to more than ${ratio} times its size`, { endsAll: false })
      yield piece
    }
  }

  /** A whole stream in memory. */
  async whole(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    let length = 0
    for await (const part of stream) {
      parts.push(part)
      length += part.length
      if (length > this.limits.memoryBytes)
        throw new LimitReached(`larger than ${inMegabytes(this.limits.memoryBytes)} inside of another archive`, {
          endsAll: false,
        })
    }
    return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts, length)
  }
}

function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MB`
}
