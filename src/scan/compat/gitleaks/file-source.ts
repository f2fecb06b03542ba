/**
 * Files as gitleaks cuts them into fragments: about 100 kB each, ended at an empty line where one is near. The cuts
 * show in line texts and columns of long files, so they are made in the same places.
 */
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isPathAllowed, type Allowlist } from './allowlist.ts'
import { decodeBytes } from './byte-text.ts'
import type { Fragment } from './detect.ts'
import { isApplication, isArchiveName } from './file-kind.ts'

export interface FileSourceOptions {
  /** Paths are told as `source` begins, and read from `cwd`. */
  readonly cwd: string
  readonly source: string
  readonly allowlists: readonly Allowlist[]
  readonly followSymlinks: boolean
  /** 0: none. */
  readonly maxFileBytes: number
  readonly maxArchiveDepth: number
  readonly onSkip: (path: string, reason: string) => void
  readonly unpack: Unpack
}

/** The files of an archive, with their names inside. Throws when it cannot be read. */
export type Unpack = (
  name: string,
  bytes: Uint8Array,
) => AsyncIterable<{ readonly name: string; readonly bytes: Uint8Array }>

const FRAGMENT_BYTES = 100_000
const READ_AHEAD_BYTES = 25_000
/** Of Go's buffered reader: what it holds after a single byte was asked for. */
const BUFFER_BYTES = 4_096

export async function* fileFragments(options: FileSourceOptions): AsyncGenerator<Fragment> {
  for (const { path, symlink } of walk(options, options.source.replace(/\/{2,}/g, '/'))) {
    let bytes: Uint8Array
    try {
      bytes = readFileSync(resolve(options.cwd, path))
    } catch (error) {
      options.onSkip(path, `not readable: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`)
      continue
    }
    yield* contentFragments(bytes, { ...options, path, symlink, outer: [] })
  }
}

interface Content extends Pick<FileSourceOptions, 'allowlists' | 'maxArchiveDepth' | 'onSkip' | 'unpack'> {
  readonly path: string
  readonly symlink: string
  /** The archives around it. */
  readonly outer: readonly string[]
}

export async function* contentFragments(bytes: Uint8Array, content: Content): AsyncGenerator<Fragment> {
  const { path, symlink, outer, maxArchiveDepth } = content
  const full = [...outer, path].join('!')
  if (!isArchiveName(path)) {
    yield* splitFragments(bytes, full, symlink)
    return
  }
  if (outer.length + 1 > maxArchiveDepth) {
    if (maxArchiveDepth > 0) content.onSkip(full, 'skipping archive: exceeds max archive depth')
    return
  }
  try {
    for await (const inner of content.unpack(path, bytes)) {
      if (inner.name === '') {
        // A single compressed file keeps its name.
        yield* splitFragments(inner.bytes, full, symlink)
        continue
      }
      if (content.allowlists.some((one) => isPathAllowed(one, inner.name))) continue
      yield* contentFragments(inner.bytes, { ...content, path: inner.name, outer: [...outer, path] })
    }
  } catch (error) {
    content.onSkip(full, `archive not readable: ${(error as Error).message}`)
  }
}

function* walk(options: FileSourceOptions, path: string): Generator<{ path: string; symlink: string }> {
  const stats = lstatSync(resolve(options.cwd, path), { throwIfNoEntry: false })
  if (stats === undefined) {
    options.onSkip(path, 'no such file or directory')
    return
  }
  const isAllowed = options.allowlists.some((one) => isPathAllowed(one, path))
  if (stats.isDirectory()) {
    if (isAllowed) return
    let names: string[]
    try {
      names = readdirSync(resolve(options.cwd, path))
    } catch {
      options.onSkip(path, 'permission denied')
      return
    }
    names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    for (const name of names) yield* walk(options, join(path, name))
    return
  }
  if (stats.size === 0) return
  if (options.maxFileBytes > 0 && stats.size > options.maxFileBytes) {
    const megabytes = (bytes: number): number => Math.floor(bytes / 1_000_000)
    const { size } = stats
    options.onSkip(
      path,
      `skipping file: too large max_size=${megabytes(options.maxFileBytes)}MB, size=${megabytes(size)}MB`,
    )
    return
  }
  if (stats.isSymbolicLink()) {
    const target = options.followSymlinks ? targetOf(resolve(options.cwd, path), options.cwd, path) : undefined
    if (target !== undefined && !isAllowed) yield { path: target, symlink: path }
    return
  }
  // A device or a pipe would never end.
  if (stats.isFile() && !isAllowed) yield { path, symlink: '' }
}

/** The file behind a link, told as gitleaks tells it: relative when the link's path is. */
function targetOf(absolute: string, cwd: string, path: string): string | undefined {
  try {
    const real = realpathSync(absolute)
    if (!statSync(real).isFile()) return undefined
    const base = `${realpathSync(cwd)}/`
    return !path.startsWith('/') && real.startsWith(base) ? real.slice(base.length) : real
  } catch {
    return undefined
  }
}

export function* splitFragments(bytes: Uint8Array, path: string, symlink: string): Generator<Fragment> {
  let [at, buffered, lines] = [0, 0, 0]
  while (at < bytes.length) {
    const size = buffered > 0 ? Math.min(buffered, FRAGMENT_BYTES) : Math.min(FRAGMENT_BYTES, bytes.length - at)
    buffered = buffered > 0 ? buffered - size : 0
    const read = at + size
    if (lines === 0 && isApplication(bytes.subarray(at, read))) return
    const end = findBoundary(bytes, at, read)
    // What is read ahead byte by byte comes in blocks of the buffered reader.
    for (let next = read; next < end;) {
      if (buffered === 0) buffered = Math.min(BUFFER_BYTES, bytes.length - next)
      const taken = Math.min(end - next, buffered)
      buffered -= taken
      next += taken
    }
    const fragment = bytes.subarray(at, end)
    yield { raw: decodeBytes(fragment), path, symlink, windowsPath: '', commit: '', startLine: lines + 1 }
    for (let newline = fragment.indexOf(10); newline >= 0; newline = fragment.indexOf(10, newline + 1)) lines++
    at = end
  }
}

/** Behind two line breaks with nothing but space between, at most 25 kB after what was read. */
function findBoundary(bytes: Uint8Array, start: number, read: number): number {
  let breaks = 0
  for (let at = read - 1; at >= start && isSpace(bytes[at]); at--) if (bytes[at] === 10 && ++breaks === 2) return read
  breaks = 0
  for (let end = read; ; end++) {
    const last = bytes[end - 1]
    if (last === 10) {
      if (++breaks === 2) return end
    } else if (!isSpace(last)) breaks = 0
    if (end - read >= READ_AHEAD_BYTES || end >= bytes.length) return end
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 32 || byte === 9 || byte === 10 || byte === 13
}
