/**
 * The contents that a set of commits reaches: each unique blob once, and the messages of commits and tags.
 * Unlike `git log -p` it sees what a merge brought in by itself. Memory is bounded by the largest blob.
 */
import type { Chunk, Skipped } from '../detect/chunk.ts'
import { ByteReader } from './byte-reader.ts'
import { spawnGit, type GitProcess } from './git.ts'
import type { Repository } from './repository.ts'
import { expand, needsOpening, type ExpandOptions } from './archive/expand.ts'
import { isBinary, MAX_FILE_BYTES, SNIFF_BYTES, tooLargeReason } from './text.ts'

export interface GitObjectsOptions {
  readonly repository: Repository
  /** Revisions for `git rev-list`, each an option of ours or an object id that was checked. */
  readonly revisions: readonly string[]
  readonly onSkip: (skipped: Skipped) => void
  /** Called once per commit. */
  readonly onCommit?: () => void
  readonly archiveDepth?: number | undefined
  readonly signal?: AbortSignal
}

type ReadOptions = Omit<GitObjectsOptions, 'revisions'>

const NEWLINE = 0x0a
const FORMAT = '%(objectname) %(objecttype) %(objectsize) %(rest)'

/** Where a commit's or tag's message was found: `commit:<id>` stands for the path. */
export function messagePath(type: 'commit' | 'tag', id: string): string {
  return `${type}:${id}`
}

export async function* gitObjects(options: GitObjectsOptions): AsyncGenerator<Chunk> {
  yield* readObjects(listObjects(options), options)
}

/** Lines of `id type size path`, as `checkObjects` makes them, and the processes that they come from. */
export interface ObjectListing {
  readonly lines: ByteReader
  readonly processes: readonly GitProcess[]
}

/** The listed objects as chunks. Ends the listing's processes, whatever happens. */
export async function* readObjects(listing: ObjectListing, options: ReadOptions): AsyncGenerator<Chunk> {
  const { repository, signal } = options
  const contents = spawnGit(repository, ['cat-file', `--batch=${FORMAT}`, '--buffer'], signal)
  const processes = [...listing.processes, contents]
  try {
    const asked = ask(listing.lines, contents, options)
    // When reading fails first, that failure is the one to tell.
    asked.catch(() => undefined)
    const reader = new ByteReader(contents.stdout)
    for (;;) {
      const header = await reader.readUntil(NEWLINE)
      if (header === undefined) break
      const object = parseObject(header)
      if (object === undefined) {
        reportMissing(header, options)
        continue
      }
      const tooLarge = object.size > MAX_FILE_BYTES
      const bytes = await reader.readExactly(tooLarge ? SNIFF_BYTES : object.size)
      if (bytes === undefined || !(await reader.skip(object.size - bytes.length + 1))) break
      if (tooLarge) {
        if (needsOpening(bytes) || !isBinary(bytes))
          options.onSkip({ path: object.path, reason: tooLargeReason(object.size, MAX_FILE_BYTES) })
      } else yield* chunksOf(object, bytes, options)
    }
    await asked
    await Promise.all(processes.map((process) => process.done))
  } finally {
    for (const process of processes) process.stop()
  }
}

export interface GitObject {
  readonly id: string
  readonly type: string
  readonly size: number
  readonly path: string
}

function listObjects(options: GitObjectsOptions): ObjectListing {
  const { repository, revisions, signal } = options
  const paths = repository.prefix === '' ? [] : ['--full-history', '--', repository.prefix]
  const listed = spawnGit(repository, ['rev-list', '--objects', '--missing=print', ...revisions, ...paths], signal)
  listed.stdin.end()
  const checked = checkObjects(repository, signal)
  listed.stdout.pipe(checked.stdin)
  return { lines: new ByteReader(checked.stdout), processes: [listed, checked] }
}

/** Takes lines of `id path`; tells type and size before anything is read. */
export function checkObjects(repository: Repository, signal?: AbortSignal): GitProcess {
  return spawnGit(repository, ['cat-file', `--batch-check=${FORMAT}`, '--buffer'], signal)
}

/** Asks for what shall be read. Waits when git has enough to do, so nothing piles up. */
async function ask(lines: ByteReader, contents: GitProcess, options: ReadOptions): Promise<void> {
  for (;;) {
    const line = await lines.readUntil(NEWLINE)
    if (line === undefined) break
    const object = parseObject(line)
    if (object === undefined) reportMissing(line, options)
    else if (object.type !== 'tree') {
      if (object.type === 'commit') options.onCommit?.()
      const room = contents.stdin.write(Buffer.concat([Buffer.from(`${object.id} `), pathOf(line), Buffer.from('\n')]))
      if (!room) await drained(contents)
    }
  }
  contents.stdin.end()
}

function drained(git: GitProcess): Promise<void> {
  return new Promise((resolve) => {
    if (git.stdin.destroyed) return resolve()
    const done = (): void => {
      git.stdin.off('drain', done).off('close', done)
      resolve()
    }
    git.stdin.on('drain', done).on('close', done)
  })
}

export function parseObject(line: Buffer): GitObject | undefined {
  const match = /^([0-9a-f]{40,64}) (blob|commit|tag|tree) (\d+) ?/.exec(line.toString('latin1', 0, 120))
  if (!match) return undefined
  const [, id, type, size] = match as unknown as [string, string, string, string]
  return { id, type, size: Number(size), path: pathOf(line).toString('utf8') }
}

/** What stands behind id, type and size. A path may hold spaces and any byte but a newline. */
function pathOf(line: Buffer): Buffer {
  let at = 0
  for (let field = 0; field < 3; field++) {
    const space = line.indexOf(0x20, at)
    if (space === -1) return Buffer.alloc(0)
    at = space + 1
  }
  return line.subarray(at)
}

function reportMissing(line: Buffer, options: ReadOptions): void {
  const id = /[0-9a-f]{40,64}/.exec(line.toString('latin1', 0, 120))?.[0] ?? 'unknown'
  const reason = 'the object is not in this repository (partial clone or damage)'
  options.onSkip({ path: `object:${id}`, reason, failed: true })
}

function* messageOf(object: GitObject, bytes: Buffer): Generator<Chunk> {
  // Headers end at the first empty line; what follows is the message.
  const message = bytes.indexOf('\n\n')
  if (message === -1) return
  yield {
    bytes: bytes.subarray(message + 2),
    origin: { path: messagePath(object.type as 'commit' | 'tag', object.id) },
  }
}

/** What there is to search in an object: its text, its message, or what its archive holds. */
export async function* chunksOf(object: GitObject, bytes: Buffer, options: ExpandOptions): AsyncGenerator<Chunk> {
  if (object.type === 'commit' || object.type === 'tag') return yield* messageOf(object, bytes)
  const chunk = { bytes, origin: { path: object.path, blob: object.id } }
  if (needsOpening(bytes)) yield* expand(chunk, options)
  else if (!isBinary(bytes)) yield chunk
}
