/**
 * A scan: sources to engine to report. Reads files and asks git; never opens the database or the network,
 * and changes nothing. What it could not read is in the report.
 */
import { existsSync, realpathSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isRekeyError } from '../base/errors.ts'
import { fileTree, singleFile } from '../sources/file-tree.ts'
import { gitHistory, HISTORY_REVISIONS } from '../sources/git-history.ts'
import { gitPush, pushRevisions } from '../sources/git-push.ts'
import { listIgnored } from '../sources/ignored.ts'
import { findRepository, type Repository } from '../sources/repository.ts'
import { scanHistoryAgain } from './cache/scan-history-again.ts'
import type { Finding, ScanReport } from './finding.ts'
import { scanHistory, type HistoryReading } from './history/scan-history.ts'
import { placeHits } from './place.ts'
import { scanError } from './scan-error.ts'
import { startRun, type RunOptions } from './scan-run.ts'
import { findTrackedSecretsFiles } from './tracked-secrets-file.ts'

export interface ScanPathOptions extends RunOptions, HistoryReading {
  /** A folder, a bare repository or a file. */
  readonly path: string
  /** Whether the git history is read too, where there is one. */
  readonly history: boolean
  /** Leave out what git ignores; what is tracked is searched all the same. */
  readonly respectGitignore?: boolean | undefined
  /** Where scans of histories remember what they searched. Not for those who need the keys themselves. */
  readonly cache?: { readonly folder: string; readonly onNotice: (text: string) => void } | undefined
}

/** Throws SCAN_PATH_MISSING, SCAN_PATH_UNREADABLE, SCAN_PATH_UNSUITABLE. */
export async function scanPath(options: ScanPathOptions): Promise<ScanReport> {
  const { root, isFile } = openPath(options.path)
  const run = startRun(options)
  const shared = { onSkip: run.onSkip, archiveDepth: options.archiveDepth, ...withSignal(options.signal) }
  if (isFile) {
    await run.collector.collect(singleFile({ root, name: basename(options.path), ...shared }), '.')
    return run.report(placeHits(run.collector.hits))
  }
  const repository = findRepository(root)
  if (repository?.workTree !== undefined || repository === undefined) {
    const respect = options.respectGitignore === true && repository !== undefined
    const leaveOut = respect
      ? await run.attempt(new Set<string>(), () => listIgnored(repository, options.signal))
      : undefined
    await run.collector.collect(fileTree({ root, ...shared, ...(leaveOut ? { leaveOut } : {}) }), '.')
  }
  if (repository?.workTree !== root && existsSync(join(root, '.git')) && options.history) {
    run.onSkip({ path: '.git', reason: 'not a usable git repository: no history was read' })
  }
  if (repository === undefined || !options.history) return run.report(placeHits(run.collector.hits))

  const attribution = { repository, revisions: HISTORY_REVISIONS, head: 'HEAD' }
  let findings: Finding[]
  if (repository.prefix !== '') {
    await run.collector.collect(gitHistory({ repository, onCommit: run.onCommit, ...shared }), 'git history')
    findings = await run.attribute(attribution)
  } else if (options.cache !== undefined) {
    const { cache } = options
    findings = await scanHistoryAgain({ ...options, ...attribution, cache, run })
  } else {
    const searched = await scanHistory({ ...run, ...options, repository })
    findings = await run.attribute({ ...attribution, objects: searched?.objects })
  }
  const tracked = await run.attempt([], () => findTrackedSecretsFiles(repository, options))
  return run.report([...findings, ...tracked], { workTree: repository.workTree !== undefined })
}

export interface ScanPushOptions {
  readonly gitDir: string
  /** Full commit ids as a webhook names them; zeros for "no commit". */
  readonly before: string
  readonly after: string
  readonly leakKey: Buffer | string
  readonly signal?: AbortSignal | undefined
}

/** What a push brought in. Throws SCAN_REPOSITORY_MISSING, SCAN_COMMIT_MISSING, OBJECT_ID_INVALID. */
export async function scanPush(options: ScanPushOptions): Promise<ScanReport> {
  const repository = openRepository(options.gitDir)
  const run = startRun(options)
  const revisions = await pushRevisions(repository, options).catch((cause: unknown) => {
    if (!isRekeyError(cause, 'GIT_FAILED')) throw cause
    throw scanError('SCAN_COMMIT_MISSING', `commit ${options.after} is not in the repository`, { cause })
  })
  if (revisions.length === 0) return run.report([])
  const source = gitPush({
    repository,
    revisions,
    onSkip: run.onSkip,
    onCommit: run.onCommit,
    ...withSignal(options.signal),
  })
  await run.collector.collect(source, 'git push')
  return run.report(await run.attribute({ repository, revisions, head: options.after }))
}

function openPath(path: string): { root: string; isFile: boolean } {
  try {
    const root = realpathSync(path)
    const stats = statSync(root)
    if (stats.isFile()) return { root, isFile: true }
    if (stats.isDirectory()) return { root, isFile: false }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw scanError('SCAN_PATH_MISSING', `there is nothing at ${path}`, { cause })
    throw scanError('SCAN_PATH_UNREADABLE', `${path} cannot be read (${code})`, { cause })
  }
  throw scanError('SCAN_PATH_UNSUITABLE', `${path} is neither a folder nor a file`)
}

function openRepository(gitDir: string): Repository {
  const { root, isFile } = openPath(gitDir)
  const repository = isFile ? undefined : findRepository(root)
  if (repository?.gitDir !== root) throw scanError('SCAN_REPOSITORY_MISSING', `${gitDir} is not a git directory`)
  return repository
}

function withSignal(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal }
}
