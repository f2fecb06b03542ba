/**
 * What moved between two scans, and the least that git has to read to tell what this brought: with thousands of refs most
 * of a rescan would go into commits that every one of them names, and that are known.
 */
import { isRekeyError } from '../../base/errors.ts'
import { readGit } from '../../sources/git.ts'
import type { Repository } from '../../sources/repository.ts'

/** What refs and reflogs name and did not name before, and the other way round. */
export interface MovedTips {
  readonly fresh: readonly string[]
  readonly gone: readonly string[]
}

export interface MovedWhere {
  readonly repository: Repository
  readonly signal?: AbortSignal | undefined
}

export function compareTips(before: readonly string[], now: readonly string[]): MovedTips {
  const [had, has] = [new Set(before), new Set(now)]
  return { fresh: now.filter((tip) => !had.has(tip)), gone: before.filter((tip) => !has.has(tip)) }
}

/** Whether some of `gone` is led to by nothing any more. */
export async function isAnyLost({ fresh, gone }: MovedTips, where: MovedWhere): Promise<boolean> {
  if (gone.length === 0) return false
  // Nearly always they grew, and what is named now leads to what was.
  if (fresh.length > 0 && !(await areLeft(gone, fresh, [], where))) return false
  return areLeft(gone, [], ['--not', '--all', '--reflog'], where)
}

/** Whether commits of `tips` are left when those of the others are taken away; also when git cannot tell. */
async function areLeft(
  tips: readonly string[],
  without: readonly string[],
  others: readonly string[],
  { repository, signal }: MovedWhere,
): Promise<boolean> {
  const input = [...tips, ...without.map((tip) => `^${tip}`), ''].join('\n')
  try {
    const args = ['rev-list', '--max-count=1', '--stdin', ...others]
    return (await readGit(repository, args, { input, ...(signal && { signal }) })).length > 0
  } catch (error) {
    if (isRekeyError(error, 'GIT_FAILED')) return true
    throw error
  }
}

/**
 * The commits of before that all others end at which `fresh` leads to: without them and what they reach, those that came
 * since are left. `isNew` tells the `count` objects that were not there before. Undefined when a known commit that nothing
 * named stands among them or at the border: then only all tips of before tell what came since.
 */
export async function borderOf(
  { fresh, gone }: MovedTips,
  { before, isNew, count }: { readonly before: readonly string[]; isNew(id: string): boolean; readonly count: number },
  { repository, signal }: MovedWhere,
): Promise<string[] | undefined> {
  const input = [...fresh, ...gone.map((tip) => `^${tip}`), ''].join('\n')
  const args = ['rev-list', '--parents', `--max-count=${count}`, '--ignore-missing', '--stdin']
  const listed = (await readGit(repository, args, { input, ...(signal && { signal }) })).toString('latin1')
  const parents = new Map(
    listed.split('\n').map((line) => {
      const [commit = '', ...all] = line.split(' ')
      return [commit, all] as const
    }),
  )
  const had = new Set(before)
  const border = new Set(gone)
  const seen = new Set(fresh)
  // What is added while it is walked comes up, too.
  for (const commit of seen) {
    const own = parents.get(commit)
    if (own === undefined || !isNew(commit)) return undefined
    for (const parent of own) (had.has(parent) ? border : seen).add(parent)
  }
  return [...border]
}
