/**
 * Archives for --max-archive-depth, read by the readers of every other scan and within the same limits. Which format a
 * file has is told by its name, as gitleaks does it. A name of '' is the single file that a compressed file holds.
 */
import { systemClock } from '../../../base/clock.ts'
import { bodyOfBytes, type Body, type Entry } from '../../../sources/archive/body.ts'
import { ARCHIVE_LIMITS, Budget, Unreadable } from '../../../sources/archive/budget.ts'
import { decompress, type Compression } from '../../../sources/archive/decompress.ts'
import { Feed } from '../../../sources/archive/feed.ts'
import { readRar } from '../../../sources/archive/rar.ts'
import { readSevenZip } from '../../../sources/archive/seven-zip.ts'
import { readTar } from '../../../sources/archive/tar.ts'
import { readZip } from '../../../sources/archive/zip.ts'
import type { NamedFormat } from './file-kind.ts'

export interface Unpacked {
  readonly name: string
  readonly body: Body
}

export interface UnpackOptions {
  readonly signal?: AbortSignal | undefined
  /** What is left out, in words. */
  readonly onSkip: (name: string, reason: string) => void
}

const READABLE: ReadonlySet<string> = new Set<Compression>([
  'gzip',
  'bzip2',
  'xz',
  'zstd',
  'brotli',
  'lz4',
  'lzip',
  'snappy',
  'zlib',
  'compress',
])

/** The bodies are read before the next file is asked for. Throws what the readers throw. */
export async function* unpackArchive(
  name: string,
  { compression, container }: NamedFormat,
  body: Body,
  options: UnpackOptions,
): AsyncGenerator<Unpacked> {
  const { signal, onSkip } = options
  const budget = new Budget(ARCHIVE_LIMITS, { now: () => systemClock.now().getTime(), signal })
  const inner = compression === undefined ? body : { stream: () => budget.meter(uncompressed(compression, body)) }
  if (container === undefined) yield { name: '', body: inner }
  else
    for await (const entry of entries(container, inner, { budget, onSkip: (reason) => onSkip(name, reason) })) {
      budget.countEntry()
      if ('unreadable' in entry.body) onSkip(`${name}!${entry.name}`, entry.body.unreadable)
      else {
        const { stream } = entry.body
        const packed = entry.packed
        yield {
          name: cleanPath(entry.name),
          body: { stream: () => budget.meter(stream(), packed === undefined ? undefined : () => packed) },
        }
      }
    }
}

function uncompressed(kind: string, body: Body): AsyncIterable<Uint8Array> {
  if (!READABLE.has(kind)) throw new Unreadable(`${kind} is not unpacked`)
  return decompress(kind as Compression, body.stream())
}

async function* entries(
  container: NamedFormat['container'],
  body: Body,
  { budget, onSkip }: { budget: Budget; onSkip: (reason: string) => void },
): AsyncGenerator<Entry> {
  if (container === 'tar') return yield* readTar(new Feed(body.stream()))
  if (container === 'rar') return yield* readRar(new Feed(body.stream()))
  const random = body.random ?? bodyOfBytes(await budget.whole(body.stream())).random
  if (random === undefined) return
  yield* container === '7z' ? readSevenZip(random, budget) : readZip(random, { onProblem: onSkip })
}

/** Go's `filepath.Clean`. */
function cleanPath(path: string): string {
  const isRooted = path.startsWith('/')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (!isRooted) parts.push(part)
  }
  return (isRooted ? '/' : '') + parts.join('/') || '.'
}
