/**
 * What leads to a repository's commits: a print of its refs and reflogs that is taken without git, to see whether
 * anything moved since the last scan, and the commits themselves when something did.
 */
import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { isRekeyError } from '../../base/errors.ts'
import { readGit } from '../../sources/git.ts'
import { commonDirOf } from '../../sources/pack/object-folders.ts'
import type { Repository } from '../../sources/repository.ts'

/** Changes whenever a ref, a reflog, HEAD or the borders of a shallow clone do; a file touched in vain changes it too. */
export function printOfRefs(gitDir: string, commonDir: string): string {
  const hash = createHash('sha256')
  const add = (path: string): void => {
    const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false })
    if (stats !== undefined) hash.update(`${path}\0${stats.size}\0${stats.mtimeNs}\0${stats.ino}\n`)
  }
  for (const folder of new Set([commonDir, gitDir])) {
    for (const name of ['HEAD', 'packed-refs', 'shallow']) add(join(folder, name))
    for (const name of ['refs', 'logs', 'reftable', 'worktrees']) addBelow(join(folder, name), add)
  }
  return hash.digest('hex')
}

const MAX_DEPTH = 32

function addBelow(folder: string, add: (path: string) => void, depth = 0): void {
  let entries: Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    return
  }
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (!entry.isDirectory()) add(path)
    else if (depth < MAX_DEPTH) addBelow(path, add, depth + 1)
  }
}

/** The commits that refs and reflogs name. */
export async function listTips(repository: Repository, signal?: AbortSignal): Promise<string[]> {
  const args = ['rev-list', '--no-walk=unsorted', '--ignore-missing', '--all', '--reflog']
  const listed = await readGit(repository, args, signal === undefined ? {} : { signal })
  return listed.toString('latin1').split('\n').filter(Boolean)
}

/**
 * The same. To tell a commit from a tag, git reads each of them, which for thousands of refs takes longer than all else in
 * a rescan; where nothing but refs and one HEAD names any, the list of these says it.
 */
export async function listTipsQuickly(repository: Repository, signal?: AbortSignal): Promise<string[]> {
  const listed = hasOtherNames(repository) ? undefined : await listRefs(repository, signal)
  return listed ?? listTips(repository, signal)
}

/** Undefined when one of them is broken, or there is none. */
async function listRefs(repository: Repository, signal: AbortSignal | undefined): Promise<string[] | undefined> {
  try {
    const answer = await readGit(repository, ['show-ref', '--head', '--dereference'], signal ? { signal } : {})
    // What a tag is of comes behind it, under its name with `^{}`.
    const lines = answer.toString('latin1').trimEnd().split('\n')
    return [
      ...new Set(lines.filter((_, i) => !lines[i + 1]?.endsWith('^{}')).map((line) => line.split(' ', 1)[0] ?? '')),
    ]
  } catch (error) {
    if (isRekeyError(error, 'GIT_FAILED')) return undefined
    throw error
  }
}

/** Reflogs, and the HEADs of other work trees. */
function hasOtherNames(repository: Repository): boolean {
  let isAny = false
  for (const folder of new Set([commonDirOf(repository.gitDir), repository.gitDir])) {
    for (const name of ['logs', 'worktrees']) addBelow(join(folder, name), () => (isAny = true))
  }
  return isAny
}
