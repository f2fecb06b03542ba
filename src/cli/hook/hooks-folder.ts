/** Where git looks for the hooks of a repository, and whether one of them is ours. Runs none. */
import { lstatSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { runOwnGit } from '../../sources/git.ts'
import type { Repository } from '../../sources/repository.ts'
import type { Io } from '../command.ts'
import { hookError } from './hook-error.ts'

/** The line by which our hooks are known. */
export const MARK = '# A door of Rekey: it stops leaked keys. `rekey hook uninstall` takes it away.'

/** What stood in the place of our hook before; ours runs it first. */
export const CHAINED_SUFFIX = '.before-rekey'

/** With `core.hooksPath` of any of the user's configurations. Throws HOOK_OUTSIDE. */
export async function findHooksFolder(repository: Repository, io: Pick<Io, 'env' | 'signal'>): Promise<string> {
  const cwd = repository.workTree ?? repository.gitDir
  const answer = await runOwnGit(cwd, ['rev-parse', '--git-path', 'hooks'], io)
  if (answer.exit !== 0)
    throw hookError('HOOK_OUTSIDE', `git does not take ${cwd} for a repository: ${answer.stderr.trim()}`)
  return resolve(cwd, answer.stdout.replace(/\n$/, ''))
}

/** husky writes the files in `.husky/_` anew on each installation; what people edit lies above. */
export function findHuskyFolder(folder: string): string | undefined {
  return basename(folder) === '_' && basename(dirname(folder)) === '.husky' ? dirname(folder) : undefined
}

export type HookState = 'none' | 'ours' | 'other'

export function hookState(folder: string, name: string): HookState {
  const path = join(folder, name)
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return 'none'
  try {
    return readFileSync(path, 'utf8').split('\n').includes(MARK) ? 'ours' : 'other'
  } catch {
    // A broken link, a folder, a file of somebody else.
    return 'other'
  }
}
