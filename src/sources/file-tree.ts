/**
 * The files of a folder, in the order of their names. Never follows a symbolic link, never
 * opens a device or a pipe, leaves out `.git` (the history is another source) and binary files that are no archives. No
 * other folder is left out, `node_modules` neither: keys are leaked there too. What it cannot read is reported.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Chunk, Skipped } from '../detect/chunk.ts'
import { bodyOfFile } from './archive/body.ts'
import { expand, needsOpening, openBody } from './archive/expand.ts'
import { isBinary, MAX_STREAMED_BYTES, SNIFF_BYTES, tooLargeReason } from './text.ts'
import { BLOCK_BYTES } from './text-chunks.ts'

export interface FileTreeOptions {
  /** Absolute path of a folder or of one file. */
  readonly root: string
  readonly onSkip: (skipped: Skipped) => void
  /** Paths below `root` that are left out; a folder's ends with `/`. */
  readonly leaveOut?: ReadonlySet<string>
  readonly archiveDepth?: number | undefined
  readonly signal?: AbortSignal
}

/** Files are read synchronously (three times the speed); after so many the event loop gets its turn. */
const FILES_PER_TURN = 64

export async function* fileTree(options: FileTreeOptions): AsyncGenerator<Chunk> {
  let files = 0
  for (const { path, real } of walk(options, { path: '', real: options.root })) {
    if (++files % FILES_PER_TURN === 0) await setImmediate()
    options.signal?.throwIfAborted()
    yield* readFile(options, path, real)
  }
}

/** One file, named as `path` in findings. */
export async function* singleFile(options: FileTreeOptions & { readonly name: string }): AsyncGenerator<Chunk> {
  yield* readFile(options, options.name, options.root)
}

/** `path` is for people; `real` is what the system calls it, in bytes when these are no UTF-8. */
interface Place {
  readonly path: string
  readonly real: string | Buffer
}

function* walk(options: FileTreeOptions, folder: Place): Generator<Place> {
  let entries
  try {
    entries = listFolder(folder.real)
  } catch (error) {
    options.onSkip({ path: folder.path === '' ? '.' : folder.path, reason: `folder not readable: ${codeOf(error)}` })
    return
  }
  for (const { name, real, entry } of entries) {
    const path = folder.path === '' ? name : `${folder.path}/${name}`
    if (name === '.git') continue
    if (entry.isFile()) {
      if (options.leaveOut?.has(path) !== true) yield { path, real }
    } else if (entry.isDirectory() && options.leaveOut?.has(`${path}/`) !== true) yield* walk(options, { path, real })
  }
}

/** Names that are no UTF-8 are read a second time, as bytes: their text leads nowhere. */
function listFolder(
  folder: string | Buffer,
): { name: string; real: string | Buffer; entry: Dirent | Dirent<Buffer> }[] {
  const entries = readdirSync(folder, { withFileTypes: true }).map((entry) => ({
    name: entry.name,
    real: typeof folder === 'string' ? join(folder, entry.name) : joinBytes(folder, Buffer.from(entry.name)),
    entry: entry as Dirent | Dirent<Buffer>,
  }))
  const unreadable = entries.filter(({ name }) => name.includes('\ufffd'))
  if (unreadable.length > 0) {
    const known = new Set(unreadable.map(({ name }) => name))
    const others = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' })
      .map((entry) => ({ name: entry.name.toString('utf8'), real: joinBytes(Buffer.from(folder), entry.name), entry }))
      .filter(({ name }) => known.has(name))
    return [...entries.filter(({ name }) => !known.has(name)), ...others].toSorted(byName)
  }
  return entries.toSorted(byName)
}

function joinBytes(folder: Buffer, name: Buffer): Buffer {
  return Buffer.concat([folder, Buffer.from('/'), name])
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1
}

/** What is added to a file while it is read is the next scan's: logs always grow. */
const SHORTER = 'became shorter while it was read'

async function* readFile(options: FileTreeOptions, path: string, real: string | Buffer): AsyncGenerator<Chunk> {
  const origin = { path }
  let file: number | undefined
  try {
    // The entry may have become a link or a pipe since the folder was read: refuse the one, do not wait for the other.
    file = openSync(real, constants.O_RDONLY | constants.O_NONBLOCK | linkFlag(options.root, real))
    const stats = fstatSync(file)
    if (!stats.isFile()) return options.onSkip({ path, reason: 'no longer a regular file' })
    if (stats.size <= BLOCK_BYTES) {
      const bytes = readAll(file, stats.size)
      closeSync(file)
      file = undefined
      if (needsOpening(bytes)) yield* expand({ bytes, origin }, options)
      else if (!isBinary(bytes)) yield { bytes, origin }
      if (bytes.length < stats.size) options.onSkip({ path, reason: SHORTER })
      return
    }
    const head = readAll(file, SNIFF_BYTES)
    if (!needsOpening(head)) {
      if (isBinary(head)) return
      if (stats.size > MAX_STREAMED_BYTES) return options.onSkip({ path, reason: tooLargeReason(stats.size) })
    }
    yield* openBody(bodyOfFile(file, stats.size), origin, options)
    if (fstatSync(file).size < stats.size) options.onSkip({ path, reason: SHORTER })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // Only what the system says of this file; an abort, or a failure of whoever reads us, goes on.
    if (code === undefined || (error as NodeJS.ErrnoException).syscall === undefined) throw error
    options.onSkip({ path, reason: code === 'ENOENT' ? 'vanished while it was read' : `not readable: ${code}` })
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** A link that the user names is followed; one inside the tree is not. */
function linkFlag(root: string, real: string | Buffer): number {
  return real === root && lstatSync(root).isSymbolicLink() ? 0 : constants.O_NOFOLLOW
}

/** At most `size` bytes: a file that grows while it is read is cut, one that shrinks is shorter. */
function readAll(file: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(size)
  let filled = 0
  while (filled < size) {
    const count = readSync(file, bytes, filled, size - filled, filled)
    if (count === 0) break
    filled += count
  }
  return bytes.subarray(0, filled)
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error'
}
