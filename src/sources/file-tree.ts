/**
 * The files of a folder, one chunk each, in the order of their names. Never follows a symbolic link, never
 * opens a device or a pipe, leaves out `.git` (the history is another source) and binary files. No other folder is
 * left out, `node_modules` neither: keys are leaked there too. What it cannot read is reported.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Chunk, Skipped } from '../detect/chunk.ts'
import { isBinary, isUtf16, MAX_FILE_BYTES, SNIFF_BYTES, tooLargeReason, UTF16_REASON } from './text.ts'

export interface FileTreeOptions {
  /** Absolute path of a folder or of one file. */
  readonly root: string
  readonly onSkip: (skipped: Skipped) => void
  readonly signal?: AbortSignal
}

/** Files are read synchronously (three times the speed); after so many the event loop gets its turn. */
const FILES_PER_TURN = 64

export async function* fileTree(options: FileTreeOptions): AsyncGenerator<Chunk> {
  let files = 0
  for (const path of walk(options, '')) {
    if (++files % FILES_PER_TURN === 0) await setImmediate()
    options.signal?.throwIfAborted()
    const bytes = readFile(options, path)
    if (bytes !== undefined) yield { bytes, origin: { path } }
  }
}

/** One file, named as `path` in findings. */
export async function* singleFile(options: FileTreeOptions & { readonly name: string }): AsyncGenerator<Chunk> {
  const bytes = readFile(options, '', options.name)
  if (bytes !== undefined) yield { bytes, origin: { path: options.name } }
}

function* walk(options: FileTreeOptions, folder: string): Generator<string> {
  let entries
  try {
    entries = readdirSync(join(options.root, folder), { withFileTypes: true })
  } catch (error) {
    options.onSkip({ path: folder === '' ? '.' : folder, reason: `folder not readable: ${codeOf(error)}` })
    return
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.name === '.git') continue
    if (entry.isFile()) yield path
    else if (entry.isDirectory()) yield* walk(options, path)
  }
}

function readFile(options: FileTreeOptions, path: string, name = path): Uint8Array | undefined {
  const skip = (reason: string): undefined => {
    options.onSkip({ path: name, reason })
    return undefined
  }
  let file: number | undefined
  try {
    // The entry may have become a link or a pipe since the folder was read: refuse the one, do not wait for the other.
    file = openSync(join(options.root, path), constants.O_RDONLY | constants.O_NONBLOCK | linkFlag(options.root, path))
    const stats = fstatSync(file)
    if (!stats.isFile()) return skip('no longer a regular file')
    const tooLarge = stats.size > MAX_FILE_BYTES
    const bytes = readAll(file, tooLarge ? SNIFF_BYTES : stats.size)
    if (tooLarge) return isBinary(bytes) ? undefined : skip(tooLargeReason(stats.size))
    if (isUtf16(bytes)) return skip(UTF16_REASON)
    return isBinary(bytes) ? undefined : bytes
  } catch (error) {
    return skip(codeOf(error) === 'ENOENT' ? 'vanished while it was read' : `not readable: ${codeOf(error)}`)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** A link that the user names is followed; one inside the tree is not. */
function linkFlag(root: string, path: string): number {
  return path === '' && lstatSync(root).isSymbolicLink() ? 0 : constants.O_NOFOLLOW
}

/** At most `size` bytes: a file that grows while it is read is cut, one that shrinks is shorter. */
function readAll(file: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(size)
  let filled = 0
  while (filled < size) {
    const count = readSync(file, bytes, filled, size - filled, null)
    if (count === 0) break
    filled += count
  }
  return bytes.subarray(0, filled)
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error'
}
