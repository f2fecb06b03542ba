/**
 * Finds the git repository that a folder belongs to, by looking only: git itself is not asked, because
 * a hostile `core.worktree` or `core.bare` would answer for it.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

export interface Repository {
  /** Absolute path of the git directory. */
  readonly gitDir: string
  /** Absolute path of the top folder; absent in a bare repository. */
  readonly workTree?: string
  /** The asked folder below `workTree`, with `/` and without one at the end; '' for the top. */
  readonly prefix: string
  /** Absolute path of another index than the repository's own: `git commit PATH` gives its hooks one. */
  readonly index?: string
  /** Where git keeps what a push brought until its hooks have agreed. */
  readonly quarantine?: { readonly objects: string; readonly alternates: string }
}

/** A bare repository, or the innermost repository whose work tree holds `folder`. `folder` is absolute. */
export function findRepository(folder: string): Repository | undefined {
  if (isGitDirectory(folder)) return { gitDir: folder, prefix: '' }
  for (let top = folder; ; top = dirname(top)) {
    const gitDir = gitDirectoryOf(top)
    if (gitDir !== undefined) return { gitDir, workTree: top, prefix: relative(top, folder).split(sep).join('/') }
    if (dirname(top) === top) return undefined
  }
}

function gitDirectoryOf(top: string): string | undefined {
  const dotGit = join(top, '.git')
  const stats = statSync(dotGit, { throwIfNoEntry: false })
  if (stats?.isDirectory()) return isGitDirectory(dotGit) ? dotGit : undefined
  if (!stats?.isFile() || stats.size > 8_192) return undefined
  // A linked work tree or a submodule: the file names the real directory.
  const target = /^gitdir: (.+?)\n?$/.exec(readFileSync(dotGit, 'utf8'))?.[1]
  return target === undefined ? undefined : resolve(top, target)
}

/** The three entries by which git itself recognises a git directory; a linked work tree's has no `objects`. */
function isGitDirectory(folder: string): boolean {
  return existsSync(join(folder, 'HEAD')) && existsSync(join(folder, 'objects')) && existsSync(join(folder, 'refs'))
}

/**
 * The repository that git started a hook for. Git tells its hooks by environment where things are; nothing else of
 * the environment is taken. Undefined when `cwd` belongs to no repository.
 */
export function findHookRepository(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Repository | undefined {
  const found = env['GIT_DIR'] ? givenRepository(resolve(cwd, env['GIT_DIR']), cwd) : findRepository(cwd)
  if (found === undefined) return undefined
  const { GIT_INDEX_FILE: index, GIT_QUARANTINE_PATH: quarantine, GIT_OBJECT_DIRECTORY: objects } = env
  const alternates = env['GIT_ALTERNATE_OBJECT_DIRECTORIES']
  return {
    ...found,
    prefix: '',
    ...(index ? { index: resolve(cwd, index) } : {}),
    ...(quarantine && objects && alternates ? { quarantine: { objects: resolve(cwd, objects), alternates } } : {}),
  }
}

/** Git starts the hooks of a work tree at its top, and those of a push inside of the git directory. */
function givenRepository(gitDir: string, cwd: string): Repository {
  return gitDir === cwd ? { gitDir, prefix: '' } : { gitDir, workTree: cwd, prefix: '' }
}
