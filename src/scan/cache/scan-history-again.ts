/**
 * A scan of a history that reads what is new since the last one and reports all of it: the hits of before are kept as
 * long as their objects are there. Where they come from is asked of git only as far as something moved.
 */
import { readGit } from '../../sources/git.ts'
import type { Repository } from '../../sources/repository.ts'
import type { Hit } from '../collect.ts'
import type { Finding } from '../finding.ts'
import { scanHistory, type HistoryReading, type SearchedObjects } from '../history/scan-history.ts'
import type { AttributeWhere, Run, RunOptions } from '../scan-run.ts'
import { openHistoryMemory, type Origins, type Remembered } from './history-memory.ts'
import { recallOrigins } from './recall-origins.ts'

export interface ScanAgainOptions extends RunOptions, HistoryReading, AttributeWhere {
  readonly run: Run
  readonly cache: { readonly folder: string; readonly onNotice: (text: string) => void }
}

export async function scanHistoryAgain(options: ScanAgainOptions): Promise<Finding[]> {
  const { run, repository, leakKey, decodeDepth, archiveDepth, cache } = options
  const memory = await openHistoryMemory(repository, { ...cache, leakKey, settings: [decodeDepth, archiveDepth] })
  const { remembered } = memory
  const first = run.collector.hits.length
  let commits = 0
  const onCommit = (): void => {
    commits++
    run.onCommit()
  }
  const known = { objects: remembered.known, packs: remembered.packs }
  const searched = await scanHistory({ ...run, ...options, onCommit, known })
  // Others read it, who know nothing of a memory: they read everything.
  if (searched === undefined) return run.attribute(options)
  // What is gone stays remembered with its id: it may come back, and would not be read again.
  const hits = [...remembered.hits, ...run.collector.hits.slice(first)]
  run.collector.keep(await run.attempt([], () => stillThere(remembered, searched, repository, options.signal)))
  for (let i = 0; i < remembered.commits; i++) run.onCommit()
  let origins: Origins | undefined = remembered.origins
  const findings = await run.attribute({
    ...options,
    objects: searched.objects,
    recall: async (wanted) => (origins = await recallOrigins(remembered.origins, { ...wanted, added: searched.ids })),
  })
  // A scan that was stopped has not seen what it would remember.
  if (!options.signal?.aborted) memory.save({ ...searched, hits, origins, commits: remembered.commits + commits })
  return findings
}

/** Hits of objects that git has not thrown away since. */
async function stillThere(
  { hits, packs }: Remembered,
  searched: SearchedObjects,
  repository: Repository,
  signal: AbortSignal | undefined,
): Promise<readonly Hit[]> {
  if (hits.length === 0 || [...packs].every((pack) => searched.packs.has(pack))) return hits
  const ids = [...new Set(hits.map(objectOf))]
  const answer = await readGit(repository, ['cat-file', '--batch-check=%(objectname)', '--buffer'], {
    input: `${ids.join('\n')}\n`,
    ...(signal === undefined ? {} : { signal }),
  })
  const there = new Set(answer.toString('latin1').split('\n'))
  return hits.filter((hit) => there.has(objectOf(hit)))
}

/** The object that holds a hit: its blob, or the commit or tag of its message. */
const objectOf = (hit: Hit): string => hit.blob ?? hit.file.slice(hit.file.indexOf(':') + 1)
