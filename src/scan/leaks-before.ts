/**
 * Which leaks a file held already before a change. Whoever edits another line of such a file has not leaked
 * anything, and a door that stops them is one that they will take off its hinges.
 */
import { readGit } from '../sources/git.ts'
import type { Repository } from '../sources/repository.ts'
import { readBlobs } from '../sources/staged.ts'
import { createCollector } from './collect.ts'
import type { Finding } from './finding.ts'
import { outerFile } from './place.ts'
import type { RunOptions } from './scan-run.ts'

type EarlierOptions = Pick<RunOptions, 'leakKey' | 'signal' | 'decodeDepth' | 'archiveDepth'>

/** Leak ids by blob id. A blob that cannot be read has none, so that nothing is forgiven because of it. */
export async function leaksOfBlobs(
  repository: Repository,
  blobs: readonly string[],
  options: EarlierOptions,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const collector = createCollector({ ...options, onSkip: () => undefined })
  const unique = [...new Set(blobs)].map((blob) => ({ path: blob, blob }))
  const { signal, archiveDepth } = options
  const source = readBlobs(unique, { repository, onSkip: () => undefined, archiveDepth, ...(signal ? { signal } : {}) })
  await collector.collect(source, 'earlier versions')
  const leaks = new Map<string, Set<string>>()
  for (const { blob = '', leakId } of collector.hits) {
    const known = leaks.get(blob)
    if (known) known.add(leakId)
    else leaks.set(blob, new Set([leakId]))
  }
  return leaks
}

/** `findings` without those whose leak stood in the same file before the first of the commits. Throws GIT_FAILED. */
export async function withoutEarlierLeaks(
  repository: Repository,
  findings: readonly Finding[],
  options: EarlierOptions,
): Promise<Finding[]> {
  const before = await blobsBefore(repository, findings)
  const leaks = await leaksOfBlobs(repository, [...before.values()].flat(), options)
  const isEarlier = (finding: Finding): boolean =>
    (before.get(placeOf(finding)) ?? []).some((blob) => leaks.get(blob)?.has(finding.leakId))
  // One commit brought the leak, later ones only moved its line: all of its places in that file are reported.
  const brought = new Set(findings.filter((finding) => !isEarlier(finding)).map(leakInFile))
  return findings.filter((finding) => brought.has(leakInFile(finding)))
}

const placeOf = ({ commit, file }: Finding): string => JSON.stringify([commit, file])
const leakInFile = ({ leakId, file }: Finding): string => JSON.stringify([leakId, file])

/** What the first two parents of each finding's commit hold at its path. */
async function blobsBefore(repository: Repository, findings: readonly Finding[]): Promise<Map<string, string[]>> {
  const asked = findings.filter(({ commit, blob, file }) => commit && blob && !/[\n\r]/.test(file))
  if (asked.length === 0) return new Map()
  const top = repository.prefix === '' ? '' : `${repository.prefix}/`
  const names = asked.flatMap((finding) => {
    const path = `${top}${outerFile(finding)}`
    return [`${finding.commit}^1:${path}`, `${finding.commit}^2:${path}`]
  })
  const answer = await readGit(repository, ['cat-file', '--batch-check=%(objectname) %(objecttype)'], {
    input: `${names.join('\n')}\n`,
  })
  const lines = answer.toString('utf8').split('\n')
  const blobAt = (line: number): string[] => /^([0-9a-f]{40,64}) blob$/.exec(lines[line] ?? '')?.slice(1) ?? []
  return new Map(asked.map((finding, index) => [placeOf(finding), [...blobAt(2 * index), ...blobAt(2 * index + 1)]]))
}
