/**
 * What the next commit would change: the index's contents that differ from HEAD, as git will store them. The
 * working tree is not looked at, and nothing is written.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRekeyError } from '../base/errors.ts'
import type { Chunk, Skipped } from '../detect/chunk.ts'
import { ByteReader } from './byte-reader.ts'
import { isZeroId, objectId, readGit } from './git.ts'
import { checkObjects, readObjects } from './git-objects.ts'
import type { Repository } from './repository.ts'

export interface StagedChange {
  /** From the top of the repository. */
  readonly path: string
  readonly blob: string
  /** What the parents of the next commit hold at this path: none for a new file, several in a merge. */
  readonly before: readonly string[]
}

export interface StagedOptions {
  readonly repository: Repository
  readonly onSkip: (skipped: Skipped) => void
  readonly archiveDepth?: number | undefined
  readonly signal?: AbortSignal
}

/** Added and changed files, in the order of the index. On an unborn branch these are all. */
export async function listStaged({ repository, onSkip, signal }: StagedOptions): Promise<StagedChange[]> {
  const [first = await emptyTree(repository), ...merged] = await findParents(repository)
  const changes = new Map((await diffIndex(repository, first, signal)).map((change) => [change.path, change]))
  for (const parent of merged) {
    const sides = new Map((await diffIndex(repository, parent, signal)).map((change) => [change.path, change]))
    for (const [path, change] of changes) {
      const side = sides.get(path)
      // The same as in a parent: the merge takes it over and brings nothing new.
      if (side === undefined) changes.delete(path)
      else changes.set(path, { ...change, before: [...change.before, ...side.before] })
    }
  }
  const staged = [...changes.values()].filter(({ path }) => isBelow(path, repository.prefix))
  for (const { path, blob } of staged)
    if (isZeroId(blob)) onSkip({ path, reason: 'its merge conflict is not resolved' })
  return staged.filter(({ blob }) => !isZeroId(blob))
}

/** The contents of `blobs`, each with the path that stands beside it. */
export async function* readBlobs(
  blobs: readonly { readonly path: string; readonly blob: string }[],
  options: StagedOptions,
): AsyncGenerator<Chunk> {
  if (blobs.length === 0) return
  const checked = checkObjects(options.repository, options.signal)
  // A path may hold a line break, which would end a line of git's protocol: its number goes there instead.
  checked.stdin.end(blobs.map(({ blob }, index) => `${objectId(blob)} ${index}\n`).join(''))
  const pathOf = (text: string): string => {
    const [, number = text, inner = ''] = /^(\d+)((?:!.*)?)$/s.exec(text) ?? []
    return blobs[Number(number)] === undefined ? text : `${blobs[Number(number)]?.path}${inner}`
  }
  const onSkip = (skipped: Skipped): void => options.onSkip({ ...skipped, path: pathOf(skipped.path) })
  const listing = { lines: new ByteReader(checked.stdout), processes: [checked] }
  for await (const chunk of readObjects(listing, { ...options, onSkip })) {
    yield { ...chunk, origin: { ...chunk.origin, path: pathOf(chunk.origin.path) } }
  }
}

/** HEAD, if there is one yet, and what is being merged into it. */
async function findParents(repository: Repository): Promise<string[]> {
  const head = await readGit(repository, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']).catch((error) => {
    if (isRekeyError(error, 'GIT_FAILED')) return undefined
    throw error
  })
  const merging = join(repository.gitDir, 'MERGE_HEAD')
  const merged = existsSync(merging) ? readFileSync(merging, 'utf8').split('\n').filter(Boolean).map(objectId) : []
  return head === undefined ? [] : [head.toString().trim(), ...merged]
}

async function emptyTree(repository: Repository): Promise<string> {
  return (await readGit(repository, ['hash-object', '-t', 'tree', '--stdin'])).toString().trim()
}

/** Lines of `:mode mode old new status`, NUL, path, NUL. A submodule is a commit of another repository. */
async function diffIndex(repository: Repository, tree: string, signal?: AbortSignal): Promise<StagedChange[]> {
  const shape = ['--cached', '--raw', '-z', '--no-abbrev', '--no-renames', '--diff-filter=d', '--ignore-submodules']
  const answer = await readGit(repository, ['diff-index', ...shape, objectId(tree), '--'], signal ? { signal } : {})
  const tokens = answer.toString('utf8').split('\0')
  const changes: StagedChange[] = []
  for (let i = 0; i + 1 < tokens.length; i += 2) {
    const [, mode, before, blob] = (tokens[i] as string).split(' ') as [string, string, string, string]
    if (mode === '160000') continue
    changes.push({ path: tokens[i + 1] as string, blob, before: isZeroId(before) ? [] : [before] })
  }
  return changes
}

function isBelow(path: string, prefix: string): boolean {
  return prefix === '' || path.startsWith(`${prefix}/`)
}
