/**
 * One run of the scanner: collects hits from sources, asks git where they came from, and makes the report. What
 * fails on the way is noted in the report, never lost.
 */
import { describeError, isRekeyError } from '../base/errors.ts'
import type { Skipped } from '../detect/chunk.ts'
import type { Repository } from '../sources/repository.ts'
import {
  findCommits,
  findIntroductions,
  listStagedNames,
  listTree,
  type CommitFacts,
  type Introduction,
} from './attribute.ts'
import { readOrigins } from './attribution/read-origins.ts'
import type { ReadObjects } from './attribution/walk-trees.ts'
import type { OriginsWanted } from './cache/recall-origins.ts'
import { entriesById } from './catalogue-entries.ts'
import { createCollector, type ChunkRules, type Collector, type Hit, type Progress } from './collect.ts'
import type { Finding, ScanReport, SuppressedFinding } from './finding.ts'
import { withPushed } from './first-pushed.ts'
import { findForge, linkOf } from './forge-link.ts'
import { isLive } from './live.ts'
import { pairFindings } from './pair.ts'
import { blobNamed, compareFindings, compareText, pathsOf, placeHits, type Provenance } from './place.ts'

export interface RunOptions {
  /** Key of the leak ids: the same key gives the same ids. */
  readonly leakKey: Buffer | string
  /** How often what was decoded is decoded again; 0 for not at all. */
  readonly decodeDepth?: number | undefined
  /** How deep archives in archives are opened; 0 for none. */
  readonly archiveDepth?: number | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Rules beside the catalogue. */
  readonly userRules?: ChunkRules | undefined
  /** An aborted scan reports what it found so far, as incomplete. */
  readonly signal?: AbortSignal | undefined
}

export interface AttributeWhere {
  readonly repository: Repository
  readonly revisions: readonly string[]
  readonly head: string
  /** The whole repository, where a scan has read it: then git is asked for less. */
  readonly objects?: ReadObjects | undefined
  readonly recall?: ((wanted: OriginsWanted) => Promise<Known>) | undefined
}

/** What was asked of git. */
type Known = Pick<Provenance, 'introductions' | 'commits' | 'head'>

export interface Run {
  readonly collector: Collector
  readonly onSkip: (skipped: Skipped) => void
  readonly onCommit: () => void
  /** `recall` answers in the place of git what it knows already. */
  attribute(where: AttributeWhere): Promise<Finding[]>
  /** `work`, or `otherwise` with a note in the report when git fails. */
  attempt<T>(otherwise: T, work: () => Promise<T>): Promise<T>
  report(findings: readonly Finding[], read?: { readonly workTree: boolean }): ScanReport
}

export function startRun(options: RunOptions): Run {
  const skipped: Skipped[] = []
  const onSkip = (one: Skipped): void => void skipped.push(one)
  const collector = createCollector({ ...options, onSkip })
  let commits = 0
  const run: Run = {
    collector,
    onSkip,
    onCommit: () => void commits++,
    async attribute({ repository, revisions, head, objects, recall = askOrigins(head) }) {
      const { hits } = collector
      const nameless = skipped.flatMap(({ path }) => blobNamed(path) ?? [])
      if (hits.length === 0 && nameless.length === 0) return []
      const unknown = {
        introductions: new Map<string, Introduction[]>(),
        commits: new Map<string, CommitFacts>(),
        head: new Map<string, string>(),
        staged: new Map<string, string>(),
        prefix: repository.prefix,
      }
      const provenance = await run.attempt<Provenance>(unknown, async () => {
        const { signal } = options
        const blobs = [...new Set([...blobsOf(hits), ...nameless])]
        const messages = messageCommitsOf(hits)
        const known = await recall({ repository, revisions, blobs, messages, objects, signal })
        const isUnplaced = blobs.some((blob) => (known.introductions.get(blob) ?? []).length === 0)
        const staged = isUnplaced ? await listStagedNames(repository, signal) : unknown.staged
        return { ...known, staged, prefix: repository.prefix }
      })
      nameSkipped(skipped, provenance)
      const findings = withLinks(placeHits(hits, provenance), repository)
      return run.attempt(findings, () => withPushed(findings, repository, options.signal))
    },
    async attempt(otherwise, work) {
      if (options.signal?.aborted) return otherwise
      try {
        return await work()
      } catch (error) {
        if (!options.signal?.aborted && !isRekeyError(error)) throw error
        onSkip({
          path: 'git attribution',
          reason: options.signal?.aborted ? 'stopped before the end' : describeError(error),
        })
        return otherwise
      }
    },
    report(placed, { workTree } = { workTree: false }) {
      const findings = placed.length === 0 ? [] : pairFindings(placed, entriesById())
      return {
        version: 1,
        complete: skipped.length === 0,
        skipped: unique(skipped).toSorted((a, b) => compareText(a.path, b.path) || compareText(a.reason, b.reason)),
        findings: findings.filter((one) => !isAllowed(one)).toSorted(compareFindings),
        suppressed: findings.filter(isAllowed).toSorted(compareFindings).map(asSuppressed),
        scanned: { bytes: collector.progress.bytes, chunks: collector.progress.chunks, commits, workTree },
      }
    },
  }
  return run
}

function askOrigins(head: string): (wanted: OriginsWanted) => Promise<Known> {
  return async ({ repository, revisions, blobs, messages, objects, signal }) => {
    const commits = await findCommits(repository, messages, signal)
    const read = objects === undefined ? undefined : await readOrigins(objects, { repository, blobs, head, signal })
    if (read !== undefined) return { ...read, commits }
    const introductions = await findIntroductions(repository, blobs, { revisions, signal })
    const paths = [...new Set([...introductions.values()].flatMap((all) => all.map(({ path }) => path)))]
    return { introductions, commits, head: await listTree(repository, head, { paths, signal }) }
  }
}

function withLinks(findings: readonly Finding[], repository: Repository): Finding[] {
  const forge = findings.some(({ commit }) => commit !== undefined) ? findForge(repository) : undefined
  if (forge === undefined) return [...findings]
  return findings.map((finding) => {
    const link = linkOf(forge, finding, repository.prefix)
    return link === undefined ? finding : { ...finding, link }
  })
}

function isAllowed(finding: Finding): boolean {
  return finding.allowedBy !== undefined && !isLive(finding)
}

function asSuppressed(finding: Finding): SuppressedFinding {
  return { finding, reason: `comment ${finding.allowedBy}`, owner: 'whoever wrote the line' }
}

/** The same file in the work tree and in many commits is one. */
function unique(skipped: readonly Skipped[]): Skipped[] {
  return [...new Map(skipped.map((one) => [JSON.stringify([one.path, one.reason]), one])).values()]
}

/** What was read as a bare object is reported under the paths that it has in the history. */
function nameSkipped(skipped: Skipped[], provenance: Provenance): void {
  const named = skipped.flatMap((one) => {
    const blob = blobNamed(one.path)
    const paths = blob === undefined ? [] : pathsOf(blob, provenance)
    return paths.length === 0 ? [one] : paths.map((path) => ({ ...one, path }))
  })
  skipped.splice(0, skipped.length, ...named)
}

function blobsOf(hits: readonly Hit[]): string[] {
  return [...new Set(hits.flatMap((hit) => hit.blob ?? []))]
}

function messageCommitsOf(hits: readonly Hit[]): string[] {
  return [
    ...new Set(
      hits.flatMap((hit) => (hit.blob === undefined ? (/^commit:([0-9a-f]+)$/.exec(hit.file)?.[1] ?? []) : [])),
    ),
  ]
}
