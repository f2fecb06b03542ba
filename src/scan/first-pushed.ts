/**
 * Since when others could read a commit, as far as this clone knows: the reflogs of remote-tracking branches say when a
 * push from here, or a fetch, first saw it on a remote. What was there before the clone is not dated.
 */
import { join } from 'node:path'
import { isZeroId, readGit } from '../sources/git.ts'
import { commonDirOf, filesBelow, readSmall } from '../sources/pack/object-folders.ts'
import type { Repository } from '../sources/repository.ts'
import type { Finding } from './finding.ts'

type Pushed = NonNullable<Finding['pushed']>

interface Move extends Pushed {
  readonly before: string
  readonly after: string
}

/** `findings` with the time when their commit was first on a remote, where it is known. */
export async function withPushed(
  findings: readonly Finding[],
  repository: Repository,
  signal?: AbortSignal,
): Promise<Finding[]> {
  if (findings.every(({ commit }) => commit === undefined)) return [...findings]
  const moves = movesOf(repository)
  if (moves.length === 0) return [...findings]
  const pushed = datesOf(moves, await readParents(repository, moves, signal))
  return findings.map((finding) => {
    const known = finding.commit === undefined ? undefined : pushed.get(finding.commit)
    return known === undefined ? finding : { ...finding, pushed: known }
  })
}

/** What the reflogs tell of branches of remotes, the oldest first. */
function movesOf(repository: Repository): Move[] {
  const folder = join(commonDirOf(repository.gitDir), 'logs', 'refs', 'remotes')
  const moves = filesBelow(folder).flatMap((path) => readSmall(path).split('\n').flatMap(parseMove))
  return moves.toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

const MOVE = /^([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [^\n]*> (\d{1,15}) [+-]\d{4}\t(.*)$/

/** `before after Name <address> seconds zone<TAB>what`. A clone says nothing of when its commits were pushed. */
function parseMove(line: string): Move[] {
  const [, before, after, seconds, what] = MOVE.exec(line) ?? []
  if (before === undefined || after === undefined || what === undefined || isZeroId(after)) return []
  const by = what === 'update by push' ? 'push' : 'fetch'
  if (by === 'fetch' && isZeroId(before)) return []
  return [{ before, after, at: new Date(Number(seconds) * 1_000), by }]
}

/** Parents of the commits that came with any of the moves. */
async function readParents(
  repository: Repository,
  moves: readonly Move[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const known = new Set<string>()
  const old: string[] = []
  for (const { before, after } of moves) {
    if (!known.has(before) && !isZeroId(before)) old.push(before)
    known.add(before).add(after)
  }
  const input = [...moves.map(({ after }) => after), ...old.map((id) => `^${id}`), ''].join('\n')
  const args = ['rev-list', '--parents', '--ignore-missing', '--stdin']
  const listed = await readGit(repository, args, { input, ...(signal === undefined ? {} : { signal }) })
  const rows = listed.toString('latin1').split('\n').filter(Boolean)
  return new Map(rows.map((row) => [row.split(' ', 1)[0] as string, row.split(' ').slice(1)]))
}

function datesOf(moves: readonly Move[], parents: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, Pushed> {
  const dates = new Map<string, Pushed | undefined>()
  const mark = (from: string, pushed: Pushed | undefined): void => {
    const pending = [from]
    for (let commit = pending.pop(); commit !== undefined; commit = pending.pop()) {
      if (dates.has(commit) || !parents.has(commit)) continue
      dates.set(commit, pushed)
      pending.push(...(parents.get(commit) as readonly string[]))
    }
  }
  for (const { before, after, at, by } of moves) {
    // It was there already, since when the reflog does not tell any more.
    mark(before, undefined)
    mark(after, { at, by })
  }
  return new Map([...dates].flatMap(([commit, pushed]) => (pushed === undefined ? [] : [[commit, pushed]])))
}
