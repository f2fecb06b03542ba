/**
 * Where bytes came from, asked for hits only: one pass of `git log --find-object` gives the first commit
 * that brought each blob to each path, and one listing of HEAD tells what is still there.
 */
import { objectId, readGit } from '../sources/git.ts'
import type { Repository } from '../sources/repository.ts'

export interface CommitFacts {
  readonly commit: string
  readonly author: string
  readonly email: string
  readonly date: Date
}

/** A blob arrived at `path` with this commit. */
export interface Introduction extends CommitFacts {
  readonly path: string
  /** Grows with age: the highest of several is the oldest commit. */
  readonly age: number
}

/** git's command line has room for so many ids. Each pass reads the whole history, so there are as few as can be. */
const IDS_PER_PASS = 8_000

// The name comes last: it is the only field that may hold anything.
const HEADER = '%x01%H %at %ae%x02%an'

const COMMON = ['--encoding=UTF-8', '--no-show-signature', '--no-color', `--format=${HEADER}`]

export interface AttributeOptions {
  readonly revisions: readonly string[]
  /** Commits beside those of `revisions`. */
  readonly from?: readonly string[] | undefined
  /** Commits that are left out, with all that they reach. */
  readonly without?: readonly string[] | undefined
  readonly signal?: AbortSignal | undefined
}

/** For each blob, the paths that it was brought to and the oldest commit that did. Unknown ids are absent. */
export async function findIntroductions(
  repository: Repository,
  blobs: readonly string[],
  options: AttributeOptions,
): Promise<Map<string, Introduction[]>> {
  const found = new Map<string, Map<string, Introduction>>()
  // A pass lists only its own commits: what is older is told by their order among all.
  const order = blobs.length > IDS_PER_PASS ? await orderOfCommits(repository, options) : undefined
  for (let from = 0; from < blobs.length; from += IDS_PER_PASS) {
    const wanted = new Set(blobs.slice(from, from + IDS_PER_PASS))
    const finds = [...wanted].map((id) => `--find-object=${objectId(id)}`)
    // -c shows what a merge has that no parent had. Parents come after children, so the last line is the oldest.
    const diff = ['--raw', '-c', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff', '--no-textconv', '--date-order']
    const path = repository.prefix === '' ? [] : ['--full-history', '--', repository.prefix]
    const args = ['log', ...COMMON, ...diff, ...finds, '--ignore-missing', '--stdin', ...options.revisions, ...path]
    const log = await readGit(repository, args, { ...withSignal(options.signal), input: commitLines(options) })
    for (const { blob, introduction } of parseLog(log.toString('utf8'))) {
      if (!wanted.has(blob)) continue
      let paths = found.get(blob)
      if (paths === undefined) found.set(blob, (paths = new Map()))
      const age = order?.get(introduction.commit) ?? introduction.age
      paths.set(introduction.path, { ...introduction, age })
    }
  }
  return new Map([...found].map(([blob, paths]) => [blob, [...paths.values()]]))
}

/** Place of each commit among all, counted from the youngest. */
async function orderOfCommits(repository: Repository, options: AttributeOptions): Promise<ReadonlyMap<string, number>> {
  const listed = await readGit(
    repository,
    ['rev-list', '--date-order', '--ignore-missing', '--stdin', ...options.revisions],
    { ...withSignal(options.signal), input: commitLines(options) },
  )
  const commits = listed.toString('latin1').split('\n').filter(Boolean)
  return new Map(commits.map((commit, age) => [commit, age]))
}

/** There may be thousands: more than a command line takes. */
function commitLines({ from = [], without = [] }: AttributeOptions): string {
  return [...from.map(objectId), ...without.map((commit) => `^${objectId(commit)}`), ''].join('\n')
}

/** Author and date of commits by their ids. */
export async function findCommits(
  repository: Repository,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, CommitFacts>> {
  if (ids.length === 0) return new Map()
  const args = ['log', '-z', '--no-walk=unsorted', '--no-patch', ...COMMON, '--stdin']
  const log = await readGit(repository, args, { ...withSignal(signal), input: ids.map(objectId).join('\n') + '\n' })
  const commits = new Map<string, CommitFacts>()
  for (const token of log.toString('utf8').split('\0')) {
    const facts = parseHeader(token)
    if (facts) commits.set(facts.commit, facts)
  }
  return commits
}

/** So many paths are asked for by name; of more the whole tree is listed. */
const MAX_NAMED_PATHS = 1_000

/** Blob id by path in the tree of `commit`, at least for `paths`; empty when there is no such commit yet. */
export async function listTree(
  repository: Repository,
  commit: string,
  { paths, signal }: { readonly paths: readonly string[]; readonly signal?: AbortSignal | undefined },
): Promise<Map<string, string>> {
  if (paths.length === 0) return new Map()
  const named = paths.length <= MAX_NAMED_PATHS ? ['--', ...paths] : []
  const args = ['ls-tree', '-r', '-z', '--full-tree', commit, ...named]
  const listed = await readGit(repository, args, withSignal(signal)).catch(async (error: unknown) => {
    if (await hasTree(repository, commit)) throw error
    return Buffer.alloc(0)
  })
  const entries = listed.toString('utf8').split('\0').filter(Boolean)
  return new Map(
    entries.map((entry) => {
      const tab = entry.indexOf('\t')
      return [entry.slice(tab + 1), entry.slice(0, tab).split(' ')[2] as string]
    }),
  )
}

async function hasTree(repository: Repository, commit: string): Promise<boolean> {
  const named = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{tree}`]
  return readGit(repository, named).then(
    () => true,
    () => false,
  )
}

/** Paths by blob id of what is staged; empty in a bare repository. */
export async function listStagedNames(repository: Repository, signal?: AbortSignal): Promise<Map<string, string>> {
  if (repository.workTree === undefined) return new Map()
  const listed = await readGit(repository, ['ls-files', '--stage', '-z', '--full-name'], withSignal(signal))
  const entries = listed.toString('utf8').split('\0').filter(Boolean)
  return new Map(
    entries.map((entry) => {
      const tab = entry.indexOf('\t')
      return [entry.slice(0, tab).split(' ')[1] as string, entry.slice(tab + 1)]
    }),
  )
}

/** `-z` ends headers, entries and paths alike with NUL; what follows an entry is its path. */
function* parseLog(log: string): Generator<{ blob: string; introduction: Introduction }> {
  let commit: CommitFacts | undefined
  let age = 0
  const tokens = log.split('\0')
  for (let i = 0; i < tokens.length; i++) {
    const token = (tokens[i] as string).replace(/^\n+/, '')
    const header = parseHeader(token)
    if (header) {
      commit = header
      age++
    } else if (token.startsWith(':') && commit) {
      const path = tokens[++i] ?? ''
      const blob = newBlobOf(token)
      if (blob !== undefined) yield { blob, introduction: { ...commit, path, age } }
    }
  }
}

function parseHeader(token: string): CommitFacts | undefined {
  if (!token.startsWith('\u0001')) return undefined
  const [facts = '', author = ''] = splitOnce(token.slice(1), '\u0002')
  const match = /^([0-9a-f]{40,64}) (\d+) (.*)$/s.exec(facts)
  if (!match) return undefined
  const [, commit, seconds, email] = match as unknown as [string, string, string, string]
  return { commit, email, author, date: new Date(Number(seconds) * 1_000) }
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)]
}

/** `:mode mode old new M`, or with n parents `::(n+1 modes) (n old) new MM`: the id before the status. */
function newBlobOf(entry: string): string | undefined {
  const id = entry.split(' ').at(-2)
  return id === undefined || /^0+$/.test(id) ? undefined : id
}

function withSignal(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal }
}
