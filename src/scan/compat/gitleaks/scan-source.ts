/** One run of the gitleaks mode over a folder, a history, a change or a stream: what was found, and what to say of it. */
import { realpathSync } from 'node:fs'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { bodyOfBytes } from '../../../sources/archive/body.ts'
import { readGit } from '../../../sources/git.ts'
import { findRepository, type Repository } from '../../../sources/repository.ts'
import { isIgnored, parseIgnoreFile } from './baseline.ts'
import { byteLength } from './byte-text.ts'
import { detectFragment, type CommitInfo, type DetectOptions, type Fragment } from './detect.ts'
import { findNamedFormat } from './file-kind.ts'
import { contentFragments, fileFragments, splitFragments } from './file-source.ts'
import { fingerprintOf, type GitleaksFinding } from './finding.ts'
import { gitFragments } from './git-source.ts'
import { parseRemote, scmLink, type Platform, type Remote } from './scm-link.ts'

export interface ScanSourceOptions {
  readonly kind: 'files' | 'stdin' | 'history' | 'staged' | 'unstaged'
  readonly cwd: string
  readonly source: string
  readonly stdin?: Uint8Array
  readonly logOptions?: string | undefined
  readonly platform: Platform
  /** Asked of git when it is not given. */
  readonly remoteUrl?: string
  readonly followSymlinks: boolean
  readonly maxArchiveDepth: number
  /** Files with fingerprints; those that are not there are passed over. */
  readonly ignoreFiles: readonly string[]
  readonly isKnown?: (finding: GitleaksFinding) => boolean
  readonly onFinding?: (finding: GitleaksFinding) => void
  readonly detect: DetectOptions
  readonly signal?: AbortSignal
}

export interface ScanSourceResult {
  readonly findings: readonly GitleaksFinding[]
  readonly bytes: number
  readonly commits: number
  /** What was not searched, and why. */
  readonly warnings: readonly string[]
  /** What a person may want to know. */
  readonly notes: readonly string[]
  /** Set when the source ended before its end. */
  readonly failure?: string
}

export async function scanSource(options: ScanSourceOptions): Promise<ScanSourceResult> {
  const warnings: string[] = []
  const notes: string[] = []
  const fingerprints = readIgnored(options.ignoreFiles, warnings)
  const commits = new Set<string>()
  const findings: GitleaksFinding[] = []
  const remote = await findRemote(options, notes)
  const detect = { ...options.detect, linkOf: (finding: GitleaksFinding): string => scmLink(remote, finding) }
  let bytes = 0
  let failure: string | undefined
  try {
    for await (const fragment of fragments(options, warnings)) {
      options.signal?.throwIfAborted()
      // As gitleaks counts: what brings nothing, or what cannot be read, is no commit that was scanned.
      if (fragment.commit !== '') commits.add(fragment.commit)
      bytes += byteLength(fragment.raw)
      for (const one of detectFragment(fragment, detect)) {
        const finding = { ...one, fingerprint: fingerprintOf(one) }
        if (isIgnored(finding, fingerprints) || options.isKnown?.(finding) === true) continue
        findings.push(finding)
        options.onFinding?.(finding)
      }
    }
  } catch (error) {
    failure = options.signal?.aborted ? 'context deadline exceeded' : (error as Error).message
  }
  return { findings, bytes, commits: commits.size, warnings, notes, ...(failure === undefined ? {} : { failure }) }
}

async function* fragments(options: ScanSourceOptions, warnings: string[]): AsyncGenerator<Fragment> {
  const { kind, cwd, source, detect, maxArchiveDepth } = options
  const onSkip = (path: string, reason: string): void => void warnings.push(`${reason} path=${path}`)
  const shared = { allowlists: detect.allowlists, maxArchiveDepth, onSkip, signal: options.signal }
  if (kind === 'stdin') {
    yield* splitFragments(bodyOfBytes(options.stdin ?? new Uint8Array()).stream(), '', '')
    return
  }
  if (kind === 'files') {
    const maxFileBytes = (detect.maxTargetMegabytes ?? 0) * 1_000_000
    yield* fileFragments({ cwd, source, followSymlinks: options.followSymlinks, maxFileBytes, ...shared })
    return
  }
  const repository = openRepository(cwd, source)
  const binaries: { commit: string; path: string; info: CommitInfo }[] = []
  yield* gitFragments({
    repository,
    kind,
    logOptions: options.logOptions,
    signal: options.signal,
    onBinary: (file) => void (findNamedFormat(file.path) !== undefined && binaries.push(file)),
  })
  for (const { commit, path, info } of maxArchiveDepth > 0 ? binaries : []) {
    const blob = await readGit(repository, ['cat-file', 'blob', `${commit}:${path}`])
    for await (const one of contentFragments(bodyOfBytes(blob), { ...shared, path, symlink: '', outer: [] }))
      yield { ...one, commit, info }
  }
}

/** Throws git's own words: people search for them. */
function openRepository(cwd: string, source: string): Repository {
  const repository = findRepository(realpathSync(resolve(cwd, source)))
  if (repository === undefined)
    throw new Error('[git] fatal: not a git repository (or any of the parent directories): .git')
  return repository
}

async function findRemote(options: ScanSourceOptions, notes: string[]): Promise<Remote> {
  const none: Remote = { platform: 'none', url: '' }
  if (options.kind !== 'history' || options.platform === 'none') return none
  if (options.remoteUrl !== undefined) return { platform: options.platform, url: options.remoteUrl }
  try {
    const repository = openRepository(options.cwd, options.source)
    const url = (await readGit(repository, ['ls-remote', '--quiet', '--get-url'])).toString('utf8').trim()
    const remote = parseRemote(url, options.platform) ?? none
    if (remote.platform === 'unknown')
      notes.push(
        `Unknown SCM platform. Use --platform to include links in findings. host=${new URL(remote.url).hostname}`,
      )
    return remote
  } catch {
    return none
  }
}

function readIgnored(files: readonly string[], warnings: string[]): Set<string> {
  const all = new Set<string>()
  for (const file of files) {
    const text = readText(file)
    if (text === undefined) continue
    const { fingerprints, odd } = parseIgnoreFile(text)
    for (const one of fingerprints) all.add(one)
    warnings.push(...odd.map((line) => `Invalid .gitleaksignore entry fingerprint=${line}`))
  }
  return all
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
