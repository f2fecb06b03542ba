/**
 * The files of a folder, in the order of their names. Never follows a symbolic link, never
 * opens a device or a pipe, leaves out `.git` (the history is another source) and binary files that are no archives. No
 * other folder is left out, `node_modules` neither: keys are leaked there too. What it cannot read is reported.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, type Dirent } from 'node:fs'
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
/** Files of up to this size are read into one buffer, one after another. */
const SMALL_BYTES = 1024 * 1024

/** The bytes of a chunk are there until the next one is asked for. */
export async function* fileTree(options: FileTreeOptions): AsyncGenerator<Chunk> {
  const small = Buffer.allocUnsafeSlow(SMALL_BYTES)
  let files = 0
  for (const { path, real } of walk(options, { path: '', real: options.root })) {
    if (++files % FILES_PER_TURN === 0) await setImmediate()
    options.signal?.throwIfAborted()
    const read = openFile(options, { path, real }, small)
    if (read === undefined) continue
    // A generator within a generator would cost more than reading the file.
    if ('bytes' in read) yield read
    else yield* readRest(options, path, read)
  }
}

/** One file, named as `path` in findings. */
export async function* singleFile(options: FileTreeOptions & { readonly name: string }): AsyncGenerator<Chunk> {
  const read = openFile(options, { path: options.name, real: options.root })
  if (read === undefined) return
  if ('bytes' in read) yield read
  else yield* readRest(options, options.name, read)
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
    real: typeof folder === 'string' ? `${folder}/${entry.name}` : joinBytes(folder, Buffer.from(entry.name)),
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

/** A file that is more than one chunk of plain text. */
interface Opened {
  readonly file: number
  readonly size: number
  /** The whole file where it is small. */
  readonly whole?: Uint8Array
}

/** The text of a file, or the file when there is more to it; nothing when it is binary, or not read and reported. */
function openFile(options: FileTreeOptions, { path, real }: Place, small?: Buffer): Chunk | Opened | undefined {
  let file: number | undefined
  try {
    // The entry may have become a link or a pipe since the folder was read: refuse the one, do not wait for the other.
    file = openSync(real, constants.O_RDONLY | constants.O_NONBLOCK | linkFlag(options.root, real))
    const stats = fstatSync(file)
    const { size } = stats
    let opened: Opened | undefined
    if (!stats.isFile()) options.onSkip({ path, reason: 'no longer a regular file' })
    else if (size <= BLOCK_BYTES) {
      const bytes = readAll(file, size, small)
      if (bytes.length < size) options.onSkip({ path, reason: SHORTER })
      if (needsOpening(bytes, path)) opened = { file, size, whole: bytes }
      else if (!isBinary(bytes)) return { bytes, origin: { path } }
    } else {
      const head = readAll(file, SNIFF_BYTES, small)
      if (needsOpening(head, path) || (!isBinary(head) && size <= MAX_STREAMED_BYTES)) opened = { file, size }
      else if (!isBinary(head)) options.onSkip({ path, reason: tooLargeReason(size) })
    }
    // Who opens it closes it.
    if (opened !== undefined) file = undefined
    return opened
  } catch (error) {
    reportFailure(options, path, error)
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

async function* readRest(options: FileTreeOptions, path: string, opened: Opened): AsyncGenerator<Chunk> {
  const { file, size, whole } = opened
  const origin = { path }
  try {
    if (whole !== undefined) return yield* expand({ bytes: whole, origin }, options)
    yield* openBody(bodyOfFile(file, size), origin, options)
    if (fstatSync(file).size < size) options.onSkip({ path, reason: SHORTER })
  } catch (error) {
    reportFailure(options, path, error)
  } finally {
    closeSync(file)
  }
}

function reportFailure(options: FileTreeOptions, path: string, error: unknown): void {
  const { code, syscall } = error as NodeJS.ErrnoException
  // Only what the system says of this file; an abort, or a failure of whoever reads us, goes on.
  if (code === undefined || syscall === undefined) throw error
  options.onSkip({ path, reason: code === 'ENOENT' ? 'vanished while it was read' : `not readable: ${code}` })
}

/** A link that the user names is followed; one inside the tree is not. */
function linkFlag(root: string, real: string | Buffer): number {
  return real === root && lstatSync(root).isSymbolicLink() ? 0 : constants.O_NOFOLLOW
}

/** At most `size` bytes: a file that grows while it is read is cut, one that shrinks is shorter. */
function readAll(file: number, size: number, into?: Buffer): Uint8Array {
  const bytes = into !== undefined && size <= into.length ? into : Buffer.allocUnsafe(size)
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
