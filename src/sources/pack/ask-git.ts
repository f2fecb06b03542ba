/**
 * Asks git for objects that our own reader leaves alone: too large to search, cut off, damaged, or made from a base
 * that is not there. One object that git cannot read either is reported and the rest is still read.
 */
import type { Chunk } from '../../detect/chunk.ts'
import { isRekeyError } from '../../base/errors.ts'
import { ByteReader } from '../byte-reader.ts'
import { spawnGit, readGit } from '../git.ts'
import { chunksOf, parseObject } from '../git-objects.ts'
import type { Repository } from '../repository.ts'
import { needsOpening, type ExpandOptions } from '../archive/expand.ts'
import { sourceError } from '../source-error.ts'
import { isBinary, MAX_FILE_BYTES, SNIFF_BYTES, tooLargeReason } from '../text.ts'

export interface AskGitOptions extends ExpandOptions {
  readonly repository: Repository
  /** Called once per commit. */
  readonly onCommit?: () => void
}

const NEWLINE = 0x0a
/** A repository with more damage than this is beyond help, object by object. */
const MAX_RESTARTS = 200

/** Every object of `ids` that is no tree. Blobs that are binary are left out, as everywhere. */
export async function* askGit(ids: readonly string[], options: AskGitOptions): AsyncGenerator<Chunk> {
  let from = 0
  for (let restarts = 0; from < ids.length; restarts++) {
    if (restarts > MAX_RESTARTS) {
      options.onSkip({ path: '.', reason: `${ids.length - from} objects were not read: too much damage`, failed: true })
      return
    }
    const progress = { answered: from }
    try {
      yield* askOnce(ids, progress, options)
      return
    } catch (error) {
      if (!isRekeyError(error, 'GIT_FAILED') || options.signal?.aborted) throw error
      options.onSkip({ path: `object:${ids[progress.answered]}`, reason: 'the object is damaged', failed: true })
      from = progress.answered + 1
    }
  }
}

async function* askOnce(
  ids: readonly string[],
  progress: { answered: number },
  options: AskGitOptions,
): AsyncGenerator<Chunk> {
  const git = spawnGit(options.repository, ['cat-file', '--batch', '--buffer'], options.signal)
  try {
    git.stdin.end(ids.slice(progress.answered).join('\n') + '\n')
    const reader = new ByteReader(git.stdout)
    for (; progress.answered < ids.length; progress.answered++) {
      const id = ids[progress.answered] as string
      const header = await reader.readUntil(NEWLINE)
      if (header === undefined) break
      const object = parseObject(header)
      if (object === undefined) {
        const reason = 'the object is not in this repository (partial clone or damage)'
        options.onSkip({ path: `object:${id}`, reason, failed: true })
        continue
      }
      const tooLarge = object.size > MAX_FILE_BYTES
      const bytes = await reader.readExactly(tooLarge ? Math.min(SNIFF_BYTES, object.size) : object.size)
      if (bytes === undefined || !(await reader.skip(object.size - bytes.length + 1))) break
      if (object.type === 'tree') continue
      if (object.type === 'commit') options.onCommit?.()
      const named = { ...object, path: `blob:${id}` }
      if (!tooLarge) yield* chunksOf(named, bytes, options)
      else if (needsOpening(bytes) || !isBinary(bytes)) {
        options.onSkip({ path: named.path, reason: tooLargeReason(object.size, MAX_FILE_BYTES) })
      }
    }
    await git.done
    if (progress.answered < ids.length) throw sourceError('GIT_FAILED', 'git cat-file ended before it had answered')
  } finally {
    git.stop()
  }
}

/** Ids of all objects that git knows of, wherever they lie. */
export async function listAllObjects(repository: Repository, signal?: AbortSignal): Promise<string[]> {
  const args = ['cat-file', '--batch-all-objects', '--unordered', '--batch-check=%(objectname)']
  const maxBytes = 2 ** 30
  const listed = await readGit(repository, args, signal === undefined ? { maxBytes } : { maxBytes, signal })
  return listed.toString('latin1').split('\n').filter(Boolean)
}
