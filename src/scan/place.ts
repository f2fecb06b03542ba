/**
 * Makes findings of hits: puts each hit at every path its blob had, adds what git knows, and keeps one
 * finding per leak and place, with the oldest commit. Pure.
 */
import type { CommitFacts, Introduction } from './attribute.ts'
import type { Hit } from './collect.ts'
import { fileRole, gradeAs, type FileRole } from './file-role.ts'
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

/** A hit at one of its places; the finding is made when it is known which place is the oldest. */
interface Placed {
  readonly hit: Hit
  readonly file: string
  readonly age: number
  readonly facts?: CommitFacts | undefined
  readonly isUnreachable?: true
}

/** Without provenance (no repository) hits are findings as they are. */
export function placeHits(hits: readonly Hit[], provenance?: Provenance): Finding[] {
  const placed = new Map<string, Placed>()
  const keep = (candidate: Placed): void => {
    const { leakId, startLine, startColumn } = candidate.hit
    const key = `${leakId} ${startLine} ${startColumn} ${candidate.file}`
    const known = placed.get(key)
    if (known === undefined || isOlder(candidate, known)) placed.set(key, candidate)
  }
  for (const hit of hits) {
    if (provenance === undefined) keep({ hit, file: hit.file, age: -1 })
    else for (const candidate of placesOf(hit, provenance)) keep(candidate)
  }
  const isInHead = provenance === undefined ? undefined : headTeller(hits, provenance)
  const roles = new Map<string, FileRole>()
  const roleOf = (file: string): FileRole => {
    let role = roles.get(file)
    if (role === undefined) roles.set(file, (role = fileRole(file)))
    return role
  }
  return Array.from(placed.values(), (one) => findingOf(one, roleOf(one.file), isInHead)).toSorted(compareFindings)
}

/** Threads find in any order: of two that are equally old, the first of all in the order of `compareHits` counts. */
function isOlder(candidate: Placed, known: Placed): boolean {
  return candidate.age > known.age || (candidate.age === known.age && compareHits(candidate.hit, known.hit) < 0)
}

function findingOf(
  { hit, file, facts, isUnreachable }: Placed,
  role: FileRole,
  isInHead: ((hit: Hit, file: string) => boolean) | undefined,
): Finding {
  const finding: { -readonly [K in keyof Finding]: Finding[K] } = { ...hit, file }
  if (isUnreachable) finding.reasons = [...hit.reasons, UNREACHABLE]
  if (facts !== undefined) {
    finding.commit = facts.commit
    finding.author = facts.author
    finding.email = facts.email
    finding.date = facts.date
  }
  if (isInHead !== undefined && (hit.blob !== undefined || !MESSAGE.test(file))) finding.inHead = isInHead(hit, file)
  return gradeAs(role, finding)
}

const MESSAGE = /^(?:commit|tag):/

function placesOf(hit: Hit, provenance: Provenance): Placed[] {
  const { blob } = hit
  const message = blob === undefined ? /^commit:([0-9a-f]+)$/.exec(hit.file)?.[1] : undefined
  if (message !== undefined) return [{ hit, file: hit.file, age: 0, facts: provenance.commits.get(message) }]
  const { prefix } = provenance
  const all = blob === undefined ? NOWHERE : (provenance.introductions.get(blob) ?? NOWHERE)
  const introductions = prefix === '' ? all : all.filter(({ path }) => isBelow(path, prefix))
  if (introductions.length > 0) {
    return introductions.map((one) => {
      const file = withInner(withoutPrefix(one.path, prefix), hit)
      return { hit, file, age: one.age, facts: one }
    })
  }
  const bare = blobNamed(hit.file)
  if (bare !== undefined) {
    const [file] = pathsOf(bare, provenance)
    return [file === undefined ? { hit, file: hit.file, age: -1, isUnreachable: true } : { hit, file, age: -1 }]
  }
  // The working tree names paths below the scanned folder, git from the top.
  return [{ hit, file: blob === undefined ? hit.file : withoutPrefix(hit.file, prefix), age: -1 }]
}

const NOWHERE: readonly Introduction[] = []

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
function headTeller(hits: readonly Hit[], { head, prefix }: Provenance): (hit: Hit, file: string) => boolean {
  const leaksOfBlob = new Map<string, Set<string>>()
  for (const blob of head.values()) leaksOfBlob.set(blob, new Set())
  for (const { blob, leakId } of hits) if (blob !== undefined) leaksOfBlob.get(blob)?.add(leakId)
  return ({ inner, leakId }, file) => {
    const outer = outerFile({ file, inner })
    const blob = head.get(prefix === '' ? outer : `${prefix}/${outer}`)
    return blob !== undefined && leaksOfBlob.get(blob)?.has(leakId) === true
  }
}

/** What lies in an archive lies there in every version of the archive's path. */
function withInner(path: string, { inner }: Hit): string {
  return inner === undefined ? path : `${path}!${inner}`
}

/** The path that git knows: that of the archive. */
export function outerFile({ file, inner }: Pick<Hit, 'file' | 'inner'>): string {
  return inner === undefined ? file : file.slice(0, -inner.length - 1)
}

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
