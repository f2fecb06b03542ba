/** One line on a terminal that tells how far a scan is; nothing where nobody watches. */
import { systemClock } from '../base/clock.ts'
import type { Progress } from '../scan/collect.ts'
import type { Io } from './command.ts'

export interface ProgressLine {
  readonly show: (progress: Progress) => void
  readonly clear: () => void
}

/** More often nobody can read, and the terminal costs more than the scan. */
const UPDATE_MS = 200
/** Asking the time for each of a million small blobs would be work of its own. */
const CHUNKS_PER_LOOK = 16

export function progressLine(io: Pick<Io, 'stderr'>, now = () => systemClock.now().getTime()): ProgressLine {
  if (io.stderr.isTTY !== true) return { show: () => undefined, clear: () => undefined }
  const startedAt = now()
  let [shownAt, looks] = [startedAt, 0]
  // Since when the end is known, and what was done by then.
  let since: { readonly at: number; readonly chunks: number } | undefined
  return {
    show(progress) {
      if (++looks % CHUNKS_PER_LOOK !== 0) return
      const at = now()
      if (at - shownAt < UPDATE_MS) return
      shownAt = at
      if (progress.expected !== undefined) since ??= { at, chunks: progress.chunks }
      const left = since === undefined ? '' : timeLeft(progress, since, at)
      io.stderr.write(`\r\u001b[2K${progressText(progress, at - startedAt)}${left}`)
    },
    clear: () => void io.stderr.write('\r\u001b[2K'),
  }
}

/** `1,234 files and blobs, 56 MB, 12 MB/s, 3 hits`. */
export function progressText({ chunks, bytes, hits }: Progress, elapsedMs: number): string {
  const speed = elapsedMs > 0 ? bytes / 1e3 / elapsedMs : 0
  return [
    `${chunks.toLocaleString('en')} files and blobs`,
    `${(bytes / 1e6).toFixed(0)} MB`,
    `${speed.toFixed(speed < 10 ? 1 : 0)} MB/s`,
    `${hits} ${hits === 1 ? 'hit' : 'hits'}`,
  ].join(', ')
}

/** Before so many milliseconds nothing can be told. */
const GUESS_MS = 1_000

/** `, about 12 s left`: as many chunks a second as until now. */
function timeLeft(
  { chunks, expected = 0 }: Progress,
  since: { readonly at: number; readonly chunks: number },
  at: number,
): string {
  const done = chunks - since.chunks
  if (at - since.at < GUESS_MS || done <= 0 || chunks >= expected) return ''
  const seconds = Math.ceil(((at - since.at) / done) * ((expected - chunks) / 1_000))
  return seconds < 90 ? `, about ${seconds} s left` : `, about ${Math.round(seconds / 60)} min left`
}
