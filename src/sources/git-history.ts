/**
 * The whole history of a repository: everything that any ref, the reflog, the stash or the index reaches.
 * Says so when the clone does not hold all of it.
 */
import type { Chunk, Skipped } from '../detect/chunk.ts'
import { readGit } from './git.ts'
import { gitObjects } from './git-objects.ts'
import type { Repository } from './repository.ts'

export interface GitHistoryOptions {
  readonly repository: Repository
  readonly onSkip: (skipped: Skipped) => void
  readonly onCommit?: () => void
  readonly archiveDepth?: number | undefined
  readonly signal?: AbortSignal
}

/** Revisions that the history consists of; attribution walks the same ones. */
export const HISTORY_REVISIONS: readonly string[] = ['--all', '--reflog']

export async function* gitHistory(options: GitHistoryOptions): AsyncGenerator<Chunk> {
  const shallow = await readGit(
    options.repository,
    ['rev-parse', '--is-shallow-repository'],
    withSignal(options.signal),
  )
  if (shallow.toString().trim() === 'true') {
    options.onSkip({ path: '.', reason: 'shallow clone: older commits are not here (git fetch --unshallow)' })
  }
  // The index is listed whole, whatever folder was asked for.
  const hasIndex = options.repository.workTree !== undefined && options.repository.prefix === ''
  const index = hasIndex ? ['--indexed-objects'] : []
  yield* gitObjects({ ...options, revisions: [...HISTORY_REVISIONS, ...index] })
}

function withSignal(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal }
}
