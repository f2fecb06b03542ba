/**
 * Opens whatever some bytes are: text in any encoding becomes chunks, an archive becomes the chunks of its entries, and
 * so on inside of them; a line stands for a keystore. Other binary contents are passed over. Nothing is written to a disk, no entry's name is used
 * as a path, and whatever the bytes claim, a limit ends it and the report says so.
 */
import { systemClock } from '../../base/clock.ts'
import type { Chunk, Origin, Skipped } from '../../detect/chunk.ts'
import { isKeyFile } from '../key-file.ts'
import { findWideText } from '../wide-text.ts'
import { bodyOfBytes, type Body } from './body.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits, Budget } from './budget.ts'
import { findFormat, namedCompression } from './format.ts'

export interface ExpandOptions {
  readonly onSkip: (skipped: Skipped) => void
  /** How deep archives may lie in each other; 0 opens none. */
  readonly archiveDepth?: number | undefined
  readonly limits?: Partial<ArchiveLimits>
  readonly signal?: AbortSignal | undefined
}

/** Whether bytes that begin so, of a file of this name, are more than the plain text, or the binary, that they look like. */
export function needsOpening(head: Uint8Array, path = ''): boolean {
  return (
    findFormat(head) !== undefined ||
    findWideText(head) !== undefined ||
    isKeyFile(head) ||
    namedCompression(path) !== undefined
  )
}

/** A whole content in memory, such as a blob: itself when it is plain text, else what is in it. */
export function expand(chunk: Chunk, options: ExpandOptions): AsyncGenerator<Chunk> {
  return openBody(bodyOfBytes(chunk.bytes), chunk.origin, options)
}

export async function* openBody(body: Body, origin: Origin, options: ExpandOptions): AsyncGenerator<Chunk> {
  const limits = { ...ARCHIVE_LIMITS, ...options.limits }
  if (options.archiveDepth !== undefined) limits.depth = options.archiveDepth
  const budget = new Budget(limits, { now: () => systemClock.now().getTime(), signal: options.signal })
  const { Opener } = await import('./opener.ts')
  const opener = new Opener(budget, options.onSkip)
  try {
    yield* opener.open(body, { origin, depth: 0, isUnpacked: false })
  } catch (error) {
    opener.report(origin.path, error)
  }
}
