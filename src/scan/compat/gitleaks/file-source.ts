/**
 * Files as gitleaks cuts them into fragments: about 100 kB each, ended at an empty line where one is near. The cuts
 * show in line texts and columns of long files, so they are made in the same places.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { bodyOfFile, type Body } from '../../../sources/archive/body.ts'
import { Feed } from '../../../sources/archive/feed.ts'
import { isPathAllowed, type Allowlist } from './allowlist.ts'
import { decodeBytes } from './byte-text.ts'
import type { Fragment } from './detect.ts'
import { findMentionedFormat, findNamedFormat, isApplication } from './file-kind.ts'
import { unpackArchive } from './unpack.ts'

interface ContentOptions {
  readonly allowlists: readonly Allowlist[]
  readonly maxArchiveDepth: number
  readonly onSkip: (path: string, reason: string) => void
  readonly signal?: AbortSignal | undefined
}

export interface FileSourceOptions extends ContentOptions {
  /** Paths are told as `source` begins, and read from `cwd`. */
  readonly cwd: string
  readonly source: string
  readonly followSymlinks: boolean
  /** 0: none. */
  readonly maxFileBytes: number
}

/** The header of a tar. */
const HEAD_BYTES = 512
const FRAGMENT_BYTES = 100_000
const READ_AHEAD_BYTES = 25_000
/** Of Go's buffered reader: what it holds after a single byte was asked for. */
const BUFFER_BYTES = 4_096

export async function* fileFragments(options: FileSourceOptions): AsyncGenerator<Fragment> {
  for (const { path, symlink } of walk(options, options.source.replace(/\/{2,}/g, '/'))) {
    let file: number | undefined
    try {
      // A file that became a pipe since it was listed does not hold the scan up.
      file = openSync(resolve(options.cwd, path), constants.O_RDONLY | constants.O_NONBLOCK)
      const body = bodyOfFile(file, fstatSync(file).size)
      yield* contentFragments(body, { ...options, path, symlink, outer: [] })
    } catch (error) {
      if (options.signal?.aborted === true) throw error
      options.onSkip(path, `not readable: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`)
    } finally {
      if (file !== undefined) closeSync(file)
    }
  }
}

interface Content extends ContentOptions {
  readonly path: string
  readonly symlink: string
  /** The archives around it. */
  readonly outer: readonly string[]
}

export async function* contentFragments(body: Body, content: Content): AsyncGenerator<Fragment> {
  const { path, symlink, outer, maxArchiveDepth, onSkip } = content
  const full = [...outer, path].join('!')
  const begin = maxArchiveDepth > 0 ? body.random?.read(0, HEAD_BYTES) : undefined
  const format = findNamedFormat(path) ?? (begin && findMentionedFormat(path, begin))
  if (format === undefined) {
    yield* splitFragments(body.stream(), full, symlink)
    return
  }
  if (outer.length + 1 > maxArchiveDepth) {
    if (maxArchiveDepth > 0)
      onSkip(full, `skipping archive: exceeds max archive depth max_archive_depth=${maxArchiveDepth}`)
    return
  }
  const inside = [...outer, path]
  const skip = (name: string, reason: string): void => onSkip([...outer, name].join('!'), `archive: ${reason}`)
  try {
    for await (const inner of unpackArchive(path, format, body, { signal: content.signal, onSkip: skip })) {
      // A single compressed file keeps its name.
      if (inner.name === '') yield* splitFragments(inner.body.stream(), full, symlink)
      else if (!content.allowlists.some((one) => isPathAllowed(one, inner.name)))
        // Archives in archives are not asked for allowed paths: gitleaks does not hand them on.
        yield* contentFragments(inner.body, { ...content, allowlists: [], path: inner.name, outer: inside })
    }
  } catch (error) {
    if (content.signal?.aborted === true) throw error
    onSkip(full, `archive not readable: ${(error as Error).message}`)
  }
}

function* walk(options: FileSourceOptions, path: string): Generator<{ path: string; symlink: string }> {
  // A slash at its end asks for the folder behind a link.
  const look = path.endsWith('/') ? statSync : lstatSync
  const stats = look(resolve(options.cwd, path), { throwIfNoEntry: false })
  if (stats === undefined) {
    options.onSkip(path, `skipping error="lstat ${path}: no such file or directory"`)
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
    if (!options.followSymlinks) return
    const target = targetOf(resolve(options.cwd, path), options.cwd, path)
    if (target === undefined) options.onSkip(path, 'skipping symlink: it leads to no file')
    else if (!isAllowed) yield { path: target, symlink: path }
    return
  }
  // A device or a pipe would never end.
  if (stats.isFile() && !isAllowed) yield { path, symlink: '' }
}

/** The file behind a link, told as gitleaks tells it: relative when the path and every link on the way are. */
function targetOf(absolute: string, cwd: string, path: string): string | undefined {
  try {
    const real = realpathSync(absolute)
    if (!statSync(real).isFile()) return undefined
    return isAbsolute(path) || leadsAbsolutely(absolute) ? real : relative(realpathSync(cwd), real)
  } catch {
    return undefined
  }
}

function leadsAbsolutely(link: string): boolean {
  for (let at = link; lstatSync(at).isSymbolicLink();) {
    const target = readlinkSync(at)
    if (isAbsolute(target)) return true
    at = resolve(dirname(at), target)
  }
  return false
}

export async function* splitFragments(
  stream: AsyncIterable<Uint8Array>,
  path: string,
  symlink: string,
): AsyncGenerator<Fragment> {
  const feed = new Feed(stream)
  let [buffered, lines] = [0, 0]
  try {
    while (await feed.ensure(1)) {
      // What it takes to end this fragment and to know what the buffered reader holds behind it.
      await feed.ensure(FRAGMENT_BYTES + READ_AHEAD_BYTES + BUFFER_BYTES)
      const bytes = feed.bytes
      const read = buffered > 0 ? Math.min(buffered, FRAGMENT_BYTES) : Math.min(FRAGMENT_BYTES, bytes.length)
      buffered = buffered > 0 ? buffered - read : 0
      if (lines === 0 && isApplication(bytes.subarray(0, read))) return
      const end = findBoundary(bytes, read)
      // What is read ahead byte by byte comes in blocks of the buffered reader.
      for (let next = read; next < end;) {
        if (buffered === 0) buffered = Math.min(BUFFER_BYTES, bytes.length - next)
        const taken = Math.min(end - next, buffered)
        buffered -= taken
        next += taken
      }
      const fragment = bytes.subarray(0, end)
      const startLine = lines + 1
      for (let newline = fragment.indexOf(10); newline >= 0; newline = fragment.indexOf(10, newline + 1)) lines++
      yield { raw: decodeBytes(fragment), path, symlink, windowsPath: '', commit: '', startLine }
      feed.advance(end)
    }
  } finally {
    await feed.close()
  }
}

/** Behind two line breaks with nothing but space between, at most 25 kB after what was read. */
function findBoundary(bytes: Uint8Array, read: number): number {
  let breaks = 0
  for (let at = read - 1; at >= 0 && isSpace(bytes[at]); at--) if (bytes[at] === 10 && ++breaks === 2) return read
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
