/**
 * What `.gitignore` and `.git/info/exclude` leave out of a work tree. A file that is tracked is never among it: ignoring
 * it later hides it from nobody.
 */
import { readGit } from './git.ts'
import type { Repository } from './repository.ts'

/** Paths below the asked folder; a folder of which nothing is tracked ends with `/`. */
export async function listIgnored(repository: Repository, signal?: AbortSignal): Promise<ReadonlySet<string>> {
  if (repository.workTree === undefined) return new Set()
  const shape = ['--others', '--ignored', '--exclude-standard', '--directory', '-z']
  const path = repository.prefix === '' ? [] : ['--', repository.prefix]
  const answer = await readGit(repository, ['ls-files', ...shape, ...path], signal === undefined ? {} : { signal })
  const top = repository.prefix === '' ? 0 : repository.prefix.length + 1
  return new Set(
    answer
      .toString('utf8')
      .split('\0')
      .filter((one) => one.length > top)
      .map((one) => one.slice(top)),
  )
}
