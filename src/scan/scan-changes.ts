/**
 * Scans of what is about to happen: the next commit, a range of commits, a push. Only what the change itself brings is
 * reported: a leak that the same file held before is no news here (`scanPath` finds it).
 */
import { realpathSync } from 'node:fs'
import { findCommit, gitPush, newRevisions, type RefUpdate } from '../sources/git-push.ts'
import { findRepository, type Repository } from '../sources/repository.ts'
import { listStaged, readBlobs } from '../sources/staged.ts'
import type { ScanReport } from './finding.ts'
import { leaksOfBlobs, withoutEarlierLeaks } from './leaks-before.ts'
import { outerFile, placeHits } from './place.ts'
import { scanError } from './scan-error.ts'
import { startRun, type RunOptions } from './scan-run.ts'

export interface ScanChangesOptions extends RunOptions {
  readonly repository: Repository
}

/** The repository of `path`. Throws SCAN_REPOSITORY_NEEDED. */
export function openChanges(path: string): Repository {
  const repository = findRepository(resolved(path))
  if (repository === undefined) throw scanError('SCAN_REPOSITORY_NEEDED', `${path} is not in a git repository`)
  return repository
}

/** What is staged for the next commit. Throws GIT_FAILED when the index cannot be read. */
export async function scanStaged(options: ScanChangesOptions): Promise<ScanReport> {
  const { repository } = options
  const run = startRun(options)
  const { archiveDepth } = options
  const reading = {
    repository,
    onSkip: run.onSkip,
    archiveDepth,
    ...(options.signal ? { signal: options.signal } : {}),
  }
  const changes = await listStaged(reading)
  await run.collector.collect(readBlobs(changes, reading), 'staged changes')
  const { hits } = run.collector
  if (hits.length === 0) return run.report([])
  const before = new Map(changes.map((change) => [change.path, change.before]))
  const blobs = hits.flatMap((hit) => before.get(outerFile(hit)) ?? [])
  const leaks = await leaksOfBlobs(repository, blobs, options)
  const added = hits.filter((hit) => !before.get(outerFile(hit))?.some((blob) => leaks.get(blob)?.has(hit.leakId)))
  const top = repository.prefix === '' ? 0 : repository.prefix.length + 1
  return run.report(placeHits(added.map((hit) => ({ ...hit, file: hit.file.slice(top) }))))
}

/** `BASE..HEAD`: what HEAD reaches and BASE does not. Three dots mean the same. Throws SCAN_RANGE_INVALID. */
export async function scanRange(options: ScanChangesOptions & { readonly range: string }): Promise<ScanReport> {
  const { repository, range } = options
  const [, base = '', head = ''] = /^(.+?)\.{2,3}(.*)$/s.exec(range) ?? []
  const before = base && (await findCommit(repository, base))
  if (!before)
    throw scanError('SCAN_RANGE_INVALID', `${JSON.stringify(range)} does not begin with a commit that is here`)
  const after = await findCommit(repository, head || 'HEAD')
  if (!after) throw scanError('SCAN_RANGE_INVALID', `${JSON.stringify(range)} does not end with a commit that is here`)
  return scanRevisions({ ...options, revisions: [after, `^${before}`], head: after })
}

/** What `updates` bring that the receiving side does not have: see `newRevisions`. */
export async function scanUpdates(
  options: ScanChangesOptions & {
    readonly updates: readonly RefUpdate[]
    readonly known: 'own refs' | { readonly remote: string }
  },
): Promise<ScanReport> {
  const revisions = await newRevisions(options.repository, options.updates, options.known)
  return scanRevisions({ ...options, revisions, head: revisions[0] ?? 'HEAD' })
}

async function scanRevisions(
  options: ScanChangesOptions & { readonly revisions: readonly string[]; readonly head: string },
): Promise<ScanReport> {
  const { repository, revisions, head } = options
  const run = startRun(options)
  if (revisions.length === 0) return run.report([])
  const { onSkip, onCommit } = run
  const signal = options.signal ? { signal: options.signal } : {}
  await run.collector.collect(
    gitPush({ repository, revisions, onSkip, onCommit, archiveDepth: options.archiveDepth, ...signal }),
    'commits',
  )
  const findings = await run.attribute({ repository, revisions, head })
  return run.report(await run.attempt(findings, () => withoutEarlierLeaks(repository, findings, options)))
}

function resolved(path: string): string {
  try {
    return realpathSync(path)
  } catch (cause) {
    throw scanError('SCAN_PATH_MISSING', `there is nothing at ${path}`, { cause })
  }
}
