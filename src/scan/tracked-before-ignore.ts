/**
 * Why an entry in `.gitignore` did not help: git goes on tracking a file that it tracked before. Compares what
 * `.gitignore` says of a file where it was added with what it says at the tip of a push. Git itself reads the
 * patterns, in a scratch repository of ours: the pushed one is never checked out.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { objectId, readGit } from '../sources/git.ts'
import type { Repository } from '../sources/repository.ts'
import type { Finding } from './finding.ts'

const MAX_IGNORE_BYTES = 1024 * 1024
/** A path that git itself would refuse to check out is not asked about. */
const UNSAFE_SEGMENT = /^(?:|\.{1,2}|\.git|git~1)$/i

/** Each place costs some calls of git; a push with more leaks than this leaves the question open for the rest. */
const MAX_PLACES = 50

/** The answers of `wasTrackedBeforeIgnore` by leak id. What git cannot tell is left out; nothing is thrown. */
export async function traceIgnoredFiles(
  repository: Repository,
  push: { readonly findings: readonly Finding[]; readonly tip: string },
  signal?: AbortSignal,
): Promise<Map<string, boolean>> {
  const places = new Map<string, boolean | undefined>()
  const traced = new Map<string, boolean>()
  for (const { leakId, file, commit } of push.findings) {
    if (commit === undefined || signal?.aborted) continue
    const place = `${commit} ${file}`
    if (!places.has(place)) {
      if (places.size === MAX_PLACES) continue
      const asked = wasTrackedBeforeIgnore(repository, { file, commit, tip: push.tip }, signal)
      places.set(place, await asked.catch(() => undefined))
    }
    const answer = places.get(place)
    if (answer !== undefined) traced.set(leakId, answer)
  }
  return traced
}

export interface TrackedFile {
  /** Path in the repository, with `/`. */
  readonly file: string
  /** The commit that brought the leak. */
  readonly commit: string
  /** The commit that the push ended with. */
  readonly tip: string
}

/**
 * True: the tip's `.gitignore` (at the top or in a folder above the file) names the file, and where the file was
 * added it did not. False: it was named when it was added already, so somebody added it by force. Undefined: no
 * `.gitignore` at the tip names it, or the commit that added it is not there. Throws GIT_FAILED and file errors.
 */
export async function wasTrackedBeforeIgnore(
  repository: Repository,
  { file, commit, tip }: TrackedFile,
  signal?: AbortSignal,
): Promise<boolean | undefined> {
  if (!isSafe(file)) return undefined
  if (!(await isIgnored(repository, { file, commit: tip }, signal))) return undefined
  const added = await findAddition(repository, { file, commit }, signal)
  if (added === undefined) return undefined
  return !(await isIgnored(repository, { file, commit: added }, signal))
}

const isSafe = (path: string): boolean =>
  path.length <= 1_000 && !path.includes('\0') && !path.split('/').some((segment) => UNSAFE_SEGMENT.test(segment))

/** The latest commit up to `commit` that added the file: what was there before a removal counts no more. */
async function findAddition(
  repository: Repository,
  { file, commit }: { file: string; commit: string },
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const shape = ['--no-renames', '--no-ext-diff', '--no-textconv', '--diff-filter=A', '--full-history', '--format=%H']
  const log = await readGit(repository, ['log', '-1', ...shape, objectId(commit), '--', file], withSignal(signal))
  return log.toString('utf8').trim() || undefined
}

/** Whether a `.gitignore` in the tree of `commit` names the file. */
async function isIgnored(
  repository: Repository,
  { file, commit }: { file: string; commit: string },
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const ignores = await readIgnoreFiles(repository, { file, commit }, signal)
  if (ignores.size === 0) return false
  const scratch = await mkdtemp(join(tmpdir(), 'rekey-ignore-'))
  try {
    const gitDir = join(scratch, 'git')
    const workTree = join(scratch, 'tree')
    for (const folder of [gitDir, workTree]) await mkdir(folder)
    await readGit({ gitDir, prefix: '' }, ['init', '--quiet', '--bare', '--template='], withSignal(signal))
    for (const [path, content] of [...ignores, [file, Buffer.alloc(0)] as const]) {
      await mkdir(dirname(join(workTree, path)), { recursive: true })
      await writeFile(join(workTree, path), content)
    }
    const shape = ['--others', '--ignored', '--exclude-per-directory=.gitignore', '-z']
    const listed = await readGit({ gitDir, workTree, prefix: '' }, ['ls-files', ...shape], withSignal(signal))
    return listed.toString('utf8').split('\0').includes(file)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** The `.gitignore` files that may speak of `file`, by path. A symbolic link is none: git does not follow it. */
async function readIgnoreFiles(
  repository: Repository,
  { file, commit }: { file: string; commit: string },
  signal: AbortSignal | undefined,
): Promise<Map<string, Buffer>> {
  const folders = file.split('/').slice(0, -1)
  const paths = folders.reduce(
    (all, _, depth) => [...all, [...folders.slice(0, depth + 1), '.gitignore'].join('/')],
    ['.gitignore'],
  )
  const asked = ['ls-tree', '-z', '--full-tree', objectId(commit), '--', ...paths.filter((path) => path !== file)]
  const tree = await readGit(repository, asked, withSignal(signal))
  const found = new Map<string, Buffer>()
  for (const entry of tree.toString('utf8').split('\0').filter(Boolean)) {
    const [facts = '', path = ''] = entry.split('\t', 2)
    const [mode = '', type, id = ''] = facts.split(' ')
    if (type !== 'blob' || !mode.startsWith('100')) continue
    const blob = ['cat-file', 'blob', objectId(id)]
    found.set(path, await readGit(repository, blob, { ...withSignal(signal), maxBytes: MAX_IGNORE_BYTES }))
  }
  return found
}

function withSignal(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal }
}
