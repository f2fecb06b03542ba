/** What a push or a range of commits brings: the contents that its new end reaches and the known commits do not. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { isRekeyError } from '../base/errors.ts'
import type { Chunk, Skipped } from '../detect/chunk.ts'
import { isZeroId, objectId, readGit } from './git.ts'
import { gitObjects } from './git-objects.ts'
import type { Repository } from './repository.ts'

export interface GitPushOptions {
  readonly repository: Repository
  /** As `pushRevisions` or `newRevisions` gave them. */
  readonly revisions: readonly string[]
  readonly onSkip: (skipped: Skipped) => void
  readonly onCommit?: () => void
  readonly archiveDepth?: number | undefined
  readonly signal?: AbortSignal
}

/**
 * The revisions of a push; none when it deleted a ref. A new ref, or a `before` that is gone (a forced
 * push that was cleaned up), means all that `after` reaches. Throws OBJECT_ID_INVALID, and GIT_FAILED when
 * `after` is not there.
 */
export async function pushRevisions(
  repository: Repository,
  push: { readonly before: string; readonly after: string },
): Promise<readonly string[]> {
  const before = objectId(push.before)
  const after = objectId(push.after)
  if (isZeroId(after)) return []
  await readGit(repository, ['cat-file', '-e', after])
  return !isZeroId(before) && (await hasObject(repository, before)) ? [after, `^${before}`] : [after]
}

export interface RefUpdate {
  /** Full ids; zeros for "none". */
  readonly before: string
  readonly after: string
  readonly ref: string
}

/**
 * The revisions of updates that have not happened yet; none when all delete. `known` is what the receiving side
 * has besides: all refs of this repository, or the remote-tracking refs of one remote. Throws OBJECT_ID_INVALID.
 */
export async function newRevisions(
  repository: Repository,
  updates: readonly RefUpdate[],
  known: 'own refs' | { readonly remote: string },
): Promise<readonly string[]> {
  const revisions: string[] = []
  for (const update of updates) {
    const [before, after] = [objectId(update.before), objectId(update.after)]
    if (isZeroId(after)) continue
    revisions.push(after)
    if (!isZeroId(before) && (await hasObject(repository, before))) revisions.push(`^${before}`)
  }
  if (revisions.length === 0) return []
  if (known === 'own refs') return [...revisions, '--not', '--all']
  // What stands in the place of a remote's name may be an address; that has no refs of its own.
  return /^\w[\w./-]*$/.test(known.remote) ? [...revisions, '--not', `--remotes=${known.remote}`] : revisions
}

export async function* gitPush(options: GitPushOptions): AsyncGenerator<Chunk> {
  if (options.revisions.length === 0) return
  if (await endsEarly(options)) {
    options.onSkip({ path: '.', reason: 'shallow clone: some of these commits are not here (git fetch --unshallow)' })
  }
  yield* gitObjects(options)
}

/** Full id of the commit that people name `text`; undefined when there is none. */
export async function findCommit(repository: Repository, text: string): Promise<string | undefined> {
  const name = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${text}^{commit}`]
  try {
    return objectId((await readGit(repository, name)).toString().trim())
  } catch (error) {
    if (isRekeyError(error)) return undefined
    throw error
  }
}

/** Whether a shallow clone cuts off the history among the asked commits. */
async function endsEarly({ repository, revisions, signal }: GitPushOptions): Promise<boolean> {
  const options = signal === undefined ? {} : { signal }
  const asked = ['rev-parse', '--is-shallow-repository', '--git-path', 'shallow']
  const [isShallow, file = ''] = (await readGit(repository, asked, options)).toString('utf8').trim().split('\n')
  if (isShallow !== 'true') return false
  const ends = new Set(readFileSync(resolve(repository.workTree ?? repository.gitDir, file), 'utf8').split('\n'))
  const commits = (await readGit(repository, ['rev-list', ...revisions], options)).toString('latin1').split('\n')
  return commits.some((commit) => commit !== '' && ends.has(commit))
}

async function hasObject(repository: Repository, id: string): Promise<boolean> {
  try {
    await readGit(repository, ['cat-file', '-e', id])
    return true
  } catch (error) {
    if (isRekeyError(error, 'GIT_FAILED')) return false
    throw error
  }
}
