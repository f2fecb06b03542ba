/** Where the baseline of a repository or folder lies. Reads it; `rekey baseline` alone writes it. */
import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isRekeyError } from '../base/errors.ts'
import { readGit } from '../sources/git.ts'
import { findRepository, type Repository } from '../sources/repository.ts'
import { BASELINE_FILE, parseBaseline, type BaselineEntry } from './baseline.ts'

const MAX_BASELINE_BYTES = 16 * 1024 * 1024

/** Of a repository's top, else of the folder itself. Empty when there is none. Throws BASELINE_INVALID. */
export async function readBaseline(path: string): Promise<BaselineEntry[]> {
  const folder = statSync(path, { throwIfNoEntry: false })?.isFile() ? dirname(path) : path
  const repository = findRepository(folder)
  return repository === undefined ? readFile(folder) : readRepositoryBaseline(repository)
}

/** Without a work tree, that of HEAD: whoever pushes cannot accept their own leak in the same push. */
export async function readRepositoryBaseline(repository: Repository): Promise<BaselineEntry[]> {
  if (repository.workTree !== undefined) return readFile(repository.workTree)
  try {
    const { quarantine: _, ...settled } = repository
    const blob = ['cat-file', 'blob', `HEAD:${BASELINE_FILE}`]
    return parseBaseline((await readGit(settled, blob, { maxBytes: MAX_BASELINE_BYTES })).toString('utf8'))
  } catch (error) {
    if (isRekeyError(error, 'GIT_FAILED')) return []
    throw error
  }
}

function readFile(folder: string): BaselineEntry[] {
  const path = join(folder, BASELINE_FILE)
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats?.isFile() && stats.size <= MAX_BASELINE_BYTES ? parseBaseline(readFileSync(path, 'utf8')) : []
}
