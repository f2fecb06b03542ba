/**
 * Makes findings of hits: puts each hit at every path its blob had, adds what git knows, and keeps one
 * finding per leak and place, with the oldest commit. Pure.
 */
import type { CommitFacts, Introduction } from './attribute.ts'
import type { Hit } from './collect.ts'
import { gradeByRole } from './file-role.ts'
import type { Finding } from './finding.ts'

export interface Provenance {
  readonly introductions: ReadonlyMap<string, readonly Introduction[]>
  /** Commits whose messages had hits. */
  readonly commits: ReadonlyMap<string, CommitFacts>
  /** Blob id by path in HEAD. */
  readonly head: ReadonlyMap<string, string>
  /** Path by blob id of what is staged, for blobs that no commit holds. */
  readonly staged: ReadonlyMap<string, string>
  /** Folder that the paths of `hits` are below, as git's paths begin; '' for the top. */
  readonly prefix: string
}

interface Placed {
  readonly finding: Finding
  readonly age: number
}

/** Without provenance (no repository) hits are findings as they are. */
export function placeHits(hits: readonly Hit[], provenance?: Provenance): Finding[] {
  const placed = new Map<string, Placed>()
  for (const candidate of hits.toSorted(compareHits).flatMap((hit) => placesOf(hit, provenance))) {
    const { leakId, file, startLine, startColumn } = candidate.finding
    const key = JSON.stringify([leakId, file, startLine, startColumn])
    const known = placed.get(key)
    if (known === undefined || candidate.age > known.age) placed.set(key, candidate)
  }
  const findings = [...placed.values()].map((one) => gradeByRole(one.finding))
  return (provenance === undefined ? findings : withHead(findings, hits, provenance)).toSorted(compareFindings)
}

function placesOf(hit: Hit, provenance: Provenance | undefined): Placed[] {
  if (provenance === undefined) return [{ finding: hit, age: -1 }]
  const message = /^commit:([0-9a-f]+)$/.exec(hit.file)?.[1]
  if (message !== undefined && hit.blob === undefined) {
    return [{ finding: { ...hit, ...provenance.commits.get(message) }, age: 0 }]
  }
  const introductions = (provenance.introductions.get(hit.blob ?? '') ?? []).filter((one) =>
    isBelow(one.path, provenance.prefix),
  )
  const bare = blobNamed(hit.file)
  if (introductions.length === 0 && bare !== undefined) {
    const [file] = pathsOf(bare, provenance)
    return [
      { finding: file === undefined ? { ...hit, reasons: [...hit.reasons, UNREACHABLE] } : { ...hit, file }, age: -1 },
    ]
  }
  if (introductions.length === 0) {
    // The working tree names paths below the scanned folder, git from the top.
    const file = hit.blob === undefined ? hit.file : withoutPrefix(hit.file, provenance.prefix)
    return [{ finding: { ...hit, file }, age: -1 }]
  }
  return introductions.map(({ path, age, commit, author, email, date }) => ({
    finding: { ...hit, file: withInner(withoutPrefix(path, provenance.prefix), hit), commit, author, email, date },
    age,
  }))
}

/** What no ref leads to is still in the repository, and in many of its copies. */
const UNREACHABLE = 'unreachable: no branch, tag, stash or reflog leads to it, but the object is still there'

/** The id in `blob:<id>`, which stands for the path of a blob that was read as a bare object. */
export function blobNamed(path: string): string | undefined {
  return /^blob:([0-9a-f]{40,64})$/.exec(path)?.[1]
}

/** The paths that a blob has in the history, or in the index. */
export function pathsOf(blob: string, provenance: Provenance): string[] {
  const paths = (provenance.introductions.get(blob) ?? []).map(({ path }) => path)
  const staged = provenance.staged.get(blob)
  return paths.length > 0 ? [...new Set(paths)] : staged === undefined ? [] : [staged]
}

/** A leak is in HEAD when HEAD's version of that file holds it, on whatever line. */
function withHead(findings: readonly Finding[], hits: readonly Hit[], provenance: Provenance): Finding[] {
  const leaksOfBlob = new Map<string, Set<string>>()
  for (const { blob, leakId } of hits) {
    if (blob === undefined) continue
    const leaks = leaksOfBlob.get(blob)
    if (leaks) leaks.add(leakId)
    else leaksOfBlob.set(blob, new Set([leakId]))
  }
  return findings.map((finding) => {
    if (finding.blob === undefined && /^(?:commit|tag):/.test(finding.file)) return finding
    const file = outerFile(finding)
    const path = provenance.prefix === '' ? file : `${provenance.prefix}/${file}`
    const blob = provenance.head.get(path)
    return { ...finding, inHead: blob !== undefined && leaksOfBlob.get(blob)?.has(finding.leakId) === true }
  })
}

/** What lies in an archive lies there in every version of the archive's path. */
function withInner(path: string, { inner }: Hit): string {
  return inner === undefined ? path : `${path}!${inner}`
}

/** The path that git knows: that of the archive. */
export function outerFile({ file, inner }: Pick<Hit, 'file' | 'inner'>): string {
  return inner === undefined ? file : file.slice(0, -inner.length - 1)
}

/** Threads find in any order. */
function compareHits(a: Hit, b: Hit): number {
  return compareText(a.blob ?? '', b.blob ?? '') || compareFindings(a, b)
}

function isBelow(path: string, prefix: string): boolean {
  return prefix === '' || path.startsWith(`${prefix}/`)
}

function withoutPrefix(path: string, prefix: string): string {
  return prefix !== '' && path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : path
}

/** By code units, so that the order is the same on every machine. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) ||
    a.startLine - b.startLine ||
    a.startColumn - b.startColumn ||
    compareText(a.rule, b.rule) ||
    compareText(a.leakId, b.leakId)
  )
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
